// Alerts of the wallet: low balance, and credits about to expire.

import { announce, element, replace } from "./dom.js";
import { wish, write } from "./api.js";
import { field } from "./forms.js";
import { isThreshold, listOf } from "./limits-form.js";
import { texts } from "./texts.js";

const words = texts.limits;

export function alertsForm(alerts) {
  const wholeDays = /^P([0-9]{1,3})D$/.exec(alerts.expiringLead ?? "")?.[1];
  const kept = alerts.expiringLead && !wholeDays ? alerts.expiringLead : undefined;
  const low = field("lowBalance", words.lowBalance, {
    value: alerts.lowBalance.join(", "), hint: texts.forms.thresholds, check: (text) => (listOf(text).every(isThreshold) ? null : texts.forms.thresholds),
  });
  const lead = field("expiringLead", words.lead, {
    value: wholeDays ?? "", inputmode: "numeric", hint: kept ? words.leadKept(kept) : words.leadHint,
    check: (text) => (/^[0-9]{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 366 ? null : words.leadFault),
  });
  const problem = element("div", { role: "alert", class: "problem" });
  const keyFor = wish();
  return element("form", { novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    replace(problem);
    const wrong = [low, lead].filter((one) => !one.validate());
    if (wrong.length) {
      wrong[0].control.focus();
      return;
    }
    const days = lead.control.value.trim();
    const body = { lowBalance: listOf(low.control.value), expiringLead: days ? `P${Number(days)}D` : kept };
    try {
      await write("PUT", "alerts", body, keyFor(body));
      announce(words.alertsSaved);
    } catch (refused) {
      replace(problem, refused.message);
    }
  } }, element("p", { class: "hint" }, words.alertsIntro), problem, element("div", { class: "fields" }, low, lead),
  element("div", { class: "buttons" }, element("button", { type: "submit", class: "primary" }, words.saveAlerts)));
}
