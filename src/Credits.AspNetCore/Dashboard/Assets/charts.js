// Charts of uPlot. Each is a picture with a sentence for those who do not see it; whoever draws one puts a table beside it.

import uPlot from "./vendor/uPlot.esm.js";
import { element } from "./dom.js";

const drawn = new Set();

/** As a canvas understands it: the property itself would give both themes' colours, unresolved. */
function colour(name) {
  const probe = document.body.appendChild(element("span", { hidden: "" }));
  probe.style.color = `var(${name})`;
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** Colours are read when a chart is drawn, so a change of theme draws all again. */
export const redrawAll = () => drawn.forEach((draw) => draw());

const secondsOf = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;

const short = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", timeZone: "UTC" });
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });

const axes = () => ["x", "y"].map((scale) => ({
  scale,
  stroke: colour("--text-soft"),
  grid: { show: scale === "y", stroke: colour("--line"), width: 1 },
  ticks: { show: false },
  font: "12px system-ui, sans-serif",
  size: scale === "y" ? 52 : 34,
  values: scale === "x" ? (_, ticks) => ticks.map((tick) => short.format(new Date(tick * 1000))) : (_, ticks) => ticks.map((tick) => compact.format(tick)),
  ...(scale === "x" ? { incrs: [1, 2, 7, 14, 28, 56, 91].map((days) => days * 86_400), space: 56 } : {}),
}));

/**
 * @param label the sentence that stands for the picture
 * @param days "2026-01-31" each
 * @param series [{ name, values, kind: "line" | "bars" | "limit" | "forecast", colour: "--…" }]
 */
export function chart(label, days, series) {
  const plot = element("div", { class: "plot", role: "img", "aria-label": label });
  const legend = element("ul", { class: "legend" }, series.map((one) =>
    element("li", {}, key(one), one.name)));
  let current, width = 0;

  // A bar stands on the middle of its day, and the first and last ones are whole.
  const margin = series.some((one) => one.kind === "bars") ? 43_200 : 0;
  const draw = () => {
    if (!plot.isConnected || plot.clientWidth === 0) return;
    current?.destroy();
    width = plot.clientWidth;
    current = new uPlot({
      width,
      height: width < 500 ? 220 : 280,
      ms: 1e-3,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: true, range: (_, first, last) => [first - margin, last + margin] }, y: { range: (_, low, high) => [Math.min(0, low ?? 0), high > 0 ? high * 1.06 : 1] } },
      axes: axes(),
      series: [{}, ...series.map(style)],
    }, [days.map(secondsOf), ...series.map((one) => one.values)], plot);
    // The canvas says nothing that the label does not say.
    for (const canvas of plot.querySelectorAll("canvas")) canvas.setAttribute("aria-hidden", "true");
  };

  drawn.add(draw);
  new ResizeObserver(() => {
    if (plot.clientWidth !== width) draw();
  }).observe(plot);
  return element("figure", { class: "chart" }, plot, series.length > 1 ? legend : null);
}

function key(one) {
  const made = element("span", { class: `key ${one.kind}`, "aria-hidden": "true" });
  made.style.color = `var(${one.colour})`;
  return made;
}

function style(one) {
  const stroke = colour(one.colour);
  switch (one.kind) {
    case "bars":
      return { label: one.name, stroke, fill: stroke, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 48] }) };
    case "limit":
      return { label: one.name, stroke, width: 2, dash: [8, 5], points: { show: false } };
    case "forecast":
      return { label: one.name, stroke, width: 2, dash: [2, 4], points: { show: false } };
    default:
      return { label: one.name, stroke, width: 2.5, fill: colour("--chart-fill"), points: { show: false } };
  }
}

/** A bar inside a table cell; the number beside it is what counts. */
export function bar(fraction, kind = "") {
  const fill = element("span", { class: `fill ${kind}` });
  fill.style.inlineSize = `${Math.max(0, Math.min(1, fraction)) * 100}%`;
  return element("span", { class: "bar", "aria-hidden": "true" }, fill);
}
