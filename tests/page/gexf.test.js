// GEXF of what is seen, held against the schema of GEXF 1.3.

import assert from "node:assert/strict";
import { test } from "node:test";

import { gexf } from "../../tigraph/drawing/page/script/gexf.js";
import { off, page } from "./given.js";
import { faults, found, lacking } from "./xml.js";

const SCHEMA = "gexf/1.3/gexf.xsd";

/** @param {Parameters<typeof page>} given */
function written(...given) {
  const { net, state, seen, stamp } = page(...given);
  return gexf(net, state, seen, stamp);
}

/** @type {[string, Parameters<typeof page>][]} */
const CASES = [
  ["all", [{}]],
  ["a date", [{ date: "2020" }]],
  ["filtered", [{ off: off({ kind: ["Person"] }) }]],
  ["nothing", [{ off: off({ level: ["échelon local", "échelon national"] }) }]],
  ["undirected", [{}, { network: { ...page().net.about, directed: false } }]],
  ["a day of no calendar", [{}, { network: { ...page().net.about, made: "some day" } }]],
];
for (const [what, given] of CASES)
  test(`${what}: valid GEXF`, { skip: lacking(SCHEMA) }, () => {
    assert.equal(faults(written(...given), SCHEMA), "");
  });

test("what is seen is in it, and nothing else", { skip: lacking() }, () => {
  const text = written({ date: "2020", off: off({ kind: ["Person"] }) });
  assert.equal(found(text, "count(//*[local-name()='node'])"), "4");
  assert.equal(found(text, "count(//*[local-name()='edge'])"), "2");
  assert.match(
    found(text, "string(//*[local-name()='description'])"),
    /filters: Nature\u202f: sauf person/,
  );
  const shapes = [...written({ date: "2020" }).matchAll(/<viz:shape value="([^"]*)"\/><\/edge>/g)];
  assert.deepEqual(
    shapes.map(([, shape]) => shape),
    ["dashed", "dashed", "solid", "dotted", "dotted"],
  );
});

test("a name of any sort comes back on one line", { skip: lacking() }, () => {
  const label = found(written(), "string(//*[local-name()='node'][5]/@label)");
  assert.equal(label, '<b>"Et & cie" , ; fictive');
});

test("parallel ties of one kind are numbered, for Gephi merges them", () => {
  const kinds = [...written().matchAll(/ kind="([^"]*)"/g)].map(([, kind]) => kind);
  assert.deepEqual(kinds, [
    "member-of membership",
    "chairs appointment",
    "chairs appointment 2",
    "cooperates-with cooperation",
    "follows",
    "funds funding",
  ]);
});

test("without direction, ties both ways are parallel", () => {
  const { ties, network } = page().net.data;
  const [source, target] = [{ is: [0, 1, 0, 1, 2, 4] }, { is: [1, 0, 1, 2, 2, 0] }];
  const relation = { is: ["a", "a", "a", "b", "b", "b"] };
  const turned = {
    rows: 6,
    columns: { ...ties.columns, source, target, relation, basis: { all: "x" } },
  };
  const both = written({}, { ties: turned, network: { ...network, directed: false } });
  /** @param {string} text */
  const kinds = (text) => [...text.matchAll(/ kind="([^"]*)"/g)].map(([, kind]) => kind);
  assert.deepEqual(kinds(both).slice(0, 3), ["a x", "a x 2", "a x 3"]);
  assert.deepEqual(kinds(written({}, { ties: turned })).slice(0, 3), ["a x", "a x", "a x 2"]);
});

test("marks stand where they stand on the screen, y upwards", () => {
  const { net } = page();
  const [x, y] = net.data.layouts.force;
  assert.ok(written().includes(`<viz:position x="${x}" y="${0 - y}" z="0"/>`));
  assert.ok(!written().includes('y="-0"'));
  const layouts = { force: net.data.layouts.force, circle: Array(10).fill(7) };
  assert.ok(
    written({ layout: "circle" }, { layouts }).includes('<viz:position x="7" y="-7" z="0"/>'),
  );
});
