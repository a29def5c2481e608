// Dates of EDTF in words, as pages tell them in Python too (tests/pages/test_pages.py). What each means: https://www.loc.gov/standards/datetime/

import assert from "node:assert/strict";
import { test } from "node:test";

import { boundsInWords, dateInWords, yearsOf } from "../../tigraph/drawing/page/script/dates.js";
import { read } from "./given.js";

/** @type {[edtf: string, french: string, english: string][]} */
const CASES = read("dates").words;

for (const [edtf, french, english] of CASES)
  test(`${edtf || "nothing"} in words`, () => {
    assert.deepEqual([dateInWords(edtf, "fr"), dateInWords(edtf, "en")], [french, english]);
  });

/** @type {[bounds: (string | null)[], french: string, english: string][]} */
const BOUNDS = read("dates").bounds;

for (const [bounds, french, english] of BOUNDS)
  test(`${bounds} in words: a bound is no beginning`, () => {
    assert.deepEqual([boundsInWords(bounds, "fr"), boundsInWords(bounds, "en")], [french, english]);
  });

test("years from the first day to the last", () => {
  assert.equal(yearsOf(["2024-12-31", "2023-12-01"]), "2023–2024");
  assert.equal(yearsOf(["2019-01-31", "2019-01-31"]), "2019");
  assert.equal(yearsOf([]), "");
});
