// The panel: a node's card, or every claim behind an edge with its evidence.

import { between, nameOf, periodOf, relationOf, sentence } from "./data.js";
import { button, byId, element, row } from "./dom.js";
import { choose, net, seen, setEgo, state, words } from "./now.js";

/** @import { Claim, Proof, Rival, Statement } from "./page_data.js" */

/**
 * Where the focus was when the panel opened.
 * @type {Element | null}
 */
let cameFrom = null;

/** Before the panel opens: remember where the focus is. */
export function beforePanel() {
  if (byId("panel").hidden && state.chosen) cameFrom = document.activeElement;
}

/** After what is chosen has changed: the focus goes to the panel, or back. */
export function afterPanel() {
  if (state.chosen) {
    byId("panel").scrollTop = 0;
    byId("panel-title").focus({ preventScroll: true });
  } else if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
}

export function showPanel() {
  const { chosen } = state;
  byId("panel").hidden = !chosen;
  byId("panel-body").replaceChildren(
    ...(!chosen ? [] : chosen.node !== undefined ? card(chosen.node) : claimsOf(chosen.edge)),
  );
}

/**
 * @param {number} i
 * @returns {HTMLElement[]}
 */
function card(i) {
  const actor = net.actors[i];
  byId("panel-title").textContent = nameOf(net, i);
  const list = element("dl");
  row(list, words.kind, net.kindLabels.get(actor.kind || ""));
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
  const open = net.tiesOf[i].filter((j) => seen.how[j] && seen.edges.has(j));
  const some = element("ul", undefined, { class: "ties" });
  for (const j of open) some.append(tieOfCard(i, j));
  /** @type {HTMLElement[]} */
  const made = [
    list,
    bar,
    element("h3", words.ties(open.length)),
    open.length ? some : element("p", words.noTies),
  ];
  const rest = net.tiesOf[i].length - open.length;
  if (rest) made.push(element("p", words.hiddenTies(rest), { class: "note" }));
  if (actor.figures.length)
    made.push(statements(words.figures(actor.figures.length), actor.figures));
  if (actor.opinions.length)
    made.push(statements(words.opinions(actor.opinions.length), actor.opinions));
  return made;
}

/**
 * A line of an actor's card: one of its ties.
 * @param {number} i
 * @param {number} j
 */
function tieOfCard(i, j) {
  const tie = net.ties[j];
  const other = tie.source === i ? tie.target : tie.source;
  const arrow = net.about.directed ? (tie.source === i ? "→ " : "← ") : "";
  const line = button(arrow + nameOf(net, other), () => choose({ edge: j }), { dir: "auto" });
  const told = [
    relationOf(tie),
    net.basisLabels.get(tie.basis || ""),
    periodOf(net, tie),
    seen.how[j] === "possible" ? words.possible : "",
  ];
  line.append(element("small", told.filter(Boolean).join(" · ")));
  const item = element("li");
  item.append(line);
  return item;
}

/**
 * What is claimed about an actor, to be opened.
 * @param {string} heading
 * @param {Statement[]} items
 */
function statements(heading, items) {
  const box = element("details");
  box.append(element("summary", heading));
  for (const { label, value, population, valid, evidence } of items) {
    const told = [value, population, valid].filter(Boolean).join(" · ");
    const made = element("article");
    made.append(
      element("h3", label, { dir: "auto" }),
      element("p", told, { dir: "auto" }),
      proofs(evidence),
    );
    box.append(made);
  }
  return box;
}

/**
 * @param {number} i
 * @returns {HTMLElement[]}
 */
function claimsOf(i) {
  const tie = net.ties[i];
  byId("panel-title").textContent = sentence(net, tie);
  const ends = element("p", undefined, { class: "actions" });
  for (const end of new Set([tie.source, tie.target]))
    ends.append(button(nameOf(net, end), () => choose({ node: end }, true), { dir: "auto" }));
  const made = [ends, tieArticle(i, true)];
  const others = between(net, i).slice(1);
  if (others.length)
    made.push(
      element("h3", words.alsoTies, { class: "part" }),
      ...others.map((j) => tieArticle(j)),
    );
  // What the graph says besides of these two, and this network does not show
  const here = new Set([i, ...others].flatMap(claimsBehind));
  const rivals = (tie.otherwise || []).filter(({ claim }) => !here.has(claim));
  const note = rivals.length
    ? words.otherwiseNote
    : others.length
      ? words.noOtherwiseBut
      : words.noOtherwise;
  return [
    ...made,
    element("h3", words.otherwise, { class: "part" }),
    element("p", note, { class: "note" }),
    ...rivals.map(rivalArticle),
  ];
}

