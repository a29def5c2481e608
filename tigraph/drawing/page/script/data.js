// The network as it came with the page, the state of the page, and helpers.
// Every value of the network reaches the page as text (textContent), never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const about = data.network;

function unpack({ rows, columns }) {
  const made = Array.from({ length: rows }, () => ({}));
  for (const [key, column] of Object.entries(columns)) {
    const value = "all" in column ? () => column.all
      : "at" in column ? (i) => column.of[column.at[i]] : (i) => column.is[i];
    for (let i = 0; i < rows; i++) {
      const own = value(i);
      if (own !== null) made[i][key] = own;
    }
  }
  return made;
}
const actors = unpack(data.actors);
const ties = unpack(data.ties);
const marks = unpack(data.vis.nodes); // as pyvis made them for vis-network
const lines = unpack(data.vis.edges);
for (const ring of data.outlines) for (let k = 2; k < ring.length; k++) ring[k] += ring[k - 2]; // from steps to corners
const tiesOf = actors.map(() => []);
ties.forEach((tie, i) => {
  tiesOf[tie.source].push(i);
  if (tie.target !== tie.source) tiesOf[tie.target].push(i);
});
const byDegree = actors.map((_, i) => i).sort((a, b) => actors[b].degree - actors[a].degree || a - b);
const MANY = 3000; // above, the page opens on an aggregate
const SLOW = 10000;
const STRONGEST = 300;
const GROUP_CUT = 1500;

const state = {
  layout: Object.keys(data.layouts)[0],
  date: "", step: "year", lone: true,
  off: {}, // facet → values that are not shown
  ego: null, // {node, steps}
  part: data.overview.length ? `by:${data.overview[0].by}` : "all",
  chosen: null, // {node} or {edge}
  view: "picture",
};

const byId = (id) => document.getElementById(id);
const labelOf = (rows) => new Map(rows.map((row) => [row.id, row.label]));
const kindLabels = labelOf(data.kinds);
const basisLabels = labelOf(data.bases);
const nameOf = (i) => actors[i].label || actors[i].iri;
const kindOf = (i) => kindLabels.get(actors[i].kind || "") || words.none;
const dashOf = about.directed ? "→" : "–";
const sentence = (tie) => `${nameOf(tie.source)} ${dashOf} ${nameOf(tie.target)}`;
const period = (tie) => tie.valid || (tie.start || tie.end ? `${tie.start || ".."}/${tie.end || ".."}` : words.unknown);
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’'‘\-\s]+/g, " ").trim();

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
function button(text, act, attributes = {}) {
  const made = element("button", text, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
}
function row(list, term, value) {
  if (value) list.append(element("dt", term), element("dd", value, { dir: "auto" }));
}
function options(select, pairs) {
  select.replaceChildren(...pairs.map(([value, text]) => element("option", text, { value })));
}

for (const node of document.querySelectorAll("[data-word]")) node.textContent = words[node.dataset.word];
for (const node of document.querySelectorAll("[data-aria]")) node.setAttribute("aria-label", words[node.dataset.aria]);
byId("network").setAttribute("aria-label", `${words.picture}${words.colon}${about.title}`);
byId("title").textContent = about.title;
byId("description").textContent = about.description;
byId("facts").textContent = [
  about.as_of ? words.asOf(about.as_of) : words.anyDate,
  words.count(actors.length, ties.length), words.made(about.made, about.version),
].join(" · ");
// The documents, and the producer and date of the open data, as the Licence Ouverte asks
const sources = [[words.sources, about.sources], [words.openData, about.open_data]].filter(([, titles]) => titles.length)
  .map(([word, titles]) => `${word}${words.colon}${titles.join(" ; ")}`).join(". ");
const citation = words.citation(about.title, about.projection, about.version, about.made);
for (const [term, value] of [
  [words.what, about.description], [words.date, about.as_of || words.anyDate], [words.madeOn, about.made],
  [words.version, `tigraph ${about.version}`], [words.projection, about.projection],
  [words.query, about.query], [words.cite, citation], ...about.sources.map((s, i) => [i ? " " : words.sources, s]),
  ...about.open_data.map((s, i) => [i ? " " : words.openData, s]),
]) row(byId("about-list"), term, value);
