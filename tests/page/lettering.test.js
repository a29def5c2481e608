// Where names go.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LEADING, placeNames } from "../../tigraph/drawing/page/script/lettering.js";
import { meets } from "../../tigraph/drawing/page/script/room.js";
import { bent, piecesOf } from "../../tigraph/drawing/page/script/routes.js";

/** @import { Frame } from "../../tigraph/drawing/page/script/lettering.js" */
/** @import { Box } from "../../tigraph/drawing/page/script/room.js" */
/** @import { SceneEdge, SceneNode } from "../../tigraph/drawing/page/script/scene.js" */

/** @type {Frame} */
const FRAME = {
  project: (x, y) => [x, y],
  scale: 1,
  wide: 1000,
  tall: 600,
  measure: (line, size, bold) => line.length * size * (bold ? 0.6 : 0.5),
};
const FONT = 13;

/**
 * @param {number | string} id
 * @param {number} x
 * @param {number} y
 * @param {Partial<SceneNode>} more
 * @returns {SceneNode}
 */
const mark = (id, x, y, more = {}) => ({
  ...{
    id,
    x,
    y,
    shape: "dot",
    colour: "#000000",
    size: 10,
    lines: ["nommé"],
    away: [0, 0],
    tied: 0,
  },
  ...more,
});

/**
 * Marks anywhere, the same on each run.
 * @param {number} n
 */
function scattered(n) {
  let seed = 7;
  /** @param {number} most */
  const next = (most) => {
    seed = (seed * 16807) % 2147483647;
    return (seed / 2147483647) * most;
  };
  return Array.from({ length: n }, (_, i) =>
    mark(i, next(1000), next(600), {
      size: 4 + next(12),
      lines: Array.from({ length: 1 + Math.floor(next(3)) }, () => "x".repeat(3 + next(18))),
      away: [next(2) - 1, next(2) - 1],
      tied: 1,
    }),
  );
}

/** @type {(a: Box, b: Box) => boolean} */
const cross = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
/** @type {(a: Box, b: Box) => boolean} two names of 13, half a letter's height apart in a row */
const asOne = ([left, top, right, foot], b) => cross([left - 6, top - 3, right + 6, foot + 3], b);
/**
 * Ties between marks, each with its way, the same on each run.
 * @param {SceneNode[]} nodes
 * @param {number} n
 * @returns {SceneEdge[]}
 */
const tied = (nodes, n) =>
  Array.from({ length: n }, (_, k) => {
    const [a, b] = [nodes[(k * 7) % nodes.length], nodes[(k * 13 + 5) % nodes.length]];
    const bend = k % 3 ? 0 : 0.1;
    return {
      ...{ id: k, from: a.id, to: b.id, colour: "#000000", width: 1, arrow: true, smooth: false },
      how: "certain",
      way: bent([a.x, a.y], [b.x, b.y], a.size, b.size, bend),
    };
  });

/** @type {(box: Box, node: SceneNode) => number} how far a name is from a mark's rim */
const off = ([left, top, right, foot], { x, y, size }) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - foot)) - size;

