// What is drawn, in the picture's own units.

import assert from "node:assert/strict";
import { test } from "node:test";

import { framing } from "../../tigraph/drawing/page/script/framing.js";
import * as scene from "../../tigraph/drawing/page/script/scene.js";
import {
  ADA,
  ALONE,
  BODY,
  CHAIRS,
  COOPERATES,
  FUNDS,
  HOSTILE,
  LOOP,
  MEMBER,
  PLANNED,
  TOWN,
  large,
  page,
} from "./given.js";

/**
 * @param {Parameters<typeof page>[0]} chosen
 * @param {Parameters<typeof page>[1]} [other]
 * @param {{ grown?: number, upright?: boolean }} how
 */
function drawn(chosen = {}, other = {}, { grown = 1, upright = false } = {}) {
  const given = page(chosen, other);
  return { ...given, scene: scene.sceneOf(given.net, given.state, given.seen, { grown, upright }) };
}

/** Every actor at its own place: A and B on a row, C under B. */
const SPOTS = [0, 0, 100, 0, 100, 80, 300, 300, 0, 50];
const layouts = { force: SPOTS, levels: SPOTS };

test("those with most ties come first, each where the layout has it", () => {
  const { nodes, edges } = drawn({}, { layouts }).scene;
  assert.deepEqual(
    nodes.map(({ id }) => id),
    [ADA, BODY, TOWN, HOSTILE, ALONE],
  );
  assert.deepEqual(nodes.map(({ x, y }) => [x, y])[2], [100, 80]);
  assert.deepEqual(edges.map(({ id, how }) => [id, how])[PLANNED], [PLANNED, "possible"]);
});

test("marks and lines are grown, stars somewhat more", () => {
  const once = drawn({ layout: "force" }).scene;
  const twice = drawn({ layout: "force" }, {}, { grown: 2 }).scene;
  once.nodes.forEach((node, i) => assert.equal(twice.nodes[i].size, 2 * node.size));
  once.edges.forEach((edge, i) => assert.equal(twice.edges[i].width, 2 * edge.width));
  const { net } = page();
  const star = once.nodes.find(({ id }) => id === HOSTILE);
  assert.equal(star?.shape, "star");
  assert.equal(star?.size, net.marks[HOSTILE].size * 1.3);
});

test("upright, x and y change places", () => {
  const flat = drawn({}, { layouts }).scene.nodes.map(({ x, y }) => [y, x]);
  const { nodes } = drawn({}, { layouts }, { upright: true }).scene;
  assert.deepEqual(
    nodes.map(({ x, y }) => [x, y]),
    flat,
  );
});

test("a mark knows where its ties do not lead", () => {
  const { nodes } = drawn(
    { off: { ...page().state.off, relation: new Set(["relation chairs", "relation funds"]) } },
    { layouts: { force: SPOTS.map((n, i) => (i % 2 ? n + 10 : n)) } },
  ).scene;
  const [ada, body, town, , alone] = nodes;
  assert.deepEqual([ada.away, ada.tied], [[-1, 0], 1]);
  assert.deepEqual([body.away, body.tied], [[1, -1], 2]);
  assert.deepEqual([town.away, town.tied], [[0, 1], 1]); // not its loop
  assert.deepEqual([alone.away, alone.tied], [[0, 0], 0]);
});

test("by levels, straight ties along a row bend over it, so that they run through no other mark", () => {
  const { edges } = drawn({ layout: "levels" }, { layouts }).scene;
  const straight = drawn({}, { layouts }).scene.edges.map(({ smooth }) => smooth);
  // Fanned out already: those between the same two
  for (const id of [MEMBER, CHAIRS]) assert.deepEqual(edges[id].smooth, straight[id]);
  assert.deepEqual(edges[COOPERATES].smooth, false); // leads down
  assert.deepEqual(edges[LOOP].smooth, false);
  const row = { force: SPOTS, levels: [0, 30, 100, 30, 500, 30, 0, 90, -40, 30] };
  const bent = drawn({ layout: "levels" }, { layouts: row }).scene.edges;
  assert.deepEqual(bent[COOPERATES].smooth, { type: "curvedCCW", roundness: 0.05 });
  assert.deepEqual(bent[FUNDS].smooth, { type: "curvedCCW", roundness: 0.08 });
});

