// The room that marks, ties and names leave for a name.

/** @import { SceneNode } from "./scene.js" */
/** @import { Point } from "./routes.js" */

/** @typedef {[left: number, top: number, right: number, foot: number]} Box */

/**
 * A mark on the screen.
 * @typedef {{ node: SceneNode, x: number, y: number, r: number, urgent: number }} Spot
 */

/** @typedef {{ a: Point, b: Point, from: number | string, to: number | string }} Piece */

/** How much nearer a name is to its own mark than to any other. */
const NEARER = 4;
/** So much nearer it is where there is a choice. */
const EASE = 12;
/** How far from other marks a name stands at least to which a line leads. */
const OFF = 14;
/** How far two names are from each other, side by side and one above the other: they are not one. */
const BY_SIDE = 8;
const BY_HEIGHT = 4;
const CELL = 80;

/**
 * @param {Box} box
 * @param {(key: number) => void} act
 */
function cellsOf([left, top, right, foot], act) {
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
    for (let y = Math.floor(top / CELL); y <= Math.floor(foot / CELL); y++) act(x * 4096 + y);
}

/**
 * Things found again by the cells that they lie in.
 * @template T
 */
class Cells {
  constructor() {
    /** @type {Map<number, T[]>} */
    this.cells = new Map();
  }

  /**
   * @param {Box} box
   * @param {T} what
   */
  take(box, what) {
    cellsOf(box, (key) => {
      const own = this.cells.get(key);
      if (own) own.push(what);
      else this.cells.set(key, [what]);
    });
  }

  /**
   * Whether one of those near a box is such.
   * @param {Box} box
   * @param {(what: T) => boolean} such
   */
  some(box, such) {
    let found = false;
    cellsOf(box, (key) => {
      found ||= (this.cells.get(key) || []).some(such);
    });
    return found;
  }
}

/** @type {(a: Box, b: Box) => boolean} */
export const cross = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** @type {(box: Box) => Box} */
const asunder = ([left, top, right, foot]) => [
  left - BY_SIDE,
  top - BY_HEIGHT,
  right + BY_SIDE,
  foot + BY_HEIGHT,
];

/** @type {(a: Box, b: Box) => boolean} whether two names are so near that they read as one */
export const asOne = (a, b) => cross(asunder(a), b);

/** @type {(box: Box, by: number) => Box} */
export const wider = ([left, top, right, foot], by) => [left - by, top - by, right + by, foot + by];

/**
 * How far a box is from a point.
 * @param {Box} box
 * @param {number} x
 * @param {number} y
 */
const offBox = ([left, top, right, foot], x, y) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - foot));

/**
 * Whether a piece of a line touches a box.
 * @param {Point} a
 * @param {Point} b
 * @param {Box} box
 */
export function meets([x, y], [u, v], [left, top, right, foot]) {
  let [first, last] = [0, 1];
  for (const [from, step, low, high] of [
    [x, u - x, left, right],
    [y, v - y, top, foot],
  ]) {
    if (!step) {
      if (from <= low || from >= high) return false;
      continue;
    }
    const [s, t] = [(low - from) / step, (high - from) / step];
    first = Math.max(first, Math.min(s, t));
    last = Math.min(last, Math.max(s, t));
  }
  return first < last;
}

/** The room between marks, ties and names. */
export class Room {
  /**
   * @param {Spot[]} spots
   * @param {Piece[]} pieces
   */
  constructor(spots, pieces) {
    /** @type {Cells<Spot>} */
    this.marks = new Cells();
    /** @type {Cells<Piece>} */
    this.ties = new Cells();
    /** @type {Cells<Box>} */
    this.names = new Cells();
    /** @type {Cells<Piece>} */
    this.leaders = new Cells();
    this.greatest = 0;
    for (const spot of spots) {
      const { x, y, r } = spot;
      this.greatest = Math.max(this.greatest, r);
      this.marks.take([x - r, y - r, x + r, y + r], spot);
    }
    for (const piece of pieces) takeAlong(this.ties, piece);
  }

