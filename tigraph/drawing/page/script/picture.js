// The picture: vis-network draws what `scene` gives. Nothing is simulated in the browser.
const stage = byId("network");
const shown = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
const network = new vis.Network(stage, {}, data.vis.options);
let colours = {};
let hovered = null;
let scene = { nodes: [], edges: [] };
let filled = false;
let turned = false;
let grown = 1; // marks and lines are drawn larger where one looks from far, so as to be seen
const NAMES = '"DejaVu Sans", system-ui, "Segoe UI", Roboto, sans-serif';
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "pale", "line", "accent"]) colours[name] = style.getPropertyValue(`--${name}`).trim();
}

// Everything drawn, in the picture's own units: what the screen and the exported pictures share
function makeScene() {
  scene = grouped() ? groupScene(overviewOf(state.part)) : wholeScene();
  turned = upright();
  if (turned) for (const node of scene.nodes) [node.x, node.y] = [node.y, node.x];
  // Where a node's ties do not lead, as a vector: its name stands best on that side
  const at = new Map(scene.nodes.map((node) => [node.id, node]));
  for (const node of scene.nodes) Object.assign(node, { away: [0, 0], tied: 0 });
  for (const { from, to } of scene.edges) {
    const [a, b] = [at.get(from), at.get(to)];
    const length = a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0;
    if (!length) continue;
    const [x, y] = [(b.x - a.x) / length, (b.y - a.y) / length];
    a.away = [a.away[0] - x, a.away[1] - y];
    b.away = [b.away[0] + x, b.away[1] + y];
    a.tied += 1;
    b.tied += 1;
  }
}
// On a screen taller than wide, pictures in which no direction means anything are turned
const upright = () => stage.clientHeight > 1.15 * stage.clientWidth && (grouped() || !["levels", "map"].includes(state.layout));
function wholeScene() {
  const spots = data.layouts[state.layout];
  const around = state.ego && actors.length > MANY ? ringSpots() : null;
  const nodes = byDegree.filter((i) => seen.nodes.has(i)).map((i) => {
    const { shape, color, size } = marks[i];
    const [x, y] = around ? around.get(i) : [spots[2 * i], spots[2 * i + 1]];
    return { id: i, x, y, shape, colour: color, size: size * grown * (shape === "star" ? 1.3 : 1), lines: actors[i].lines };
  });
  const edges = [...seen.edges].map((i) => {
    const { from, to, color, width, arrows, smooth } = lines[i];
    return { id: i, from, to, colour: color, width: width * grown, arrow: Boolean(arrows), smooth, how: seen.how[i] };
  });
  // Ties within a row of levels would run through the nodes between: they bend over them
  if (state.layout === "levels") {
    const at = new Map(nodes.map((node) => [node.id, node]));
    for (const edge of edges) {
      const [a, b] = [at.get(edge.from), at.get(edge.to)];
      if (edge.smooth || a === b || Math.abs(a.y - b.y) > 1) continue;
      edge.smooth = { type: a.x < b.x ? "curvedCW" : "curvedCCW", roundness: Math.min(0.16, 40 / Math.abs(a.x - b.x)) };
    }
  }
  return { nodes, edges };
}
function groupScene({ of, groups }) {
  const counts = groups.map(() => 0);
  for (const i of seen.nodes) counts[of[i]] += 1;
  const between = new Map();
  for (const i of seen.edges) {
    const ends = [of[ties[i].source], of[ties[i].target]].sort((a, b) => a - b);
    if (ends[0] !== ends[1]) between.set(ends.join("-"), (between.get(ends.join("-")) || 0) + 1);
  }
  const top = Math.max(...counts, 1);
  const heavy = Math.max(...between.values(), 1);
  const overview = overviewOf(state.part);
  const nodes = groups.map((g, i) => {
    const style = data.kinds.find((k) => k.id === g.kind);
    return { id: `g${i}`, x: g.x, y: g.y, shape: style ? style.shape : "dot", colour: style ? style.colour : "#5b7083",
      size: 8 + 34 * Math.sqrt(counts[i] / top), lines: [groupName(overview, i).slice(0, 40), words.group(counts[i])], count: counts[i] };
  }).filter((node) => node.count).sort((a, b) => b.count - a.count);
  const strongest = [...between].sort((a, b) => b[1] - a[1]).slice(0, 2 * nodes.length);
  const edges = strongest.map(([key, n]) => {
    const [a, b] = key.split("-");
    return { id: `g${key}`, from: `g${a}`, to: `g${b}`, colour: "#8a939c", width: 0.6 + 5 * Math.sqrt(n / heavy), arrow: false, smooth: false, how: "certain" };
  });
  return { nodes, edges };
}
// Around the one chosen, ring by ring: in a large network its neighbours lie far apart
function ringSpots() {
  const spots = new Map();
  let reach = 0;
  for (let ring = 0; ring <= state.ego.steps; ring++) {
    const own = byDegree.filter((i) => seen.nodes.has(i) && seen.rings.get(i) === ring);
    if (ring) reach = Math.max(reach + 200, (own.length * 46) / (2 * Math.PI));
    own.forEach((i, n) => {
      const angle = (2 * Math.PI * n) / own.length;
      spots.set(i, [reach * 1.3 * Math.cos(angle), reach * Math.sin(angle)]);
    });
  }
  return spots;
}

