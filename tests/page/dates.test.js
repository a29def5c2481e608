// Dates of EDTF in words. What each means: https://www.loc.gov/standards/datetime/

import assert from "node:assert/strict";
import { test } from "node:test";

import { dateInWords, yearsOf } from "../../tigraph/drawing/page/script/dates.js";

/** @type {[edtf: string, french: string, english: string][]} */
const CASES = [
  ["2019", "2019", "2019"],
  ["2018-11", "novembre 2018", "November 2018"],
  ["2018-11-22", "22 novembre 2018", "22 November 2018"],
  ["2019-03-01", "1er mars 2019", "1 March 2019"],
  ["2018-23", "automne 2018", "autumn 2018"],
  ["2019-01~", "vers janvier 2019", "about January 2019"],
  ["2020?", "peut-être 2020", "perhaps 2020"],
  ["2018/2022", "de 2018 à 2022", "from 2018 to 2022"],
  [
    "2018-11-22/2019-01",
    "du 22 novembre 2018 à janvier 2019",
    "from 22 November 2018 to January 2019",
  ],
  ["2019-01-30/..", "depuis le 30 janvier 2019", "since 30 January 2019"],
  ["2018-23/..", "depuis automne 2018", "since autumn 2018"],
  ["2019/", "depuis 2019, fin inconnue", "since 2019, end unknown"],
  ["../2027", "jusqu’en 2027", "until 2027"],
  ["/2027-06-30", "jusqu’au 30 juin 2027, début inconnu", "until 30 June 2027, beginning unknown"],
  [
    "[2023-12-01..2024-10-31]",
    "entre décembre 2023 et octobre 2024",
    "between December 2023 and October 2024",
  ],
  [
    "[2023-12-02..2024-10-31]",
    "entre le 2 décembre 2023 et le 31 octobre 2024",
    "between 2 December 2023 and 31 October 2024",
  ],
  ["[2018,2020]", "2018 ou 2020", "2018 or 2020"],
  // Not read here, so told as it is written
  ["201X", "201X", "201X"],
  ["2018-13", "2018-13", "2018-13"],
  ["", "", ""],
];

for (const [edtf, french, english] of CASES)
  test(`${edtf || "nothing"} in words`, () => {
    assert.deepEqual([dateInWords(edtf, "fr"), dateInWords(edtf, "en")], [french, english]);
  });

test("years from the first day to the last", () => {
  assert.equal(yearsOf(["2024-12-31", "2023-12-01"]), "2023–2024");
  assert.equal(yearsOf(["2019-01-31", "2019-01-31"]), "2019");
  assert.equal(yearsOf([]), "");
});
