// What was used: by feature, by user, by day.

import { element, section } from "../dom.js";
import { read, readGeneral } from "../api.js";
import { rangeChooser, usageByDay, usageByKey } from "../usage-parts.js";
import { texts } from "../texts.js";

const words = texts.usage;
let range = "28";

export async function render(reload) {
  const span = rangeChooser.spanOf(range);
  const [features, users, days, catalog] = await Promise.all([
    read("usage", { by: "feature", from: span.from }), read("usage", { by: "user", from: span.from }), read("usage", { by: "day", from: span.from }), readGeneral("catalog"),
  ]);
  const names = new Map(catalog.features.map((one) => [one.key, one.displayName]));
  return [
    rangeChooser.make(range, (chosen) => {
      range = chosen;
      return reload();
    }),
    section(words.byDay, usageByDay(words.byDay, days.usage, span)),
    element("div", { class: "columns" },
      section(words.byFeature, usageByKey(words.byFeature, words.feature, features.usage, (key) => names.get(key) ?? key)),
      section(words.byUser, usageByKey(words.byUser, words.user, users.usage))),
  ];
}
