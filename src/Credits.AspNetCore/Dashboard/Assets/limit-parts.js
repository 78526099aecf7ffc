// Limits as they stand.

import { row, table, time } from "./dom.js";
import { bar } from "./charts.js";
import { texts } from "./texts.js";
import * as amounts from "./amounts.js";
import * as format from "./format.js";

const words = texts.limits;

const columns = [
  { title: words.policy, header: true }, { title: words.scope }, { title: words.used, class: "number" }, { title: words.soft, class: "number" },
  { title: words.hard, class: "number" }, { title: words.left, class: "number" }, { title: words.progress, class: "wide" }, { title: words.resets },
];

export const statusTable = (status, policies, empty = words.empty) => table(words.status, columns, status.map((one) => row(columns, [
  one.policy,
  scopeOf(one, policies.find((policy) => policy.id === one.policy)),
  format.amount(one.usage),
  one.soft.map(format.amount).join(", ") || "–",
  one.hard ? format.amount(one.hard) : "–",
  one.remaining === undefined ? "–" : format.amount(one.remaining),
  progress(one),
  one.resetsAt ? time(one.resetsAt, format.date(one.resetsAt)) : "–",
])), { empty, hideCaption: true });

function progress(one) {
  const most = one.hard ?? one.soft.at(-1);
  const percent = most ? amounts.percent(one.usage, most) : null;
  if (percent === null) return "–";
  const reached = one.hard && amounts.parse(one.usage) >= amounts.parse(one.hard) ? "danger"
    : one.soft.some((threshold) => amounts.parse(one.usage) >= amounts.parse(threshold)) ? "warning" : "";
  return [bar(percent / 100, reached), `${percent} %`];
}

function scopeOf(one, policy) {
  const parts = [];
  if (one.user) parts.push(words.user(one.user));
  else if (policy?.user === "*") parts.push(words.eachUser);
  if (one.feature) parts.push(words.feature(one.feature));
  else if (policy?.feature === "*") parts.push(words.eachFeature);
  return parts.join(words.and) || words.whole;
}
