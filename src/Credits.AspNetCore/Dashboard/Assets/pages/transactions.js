// Every movement: filters, pages, a file, and for each row why it is as it is.

import { cells, element, newId, replace, section, table, time } from "../dom.js";
import { address, read, readGeneral } from "../api.js";
import { field } from "../forms.js";
import { explanation } from "../explanation.js";
import { texts } from "../texts.js";
import * as format from "../format.js";

const words = texts.transactions;

const columns = [
  { title: words.date, header: true }, { title: words.type }, { title: words.credits, class: "number" }, { title: words.name }, { title: words.feature },
  { title: words.reason, class: "roomy" }, { title: words.balance, class: "number" }, { title: words.details, hidden: true },
];

export async function render() {
  const catalog = await readGeneral("catalog");
  const names = new Map(catalog.features.map((one) => [one.key, one.displayName]));
  const fields = filterFields(catalog.features);
  const csv = element("a", { class: "button", download: "transactions.csv" }, words.csv);
  const list = element("div", {});
  const problem = element("div", { role: "alert", class: "problem" });
  const count = element("p", { role: "status", class: "hint" });
  // The cursors that led here; the newest page has none.
  let trail = [undefined], filters = {};

  const show = async () => {
    replace(problem);
    try {
      const page = await read("transactions", { ...filters, cursor: trail.at(-1), limit: 50 });
      replace(list, rowsOf(page.rows, names), pages(page.next));
      count.textContent = words.shown(page.rows.length);
    } catch (refused) {
      replace(problem, refused.message);
    }
    csv.href = address("transactions.csv", filters);
  };

  const turn = async (move) => {
    move();
    await show();
    list.querySelector(".scroll")?.focus();
  };

  const pages = (next) => element("div", { class: "buttons" },
    element("button", { type: "button", disabled: trail.length === 1, onclick: () => turn(() => trail.pop()) }, words.newer),
    element("span", {}, words.page(trail.length)),
    element("button", { type: "button", disabled: next === undefined, onclick: () => turn(() => trail.push(next)) }, words.older));

  const apply = async () => {
    const value = (name) => fields.find((one) => one.control.name === name).control.value.trim();
    const to = value("to");
    filters = {
      from: value("from") && format.startOfDay(value("from")), to: to && format.startOfDay(format.addDays(to, 1)),
      type: value("type"), kind: value("kind"), feature: value("feature"), user: value("user"),
    };
    trail = [undefined];
    await show();
  };

  await apply();
  return [
    section(words.filters, element("form", { onsubmit: (event) => {
      event.preventDefault();
      return apply();
    } }, element("div", { class: "fields" }, fields), element("div", { class: "buttons" },
      element("button", { type: "submit", class: "primary" }, words.apply),
      element("button", { type: "button", onclick: () => {
        for (const one of fields) one.control.value = "";
        return apply();
      } }, words.clear),
      csv))),
    section(words.caption, problem, count, list),
  ];
}

const filterFields = (features) => [
  field("from", words.from, { type: "date" }),
  field("to", words.to, { type: "date" }),
  field("type", words.type, { options: [["", words.all], ...Object.entries(words.types)] }),
  field("kind", words.kind, { options: [["", words.all], ...Object.entries(texts.rows)] }),
  field("feature", words.feature, { options: [["", words.all], ...features.map((one) => [one.key, one.displayName])] }),
  field("user", words.user),
];

const rowsOf = (rows, names) => table(words.caption, columns, rows.flatMap((one) => rowOf(one, names)), { empty: words.empty, hideCaption: true });

/** The row, and below it the one that opens to its explanation. */
function rowOf(one, names) {
  const id = newId("explanation");
  const place = element("td", { colspan: columns.length });
  const opened = element("tr", { id, hidden: true, class: "opened" }, place);
  const toggle = element("button", {
    type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": id, "aria-label": words.explain(one.seq), onclick: async () => {
      const open = toggle.getAttribute("aria-expanded") === "true";
      toggle.setAttribute("aria-expanded", String(!open));
      opened.hidden = open;
      if (open || place.dataset.loaded) return;
      replace(place, texts.loading);
      try {
        replace(place, await explanation(one.seq));
        place.dataset.loaded = "yes";
      } catch (refused) {
        replace(place, element("p", { role: "alert", class: "problem" }, refused.message));
      }
    },
  }, element("span", { "aria-hidden": "true", class: "chevron" }, "›"));
  return [
    element("tr", {}, cells(columns, [
      time(one.at, format.instant(one.at)),
      element("span", { class: `tag ${one.type}` }, words.types[one.type] ?? one.type),
      (one.type === "debit" ? "−" : "+") + format.amount(one.amount),
      [one.actor.name, element("span", { class: "by" }, texts.rows[one.kind] ?? one.kind)],
      one.feature ? names.get(one.feature) ?? one.feature : "",
      one.reason ?? "",
      format.amount(one.balance),
      toggle,
    ])),
    opened,
  ];
}