for (const wide of [390, 640, 1280])
  for (const [n, ties] of [
    [1, 0],
    [12, 14],
    [40, 50],
    [150, 180],
    [400, 300],
  ])
    test(`${n} marks at ${wide}: no name can be taken for another mark's`, () => {
      const across = wide / 1000;
      const nodes = scattered(n).map((node) => ({
        ...node,
        x: node.x * across,
        size: node.size * 0.7,
      }));
      const edges = tied(nodes, ties);
      const frame = { ...FRAME, wide, edges };
      const placed = placeNames(nodes, frame);
      const at = new Map(nodes.map((node) => [node.id, node]));
      assert.ok(n > 150 || placed.length >= Math.min(n, 3));
      placed.forEach(({ id, box, leader }, i) => {
        const own = /** @type {SceneNode} */ (at.get(id));
        const others = nodes.filter((node) => node !== own);
        // In the frame, and so far from other names that no two read as one
        assert.ok(box[0] > 0 && box[1] > 0 && box[2] < wide && box[3] < FRAME.tall);
        for (const other of placed.slice(0, i)) assert.ok(!asOne(box, other.box));
        // Clear of other marks, and nearer to its own, or led to
        for (const node of others) assert.ok(off(box, node) > 0);
        if (!leader)
          for (const node of others) assert.ok(off(box, node) > Math.max(0, off(box, own)));
        // Over no tie but its own
        for (const { from, to, way } of edges) {
          const [x, y] = /** @type {number[]} */ (piecesOf(way).at(-1));
          assert.ok(!(box[0] < x && x < box[2] && box[1] < y && y < box[3]));
          if (from === id || to === id) continue;
          const line = piecesOf(way);
          for (let k = 1; k < line.length; k++) assert.ok(!meets(line[k - 1], line[k], box));
        }
        if (!leader) return;
        // The line begins at the mark, ends at the name, and runs over no other of either
        assert.ok(
          Math.abs(Math.hypot(leader[0][0] - own.x, leader[0][1] - own.y) - own.size) < 0.1,
        );
        for (const node of others) assert.ok(off(boxOfLine(leader, 0), node) > -node.size);
        for (const other of placed)
          if (other.id !== id) assert.ok(!meets(leader[0], leader[1], other.box));
      });
    });

/** @type {(line: number[][], k: number) => Box} */
const boxOfLine = (line, k) => [line[k][0], line[k][1], line[k][0], line[k][1]];

test("a name as large as its box says", () => {
  const [{ box, x, y, font }] = placeNames(
    [mark(1, 500, 300, { lines: ["long", "nommé ainsi"] })],
    FRAME,
  );
  assert.equal(font, FONT);
  assert.deepEqual(box, [x - 36.75, y, x + 36.75, y + 2 * FONT * LEADING]);
});

test("it stands under its mark, or on the side to which no tie leads", () => {
  const r = 10 + 2;
  const tall = 15.6; // a line of 13 px
  /** @param {[number, number]} away */
  const at = (away) => {
    const [{ x, y }] = placeNames([mark(1, 500, 300, { away, tied: 2 })], FRAME);
    return [x - 500, y - 300].map((n) => Math.round(n * 100) / 100 + 0);
  };
  const half = (5 * FONT * 0.5 + 2) / 2;
  assert.deepEqual(at([0, 0]), [0, r]);
  assert.deepEqual(at([0, 2]), [0, r]);
  assert.deepEqual(at([0, -2]), [0, -r - tall]);
  assert.deepEqual(at([2, 0]), [r + half, -tall / 2]);
  assert.deepEqual(at([-2, 0]), [-r - half, -tall / 2]);
  assert.deepEqual(at([0.1, 0]), [0, r]); // its ties lead everywhere
});

test("where other marks leave one side of eight, it stands there, else a line leads to it", () => {
  const around = [
    [500, 320],
    [500, 280],
    [540, 300],
    [460, 300],
    [530, 318],
    [470, 318],
    [530, 280],
    [470, 280],
  ].map(([x, y], i) => mark(`other ${i}`, x, y, { size: 2 }));
  // Half the name's width is 17.25, its height 15.6; the mark with a rim of 2 has a radius of 12
  const places = [
    [0, 12],
    [0, -27.6],
    [29.25, -7.8],
    [-29.25, -7.8],
    [26.25, 9],
    [-26.25, 9],
    [26.25, -24.6],
    [-26.25, -24.6],
  ];
  places.forEach(([dx, dy], free) => {
    const marks = [...around.slice(0, free), ...around.slice(free + 1), mark(1, 500, 300)];
    const [{ x, y }] = placeNames(marks, { ...FRAME, lit: new Set([1]) });
    assert.deepEqual([x - 500, y - 300].map(Math.round), [dx, dy].map(Math.round));
  });
  const all = [...around, mark(1, 500, 300)];
  const [led] = placeNames(all, { ...FRAME, lit: new Set([1]) });
  assert.ok(led.leader);
});

