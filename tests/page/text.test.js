// Text: what is compared, cleaned and wrapped alike in Python (tests/drawing/test_page_cases.py).

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  clean,
  escaped,
  partsOf,
  plain,
  short,
  wrap,
} from "../../tigraph/drawing/page/script/text.js";
import { read } from "./given.js";

const { folding, cleaning, wrapping } = read("text");
/** As wide as it has letters, whatever its size. @param {string} line */
const letters = (line) => line.length;

for (const [written, folded] of folding)
  test(`a name is compared as Python compares it: ${written}`, () => {
    assert.equal(plain(written), folded);
  });

for (const [value, text] of cleaning)
  test(`text for files is clean: ${JSON.stringify(value)}`, () => assert.equal(clean(value), text));

test("what is nothing is no text", () => {
  assert.deepEqual([clean(null), clean(undefined), clean(0), clean(false)], ["", "", "0", "false"]);
});

test("what XML cannot hold is written otherwise", () => {
  assert.equal(escaped('<a b="c">&\n\u0000'), "&lt;a b=&quot;c&quot;&gt;&amp;&#10;");
});

for (const [text, wide, rows] of wrapping)
  test(`text is wrapped as Python wraps it: ${text}`, () => {
    assert.deepEqual(wrap(text, wide, 1, letters, 9), rows);
  });

test("text that does not fit ends in an ellipsis", () => {
  assert.deepEqual(wrap("un deux trois quatre", 8, 1, letters, 2), ["un deux", "trois …"]);
  assert.deepEqual(wrap("un deux", 8, 1, letters, 1), ["un deux"]);
  assert.deepEqual(wrap("a".repeat(200), 8, 1, letters), ["a".repeat(120)]);
});

test("numbers have two decimals at most", () => {
  assert.deepEqual([1, 1.005, 1.239, -0.5].map(short), ["1", "1", "1.24", "-0.5"]);
});

test("the head of a name is parted from the rest, on whatever line it ends", () => {
  const parted = partsOf(["élu référent du", "territoire"], 12);
  assert.deepEqual(parted, [
    [
      { text: "élu référent", heavy: true },
      { text: " du", heavy: false },
    ],
    [{ text: "territoire", heavy: false }],
  ]);
  assert.deepEqual(partsOf(["sans tête"], undefined), []);
});
