import assert from "node:assert/strict";
import { test } from "node:test";

import {
  areaPlaces,
  areasAt,
  layersOf,
  nextArea,
} from "../../tigraph/drawing/page/script/areas.js";
import { mapOf, signsOf, townsIn, withoutKind } from "../../tigraph/drawing/page/script/map.js";
import { framing } from "../../tigraph/drawing/page/script/framing.js";
import { litIn, mapIn, sceneOf } from "../../tigraph/drawing/page/script/scene.js";
import { BODY, TOWN, mapSent, page } from "./given.js";

/** @import { Map as Sent } from "../../tigraph/drawing/page/script/page_data.js" */

const SPOTS = [150, 50, 160, 60, 20, 20, 300, 300, 400, 350];
const LAYOUTS = { force: SPOTS, map: SPOTS };
/** A square with a hole, then a smaller square in it. */
const AREAS = [
  {
    actor: BODY,
    rings: [
      [100, 100, 100, 0, 0, 100, -100, 0, 0, -100],
      [140, 140, 20, 0, 0, 20, -20, 0, 0, -20],
    ],
  },
  { actor: TOWN, rings: [[110, 110, 20, 0, 0, 20, -20, 0, 0, -20]] },
];

/** @param {Partial<Sent>} other */
const drawn = (other) => page({ layout: "map" }, { layouts: LAYOUTS, map: mapSent(other) });

test("rings come as steps from corner to corner", () => {
  const { net } = drawn({ coast: [[5, 5, 10, 0, 0, 10, -10, -10]] });
  assert.deepEqual(net.map?.coast, [[5, 5, 15, 5, 15, 15, 5, 5]]);
  const coarse = drawn({ coast: [[5, 5, 10, 0, 0, 10, -10, -10]], grain: 2 });
  assert.deepEqual(coarse.net.map?.coast, [[10, 10, 30, 10, 30, 30, 10, 10]]);
  assert.deepEqual(net.data.map?.coast, [[5, 5, 10, 0, 0, 10, -10, -10]]);
  assert.equal(mapOf(null), null);
});

test("the map is there in its layout alone, and where actors stand on it", () => {
  const { net, state } = drawn({});
  assert.equal(mapIn(net, state), net.map);
  assert.equal(mapIn(net, { ...state, layout: "force" }), null);
  assert.equal(mapIn(net, { ...state, part: "by:level" }), null);
});

test("marks are of one size on a map, and its panels are seen whole", () => {
  const { net, state, seen } = drawn({});
  const scene = sceneOf(net, state, seen, { grown: 1, upright: false });
  assert.ok(scene.nodes.every(({ size, shape }) => size === (shape === "star" ? 1.3 : 1) * 4));
  const covered = drawn({ areas: AREAS });
  const marks = sceneOf(covered.net, covered.state, covered.seen, { grown: 1, upright: false });
  const sizes = new Map(marks.nodes.map(({ id, size }) => [id, size]));
  assert.equal(sizes.get(TOWN), 0, "whose area is drawn is no mark besides");
  assert.deepEqual(scene.map?.extent, [0, 0, 500, 400]);
  assert.deepEqual(framing(scene, 1000, 1000).position, { x: 250, y: 200 });
});

test("on a screen taller than wide insets stand below, with all that is in them", () => {
  const { net, state, seen } = drawn({
    coast: [
      [10, 10, 20, 0, 0, 20],
      [200, 100, 20, 0, 0, 20],
    ],
    towns: [["Île-Ville", 30, 40]],
  });
  const scene = sceneOf(net, state, seen, { grown: 1, upright: true });
  const map = scene.map || assert.fail();
  const [main, isle] = map.panels.map(({ box }) => box);
  assert.deepEqual(main, [100, 0, 500, 400]);
  assert.ok(isle[1] > 400, "below the large panel");
  const step = [isle[0] - 0, isle[1] - 0];
  assert.deepEqual(map.coast[0].slice(0, 2), [10 + step[0], 10 + step[1]]);
  assert.deepEqual(map.coast[1].slice(0, 2), [200, 100]);
  assert.deepEqual(map.towns[0].slice(1), [30 + step[0], 40 + step[1]]);
  const at = new Map(scene.nodes.map((node) => [node.id, [node.x, node.y]]));
  assert.deepEqual(at.get(TOWN), [20 + step[0], 20 + step[1]]);
  assert.deepEqual(at.get(BODY), [160, 60]);
  assert.equal(map.extent[0], 100);
  assert.equal(map.extent[3], isle[3]);
});

