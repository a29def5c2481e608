// Lanes: which of those that came with the page fits the screen, and what stands in them.

/** @import { Net } from "./data.js" */
/** @import { Placed } from "./lettering.js" */
/** @import { Lanes } from "./page_data.js" */
/** @import { Scene, SceneNode } from "./scene.js" */
/** @import { Way } from "./routes.js" */

/** Lanes are scaled down so far before narrower ones are taken. */
const SQUEEZED = 0.8;
/** Of a line, for a text of size 1. */
const LANE_LEADING = 1.22;
/** The least size on the screen at which all of the lanes are shown at once. */
const LEGIBLE = 8.5;
/** Lanes of less are a list, which takes the width of a telephone. */
const NARROW = 500;

/**
 * How large names are on a screen that shows all of some lanes.
 * @param {Lanes} lanes
 * @param {number} wide
 * @param {number} tall
 */
const fitting = ({ width, height, size }, wide, tall) =>
  size * Math.min(wide / (width + 16), tall / (height + 16), 1.35);

/**
 * The lanes for a screen: those that it shows whole with the largest names, if these can be
 * read; else the widest that it has room for, which one looks through from the top.
 * @param {Lanes[]} lanes
 * @param {number} wide
 * @param {number} tall
 */
export function lanesFor(lanes, wide, tall) {
  const side = lanes.filter(({ width }) => width > NARROW);
  const sizes = side.map((one) => fitting(one, wide, tall));
  const best = Math.max(...sizes);
  if (best >= LEGIBLE) return side[sizes.indexOf(best)];
  return lanes.find(({ width }) => width * SQUEEZED <= wide) || lanes[lanes.length - 1];
}

/**
 * @param {Lanes} lanes
 * @param {number} i
 * @returns {Way}
 */
export function laneWay({ ways }, i) {
  const way = [];
  for (let k = 0; k < ways[i].length; k += 2) way.push([ways[i][k], ways[i][k + 1]]);
  return way;
}

/**
 * The scale and the middle that show lanes: all, or from the top what can be read; on paper,
 * where nobody scrolls, all.
 * @param {Lanes} lanes
 * @param {number} wide
 * @param {number} tall
 * @param {boolean} paper
 */
export function laneFraming({ width, height, size }, wide, tall, paper = false) {
  const across = wide / (width + 16);
  const all = Math.min(across, tall / (height + 16), 1.35);
  const most = width < NARROW ? 1.35 : 0.92;
  const scale = paper || all * size >= LEGIBLE ? all : Math.min(across, Math.max(all, most));
  const low = height * scale + 16 > tall + 1;
  return { scale, position: { x: width / 2, y: low ? tall / scale / 2 - 8 : height / 2 } };
}

/**
 * Where the names of actors stand, by the picture's own units put on the screen.
 * @param {SceneNode[]} nodes
 * @param {object} frame
 * @param {Lanes} frame.lanes
 * @param {(x: number, y: number) => number[]} frame.project
 * @param {number} frame.scale
 * @param {ReadonlySet<number | string> | null} [frame.lit]
 * @returns {Placed[]}
 */
export function laneNames(nodes, { lanes, project, scale, lit }) {
  const font = lanes.size * scale;
  return nodes.map(({ id }) => {
    const { lines, x, y, wide, end, bold, head } = lanes.names[+id];
    const boxed = lanes.boxes[+id].length > 0;
    const [left, top] = project(end ? x - wide : x, y);
    const w = wide * scale;
    const h = lines.length * font * LANE_LEADING;
    /** @type {Placed} */
    const name = {
      lines,
      id,
      x: end ? left + w : left,
      y: top + font * 0.08,
      font,
      bold,
      faint: Boolean(lit && !lit.has(id)),
      anchor: end ? "end" : "start",
      leading: LANE_LEADING,
      ...(boxed && { head }),
      box: [left, top, left + w, top + h],
    };
    return name;
  });
}

/**
 * The actor whose name, or the box around it, is there on the screen.
 * @param {Placed[]} names
 * @param {number} x
 * @param {number} y
 */
export function nameAt(names, x, y) {
  const found = names.find(({ box: [left, top, right, foot], font, head }) => {
    const rim = head !== undefined ? 0.6 * font : 1;
    return x > left - rim && x < right + rim && y > top - rim / 2 && y < foot + rim / 2;
  });
  return found ? found.id : null;
}

/**
 * The lanes of a scene, where it is drawn in lanes.
 * @param {Net} net
 * @param {Scene} scene
 */
export const lanesOf = ({ data }, { lanes }) => (lanes === null ? null : data.lanes[lanes]);
