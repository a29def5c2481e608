// Where names go: the most tied first, each where it can be taken for no other mark's. It stands
// clear of other names, other marks and ties that are not its own, nearer to its own mark than to
// any other; else further off, with a line that leads to it; else it is left out. (As
// figures/lettering.py has it for figures.)

import { areaPlaces } from "./areas.js";
import { makeRoom } from "./making_room.js";
import { placesAround, placesOf } from "./places.js";
import { Room, meets } from "./room.js";
import { piecesOf } from "./routes.js";

/** @import { Drawn } from "./map.js" */
/** @import { Box, Piece, Spot } from "./room.js" */
/** @import { SceneEdge, SceneNode } from "./scene.js" */
/** @import { Lanes } from "./page_data.js" */
/** @import { Measure } from "./text.js" */
/** @import { Words } from "./words.js" */
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
 * @property {number} [head] in a box: so many letters of the name, which are set in bold
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
 * @property {Drawn} [map] the map whose areas are named within them
 */

/** So often names that found no room are tried before the others; where more names than this share
 * find none, no order gives it to all. */
const AGAIN = 3;
const CROWDED = 0.15;
/** So many names are tried. */
const CANDIDATES = 500;
/** Above so many marks, names of the most tied alone are led to from further off. */
const CROWD = 150;
const HUBS = 24;
/** Above so many marks, what stands in an area goes without a name. */
const THRONG = 400;
/** Above so many ties in sight there is no room between them: names lie over ties. */
const MESH = 400;
/** How long an arrowhead is. */
const ARROWHEAD = 7;
/** How far off each other names of areas stand, one above the other: two names are not one. */
const ASUNDER = 0.5;
/** Of a line, for a text of size 1. */
export const LEADING = 1.2;

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
  const ties = tiesIn(frame);
  const crowd = spots.length > CROWD;
  const throng = spots.length > THRONG;
  let queue = spots
    .filter((p) => !(throng && p.node.minor && p.urgent === 2))
    .filter((p) => !lit || p.urgent < 2)
    .sort((a, b) => a.urgent - b.urgent || Number(!a.node.area) - Number(!b.node.area))
    .slice(0, CANDIDATES);
  const inOrder = queue;
  let best = placeInTurn(queue, spots, ties, frame, font);
  for (let k = 0; k < AGAIN && !crowd; k++) {
    const named = new Set(best.map(({ id }) => id));
    const out = queue.filter(({ node }) => !named.has(node.id));
    if (!out.length || out.length > CROWDED * queue.length) break;
    const first = queue.filter((p) => !p.urgent && named.has(p.node.id));
    const rest = queue.filter((p) => p.urgent && named.has(p.node.id));
    queue = [...first, ...out, ...rest];
    const found = placeInTurn(queue, spots, ties, frame, font);
    if (found.length > best.length) best = found;
  }
  if (crowd || best.length === queue.length || queue.some((p) => p.node.area)) return best;
  const ground = new Room(spots, ties);
  const of = new Map(queue.map((spot) => [spot.node.id, spot]));
  const order = inOrder.map(({ node }) => node.id);
  return makeRoom(best, order, (id) => {
    const spot = of.get(id);
    return spot ? placesOn(spot, frame, font, ground) : [];
  });
}

/**
 * The names that find room, one after the other.
 * @param {Spot[]} queue
 * @param {Spot[]} spots
 * @param {Piece[]} ties
 * @param {Frame} frame
 * @param {number} font
 * @returns {Placed[]}
 */
