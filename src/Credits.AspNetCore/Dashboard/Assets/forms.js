// Forms: every field has a label, what is wrong is said beside it, and what the server refuses is said above.

import { announce, element, newId, replace } from "./dom.js";
import { isAmount } from "./amounts.js";
import { wish, write } from "./api.js";
import { texts } from "./texts.js";

/** A labelled control. `check` tells what is wrong with a value, or nothing. */
export function field(name, label, { type = "text", options, value = "", hint, check, required = false, ...attributes } = {}) {
  const id = newId(name);
  const hintId = `${id}-hint`, faultId = `${id}-fault`;
  const described = [hint && hintId, faultId].filter(Boolean).join(" ");
  const common = { id, name, "aria-describedby": described, "aria-required": required ? "true" : null, ...attributes };
  const control = options
    ? element("select", common, options.map(([key, text]) => element("option", { value: key, selected: key === value }, text)))
    : element(type === "textarea" ? "textarea" : "input", { type: type === "textarea" ? null : type, autocomplete: "off", ...common });
  if (!options) control.value = value;
  const fault = element("p", { id: faultId, class: "fault" });
  const box = element("div", { class: "field" }, element("label", { for: id }, label, required ? element("span", { class: "required", "aria-hidden": "true" }, " *") : null),
    control, hint ? element("p", { id: hintId, class: "hint" }, hint) : null, fault);
  box.control = control;
  box.validate = () => {
    const text = control.value.trim();
    const wrong = !text && required ? texts.forms.required : text && check ? check(text) : null;
    fault.textContent = wrong ?? "";
    if (wrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    return !wrong;
  };
  box.complain = (text) => {
    fault.textContent = text;
    control.setAttribute("aria-invalid", "true");
  };
  return box;
}

export const amountField = (name, label, more = {}) =>
  field(name, label, { inputmode: "decimal", check: (text) => (isAmount(text) && !/^[0.]+$/.test(text) ? null : texts.forms.amount), ...more });

export const button = (text, attributes = {}) => element("button", { type: "button", ...attributes }, text);

/**
 * A dialog with a form that writes once.
 * @param fields made by field()
 * @param send { method, path, body: (values) => object } where values holds what is not empty
 */
export function openForm({ title, intro, fields, submit, danger = false, send, done }) {
  const titleId = newId("title");
  const problem = element("div", { role: "alert", class: "problem" });
  const keyFor = wish();
  const opener = document.activeElement;
  const go = element("button", { type: "submit", class: danger ? "danger" : "primary" }, submit);
  const form = element("form", { novalidate: true, onsubmit: submitted },
    element("h2", { id: titleId }, title), intro ? element("p", {}, intro) : null, problem, fields,
    element("div", { class: "buttons" }, go, button(texts.forms.cancel, { onclick: () => dialog.close() })));
  const dialog = element("dialog", { "aria-labelledby": titleId }, form);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  (fields[0]?.control ?? go).focus();

  async function submitted(event) {
    event.preventDefault();
    const wrong = fields.filter((one) => !one.validate());
    if (wrong.length) {
      wrong[0].control.focus();
      return;
    }
    const values = Object.fromEntries(fields.map((one) => [one.control.name, one.control.value.trim()]).filter(([, value]) => value !== ""));
    const body = send.body(values);
    go.disabled = true;
    try {
      const answer = await write(send.method, send.path, body, keyFor(body));
      dialog.close();
      announce(done(answer));
    } catch (refused) {
      replace(problem, refused.message);
      const named = fields.find((one) => one.control.name === refused.field);
      if (named) {
        named.complain(refused.message);
        named.control.focus();
      } else {
        go.disabled = false;
        go.focus();
      }
    } finally {
      go.disabled = false;
    }
  }
}
