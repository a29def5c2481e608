// The legend of a picture on paper, in rows.

import { nodeSigns, tieSigns } from "./measures.js";
import { grouped } from "./parts.js";
import { boxedKinds, mapIn } from "./scene.js";
import { DASHES, DASHED } from "./signs.js";
import { clean } from "./text.js";

/** @import { Picture } from "./paper.js" */
/** @import { Shape } from "./page_data.js" */
/** @import { How } from "./signs.js" */

/** @typedef {{ colour: string, shape?: Shape | "box" | "area", hollow?: boolean, dashes?: string, width?: number }} Sign */

/** @typedef {{ sign: Sign, label: string }} Entry */

/**
 * What is explained: groups of a map, else kinds.
 * @param {Picture} picture
 * @returns {Entry[]}
 */
function markEntries({ net, state, seen }) {
  const map = mapIn(net, state) && net.data.map;
  if (map) {
    const groups = new Set([...seen.nodes].map((i) => map.of[i]));
    return map.groups
      .filter((_, g) => groups.has(g))
      .map((group) => ({
        sign: { ...group, shape: group.area ? "area" : "dot" },
        label: group.label,
      }));
  }
  return nodeSigns(net, state, seen, boxedKinds(net, state));
}

/**
 * The lines of ties that are drawn: their bases, how they hold, their widths.
 * @param {Picture} picture
 * @returns {Entry[]}
 */
function lineEntries({ net, state, seen }) {
  if (grouped(state)) return [];
  const map = mapIn(net, state);
  const drawn = [...seen.edges].filter((i) => !map || map.lined(i));
  const hows = new Set(drawn.map((i) => seen.how[i]));
  const widths = new Set(drawn.map((i) => net.lines[i].width));
  /** @type {How[]} */
  const dashed = ["possible", "undated"];
  return [
    ...tieSigns(net, seen, drawn).map(({ colour, label }) => ({ sign: { colour }, label })),
    ...dashed
      .filter((how) => hows.has(how))
      .map((how) => ({ sign: { colour: DASHED, dashes: DASHES[how] }, label: net.words[how] })),
    ...net.data.widths
      .filter(({ width }) => widths.has(width))
      .map(({ label, width }) => ({ sign: { colour: DASHED, width }, label })),
  ];
}

/**
 * The legend of what is shown, in rows of a width.
 * @param {Picture} picture
 * @param {number} room
 */
export function legendRows(picture, room) {
  const { net, measure } = picture;
  const items = [...markEntries(picture), ...lineEntries(picture)];
  /** @type {{ x: number, sign: Sign, text: string }[][]} */
  const rows = [];
  let x = Infinity;
  for (const { sign, label } of items) {
    const text = clean(label || net.words.none).slice(0, 60);
    const w = 24 + measure(text, 12, false) + 20;
    if (x > 16 && x + w > room) {
      rows.push([]);
      x = 16;
    }
    rows[rows.length - 1].push({ x, sign, text });
    x += w;
  }
  return rows;
}