test("in a crowd the most tied are led to from further off, others are left out", () => {
  // A mark in the middle of a ring of small ones, which leave its name no side
  const crowd = Array.from({ length: 200 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 200;
    return mark(i + 1, 500 + 60 * Math.cos(angle), 300 + 60 * Math.sin(angle), {
      size: 2,
      lines: ["x"],
    });
  });
  const few = crowd.filter((_, i) => i % 5);
  const gap = few.filter(({ y, x }) => !(y < 260 && Math.abs(x - 500) < 22));
  const named = placeNames([mark(0, 500, 300, { size: 50 }), ...gap], FRAME);
  assert.equal(named[0].id, 0);
  assert.ok(named[0].leader);
  const last = placeNames([...crowd, mark(0, 500, 300, { size: 50 })], FRAME);
  assert.ok(!last.some(({ id }) => id === 0));
});

test("a name keeps off foreign ties, and rather off its own", () => {
  const nodes = [
    mark(1, 500, 300, { away: [0, 0] }),
    mark(2, 500, 400),
    mark(3, 420, 321),
    mark(4, 580, 321),
  ];
  const line = (/** @type {number} */ from, /** @type {number} */ to) => ({
    ...tied(nodes, 1)[0],
    ...{ from: nodes[from].id, to: nodes[to].id },
    way: [
      [nodes[from].x, nodes[from].y],
      [nodes[to].x, nodes[to].y],
    ],
  });
  /** @param {SceneEdge[]} edges */
  const under = (edges) => {
    const name = placeNames(nodes, { ...FRAME, edges }).find(({ id }) => id === 1);
    return name && name.y > 300;
  };
  assert.equal(under([]), true);
  assert.equal(under([line(2, 3)]), false);
  assert.equal(under([line(0, 1)]), false);
});

test("a mark grows with the scale, and its name keeps off", () => {
  const [{ y }] = placeNames([mark(1, 500, 300)], { ...FRAME, scale: 2 });
  assert.equal(y, 300 + 20 + 2);
});

test("at the rim it stands where there is room", () => {
  const [low] = placeNames([mark(1, 500, 595)], FRAME);
  assert.ok(low.box[3] < 595);
  const [left] = placeNames([mark(1, 4, 300)], FRAME);
  assert.ok(left.box[0] > 4);
});

test("the most tied are named first; the one chosen before all, in bold", () => {
  const crowd = [
    mark(1, 484, 300, { size: 4 }),
    ...[2, 3, 4, 5].map((id) => mark(id, 460 + 24 * id, 300, { size: 4 })),
  ];
  assert.equal(placeNames(crowd, FRAME)[0].id, 1);
  const [chosen] = placeNames(crowd, { ...FRAME, first: (id) => id === 5 });
  assert.deepEqual([chosen.id, chosen.bold], [5, true]);
});

test("where some are lit, they alone are named", () => {
  const nodes = [mark(1, 100, 100), mark(2, 500, 300), mark(3, 800, 500)];
  const placed = placeNames(nodes, { ...FRAME, lit: new Set([2]) });
  assert.deepEqual(
    placed.map(({ x }) => x),
    [500],
  );
});

test("names keep a size that can be read, whatever the scale", () => {
  const sizes = [0.1, 1, 1.1, 5].map(
    (scale) => placeNames([mark(1, 500, 300)], { ...FRAME, scale })[0].font,
  );
  assert.deepEqual(sizes, [11, 13, 13 * 1.1, 15]);
});

test("marks far outside the frame are not named", () => {
  assert.deepEqual(placeNames([mark(1, -200, 300), mark(2, 500, 900)], FRAME), []);
});

test("others move for a name that found no room", () => {
  // Two marks, of which the first would take the only place of the second.
  const nodes = [
    mark(0, 60, 60, { lines: ["xxxxxxxxxxxxxxxx"], tied: 2, away: [0, 1] }),
    mark(1, 60, 128, { lines: ["xxxxxxxxxxxxxxxxxx"], tied: 1 }),
    ...[0, 1, 2].map((k) => mark(2 + k, 190, 60 + 34 * k, { lines: ["x".repeat(9)] })),
  ];
  const placed = placeNames(nodes, { ...FRAME, wide: 250, tall: 156 });
  assert.equal(placed.length, nodes.length);
});
