// A tie as a sentence, what is said of it, by how many documents, and what nobody says.

import { between, nameOf, relationOf } from "./data.js";
import { yearsOf } from "./dates.js";
import { FIRST, LAST } from "./time.js";

/** @import { Net } from "./data.js" */
/** @import { Proof, Rival, Tie } from "./page_data.js" */

/**
 * A sentence in its parts: of whom it tells, what it says, and of whom else.
 * @typedef {{ subject: string, verb: string, object: string }} Told
 */

/**
 * @param {Net} net
 * @param {Pick<Tie, "source" | "target" | "relation" | "relation_label">} tie
 * @returns {Told}
 */
export function toldOf(net, tie) {
  const { words, actors } = net;
  const [subject, object] = [nameOf(net, tie.source), nameOf(net, tie.target)];
  const post = actors[tie.target].kind === "Post";
  const verb = tie.relation === "holds" && post ? words.isPost : verbOf(net, tie);
  // A post that is named after its holder is not told with it again
  const named = object.endsWith(`, ${subject}`) ? object.slice(0, -subject.length - 2) : object;
  return { subject, verb, object: named };
}

/**
 * A verb and what follows it, elided as French has it: "est membre d’Alliances …".
 * @param {string} verb
 * @param {string} object
 * @returns {[string, string]}
 */
export const elided = (verb, object) =>
  / de$/.test(verb) && /^[aeiouyéèêàâîôœh]/i.test(object) && !/^(?:Haut|haut)/.test(object)
    ? [`${verb.slice(0, -1)}’`, object]
    : [`${verb} `, object];

/**
 * @param {Net} net
 * @param {Pick<Tie, "source" | "target" | "relation" | "relation_label">} tie
 */
export function sentenceOf(net, tie) {
  const { subject, verb, object } = toldOf(net, tie);
  const [said, of] = net.words.elides ? elided(verb, object) : [`${verb} `, object];
  return `${subject} ${said}${of}`;
}

/**
 * The documents of citations, each once, by rank.
 * @param {Proof[]} evidence
 */
export const documentsOf = (evidence) => [...new Set(evidence.map(({ document }) => document))];

/**
 * What else the graph says of a tie's two ends, which the network does not show.
 * @param {Net} net
 * @param {number} i
 * @returns {Rival[]}
 */
export function rivalsOf(net, i) {
  const here = new Set(between(net, i).flatMap((j) => claimsBehind(net, j)));
  return (net.ties[i].otherwise || []).filter(({ claim }) => !here.has(claim));
}

/**
 * Of these, those that say the same of the two in another way: another time, another role.
 * @param {Net} net
 * @param {number} i
 */
export const contrariesOf = (net, i) =>
  rivalsOf(net, i).filter(({ relation_label: own }) => own === relationOf(net.ties[i]));

/**
 * What a tie is called; one whose relation has no words is just a tie.
 * @param {Net} net
 * @param {Pick<Tie, "relation" | "relation_label">} tie
 */
export function verbOf({ words }, tie) {
  const told = relationOf(tie);
  return !told || /^[\w-]*:\S+$/.test(told) ? words.isTied : told;
}

/**
 * The IRIs of a tie's claims.
 * @param {Net} net
 * @param {number} j
 */
function claimsBehind({ ties }, j) {
  const { claim, claims } = ties[j];
  return [claim, ...(claims || []).map((one) => one.claim)];
}

/**
 * The years in which sources attest a tie in the present tense, else those of its documents.
 * @param {Net} net
 * @param {number} i
 */
export function attestedYears({ times, ties, data }, i) {
  const attested = times[i].flatMap(({ attested: spans }) => (spans || []).flat());
  const known = attested.filter((day) => day > FIRST && day < LAST);
  if (known.length) return yearsOf(known);
  const published = documentsOf(ties[i].evidence).flatMap((rank) => {
    const { first, last } = data.documents[rank];
    return first && last ? [first, last] : [];
  });
  return published.length ? yearsOf(published) : "";
}

/**
 * Whether a period is said to go on.
 * @param {string} valid
 */
const goesOn = (valid) => valid.endsWith("/..");

/**
 * What no document says of a tie: when it began, when it ended.
 * @param {Net} net
 * @param {number} i
 */
export function silenceOf({ times, words }, i) {
  const dated = times[i].filter(({ timeless }) => !timeless);
  if (!dated.length) return "";
  // A bound on one side is none that a document gave: a phase's first day, the day of a source
  const begins = dated.some(({ bounds }) => bounds[0] && bounds[1]);
  const ends = dated.some(({ bounds, valid }) => (bounds[2] && bounds[3]) || goesOn(valid));
  if (!begins && !ends) return words.noBeginningNorEnd;
  return begins ? (ends ? "" : words.noEnd) : words.noBeginning;
}

/**
 * The ties of an actor that are shown, those that most is cited for first.
 * @param {Net} net
 * @param {number[]} own
 */
export const byEvidence = ({ ties }, own) =>
  [...own].sort(
    (a, b) =>
      documentsOf(ties[b].evidence).length - documentsOf(ties[a].evidence).length ||
      ties[b].evidence.length - ties[a].evidence.length ||
      a - b,
  );
