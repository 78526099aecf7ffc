// Open reservations, the next to expire first.

import { row, section, table, time } from "./dom.js";
import { button, openForm } from "./forms.js";
import { texts } from "./texts.js";
import * as format from "./format.js";

const words = texts.grants;

const columns = [
  { title: words.reservation, header: true }, { title: words.feature }, { title: words.user }, { title: texts.forms.amountLabel, class: "number" },
  { title: words.since }, { title: words.expires }, { title: words.actions, hidden: true },
];

export function reservationList({ reservations }, features, reload) {
  const names = new Map(features.map((one) => [one.key, one.displayName]));
  return section(words.reservations, table(words.reservations, columns, reservations.map((one) => row(columns, [
    one.reservation, names.get(one.feature) ?? one.feature, one.user, format.amount(one.amount),
    time(one.reservedAt, format.instant(one.reservedAt)), time(one.expiresAt, format.instant(one.expiresAt)),
    button(words.release, { "aria-label": words.releaseLabel(one.reservation), onclick: () => release(one, reload) }),
  ])), { empty: words.reservationsEmpty, hideCaption: true }));
}

function release(one, reload) {
  openForm({
    title: words.releaseTitle, intro: words.releaseIntro(format.amount(one.amount), one.reservation), fields: [], submit: words.releaseSubmit, danger: true,
    send: { method: "POST", path: "reservations/release", body: () => ({ reservation: one.reservation }) },
    done: (answer) => {
      reload();
      return words.released(format.amount(answer.returned));
    },
  });
}