function near() {
  if (!state.chosen || grouped()) return null;
  const { node, edge } = state.chosen;
  const some = (edge === undefined ? tiesOf[node] : between(edge)).filter((i) => seen.edges.has(i));
  const found = { nodes: new Set(node === undefined ? [] : [node]), edges: new Set(some) };
  for (const i of some) found.nodes.add(ties[i].source).add(ties[i].target);
  return found;
}
function between(i) {
  const { source, target } = ties[i];
  const others = tiesOf[source].filter((j) => j !== i &&
    ((ties[j].source === source && ties[j].target === target) || (ties[j].source === target && ties[j].target === source)));
  return [i, ...others];
}

function paint() {
  makeScene();
  const lit = near();
  const nodes = scene.nodes.map(({ id, x, y, shape, colour, size }) => ({
    id, x, y, shape, size, opacity: lit && !lit.nodes.has(id) ? 0.15 : 1,
    color: { background: colour, border: colours.ground,
      highlight: { background: colour, border: colours.ink }, hover: { background: colour, border: colours.ink } },
  }));
  const edges = scene.edges.map(({ id, from, to, colour, width, arrow, smooth, how }) => ({
    id, from, to, width, smooth, arrows: arrow ? "to" : "",
    dashes: DASHES[how] ? DASHES[how].split(" ").map((n) => n * grown) : false,
    color: { color: colour, highlight: colour, hover: colour, opacity: lit && !lit.edges.has(id) ? 0.1 : 1 },
  }));
  refresh(shown.nodes, nodes);
  refresh(shown.edges, edges);
  if (!filled) network.setData(shown); // all at once: item by item, vis-network takes longer
  filled = true;
  const { node, edge } = (!grouped() && state.chosen) || {};
  const picked = { nodes: seen.nodes.has(node) ? [node] : [], edges: seen.edges.has(edge) ? [edge] : [] };
  if (JSON.stringify(picked) === selected) return;
  selected = JSON.stringify(picked);
  network.setSelection(picked, { highlightEdges: false });
}
let selected = JSON.stringify({ nodes: [], edges: [] });
// vis-network hears only of what has changed: telling it of thousands of items is slow
const told = new Map();
function refresh(set, items) {
  if (!told.has(set)) told.set(set, new Map());
  const before = told.get(set);
  const now = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
  const gone = [...before.keys()].filter((id) => !now.has(id));
  if (gone.length) set.remove(gone);
  const changed = items.filter((item) => before.get(item.id) !== now.get(item.id));
  if (changed.length) set.update(changed);
  told.set(set, now);
}