test("a name in an inset stays in it", () => {
  const { net, state, seen } = drawn({});
  const scene = sceneOf(net, state, seen, { grown: 1, upright: false });
  const within = new Map(scene.nodes.map((node) => [node.id, node.within]));
  const [left, top, right, foot] = within.get(TOWN) || assert.fail();
  assert.deepEqual([left, right], [0, 90]);
  assert.ok(top > 0 && foot < 90, "above is its name, below its scale");
  assert.equal(within.get(BODY), undefined);
});

test("who is pointed at is the one with the smallest area there; a hole is no part of it", () => {
  const { net, seen } = drawn({ areas: AREAS });
  assert.deepEqual(areasAt(net.map, seen, { x: 190, y: 190 }), [BODY]);
  assert.deepEqual(areasAt(net.map, seen, { x: 120, y: 120 }), [TOWN, BODY]);
  assert.deepEqual(areasAt(net.map, seen, { x: 150, y: 150 }), []);
  assert.deepEqual(areasAt(net.map, seen, { x: 20, y: 20 }), []);
  const without = { ...seen, nodes: new Set([BODY]) };
  assert.deepEqual(areasAt(net.map, without, { x: 120, y: 120 }), [BODY]);
  assert.deepEqual(areasAt(null, seen, { x: 190, y: 190 }), []);
});

test("of areas that lie over each other those of now come first, and each can be chosen", () => {
  const past = { label: "avant", colour: "#000000", hollow: true, area: true, note: "", many: "" };
  const groups = [past, { ...past, label: "après", hollow: false }];
  const { net, seen } = drawn({ areas: AREAS, groups, of: [BODY, TOWN].map(() => 0) });
  const of = net.actors.map((_, i) => (i === BODY ? 1 : 0));
  const map = { ...(net.map || assert.fail()), of };
  const found = areasAt(map, seen, { x: 120, y: 120 });
  assert.deepEqual(found, [BODY, TOWN]);
  assert.equal(nextArea(found, undefined), BODY);
  assert.equal(nextArea(found, BODY), TOWN);
  assert.equal(nextArea(found, TOWN), undefined, "then none");
});

test("on a map a name goes without its kind in brackets, and with any others", () => {
  assert.deepEqual(withoutKind(["Pays fictif", "(lignée)"], "lignée, gardé"), ["Pays fictif"]);
  assert.deepEqual(withoutKind(["Pays fictif (lignée)"], "lignée"), ["Pays fictif"]);
  assert.deepEqual(withoutKind(["Pays fictif (SIGLE)"], "lignée"), ["Pays fictif (SIGLE)"]);
});

test("the name of an area stands in it where it fits, else beside it and on no other", () => {
  const { net } = drawn({ areas: AREAS });
  const map = net.map || assert.fail();
  const [small, large] = [TOWN, BODY].map((i) => map.covered.get(i) || assert.fail());
  const [first] = areaPlaces(map, small, 10, 6);
  assert.ok(Math.abs(first[0] - 120) <= 5 && Math.abs(first[1] - 120) <= 7, "within");
  assert.deepEqual(areaPlaces(map, small, 30, 6), [], "wider than its area, among another's");
  for (const [x, y] of areaPlaces(map, large, 300, 10)) {
    const apart = x + 150 <= 100 || x - 150 >= 200 || y + 5 <= 100 || y - 5 >= 200;
    assert.ok(apart, `beside: ${x}, ${y}`);
  }
});

