// Builds the page. Text from outside becomes text nodes and nothing else; there is no way to markup from here.

/** element("a", { href, class, onclick, … }, "text", otherElement, null, [more]) */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  add(made, children);
  return made;
}

export function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
  return parent;
}

export const replace = (parent, ...children) => {
  parent.replaceChildren();
  return add(parent, children);
};

let last = 0;

/** An id that nothing else on the page has. */
export const newId = (stem) => `${stem}-${++last}`;

/** A table in a box of its own that scrolls sideways where the screen is narrow. */
export function table(caption, columns, rows, { empty, hideCaption = false } = {}) {
  if (rows.length === 0 && empty) return element("p", { class: "empty" }, empty);
  return element("div", { class: "scroll", role: "group", "aria-label": caption, tabindex: "0" },
    element("table", {},
      element("caption", { class: hideCaption ? "unseen" : null }, caption),
      element("thead", {}, element("tr", {}, columns.map((column) =>
        element("th", { scope: "col", class: column.class }, column.hidden ? element("span", { class: "unseen" }, column.title) : column.title)))),
      element("tbody", {}, rows)));
}

export const cells = (columns, values) => values.map((value, i) =>
  element(columns[i].header ? "th" : "td", { class: columns[i].class, scope: columns[i].header ? "row" : null }, value));

export const row = (columns, values) => element("tr", {}, cells(columns, values));

/** A list of terms and what they are. */
export const facts = (pairs) => element("dl", { class: "facts" }, pairs.filter((pair) => pair && pair[1] !== null && pair[1] !== undefined)
  .map(([term, value]) => element("div", {}, element("dt", {}, term), element("dd", {}, value))));

export const time = (iso, text) => element("time", { datetime: iso }, text);

export const section = (title, ...children) => {
  const id = newId("section");
  return element("section", { "aria-labelledby": id, class: "panel" }, element("h2", { id }, title), children);
};

const announcer = element("div", { role: "status", "aria-live": "polite", class: "toast" });

export function mountAnnouncer() {
  document.body.append(announcer);
}

let timer;

/** Says a result: it is read out, and seen for a while. */
export function announce(text) {
  announcer.textContent = text;
  announcer.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => announcer.classList.remove("shown"), 8000);
}
