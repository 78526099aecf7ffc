// The plan, and changing it for those who may.

import { element, facts, section, time } from "./dom.js";
import { button, field, openForm } from "./forms.js";
import { settings } from "./settings.js";
import { texts } from "./texts.js";
import * as format from "./format.js";

const words = texts.grants;

export function planPanel(plan, plans, reload) {
  const periods = texts.overview.periods;
  return section(words.plan,
    facts([
      [words.plan, plan.plan ?? texts.overview.noPlan],
      plan.plan ? [words.amount, texts.overview.allowance(format.amount(plan.allowance), periods[plan.period])] : null,
      [texts.overview.nextReset, plan.nextReset ? time(plan.nextReset, format.instant(plan.nextReset)) : texts.overview.never],
    ]),
    settings.mayBill ? element("div", { class: "buttons" },
      button(words.change, { onclick: () => change(plan, plans, reload) }),
      plan.plan ? button(words.cancelPlan, { onclick: () => cancel(reload) }) : null) : null);
}

function change(plan, plans, reload) {
  openForm({
    title: words.changeTitle,
    fields: [
      field("plan", words.planField, {
        options: plans.map((one) => [one.code, `${one.code}: ${texts.overview.allowance(format.amount(one.allowance), texts.overview.periods[one.period])}`]), value: plan.plan,
      }),
      field("when", words.when, { options: Object.entries(words.whens), value: "auto" }),
    ],
    submit: words.changeSubmit,
    send: { method: "POST", path: "plan/change", body: (values) => values },
    done: (answer) => {
      reload();
      return words.changed(format.instant(answer.effective));
    },
  });
}

function cancel(reload) {
  openForm({
    title: words.cancelTitle, intro: words.cancelIntro,
    fields: [field("when", words.when, { options: Object.entries(words.cancelWhens), value: "period_end" })],
    submit: words.cancelSubmit, danger: true,
    send: { method: "POST", path: "plan/cancel", body: (values) => values },
    done: (answer) => {
      reload();
      return words.cancelled(format.instant(answer.effective));
    },
  });
}