test("the levels have bands, unless these would cross", () => {
  /** @param {number[]} spots */
  const bands = (spots) => {
    const given = drawn({ layout: "levels" }, { layouts: { force: SPOTS, levels: spots } });
    return scene.bandsOf(given.net, given.state, given.scene);
  };
  const found = bands([0, 200, 0, 0, 50, 200, 90, 200, 130, 200]);
  assert.deepEqual(
    found.map(({ name }) => name),
    ["échelon national", "échelon local"],
  );
  assert.ok(found[0].bottom < found[1].top);
  assert.equal(scene.lineAbove(found, 0, 24), found[0].top - 24);
  assert.equal(scene.lineAbove(found, 1, 24), (found[0].bottom + found[1].top) / 2);
  assert.deepEqual(bands([0, 0, 0, 5, 50, 10, 90, 0, 130, 0]), []);
  const force = drawn({}, { layouts });
  assert.deepEqual(scene.bandsOf(force.net, force.state, force.scene), []);
});

test("a level's band is as high as its marks", () => {
  const given = drawn(
    { layout: "levels" },
    { layouts: { force: SPOTS, levels: [0, 200, 0, 0, 50, 240, 90, 200, 130, 200] } },
  );
  const [national, local] = scene.bandsOf(given.net, given.state, given.scene);
  const size = new Map(given.scene.nodes.map((node) => [node.id, node.size]));
  assert.deepEqual([national.top, national.bottom], [-(size.get(BODY) || 0), size.get(BODY)]);
  assert.equal(local.bottom, 240 + (size.get(TOWN) || 0));
});

test("what is chosen is lit with its ties and their ends", () => {
  const actor = page({ chosen: { node: TOWN } });
  const lit = scene.litIn(actor.net, actor.state, actor.seen);
  assert.deepEqual(
    [[...(lit?.nodes || [])], [...(lit?.edges || [])]],
    [
      [TOWN, BODY],
      [COOPERATES, LOOP],
    ],
  );
  const tie = page({ chosen: { edge: CHAIRS } });
  const near = scene.litIn(tie.net, tie.state, tie.seen);
  assert.deepEqual(
    [[...(near?.nodes || [])], [...(near?.edges || [])]],
    [
      [ADA, BODY],
      [CHAIRS, MEMBER, PLANNED],
    ],
  );
  const none = page();
  assert.equal(scene.litIn(none.net, none.state, none.seen), null);
});

test("the frame shows everything, with room for names at the rim", () => {
  const { scene: all } = drawn({}, { layouts });
  const { scale, position } = framing(all, 1000, 600);
  for (const { x, y } of all.nodes) {
    assert.ok(Math.abs(x - position.x) * scale <= 500 - 70);
    assert.ok(Math.abs(y - position.y) * scale <= 300 - 44);
  }
  assert.deepEqual(position, { x: 150, y: 150 });
  assert.equal(framing({ ...all, nodes: all.nodes.slice(0, 1), edges: [] }, 1000, 600).scale, 1.4);
});

const overview = [
  {
    by: /** @type {const} */ ("community"),
    of: [0, 0, 1, 2, 2],
    groups: [
      { kind: "Person", count: 2, name: "Élodie Œuvrard", place: "", rest: 0, x: 0, y: 0 },
      {
        kind: "Intercommunality",
        count: 1,
        name: "Commune fictive",
        place: "Région inventée",
        rest: 0,
        x: 90,
        y: 0,
      },
      { kind: "Intercommunality", count: 2, name: "", place: "", rest: 2, x: 0, y: 90 },
    ],
  },
];

