// The wallets to choose from.

import { element, row, table } from "../dom.js";
import { readGeneral } from "../api.js";
import { pageAddress } from "../settings.js";
import { texts } from "../texts.js";

const words = texts.choose;
const columns = [{ title: words.wallet, header: true }, { title: words.role }];

export async function render() {
  const { wallets } = await readGeneral("wallets?limit=1000");
  return element("section", { class: "panel" }, table(words.intro, columns, wallets.map((one) => row(columns, [
    element("a", { href: pageAddress(one.actor.role === "member" ? "me" : "overview", one.wallet) }, one.wallet), words.roles[one.actor.role] ?? one.actor.role,
  ])), { empty: words.empty }));
}
