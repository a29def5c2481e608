// What is seen: facets with counts (the legend is one of them), date, neighbourhood, part.
const listed = (key) => (item) => (item[key] && item[key].length ? item[key] : [""]);
const single = (key) => (item) => [item[key] || ""];
const FACETS = [
  { id: "kind", of: single("kind"), items: actors, label: (v) => kindLabels.get(v) },
  { id: "basis", of: single("basis"), items: ties, label: (v) => basisLabels.get(v) },
  { id: "when", items: ties, label: (v) => words[v] },
  { id: "level", of: single("level_label"), items: actors },
  { id: "order", of: single("order_label"), items: actors },
  { id: "phase", of: listed("phases"), items: actors },
  { id: "territory", of: listed("territories"), items: actors },
  { id: "area", of: listed("areas"), items: actors },
  { id: "relation", of: single("relation_label"), items: ties },
  { id: "document", of: (tie) => said(tie, (proof) => data.documents[proof.document].title), items: ties },
  { id: "speaker", of: (tie) => said(tie, (proof) => proof.speaker), items: ties },
];
function said(tie, what) {
  const found = tie.evidence ? [...new Set(tie.evidence.map((proof) => what(proof) || ""))] : [];
  return found.length ? found : [""];
}
const WHEN = ["certain", "possible", "undated"];
for (const facet of FACETS) {
  state.off[facet.id] = new Set();
  facet.values = facet.of ? facet.items.map(facet.of) : null;
  facet.total = new Map(facet.of ? [] : WHEN.map((v) => [v, 0]));
  if (facet.of) for (const own of facet.values) for (const v of own) facet.total.set(v, (facet.total.get(v) || 0) + 1);
  const styled = facet.id === "kind" ? data.kinds : facet.id === "basis" ? data.bases : null;
  facet.styles = new Map((styled || []).map((item) => [item.id, item]));
  facet.order = styled ? styled.map((item) => item.id)
    : facet.of ? [...facet.total.keys()].sort((a, b) => !a - !b || facet.total.get(b) - facet.total.get(a) || a.localeCompare(b)) : WHEN;
  facet.text = (v) => (facet.label && facet.label(v)) || v || words.none;
}
const facetOf = Object.fromEntries(FACETS.map((facet) => [facet.id, facet]));
const nodeFacets = FACETS.filter((f) => f.items === actors);
const tieFacets = FACETS.filter((f) => f.items === ties && f.of);

let seen = { nodes: new Set(), edges: new Set(), how: [] };
function look() {
  const on = (facet, i) => !state.off[facet.id].size || facet.values[i].some((v) => !state.off[facet.id].has(v));
  const nodes = new Set(actors.map((_, i) => i).filter((i) => nodeFacets.every((f) => on(f, i))));
  const how = ties.map((_, i) => howAt(i, state.date));
  const counts = { certain: 0, possible: 0, undated: 0 };
  let edges = new Set();
  ties.forEach((tie, i) => {
    if (!how[i] || !nodes.has(tie.source) || !nodes.has(tie.target) || !tieFacets.every((f) => on(f, i))) return;
    counts[how[i]] += 1;
    if (!state.off.when.has(how[i])) edges.add(i);
  });
  let kept = nodes;
  let rings = null;
  if (state.ego) {
    rings = new Map([[state.ego.node, 0]]);
    let edge = [state.ego.node];
    for (let step = 1; step <= state.ego.steps; step++) {
      const next = [];
      for (const i of edge) for (const j of tiesOf[i]) {
        const other = ties[j].source === i ? ties[j].target : ties[j].source;
        if (edges.has(j) && !rings.has(other)) { rings.set(other, step); next.push(other); }
      }
      edge = next;
    }
    kept = new Set(rings.keys());
  } else if (state.part === "strong") {
    kept = new Set(byDegree.filter((i) => nodes.has(i)).slice(0, STRONGEST));
  } else if (state.part.startsWith("in:")) {
    const [, by, group] = state.part.split(":");
    const { of } = data.overview.find((o) => o.by === by);
    kept = new Set(byDegree.filter((i) => nodes.has(i) && of[i] === +group).slice(0, GROUP_CUT));
  }
  if (kept !== nodes) edges = new Set([...edges].filter((i) => kept.has(ties[i].source) && kept.has(ties[i].target)));
  if (!state.lone && !state.ego) {
    const tied = new Set();
    for (const i of edges) tied.add(ties[i].source).add(ties[i].target);
    kept = new Set([...kept].filter((i) => tied.has(i)));
  }
  seen = { nodes: kept, edges, how, counts, rings };
}

