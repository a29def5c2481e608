// Where names go.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LEADING, placeNames } from "../../tigraph/drawing/page/script/lettering.js";

/** @import { Box, Frame } from "../../tigraph/drawing/page/script/lettering.js" */
/** @import { SceneNode } from "../../tigraph/drawing/page/script/scene.js" */

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
/** The square within a mark that a name must not cover. @param {SceneNode} node @returns {Box} */
const disc = ({ x, y, size }) => {
  const r = 0.8 * size;
  return [x - r, y - r, x + r, y + r];
};

for (const n of [1, 40, 150, 400])
  test(`${n} marks: names lie in the frame, and none on another`, () => {
    const placed = placeNames(scattered(n), FRAME);
    assert.ok(placed.length >= Math.min(n, 12));
    placed.forEach(({ box }, i) => {
      const [left, top, right, foot] = box;
      assert.ok(left > 0 && top > 0 && right < FRAME.wide && foot < FRAME.tall);
      for (const other of placed.slice(0, i)) assert.ok(!cross(box, other.box));
    });
  });

test("no name covers a mark, save those of the most tied", () => {
  const nodes = scattered(150);
  const covering = placeNames(nodes, FRAME).filter(({ box }) =>
    nodes.some((node) => cross(box, disc(node))),
  );
  const hubs = nodes.slice(0, 8).map(({ lines }) => lines);
  for (const { lines } of covering) assert.ok(hubs.includes(lines));
});

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

test("where other marks leave one side of eight, it stands there, or not at all", () => {
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
  assert.deepEqual(placeNames(all, { ...FRAME, lit: new Set([1]) }), []);
});

test("in a crowd the most tied are named over lesser marks, fewer on a small screen", () => {
  // A mark in the middle of a ring of small ones, which leave its name no side
  const crowd = Array.from({ length: 200 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 200;
    return mark(i + 1, 500 + 20 * Math.cos(angle), 300 + 20 * Math.sin(angle), {
      size: 2,
      lines: ["x"],
    });
  });
  const names = (/** @type {Partial<Frame>} */ more) =>
    placeNames([mark(0, 500, 300), ...crowd], { ...FRAME, ...more }).map(({ lines }) => lines[0]);
  assert.ok(names({}).includes("nommé"));
  const last = placeNames([...crowd, mark(0, 500, 300)], FRAME);
  assert.ok(!last.some(({ lines }) => lines[0] === "nommé"));
});

test("how many are, goes by the room that there is", () => {
  const middles = [
    [75, 60],
    [225, 60],
    [75, 150],
    [225, 150],
  ];
  const hubs = middles.map(([x, y], i) => mark(i, x, y));
  const small = middles.flatMap(([x, y], i) =>
    Array.from({ length: 50 }, (_, k) => {
      const angle = (2 * Math.PI * k) / 50;
      return mark(`${i} ${k}`, x + 20 * Math.cos(angle), y + 20 * Math.sin(angle), { size: 2 });
    }),
  );
  const lit = new Set([0, 1, 2, 3]);
  /** @type {(wide: number, tall: number) => number} */
  const named = (wide, tall) =>
    placeNames([...hubs, ...small], { ...FRAME, wide, tall, lit }).length;
  assert.equal(named(300, 200), 3);
  assert.equal(named(1000, 600), 4);
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

test("the most tied are named first; the one chosen before all, in bold, whatever it covers", () => {
  const crowd = [mark(1, 500, 300), ...[2, 3, 4, 5].map((id) => mark(id, 500 + id, 300))];
  assert.ok(placeNames(crowd, FRAME).length < crowd.length);
  assert.deepEqual(placeNames(crowd, FRAME)[0].x, 500);
  const [chosen] = placeNames(crowd, { ...FRAME, first: (id) => id === 5 });
  assert.deepEqual([chosen.x, chosen.bold], [505, true]);
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
