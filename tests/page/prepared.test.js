// A prepared view: it comes back from its file as it went, and what is no longer there is told.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  applyMoved,
  fileOfView,
  nothingKept,
  readView,
  takeView,
} from "../../tigraph/drawing/page/script/prepared.js";
import { ADA, BODY, TOWN, page } from "./given.js";

/** @import { Prepared } from "../../tigraph/drawing/page/script/page_data.js" */

function kept() {
  const view = nothingKept();
  view.moved.set("force", new Map([[BODY, /** @type {[number, number]} */ ([12, -7])]]));
  view.notes.set(ADA, "Note <b>inventée</b>\nen deux lignes");
  view.story.push({ text: "D’abord", at: "date=2019&actor=urn%3Aa" });
  view.story.push({ text: "", at: "" });
  return view;
}

test("a view comes back from its file as it went", () => {
  const { net } = page();
  const text = fileOfView(net, { hidden: new Set([TOWN]) }, kept());
  const found = takeView(net, readView(text));
  assert.deepEqual(found, { kept: kept(), hidden: [TOWN], missing: [] });
  assert.match(text, /"title": "Réseau fictif"/);
});

test("who is no longer in the network is told, and the rest still holds", () => {
  const { net } = page();
  /** @type {Prepared} */
  const told = {
    moved: { force: { "urn:gone": [1, 2], "urn:a": [3, 4] } },
    hidden: ["urn:left", "urn:b"],
    notes: { "urn:gone": "x" },
    story: [{ text: "", at: "actor=urn%3Aold&hide=urn%3Aa" }],
  };
  const { kept: found, hidden, missing } = takeView(net, told);
  assert.deepEqual(missing, ["urn:gone", "urn:left", "urn:old"]);
  assert.deepEqual(hidden, [BODY]);
  assert.deepEqual([...(found.moved.get("force") || [])], [[ADA, [3, 4]]]);
});

test("marks stand where they were moved, in the layouts that there are", () => {
  const { net } = page();
  const view = kept();
  view.moved.set("no such layout", new Map([[ADA, /** @type {[number, number]} */ ([1, 1])]]));
  view.moved.set("__proto__", new Map([[ADA, /** @type {[number, number]} */ ([1, 1])]]));
  const before = [...net.data.layouts.force];
  applyMoved(net, view);
  const { force } = net.data.layouts;
  assert.deepEqual([force[2 * BODY], force[2 * BODY + 1]], [12, -7]);
  assert.deepEqual([force[2 * ADA], force[2 * ADA + 1]], [before[2 * ADA], before[2 * ADA + 1]]);
});

for (const text of [
  "",
  "{",
  "null",
  "[]",
  '{"kind":"other"}',
  '{"kind":"tigraph view","hidden":[1]}',
  '{"kind":"tigraph view","moved":{"force":{"urn:a":["x",1]}}}',
  '{"kind":"tigraph view","notes":{"urn:a":{}}}',
  '{"kind":"tigraph view","story":[{"text":"x"}]}',
])
  test(`what is no view is refused: ${text}`, () => {
    assert.throws(() => readView(text));
  });

test("a view of nothing is one", () => {
  assert.deepEqual(readView('{"kind":"tigraph view"}'), {
    moved: {},
    hidden: [],
    notes: {},
    story: [],
  });
});
