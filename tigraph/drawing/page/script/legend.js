// The legend: what the signs of the picture that are seen now mean.

import { byId, element } from "./dom.js";
import { net, seen, state, words } from "./now.js";
import { grouped } from "./parts.js";
import { boxedKinds } from "./scene.js";
import { DASHES, DASHED, OUTLINES } from "./signs.js";

/** @import { How } from "./signs.js" */

/**
 * @param {{ shape?: string, colour: string }} sign
 * @param {string} dashes
 * @param {number} wide of a line
 */
export function swatch({ shape, colour }, dashes = "", wide = 3) {
  /** @type {(tag: string, values: { [key: string]: string | number }) => Element} */
  const made = (tag, values) => {
    const found = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(values)) found.setAttribute(key, String(value));
    return found;
  };
  const svg = made("svg", { class: "swatch", viewBox: "0 0 22 16", "aria-hidden": "true" });
  const line = { x1: 0, x2: 22, y1: 8, y2: 8, "stroke-width": wide, stroke: colour };
  const mark =
    shape === "box"
      ? made("rect", { x: 1, y: 2, width: 20, height: 12, rx: 3, fill: "none", stroke: colour })
      : shape === "dot"
        ? made("circle", { cx: 11, cy: 8, r: 7, fill: colour })
        : shape
          ? made("polygon", { points: OUTLINES[shape], fill: colour })
          : made("line", line);
  if (dashes) mark.setAttribute("stroke-dasharray", dashes);
  svg.append(mark);
  return svg;
}

/** What the widths of lines mean. */
export function widthNote() {
  const [least, most] = net.weights;
  if (grouped(state)) return words.groupWidth;
  if (least < most) return words.width(least, most);
  return net.data.widths.length ? words.citedWidth : words.sameWidth;
}

/**
 * How many of those seen are of each kind or basis.
 * @param {Set<number>} items
 * @param {(i: number) => string | undefined} what
 */
function counted(items, what) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const i of items) found.set(what(i) || "", (found.get(what(i) || "") || 0) + 1);
  return found;
}

/**
 * @param {Element} sign
 * @param {string} label
 * @param {number} count
 */
function entry(sign, label, count) {
  const item = element("li");
  item.append(
    sign,
    element("span", label || words.none, { dir: "auto" }),
    element("span", String(count), { class: "count" }),
  );
  return item;
}

export function showLegend() {
  const boxed = boxedKinds(net, state);
  const kinds = counted(seen.nodes, (i) => net.actors[i].kind);
  const bases = counted(seen.edges, (i) => net.ties[i].basis);
  const hows = counted(seen.edges, (i) => seen.how[i] || "");
  const made = net.data.kinds
    .filter(({ id }) => kinds.has(id))
    .map((kind) =>
      entry(
        swatch(boxed.has(kind.id) ? { shape: "box", colour: DASHED } : kind),
        kind.label,
        kinds.get(kind.id) || 0,
      ),
    );
  if (!grouped(state)) {
    for (const basis of net.data.bases)
      if (bases.has(basis.id))
        made.push(entry(swatch(basis), basis.label, bases.get(basis.id) || 0));
    for (const how of /** @type {How[]} */ (["possible", "undated"]))
      if (hows.has(how))
        made.push(entry(swatch({ colour: DASHED }, DASHES[how]), words[how], hows.get(how) || 0));
    const widths = counted(seen.edges, (i) => String(net.lines[i].width));
    for (const { label, width } of net.data.widths)
      if (widths.has(String(width)))
        made.push(
          entry(swatch({ colour: DASHED }, "", width), label, widths.get(String(width)) || 0),
        );
  }
  byId("key").replaceChildren(...made);
  fold();
}

/** So tall is a legend of two rows: a taller one is folded. */
const TWO_ROWS = 44;

/** Fold the legend where it would take many rows from the picture. */
function fold() {
  const legend = byId("legend", HTMLDetailsElement);
  const folded = legend.classList.contains("folded");
  if (folded && legend.open) return;
  legend.classList.remove("folded");
  legend.open = true;
  const high = byId("key").offsetHeight > TWO_ROWS;
  legend.classList.toggle("folded", high);
  legend.open = !high;
}

export function startLegend() {
  const legend = byId("legend", HTMLDetailsElement);
  new ResizeObserver(() => fold()).observe(byId("strip"));
  addEventListener("beforeprint", () => {
    legend.open = true;
  });
  addEventListener("afterprint", fold);
}
