// Exports of what is shown, each with title, date, filters and citation in it.
const PAPER = { ground: "#ffffff", ink: "#1b1f24", pale: "#57606a", line: "#d0d7de" };
const stamp = () => ({
  title: about.title, date: dateText(), filters: filtersText(), citation,
  sources: about.sources.join(" ; "), open_data: about.open_data.join(" ; "), query: about.query,
});
const clean = (value) => String(value ?? "").replace(/\r\n|[\r\x85\u2028]/g, "\n")
  .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/gu, "");
const escaped = (value) => clean(value).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/\n/g, "&#10;");
const short = (n) => String(Math.round(n * 100) / 100);

function save(name, blob) {
  const link = element("a", undefined, { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 20000);
  byId("saved").textContent = words.saved(name);
}
function fileName(suffix) {
  const stem = plain(`${about.projection} ${state.date}`).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${stem || "tigraph"}${suffix}`;
}

// Pens: one writes SVG, the other draws on a canvas; `drawPicture` knows neither.
function svgPen(wide, tall) {
  const parts = [];
  const style = (fill, stroke, width, dashes, opacity) => `fill="${fill || "none"}"${stroke ? ` stroke="${stroke}" stroke-width="${short(width)}"` : ""}` +
    `${dashes ? ` stroke-dasharray="${dashes}"` : ""}${opacity !== undefined && opacity < 1 ? ` opacity="${opacity}"` : ""}`;
  return {
    path: (points, { fill, stroke, width = 1, dashes, close, curve, opacity }) => parts.push(`<path d="${curve
      ? `M${points[0].map(short)} Q${curve.map(short)} ${points[1].map(short)}`
      : `M${points.map((p) => p.map(short).join(",")).join(" L")}${close ? " Z" : ""}`}" ${style(fill, stroke, width, dashes, opacity)}/>`),
    circle: (x, y, r, { fill, stroke, width = 1 }) => parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="${short(r)}" ${style(fill, stroke, width)}/>`),
    text: (text, x, y, { size, bold, fill, anchor = "start", halo }) => parts.push(`<text x="${short(x)}" y="${short(y + size * 0.8)}" font-size="${short(size)}"${bold ? ' font-weight="600"' : ""}` +
      `${anchor === "start" ? "" : ` text-anchor="${anchor}"`} fill="${fill}"${halo ? ' stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' : ""}>${escaped(text)}</text>`),
    clip: (x, y, w, h) => parts.push(`<clipPath id="frame"><rect x="${x}" y="${short(y)}" width="${w}" height="${h}"/></clipPath><g clip-path="url(#frame)">`),
    unclip: () => parts.push("</g>"),
    end: () => {
      const told = stamp();
      return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${short(tall)}" viewBox="0 0 ${wide} ${short(tall)}" font-family="${escaped(NAMES.replace(/"/g, "'"))}">` +
        `<title>${escaped(told.title)}</title><desc>${escaped(Object.values(told).join("\n"))}</desc>` +
        `<rect width="100%" height="100%" fill="#ffffff"/>\n${parts.join("\n")}\n</svg>\n`;
    },
  };
}
function canvasPen(wide, tall, ratio) {
  const canvas = element("canvas");
  canvas.width = Math.ceil(wide * ratio);
  canvas.height = Math.ceil(tall * ratio);
  const c = canvas.getContext("2d");
  c.scale(ratio, ratio);
  c.fillStyle = "#ffffff";
  c.fillRect(0, 0, wide, tall);
  const finish = ({ fill, stroke, width = 1, dashes }) => {
    if (fill) { c.fillStyle = fill; c.fill(); }
    if (!stroke) return;
    c.strokeStyle = stroke;
    c.lineWidth = width;
    c.setLineDash(dashes ? dashes.split(" ").map(Number) : []);
    c.stroke();
  };
  return {
    path: (points, how) => {
      c.beginPath();
      c.globalAlpha = how.opacity ?? 1;
      c.moveTo(...points[0]);
      if (how.curve) c.quadraticCurveTo(...how.curve, ...points[1]);
      else for (const point of points.slice(1)) c.lineTo(...point);
      if (how.close) c.closePath();
      finish(how);
      c.globalAlpha = 1;
    },
    circle: (x, y, r, how) => { c.beginPath(); c.arc(x, y, r, 0, 2 * Math.PI); finish(how); },
    text: (text, x, y, { size, bold, fill, anchor = "start", halo }) => {
      c.font = fontOf(size, bold);
      c.textAlign = anchor === "middle" ? "center" : anchor;
      c.textBaseline = "alphabetic";
      c.setLineDash([]);
      if (halo) { c.strokeStyle = "#ffffff"; c.lineWidth = 3; c.lineJoin = "round"; c.strokeText(text, x, y + size * 0.8); }
      c.fillStyle = fill;
      c.fillText(text, x, y + size * 0.8);
    },
    clip: (x, y, w, h) => { c.save(); c.beginPath(); c.rect(x, y, w, h); c.clip(); },
    unclip: () => c.restore(),
    end: () => canvas,
  };
}
const POLYGONS = Object.fromEntries(Object.entries(OUTLINES).map(([shape, points]) =>
  [shape, points.split(" ").map((p) => p.split(",").map(Number)).map(([x, y]) => [(x - 11) / 8, (y - 8) / 8])]));
