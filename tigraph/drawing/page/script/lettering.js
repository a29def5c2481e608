// Where names go: the most tied first, each where it can be taken for no other mark's. It stands
// clear of other names, other marks and ties that are not its own, nearer to its own mark than to
// any other; else further off, with a line that leads to it; else it is left out. (As
// figures/lettering.py has it for figures.)

import { Room, meets } from "./room.js";
import { piecesOf } from "./routes.js";

/** @import { Box, Piece, Spot } from "./room.js" */
/** @import { SceneEdge, SceneNode } from "./scene.js" */
/** @import { Measure } from "./text.js" */
/** @import { Point } from "./routes.js" */

/**
 * A name that has found room: `x` is its middle (or what `anchor` says), `y` its top. `leader`
 * goes from its mark to it.
 * @typedef {object} Placed
 * @property {string[]} lines
 * @property {number | string} id
 * @property {number} x
 * @property {number} y
 * @property {number} font
 * @property {boolean} bold
 * @property {"start" | "middle" | "end"} anchor
 * @property {number} leading
 * @property {boolean} boxed whether it stands in a box, its first line as a head
 * @property {boolean} [faint] whether it is not lit, where some are
 * @property {Box} box
 * @property {Point[]} [leader]
 */

/**
 * @typedef {object} Frame
 * @property {(x: number, y: number) => number[]} project from the picture's units to the screen's
 * @property {number} scale
 * @property {number} wide
 * @property {number} tall
 * @property {Measure} measure
 * @property {SceneEdge[]} [edges] the ties, of which names keep clear
 * @property {ReadonlySet<number | string> | null} [lit] those that alone are named, where some are lit
 * @property {(id: number | string) => boolean} [first] who is named before all others
 * @property {Box[]} [closed] where only names of marks stand that must not leave there
 */

/** So many names are tried. */
const CANDIDATES = 500;
/** Above so many marks, names of the most tied alone are led to from further off. */
const CROWD = 150;
const HUBS = 24;
/** Above so many ties in sight there is no room between them: names lie over ties. */
const MESH = 400;
/** Of a line, for a text of size 1. */
export const LEADING = 1.2;
/** How far off a name stands to which a line leads. */
const LED = [16, 26, 39, 55, 73, 96];
const TURNS = 16;

/**
 * The names that find room in a frame; `nodes` come with the most tied first.
 * @param {SceneNode[]} nodes
 * @param {Frame} frame
 * @returns {Placed[]}
 */
export function placeNames(nodes, frame) {
  const { project, scale, wide, tall, lit, first } = frame;
  const font = Math.max(11, Math.min(15, 13 * scale));
  /** @type {Spot[]} */
  const spots = nodes
    .map((node) => {
      const [x, y] = project(node.x, node.y);
      const urgent = first && first(node.id) ? 0 : lit && lit.has(node.id) ? 1 : 2;
      return { node, x, y, r: node.size * scale, urgent };
    })
    .filter((p) => p.x > -80 && p.y > -40 && p.x < wide + 80 && p.y < tall + 40);
  const room = new Room(spots, tiesIn(frame));
  /** @type {Placed[]} */
  const placed = [];
  const crowd = spots.length > CROWD;
  const queue = spots
    .filter((p) => !(crowd && p.node.minor && p.urgent === 2))
    .sort((a, b) => a.urgent - b.urgent)
    .slice(0, CANDIDATES);
  queue.forEach((spot, rank) => {
    if (lit && spot.urgent === 2) return;
    const led = spots.length <= CROWD || rank < HUBS;
    const name = nameOn(spot, frame, font, room, led);
    if (!name) return;
    room.take(name.box, name.leader, spot.node.id);
    placed.push(name);
  });
  return placed;
}

/**
 * A name where there is room for it; that of the one chosen in any case.
 * @param {Spot} spot
 * @param {Frame} frame
 * @param {number} font
 * @param {Room} room
 * @param {boolean} led whether a line may lead to it
 * @returns {Placed | null}
 */
function nameOn(spot, { wide, tall, measure, project, closed }, font, room, led) {
  const { lines, id } = spot.node;
  const bold = !spot.urgent;
  const w = Math.max(...lines.map((line) => measure(line, font, bold))) + 2;
  const h = lines.length * font * LEADING;
  /** @type {(place: number[]) => Box} */
  const boxAt = ([x, y]) => [x - w / 2, y, x + w / 2, y + h];
  const { within } = spot.node;
  const rim = within
    ? [...project(within[0], within[1]), ...project(within[2], within[3])]
    : [2, 2, wide - 2, tall - 2];
  /** @type {(box: Box) => boolean} */
  const open = (a) =>
    Boolean(within) ||
    (closed || []).every((b) => a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3]);
  /** @type {(box: Box) => boolean} */
  const inside = ([left, top, right, foot]) =>
    left > rim[0] &&
    right < rim[2] &&
    top > rim[1] &&
    foot < rim[3] &&
    open([left, top, right, foot]);
  const near = placesOf(spot, w, h).map(boxAt).filter(inside);
  const clear = near.filter((box) => room.clear(box, spot));
  let box = clear.find((one) => room.untied(one)) || clear[0];
  /** @type {Point[] | undefined} */
  let leader;
  const around = box || !(led || bold) ? [] : placesAround(spot, w, h).map(boxAt).filter(inside);
  for (const one of around) {
    leader = room.leadTo(one, spot);
    if (!leader) continue;
    box = one;
    break;
  }
  if (!box && bold) [box] = near;
  if (!box) return null;
  const how = /** @type {const} */ ({ anchor: "middle", leading: LEADING, boxed: false });
  const at = { x: (box[0] + box[2]) / 2, y: box[1], box };
  return { lines, id, font, bold, ...how, ...at, ...(leader && { leader }) };
}

/**
 * The ties in sight, in pieces; none where there are too many to keep clear of.
 * @param {Frame} frame
 * @returns {Piece[]}
 */
function tiesIn({ edges, project, wide, tall }) {
  /** @type {Piece[]} */
  const found = [];
  if (!edges || edges.length > 12 * MESH) return found;
  /** @type {Box} */
  const sight = [0, 0, wide, tall];
  let inSight = 0;
  for (const { way, from, to } of edges) {
    const line = piecesOf(way).map(([x, y]) => project(x, y));
    let seen = false;
    for (let k = 1; k < line.length; k++) {
      if (!meets(line[k - 1], line[k], sight)) continue;
      found.push({ a: line[k - 1], b: line[k], from, to });
      seen = true;
    }
    inSight += Number(seen);
    if (inSight > MESH) return [];
  }
  return found;
}

/**
 * The places further off, to which a line leads: middle and top, the nearest first.
 * @param {Spot} spot
 * @param {number} w
 * @param {number} h
 */
function placesAround({ x, y, r }, w, h) {
  return LED.flatMap((far) =>
    Array.from({ length: TURNS }, (_, k) => {
      const turn = (2 * Math.PI * k) / TURNS;
      const [u, v] = [Math.cos(turn), Math.sin(turn)];
      const [across, down] = [
        x + u * (r + far) + (u * w) / 2,
        y + v * (r + far) + ((v - 1) * h) / 2,
      ];
      // Above and under a mark a name may stand to one side, too
      const sides = Math.abs(u) > 0.5 ? [0] : [0, 0.42, -0.42];
      return sides.map((side) => [across + side * w, down]);
    }).flat(),
  );
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
