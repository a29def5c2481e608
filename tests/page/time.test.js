// When ties hold: the cases are those of Python's rules (tests/drawing/test_page_cases.py).

import assert from "node:assert/strict";
import { test } from "node:test";

import { nearestStop } from "../../tigraph/drawing/page/script/address.js";
import { days, howAt, spanOf, stops, timesOf } from "../../tigraph/drawing/page/script/time.js";
import { read } from "./given.js";

/** @import { Times } from "../../tigraph/drawing/page/script/time.js" */

for (const { why, claim, bounds, ends, attested, at } of read("holding"))
  test(`a claim holds as Python says: ${why}`, () => {
    const times = { valid: claim.valid, bounds, ends, attested };
    const dates = Object.keys(at);
    assert.deepEqual(Object.fromEntries(dates.map((date) => [date, howAt([times], date)])), at);
  });

/**
 * @param {string} valid
 * @param {(string | null)[]} bounds
 * @param {string[][] | null} attested
 * @returns {Times}
 */
const claimed = (valid, bounds, attested = []) => ({ valid, bounds, attested });
const OF_2019 = claimed("2019", ["2019-01-01", "2019-12-31", "2019-01-01", "2019-12-31"]);
const UNDATED = claimed("", [null, null, null, null]);

test("a tie is certain if one of its claims is", () => {
  const planned = { ...OF_2019, attested: null };
  assert.equal(howAt([OF_2019, OF_2019], "2019"), "certain");
  assert.equal(howAt([OF_2019, planned], "2019"), "certain");
  assert.equal(howAt([planned, UNDATED], "2019"), "possible");
  assert.equal(howAt([OF_2019, UNDATED], "2019"), "certain");
  assert.equal(howAt([OF_2019, UNDATED], "2021"), "possible");
  assert.equal(howAt([UNDATED, UNDATED], "2021"), "undated");
  assert.equal(howAt([OF_2019, planned], "2021"), null);
});

test("a tie without claims goes by its start and end, or has no date", () => {
  const dated = timesOf({ start: "2018-11-22", end: "2019-06-30" });
  assert.equal(howAt(dated, "2018-11-21"), null);
  assert.equal(howAt(dated, "2018-11-22"), "certain");
  assert.equal(howAt(dated, "2019-07"), null);
  assert.equal(howAt(timesOf({ start: "2018-11-22" }), "2030"), "certain");
  assert.equal(howAt(timesOf({ end: "2018-11-22" }), "1990"), "certain");
  assert.equal(howAt(timesOf({}), "2019"), "undated");
});

test("the slider covers what claims speak of, within the network's own date", () => {
  const open = claimed(
    "2017/..",
    ["2017-03-05", "2017-03-05", null, null],
    [["2021-01-01", "2021-12-31"]],
  );
  assert.deepEqual(spanOf([OF_2019, open, UNDATED], ["", ""]), ["2017-03-05", "2021-12-31"]);
  assert.deepEqual(spanOf([OF_2019, open], ["2018-01-01", "2020-06-30"]), [
    "2018-01-01",
    "2020-06-30",
  ]);
  assert.equal(spanOf([UNDATED], ["", ""]), null);
  assert.equal(spanOf(timesOf({ start: "0001-01-01" }), ["", ""]), null);
});

test("its stops are the years, months or days of that time", () => {
  assert.deepEqual(stops(["2019-11-29", "2020-03-02"], "year"), ["2019", "2020"]);
  assert.deepEqual(stops(["2019-11-29", "2020-02-02"], "month"), [
    "2019-11",
    "2019-12",
    "2020-01",
    "2020-02",
  ]);
  const days = stops(["2020-02-27", "2020-03-01"], "day");
  assert.deepEqual(days, ["2020-02-27", "2020-02-28", "2020-02-29", "2020-03-01"]);
  assert.deepEqual(stops(null, "year"), []);
});

test("another step keeps to the date as nearly as may be", () => {
  /** @type {[string, string]} */
  const span = ["2018-11-22", "2020-03-02"];
  assert.equal(nearestStop(span, "month", "2019"), "2019-01");
  assert.equal(nearestStop(span, "month", "2018"), "2018-11");
  assert.equal(nearestStop(span, "year", "2019-07-14"), "2019");
  assert.equal(nearestStop(span, "day", "2019-07"), "2019-07-01");
  assert.equal(nearestStop(span, "year", "2030"), "2020");
  assert.equal(nearestStop(span, "year", ""), "");
});

test("a period is from the first day of its first date to the last of its last", () => {
  assert.deepEqual(days("2018/2020"), ["2018-01-01", "2020-12-31"]);
  assert.deepEqual(days("2018-11/2019-02"), ["2018-11-01", "2019-02-28"]);
  const within = { bounds: ["2019-01-01", "2019-01-01", "2019-12-31", "2019-12-31"] };
  /** @param {string} date */
  const how = (date) => howAt([{ ...within, attested: [], valid: "2019" }], date);
  assert.deepEqual(["2018/2020", "2020/2021", "2019"].map(how), ["certain", null, "certain"]);
});
