// The drawer: the facets as controls, with a search where there are many values.

import { citationOf, sourcesText } from "./data.js";
import { button, byId, element } from "./dom.js";
import { dateText, filtersText } from "./filter.js";
import { swatch } from "./legend.js";
import { changed, facets, net, seen, state, words } from "./now.js";
import { DASHES, DASHED } from "./signs.js";
import { resetState } from "./state.js";
import { plain } from "./text.js";

/** @import { Facet, FacetId } from "./filter.js" */
/** @import { How } from "./signs.js" */

/** @typedef {{ line: HTMLElement, tick: HTMLInputElement, count: HTMLElement }} Row */

/** A facet of more values is searched. */
const SHORT_LIST = 10;

/** @type {Map<FacetId, { all: HTMLElement, rows: Map<string, Row> }>} */
const shownFacets = new Map();

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
  const all = button(words.all, clear, {
    class: "small clear",
    "aria-label": words.allOf(words[id]),
  });
  box.append(title, all);
  const rows = new Map(order.map((value) => [value, drawValue(facet, value, text(value))]));
  const list = element("div", undefined, { class: "values" });
  list.append(...[...rows.values()].map(({ line }) => line));
  if (rows.size > SHORT_LIST) box.append(searchIn(words[id], rows, text));
  box.append(list);
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
 * A field that leaves of a facet's values those with the words typed.
 * @param {string} name
 * @param {Map<string, Row>} rows
 * @param {(value: string) => string} text
 */
function searchIn(name, rows, text) {
  const field = element("input", undefined, {
    type: "search",
    "aria-label": words.searchIn(name),
    placeholder: words.searchAmong(rows.size),
  });
  field.addEventListener("input", () => {
    const terms = plain(field.value).split(" ");
    for (const [value, { line }] of rows)
      line.hidden = !terms.every((term) => plain(text(value)).includes(term));
  });
  return field;
}

export function showFacets() {
  for (const facet of facets) showFacet(facet);
  byId("lone", HTMLInputElement).checked = !state.lone;
  const set =
    facets.filter(({ id }) => state.off[id].size).length +
    Number(!state.lone) +
    Number(state.hidden.size > 0);
  const badge = byId("set");
  badge.hidden = !set;
  badge.textContent = String(set);
  byId("filters").setAttribute("aria-label", set ? words.filtersOn(set) : words.filters);
  const shown = words.shown(seen.nodes.size, net.actors.length, seen.edges.size, net.ties.length);
  showStamp(shown);
}

/**
 * What is said below a picture on paper. Words with hyphens and addresses stay whole, so that
 * they can be copied from it.
 * @param {string} shown
 */
function showStamp(shown) {
  const told = [
    dateText(net, state, seen),
    shown,
    `${words.filtersSet}${words.colon}${filtersText(net, facets, state)}`,
    citationOf(net).replace(/\.$/, ""),
    sourcesText(net),
    addressOfPage(),
  ];
  const parts = told
    .filter(Boolean)
    .join(". ")
    .split(/( )/)
    .map((part) => (/[-/#]/.test(part) ? element("span", part, { class: "whole" }) : part));
  byId("stamp").replaceChildren(...parts);
}

/** Where the page is as it is now: of a file, its name alone and what is shown of it. */
const addressOfPage = () =>
  /^https?:/.test(location.href)
    ? location.href
    : (location.pathname.split("/").pop() || "") + location.hash;

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

/** @param {boolean} open */
function openDrawer(open) {
  byId("controls").hidden = !open;
  byId("filters").setAttribute("aria-expanded", String(open));
}

export function startFacets() {
  for (const facet of facets) drawFacet(facet);
  const lone = byId("lone", HTMLInputElement);
  lone.addEventListener("change", () => {
    state.lone = !lone.checked;
    changed();
  });
  byId("reset").addEventListener("click", () => {
    resetState(state);
    changed({ fit: true });
  });
  byId("filters").addEventListener("click", () =>
    openDrawer(byId("controls", HTMLElement).hidden === true),
  );
  byId("controls").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    openDrawer(false);
    byId("filters").focus();
  });
}
