// Limits and alerts: how usage stands against them, and setting them.

import { section } from "../dom.js";
import { read, readGeneral } from "../api.js";
import { alertsForm } from "../alerts-form.js";
import { limitsForm } from "../limits-form.js";
import { statusTable } from "../limit-parts.js";
import { texts } from "../texts.js";

const words = texts.limits;

export async function render(reload) {
  const [limits, alerts, plan, catalog] = await Promise.all([read("limits"), read("alerts"), read("plan"), readGeneral("catalog")]);
  return [
    section(words.status, statusTable(limits.status, limits.limits)),
    section(words.edit, limitsForm(limits.limits, plan, catalog.features, reload)),
    section(words.alerts, alertsForm(alerts)),
  ];
}
