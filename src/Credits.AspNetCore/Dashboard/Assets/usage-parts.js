// Usage as charts and tables, for administrators and for members.

import { element, row, table } from "./dom.js";
import { field } from "./forms.js";
import { bar, chart } from "./charts.js";
import { settings } from "./settings.js";
import { texts } from "./texts.js";
import * as amounts from "./amounts.js";
import * as format from "./format.js";

const words = texts.usage;

export const rangeChooser = {
  /** From the beginning of a day, so that a range has whole days. */
  spanOf(range) {
    const today = format.dayOf(settings.now ?? Date.now());
    const first = range === "period" && settings.periodStart ? format.dayOf(settings.periodStart) : format.addDays(today, 1 - Number(range === "period" ? 28 : range));
    return { first, today, from: format.startOfDay(first) };
  },

  make(range, choose) {
    const chosen = field("range", words.range, {
      options: [["7", words.days(7)], ["28", words.days(28)], ["90", words.days(90)], ["365", words.days(365)], ["period", words.period]], value: range,
    });
    chosen.control.addEventListener("change", async () => {
      await choose(chosen.control.value);
      document.querySelector("select[name=range]")?.focus();
    });
    return element("div", { class: "toolbar" }, chosen);
  },
};

export function usageByDay(caption, usage, { first, today }) {
  const used = new Map(usage.map((one) => [one.key, one.amount]));
  const days = [];
  // The page may have been open over midnight.
  const end = usage.reduce((last, one) => (one.key > last ? one.key : last), today);
  for (let day = first; day <= end; day = format.addDays(day, 1)) days.push(day);
  const total = amounts.sum(usage.map((one) => one.amount));
  const columns = [{ title: words.day, header: true }, { title: words.credits, class: "number" }];
  return [
    chart(words.chartLabel(format.day(first), format.day(end), format.amount(total)), days,
      [{ name: words.credits, values: days.map((day) => amounts.toPixels(used.get(day) ?? "0")), kind: "bars", colour: "--chart" }]),
    element("details", {}, element("summary", {}, texts.overview.asTable),
      table(caption, columns, [...usage].reverse().map((one) => row(columns, [format.day(one.key), format.amount(one.amount)])), { empty: words.empty, hideCaption: true })),
  ];
}

export function usageByKey(caption, name, usage, nameOf = (key) => key) {
  const total = amounts.sum(usage.map((one) => one.amount));
  const columns = [{ title: name, header: true }, { title: words.credits, class: "number" }, { title: words.share, class: "wide" }];
  const sorted = [...usage].sort((a, b) => (amounts.parse(b.amount) > amounts.parse(a.amount) ? 1 : -1));
  return table(caption, columns, sorted.map((one) => {
    const percent = amounts.percent(one.amount, total) ?? 0;
    return row(columns, [nameOf(one.key), format.amount(one.amount), [bar(percent / 100), `${percent} %`]]);
  }), { empty: words.empty, hideCaption: true });
}
