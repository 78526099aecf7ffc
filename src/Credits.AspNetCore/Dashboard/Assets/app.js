// Every page begins here: the frame, then what the page shows.

import { add, element, mountAnnouncer, replace } from "./dom.js";
import { isAdministrator, pageAddress, settings } from "./settings.js";
import { texts } from "./texts.js";
import { zoneName } from "./format.js";

const administration = ["overview", "transactions", "usage", "limits", "grants", "me"];

const content = element("main", { id: "content", tabindex: "-1" });

frame();
await show();

function frame() {
  const title = texts.pages[settings.page];
  document.title = [title, settings.wallet, settings.title].filter(Boolean).join(" · ");
  const shown = settings.wallet && settings.page !== "forbidden" ? (isAdministrator ? administration : ["me"]) : [];
  document.body.replaceChildren();
  add(document.body, [
    element("a", { class: "skip", href: "#content" }, texts.skip),
    element("header", {},
      element("div", { class: "bar-top" },
        element("p", { class: "brand" }, element("a", { href: settings.dashboard || "/" }, settings.title)),
        settings.wallet ? element("p", { class: "wallet" }, element("span", { class: "unseen" }, texts.wallet + " "), settings.wallet) : null,
        element("div", { class: "bar-end" },
          settings.actorName ? element("span", { class: "who" }, element("span", { class: "unseen" }, texts.signedInAs("") + " "), settings.actorName) : null,
          settings.homeUrl ? element("a", { href: settings.homeUrl }, settings.homeText) : null,
          themeButton())),
      shown.length ? element("nav", { "aria-label": texts.navigation }, element("ul", {}, shown.map((page) => element("li", {},
        element("a", { href: pageAddress(page), "aria-current": page === settings.page ? "page" : null }, texts.pages[page]))))) : null),
    content,
    element("footer", {},
      settings.zone ? element("p", {}, texts.zone(zoneName)) : null,
      settings.hasOtherWallets ? element("p", {}, element("a", { href: settings.dashboard || "/" }, texts.otherWallets)) : null),
  ]);
  mountAnnouncer();
  // On a narrow screen the list of pages scrolls sideways.
  document.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
}

async function show() {
  const heading = element("h1", {}, texts.pages[settings.page]);
  if (settings.page === "missing" || settings.page === "forbidden") {
    replace(content, heading, element("p", {}, texts.problems[settings.page]), element("p", {}, settings.page === "forbidden"
      ? element("a", { href: pageAddress("me") }, texts.problems.ownPage)
      : element("a", { href: settings.dashboard || "/" }, texts.problems.start)));
    return;
  }
  if (!settings.api) {
    replace(content, heading, element("p", { class: "problem", role: "alert" }, texts.problems.noApi));
    return;
  }
  const upgrade = settings.upgradeUrl ? element("a", { class: "button primary", href: settings.upgradeUrl }, settings.upgradeText) : null;
  const body = element("div", { class: "body", "aria-busy": "true" }, element("p", {}, texts.loading));
  replace(content, element("div", { class: "heading" }, heading, upgrade), body);
  const page = await import(`./pages/${settings.page}.js`);
  const load = async () => {
    try {
      const parts = await page.render(load);
      replace(body, parts);
    } catch (problem) {
      if (problem.status === undefined) throw problem; // A mistake of ours belongs in the console.
      replace(body, element("p", { class: "problem", role: "alert" },
        problem.code === "wallet_not_found" ? texts.overview.notOpen : problem.message),
      element("button", { type: "button", onclick: load }, texts.retry));
    } finally {
      body.removeAttribute("aria-busy");
    }
  };
  await load();
}

function themeButton() {
  const order = ["system", "light", "dark"];
  let theme = document.documentElement.dataset.theme ?? "system";
  const made = element("button", { type: "button", class: "quiet", onclick: async () => {
    theme = order[(order.indexOf(theme) + 1) % order.length];
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    made.textContent = texts.theme[theme];
    try {
      localStorage.setItem("credits-theme", theme);
    } catch {
      // Storage is refused: the choice lasts as long as the page.
    }
    (await import("./charts.js")).redrawAll();
  } }, texts.theme[theme]);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", async () => (await import("./charts.js")).redrawAll());
  return made;
}