function drawMark(pen, shape, x, y, r, colour) {
  const how = { fill: colour, stroke: PAPER.ground, width: 1 };
  if (POLYGONS[shape]) pen.path(POLYGONS[shape].map(([a, b]) => [x + a * r, y + b * r]), { ...how, close: true });
  else pen.circle(x, y, r, how);
}
function wrap(text, wide, size, measure, most = 4) {
  const rows = [""];
  for (const word of clean(text).split(/\s+/)) {
    const cut = word.slice(0, 120);
    const next = rows.at(-1) ? `${rows.at(-1)} ${cut}` : cut;
    if (measure(next, size, false) <= wide || !rows.at(-1)) rows[rows.length - 1] = next;
    else if (rows.length < most) rows.push(cut);
    else { rows[rows.length - 1] += " …"; break; }
  }
  return rows;
}
// Title and date on top, what the screen shows in the middle, legend and citation below
function drawPicture(makePen) {
  const measure = measureWith(element("canvas").getContext("2d"));
  const wide = Math.max(stage.clientWidth, 640);
  const high = Math.max(stage.clientHeight, 420);
  const room = wide - 32;
  const told = stamp();
  const head = [...wrap(told.title, room, 20, measure, 2).map((text) => [text, 20, true, PAPER.ink]),
    ...wrap(told.date, room, 13, measure).map((text) => [text, 13, false, PAPER.pale])];
  const foot = [`${words.filtersSet}${words.colon}${told.filters}`, widthNote(), told.citation, sources]
    .filter(Boolean).flatMap((text) => wrap(text, room, 11, measure)).map((text) => [text, 11, false, PAPER.pale]);
  const legend = legendRows(room, measure);
  const tallOf = (rows) => rows.reduce((sum, [, size]) => sum + size * 1.4, 0);
  const top = 14 + tallOf(head);
  const pen = makePen(wide, top + high + legend.length * 20 + tallOf(foot) + 34);
  const write = (rows, start) => rows.reduce((y, [text, size, bold, fill]) => { pen.text(text, 16, y, { size, bold, fill }); return y + size * 1.4; }, start);
  write(head, 12);
  pen.clip(0, top, wide, high);
  drawNetwork(pen, { wide, high, top, measure });
  pen.unclip();
  let y = top + high + 10;
  for (const line of legend) {
    for (const { x, item, text } of line) {
      if (item.shape) drawMark(pen, item.shape, x + 8, y + 8, 7, item.colour);
      else pen.path([[x, y + 8], [x + 18, y + 8]], { stroke: item.colour, width: 3, dashes: item.dashes });
      pen.text(text, x + 24, y + 2, { size: 12, fill: PAPER.ink });
    }
    y += 20;
  }
  write(foot, y + 6);
  return pen.end();
}
function legendRows(room, measure) {
  const kinds = new Set([...seen.nodes].map((i) => actors[i].kind || ""));
  const bases = new Set([...seen.edges].map((i) => ties[i].basis || ""));
  const hows = new Set([...seen.edges].map((i) => seen.how[i]));
  const items = [...data.kinds.filter((k) => kinds.has(k.id)).map((item) => [item, item.label || words.none]),
    ...(grouped() ? [] : data.bases.filter((b) => bases.has(b.id)).map((item) => [item, item.label || words.none])),
    ...["possible", "undated"].filter((how) => hows.has(how) && !grouped()).map((how) => [{ colour: "#6e7681", dashes: DASHES[how] }, words[how]])];
  const rows = [[]];
  let x = 16;
  for (const [item, label] of items) {
    const text = clean(label).slice(0, 60);
    const w = 24 + measure(text, 12, false) + 20;
    if (x + w > room && rows.at(-1).length) { rows.push([]); x = 16; }
    rows.at(-1).push({ x, item, text });
    x += w;
  }
  return items.length ? rows : [];
}
function drawNetwork(pen, { wide, high, top, measure }) {
  const scale = network.getScale();
  const [dx, dy] = [(wide - stage.clientWidth) / 2, (high - stage.clientHeight) / 2];
  const project = (x, y) => { const p = network.canvasToDOM({ x, y }); return [p.x + dx, p.y + dy]; };
  const down = ([x, y]) => [x, y + top];
  for (const outline of outlines()) {
    const corners = outline.map((x, k) => (k % 2 ? null : down(project(x, outline[k + 1])))).filter(Boolean);
    pen.path(corners, { stroke: PAPER.line });
  }
  bands().forEach(({ name, top: upper }, i, all) => {
    const [, y] = project(0, i ? (all[i - 1].bottom + upper) / 2 : upper - 24 / scale);
    pen.path([[0, y + top], [wide, y + top]], { stroke: PAPER.line });
    pen.text(name, 8, y + top + 5, { size: 13, bold: true, fill: PAPER.pale });
  });
  const marks_ = new Map(scene.nodes.map((node) => [node.id, { ...node, at: project(node.x, node.y), r: node.size * scale }]));
  for (const edge of scene.edges) {
    const [a, b] = [marks_.get(edge.from), marks_.get(edge.to)];
    if (a && b) drawEdge(pen, edge, a, b, scale, project, down);
  }
  for (const { shape, at, r, colour } of [...marks_.values()].reverse()) drawMark(pen, shape, ...down(at), Math.max(r, 1), colour);
  const placed = placeNames({ project, scale, wide, tall: high, measure });
  for (const { lines: text, x, y, font, bold } of placed) {
    text.forEach((line, n) => pen.text(line, x, y + top + n * font * 1.2, { size: font, bold, fill: PAPER.ink, anchor: "middle", halo: true }));
  }
}
function drawEdge(pen, edge, a, b, scale, project, down) {
  const how = { stroke: edge.colour, width: Math.max(edge.width * scale, 0.4), dashes: DASHES[edge.how], opacity: 0.9 };
  if (a === b) { pen.circle(...down([a.at[0] + a.r, a.at[1] - a.r]), a.r, { ...how, fill: null }); return; }
  const drawn = network.body.edges[edge.id];
  const via = edge.smooth && drawn && drawn.edgeType.getViaNode ? drawn.edgeType.getViaNode() : null;
  const middle = via ? project(via.x, via.y) : null;
  const from = middle || a.at;
  const length = Math.hypot(b.at[0] - from[0], b.at[1] - from[1]) || 1;
  const way = [(b.at[0] - from[0]) / length, (b.at[1] - from[1]) / length];
  const tip = [b.at[0] - way[0] * b.r, b.at[1] - way[1] * b.r];
  pen.path([down(a.at), down(tip)], { ...how, curve: middle ? down(middle) : null });
  if (!edge.arrow) return;
  const size = Math.max(3, 7 * scale) + how.width;
  const back = [tip[0] - way[0] * size, tip[1] - way[1] * size];
  const side = [-way[1] * size * 0.45, way[0] * size * 0.45];
  pen.path([down(tip), down([back[0] + side[0], back[1] + side[1]]), down([back[0] - side[0], back[1] - side[1]])], { fill: edge.colour, close: true });
}

