// Tables: the columns that `tigraph export` has too hold what it writes of the same network.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  aboutRows,
  actorRows,
  csv,
  documentRows,
  evidenceRows,
  tables,
  tieRows,
} from "../../tigraph/drawing/page/script/rows.js";
import { clean } from "../../tigraph/drawing/page/script/text.js";
import { COOPERATES, MEMBER, PLANNED, off, page, read } from "./given.js";

/** @import { Row } from "../../tigraph/drawing/page/script/rows.js" */

const { exported } = read("page");
/**
 * What the page alone says of an actor; the page knows of a citation for which claim it stands
 * where a tie has several, and says so of one, too, which this network's evidence does not.
 */
const OWN = ["phases", "territories", "areas", "claims"];

/**
 * The columns of both, and what they hold.
 * @param {Row[]} rows
 * @param {{ [column: string]: string }[]} wanted
 */
function compare(rows, wanted) {
  const shared = Object.keys(rows[0]).filter((column) => column in wanted[0]);
  const columns = shared.filter((column) => !OWN.includes(column) && column !== "holds");
  /** @param {Row} row */
  const cells = (row) =>
    columns.map((column) => {
      const text = clean(row[column]);
      // The page tells other names before codes, and says of what kind nobody is
      if (column === "other_names") return text.split(" | ").sort();
      return column === "kind_label" && !row.kind ? "" : text;
    });
  assert.deepEqual(rows.map(cells), wanted.map(cells));
  return columns;
}

test("actors are told as the export tells them", () => {
  const { net, seen } = page();
  const columns = compare(actorRows(net, seen.nodes), exported.nodes);
  assert.equal(columns.length, 7);
});

test("ties are told as the export tells them", () => {
  const { net, seen } = page();
  const columns = compare(tieRows(net, seen, [...seen.edges]), exported.edges);
  assert.ok(columns.length >= 16, columns.join());
});

test("citations and documents are told as the export tells them", () => {
  const { net, seen } = page();
  const ties = [...seen.edges];
  assert.deepEqual(compare(evidenceRows(net, ties), exported.evidence), [
    "edge",
    "document",
    "place",
    "speaker",
    "modality",
  ]);
  assert.equal(compare(documentRows(net, ties), exported.documents).length, 5);
});

test("only what is seen is told, with how it holds at the date; the rest once", () => {
  const { net, seen, stamp } = page({
    date: "2020",
    off: off({ basis: ["membership", "cooperation", ""] }),
  });
  const rows = tieRows(net, seen, [...seen.edges]);
  assert.deepEqual(
    rows.map((row) => [row.id, row.holds]),
    [
      [`e${PLANNED}`, "possible"],
      ["e2", "certain"],
    ],
  );
  const about = aboutRows(net, stamp, "https://example.org/#date=2020");
  /** @param {string} what */
  const told = (what) => about.filter((row) => row.what === what).map(({ value }) => value);
  assert.deepEqual(told("title"), ["Réseau fictif"]);
  assert.match(String(told("shown_at")), /^2020\u202f: 1 certain, 1 seulement possible/);
  assert.match(String(told("filters")), /^Fondement des liens/);
  assert.deepEqual(told("open_data"), ["Registre fictif, 2025"]);
  assert.deepEqual(told("sources"), ["Document fictif A", "Document fictif B"]);
  assert.deepEqual(told("address"), ["https://example.org/#date=2020"]);
});

test("each citation and each document stands once, and keys join them", () => {
  const { net } = page();
  const ties = [MEMBER, PLANNED, COOPERATES];
  const documents = documentRows(net, ties);
  assert.deepEqual(documents.map(({ title }) => title).sort(), [
    "Document fictif A",
    "Document fictif B",
  ]);
  const known = new Map(documents.map((row) => [row.document, row.title]));
  const rows = evidenceRows(net, ties);
  assert.equal(
    rows.length,
    ties.reduce((sum, i) => sum + net.ties[i].evidence.length, 0),
  );
  assert.deepEqual(
    rows.filter(({ edge }) => edge === `e${COOPERATES}`).map((row) => known.get(row.document)),
    ["Document fictif A", "Document fictif B"],
  );
  assert.equal(rows[0].place, "3023–3075");
  assert.match(String(rows[0].claims), /claim/);
});

test("CSV is as RFC 4180 has it, with a byte order mark", () => {
  const rows = [
    { a: 'say "no"', b: "x,y" },
    { a: "two\nlines", b: undefined },
    { a: "é 🏭", b: 1.5 },
  ];
  assert.equal(csv(rows, []), '\ufeffa,b\r\n"say ""no""","x,y"\r\n"two\nlines",\r\né 🏭,1.5\r\n');
});

test("without a row the columns stand alone", () => {
  const { net, seen, stamp } = page();
  assert.equal(csv([], ["a", "b"]), "\ufeffa,b\r\n");
  const none = tables(net, seen, { actors: [], ties: [] }, aboutRows(net, stamp, ""));
  assert.deepEqual(
    none.map(([name]) => name),
    ["nodes.csv", "edges.csv", "evidence.csv", "documents.csv", "about.csv"],
  );
  assert.equal(none[3][1], "\ufeffdocument,title,publisher,date,url\r\n");
});

test("what parts values in a cell does not stand in one", () => {
  const { net } = page();
  assert.equal(actorRows(net, [0])[0].territories, "Pays / inventé");
});
