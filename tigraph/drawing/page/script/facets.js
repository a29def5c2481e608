// The facets as controls; the legend first (kinds, bases, validity and what else the picture's
// signs mean), then filters.

import { citationOf, sourcesText } from "./data.js";
import { button, byId, element } from "./dom.js";
import { dateText, filtersText } from "./filter.js";
import { changed, facets, net, seen, state, words } from "./now.js";
import { grouped } from "./parts.js";
import { DASHES, DASHED, OUTLINES } from "./signs.js";

/** @import { Facet, FacetId } from "./filter.js" */
/** @import { How } from "./signs.js" */

/** @typedef {{ line: HTMLElement, tick: HTMLInputElement, count: HTMLElement }} Row */

/** So many values of a facet are listed at first. */
const SHORT_LIST = 8;

/** @type {Map<FacetId, { all: HTMLElement, rows: Map<string, Row> }>} */
const shownFacets = new Map();
const notes = element("ul", undefined, { id: "signs" });

/**
 * @param {{ shape?: string, colour: string }} sign
 * @param {string} dashes
 */
function swatch({ shape, colour }, dashes = "") {
  /** @type {(tag: string, values: { [key: string]: string | number }) => Element} */
  const made = (tag, values) => {
    const found = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(values)) found.setAttribute(key, String(value));
    return found;
  };
  const svg = made("svg", { class: "swatch", viewBox: "0 0 22 16", "aria-hidden": "true" });
  const line = { x1: 0, x2: 22, y1: 8, y2: 8, "stroke-width": 3, stroke: colour };
  const mark =
    shape === "dot"
      ? made("circle", { cx: 11, cy: 8, r: 7, fill: colour })
      : shape
        ? made("polygon", { points: OUTLINES[shape], fill: colour })
        : made("line", line);
  if (dashes) mark.setAttribute("stroke-dasharray", dashes);
  svg.append(mark);
  return svg;
}

/** @param {Facet} facet */
function drawFacet(facet) {
  const { id, order, styles, text, values } = facet;
  if (values && order.length < 2 && !styles.size) return;
  const box = element("fieldset", undefined, { id: `facet-${id}` });
  const title = element("legend", words[id]);
  const clear = () => {
    state.off[id].clear();
    changed();
  };
  const all = button(words.all, clear, { class: "small", "aria-label": words.allOf(words[id]) });
  box.append(title, all);
  const rows = new Map(order.map((value) => [value, drawValue(facet, value, text(value))]));
  const lines = [...rows.values()].map(({ line }) => line);
  box.append(...lines);
  const rest = styles.size ? [] : lines.slice(SHORT_LIST + 2);
  if (rest.length) box.append(moreButton(rest));
  shownFacets.set(id, { all, rows });
  byId("facets").append(box);
}

/**
 * @param {Facet} facet
 * @param {string} value
 * @param {string} name
 * @returns {Row}
 */
function drawValue({ id, order, styles }, value, name) {
  const label = element("label");
  const tick = element("input", undefined, { type: "checkbox" });
  tick.addEventListener("change", () => {
    state.off[id][tick.checked ? "delete" : "add"](value);
    changed();
  });
  const style = styles.get(value);
  label.append(tick);
  if (style) label.append(swatch(style));
  else if (id === "when")
    label.append(swatch({ colour: DASHED }, DASHES[/** @type {How} */ (value)]));
  const count = element("span", undefined, { class: "count" });
  label.append(element("span", name, { dir: "auto" }), count);
  const line = element("div", undefined, { class: "value" });
  const only = () => {
    state.off[id] = new Set(order.filter((v) => v !== value));
    changed();
  };
  const named = { class: "small only", "aria-label": words.onlyThis(name) };
  line.append(label, button(words.only, only, named));
  return { line, tick, count };
}

/**
 * Hide the rest of a list, and give a button that shows it.
 * @param {HTMLElement[]} rest
 */
function moreButton(rest) {
  for (const line of rest) line.hidden = true;
  const more = button(
    words.moreValues(rest.length),
    () => {
      for (const line of rest) line.hidden = false;
      rest[0].querySelector("input")?.focus();
      more.remove();
    },
    { class: "small" },
  );
  return more;
}

/** What the widths of lines mean. */
export function widthNote() {
  const [least, most] = net.weights;
  if (grouped(state)) return words.groupWidth;
  return least < most ? words.width(least, most) : words.sameWidth;
}

export function showFacets() {
  for (const facet of facets) showFacet(facet);
  byId("lone", HTMLInputElement).checked = !state.lone;
  const { about, actors, ties } = net;
  const said = [
    words.size,
    ties.length ? widthNote() : "",
    about.directed ? words.arrows : words.noArrows,
    words.namesNote,
  ];
  notes.replaceChildren(...said.filter(Boolean).map((text) => element("li", text)));
  const shown = words.shown(seen.nodes.size, actors.length, seen.edges.size, ties.length);
  byId("status").textContent = shown;
  byId("stamp").textContent = [
    dateText(net, state, seen),
    shown.replace(/\.$/, ""),
    `${words.filtersSet}${words.colon}${filtersText(net, facets, state)}`,
    citationOf(net).replace(/\.$/, ""),
    sourcesText(net),
  ]
    .filter(Boolean)
    .join(". ");
}

/** @param {Facet} facet */
function showFacet({ id, of, total, values }) {
  const shown = shownFacets.get(id);
  if (!shown) return;
  /** @type {Map<string, number>} */
  const now = new Map();
  if (values)
    for (const i of of === "actors" ? seen.nodes : seen.edges)
      for (const v of values[i]) now.set(v, (now.get(v) || 0) + 1);
  for (const [value, { line, tick, count }] of shown.rows) {
    const off = state.off[id].has(value);
    tick.checked = !off;
    if (values) count.textContent = countText(now.get(value) || 0, total.get(value) || 0, off);
    else {
      const k = seen.counts[/** @type {How} */ (value)];
      count.textContent = String(k);
      line.hidden = !k && !off;
    }
  }
  shown.all.hidden = !state.off[id].size;
}

/**
 * How many are seen of how many.
 * @param {number} k
 * @param {number} n
 * @param {boolean} off whether they are not to be seen
 */
const countText = (k, n, off) => (k === n || off ? String(n) : `${k} / ${n}`);

export function startFacets() {
  for (const facet of facets) {
    if (facet.id === "level") byId("facets").append(notes);
    drawFacet(facet);
  }
  const lone = byId("lone", HTMLInputElement);
  lone.addEventListener("change", () => {
    state.lone = !lone.checked;
    changed();
  });
  byId("reset").addEventListener("click", () => {
    for (const { id } of facets) state.off[id].clear();
    Object.assign(state, { lone: true, ego: null, date: "" });
    changed({ fit: true });
  });
}
