// Grants in burn order, open reservations, and what those who do the billing may change.

import { element } from "../dom.js";
import { read, readGeneral } from "../api.js";
import { grantList } from "../grant-list.js";
import { planPanel } from "../plan-panel.js";
import { reservationList } from "../reservation-list.js";

const pageSize = 100;
let state = "open";
let shown = pageSize;

export async function render(reload) {
  const [grants, reservations, plan, catalog] = await Promise.all([
    read("grants", { state, limit: shown }), read("reservations", { limit: pageSize }), read("plan"), readGeneral("catalog"),
  ]);
  const show = async (nextState, next = pageSize) => {
    state = nextState;
    shown = next;
    await reload();
    document.querySelector("select[name=state]")?.focus();
  };
  return element("div", { class: "body" },
    grantList(grants, { state, choose: (chosen) => show(chosen), more: () => show(state, Math.min(1000, shown + pageSize)), reload }),
    reservationList(reservations, catalog.features, reload),
    planPanel(plan, catalog.plans, reload));
}
