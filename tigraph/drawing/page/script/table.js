// The same content as two tables, sorted by a click on a heading, in step with the picture.

import { kindOf, nameOf, tieBegins, tieWhen } from "./data.js";
import { button, byId, element } from "./dom.js";
import { choose, net, seen, state, words } from "./now.js";
import { verbOf } from "./telling.js";

/** @import { Tie } from "./page_data.js" */
/** @import { Chosen } from "./state.js" */
/** @import { Word } from "./words.js" */

/**
 * A column: its heading, by what it is sorted, and what a reader is told where that differs.
 * @typedef {[heading: Word, cell: (i: number) => string | number, told?: (i: number) => string]} Column
 */

/**
 * @typedef {object} Sheet
 * @property {"tiesTable" | "actorsTable"} title
 * @property {() => number[]} items
 * @property {(i: number) => Chosen} open
 * @property {[column: number, way: number]} sort
 * @property {number} limit how many rows are shown
 * @property {Column[]} columns
 */

const LINES = 200;
const MORE_LINES = 500;

/**
 * How many ties seen each actor has.
 * @type {Map<number, number>}
 */
let degreeNow = new Map();

/** @param {Tie} tie */
const titlesBehind = ({ evidence }) =>
  [...new Set(evidence.map((proof) => net.data.documents[proof.document].title))].join("; ");

/** @type {{ [name: string]: Sheet }} */
const SHEETS = {
  ties: {
    title: "tiesTable",
    items: () => [...seen.edges],
    open: (edge) => ({ edge }),
    sort: [0, 1],
    limit: LINES,
    columns: [
      ["from", (i) => nameOf(net, net.ties[i].source)],
      ["relation", (i) => verbOf(net, net.ties[i])],
      ["to", (i) => nameOf(net, net.ties[i].target)],
      ["basisOf", (i) => net.basisLabels.get(net.ties[i].basis || "") || ""],
      ["valid", (i) => tieBegins(net, i), (i) => tieWhen(net, i) || words.unknown],
      ["certainty", (i) => words[seen.how[i] || "possible"]],
      ["weight", (i) => net.ties[i].weight],
      ["documents", (i) => titlesBehind(net.ties[i])],
    ],
  },
  actors: {
    title: "actorsTable",
    items: () => [...seen.nodes],
    open: (node) => ({ node }),
    sort: [5, -1],
    limit: LINES,
    columns: [
      ["name", (i) => nameOf(net, i)],
      ["kind", (i) => kindOf(net, i)],
      ["level", (i) => net.actors[i].level_label || ""],
      ["order", (i) => net.actors[i].order_label || ""],
      ["codes", (i) => net.actors[i].identifiers.join("; ")],
      ["degree", (i) => degreeNow.get(i) || 0],
    ],
  },
};

const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

export function drawTables() {
  const place = byId("tables");
  place.hidden = state.view === "picture";
  setBeside();
  byId("stage").hidden = state.view === "table";
  if (place.hidden) {
    place.replaceChildren();
    return;
  }
  degreeNow = new Map();
  for (const i of seen.edges)
    for (const end of [net.ties[i].source, net.ties[i].target])
      degreeNow.set(end, (degreeNow.get(end) || 0) + 1);
  reachChosen();
  const focused = document.activeElement?.getAttribute("data-sort");
  place.replaceChildren(...Object.keys(SHEETS).map(drawTable));
  showChosen();
  if (!focused) return;
  const again = place.querySelector(`[data-sort="${CSS.escape(focused)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/** As wide must the middle of the page be for the table to stand beside the picture. */
const ROOM_FOR_BOTH = 1000;

function setBeside() {
  const middle = byId("middle");
  middle.classList.toggle("beside", state.view === "both" && middle.clientWidth >= ROOM_FOR_BOTH);
}

/** So many rows are listed that the one chosen is among them. */
function reachChosen() {
  const { chosen } = state;
  if (!chosen) return;
  const sheet = chosen.edge === undefined ? SHEETS.actors : SHEETS.ties;
  const place = sorted(sheet).indexOf(chosen.edge ?? chosen.node);
  sheet.limit = Math.max(sheet.limit, place + 1);
}

/** The last that was broughtIn into view: who has scrolled away since is left there. */
let broughtIn = "";

/** Bring the row of the one chosen into view. */
function showChosen() {
  const now = JSON.stringify(state.chosen);
  if (now === broughtIn) return;
  broughtIn = now;
  const place = byId("tables");
  const row = place.querySelector("tr[aria-current]")?.getBoundingClientRect();
  const { top, bottom } = place.getBoundingClientRect();
  if (row && (row.top < top || row.bottom > bottom)) place.scrollTop += row.top - top - 60;
}

export function startTables() {
  new ResizeObserver(setBeside).observe(byId("middle"));
}

/** @param {string} which */
function drawTable(which) {
  const sheet = SHEETS[which];
  const rows = sorted(sheet);
  const table = element("table", undefined, { id: `table-${which}` });
  const top = element("thead");
  top.append(headOf(which, sheet));
  const lines = element("tbody");
  lines.append(...rows.slice(0, sheet.limit).map((i) => lineOf(sheet, i)));
  const told = words.rows(Math.min(sheet.limit, rows.length), rows.length);
  const title = words[sheet.title];
  table.append(element("caption", `${title} (${told})`), top, lines);
  const named = { class: "sheet", tabindex: "0", role: "region", "aria-label": title };
  const box = element("div", undefined, named);
  box.append(table);
  const more = () => {
    sheet.limit += MORE_LINES;
    drawTables();
  };
  if (rows.length > sheet.limit) box.append(button(words.moreRows, more));
  return box;
}

/** @param {Sheet} sheet */
function sorted({ items, columns, sort: [by, way] }) {
  const value = columns[by][1];
  /** @type {(a: string | number, b: string | number) => number} */
  const compared = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : inOrder(String(a), String(b));
  return items()
    .map((i) => ({ i, own: value(i) }))
    .sort((a, b) => way * compared(a.own, b.own) || a.i - b.i)
    .map(({ i }) => i);
}

/**
 * @param {string} which
 * @param {Sheet} sheet
 */
function headOf(which, sheet) {
  const [by, way] = sheet.sort;
  const head = element("tr");
  sheet.columns.forEach(([word], n) => {
    const cell = element("th", undefined, { scope: "col" });
    if (n === by) cell.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    const turn = () => {
      sheet.sort = [n, n === by ? -way : 1];
      drawTables();
    };
    const press = button(words[word], turn, { "data-sort": `${which}-${n}` });
    if (n === by) press.append(element("span", way > 0 ? " ▲" : " ▼", { "aria-hidden": "true" }));
    cell.append(press);
    head.append(cell);
  });
  return head;
}

/**
 * @param {Sheet} sheet
 * @param {number} i
 */
function lineOf({ columns, open }, i) {
  const line = element("tr");
  const what = open(i);
  const { chosen } = state;
  if (chosen && what.edge === chosen.edge && what.node === chosen.node)
    line.setAttribute("aria-current", "true");
  columns.forEach(([, value, inWords], n) => {
    const own = value(i);
    const told = inWords ? inWords(i) : String(own);
    if (n) {
      line.append(
        element("td", told, typeof own === "number" ? { class: "number" } : { dir: "auto" }),
      );
      return;
    }
    const cell = element("th", undefined, { scope: "row", dir: "auto" });
    cell.append(button(told, () => choose(what, true), { class: "link" }));
    line.append(cell);
  });
  return line;
}