// Names: the most tied first, each where it covers no other name and no mark; more as one zooms in
const CANDIDATES = 500;
const CROWD = 150; // above, hubs are named even where their name covers smaller marks
function placeNames({ project, scale, wide, tall, measure, lit = null, first = () => false }) {
  const font = Math.max(11, Math.min(15, 13 * scale));
  const [names, discs, great] = [new Map(), new Map(), new Map()];
  const cellsOf = (b) => {
    const keys = [];
    for (let x = Math.floor(b[0] / 80); x <= Math.floor(b[2] / 80); x++)
      for (let y = Math.floor(b[1] / 80); y <= Math.floor(b[3] / 80); y++) keys.push(x * 4096 + y);
    return keys;
  };
  const take = (cells, b) => cellsOf(b).forEach((k) => (cells.get(k) || cells.set(k, []).get(k)).push(b));
  const free = (cells, b) => cellsOf(b).every((k) => (cells.get(k) || []).every(
    (o) => b[0] >= o[2] || o[0] >= b[2] || b[1] >= o[3] || o[1] >= b[3]));
  const spots = scene.nodes.map((node) => {
    const [x, y] = project(node.x, node.y);
    return { node, x, y, r: node.size * scale };
  }).filter((p) => p.x > -80 && p.y > -40 && p.x < wide + 80 && p.y < tall + 40);
  const rank = (p) => (first(p.node.id) ? 0 : lit && lit.nodes.has(p.node.id) ? 1 : 2);
  const most = spots.length > CROWD ? 24 : 8; // on a small screen fewer
  const hubs = new Set(spots.slice(0, Math.min(most, Math.ceil((most * wide * tall) / 600000))).map((p) => p.node.id));
  for (const p of spots) {
    const disc = [p.x - p.r * 0.8, p.y - p.r * 0.8, p.x + p.r * 0.8, p.y + p.r * 0.8];
    take(discs, disc);
    if (hubs.has(p.node.id)) take(great, disc);
  }
  const placed = [];
  const queue = spots.map((p, i) => [rank(p), i, p]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, CANDIDATES);
  for (const [own, , p] of queue) {
    if (lit && own === 2) continue;
    const w = Math.max(...p.node.lines.map((line) => measure(line, font, !own))) + 2;
    const h = p.node.lines.length * font * 1.2;
    const r = p.r + 2;
    const aside = r * 0.75 + w / 2;
    const lean = Math.hypot(...p.node.away);
    const [ax, ay] = lean > 0.1 * p.node.tied ? p.node.away.map((v) => v / lean) : [0, 0];
    const places = [[p.x, p.y + r, 0, 1], [p.x, p.y - r - h, 0, -1], [p.x + r + w / 2, p.y - h / 2, 1, 0], [p.x - r - w / 2, p.y - h / 2, -1, 0],
      [p.x + aside, p.y + r * 0.75, 0.7, 0.7], [p.x - aside, p.y + r * 0.75, -0.7, 0.7],
      [p.x + aside, p.y - r * 0.75 - h, 0.7, -0.7], [p.x - aside, p.y - r * 0.75 - h, -0.7, -0.7]]
      .map((place, k) => [...place, place[2] * ax + place[3] * ay - 0.1 * k]).sort((a, b) => b[4] - a[4]);
    const inside = ([x, y]) => x - w / 2 > 2 && x + w / 2 < wide - 2 && y > 2 && y + h < tall - 2;
    const box = ([x, y]) => [x - w / 2, y, x + w / 2, y + h];
    const open = places.filter((place) => inside(place) && free(names, box(place)));
    const at = open.find((place) => free(discs, box(place))) || (hubs.has(p.node.id) && open.find((place) => free(great, box(place)))) || (!own && places.find(inside));
    if (!at) continue;
    take(names, box(at));
    placed.push({ lines: p.node.lines, x: at[0], y: at[1], font, bold: !own, box: box(at) });
  }
  return placed;
}
const fontOf = (size, bold) => `${bold ? 600 : 400} ${size}px ${NAMES}`;
const measured = new Map();
function measureWith(context) {
  return (line, font, bold) => {
    const key = (bold ? "b" : "n") + line;
    if (!measured.has(key)) { context.font = fontOf(100, bold); measured.set(key, context.measureText(line).width / 100); }
    return measured.get(key) * font;
  };
}
let labelled = [];
network.on("afterDrawing", (context) => {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const [wide, tall] = [context.canvas.clientWidth, context.canvas.clientHeight];
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const chosen = state.chosen || {};
  const placed = placeNames({
    project: (x, y) => { const p = network.canvasToDOM({ x, y }); return [p.x, p.y]; },
    scale: network.getScale(), wide, tall, measure: measureWith(context), lit: near(),
    first: (id) => id === chosen.node || id === hovered,
  });
  labelled = placed.map(({ box }) => box);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.ink;
  for (const { lines: text, x, y, font, bold } of placed) {
    context.font = fontOf(font, bold);
    text.forEach((line, n) => {
      context.strokeText(line, x, y + n * font * 1.2);
      context.fillText(line, x, y + n * font * 1.2);
    });
  }
  context.restore();
});

// Behind the picture: the governance levels' bands, or the outlines of the map
function bands() {
  if (state.layout !== "levels" || grouped() || (state.ego && actors.length > MANY)) return [];
  const found = new Map();
  for (const { id, y, size } of scene.nodes) {
    const level = actors[id].level_label || words.none;
    const own = found.get(level) || [Infinity, -Infinity];
    found.set(level, [Math.min(own[0], y - size), Math.max(own[1], y + size)]);
  }
  const rows = [...found].map(([name, [top, bottom]]) => ({ name, top, bottom })).sort((a, b) => a.top - b.top);
  const apart = rows.every((band, i) => !i || band.top >= rows[i - 1].bottom);
  return apart ? rows : [];
}
const outlines = () => (state.layout === "map" && !grouped() && !(state.ego && actors.length > MANY) ? data.outlines : []);
network.on("beforeDrawing", (context) => {
  const scale = network.getScale();
  const corner = network.DOMtoCanvas({ x: 8, y: 0 });
  context.save();
  context.lineWidth = 1 / scale;
  context.strokeStyle = colours.line;
  for (const outline of outlines()) {
    context.beginPath();
    for (let k = 0; k < outline.length; k += 2) context[k ? "lineTo" : "moveTo"](outline[k], outline[k + 1]);
    context.stroke();
  }
  const right = network.DOMtoCanvas({ x: context.canvas.clientWidth, y: 0 }).x;
  context.fillStyle = colours.pale;
  context.textBaseline = "bottom";
  context.font = fontOf(13 / scale, true);
  bands().forEach(({ name, top }, i, all) => {
    const y = i ? (all[i - 1].bottom + top) / 2 : top - 24 / scale;
    context.beginPath();
    context.moveTo(corner.x - 20 / scale, y);
    context.lineTo(right, y);
    context.stroke();
    context.fillText(name, corner.x, y + 18 / scale);
  });
  context.restore();
});

