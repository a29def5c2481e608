// One render for every change of state; the state in the address; the start.
function render({ step = false } = {}) {
  look();
  paint();
  showFacets();
  showScope();
  showDate(seen.counts);
  drawTables();
  showPanel();
  byId("layout").value = state.layout;
  byId("view").value = state.view;
  writeAddress(step);
}

// The state as words in the address: a view can be sent, and is there again when opened
const shortOf = (i) => actors[i].iri.replace(data.short, "");
function tieKey(i) {
  const { source, target, relation } = ties[i];
  const alike = tiesOf[source].filter((j) => ties[j].source === source && ties[j].target === target && ties[j].relation === relation);
  return JSON.stringify([shortOf(source), relation || "", shortOf(target), alike.indexOf(i)]);
}
function tieOf(key) {
  try {
    const [source, relation, target, nth] = JSON.parse(key);
    const [a, b] = [shortened.get(source), shortened.get(target)];
    if (a === undefined || b === undefined) return undefined;
    return tiesOf[a].filter((j) => ties[j].source === a && ties[j].target === b && (ties[j].relation || "") === relation)[nth];
  } catch { return undefined; }
}
const START = { layout: state.layout, part: state.part };
function address() {
  const told = new URLSearchParams();
  if (state.layout !== START.layout) told.set("layout", state.layout);
  if (state.date) told.set("date", state.date);
  if (state.part !== START.part) told.set("part", state.part);
  if (state.ego) told.set("around", `${state.ego.steps} ${shortOf(state.ego.node)}`);
  if (state.view !== "picture") told.set("view", state.view);
  if (!state.lone) told.set("lone", "0");
  for (const { id, order } of FACETS) {
    const off = order.filter((v) => state.off[id].has(v));
    const on = order.filter((v) => !state.off[id].has(v));
    const [word, values] = on.length && on.length < off.length ? ["only", on] : ["not", off];
    if (off.length) for (const value of values) told.append(`${word}.${id}`, value);
  }
  if (state.chosen && state.chosen.node !== undefined) told.set("actor", shortOf(state.chosen.node));
  else if (state.chosen) told.set("tie", tieKey(state.chosen.edge));
  return told.toString();
}
let written = "";
function writeAddress(step) {
  const now = address();
  if (now === written) return;
  written = now;
  try {
    history[step ? "pushState" : "replaceState"](null, "", `#${now}`);
  } catch { /* some viewers of local files allow no history: the page works without */ }
}
function readAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  written = told.toString();
  state.layout = Object.hasOwn(data.layouts, told.get("layout") || "") ? told.get("layout") : START.layout;
  const part = told.get("part") || START.part;
  state.part = part === "all" || part === "strong" || part === START.part || data.overview.some((o) => part === `by:${o.by}` ||
    (part.startsWith(`in:${o.by}:`) && o.groups[part.split(":")[2]])) ? part : START.part;
  state.view = ["both", "table"].includes(told.get("view")) ? told.get("view") : "picture";
  state.lone = told.get("lone") !== "0";
  const date = told.get("date") || "";
  const size = date.split("-").length;
  setStep(["year", "month", "day"][size - 1] || "year");
  state.date = marksOfSlider.includes(date) ? date : "";
  for (const { id, order } of FACETS) {
    const only = told.getAll(`only.${id}`).filter((v) => order.includes(v));
    state.off[id] = new Set(only.length ? order.filter((v) => !only.includes(v)) : told.getAll(`not.${id}`).filter((v) => order.includes(v)));
  }
  const [steps, ...iri] = (told.get("around") || "").split(" ");
  const node = shortened.get(iri.join(" "));
  state.ego = node === undefined ? null : { node, steps: steps === "2" ? 2 : 1 };
  const [actor, tie] = [shortened.get(told.get("actor")), tieOf(told.get("tie"))];
  state.chosen = actor !== undefined ? { node: actor } : tie !== undefined ? { edge: tie } : null;
}
addEventListener("popstate", () => { readAddress(); render(); whole(); });

options(byId("layout"), Object.keys(data.layouts).map((layout) => [layout, words[layout]]));
byId("layout").addEventListener("change", () => { state.layout = byId("layout").value; render(); whole(); });
options(byId("view"), [["picture", words.asPicture], ["both", words.asBoth], ["table", words.asTable]]);
byId("view").addEventListener("change", () => {
  state.view = byId("view").value;
  render();
  whole();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = byId("save").open && byId("save").contains(event.target);
  if (open) { byId("save").open = false; byId("save").querySelector("summary").focus(); }
  else if (state.chosen && !byId("search").contains(event.target)) choose(null);
});
matchMedia("screen and (prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); render(); });
// On paper the picture has another frame than on the screen
matchMedia("print").addEventListener("change", () => { whole(); network.redraw(); });
if (innerWidth <= 760) byId("legend").open = false;
readColours();
readAddress();
look();
reckon();
render();
whole();
// For scripts and tests: the state, and where things stand on the screen
window.tigraph = {
  network, actors, ties,
  where: (i) => network.canvasToDOM(network.getPositions([i])[i]),
  state: () => ({ chosen: state.chosen, shown: seen.nodes.size, ties: seen.edges.size, date: state.date, layout: state.layout, part: state.part,
    drawn: scene.nodes.length, lines: scene.edges.length, how: { ...seen.counts }, ego: state.ego }),
  labels: () => labelled,
  drawn: () => scene.nodes.map((node) => node.id),
  hows: () => ties.map((tie, i) => [actors[tie.source].iri, tie.relation, actors[tie.target].iri, seen.how[i]]),
};
