// The ways of ties, from mark's edge to mark's edge: a way is its two ends, or a start and three
// more points for each cubic curve. What is drawn, pointed at, headed by an arrow and kept clear
// of names is this one line. (As layouts/ways.py has it for figures.)

/** @typedef {number[]} Point */
/** @typedef {Point[]} Way */

/** Pieces to a curve, where it is looked at as a line of pieces. */
const PIECES = 12;

/**
 * @param {Point} a
 * @param {Point} b
 * @param {number} share
 */
const along = (a, b, share) => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];

/**
 * @param {Point} a
 * @param {Point} b
 */
export const far = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]);

/**
 * @param {Point} start
 * @param {Point} end
 * @param {number} by
 */
const towards = (start, end, by) => along(start, end, by / (far(start, end) || 1));

/**
 * From the rim of one mark to that of another (so far from their middles); the middle of the
 * way stands so far to its left, against its length. A mark's own tie is a loop over it.
 * @param {Point} start
 * @param {Point} end
 * @param {number} startReach
 * @param {number} endReach
 * @param {number} bend
 * @returns {Way}
 */
export function bent(start, end, startReach, endReach, bend) {
  const [[x, y], [u, v]] = [start, end];
  const length = far(start, end);
  if (!length) {
    const r = startReach;
    const [a, b] = [
      [x - 0.6 * r, y - 0.8 * r],
      [x + 0.6 * r, y - 0.8 * r],
    ];
    return [a, [a[0] - 1.2 * r, a[1] - 1.8 * r], [b[0] + 1.2 * r, b[1] - 1.8 * r], b];
  }
  if (length <= startReach + endReach) {
    const middle = along(start, end, startReach / (startReach + endReach));
    return [middle, middle];
  }
  if (!bend) return [towards(start, end, startReach), towards(end, start, endReach)];
  const via = [(x + u) / 2 + 2 * bend * (v - y), (y + v) / 2 - 2 * bend * (u - x)];
  const [a, b] = [towards(start, via, startReach), towards(end, via, endReach)];
  return [a, along(a, via, 2 / 3), along(b, via, 2 / 3), b];
}

/** @type {WeakMap<Way, Point[]>} */
const looked = new WeakMap();

/**
 * The way as a line of straight pieces.
 * @param {Way} way
 * @returns {Point[]}
 */
export function piecesOf(way) {
  if (way.length === 2) return way;
  let found = looked.get(way);
  if (found) return found;
  found = [way[0]];
  for (let k = 0; k + 3 < way.length; k += 3) {
    const [[x, y], [ax, ay], [bx, by], [u, v]] = way.slice(k, k + 4);
    const level = y === ay && ay === by && by === v;
    for (let i = 1; i <= (level ? 1 : PIECES); i++) {
      const t = level ? 1 : i / PIECES;
      const s = 1 - t;
      const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      found.push([a * x + b * ax + c * bx + d * u, a * y + b * ay + c * by + d * v]);
    }
  }
  looked.set(way, found);
  return found;
}

/**
 * Where the way comes from so far before its end.
 * @param {Way} way
 * @param {number} by
 */
function before(way, by) {
  const line = piecesOf(way);
  const tip = line[line.length - 1];
  for (let k = line.length - 2; k >= 0; k--) if (far(line[k], tip) > by) return line[k];
  return line[0];
}

/**
 * The three corners of an arrowhead, its tip where the way ends.
 * @param {Way} way
 * @param {number} size
 * @returns {Point[]}
 */
export function arrowOf(way, size) {
  const tip = way[way.length - 1];
  const from = before(way, 0.6 * size);
  const length = far(from, tip) || 1;
  const [x, y] = [(tip[0] - from[0]) / length, (tip[1] - from[1]) / length];
  const back = [tip[0] - x * size, tip[1] - y * size];
  const side = 0.42 * size;
  return [tip, [back[0] - y * side, back[1] + x * side], [back[0] + y * side, back[1] - x * side]];
}

/**
 * The way without its end, where an arrowhead stands.
 * @param {Way} way
 * @param {number} by
 * @returns {Way}
 */
export function shortenedWay(way, by) {
  const tip = way[way.length - 1];
  const from = before(way, by);
  if (far(from, tip) <= by) return way;
  const [x, y] = towards(tip, from, by);
  const moved = way.length === 2 ? 1 : 2;
  return way.map((point, k) =>
    k < way.length - moved ? point : [point[0] + x - tip[0], point[1] + y - tip[1]],
  );
}

/**
 * How far a point is from a way.
 * @param {Way} way
 * @param {Point} point
 */
export function distanceTo(way, point) {
  const line = piecesOf(way);
  let least = Infinity;
  for (let k = 1; k < line.length; k++)
    least = Math.min(least, fromPiece(line[k - 1], line[k], point));
  return least;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} point
 */
function fromPiece(a, b, point) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const share = square ? ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square : 0;
  return far(point, along(a, b, Math.max(0, Math.min(1, share))));
}
