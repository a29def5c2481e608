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
    /filters: Nature : sauf person/,
  );
  const shape = "string(//*[local-name()='edge'][1]/*[local-name()='shape']/@value)";
  assert.equal(found(text, shape), "dotted");
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

test("marks stand where they stand on the screen, y upwards", () => {
  const { net } = page();
  const [x, y] = net.data.layouts.force;
  assert.ok(written().includes(`<viz:position x="${x}" y="${0 - y}" z="0"/>`));
  assert.ok(!written().includes('y="-0"'));
});
