// Tables: the columns that `tigraph export` has too hold what it writes of the same network.

import assert from "node:assert/strict";
import { test } from "node:test";

import { actorRows, csv, tieRows } from "../../tigraph/drawing/page/script/rows.js";
import { clean } from "../../tigraph/drawing/page/script/text.js";
import { PLANNED, off, page, read } from "./given.js";

/** @import { Row } from "../../tigraph/drawing/page/script/rows.js" */

const { exported } = read("page");
/** What the page alone says of an actor. */
const OWN = ["phases", "territories", "areas"];

/**
 * The columns of both, and what they hold.
 * @param {Row[]} rows
 * @param {{ [column: string]: string }[]} wanted
 */
function compare(rows, wanted) {
  const shared = Object.keys(rows[0]).filter((column) => column in wanted[0]);
  const columns = shared.filter(
    (column) => !column.startsWith("network_") && !OWN.includes(column),
  );
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
  const { net, seen, stamp } = page();
  const columns = compare(actorRows(net, seen, stamp), exported.nodes);
  assert.equal(columns.length, 7);
});

test("ties are told as the export tells them", () => {
  const { net, seen, stamp } = page();
  const columns = compare(tieRows(net, seen, stamp), exported.edges);
  assert.equal(columns.length, 16);
});

test("only what is seen is told, with how it holds at the date, and the stamp on each row", () => {
  const { net, seen, stamp } = page({
    date: "2020",
    off: off({ basis: ["membership", "cooperation", ""] }),
  });
  const rows = tieRows(net, seen, stamp);
  assert.deepEqual(
    rows.map((row) => [row.id, row.validity_at_date]),
    [
      [`e${PLANNED}`, "possible"],
      ["e2", "certain"],
    ],
  );
  for (const row of rows) {
    assert.equal(row.network_title, "Réseau fictif");
    assert.match(String(row.network_date), /^2020 : 1 certains, 1 seulement possibles/);
    assert.match(String(row.network_filters), /^Fondement des liens/);
    assert.equal(row.network_open_data, "Registre fictif, 2025");
  }
});

test("CSV is as RFC 4180 has it, with a byte order mark", () => {
  const { stamp } = page();
  const rows = [
    { a: 'say "no"', b: "x,y" },
    { a: "two\nlines", b: undefined },
    { a: "é 🏭", b: 1.5 },
  ];
  assert.equal(
    csv(rows, stamp),
    '\ufeffa,b\r\n"say ""no""","x,y"\r\n"two\nlines",\r\né 🏭,1.5\r\n',
  );
});

test("without a row the columns of the stamp stand alone", () => {
  const { stamp } = page();
  const head = Object.keys(stamp).map((key) => `network_${key}`);
  assert.equal(csv([], stamp), `\ufeff${head.join(",")}\r\n`);
});

test("what parts values in a cell does not stand in one", () => {
  const { net, seen, stamp } = page();
  assert.equal(actorRows(net, seen, stamp)[0].territories, "Pays / inventé");
});
