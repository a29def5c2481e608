// The page's data, unpacked as Python packs them (tests/drawing/test_page_cases.py).

import assert from "node:assert/strict";
import { test } from "node:test";

import * as data from "../../tigraph/drawing/page/script/data.js";
import { timesOf } from "../../tigraph/drawing/page/script/time.js";
import {
  ADA,
  BODY,
  CHAIRS,
  COOPERATES,
  HOSTILE,
  LOOP,
  MEMBER,
  PLANNED,
  page,
  read,
  mapSent,
} from "./given.js";

for (const { rows, packed } of read("columns"))
  test(`rows come out as they went in: ${JSON.stringify(rows)}`, () => {
    const wanted = rows.map((/** @type {object} */ row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    );
    assert.deepEqual(data.unpack(packed), wanted);
  });

test("actors and ties know of each other", () => {
  const { net } = page();
  assert.deepEqual(net.tiesOf[BODY], [MEMBER, PLANNED, CHAIRS, COOPERATES]);
  assert.equal(net.tiesOf[2].filter((i) => i === LOOP).length, 1);
  assert.deepEqual(net.byDegree, [0, 1, 2, 4, 3]);
  assert.deepEqual(data.between(net, CHAIRS), [CHAIRS, MEMBER, PLANNED]);
  assert.deepEqual(net.weights, [1, 3]);
  const [source, target] = [{ is: [0, 1, 0, 2, 0, 1] }, { is: [1, 0, 2, 1, 0, 1] }];
  const { columns } = net.data.ties;
  const other = page({}, { ties: { rows: 6, columns: { ...columns, source, target } } }).net;
  assert.deepEqual(data.between(other, 0), [0, 1]);
  assert.deepEqual(data.between(other, 3), [3]);
});

test("what things are called", () => {
  const { net } = page();
  const [member] = net.ties;
  assert.equal(data.sentence(net, member), "Élodie Œuvrard → Comité imaginaire");
  assert.equal(data.kindOf(net, ADA), "person");
  assert.equal(data.kindOf(net, HOSTILE), "non renseigné");
  assert.equal(data.relationOf(member), "relation member-of");
  assert.equal(data.relationOf({ relation: "chairs" }), "chairs");
  assert.equal(data.relationOf({}), "");
  const undirected = page({}, { network: { ...net.about, directed: false } });
  assert.equal(data.sentence(undirected.net, member), "Élodie Œuvrard – Comité imaginaire");
});

test("since only where a document says when it began: a bound is told as a bound", () => {
  const { net } = page();
  assert.equal(data.tieWhen(net, PLANNED), "2020");
  assert.equal(data.tieWhen(net, COOPERATES), "");
  /** @type {(start: string, end: string) => import("../../tigraph/drawing/page/script/time.js").Times[]} */
  const given = (start, end) => timesOf({ start, end });
  /** @type {(...bounds: (string | null)[]) => import("../../tigraph/drawing/page/script/time.js").Times[]} */
  const bound = (...bounds) => [{ bounds, valid: "", attested: [] }];
  /** @type {[import("../../tigraph/drawing/page/script/time.js").Times[], string][]} */
  const cases = [
    [bound("2018-01-01", null, null, null), "pas avant le 1er janvier 2018"],
    [bound("2018-01-01", "2018-01-01", null, null), "depuis le 1er janvier 2018"],
    [
      [...bound("2018-01-01", null, null, null), ...bound("2020-01-01", "2020-12-31", null, null)],
      "pas avant le 1er janvier 2018\u202f; depuis 2020",
    ],
    // Several dates of several claims, each by itself
    [
      [
        { bounds: [], valid: "2018", attested: [] },
        { bounds: [], valid: "2019/..", attested: [] },
      ],
      "2018\u202f; depuis 2019",
    ],
    [given("2020-01-01", ""), "depuis le 1er janvier 2020"],
    [given("", "2020-12-31"), "jusqu’au 31 décembre 2020"],
    [given("", ""), ""],
  ];
  for (const [claims, told] of cases) {
    const times = net.times.map((own, i) => (i === MEMBER ? claims : own));
    assert.equal(data.tieWhen({ ...net, times }, MEMBER), told);
  }
});

test("a map names whose contours it is drawn with, after the sources", () => {
  const { net } = page({}, { map: mapSent({ sources: ["Contours : atlas fictif."] }) });
  assert.ok(data.sourcesText(net).endsWith(". Contours : atlas fictif."));
});

test("it says from what it is made", () => {
  const { net } = page();
  assert.equal(
    data.sourcesText(net),
    "Sources\u202f: Document fictif A\u202f; Document fictif B. Données ouvertes\u202f: Registre fictif, 2025",
  );
  assert.match(
    data.citationOf(net),
    /^«\u202fRéseau fictif\u202f», projection actors .* tigraph 0\.1\.0/,
  );
});
