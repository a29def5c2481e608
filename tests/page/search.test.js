// Search by any name or code, without accents.

import assert from "node:assert/strict";
import { test } from "node:test";

import { foundBy, namesIn, termsIn } from "../../tigraph/drawing/page/script/search.js";
import { ADA, ALONE, BODY, HOSTILE, TOWN, page } from "./given.js";

/** @param {string} typed */
function found(typed) {
  const { net } = page();
  return foundBy(net, namesIn(net), termsIn(typed)).map(({ i, by }) => [i, by]);
}

test("by the name, without accents and in any order of words", () => {
  assert.deepEqual(found("oeuvrard ELODIE"), [[ADA, ""]]);
  assert.deepEqual(found("commune-rêvée"), [[TOWN, ""]]);
});

test("by another name or a code, which is told; a code may have spaces", () => {
  assert.deepEqual(found("inventee"), [[ADA, "Mme Inventée"]]);
  assert.deepEqual(found("200 000 001"), [[ADA, "200000001"]]);
});

test("those first whose usual name begins so, then those with most ties", () => {
  assert.deepEqual(found("i"), [
    [ALONE, ""],
    [ADA, ""],
    [BODY, ""],
    [HOSTILE, ""],
  ]);
});

test("words of one actor's several names are found together", () => {
  assert.deepEqual(found("elodie inventee"), [[ADA, ""]]);
});

test("all words must be there, and the name is told that has them together", () => {
  assert.deepEqual(found("comité rêvée"), []);
  assert.deepEqual(found("mme inventee"), [[ADA, "Mme Inventée"]]);
  assert.deepEqual(found("e inventee"), [[ADA, "Mme Inventée"]]);
});

test("by its usual name somebody comes before whom another name gives", () => {
  const { actors } = page().net.data;
  const names = { is: [["Comité d’avant"], [], [], [], []] };
  const { net } = page({}, { actors: { rows: 5, columns: { ...actors.columns, names } } });
  const all = foundBy(net, namesIn(net), termsIn("comite"));
  assert.deepEqual(
    all.map(({ i }) => i),
    [BODY, ADA],
  );
});

test("nothing is looked for where nothing is typed, and nothing found where nothing is", () => {
  assert.deepEqual(termsIn(" ’ "), []);
  assert.deepEqual(found("personne de ce nom"), []);
});