test("by groups, each is as large as what is seen of it, with the ties between", () => {
  const { nodes, edges } = drawn({}, { overview }).scene;
  assert.deepEqual(
    nodes.map(({ id }) => id),
    ["g0", "g2", "g1"],
  );
  assert.deepEqual(nodes[0].lines, ["autour de Élodie Œuvrard", "2 acteurs"]);
  assert.deepEqual(nodes[1].lines, ["2 petits groupes", "2 acteurs"]);
  // Cut between words, never within one
  assert.deepEqual(nodes[2].lines, ["autour de Commune fictive", "(Région inventée)", "1 acteur"]);
  assert.ok(nodes[0].size === nodes[1].size && nodes[1].size > nodes[2].size);
  assert.deepEqual(
    edges.map(({ from, to }) => [from, to]),
    [
      ["g0", "g1"],
      ["g0", "g2"],
    ],
  );
  const filtered = drawn(
    { off: { ...page().state.off, kind: new Set(["Intercommunality"]) } },
    { overview },
  );
  assert.deepEqual(
    filtered.scene.nodes.map(({ id }) => id),
    ["g0", "g2"],
  );
});

test("no line leads to those that are in no one region", () => {
  const byRegion = {
    by: /** @type {const} */ ("region"),
    of: [0, 0, 1, 2, 2],
    groups: [
      { kind: "Person", count: 2, name: "", place: "Région inventée", rest: 0, x: 0, y: 0 },
      { kind: "Person", count: 1, name: "", place: "Autre région", rest: 0, x: 90, y: 0 },
      { kind: "Person", count: 2, name: "", place: "", rest: 0, x: 0, y: 90 },
    ],
  };
  const { nodes, edges } = drawn({}, { overview: [byRegion] }).scene;
  assert.equal(nodes.length, 3);
  assert.deepEqual(
    edges.map(({ from, to }) => [from, to]),
    [["g0", "g1"]],
  );
});

test("groups are as large as the square root of what they hold, lines of their ties", () => {
  const { nodes, edges } = drawn({}, { overview }).scene;
  assert.deepEqual(
    nodes.map(({ size }) => Math.round(size * 10) / 10),
    [42, 42, 32],
  );
  assert.deepEqual(
    nodes.map(({ colour }) => colour),
    ["#25324a", "#ab53a0", "#ab53a0"],
  );
  const twice = drawn({}, { overview: [{ ...overview[0], of: [0, 1, 1, 2, 2] }] }).scene.edges;
  // Three ties between the first two groups, one between the first and the last
  assert.deepEqual(
    twice.map(({ id, width }) => [id, Math.round(width * 10) / 10]),
    [
      ["g0-1", 5.6],
      ["g0-2", 3.5],
    ],
  );
  assert.deepEqual(
    edges.map(({ how, arrow }) => [how, arrow]),
    [
      ["certain", false],
      ["certain", false],
    ],
  );
});

test("in a large network a neighbourhood stands in rings around its middle", () => {
  const { nodes } = drawn({ ego: { node: 0, steps: 2 } }, large()).scene;
  const reach = new Map(nodes.map(({ id, x, y }) => [id, Math.hypot(x / 1.3, y)]));
  assert.equal(nodes.length, 16);
  assert.equal(reach.get(0), 0);
  const rounded = (/** @type {number[]} */ ids) => ids.map((id) => Math.round(reach.get(id) || 0));
  assert.deepEqual(rounded([1, 5, 10]), [200, 200, 200]);
  assert.deepEqual(rounded([11, 13, 15]), [400, 400, 400]);
  for (const [a, b] of [
    [1, 2],
    [3, 7],
    [11, 12],
  ]) {
    const [one, other] = [a, b].map((id) => nodes.find((node) => node.id === id));
    assert.ok(Math.hypot((one?.x || 0) - (other?.x || 0), (one?.y || 0) - (other?.y || 0)) > 46);
  }
  const far = drawn({ ego: { node: 0, steps: 1 }, layout: "levels" }, large());
  assert.deepEqual(scene.bandsOf(far.net, far.state, far.scene), []);
  const whole = drawn({ layout: "levels", part: "all" }, large());
  assert.equal(scene.bandsOf(whole.net, whole.state, whole.scene).length, 1);
  assert.deepEqual(whole.scene.nodes.map(({ x }) => x).slice(0, 3), [0, 1, 2]);
});

