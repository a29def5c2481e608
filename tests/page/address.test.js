// The state in the address: it comes back as it went, and what means nothing is passed over.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, stateOf } from "../../tigraph/drawing/page/script/address.js";
import { spanOf } from "../../tigraph/drawing/page/script/time.js";
import { ADA, BODY, CHAIRS, PLANNED, off, page } from "./given.js";

/** @param {string} words */
function back(words) {
  const { net, facets } = page();
  return stateOf(net, facets, spanOf(net.times.flat(), net.data.limits), words);
}

/** @type {[string, Parameters<typeof page>[0], RegExp][]} */
const STATES = [
  ["nothing", {}, /^$/],
  ["date", { date: "2019", step: "year" }, /^date=2019$/],
  ["a period", { date: "2018/2020", step: "year" }, /^date=2018%2F2020$/],
  ["month", { date: "2019-03", step: "month" }, /^date=2019-03$/],
  ["day", { date: "2019-03-05", step: "day" }, /^date=2019-03-05$/],
  [
    "layout and view",
    { layout: "levels", view: "both", lone: false },
    /^layout=levels&view=both&lone=0$/,
  ],
  ["strongest", { part: "strong" }, /^part=strong$/],
  ["an actor's neighbourhood", { ego: { node: BODY, steps: 2 } }, /^around=2\+urn%3Ab$/],
  ["an actor", { chosen: { node: ADA } }, /^actor=urn%3Aa$/],
  ["a tie", { chosen: { edge: CHAIRS } }, /^tie=.*urn%3Aa.*%2C1%5D$/],
  ["its twin", { chosen: { edge: PLANNED } }, /^tie=.*urn%3Aa.*%2C0%5D$/],
  ["few left out", { off: off({ kind: ["Person"] }) }, /^not\.kind=Person$/],
  [
    "few left",
    { off: off({ basis: ["appointment", "cooperation", "", "funding"] }) },
    /^only\.basis=membership$/,
  ],
  [
    "none left",
    { off: off({ when: ["certain", "possible", "undated"] }) },
    /^not\.when=certain&not\.when=possible/,
  ],
  ["hidden one by one", { hidden: new Set([ADA, BODY]) }, /^hide=urn%3Aa&hide=urn%3Ab$/],
  ["values of any sort", { off: off({ territory: ["Pays | inventé"] }) }, /^not\.territory=Pays/],
];

for (const [what, chosen, words] of STATES)
  test(`${what}: the same state comes back`, () => {
    const { net, facets, state } = page(chosen);
    const told = addressOf(net, facets, state);
    assert.match(told, words);
    assert.deepEqual(back(told), state);
  });

for (const words of [
  "layout=__proto__&part=in:x:9&date=0000&around=2+none",
  "layout=map&view=chart&date=2030&part=by:level",
  "date=2020/2018",
  "date=2019/2019",
  'tie=["urn:a","chairs","urn:none",0]',
  "tie=[]&actor=%00&not.kind=x&only.basis=none",
  'tie=["urn:a","chairs","urn:b",7]',
  "part=in:level:length&tie={",
])
  test(`what means nothing is passed over: ${words}`, () =>
    assert.deepEqual(back(words), page().state));

test("a part of a large network", () => {
  const group = { kind: "", count: 1, x: 0, y: 0 };
  const overview = [{ by: /** @type {const} */ ("region"), of: [0, 0, 0, 0, 0], groups: [group] }];
  const { net, facets } = page({}, { overview });
  /** @param {string} part */
  const read = (part) => stateOf(net, facets, null, new URLSearchParams({ part }).toString()).part;
  assert.deepEqual(["all", "strong", "by:region", "in:region:0"].map(read), [
    "all",
    "strong",
    "by:region",
    "in:region:0",
  ]);
  assert.deepEqual(
    ["in:region:1", "in:region:", "by:level", "in:region:x", "x"].map(read),
    Array(5).fill("by:region"),
  );
});