test("marks have the look of their group; a tie within an area has no line till it is lit", () => {
  const mark = {
    label: "sortis",
    colour: "#123456",
    hollow: true,
    area: false,
    note: "",
    many: "",
  };
  const { net, state, seen } = drawn({ groups: [mark], of: Array(9).fill(0), lined: [1, 2] });
  const how = { grown: 1, upright: false };
  const scene = sceneOf(net, state, seen, how);
  assert.ok(scene.nodes.every(({ colour, hollow }) => colour === "#123456" && hollow));
  assert.ok(seen.edges.has(0) && !scene.edges.some(({ id }) => id === 0));
  const chosen = { ...state, chosen: { node: net.ties[0].source } };
  assert.ok(sceneOf(net, chosen, seen, how).edges.some(({ id }) => id === 0));
});

test("areas are drawn of those who are seen, the chosen one strongest", () => {
  const { net, state, seen } = drawn({ areas: AREAS });
  const map = net.map || assert.fail();
  /** @type {(actor: number, chosen: number | undefined, nodes?: Set<number>) => number} */
  const fill = (actor, chosen, nodes = seen.nodes) => {
    const own = map.areas.find((area) => area.actor === actor)?.rings;
    const lit = litIn(
      net,
      { ...state, chosen: chosen === undefined ? null : { node: chosen } },
      seen,
    );
    const layers = layersOf(net, map, { seen: { ...seen, nodes }, lit, chosen });
    const [cover, colour] = layers.filter(({ rings, fill: some }) => rings === own && some);
    assert.equal(cover?.colour, colour && "ground", "what is under it does not shine through");
    return colour?.fill || 0;
  };
  assert.ok(fill(BODY, BODY) > fill(BODY, undefined));
  assert.ok(fill(BODY, undefined) > 0);
  assert.equal(fill(BODY, undefined, new Set([TOWN])), 0);
});

test("an inset's name gets smaller before it is left out, the scale with it", () => {
  const [, inset] = mapSent().panels;
  /** @type {(text: string, size: number) => number} */
  const measure = (text, size) => text.length * size * 0.6;
  const large = signsOf(inset, 1, measure);
  assert.equal(large.title.text, "Île fictive");
  assert.ok(measure(large.title.text, large.title.size) <= 90);
  assert.equal(Math.round(large.bar.line[2][0] - large.bar.line[1][0]), 30);
  assert.equal(signsOf({ ...inset, name: "I".repeat(60) }, 1, measure).title.text, "");
  assert.equal(signsOf(inset, 0.1, measure).bar.text, "");
});

test("towns are named where marks and names leave room, the largest first", () => {
  /** @type {Sent["towns"]} */
  const towns = [
    ["Grandville", 250, 200],
    ["Autreville", 252, 202],
    ["Loinville", 450, 100],
    ["Couverte", 150, 50],
  ];
  const { net, state, seen } = drawn({ towns });
  const scene = sceneOf(net, state, seen, { grown: 1, upright: false });
  const how = {
    project: /** @type {(x: number, y: number) => number[]} */ ((x, y) => [x, y]),
    scale: 1,
    measure: /** @type {(line: string, size: number) => number} */ ((line) => line.length * 6),
    size: 11,
    taken: [],
  };
  const map = net.map || assert.fail();
  const named = townsIn(map, scene, how).map(({ name }) => name);
  assert.deepEqual(named.slice(0, 1), ["Grandville"]);
  assert.ok(named.includes("Loinville"));
  assert.ok(!named.includes("Couverte"));
  const all = {
    ...how,
    taken: [/** @type {[number, number, number, number]} */ ([0, 0, 999, 999])],
  };
  assert.deepEqual(townsIn(map, scene, all), []);
});