test("a small network's neighbourhood stands where the layout has it", () => {
  const { nodes } = drawn({ ego: { node: TOWN, steps: 1 } }, { layouts }).scene;
  assert.deepEqual(
    nodes.map(({ id, x, y }) => [id, x, y]),
    [
      [BODY, 100, 0],
      [TOWN, 100, 80],
    ],
  );
});

test("directions mean something by levels and on the map, among actors", () => {
  /** @param {Parameters<typeof page>[0]} chosen */
  const means = (chosen) => scene.hasDirections(page(chosen, { overview }).state);
  assert.deepEqual(
    /** @type {const} */ (["force", "circle", "levels", "map"]).map((layout) =>
      means({ layout, part: "all" }),
    ),
    [false, false, true, true],
  );
  assert.equal(means({ layout: "map" }), false);
  assert.equal(means({ layout: "map", ego: { node: ADA, steps: 1 } }), true);
});

test("the frame: its scale is that of the narrower side", () => {
  /** @param {[number, number][]} at */
  const nodes = (at) => {
    const [one] = drawn().scene.nodes;
    return { ...drawn().scene, nodes: at.map(([x, y]) => ({ ...one, x, y })), edges: [] };
  };
  const wide = nodes([
    [-1000, 0],
    [1000, 300],
  ]);
  assert.equal(framing(wide, 1000, 600).scale, (1000 - 2 * 70) / 2020);
  assert.equal(framing(wide, 500, 600).scale, (500 - 2 * 50) / 2020);
  const tall = nodes([
    [0, -1000],
    [300, 1000],
  ]);
  assert.equal(framing(tall, 1000, 600).scale, (600 - 2 * 44) / 2020);
  assert.equal(framing(tall, 1000, 300).scale, (300 - 2 * 30) / 2020);
  assert.equal(
    framing(
      nodes([
        [0, 0],
        [1e6, 1e6],
      ]),
      1000,
      600,
    ).scale,
    0.01,
  );
});

test("bands that touch do not cross", () => {
  const { net, state, scene: made } = drawn({ layout: "levels" }, { layouts });
  const [ada, body] = made.nodes;
  const apart = [
    { ...ada, y: 20, size: 10 },
    { ...body, y: 0, size: 10 },
  ];
  assert.equal(scene.bandsOf(net, state, { ...made, nodes: apart, edges: [] }).length, 2);
  const crossed = [
    { ...ada, y: 19, size: 10 },
    { ...body, y: 0, size: 10 },
  ];
  assert.deepEqual(scene.bandsOf(net, state, { ...made, nodes: crossed, edges: [] }), []);
});

test("ties go from rim to rim, those of a moved mark with it", () => {
  const all = drawn({}, { layouts }).scene;
  const at = new Map(all.nodes.map((node) => [node.id, node]));
  const town = at.get(TOWN);
  if (town) town.x = 400;
  scene.findWays(all, at, new Set([TOWN]));
  for (const { from, to, way } of all.edges) {
    for (const [id, [x, y]] of /** @type {const} */ ([
      [from, way[0]],
      [to, way[way.length - 1]],
    ])) {
      const node = at.get(id);
      const off = Math.hypot(x - (node?.x || 0), y - (node?.y || 0));
      assert.ok(Math.abs(off - (node?.size || 0) - 1) < 0.6, `${from} ${to}: ${off}`);
    }
  }
});
