// What somebody used himself, and what remains for him.

import { element, section } from "../dom.js";
import { read, readGeneral } from "../api.js";
import { statusTable } from "../limit-parts.js";
import { rangeChooser, usageByDay, usageByKey } from "../usage-parts.js";
import { isAdministrator } from "../settings.js";
import { texts } from "../texts.js";
import * as amounts from "../amounts.js";
import * as format from "../format.js";

const words = texts.me;
let range = "28";

export async function render(reload) {
  const span = rangeChooser.spanOf(range);
  const [own, catalog] = await Promise.all([read("me", { from: span.from }), readGeneral("catalog")]);
  const limits = own.limits.filter((one) => !one.shared).map((one) => ({ ...one, user: own.actor.id }));
  // For an administrator the endpoint answers everybody's days; his own are not told apart there.
  const days = isAdministrator ? null : await read("usage", { by: "day", from: span.from });
  const names = new Map(catalog.features.map((one) => [one.key, one.displayName]));
  return [
    element("div", { class: "cards" },
      card(words.available, format.amount(own.available)),
      card(words.used, format.amount(amounts.sum(own.usage.map((one) => one.amount)))),
      ...limits.filter((one) => one.remaining !== undefined).map((one) => card(`${words.left}: ${one.policy}`, format.amount(one.remaining)))),
    rangeChooser.make(range, (chosen) => {
      range = chosen;
      return reload();
    }),
    section(words.byFeature, usageByKey(words.byFeature, texts.usage.feature, own.usage, (key) => names.get(key) ?? key)),
    days ? section(words.byDay, usageByDay(words.byDay, days.usage, span)) : null,
    section(words.limits, statusTable(limits, [], words.limitsEmpty)),
  ];
}

const card = (title, value) => element("div", { class: "card" }, element("h2", {}, title), element("p", { class: "value" }, value));
