// The panel: a node's card, or every claim behind an edge with its evidence.
const panel = byId("panel");
const body = byId("panel-body");
let cameFrom = null;
function choose(what, move) {
  if (panel.hidden && what) cameFrom = document.activeElement;
  state.chosen = what;
  if (what && what.node !== undefined && grouped()) state.ego = { node: what.node, steps: 1 };
  render();
  if (!what) {
    if (cameFrom && cameFrom.isConnected) cameFrom.focus();
    return;
  }
  panel.scrollTop = 0;
  byId("panel-title").focus({ preventScroll: true });
  if (state.ego && actors.length > MANY) whole();
  else if (move && seen.nodes.has(what.node)) {
    fitted = false;
    network.focus(what.node, { scale: Math.max(network.getScale(), 0.9), animation: false });
    regrow();
  }
}
function showPanel() {
  panel.hidden = !state.chosen;
  body.replaceChildren();
  if (!state.chosen) return;
  if (state.chosen.node !== undefined) card(state.chosen.node);
  else claimsOf(state.chosen.edge);
}

function card(i) {
  const actor = actors[i];
  byId("panel-title").textContent = nameOf(i);
  const list = element("dl");
  row(list, words.kind, kindLabels.get(actor.kind || ""));
  row(list, words.level, actor.level_label);
  row(list, words.order, actor.order_label);
  row(list, words.phase, actor.phases.join("; "));
  row(list, words.territory, actor.territories.join("; "));
  row(list, words.area, actor.areas.join("; "));
  row(list, words.codes, actor.identifiers.join("; "));
  row(list, words.names, actor.names.join("; "));
  row(list, words.iri, actor.iri);
  const bar = element("p", undefined, { class: "actions" });
  for (const n of [1, 2]) bar.append(button(words.ego(n), () => setEgo(i, n)));
  const open = tiesOf[i].filter((j) => seen.how[j] && seen.edges.has(j));
  const some = element("ul", undefined, { class: "ties" });
  for (const j of open) {
    const tie = ties[j];
    const other = tie.source === i ? tie.target : tie.source;
    const arrow = about.directed ? (tie.source === i ? "→ " : "← ") : "";
    const line = button(arrow + nameOf(other), () => choose({ edge: j }), { dir: "auto" });
    line.append(element("small", [tie.relation_label || tie.relation, basisLabels.get(tie.basis || ""), period(tie),
      seen.how[j] === "possible" ? words.possible : ""].filter(Boolean).join(" · ")));
    const item = element("li");
    item.append(line);
    some.append(item);
  }
  body.append(list, bar, element("h3", words.ties(open.length)), open.length ? some : element("p", words.noTies));
  const rest = tiesOf[i].length - open.length;
  if (rest) body.append(element("p", words.hiddenTies(rest), { class: "note" }));
  for (const [heading, items] of [[words.figures, actor.figures], [words.opinions, actor.opinions]]) {
    if (!items.length) continue;
    const box = element("details");
    box.append(element("summary", heading(items.length)));
    for (const item of items) {
      const article = element("article");
      article.append(element("h3", item.label, { dir: "auto" }),
        element("p", [item.value, item.population, item.valid].filter(Boolean).join(" · "), { dir: "auto" }), proofs(item.evidence));
      box.append(article);
    }
    body.append(box);
  }
}

function claimsOf(i) {
  const tie = ties[i];
  byId("panel-title").textContent = sentence(tie);
  const ends = element("p", undefined, { class: "actions" });
  for (const end of new Set([tie.source, tie.target])) ends.append(button(nameOf(end), () => choose({ node: end }, true), { dir: "auto" }));
  body.append(ends, article(i, true));
  const others = between(i).slice(1);
  if (others.length) body.append(element("h3", words.alsoTies, { class: "part" }), ...others.map((j) => article(j)));
  // What the graph says besides of these two, and this network does not show
  const here = new Set([i, ...others].flatMap((j) => [ties[j].claim, ...(ties[j].claims || []).map((c) => c.claim)]));
  const rivals = (tie.otherwise || []).filter((claim) => !here.has(claim.claim));
  body.append(element("h3", words.otherwise, { class: "part" }));
  body.append(element("p", rivals.length || others.length ? words.otherwiseNote : words.noOtherwise, { class: "note" }));
  if (!rivals.length && others.length) body.lastChild.textContent = words.noOtherwiseBut;
  for (const claim of rivals) {
    const made = element("article");
    const names = [claim.source, claim.target].map((short) => nameByShort(short));
    const list = element("dl");
    row(list, words.role, claim.role);
    row(list, words.basisOf, claim.basis_label);
    row(list, words.valid, claim.valid || words.unknown);
    row(list, words.certainty, claim.certain ? words.certain : words.possible);
    row(list, words.claim, claim.claim);
    made.append(element("h3", claim.relation_label, { dir: "auto" }), element("p", names.join(" → "), { dir: "auto" }), list,
      element("h4", words.evidence), proofs(claim.evidence));
    body.append(made);
  }
}
const shortened = new Map(actors.map((actor, i) => [actor.iri.replace(data.short, ""), i]));
const nameByShort = (short) => (shortened.has(short) ? nameOf(shortened.get(short)) : short);

function article(j, chosen) {
  const tie = ties[j];
  const made = element("article", undefined, chosen ? { class: "chosen" } : {});
  const head = element("h3", tie.relation_label || tie.relation || words.none, { dir: "auto" });
  const list = element("dl");
  row(list, words.basisOf, basisLabels.get(tie.basis || ""));
  row(list, words.valid, period(tie));
  row(list, words.certainty, seen.how[j] ? words[seen.how[j]] + (state.date ? ` (${state.date})` : "") : words.notThen);
  if (least < most) row(list, words.weight, String(tie.weight));
  made.append(head);
  if (!chosen) made.append(element("p", sentence(tie), { dir: "auto" }));
  made.append(list);
  const claims = tie.claims || (tie.claim ? [{ claim: tie.claim, valid: tie.valid }] : []);
  if (!claims.length) made.append(element("p", words.noClaim, { class: "note" }));
  for (const claim of claims) {
    const own = claims.length > 1 ? tie.evidence.filter((proof) => proof.claims.includes(claim.claim)) : tie.evidence;
    if (claims.length > 1) made.append(element("h4", `${words.claim}${words.colon}${claim.valid || words.unknown}`));
    const told = element("p", claim.claim, { class: "iri" });
    made.append(told, element("h4", words.evidence), own.length ? proofs(own) : element("p", words.noEvidence));
  }
  if (!claims.length && tie.evidence.length) made.append(element("h4", words.evidence), proofs(tie.evidence));
  else if (!claims.length) made.append(element("p", words.noEvidence));
  return made;
}
function proofs(evidence) {
  const found = element("ul", undefined, { class: "evidence" });
  for (const proof of evidence) {
    const source = data.documents[proof.document];
    const item = element("li");
    const list = element("dl");
    row(list, words.speaker, proof.speaker);
    row(list, words.modality, proof.modality);
    row(list, words.place, proof.place);
    row(list, words.publisher, source.publisher);
    row(list, words.published, source.date);
    const title = element("p");
    title.append(element("strong", source.title, { dir: "auto" }));
    item.append(title, list);
    if (/^https?:\/\//i.test(source.url)) {
      item.append(element("a", words.open, { href: source.url, rel: "noopener noreferrer nofollow", target: "_blank" }));
    } else if (source.url) item.append(element("p", source.url));
    found.append(item);
  }
  return found;
}
byId("close").addEventListener("click", () => choose(null));