network.on("click", (event) => {
  const [node, edge] = [event.nodes[0], event.edges[0]];
  if (typeof node === "string") setPart(`in:${state.part.slice(3)}:${node.slice(1)}`);
  else if (node !== undefined) choose({ node });
  else if (typeof edge === "number") choose({ edge });
  else if (state.chosen) choose(null);
});
const pointer = (on) => () => { stage.style.cursor = on ? "pointer" : ""; };
network.on("hoverNode", ({ node }) => { hovered = node; pointer(true)(); network.redraw(); });
network.on("blurNode", () => { hovered = null; pointer(false)(); network.redraw(); });
network.on("hoverEdge", pointer(true));
network.on("blurEdge", pointer(false));

// Zoom, and the picture by keyboard
const grownAt = (scale) => (grouped() ? 1 : Math.max(1, Math.min(2.2, 0.55 / scale)));
function regrow() {
  const wanted = grownAt(network.getScale());
  if (Math.abs(wanted / grown - 1) < 0.25) return;
  grown = wanted;
  paint();
}
const zoom = (factor) => { fitted = false; network.moveTo({ scale: Math.max(0.01, Math.min(6, network.getScale() * factor)) }); regrow(); };
// The scale and the middle that show everything, with room at the rim for names
function framing() {
  const extent = (key) => scene.nodes.reduce(([a, b], n) => [Math.min(a, n[key]), Math.max(b, n[key])], [Infinity, -Infinity]);
  const [[left, right], [top, bottom]] = [extent("x"), extent("y")];
  const [wide, tall] = [stage.clientWidth, stage.clientHeight];
  const [across, down] = [Math.min(70, wide / 10), Math.min(44, tall / 10)];
  const scale = Math.min((wide - 2 * across) / (right - left + 20), (tall - 2 * down) / (bottom - top + 20), 1.4);
  return { scale: Math.max(scale, 0.01), position: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}
function whole() {
  network.setSize("100%", "100%");
  if (turned !== upright()) paint();
  if (scene.nodes.length) network.moveTo(framing());
  fitted = true;
  regrow();
}
// As long as nobody has moved the picture, it stays fitted when its room changes
let fitted = false;
network.on("resize", ({ width, height, oldWidth, oldHeight }) => {
  if (fitted && (width !== oldWidth || height !== oldHeight)) whole();
});
network.on("dragStart", () => { fitted = false; });
// The first picture is drawn once, so its scale is reckoned before
function reckon() {
  makeScene();
  if (scene.nodes.length) grown = grownAt(framing().scale);
}
let settling = null;
network.on("zoom", () => { fitted = false; clearTimeout(settling); settling = setTimeout(regrow, 120); });
const pan = (x, y) => {
  fitted = false;
  const at = network.getViewPosition();
  const step = 60 / network.getScale();
  network.moveTo({ position: { x: at.x + x * step, y: at.y + y * step } });
};
let cursor = -1;
function walk(by) {
  if (!scene.nodes.length) return;
  cursor = (cursor + by + scene.nodes.length) % scene.nodes.length;
  const { id, x, y } = scene.nodes[cursor];
  hovered = id;
  fitted = false;
  network.moveTo({ position: { x, y } });
  byId("cursor").textContent = typeof id === "string" ? scene.nodes[cursor].lines.join(", ")
    : words.cursor(nameOf(id), kindOf(id), tiesOf[id].filter((i) => seen.edges.has(i)).length);
}
function enter() {
  const node = scene.nodes[cursor];
  if (!node) return;
  if (typeof node.id === "string") setPart(`in:${state.part.slice(3)}:${node.id.slice(1)}`);
  else choose({ node: node.id });
}
const KEYS = {
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: whole,
  n: () => walk(1), p: () => walk(-1), N: () => walk(1), P: () => walk(-1), Enter: enter,
};
stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});
byId("zoom-in").addEventListener("click", () => zoom(1.25));
byId("zoom-out").addEventListener("click", () => zoom(0.8));
byId("fit").addEventListener("click", whole);