// The controls
const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  square: "5,2 17,2 17,14 5,14", triangle: "11,1 18,14 4,14", triangleDown: "11,15 18,2 4,2",
  diamond: "11,0 19,8 11,16 3,8", hexagon: "7,2 15,2 19,8 15,14 7,14 3,8",
  star: "11,0 13.1,5.3 18.8,5.6 14.4,9.1 15.9,14.6 11,11.5 6.1,14.6 7.6,9.1 3.2,5.6 8.9,5.3",
};
const DASHES = { certain: "", possible: "6 4", undated: "2 4" };
function swatch({ shape, colour }, dashes) {
  const svg = document.createElementNS(SVG, "svg");
  const kind = shape === "dot" ? "circle" : shape ? "polygon" : "line";
  const mark = document.createElementNS(SVG, kind);
  const values = { circle: { cx: 11, cy: 8, r: 7 }, polygon: { points: OUTLINES[shape] }, line: { x1: 0, x2: 22, y1: 8, y2: 8, "stroke-width": 3 } }[kind];
  for (const [key, value] of Object.entries({ class: "swatch", viewBox: "0 0 22 16", "aria-hidden": "true" })) svg.setAttribute(key, value);
  for (const [key, value] of Object.entries(values)) mark.setAttribute(key, value);
  mark.setAttribute(kind === "line" ? "stroke" : "fill", colour);
  if (dashes) mark.setAttribute("stroke-dasharray", dashes);
  svg.append(mark);
  return svg;
}
const SHORT = 8;
function drawFacet(facet) {
  if (facet.of && facet.order.length < 2 && !facet.styles.size) return;
  const box = element("fieldset", undefined, { id: `facet-${facet.id}` });
  const title = element("legend", words[facet.id]);
  const all = button(words.all, () => { state.off[facet.id].clear(); render(); }, { class: "small", "aria-label": words.allOf(words[facet.id]) });
  box.append(title, all);
  facet.all = all;
  facet.rows = new Map();
  let more = null;
  facet.order.forEach((value, rank) => {
    const name = facet.text(value);
    const label = element("label");
    const tick = element("input", undefined, { type: "checkbox" });
    tick.addEventListener("change", () => {
      state.off[facet.id][tick.checked ? "delete" : "add"](value);
      render();
    });
    const style = facet.styles.get(value);
    label.append(tick);
    if (style) label.append(swatch(style));
    else if (facet.id === "when") label.append(swatch({ colour: "#6e7681" }, DASHES[value]));
    const count = element("span", undefined, { class: "count" });
    label.append(element("span", name, { dir: "auto" }), count);
    const line = element("div", undefined, { class: "value" });
    line.append(label, button(words.only, () => {
      state.off[facet.id] = new Set(facet.order.filter((v) => v !== value));
      render();
    }, { class: "small only", "aria-label": words.onlyThis(name) }));
    if (rank >= SHORT + 2 && !facet.styles.size) line.hidden = true;
    box.append(line);
    facet.rows.set(value, { line, tick, count });
  });
  const rest = [...facet.rows.values()].filter(({ line }) => line.hidden);
  if (rest.length) {
    more = button(words.moreValues(rest.length), () => {
      for (const { line } of rest) line.hidden = false;
      rest[0].tick.focus();
      more.remove();
    }, { class: "small" });
    box.append(more);
  }
  byId("facets").append(box);
}
// The legend first (kinds, bases, validity and what else the picture's signs mean), then filters
const notes = element("ul", undefined, { id: "signs" });
for (const facet of FACETS) {
  if (facet.id === "level") byId("facets").append(notes);
  drawFacet(facet);
}
const weights = ties.map((tie) => tie.weight);
const [least, most] = [weights.reduce((a, b) => Math.min(a, b), Infinity), weights.reduce((a, b) => Math.max(a, b), -Infinity)];
const widthNote = () => (grouped() ? words.groupWidth : least < most ? words.width(least, most) : words.sameWidth);

