// What the wallet holds, and how long it lasts.

import { element, facts, row, section, table, time } from "../dom.js";
import { read } from "../api.js";
import { bar, chart } from "../charts.js";
import { settings } from "../settings.js";
import { texts } from "../texts.js";
import * as amounts from "../amounts.js";
import * as format from "../format.js";

const words = texts.overview;

export async function render() {
  const [balance, plan, forecast, limits, usage] = await Promise.all([
    read("balance"), read("plan"), read("forecast"), read("limits"), read("usage", { by: "day", from: settings.periodStart }),
  ]);
  return [
    element("div", { class: "cards" },
      card(words.available, format.amount(balance.available)),
      card(words.reserved, format.amount(balance.reserved)),
      card(words.daysToEmpty, forecast.daysToEmpty === undefined ? words.notEmptying : words.daysLeft(forecast.daysToEmpty),
        words.rate(format.estimate(forecast.perDay), forecast.days)),
      card(words.plan, plan.plan ?? words.noPlan, plan.plan ? words.allowance(format.amount(plan.allowance), words.periods[plan.period]) : null)),
    facts([
      [words.nextReset, balance.nextReset ? time(balance.nextReset, format.instant(balance.nextReset)) : words.never],
      [words.nextExpiry, balance.nextExpiry ? time(balance.nextExpiry, format.instant(balance.nextExpiry)) : words.never],
      balance.scheduled && balance.scheduled !== "0" ? [words.scheduled, format.amount(balance.scheduled)] : null,
    ]),
    burnDown(balance, forecast, limits.status, usage.usage, limits.limits),
    byKind(balance),
  ];
}

const card = (title, value, more) => element("div", { class: "card" },
  element("h2", {}, title), element("p", { class: "value" }, value), more ? element("p", { class: "hint" }, more) : null);

const kindColumns = [{ title: words.kind, header: true }, { title: words.credits, class: "number" }, { title: words.share, class: "wide" }];

function byKind({ available, byKind: kinds }) {
  return section(words.byKind, table(words.byKind, kindColumns, Object.entries(kinds).map(([kind, amount]) => {
    const percent = amounts.percent(amount, available) ?? 0;
    return row(kindColumns, [texts.kinds[kind] ?? kind, format.amount(amount), [bar(percent / 100), `${percent} %`]]);
  }), { empty: words.nothingLeft, hideCaption: true }));
}

/**
 * What is left at the end of each day: all that the period could spend (what is available, and what was used of it), less what was used
 * until then. Usage reaches a threshold where the line reaches "all less the threshold".
 */
function burnDown(balance, forecast, status, usage, policies) {
  const first = format.dayOf(settings.periodStart), today = format.dayOf(balance.at);
  const last = format.addDays(format.dayOf(settings.periodEnd), -1);
  const used = new Map(usage.map((one) => [one.key, one.amount]));
  const start = amounts.parse(amounts.sum([balance.available, ...usage.map((one) => one.amount)]));
  const days = [], left = [], perDay = [];
  let rest = start;
  for (let day = first; day <= last; day = format.addDays(day, 1)) {
    days.push(day);
    if (day <= today) rest -= amounts.parse(used.get(day) ?? "0");
    left.push(day <= today ? amounts.write(rest) : null);
    perDay.push(used.get(day) ?? "0");
  }

  const points = left.map((one) => (one === null ? null : amounts.toPixels(one)));
  const series = [{ name: words.left, values: points, kind: "line", colour: "--chart" }];
  const now = days.indexOf(today);
  const rate = amounts.toPixels(forecast.perDay);
  if (rate > 0 && now >= 0 && now < days.length - 1) {
    const from = amounts.toPixels(balance.available);
    series.push({ name: words.expected, values: days.map((_, i) => (i < now ? null : Math.max(0, from - rate * (i - now)))), kind: "forecast", colour: "--chart" });
  }
  for (const line of linesOf(status, policies, start)) series.push({ ...line, values: days.map(() => line.at), kind: "limit" });

  const columns = [{ title: words.day, header: true }, { title: words.used, class: "number" }, { title: words.left, class: "number" }];
  return section(words.burnDown,
    element("p", { class: "hint" }, words.burnDownIntro(format.amount(amounts.write(start)))),
    chart(words.burnDownLabel(format.day(first), format.day(last), format.amount(amounts.write(start)), format.amount(balance.available)), days, series),
    element("details", {}, element("summary", {}, words.asTable),
      table(words.burnDown, columns, days.filter((day) => day <= today).map((day, i) =>
        row(columns, [format.day(day), format.amount(perDay[i]), format.amount(left[i])])), { hideCaption: true })));
}

/** The thresholds of limits on the whole wallet in this very period. */
function linesOf(status, policies, start) {
  const windows = new Map(policies.map((one) => [one.id, one.window]));
  const lines = [];
  for (const one of status.filter((s) => !s.user && !s.feature)) {
    const window = windows.get(one.policy);
    if (window !== "period" && !(one.resetsAt && one.resetsAt === settings.periodEnd)) continue;
    const line = (threshold, name, colour) => {
      const at = start - amounts.parse(threshold);
      if (at >= 0n) lines.push({ name: name(format.amount(threshold)), at: amounts.toPixels(amounts.write(at)), colour });
    };
    one.soft.forEach((threshold) => line(threshold, words.softLine, "--warning-line"));
    if (one.hard) line(one.hard, words.hardLine, "--danger-line");
  }
  return lines;
}
