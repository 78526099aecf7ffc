// Why a transaction is as it is: the grants it moved, the price, the limits that counted it.

import { element, facts, row, table, time } from "./dom.js";
import { read } from "./api.js";
import { amountField, button, field, openForm } from "./forms.js";
import { settings } from "./settings.js";
import { texts } from "./texts.js";
import * as format from "./format.js";

const words = texts.transactions;

const grantColumns = [
  { title: words.grant, header: true }, { title: words.kind }, { title: words.moved, class: "number" }, { title: words.after, class: "number" }, { title: words.expires },
];

const limitColumns = [
  { title: words.limit, header: true }, { title: words.usageBefore, class: "number" }, { title: words.usageAfter, class: "number" },
  { title: words.soft, class: "number" }, { title: words.hard, class: "number" },
];

export async function explanation(sequence) {
  const { row: one, price, grants, limits } = await read(`transactions/${sequence}`);
  const known = new Map(grants.map((grant) => [grant.grant, grant]));
  const moved = one.allocations ?? (one.grant ? [{ grant: one.grant, amount: one.amount }] : []);
  const isUse = one.feature !== undefined && one.type === "debit";
  return element("div", { class: "explanation" },
    facts([
      [words.price, price],
      [words.quantity, quantityOf(one.quantity)],
      [words.reservation, one.reservation],
      [words.operation, one.operation],
      [words.actor, one.actor.id],
    ]),
    moved.length ? table(words.grantsMoved, grantColumns, moved.map(({ grant, amount }) => {
      const then = known.get(grant);
      return row(grantColumns, [
        grant, then ? texts.kinds[then.kind] ?? then.kind : "", format.amount(amount), then ? format.amount(then.remaining) : "",
        then?.expiresAt ? time(then.expiresAt, format.instant(then.expiresAt)) : words.never,
      ]);
    })) : null,
    isUse ? table(words.limits, limitColumns, limits.map((limit) => row(limitColumns, [
      limit.policy, format.amount(limit.usageBefore), format.amount(limit.usageAfter), limit.soft.map(format.amount).join(", ") || "–", limit.hard ? format.amount(limit.hard) : "–",
    ])), { empty: words.noLimits }) : null,
    isUse && settings.mayBill ? element("div", { class: "buttons" }, button(words.refund, { onclick: () => refund(one) })) : null);
}

function refund(one) {
  const target = one.reservation ?? one.operation;
  openForm({
    title: words.refundTitle,
    intro: words.refundIntro(target),
    fields: [
      amountField("amount", texts.forms.amountLabel, { hint: words.refundAmountHint }),
      field("reason", texts.forms.reason, { required: true, hint: texts.forms.noteHint }),
    ],
    submit: words.refundSubmit,
    send: { method: "POST", path: "refunds", body: (values) => ({ target, ...values }) },
    done: (answer) => words.refunded(format.amount(answer.amount)),
  });
}

function quantityOf(quantity) {
  if (quantity === undefined) return undefined;
  return typeof quantity === "string" ? format.amount(quantity) : Object.entries(quantity).map(([name, amount]) => `${name} ${format.amount(amount)}`).join(", ");
}
