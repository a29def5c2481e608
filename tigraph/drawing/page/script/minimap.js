// A small map for an actor's card: its surroundings, with those that it is tied to.

import { groupOf } from "./areas.js";
import { nameOf } from "./data.js";
import { holds } from "./map.js";
import { net, seen, words } from "./now.js";

/** @import { Area, Drawn, Ring } from "./map.js" */
/** @import { Panel } from "./page_data.js" */
/** @import { Box } from "./room.js" */

/** Width and height, in pixels. */
const MINI_WIDE = 336;
const MINI_TALL = 190;
/** So much of the picture is seen at least. */
const SPAN = 160;

/**
 * @param {string} tag
 * @param {{ [name: string]: string | number }} values
 */
function drawn(tag, values) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(values)) made.setAttribute(name, String(value));
  return made;
}

/** @param {Ring[]} rings */
const outline = (rings) =>
  rings
    .map((ring) => {
      const corners = [];
      for (let k = 0; k < ring.length; k += 2) corners.push(`${ring[k]} ${ring[k + 1]}`);
      return `M${corners.join("L")}Z`;
    })
    .join("");

/**
 * Where an actor is on the map; null where nobody knows.
 * @param {Drawn} map
 * @param {number} i
 */
function spotOf(map, i) {
  const spots = net.data.layouts.map || [];
  const [x, y] = [spots[2 * i], spots[2 * i + 1]];
  const panel = map.apart.has(i) ? undefined : map.panels.findLast((one) => holds(one, x, y));
  return panel ? { x, y, panel } : null;
}

/**
 * What is seen: boxes with room about them, in the form of the small map.
 * @param {Box[]} boxes
 * @returns {Box}
 */
function frameOf(boxes) {
  const sides = [0, 1, 2, 3].map((k) =>
    (k < 2 ? Math.min : Math.max)(...boxes.map((box) => box[k])),
  );
  const [left, top, right, foot] = sides;
  const tall = Math.max((foot - top) * 1.3, ((right - left) * 1.3 * MINI_TALL) / MINI_WIDE, SPAN);
  const wide = (tall * MINI_WIDE) / MINI_TALL;
  return [(left + right - wide) / 2, (top + foot - tall) / 2, wide, tall];
}

/**
 * @typedef {object} Shown
 * @property {number} i
 * @property {{ x: number, y: number, panel: Panel }} spot
 * @property {Area | undefined} area
 * @property {string} colour
 * @property {boolean} hollow
 */

/**
 * An actor with those that it is tied to and that stand in the same part of the world.
 * @param {Drawn} map
 * @param {number} i
 * @returns {Shown[]}
 */
function shownWith(map, i) {
  const ends = net.tiesOf[i]
    .filter((j) => seen.edges.has(j))
    .map((j) => (net.ties[j].source === i ? net.ties[j].target : net.ties[j].source));
  const own = spotOf(map, i);
  return [...new Set([i, ...ends])].flatMap((k) => {
    const spot = spotOf(map, k);
    if (!spot || spot.panel !== own?.panel) return [];
    const group = groupOf(map, k);
    const look = { colour: group?.colour || net.marks[k].color, hollow: Boolean(group?.hollow) };
    return [{ i: k, spot, area: map.covered.get(k), ...look }];
  });
}

/**
 * @param {Shown} one
 * @param {boolean} first
 * @param {number} unit
 */
function areaMark({ area, colour, hollow }, first, unit) {
  const look = { d: outline(area?.rings || []), "fill-rule": "evenodd", stroke: colour };
  const path = drawn("path", { ...look, "stroke-width": (first ? 1.8 : 1) * unit });
  path.setAttribute("fill", hollow ? "none" : colour);
  path.setAttribute("fill-opacity", first ? "0.5" : "0.25");
  if (hollow) path.setAttribute("stroke-dasharray", `${3 * unit} ${2 * unit}`);
  return path;
}

/**
 * @param {Shown} one
 * @param {boolean} first
 * @param {number} unit
 */
function pointMark({ i, spot: { x, y }, colour, hollow }, first, unit) {
  const r = (first ? 6 : 4.5) * unit;
  const mark = drawn("circle", { cx: x, cy: y, r, "stroke-width": 1.6 * unit });
  mark.setAttribute("class", hollow ? "hollow" : "full");
  mark.setAttribute(hollow ? "stroke" : "fill", colour);
  const title = drawn("title", {});
  title.textContent = nameOf(net, i);
  mark.append(title);
  return mark;
}

/**
 * The small map of an actor; null where its place is not known.
 * @param {number} i
 */
export function miniMap(i) {
  const { map } = net;
  const shown = map ? shownWith(map, i) : [];
  if (!map || !shown.length) return null;
  const { panel } = shown[0].spot;
  const frame = frameOf(shown.map(({ spot: { x, y }, area }) => area?.box || [x, y, x, y]));
  const unit = frame[3] / MINI_TALL;
  const svg = drawn("svg", { class: "mini", viewBox: frame.join(" "), role: "img" });
  svg.setAttribute("aria-label", words.miniMap(nameOf(net, i)));
  const inPanel = (/** @type {Ring} */ ring) => holds(panel, ring[0], ring[1]);
  const land = map.land.length ? map.land : map.coast;
  svg.append(drawn("path", { class: "land", d: outline(land.filter(inPanel)) }));
  map.borders.forEach(({ rings }, k) => {
    const width = (k === map.borders.length - 1 ? 1.4 : 0.7) * unit;
    const d = outline(rings.filter(inPanel));
    svg.append(drawn("path", { class: "border", "stroke-width": width, d }));
  });
  for (const one of [...shown].reverse())
    if (one.area) svg.append(areaMark(one, one.i === i, unit));
  for (const one of [...shown].reverse())
    if (!one.area) svg.append(pointMark(one, one.i === i, unit));
  return svg;
}
