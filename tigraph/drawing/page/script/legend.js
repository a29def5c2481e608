// The legend: what the signs of the picture that are seen now mean.

import { byId, element } from "./dom.js";
import { countedGroups } from "./map.js";
import { kindsNow, measureSigns, tieSigns } from "./measures.js";
import { net, seen, state, words } from "./now.js";
import { grouped } from "./parts.js";
import { boxedKinds, mapIn } from "./scene.js";
import { DASHES, DASHED, OUTLINES } from "./signs.js";

/** @import { Net } from "./data.js" */
/** @import { How } from "./signs.js" */

/**
 * @param {string} colour
 * @param {boolean | undefined} hollow
 * @param {number} wide
 * @returns {{ [key: string]: string | number }}
 */
const discOf = (colour, hollow, wide) =>
  hollow
    ? { cx: 11, cy: 8, r: 5.5, fill: "none", stroke: colour, "stroke-width": 2.5 }
    : { cx: 11, cy: 8, r: wide / 2, fill: colour };

/**
 * @param {{ shape?: string, colour: string, hollow?: boolean }} sign
 * @param {string} dashes
 * @param {number} wide of a line, or across a disc
 */
export function swatch({ shape, colour, hollow }, dashes = "", wide = shape ? 14 : 3) {
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
        ? made("circle", discOf(colour, hollow, wide))
        : shape === "area"
          ? made("rect", {
              x: 1,
              y: 2,
              width: 20,
              height: 12,
              rx: 2,
              stroke: colour,
              fill: hollow ? "none" : colour,
              "fill-opacity": 0.35,
              "stroke-dasharray": hollow ? "3 2" : "",
            })
          : shape
            ? made("polygon", {
                points: OUTLINES[shape],
                ...(hollow
                  ? { fill: "none", stroke: colour, "stroke-width": 2 }
                  : { fill: colour }),
              })
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
 * @param {number | null} count
 */
function entry(sign, label, count) {
  const item = element("li");
  item.append(
    sign,
    element("span", label || words.none, { dir: "auto" }),
    ...(count === null ? [] : [element("span", String(count), { class: "count" })]),
  );
  return item;
}

/**
 * What the signs of a map mean: groups of marks where no numbers stand beside it, and areas.
 * @param {NonNullable<Net["data"]["map"]>} map
 */
function mapEntries(map) {
  const counts = counted(seen.nodes, (i) => String(map.of[i]));
  const told = new Set(countedGroups(map));
  const covered = new Set(map.areas.map(({ actor }) => actor));
  const bare = [...seen.nodes].filter((i) => map.groups[map.of[i]]?.area && !covered.has(i)).length;
  const square = swatch({ shape: "square", colour: DASHED, hollow: true });
  const more = bare ? [entry(square, words.bare, bare)] : [];
  const groups = map.groups
    .map((group, g) => ({ group, g, count: counts.get(String(g)) || 0 }))
    .filter(({ g, count }) => count && !(told.has(g) && !byId("tally").hidden))
    .map(({ group, count }) =>
      entry(swatch({ ...group, shape: group.area ? "area" : "dot" }), group.label, count),
    );
  return [...groups, ...more];
}

/** The entries of kinds. */
function kindEntries() {
  const boxed = boxedKinds(net, state);
  const kinds = counted(seen.nodes, (i) => net.actors[i].kind);
  return kindsNow(net, state, seen)
    .filter(({ id }) => kinds.has(id))
    .map((kind) =>
      entry(
        swatch(boxed.has(kind.id) ? { shape: "box", colour: DASHED } : kind),
        kind.label,
        kinds.get(kind.id) || 0,
      ),
    );
}

/** The entries of measures that sizes and colours tell. */
const measureEntries = () =>
  measureSigns(net, state, seen).map(({ label, colour, radius, count }) =>
    entry(swatch({ shape: "dot", colour }, "", 2 * radius), label, count),
  );

/**
 * The entries of ties: their bases, how they hold, their widths.
 * @param {Set<number>} drawn
 */
function tieEntries(drawn) {
  const hows = counted(drawn, (i) => seen.how[i] || "");
  const widths = counted(drawn, (i) => String(net.lines[i].width));
  /** @type {(sign: Element, label: string, counts: Map<string, number>, id: string) => Element[]} */
  const some = (sign, label, counts, id) =>
    counts.has(id) ? [entry(sign, label, counts.get(id) || 0)] : [];
  return [
    ...tieSigns(net, seen, drawn).map(({ colour, label, count }) =>
      entry(swatch({ colour }), label, count),
    ),
    .../** @type {How[]} */ (["possible", "undated"]).flatMap((how) =>
      some(swatch({ colour: DASHED }, DASHES[how]), words[how], hows, how),
    ),
    ...net.data.widths.flatMap(({ label, width }) =>
      some(swatch({ colour: DASHED }, "", width), label, widths, String(width)),
    ),
  ];
}

export function showLegend() {
  const flat = mapIn(net, state);
  const map = flat && net.data.map;
  const drawn = new Set([...seen.edges].filter((i) => !flat || flat.lined(i)));
  const marks = map ? mapEntries(map) : [...kindEntries(), ...measureEntries()];
  const lines = grouped(state) ? [] : tieEntries(drawn);
  const without = seen.edges.size - drawn.size;
  const note = without ? [element("li", words.unlined(without), { class: "note" })] : [];
  byId("key").replaceChildren(...marks, ...lines, ...note);
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
