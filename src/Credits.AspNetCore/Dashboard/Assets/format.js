// Numbers and dates in the viewer's locale, days and hours in the wallet's time zone.

import { settings } from "./settings.js";

const zone = knownZone(settings.zone);
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });
const rounded = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const instantFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: zone });
const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const parts = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone });

export const zoneName = zone;

/** An exact decimal string; it is grouped, not rounded. */
export const amount = (text) => number.format(text);

/** For what is an estimate anyhow. */
export const estimate = (text) => rounded.format(text);

export const instant = (iso) => instantFormat.format(new Date(iso));

export const date = (iso) => dateFormat.format(new Date(iso));

/** A calendar day "2026-01-31". */
export const day = (text) => dayFormat.format(new Date(`${text}T00:00:00Z`));

/** The wallet's calendar day of an instant. */
export const dayOf = (at) => parts.format(new Date(at));

export const addDays = (text, days) => new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The instant at which a calendar day begins for the wallet. */
export function startOfDay(text) {
  const utc = Date.parse(`${text}T00:00:00Z`);
  let guess = utc;
  for (let i = 0; i < 2; i++) guess = utc - offsetAt(guess);
  return new Date(guess).toISOString().replace(".000Z", "Z");
}

/** How far the wallet's clock is ahead of UTC then, in milliseconds. */
function offsetAt(at) {
  const fields = Object.fromEntries(
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    }).formatToParts(new Date(at)).map((part) => [part.type, Number(part.value)]));
  return Date.UTC(fields.year, fields.month - 1, fields.day, fields.hour, fields.minute, fields.second) - Math.floor(at / 1000) * 1000;
}

function knownZone(name) {
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone: name ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC"; // A zone that this browser does not know.
  }
}