// Tables and networks for other programs: the same columns as `tigraph export` gives
const joined = (values) => (values || []).map((value) => clean(value).replace(/\|/g, "/")).join(" | ");
const PROOF = { documents: "title", publishers: "publisher", document_dates: "date", urls: "url", places: "place", speakers: "speaker", modalities: "modality" };
function nodeRow(i) {
  const a = actors[i];
  return { kind: a.kind, kind_label: kindOf(i), governance_level_label: a.level_label, actor_order_label: a.order_label,
    other_names: joined([...a.names, ...a.identifiers]), phases: joined(a.phases), territories: joined(a.territories), areas: joined(a.areas) };
}
function edgeRow(i) {
  const tie = ties[i];
  const made = { relation: tie.relation, relation_label: tie.relation_label, basis: tie.basis, basis_label: basisLabels.get(tie.basis || ""),
    valid_from: tie.start, valid_to: tie.end, valid: tie.valid, certain: String(tie.certain), validity_at_date: seen.how[i], claim: tie.claim };
  for (const [column, key] of Object.entries(PROOF)) made[column] = joined(tie.evidence.map((p) => data.documents[p.document][key] ?? p[key]));
  return made;
}
const stampColumns = () => Object.fromEntries(Object.entries(stamp()).map(([key, value]) => [`network_${key}`, value]));
function csv(rows) {
  const keys = Object.keys(rows[0] || stampColumns());
  const cell = (value) => { const text = clean(value); return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text; };
  return `\ufeff${[keys, ...rows.map((line) => keys.map((key) => line[key]))].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
const actorRows = () => [...seen.nodes].sort((a, b) => a - b).map((i) => ({ id: actors[i].iri, label: nameOf(i), ...nodeRow(i), ...stampColumns() }));
const tieRows = () => [...seen.edges].sort((a, b) => a - b).map((i) => ({ id: `e${i}`, source: actors[ties[i].source].iri, target: actors[ties[i].target].iri,
  source_label: nameOf(ties[i].source), target_label: nameOf(ties[i].target), direction: about.directed ? "directed" : "undirected", weight: ties[i].weight, ...edgeRow(i), ...stampColumns() }));

function gexf() {
  const nodes = [...seen.nodes].sort((a, b) => a - b);
  const edges = [...seen.edges].sort((a, b) => a - b);
  const spots = data.layouts[state.layout];
  const rgb = (colour) => [1, 3, 5].map((n, k) => `${"rgb"[k]}="${parseInt(colour.slice(n, n + 2), 16)}"`).join(" ");
  const declare = (kind, keys) => `<attributes class="${kind}" mode="static">${keys.map((k) => `<attribute id="${k}" title="${k}" type="string"/>`).join("")}</attributes>`;
  const values = (own) => `<attvalues>${Object.entries(own).map(([k, v]) => `<attvalue for="${k}" value="${escaped(v)}"/>`).join("")}</attvalues>`;
  const nodeKeys = nodes.length ? Object.keys(nodeRow(nodes[0])) : [];
  const edgeKeys = edges.length ? Object.keys(edgeRow(edges[0])) : [];
  const shapes = { dot: "disc", square: "square", diamond: "diamond" };
  const met = new Map();
  const day = /^\d{4}-\d\d-\d\d/.test(about.made) ? ` lastmodifieddate="${about.made.slice(0, 10)}"` : "";
  const nodeText = (i) => {
    const { shape, color, size } = marks[i];
    const label = clean(nameOf(i)).replace(/\s+/g, " ").trim() || actors[i].iri;
    return `<node id="${escaped(actors[i].iri)}" label="${escaped(label)}">${values(nodeRow(i))}<viz:color ${rgb(color)}/>` +
      `<viz:position x="${spots[2 * i]}" y="${0 - spots[2 * i + 1]}" z="0"/><viz:size value="${size}"/><viz:shape value="${shapes[shape] || "triangle"}"/></node>`;
  };
  const edgeText = (i) => {
    const { source, target, weight } = ties[i];
    const kind = `${ties[i].relation || ""} ${ties[i].basis || ""}`.trim() || "tie";
    const ends = about.directed ? [source, target] : [source, target].sort((a, b) => a - b);
    const key = [...ends, kind].join(" ");
    met.set(key, (met.get(key) || 0) + 1); // Gephi merges parallel edges of one kind
    const nth = met.get(key);
    return `<edge id="e${i}" source="${escaped(actors[source].iri)}" target="${escaped(actors[target].iri)}" weight="${weight}" kind="${escaped(nth > 1 ? `${kind} ${nth}` : kind)}" ` +
      `label="${escaped(ties[i].relation_label || ties[i].relation)}">${values(edgeRow(i))}<viz:color ${rgb(lines[i].color)}/><viz:thickness value="${lines[i].width}"/>` +
      `<viz:shape value="${seen.how[i] === "certain" ? "solid" : seen.how[i] === "possible" ? "dashed" : "dotted"}"/></edge>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3" version="1.3"><meta${day}><creator>tigraph ${escaped(about.version)}</creator>` +
    `<description>${escaped(Object.entries(stamp()).map(([k, v]) => `${k}: ${v}`).join("\n"))}</description></meta>\n<graph defaultedgetype="${about.directed ? "directed" : "undirected"}" mode="static" idtype="string">` +
    `${declare("node", nodeKeys)}${declare("edge", edgeKeys)}\n<nodes>${nodes.map(nodeText).join("\n")}</nodes>\n<edges>${edges.map(edgeText).join("\n")}</edges></graph></gexf>\n`;
}

const textBlob = (text, type) => new Blob([text], { type: `${type};charset=utf-8` });
const SAVES = {
  png: () => drawPicture((wide, tall) => canvasPen(wide, tall, 2)).toBlob((blob) => save(fileName(".png"), blob), "image/png"),
  svg: () => save(fileName(".svg"), textBlob(drawPicture(svgPen), "image/svg+xml")),
  gexf: () => save(fileName(".gexf"), textBlob(gexf(), "application/xml")),
  csvTies: () => save(fileName(".edges.csv"), textBlob(csv(tieRows()), "text/csv")),
  csvActors: () => save(fileName(".nodes.csv"), textBlob(csv(actorRows()), "text/csv")),
};
for (const [what, act] of Object.entries(SAVES)) byId("saves").append(button(words[what], act, { id: `save-${what}` }));
