"use strict";
(() => {
  // Every value of the network reaches the page as text (textContent), never as markup.
  const data = JSON.parse(document.getElementById("data").textContent);
  const WORDS = {
    fr: {
      about: "À propos de ce réseau", search: "Chercher un acteur", legend: "Légende et filtres",
      kinds: "Acteurs", bases: "Fondement des liens", reset: "Tout afficher", fit: "Tout voir",
      zoomIn: "Agrandir", zoomOut: "Réduire", close: "Fermer", controls: "Recherche et légende",
      picture: "Image du réseau", possible: "lien seulement possible à cette date",
      keys: "Flèches : déplacer. + et − : zoom. 0 : tout voir. Échap : annuler le choix.",
      asOf: (d) => `Date de référence : ${d}`, anyDate: "Toutes dates confondues",
      count: (a, t) => `${a} acteurs, ${t} liens`, made: (d, v) => `établi le ${d} (tigraph ${v})`,
      shown: (a, n, t, m) => `${a} acteurs sur ${n} et ${t} liens sur ${m} sont affichés.`,
      found: (n) => (n ? `${n} trouvé${n > 1 ? "s" : ""}` : "Aucun acteur de ce nom"),
      more: (n) => `… et ${n} autres`, projection: "Projection", query: "Requête", sources: "Sources",
      date: "Date de référence", madeOn: "Établi le", version: "Version", kind: "Nature",
      level: "Niveau", order: "Ordre d’acteur", names: "Autres noms et codes", iri: "Identifiant",
      ties: (n) => `Liens (${n})`, noTies: "Aucun lien dans ce réseau.", between: (n) =>
        n > 1 ? `${n} liens entre ces deux acteurs` : "Un lien entre ces deux acteurs",
      basis: "Fondement", valid: "Période", unknown: "non connue", certainty: "Validité",
      certain: "certaine", onlyPossible: "seulement possible", weight: "Poids",
      evidence: "Ce qui l’atteste", noEvidence: "Aucun document n’est joint à ce lien.",
      publisher: "Éditeur", published: "Date", place: "Passage", speaker: "Qui parle",
      modality: "Modalité", open: "Ouvrir le document", colon: " : ", claim: "Assertion",
    },
    en: {
      about: "About this network", search: "Find an actor", legend: "Legend and filters",
      kinds: "Actors", bases: "Basis of the ties", reset: "Show all", fit: "Show whole",
      zoomIn: "Zoom in", zoomOut: "Zoom out", close: "Close", controls: "Search and legend",
      picture: "Picture of the network", possible: "only possibly valid at this date",
      keys: "Arrows: move. + and −: zoom. 0: show whole. Escape: clear the choice.",
      asOf: (d) => `As of ${d}`, anyDate: "All dates together",
      count: (a, t) => `${a} actors, ${t} ties`, made: (d, v) => `made on ${d} (tigraph ${v})`,
      shown: (a, n, t, m) => `${a} of ${n} actors and ${t} of ${m} ties are shown.`,
      found: (n) => (n ? `${n} found` : "No actor of that name"),
      more: (n) => `… and ${n} more`, projection: "Projection", query: "Query", sources: "Sources",
      date: "As of", madeOn: "Made on", version: "Version", kind: "Kind",
      level: "Level", order: "Order of actor", names: "Other names and codes", iri: "Identifier",
      ties: (n) => `Ties (${n})`, noTies: "No tie in this network.", between: (n) =>
        n > 1 ? `${n} ties between these two actors` : "One tie between these two actors",
      basis: "Basis", valid: "Period", unknown: "not known", certainty: "Validity",
      certain: "certain", onlyPossible: "only possible", weight: "Weight",
      evidence: "What attests it", noEvidence: "No document is joined to this tie.",
      publisher: "Publisher", published: "Date", place: "Place", speaker: "Who speaks",
      modality: "Modality", open: "Open the document", colon: ": ", claim: "Claim",
    },
  };
  const words = WORDS[document.documentElement.lang] || WORDS.en;
  const about = data.network;
  const { actors, ties } = data;
  const byId = (id) => document.getElementById(id);
  const labelOf = (rows) => new Map(rows.map((row) => [row.id, row.label]));
  const kindLabels = labelOf(data.kinds);
  const basisLabels = labelOf(data.bases);
  const nameOf = (i) => actors[i].label || actors[i].iri;

  function element(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }
  function row(list, term, value) {
    if (!value) return;
    list.append(element("dt", term), element("dd", value, { dir: "auto" }));
  }

  // Words of ours, and the header
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = words[node.dataset.word];
  for (const node of document.querySelectorAll("[data-aria]")) node.setAttribute("aria-label", words[node.dataset.aria]);
  byId("network").setAttribute("aria-label", `${words.picture}${words.colon}${about.title}`);
  byId("title").textContent = about.title;
  byId("description").textContent = about.description;
  byId("facts").textContent = [
    about.as_of ? words.asOf(about.as_of) : words.anyDate,
    words.count(actors.length, ties.length), words.made(about.made, about.version),
  ].join(" · ");
  for (const [term, value] of [
    [words.date, about.as_of || words.anyDate], [words.madeOn, about.made],
    [words.version, `tigraph ${about.version}`], [words.projection, about.projection],
    [words.query, about.query], ...about.sources.map((s, i) => [i ? " " : words.sources, s]),
  ]) row(byId("about-list"), term, value);

  // The picture: positions come with the page, nothing is simulated
  const nodes = new vis.DataSet(data.vis.nodes.map((n) => ({ ...n, label: undefined })));
  const edges = new vis.DataSet(data.vis.edges);
  const stage = byId("network");
  const network = new vis.Network(stage, { nodes, edges }, data.vis.options);
  const hidden = { kind: new Set(), basis: new Set() };
  const off = { node: new Set(), edge: new Set() };
  let chosen = null; // {node} or {edge}
  let hovered = null;
  const tiesOf = actors.map(() => []);
  ties.forEach((tie, i) => {
    tiesOf[tie.source].push(i);
    if (tie.target !== tie.source) tiesOf[tie.target].push(i);
  });
  const byDegree = actors.map((_, i) => i).sort((a, b) => actors[b].degree - actors[a].degree || a - b);
  const size = new Map(data.vis.nodes.map((n) => [n.id, n.size]));
  let colours = {};
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ground", "ink", "accent"]) colours[name] = style.getPropertyValue(`--${name}`).trim();
  }

  function near() {
    if (!chosen) return null;
    const some = chosen.edge === undefined ? tiesOf[chosen.node] : between(chosen.edge);
    const found = { nodes: new Set(), edges: new Set(some.filter((i) => !off.edge.has(i))) };
    if (chosen.node !== undefined) found.nodes.add(chosen.node);
    for (const i of found.edges) found.nodes.add(ties[i].source).add(ties[i].target);
    return found;
  }
  function between(i) {
    const { source, target } = ties[i];
    const others = tiesOf[source].filter((j) => j !== i && tiesOf[target].includes(j) &&
      (source !== target || ties[j].source === ties[j].target));
    return [i, ...others];
  }
  function paint() {
    const lit = near();
    nodes.update(data.vis.nodes.map(({ id, color }) => ({
      id, hidden: off.node.has(id), opacity: lit && !lit.nodes.has(id) ? 0.15 : 1,
      color: { background: color, border: colours.ground,
        highlight: { background: color, border: colours.ink }, hover: { background: color, border: colours.ink } },
    })));
    edges.update(data.vis.edges.map(({ id, color }) => ({
      id, hidden: off.edge.has(id),
      color: { color, highlight: color, hover: color, opacity: lit && !lit.edges.has(id) ? 0.1 : 1 },
    })));
  }

  // Names: hubs first, each where it covers no other and no node; more of them as one zooms in
  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    const ratio = context.canvas.width / context.canvas.clientWidth;
    const wide = context.canvas.clientWidth;
    const tall = context.canvas.clientHeight;
    const points = network.getPositions();
    const lit = near();
    const font = Math.max(11, Math.min(15, 13 * scale));
    const names = new Map();
    const discs = new Map();
    const cellsOf = (b) => {
      const keys = [];
      for (let x = Math.floor(b[0] / 80); x <= Math.floor(b[2] / 80); x++)
        for (let y = Math.floor(b[1] / 80); y <= Math.floor(b[3] / 80); y++) keys.push(`${x},${y}`);
      return keys;
    };
    const take = (cells, b) => cellsOf(b).forEach((k) => (cells.get(k) || cells.set(k, []).get(k)).push(b));
    const free = (cells, b) => cellsOf(b).every((k) => (cells.get(k) || []).every(
      (o) => b[0] >= o[2] || o[0] >= b[2] || b[1] >= o[3] || o[1] >= b[3]));
    const spots = byDegree.filter((i) => !off.node.has(i)).map((i) => {
      const { x, y } = network.canvasToDOM(points[i]);
      return { i, x, y, r: size.get(i) * scale };
    }).filter((p) => p.x > -80 && p.y > -40 && p.x < wide + 80 && p.y < tall + 40);
    const hubs = new Set(spots.slice(0, 30).map((p) => p.i));
    for (const p of spots) take(discs, [p.x - p.r * 0.8, p.y - p.r * 0.8, p.x + p.r * 0.8, p.y + p.r * 0.8]);
    const rank = (p) => (p.i === (chosen || {}).node || p.i === hovered ? 0 : lit && lit.nodes.has(p.i) ? 1 : 2);
    take(names, [wide - 190, tall - 48, wide, tall]); // the zoom buttons
    spots.sort((a, b) => rank(a) - rank(b));
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = colours.ground;
    context.fillStyle = colours.ink;
    for (const p of spots) {
      const first = rank(p) === 0;
      if (lit && rank(p) === 2) continue;
      context.font = `${first ? 600 : 400} ${font}px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif`;
      const { lines } = actors[p.i];
      const w = Math.max(...lines.map((line) => context.measureText(line).width)) + 2;
      const h = lines.length * font * 1.2;
      const r = p.r + 2;
      const places = [[p.x, p.y + r], [p.x, p.y - r - h], [p.x + r + w / 2, p.y - h / 2], [p.x - r - w / 2, p.y - h / 2]];
      const inside = ([x, y]) => x - w / 2 > 2 && x + w / 2 < wide - 2 && y > 2 && y + h < tall - 2;
      const box = ([x, y]) => [x - w / 2, y, x + w / 2, y + h];
      const open = places.filter((place) => inside(place) && free(names, box(place)));
      const at = open.find((place) => free(discs, box(place))) || (hubs.has(p.i) && open[0]) || (first && places[0]);
      if (!at) continue;
      take(names, box(at));
      lines.forEach((line, n) => {
        context.strokeText(line, at[0], at[1] + n * font * 1.2);
        context.fillText(line, at[0], at[1] + n * font * 1.2);
      });
    }
    context.restore();
  });

  // Legend, which is a filter
  const SVG = "http://www.w3.org/2000/svg";
  const OUTLINES = {
    square: "5,2 17,2 17,14 5,14", triangle: "11,1 18,14 4,14", triangleDown: "11,15 18,2 4,2",
    diamond: "11,0 19,8 11,16 3,8", hexagon: "7,2 15,2 19,8 15,14 7,14 3,8",
    star: "11,0 13.1,5.3 18.8,5.6 14.4,9.1 15.9,14.6 11,11.5 6.1,14.6 7.6,9.1 3.2,5.6 8.9,5.3",
  };
  function swatch(item, dashed) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "swatch");
    svg.setAttribute("viewBox", "0 0 22 16");
    svg.setAttribute("aria-hidden", "true");
    const kind = item.shape === "dot" ? "circle" : item.shape ? "polygon" : "line";
    const mark = document.createElementNS(SVG, kind);
    const values = { circle: { cx: 11, cy: 8, r: 7 }, polygon: { points: OUTLINES[item.shape] }, line: { x1: 0, x2: 22, y1: 8, y2: 8, "stroke-width": 3 } }[kind];
    for (const [key, value] of Object.entries(values)) mark.setAttribute(key, value);
    mark.setAttribute(kind === "line" ? "stroke" : "fill", item.colour);
    if (dashed) mark.setAttribute("stroke-dasharray", "5 4");
    svg.append(mark);
    return svg;
  }
  function facet(place, items, which) {
    for (const item of items) {
      const label = element("label");
      const box = element("input", undefined, { type: "checkbox" });
      box.checked = true;
      box.addEventListener("change", () => {
        hidden[which][box.checked ? "delete" : "add"](item.id);
        filter();
      });
      label.append(box, swatch(item), element("span", item.label || words.unknown, { dir: "auto" }), element("span", String(item.count), { class: "count" }));
      place.append(label);
    }
  }
  function filter() {
    off.node = new Set(actors.map((a, i) => i).filter((i) => hidden.kind.has(actors[i].kind || "")));
    off.edge = new Set(ties.map((t, i) => i).filter((i) => hidden.basis.has(ties[i].basis || "") ||
      off.node.has(ties[i].source) || off.node.has(ties[i].target)));
    byId("status").textContent = words.shown(actors.length - off.node.size, actors.length, ties.length - off.edge.size, ties.length);
    paint();
  }
  facet(byId("kinds"), data.kinds, "kind");
  facet(byId("bases"), data.bases, "basis");
  if (ties.some((tie) => !tie.certain)) {
    const sign = element("li");
    sign.append(swatch({ colour: "#808891" }, true), element("span", words.possible));
    byId("signs").append(sign);
  }
  byId("reset").addEventListener("click", () => {
    hidden.kind.clear();
    hidden.basis.clear();
    for (const box of document.querySelectorAll("#legend input")) box.checked = true;
    filter();
  });

  // Search, on names and codes, without accents
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’'‘\-\s]+/g, " ").trim();
  const known = actors.map((a) => plain([a.label || "", ...a.names].join("\n")));
  const input = byId("query");
  const results = byId("results");
  function search() {
    const terms = plain(input.value).split(" ").filter(Boolean);
    results.replaceChildren();
    results.hidden = !terms.length;
    if (!terms.length) return;
    const found = byDegree.filter((i) => terms.every((term) => known[i].includes(term)));
    const shown = element("li");
    shown.append(element("small", words.found(found.length), { role: "status" }));
    results.append(shown);
    for (const i of found.slice(0, 40)) {
      const item = element("li");
      const button = element("button", nameOf(i), { type: "button", dir: "auto" });
      button.append(element("small", kindLabels.get(actors[i].kind || "") || ""));
      button.addEventListener("click", () => { results.hidden = true; choose({ node: i }, true); });
      item.append(button);
      results.append(item);
    }
    if (found.length > 40) results.append(element("li", words.more(found.length - 40)));
  }
  input.addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    const buttons = [...results.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && buttons.length) buttons[Math.min(at + 1, buttons.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (buttons[at - 1] || input).focus();
    else if (event.key === "Enter" && at < 0 && buttons.length) buttons[0].click();
    else if (event.key === "Escape") { input.value = ""; search(); input.focus(); }
    else return;
    event.preventDefault();
  });

  // The panel
  const panel = byId("panel");
  const body = byId("panel-body");
  let cameFrom = null;
  function choose(what, move) {
    if (panel.hidden) cameFrom = document.activeElement;
    chosen = what;
    panel.hidden = !what;
    body.replaceChildren();
    if (!what) {
      network.unselectAll();
      if (cameFrom) cameFrom.focus();
    } else if (what.node !== undefined) {
      card(what.node);
      network.selectNodes([what.node]);
    } else {
      claims(what.edge);
      network.setSelection({ nodes: [], edges: [what.edge] });
    }
    paint();
    if (!what) return;
    panel.scrollTop = 0;
    byId("panel-title").focus({ preventScroll: true });
    if (move && what.node !== undefined && !off.node.has(what.node)) {
      network.focus(what.node, { scale: Math.max(network.getScale(), 0.9), animation: false });
    }
  }
  const period = (tie) => tie.valid || (tie.start || tie.end ? `${tie.start || ".."}/${tie.end || ".."}` : words.unknown);
  function sentence(tie) {
    return `${nameOf(tie.source)} ${about.directed ? "→" : "–"} ${nameOf(tie.target)}`;
  }
  function card(i) {
    const actor = actors[i];
    byId("panel-title").textContent = nameOf(i);
    const list = element("dl");
    row(list, words.kind, kindLabels.get(actor.kind || ""));
    row(list, words.level, actor.level_label);
    row(list, words.order, actor.order_label);
    row(list, words.names, actor.names.join("; "));
    row(list, words.iri, actor.iri);
    const some = element("ul", undefined, { class: "ties" });
    for (const j of tiesOf[i]) {
      const tie = ties[j];
      const other = tie.source === i ? tie.target : tie.source;
      const arrow = about.directed ? (tie.source === i ? "→ " : "← ") : "";
      const item = element("li");
      const button = element("button", arrow + nameOf(other), { type: "button", dir: "auto" });
      button.append(element("small", [tie.relation_label || tie.relation, basisLabels.get(tie.basis || ""), period(tie),
        tie.certain ? "" : words.onlyPossible].filter(Boolean).join(" · ")));
      button.addEventListener("click", () => choose({ edge: j }));
      item.append(button);
      some.append(item);
    }
    body.append(list, element("h3", words.ties(tiesOf[i].length)), tiesOf[i].length ? some : element("p", words.noTies));
  }
  function claims(i) {
    const all = between(i);
    byId("panel-title").textContent = sentence(ties[i]);
    body.append(element("p", words.between(all.length)));
    const item = element("p");
    body.append(item);
    for (const end of new Set([ties[i].source, ties[i].target])) {
      const button = element("button", nameOf(end), { type: "button", class: "link", dir: "auto" });
      button.addEventListener("click", () => choose({ node: end }));
      item.append(button, element("br"));
    }
    for (const j of all) {
      const tie = ties[j];
      const article = element("article", undefined, j === i ? { class: "chosen" } : {});
      const list = element("dl");
      row(list, words.basis, basisLabels.get(tie.basis || ""));
      row(list, words.valid, period(tie));
      row(list, words.certainty, tie.certain ? words.certain : words.onlyPossible);
      if (tie.weight !== 1) row(list, words.weight, String(tie.weight));
      row(list, words.claim, tie.claim);
      article.append(element("h3", tie.relation_label || tie.relation || words.unknown, { dir: "auto" }));
      if (all.length > 1) article.append(element("p", sentence(tie)));
      article.append(list, element("h3", words.evidence));
      article.append(tie.evidence.length ? proofs(tie) : element("p", words.noEvidence));
      body.append(article);
    }
  }
  function proofs(tie) {
    const found = element("ul", undefined, { class: "evidence" });
    for (const proof of tie.evidence) {
      const document_ = data.documents[proof.document];
      const item = element("li");
      const list = element("dl");
      row(list, words.publisher, document_.publisher);
      row(list, words.published, document_.date);
      row(list, words.place, proof.place);
      row(list, words.speaker, proof.speaker);
      row(list, words.modality, proof.modality);
      const title = element("p");
      title.append(element("strong", document_.title, { dir: "auto" }));
      item.append(title, list);
      if (/^https?:\/\//i.test(document_.url)) {
        item.append(element("a", words.open, { href: document_.url, rel: "noopener noreferrer nofollow", target: "_blank" }));
      } else if (document_.url) item.append(element("p", document_.url));
      found.append(item);
    }
    return found;
  }

  network.on("click", (event) => {
    if (event.nodes.length) choose({ node: event.nodes[0] });
    else if (event.edges.length) choose({ edge: event.edges[0] });
    else if (chosen) choose(null);
  });
  network.on("hoverNode", ({ node }) => { hovered = node; stage.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { hovered = null; stage.style.cursor = ""; network.redraw(); });
  network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
  network.on("blurEdge", () => { stage.style.cursor = ""; });
  byId("close").addEventListener("click", () => choose(null));

  // Zoom and keyboard
  const zoom = (factor) => network.moveTo({ scale: Math.max(0.03, Math.min(6, network.getScale() * factor)) });
  const whole = () => network.fit({ animation: false, maxZoomLevel: 1.4 });
  const pan = (x, y) => {
    const at = network.getViewPosition();
    const step = 60 / network.getScale();
    network.moveTo({ position: { x: at.x + x * step, y: at.y + y * step } });
  };
  const KEYS = {
    ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1),
    ArrowDown: () => pan(0, 1), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: whole,
  };
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen && !byId("search").contains(event.target)) choose(null);
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", whole);
  const recolour = () => { readColours(); paint(); };
  matchMedia("screen and (prefers-color-scheme: dark)").addEventListener("change", recolour);
  if (innerWidth <= 760) byId("legend").open = false;
  readColours();
  filter();
  whole();
  // For scripts and tests: the state, and where things stand on the screen
  window.tigraph = {
    network, actors, ties, off,
    where: (i) => network.canvasToDOM(network.getPositions([i])[i]),
    state: () => ({ chosen, shown: actors.length - off.node.size, ties: ties.length - off.edge.size }),
  };
})();
