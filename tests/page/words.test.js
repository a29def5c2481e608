// The page's words, in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { wordsIn } from "../../tigraph/drawing/page/script/words.js";

const [french, english] = [wordsIn("fr"), wordsIn("en")];

test("both languages have the same words, told of the same things", () => {
  assert.deepEqual(Object.keys(english).sort(), Object.keys(french).sort());
  const given = ["2", "3", "4", "5"];
  for (const [word, own] of Object.entries(french)) {
    const other = english[/** @type {keyof typeof english} */ (word)];
    assert.equal(typeof other, typeof own, word);
    if (typeof own !== "function" || typeof other !== "function") continue;
    /** @param {Function} phrase */
    const told = (phrase) => String(phrase(...given)).match(/\d/g);
    assert.deepEqual(told(other)?.sort(), told(own)?.sort(), word);
  }
});

test("of one, the singular", () => {
  assert.deepEqual([1, 2].map(french.found), ["1 trouvé", "2 trouvés"]);
  assert.equal(french.found(0), "Aucun acteur de ce nom");
  assert.deepEqual([1, 2].map(english.ego), ["Neighbourhood, 1 step", "Neighbourhood, 2 steps"]);
});

test("what is counted agrees with its number, whatever is told of it", () => {
  // Told of many alone, of none, or of places that no number counts
  const many = new Set(["strongest", "cut", "placed", "characters", "missingActors"]);
  for (const [language, words] of /** @type {const} */ ([
    ["en", english],
    ["fr", french],
  ]))
    for (const [word, phrase] of Object.entries(words)) {
      if (typeof phrase !== "function" || many.has(word)) continue;
      // What begins with a date has it as a text.
      const dated = ["asOf", "made", "at", "emptyAt", "comparedWith", "inWords", "set"].includes(
        word,
      );
      /** @type {unknown[]} */
      const given = dated ? ["2018", 1, 1, 1] : [1, 1, 1, 1];
      if (word === "counted") given.splice(1, 2, "canton", "cantons");
      if (word === "bounded") given[0] = ["2018-01-01", null, null, null];
      if (word === "fromTo") given.splice(0, 4, "2018", "2024", [1, 1, 1, 1]);
      const told = String(/** @type {Function} */ (phrase)(...given));
      const alone = told.replace(/\b1 (is|fois|pas|sur 1|of 1|de plus|sans)\b/g, "1");
      assert.doesNotMatch(
        alone,
        /(?<![\d,.])\b1 \p{L}+[sx](?!\p{L})/u,
        `${language} ${word}: ${told}`,
      );
    }
});

test("another language is told in English", () => {
  assert.equal(wordsIn("de").legend, "Legend");
});