/**
 * The IRIs of a tie's claims.
 * @param {number} j
 */
function claimsBehind(j) {
  const { claim, claims } = net.ties[j];
  return [claim, ...(claims || []).map((one) => one.claim)];
}

/** @param {Rival} rival */
function rivalArticle(rival) {
  const list = element("dl");
  row(list, words.role, rival.role);
  row(list, words.basisOf, rival.basis_label);
  row(list, words.valid, rival.valid || words.unknown);
  row(list, words.certainty, rival.certain ? words.certain : words.possible);
  row(list, words.claim, rival.claim);
  const names = [rival.source, rival.target].map((short) => {
    const i = net.shortened.get(short);
    return i === undefined ? short : nameOf(net, i);
  });
  const made = element("article");
  made.append(
    element("h3", rival.relation_label, { dir: "auto" }),
    element("p", names.join(" → "), { dir: "auto" }),
    list,
    element("h4", words.evidence),
    proofs(rival.evidence),
  );
  return made;
}

/**
 * A tie with its claims, and what attests each.
 * @param {number} j
 * @param {boolean} chosen
 */
function tieArticle(j, chosen = false) {
  const tie = net.ties[j];
  const made = element("article", undefined, chosen ? { class: "chosen" } : {});
  made.append(
    element("h3", relationOf(tie) || words.none, { dir: "auto" }),
    ...(chosen ? [] : [element("p", sentence(net, tie), { dir: "auto" })]),
    tieList(j),
  );
  /** @type {Pick<Claim, "claim" | "valid">[]} */
  const claims = tie.claims || (tie.claim ? [{ claim: tie.claim, valid: "" }] : []);
  if (claims.length > 1)
    for (const { claim, valid } of claims) {
      const own = tie.evidence.filter((proof) => proof.claims?.includes(claim));
      const heading = `${words.claim}${words.colon}${valid || words.unknown}`;
      made.append(element("h4", heading), ...claimParts(claim, own));
    }
  else if (claims.length) made.append(...claimParts(claims[0].claim, tie.evidence));
  else {
    made.append(element("p", words.noClaim, { class: "note" }));
    if (tie.evidence.length) made.append(element("h4", words.evidence));
    made.append(attestation(tie.evidence));
  }
  return made;
}

/**
 * What a tie is and when it holds.
 * @param {number} j
 */
function tieList(j) {
  const tie = net.ties[j];
  const how = seen.how[j];
  const date = state.date ? ` (${state.date})` : "";
  const list = element("dl");
  row(list, words.basisOf, net.basisLabels.get(tie.basis || ""));
  row(list, words.valid, periodOf(net, tie));
  row(list, words.certainty, how ? words[how] + date : words.notThen);
  if (net.weights[0] < net.weights[1]) row(list, words.weight, String(tie.weight));
  return list;
}

/**
 * @param {string} claim
 * @param {Proof[]} evidence
 */
const claimParts = (claim, evidence) => [
  element("p", claim, { class: "iri" }),
  element("h4", words.evidence),
  attestation(evidence),
];

/** @param {Proof[]} evidence */
const attestation = (evidence) =>
  evidence.length ? proofs(evidence) : element("p", words.noEvidence);

/** @param {Proof[]} evidence */
function proofs(evidence) {
  const found = element("ul", undefined, { class: "evidence" });
  for (const { document: rank, speaker, modality, place } of evidence) {
    const source = net.data.documents[rank];
    const list = element("dl");
    row(list, words.speaker, speaker);
    row(list, words.modality, modality);
    row(list, words.place, place);
    row(list, words.publisher, source.publisher);
    row(list, words.published, source.date);
    const title = element("p");
    title.append(element("strong", source.title, { dir: "auto" }));
    const item = element("li");
    item.append(title, list);
    if (/^https?:\/\//i.test(source.url)) item.append(linkTo(source.url));
    else if (source.url) item.append(element("p", source.url));
    found.append(item);
  }
  return found;
}

/** @param {string} url */
const linkTo = (url) =>
  element("a", words.open, { href: url, rel: "noopener noreferrer nofollow", target: "_blank" });

export function startPanel() {
  byId("close").addEventListener("click", () => choose(null));
}
