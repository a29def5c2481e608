// A tie as the panel tells it: a sentence, a verdict, each document, and what nobody says.

import { actions } from "./actions.js";
import { tieList } from "./card.js";
import { between, claimWhen, nameOf, relationOf, tieWhen } from "./data.js";
import { button, element, row } from "./dom.js";
import { choose, net, seen, state, words } from "./now.js";
import { proofs, time } from "./proofs.js";
import { saveTies } from "./save.js";
import {
  attestedYears,
  contrariesOf,
  byEvidence,
  documentsOf,
  elided,
  rivalsOf,
  sentenceOf,
  silenceOf,
  toldOf,
} from "./telling.js";

/** @import { Claim, Proof, Rival, Tie } from "./page_data.js" */
/** @import { Heading } from "./panel.js" */

/** So many other ties of its first end are told. */
const OTHERS = 6;

/**
 * @param {number} i
 * @returns {Heading}
 */
export function headingOfTie(i) {
  const tie = net.ties[i];
  const { subject, verb, object } = toldOf(net, tie);
  const [said, of] = words.elides ? elided(verb, object) : [`${verb} `, object];
  const basis = net.basisLabels.get(tie.basis || "");
  const over = [words.tie, basis].filter(Boolean).join(", ");
  return { over, name: subject, told: [said, of] };
}

/**
 * @param {number} i
 * @returns {HTMLElement[]}
 */
export function claimsOf(i) {
  const tie = net.ties[i];
  const others = between(net, i).slice(1);
  const made = [verdict(i), ...evidenceOf(tie), ...silence(i), when(i)];
  if (others.length) made.push(element("h3", words.alsoTies), ...others.map((j) => tieArticle(j)));
  made.push(...otherwise(i, others.length));
  for (const end of new Set([tie.source, tie.target])) {
    const rest = byEvidence(
      net,
      net.tiesOf[end].filter((j) => j !== i && !others.includes(j) && seen.edges.has(j)),
    );
    const name = words.set(nameOf(net, end));
    made.push(element("h3", words.otherTiesOf(name), { dir: "auto" }));
    if (rest.length) made.push(tieList(end, rest.slice(0, OTHERS)));
    const open = element("p", undefined, { class: "actions" });
    open.append(
      button(words.openCard, () => choose({ node: end }, true), {
        "aria-label": `${words.openCard}${words.colon}${name}`,
      }),
    );
    made.push(open);
  }
  made.push(
    actions(sentenceOf(net, tie), documentsOf(tie.evidence), () => saveTies([i])),
    tieCodes(i),
  );
  return made;
}

/**
 * Three numbers: how many documents say it, how many say otherwise, when it is attested.
 * @param {number} i
 */
function verdict(i) {
  const { evidence } = net.ties[i];
  const against = documentsOf(contrariesOf(net, i).flatMap(({ evidence: own }) => own)).length;
  const says = documentsOf(evidence).length;
  const years = attestedYears(net, i);
  const list = element("dl", undefined, { class: "verdict" });
  for (const [number, told] of [
    [String(says), words.documentsSay(says)],
    [String(against), words.documentsSayOtherwise(against)],
    [years || "–", years ? words.attested : words.notAttested],
  ]) {
    const cell = element("div");
    cell.append(element("dt", told), element("dd", number));
    list.append(cell);
  }
  if (years.length > 4) list.classList.add("wide");
  return list;
}

/**
 * What attests a tie, claim by claim where there are several.
 * @param {Tie} tie
 * @returns {HTMLElement[]}
 */
function evidenceOf({ claims, claim, evidence }) {
  /** @type {(Pick<Claim, "claim" | "valid"> & Partial<Claim>)[]} */
  const own = claims || (claim ? [{ claim, valid: "" }] : []);
  if (own.length > 1)
    return own.flatMap((one) => {
      const heading = element("h4");
      heading.append(one.valid ? time(one.valid) : claimWhen(words, one) || words.unknown);
      return [heading, attestation(evidence.filter((proof) => proof.claims?.includes(one.claim)))];
    });
  const made = own.length ? [] : [element("p", words.noClaim, { class: "note" })];
  return evidence.length || own.length ? [...made, attestation(evidence)] : made;
}

/** @param {Proof[]} evidence */
const attestation = (evidence) =>
  evidence.length ? proofs(evidence) : element("p", words.noEvidence, { class: "silence" });

/** @param {number} i */
function silence(i) {
  const told = silenceOf(net, i);
  return told ? [element("p", told, { class: "silence" })] : [];
}

/**
 * When a tie holds, in words.
 * @param {number} i
 */
function when(i) {
  const how = seen.how[i];
  const list = element("dl", undefined, { class: "facts" });
  const period = tieWhen(net, i);
  if (period) row(list, words.valid, period);
  const date = state.date ? ` (${words.inWords(state.date)})` : "";
  row(list, words.certainty, how ? words[how] + date : words.notThen);
  return list;
}

/**
 * Another tie between the two.
 * @param {number} j
 */
function tieArticle(j) {
  const made = element("article");
  const head = element("h3", undefined, { dir: "auto" });
  head.append(
    button(words.set(sentenceOf(net, net.ties[j])), () => choose({ edge: j }), { class: "link" }),
  );
  made.append(head, when(j), ...evidenceOf(net.ties[j]));
  return made;
}

/**
 * Who says something else of the two ends.
 * @param {number} i
 * @param {number} others how many ties there are between them
 * @returns {HTMLElement[]}
 */
function otherwise(i, others) {
  const rivals = rivalsOf(net, i);
  if (!rivals.length)
    return [element("p", others ? words.noOtherwiseBut : words.noOtherwise, { class: "note" })];
  return [
    element("h3", words.otherwise),
    element("p", words.otherwiseNote, { class: "note" }),
    ...rivals.map(rivalArticle),
  ];
}

/** @param {Rival} rival */
function rivalArticle(rival) {
  const names = [rival.source, rival.target].map((short) => {
    const i = net.shortened.get(short);
    return i === undefined ? short : nameOf(net, i);
  });
  const list = element("dl", undefined, { class: "facts" });
  row(list, words.role, rival.role);
  row(list, words.basisOf, rival.basis_label);
  row(list, words.valid, claimWhen(words, rival) || words.unknown);
  row(list, words.certainty, rival.certain ? words.certain : words.possible);
  const made = element("article");
  made.append(
    element("h3", words.set(`${names[0]} ${rival.relation_label} ${names[1]}`), { dir: "auto" }),
    list,
    proofs(rival.evidence),
  );
  return made;
}

/**
 * What machines call it, dates as they are written, and what was counted.
 * @param {number} i
 */
function tieCodes(i) {
  const tie = net.ties[i];
  const box = element("details", undefined, { class: "codes" });
  const list = element("dl", undefined, { class: "facts" });
  row(list, words.relation, relationOf(tie));
  row(list, words.basisOf, net.basisLabels.get(tie.basis || ""));
  row(
    list,
    "EDTF",
    [tie.valid, ...(tie.claims || []).map(({ valid }) => valid)].filter(Boolean)[0],
  );
  if (net.weights[0] < net.weights[1]) row(list, words.weight, String(tie.weight));
  const claims = (tie.claims || []).map(({ claim }) => claim);
  for (const claim of claims.length ? claims : [tie.claim || ""]) row(list, words.claim, claim);
  for (const end of [tie.source, tie.target]) row(list, words.iri, net.actors[end].iri);
  box.append(element("summary", words.details), list);
  return box;
}