function placeInTurn(queue, spots, ties, frame, font) {
  const room = new Room(
    spots.filter((p) => !p.node.area),
    ties,
  );
  /** @type {Placed[]} */
  const placed = [];
  queue.forEach((spot, rank) => {
    const led = spots.length <= CROWD || rank < HUBS;
    const name = nameOn(spot, frame, font, room, led);
    if (!name) return;
    const [left, top, right, foot] = name.box;
    const more = spot.node.area ? ASUNDER * font : 0;
    room.take([left, top - more, right, foot + more], name.leader, spot.node.id);
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
function nameOn(spot, frame, font, room, led) {
  const bold = !spot.urgent;
  const { w, h, near, around, inside } = boxesOf(spot, frame, font);
  /** @type {Box | undefined} */
  let box =
    clearest(room, spot, inArea(spot, frame, w, h).filter(inside), true) ||
    clearest(room, spot, near);
  /** @type {Point[] | undefined} */
  let leader;
  for (const one of box || !(led || bold) ? [] : around()) {
    leader = room.leadTo(one, spot);
    if (!leader) continue;
    box = one;
    break;
  }
  if (!box && bold) [box] = near;
  return box ? placedAt(spot, font, box, leader) : null;
}

/**
 * Wherever a name may stand, as far as marks and ties allow it; the best places first.
 * @param {Spot} spot
 * @param {Frame} frame
 * @param {number} font
 * @param {Room} ground where no name stands yet
 * @returns {Placed[]}
 */
function placesOn(spot, frame, font, ground) {
  const { near, around } = boxesOf(spot, frame, font);
  const beside = near.filter((box) => ground.clear(box, spot));
  const good = new Map(
    beside.map((box) => [box, Number(ground.untied(box)) + Number(ground.atEase(box, spot))]),
  );
  beside.sort((a, b) => (good.get(b) || 0) - (good.get(a) || 0));
  const led = around().flatMap((box) => {
    const leader = ground.leadTo(box, spot);
    return leader ? [placedAt(spot, font, box, leader)] : [];
  });
  return [...beside.map((box) => placedAt(spot, font, box)), ...led];
}

/**
 * @param {Spot} spot
 * @param {number} font
 * @param {Box} box
 * @param {Point[]} [leader]
 * @returns {Placed}
 */
const placedAt = ({ node: { id, lines }, urgent }, font, box, leader) => ({
  ...{ lines, id, font, bold: !urgent, anchor: "middle", leading: LEADING },
  ...{ x: (box[0] + box[2]) / 2, y: box[1], box },
  ...(leader && { leader }),
});

/**
 * The boxes in which a name might stand beside its mark, and those `around` further off; how wide
 * and how tall it is; and whether a box is `inside` its frame.
 * @param {Spot} spot
 * @param {Frame} frame
 * @param {number} font
 */
function boxesOf(spot, { wide, tall, measure, project, closed }, font) {
  const { lines } = spot.node;
  const w = Math.max(...lines.map((line) => measure(line, font, !spot.urgent))) + 2;
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
  const around = () => placesAround(spot, w, h).map(boxAt).filter(inside);
  return { w, h, near, around, inside };
}

/**
 * The first of some boxes in which a name can be taken for no other's, best where no tie runs.
 * @param {Room} room
 * @param {Spot} spot
 * @param {Box[]} boxes
 * @param {boolean} [there] whether what is named is where the box is
 */
function clearest(room, spot, boxes, there = false) {
  const clear = boxes.filter((box) => {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    return room.clear(box, there ? { ...spot, x, y } : spot);
  });
  const good = clear.map((one) => Number(room.untied(one)) + Number(room.atEase(one, spot)));
  return clear[good.indexOf(Math.max(...good))];
}

/**
 * Boxes for a name in the area of its actor, and beside it; none where it has no area.
 * @param {Spot} spot
 * @param {Frame} frame
 * @param {number} w
 * @param {number} h
 * @returns {Box[]}
 */
function inArea({ node }, { project, scale, map }, w, h) {
  if (!map || !node.area) return [];
  return areaPlaces(map, node.area, w / scale, h / scale).map(([u, v]) => {
    const [x, y] = project(u, v);
    return [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  });
}

/**
 * The arrowhead of a line: over it stands no name, not that of its end either.
 * @param {Point[]} line
 * @returns {Piece}
 */
function arrowheadOf(line) {
  const [[x, y], [u, v]] = line.slice(-2);
  const share = Math.min(ARROWHEAD / (Math.hypot(u - x, v - y) || 1), 1);
  return { a: [u + share * (x - u), v + share * (y - v)], b: [u, v], from: NaN, to: NaN };
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
  for (const { way, from, to, arrow } of edges) {
    const line = piecesOf(way).map(([x, y]) => project(x, y));
    let seen = false;
    for (let k = 1; k < line.length; k++) {
      if (!meets(line[k - 1], line[k], sight)) continue;
      found.push({ a: line[k - 1], b: line[k], from, to });
      seen = true;
    }
    if (seen && arrow) found.push(arrowheadOf(line));
    inSight += Number(seen);
    if (inSight > MESH) return [];
  }
  return found;
}

/**
 * How many have no name, in words, and what lanes take for granted.
 * @param {Words} words
 * @param {object} what
 * @param {number} what.named
 * @param {number} what.of how many could be named
 * @param {Lanes | null} what.lanes
 * @param {unknown} what.nearer whether more names come as one comes closer
 */
export function namesTold(words, { named, of, lanes, nearer }) {
  const out = lanes ? 0 : Math.max(0, of - named);
  const left = out && (nearer ? words.nearer(named, of) : words.unnamed(out));
  const told = [
    left || "",
    lanes?.strays ? words.strays(lanes.strays) : "",
    lanes?.cut ? words.shortNames(lanes.cut) : "",
  ];
  return told.filter(Boolean).join(" · ");
}
