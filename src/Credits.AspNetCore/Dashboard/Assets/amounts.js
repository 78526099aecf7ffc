// Credits as exact numbers of micro-credits; they never become floating-point numbers, charts aside.

const digits = 6;
const scale = 10n ** BigInt(digits);
const pattern = /^[0-9]{1,13}(\.[0-9]{1,6})?$/;

export const isAmount = (text) => pattern.test(text);

/** "12.5" → 12500000n; a sign is allowed. */
export function parse(text) {
  const negative = text.startsWith("-");
  const [whole, fraction = ""] = text.replace("-", "").split(".");
  const micro = BigInt(whole) * scale + BigInt(fraction.padEnd(digits, "0"));
  return negative ? -micro : micro;
}

/** 12500000n → "12.5". */
export function write(micro) {
  const size = micro < 0n ? -micro : micro;
  const fraction = (size % scale).toString().padStart(digits, "0").replace(/0+$/, "");
  return `${micro < 0n ? "-" : ""}${size / scale}${fraction && "." + fraction}`;
}

export const sum = (texts) => write(texts.reduce((total, text) => total + parse(text), 0n));

/** Whole percent of a part, rounded down; null of nothing. */
export function percent(part, whole) {
  const all = parse(whole);
  return all === 0n ? null : Number((parse(part) * 100n) / all);
}

/** A percentage of an amount, rounded down at the sixth digit as limits are. */
export const share = (whole, percentage) => write((parse(whole) * BigInt(percentage)) / 100n);

/** For the pixels of a chart alone. */
export const toPixels = (text) => Number(text);