function showFacets() {
  for (const facet of FACETS) {
    if (!facet.rows) continue;
    const now = new Map();
    if (facet.of) {
      for (const i of facet.items === actors ? seen.nodes : seen.edges)
        for (const v of facet.values[i]) now.set(v, (now.get(v) || 0) + 1);
    }
    for (const [value, { line, tick, count }] of facet.rows) {
      const off = state.off[facet.id].has(value);
      tick.checked = !off;
      if (facet.of) {
        const [k, n] = [now.get(value) || 0, facet.total.get(value)];
        count.textContent = k === n || off ? String(n) : `${k} / ${n}`;
      } else {
        count.textContent = String(seen.counts[value]);
        line.hidden = !seen.counts[value] && !off;
      }
    }
    facet.all.hidden = !state.off[facet.id].size;
  }
  byId("lone").checked = !state.lone;
  notes.replaceChildren(...[words.size, ties.length ? widthNote() : "", about.directed ? words.arrows : words.noArrows, words.namesNote]
    .filter(Boolean).map((text) => element("li", text)));
  byId("status").textContent = words.shown(seen.nodes.size, actors.length, seen.edges.size, ties.length);
  byId("stamp").textContent = [dateText(), byId("status").textContent.replace(/\.$/, ""),
    `${words.filtersSet}${words.colon}${filtersText()}`, citation.replace(/\.$/, ""), sources].filter(Boolean).join(". ");
}
byId("lone").addEventListener("change", () => { state.lone = !byId("lone").checked; render(); });
byId("reset").addEventListener("click", () => {
  for (const facet of FACETS) state.off[facet.id].clear();
  state.lone = true;
  state.ego = null;
  state.date = "";
  render();
  whole();
});

// The filters in words, for exports
function filtersText() {
  const told = FACETS.filter((facet) => state.off[facet.id].size).map((facet) => {
    const off = facet.order.filter((v) => state.off[facet.id].has(v));
    const on = facet.order.filter((v) => !state.off[facet.id].has(v));
    const names = (values) => values.map(facet.text).join(", ");
    return `${words[facet.id]}${words.colon}${on.length < off.length ? words.onlyValues(names(on)) : words.except(names(off))}`;
  });
  if (!state.lone) told.push(words.loneHidden);
  if (scopeText()) told.unshift(scopeText());
  return told.join(" ; ") || words.noFilter;
}
const dateText = () => (state.date ? words.at(state.date, seen.counts.certain, seen.counts.possible, seen.counts.undated)
  : about.as_of ? words.asOf(about.as_of) : words.anyDate);

// Which part of the network: all of it, an aggregate, the strongest, one group, a neighbourhood
const grouped = () => !state.ego && state.part.startsWith("by:");
const overviewOf = (part) => data.overview.find((o) => o.by === part.split(":")[1]);
function groupName(overview, g) {
  const { head, kind, place, rest } = overview.groups[g];
  if (rest) return words.rest(rest);
  if (head !== undefined && head !== null) return words.groupOf(nameOf(head));
  return [kindLabels.get(kind) || words.none, place || words.none].join(" · ");
}
function scopeText() {
  if (state.ego) return words.egoOf(state.ego.steps, nameOf(state.ego.node));
  if (state.part === "strong") return words.strongest(STRONGEST);
  if (state.part.startsWith("by:")) return words[PART_WORDS[state.part.slice(3)]];
  if (state.part.startsWith("in:")) {
    const overview = overviewOf(state.part);
    const g = +state.part.split(":")[2];
    const { count } = overview.groups[g];
    return words.inGroup(groupName(overview, g)) + (count > GROUP_CUT ? ` (${words.cut(GROUP_CUT, count)})` : "");
  }
  return "";
}
const PART_WORDS = { community: "byCommunity", level: "byLevel", area: "byArea" };
function setPart(part) {
  state.part = part;
  state.ego = null;
  state.chosen = null;
  render({ step: true });
  whole();
}
function setEgo(node, steps) {
  state.ego = { node, steps };
  render({ step: true });
  whole();
}
function showScope() {
  const bar = byId("scope");
  const parts = [];
  if (state.ego) {
    parts.push(element("span", scopeText()));
    for (const n of [1, 2]) {
      parts.push(button(words.ego(n), () => setEgo(state.ego.node, n), { "aria-pressed": String(state.ego.steps === n) }));
    }
    parts.push(button(words.back, () => { state.ego = null; render({ step: true }); whole(); }, { id: "back" }));
  } else if (data.overview.length) {
    parts.push(element("span", actors.length > MANY ? words.big(actors.length) : ""));
    const choice = (part, text) => parts.push(button(text, () => setPart(part), { "aria-pressed": String(state.part === part) }));
    for (const { by } of data.overview) choice(`by:${by}`, words[PART_WORDS[by]]);
    choice("strong", words.strongest(STRONGEST));
    choice("all", actors.length > SLOW ? words.slow : words.everything);
    if (state.part.startsWith("in:")) parts.push(element("span", scopeText()));
    if (grouped()) {
      const overview = overviewOf(state.part);
      const select = element("select", undefined, { "aria-label": words.openGroup, id: "groups" });
      options(select, [["", words.openGroup], ...overview.groups.map((g, i) => [i, `${groupName(overview, i)} (${g.count})`])]);
      select.addEventListener("change", () => { if (select.value) setPart(`in:${overview.by}:${select.value}`); });
      parts.push(select);
    }
  }
  bar.hidden = !parts.length;
  bar.replaceChildren(...parts);
}
