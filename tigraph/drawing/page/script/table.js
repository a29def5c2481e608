// The same content as two tables, sorted by a click on a heading, in step with the picture.
const LINES = 200;
const documentsOf = (tie) => [...new Set(tie.evidence.map((proof) => data.documents[proof.document].title))].join("; ");
const TABLES = {
  ties: {
    title: "tiesTable", items: () => [...seen.edges], open: (i) => ({ edge: i }), sort: [0, 1], limit: LINES,
    columns: [
      ["from", (i) => nameOf(ties[i].source)], ["relation", (i) => ties[i].relation_label || ties[i].relation || ""],
      ["to", (i) => nameOf(ties[i].target)], ["basisOf", (i) => basisLabels.get(ties[i].basis || "") || ""],
      ["valid", (i) => period(ties[i])], ["certainty", (i) => words[seen.how[i]]],
      ["weight", (i) => ties[i].weight], ["documents", (i) => documentsOf(ties[i])],
    ],
  },
  actors: {
    title: "actorsTable", items: () => [...seen.nodes], open: (i) => ({ node: i }), sort: [5, -1], limit: LINES,
    columns: [
      ["name", nameOf], ["kind", kindOf], ["level", (i) => actors[i].level_label || ""], ["order", (i) => actors[i].order_label || ""],
      ["codes", (i) => actors[i].identifiers.join("; ")], ["degree", (i) => degreeNow.get(i) || 0],
    ],
  },
};
let degreeNow = new Map();
const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

function drawTables() {
  const place = byId("tables");
  place.hidden = state.view === "picture";
  byId("stage").hidden = state.view === "table";
  if (place.hidden) { place.replaceChildren(); return; }
  degreeNow = new Map();
  for (const i of seen.edges) for (const end of [ties[i].source, ties[i].target]) degreeNow.set(end, (degreeNow.get(end) || 0) + 1);
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.sort : null;
  place.replaceChildren(...Object.keys(TABLES).map(drawTable));
  if (focused) place.querySelector(`[data-sort="${CSS.escape(focused)}"]`)?.focus();
}
function drawTable(which) {
  const { title, items, open, sort, columns, limit } = TABLES[which];
  const [by, way] = sort;
  const value = columns[by][1];
  const rows = items().map((i) => [value(i), i])
    .sort(([a, i], [b, j]) => way * (typeof a === "number" ? a - b : inOrder(a, b)) || i - j).map(([, i]) => i);
  const table = element("table", undefined, { id: `table-${which}` });
  const head = element("tr");
  columns.forEach(([word], n) => {
    const cell = element("th", undefined, { scope: "col" });
    if (n === by) cell.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    const press = button(words[word], () => {
      TABLES[which].sort = [n, n === by ? -way : 1];
      drawTables();
    }, { "data-sort": `${which}-${n}` });
    if (n === by) press.append(element("span", way > 0 ? " ▲" : " ▼", { "aria-hidden": "true" }));
    cell.append(press);
    head.append(cell);
  });
  const top = element("thead");
  top.append(head);
  const lines_ = element("tbody");
  const chosen = state.chosen ? open(state.chosen.edge === undefined ? state.chosen.node : state.chosen.edge) : {};
  for (const i of rows.slice(0, limit)) {
    const line = element("tr");
    const what = open(i);
    const mine = state.chosen && (what.edge === state.chosen.edge && what.node === state.chosen.node) && chosen;
    if (mine) line.setAttribute("aria-current", "true");
    columns.forEach(([, cell], n) => {
      const made = element(n ? "td" : "th", undefined, n ? { dir: "auto" } : { scope: "row", dir: "auto" });
      if (n) made.textContent = cell(i);
      else made.append(button(cell(i), () => choose(what, true), { class: "link" }));
      line.append(made);
    });
    lines_.append(line);
  }
  const caption = element("caption", `${words[title]} (${words.rows(Math.min(limit, rows.length), rows.length)})`);
  table.append(caption, top, lines_);
  const box = element("div", undefined, { class: "sheet", tabindex: "0", role: "region", "aria-label": words[title] });
  box.append(table);
  if (rows.length > limit) box.append(button(words.moreRows, () => { TABLES[which].limit += 500; drawTables(); }));
  return box;
}
