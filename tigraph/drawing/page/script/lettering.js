// Where names go: the most tied first, each where it covers no other name and no mark.

/** @import { SceneNode } from "./scene.js" */
/** @import { Measure } from "./text.js" */

/** @typedef {[left: number, top: number, right: number, foot: number]} Box */

/**
 * A name that has found room: `x` is its middle, `y` its top.
 * @typedef {{ lines: string[], x: number, y: number, font: number, bold: boolean, box: Box }} Placed
 */

/**
 * A mark on the screen.
 * @typedef {{ node: SceneNode, x: number, y: number, r: number, urgent: number }} Spot
 */

/**
 * @typedef {object} Frame
 * @property {(x: number, y: number) => number[]} project from the picture's units to the screen's
 * @property {number} scale
 * @property {number} wide
 * @property {number} tall
 * @property {Measure} measure
 * @property {ReadonlySet<number | string> | null} [lit] those that alone are named, where some are lit
 * @property {(id: number | string) => boolean} [first] who is named whatever it covers
 */

/** So many names are tried. */
const CANDIDATES = 500;
/** Above, hubs are named even where their name covers smaller marks. */
const CROWD = 150;
/** Of a line, for a text of size 1. */
export const LEADING = 1.2;

/** Boxes, found again by the cells that they lie in. */
class Boxes {
  constructor() {
    /** @type {Map<number, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box */
  keys([left, top, right, foot]) {
    const keys = [];
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x++)
      for (let y = Math.floor(top / 80); y <= Math.floor(foot / 80); y++) keys.push(x * 4096 + y);
    return keys;
  }

  /** @param {Box} box */
  take(box) {
    for (const key of this.keys(box)) {
      const own = this.cells.get(key);
      if (own) own.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** @param {Box} a */
  free(a) {
    return this.keys(a).every((key) =>
      (this.cells.get(key) || []).every(
        (b) => a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3],
      ),
    );
  }
}

/**
 * The names that find room in a frame; `nodes` come with the most tied first.
 * @param {SceneNode[]} nodes
 * @param {Frame} frame
 * @returns {Placed[]}
 */
export function placeNames(nodes, { project, scale, wide, tall, measure, lit, first }) {
  const font = Math.max(11, Math.min(15, 13 * scale));
  const spots = nodes
    .map((node) => {
      const [x, y] = project(node.x, node.y);
      const urgent = first && first(node.id) ? 0 : lit && lit.has(node.id) ? 1 : 2;
      return { node, x, y, r: node.size * scale, urgent };
    })
    .filter((p) => p.x > -80 && p.y > -40 && p.x < wide + 80 && p.y < tall + 40);
  const hubs = new Set(spots.slice(0, hubsIn(spots.length, wide, tall)));
  const [names, discs, great] = [new Boxes(), new Boxes(), new Boxes()];
  for (const p of spots) {
    const r = p.r * 0.8;
    /** @type {Box} */
    const disc = [p.x - r, p.y - r, p.x + r, p.y + r];
    discs.take(disc);
    if (hubs.has(p)) great.take(disc);
  }
  /** @type {Placed[]} */
  const placed = [];
  const queue = [...spots].sort((a, b) => a.urgent - b.urgent).slice(0, CANDIDATES);
  for (const p of queue) {
    if (lit && p.urgent === 2) continue;
    const bold = !p.urgent;
    const { lines } = p.node;
    const w = Math.max(...lines.map((line) => measure(line, font, bold))) + 2;
    const h = lines.length * font * LEADING;
    /** @type {(place: number[]) => Box} */
    const boxAt = ([x, y]) => [x - w / 2, y, x + w / 2, y + h];
    /** @type {(place: number[]) => boolean} */
    const inside = ([x, y]) => x - w / 2 > 2 && x + w / 2 < wide - 2 && y > 2 && y + h < tall - 2;
    const places = placesOf(p, w, h).filter(inside);
    const open = places.filter((place) => names.free(boxAt(place)));
    const at =
      open.find((place) => discs.free(boxAt(place))) ||
      (hubs.has(p) && open.find((place) => great.free(boxAt(place)))) ||
      (bold && places[0]);
    if (!at) continue;
    const box = boxAt(at);
    names.take(box);
    placed.push({ lines, x: at[0], y: at[1], font, bold, box });
  }
  return placed;
}

/**
 * How many are named even where their name covers smaller marks: on a small screen fewer.
 * @param {number} marks
 * @param {number} wide
 * @param {number} tall
 */
function hubsIn(marks, wide, tall) {
  const most = marks > CROWD ? 24 : 8;
  return Math.min(most, Math.ceil((most * wide * tall) / 600000));
}

/**
 * The places around a mark for a name of a width and height, where its ties do not lead
 * first, else under it: middle and top.
 * @param {Spot} spot
 * @param {number} w
 * @param {number} h
 */
function placesOf({ node, x, y, r: radius }, w, h) {
  const r = radius + 2;
  const aside = r * 0.75 + w / 2;
  const lean = Math.hypot(...node.away);
  const [ax, ay] = lean > 0.1 * node.tied ? node.away.map((v) => v / lean) : [0, 0];
  return [
    [x, y + r, 0, 1],
    [x, y - r - h, 0, -1],
    [x + r + w / 2, y - h / 2, 1, 0],
    [x - r - w / 2, y - h / 2, -1, 0],
    [x + aside, y + r * 0.75, 0.7, 0.7],
    [x - aside, y + r * 0.75, -0.7, 0.7],
    [x + aside, y - r * 0.75 - h, 0.7, -0.7],
    [x - aside, y - r * 0.75 - h, -0.7, -0.7],
  ]
    .map(([left, top, u, v], k) => ({ place: [left, top], good: u * ax + v * ay - 0.1 * k }))
    .sort((a, b) => b.good - a.good)
    .map(({ place }) => place);
}