  /**
   * Whether a name can be read there as that of its own mark alone.
   * @param {Box} box
   * @param {Spot} own
   */
  clear(box, own) {
    const far = offBox(box, own.x, own.y) - own.r;
    return this.free(box, own) && !this.nearerTo(box, own, Math.max(far, 0) + NEARER);
  }

  /**
   * Whether a name there is far nearer to its own mark than to any other.
   * @param {Box} box
   * @param {Spot} own
   */
  atEase(box, own) {
    const far = offBox(box, own.x, own.y) - own.r;
    return !this.nearerTo(box, own, Math.max(far, 0) + EASE);
  }

  /**
   * Whether no tie at all runs there, of its own mark neither.
   * @param {Box} box
   */
  untied(box) {
    return !this.ties.some(box, ({ a, b }) => meets(a, b, box));
  }

  /**
   * Whether no other name, no line to one and no tie of others lies there.
   * @param {Box} box
   * @param {Spot} own
   */
  free(box, { node: { id } }) {
    const rim = wider(box, 1);
    return (
      !this.names.some(asunder(box), (other) => asOne(box, other)) &&
      !this.leaders.some(box, ({ a, b }) => meets(a, b, rim)) &&
      !this.ties.some(box, ({ a, b, from, to }) => from !== id && to !== id && meets(a, b, rim))
    );
  }

  /**
   * Whether another mark is as near as that.
   * @param {Box} box
   * @param {Spot} own
   * @param {number} by
   */
  nearerTo(box, own, by) {
    return this.marks.some(
      wider(box, by + this.greatest),
      (spot) => spot !== own && offBox(box, spot.x, spot.y) - spot.r < by,
    );
  }

  /**
   * The line that leads from a mark to its name there, if there is room for both.
   * @param {Box} box
   * @param {Spot} own
   * @returns {Point[] | undefined}
   */
  leadTo(box, own) {
    if (!this.free(box, own) || this.nearerTo(box, own, OFF)) return undefined;
    const [left, top, right, foot] = box;
    const end = [Math.max(left, Math.min(right, own.x)), Math.max(top, Math.min(foot, own.y))];
    const length = Math.hypot(end[0] - own.x, end[1] - own.y);
    if (length <= own.r + 4) return undefined;
    const start = [
      own.x + ((end[0] - own.x) * own.r) / length,
      own.y + ((end[1] - own.y) * own.r) / length,
    ];
    /** @type {Box} */
    const around = [
      Math.min(start[0], end[0]),
      Math.min(start[1], end[1]),
      Math.max(start[0], end[0]),
      Math.max(start[1], end[1]),
    ];
    const met =
      this.marks.some(
        wider(around, this.greatest + 3),
        (spot) =>
          spot !== own &&
          meets(start, end, [
            spot.x - spot.r - 3,
            spot.y - spot.r - 3,
            spot.x + spot.r + 3,
            spot.y + spot.r + 3,
          ]),
      ) ||
      this.names.some(around, (other) => meets(start, end, wider(other, 1))) ||
      this.leaders.some(around, ({ a, b }) => crossing(a, b, start, end));
    return met ? undefined : [start, end];
  }

  /**
   * @param {Box} box
   * @param {Point[] | undefined} leader
   * @param {number | string} id
   */
  take(box, leader, id) {
    this.names.take(box, box);
    if (leader) takeAlong(this.leaders, { a: leader[0], b: leader[1], from: id, to: id });
  }
}

/**
 * Keep a piece of a line by the cells along it, and not by all around it.
 * @param {Cells<Piece>} cells
 * @param {Piece} piece
 */
function takeAlong(cells, piece) {
  const { a, b } = piece;
  const parts = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / CELL) || 1;
  for (let k = 0; k < parts; k++) {
    const [s, t] = [k / parts, (k + 1) / parts];
    const [x, y] = [a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1])];
    const [u, v] = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    cells.take([Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)], piece);
  }
}

/**
 * Whether two pieces of lines cross.
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 * @param {Point} d
 */
export function crossing(a, b, c, d) {
  /** @type {(p: Point, q: Point, r: Point) => number} */
  const turn = (p, q, r) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}
