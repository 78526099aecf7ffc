// Grants: what burns next and why, and giving, selling and voiding for those who may.

import { element, row, section, table, time } from "./dom.js";
import { amountField, button, field, openForm } from "./forms.js";
import { settings } from "./settings.js";
import { texts } from "./texts.js";
import * as amounts from "./amounts.js";
import * as format from "./format.js";

const words = texts.grants;

const columns = [
  { title: words.place, class: "number" }, { title: words.grant, header: true }, { title: words.kind }, { title: words.because, class: "why" }, { title: words.amount, class: "number" },
  { title: words.remaining, class: "number" }, { title: words.reserved, class: "number" }, { title: words.consumed, class: "number" }, { title: words.gone, class: "number" },
  ...(settings.mayBill ? [{ title: words.actions, hidden: true }] : []),
];

export function grantList({ grants, total }, { state, choose, more, reload }) {
  const filter = field("state", words.filter, { options: [["open", words.openOnly], ["scheduled", words.scheduled], ["ended", words.ended], ["", words.all]], value: state });
  filter.control.addEventListener("change", () => choose(filter.control.value));
  return section(words.order,
    element("p", { class: "hint" }, words.orderIntro),
    element("div", { class: "toolbar" }, filter, settings.mayBill
      ? element("div", { class: "buttons" }, button(words.give, { onclick: () => give(reload) }), button(words.buy, { onclick: () => buy(reload) }))
      : element("p", { class: "hint" }, words.notBilling)),
    table(words.order, columns, grants.map((one) => rowOf(one, reload)), { empty: words.empty, hideCaption: true }),
    total > grants.length ? element("div", { class: "buttons" }, button(words.more, { onclick: more })) : null);
}

function rowOf(one, reload) {
  const canVoid = one.state !== "ended" && amounts.parse(one.remaining) > 0n || one.state === "scheduled";
  return row(columns, [
    one.burnPlace === 1 ? element("span", { class: "tag credit" }, words.first) : one.burnPlace ?? "–",
    [one.grant, one.note ? element("span", { class: "by" }, one.note) : null],
    [texts.kinds[one.kind] ?? one.kind, one.state === "open" ? "" : ` (${texts.states[one.state]})`],
    why(one),
    format.amount(one.amount), format.amount(one.remaining), format.amount(one.reserved), format.amount(one.consumed),
    format.amount(amounts.sum([one.expired, one.voided])),
    ...(settings.mayBill ? [canVoid ? button(words.void, { "aria-label": words.voidLabel(one.grant), onclick: () => voidCredits(one, reload) }) : ""] : []),
  ]);
}

/** What decides its place, in the order in which it decides. */
const why = (one) => [
  words.why.priority(one.priority), ", ",
  one.expiresAt ? time(one.expiresAt, words.why.expires(format.instant(one.expiresAt))) : words.why.never,
  one.state === "scheduled" ? [", ", time(one.effectiveAt, `${words.usable} ${format.instant(one.effectiveAt)}`)] : "",
];

const startOf = (day) => (day ? format.startOfDay(day) : undefined);

const commonFields = () => [
  amountField("amount", texts.forms.amountLabel, { required: true }),
  field("expiresAt", texts.forms.expires, { type: "date", hint: texts.forms.expiresHint }),
  field("priority", texts.forms.priorityLabel, {
    inputmode: "numeric", hint: texts.forms.priorityHint, check: (text) => (/^[0-9]{1,3}$/.test(text) && Number(text) <= 255 ? null : texts.forms.priority),
  }),
  field("note", texts.forms.note, { hint: texts.forms.noteHint }),
];

const bodyOf = ({ priority, expiresAt, effectiveAt, ...rest }) => ({
  ...rest, priority: priority === undefined ? undefined : Number(priority), expiresAt: startOf(expiresAt), effectiveAt: startOf(effectiveAt),
});

/** Says what was done, and shows it. */
const then = (reload, say) => (answer) => {
  reload();
  return say(answer);
};

function give(reload) {
  const [amount, expires, ...others] = commonFields();
  openForm({
    title: words.giveTitle,
    fields: [
      amount,
      field("kind", texts.forms.kind, { options: ["complimentary", "promotional", "adjustment"].map((kind) => [kind, texts.kinds[kind]]), value: "complimentary" }),
      field("effectiveAt", texts.forms.effective, { type: "date", hint: texts.forms.effectiveHint }), expires, ...others,
    ],
    submit: words.giveSubmit,
    send: { method: "POST", path: "grants", body: bodyOf },
    done: then(reload, (answer) => words.given(answer.grant)),
  });
}

function buy(reload) {
  openForm({
    title: words.buyTitle, intro: words.buyIntro, fields: commonFields(), submit: words.buySubmit,
    send: { method: "POST", path: "purchases", body: bodyOf },
    done: then(reload, (answer) => words.bought(answer.grant)),
  });
}

function voidCredits(one, reload) {
  openForm({
    title: words.voidTitle(one.grant),
    intro: words.voidIntro(format.amount(one.remaining)),
    fields: [
      amountField("amount", texts.forms.amountLabel, { hint: words.voidHint }),
      field("reason", texts.forms.reason, { required: true, hint: texts.forms.noteHint }),
    ],
    submit: words.voidSubmit, danger: true,
    send: { method: "POST", path: "voids", body: (values) => ({ grant: one.grant, ...values }) },
    done: then(reload, (answer) => words.voided(format.amount(answer.amount))),
  });
}
