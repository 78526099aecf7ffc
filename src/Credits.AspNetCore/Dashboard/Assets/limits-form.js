// The list of limits as a form; saving replaces the whole list.

import { announce, element, newId, replace } from "./dom.js";
import { wish, write } from "./api.js";
import { button, field } from "./forms.js";
import { texts } from "./texts.js";
import * as amounts from "./amounts.js";
import * as format from "./format.js";

const words = texts.limits;

export const listOf = (text) => text.split(",").map((part) => part.trim().replace(/ *%$/, "%")).filter((part) => part !== "");

export const isThreshold = (text) => amounts.isAmount(text.replace(/%$/, "")) && text.trim() !== "%";

export function limitsForm(policies, plan, features, reload) {
  const problem = element("div", { role: "alert", class: "problem" });
  const list = element("div", { class: "limits" });
  const keyFor = wish();
  const editors = () => [...list.children];
  const append = (policy) => {
    const made = editor(policy, features, () => {
      const next = made.nextElementSibling ?? made.previousElementSibling;
      made.remove();
      (next?.querySelector("input") ?? adding).focus();
    });
    list.append(made);
    return made;
  };
  policies.forEach(append);

  const adding = button(words.add, { onclick: () => append({ id: "", window: "month", soft: [] }).querySelector("input").focus() });
  return element("form", { novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    replace(problem);
    const wrong = editors().flatMap((one) => one.faults(editors()));
    if (wrong.length) {
      wrong[0].control.focus();
      return;
    }
    const body = { limits: editors().map((one) => one.read()) };
    try {
      await write("PUT", "limits", body, keyFor(body));
      announce(words.saved);
      await reload();
      document.querySelector("#content").focus();
    } catch (refused) {
      replace(problem, refused.message);
    }
  } },
  element("p", { class: "hint" }, words.editIntro),
  recommendation(plan, () => {
    const soft = ["75%"], hard = "90%";
    const whole = editors().find((one) => one.isWhole());
    if (whole) whole.fill(soft, hard);
    else append({ id: freeName(editors()), window: "period", soft, hard });
    announce(words.filled);
  }),
  problem, list,
  element("div", { class: "buttons" }, element("button", { type: "submit", class: "primary" }, words.save), adding));
}

function freeName(editors) {
  const names = new Set(editors.map((one) => one.read().id));
  let name = "plan", n = 1;
  while (names.has(name)) name = `plan-${++n}`;
  return name;
}

function recommendation(plan, fill) {
  const hasAllowance = plan.allowance && plan.allowance !== "0";
  return element("div", { class: "advice" },
    element("p", {}, element("strong", {}, `${words.recommendation}: `), hasAllowance
      ? words.recommended("70–80 %", format.amount(amounts.share(plan.allowance, 70)), format.amount(amounts.share(plan.allowance, 80)), format.amount(amounts.share(plan.allowance, 90)))
      : words.recommendedNoPlan),
    hasAllowance ? button(words.use, { onclick: fill }) : null);
}

function editor(policy, features, remove) {
  const scope = (value) => (value === undefined ? "" : value === "*" ? "*" : "1");
  const id = field("id", words.id, { value: policy.id, required: true });
  const user = field("user", words.forUser, { options: [["", words.together], ["*", words.each], ["1", words.one]], value: scope(policy.user) });
  const userId = field("userId", words.userId, { value: scope(policy.user) === "1" ? policy.user : "", required: true });
  const known = features.map((one) => [`=${one.key}`, one.displayName]);
  // A feature that is no longer in the catalogue keeps its limit.
  if (scope(policy.feature) === "1" && !known.some(([key]) => key === `=${policy.feature}`)) known.push([`=${policy.feature}`, policy.feature]);
  const feature = field("feature", words.forFeature, {
    options: [["", words.together], ["*", words.each], ...known], value: scope(policy.feature) === "1" ? `=${policy.feature}` : scope(policy.feature),
  });
  const window = field("window", words.window, { options: Object.entries(texts.windows), value: policy.window });
  const soft = field("soft", words.softField, {
    value: policy.soft.join(", "), hint: texts.forms.thresholds, check: (text) => (listOf(text).every(isThreshold) ? null : texts.forms.thresholds),
  });
  const hard = field("hard", words.hardField, {
    value: policy.hard ?? "", hint: texts.forms.threshold, check: (text) => (listOf(text).length === 1 && isThreshold(listOf(text)[0]) ? null : texts.forms.threshold),
  });
  const raise = field("purchasesRaise", words.raise, {
    options: [["", words.raiseDefault], ["true", words.raiseYes], ["false", words.raiseNo]], value: policy.purchasesRaise === undefined ? "" : String(policy.purchasesRaise),
  });
  const showUserId = () => {
    userId.hidden = user.control.value !== "1";
  };
  user.control.addEventListener("change", showUserId);
  showUserId();
  const legend = element("legend", {}, policy.id || words.newLimit);
  const removing = button(words.remove(policy.id), { onclick: remove, class: "quiet" });
  id.control.addEventListener("input", () => {
    legend.textContent = id.control.value || words.newLimit;
    removing.textContent = words.remove(id.control.value);
  });

  const made = element("fieldset", { id: newId("limit") }, legend, element("div", { class: "fields" }, id, user, userId, feature, window, soft, hard, raise), removing);
  made.isWhole = () => user.control.value === "" && feature.control.value === "" && (window.control.value === "period" || window.control.value === "month");
  made.fill = (softOnes, hardOne) => {
    soft.control.value = softOnes.join(", ");
    hard.control.value = hardOne;
  };
  made.read = () => ({
    id: id.control.value.trim(),
    user: user.control.value === "1" ? userId.control.value.trim() : user.control.value || undefined,
    feature: feature.control.value.startsWith("=") ? feature.control.value.slice(1) : feature.control.value || undefined,
    window: window.control.value,
    soft: listOf(soft.control.value),
    hard: listOf(hard.control.value)[0],
    purchasesRaise: raise.control.value === "" ? undefined : raise.control.value === "true",
  });
  made.faults = (all) => {
    const wrong = [id, ...(userId.hidden ? [] : [userId]), soft, hard].filter((one) => !one.validate());
    if (!wrong.includes(id) && all.filter((one) => one.read().id === made.read().id).length > 1) {
      id.complain(words.sameName);
      wrong.push(id);
    }
    if (!wrong.length && !soft.control.value.trim() && !hard.control.value.trim()) {
      soft.complain(words.needsThreshold);
      wrong.push(soft);
    }
    return wrong;
  };
  return made;
}
