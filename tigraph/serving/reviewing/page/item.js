// What is before the coder: a proposal as a sentence with its grounds, a sentence, two readings.

import { button, el, filled } from "./dom.js";
import { ABOUT, sortOf } from "./sorts.js";

const PARTS = ["subject", "object", "post", "behalf", "through", "population"];

/**
 * Return what is told of a claim.
 * @param {any} claim @param {any} start @param {(span: any) => string} words
 */
export function claimTold(claim, start, words) {
  const word = start.words;
  const rows = [];
  const about = ABOUT[sortOf(claim)];
  if (about === "about") rows.push([word.relation, label(start, claim.relation)]);
  for (const part of PARTS)
    if (claim[part])
      rows.push([
        about && part === "subject" ? word[about] : word[part],
        endTold(claim[part], word),
      ]);
  const themes = (claim.concerns ?? []).map((/** @type {string} */ one) => label(start, one));
  if (themes.length) rows.push([word.concerns, themes.join(", ")]);
  if (claim.role) rows.push([word.role, label(start, claim.role)]);
  if (about !== "names") rows.push(...saidTold(claim, start));
  rows.push([
    word.places,
    claim.spans
      .map(words)
      .map((/** @type {string} */ w) => `« ${w} »`)
      .join(" … "),
  ]);
  return [
    el("p", { className: "told" }, claim.told),
    el(
      "dl",
      { className: "facts" },
      ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
    ),
  ];
}

/** Return when something is said to be so, how, and by whom. @param {any} claim @param {any} start */
function saidTold(claim, start) {
  const word = start.words;
  return [
    [word.valid, claim.valid || word["no-period"]],
    [word.modality, label(start, `modality:${claim.modality}`)],
    ...(claim.grade ? [[word.grade, label(start, claim.grade)]] : []),
    [
      word.speaker,
      claim.speaker ? endTold(claim.speaker, word) : start.publisher || word["document-says"],
    ],
  ];
}

/** @param {any} end @param {Record<string, string>} word */
function endTold(end, word) {
  const which = `${end.kind || ""} · ${end.new ? word["new-entity"] : word.linked} · ${end.shown}`;
  const told = document.createDocumentFragment();
  told.append(end.label, el("small", {}, which));
  return told;
}

/** @param {any} start @param {string} concept */
export function label(start, concept) {
  const scheme = concept.split(":")[0];
  return start.concepts[scheme]?.[concept] ?? concept;
}

/**
 * Return what the graph says of the ends, once it is there.
 * @param {any[]} sayings @param {Record<string, string>} word
 */
export function sayingsTold(sayings, word) {
  const kinds = { yes: ["agrees", "agrees"], no: ["differs", "differs"], "": ["also", "pale"] };
  const lines = sayings.map((one) => {
    const [key, look] = /** @type {any} */ (kinds)[one.agrees];
    const period = one.valid ? ` (${one.valid})` : "";
    return el(
      "li",
      {},
      el("span", { className: look }, word[key]),
      ` ${one.subject} ${one.relation} ${one.object}${period}`,
      one.source && el("small", { className: "pale" }, ` — ${one.source}`),
    );
  });
  return lines.length
    ? el("ul", { className: "says" }, ...lines)
    : el("p", { className: "pale" }, word["graph-silent"]);
}

/**
 * Return the two (or more) readings of a difference, each with the button that takes it.
 * @param {any} item @param {any} start @param {(span: any) => string} words @param {(reading: any) => void} take
 */
export function readingsTold(item, start, words, take) {
  const word = start.words;
  const shown = item.readings.map((/** @type {any} */ reading, /** @type {number} */ number) =>
    el(
      "div",
      { className: "reading" },
      el("h3", {}, reading.coder),
      el(
        "p",
        { className: "tiny pale" },
        filled(word.by, word[`status-${reading.action}`], reading.at.slice(0, 10)),
      ),
      ...(reading.claim
        ? claimTold(reading.claim, start, words)
        : [el("p", { className: "told" }, refusal(reading, start))]),
      reading.comment && el("p", {}, reading.comment),
      button(`${word.take} (${reading.coder})`, () => take(reading), String(number + 1)),
    ),
  );
  return el("div", { className: "readings" }, ...shown);
}

/** @param {any} reading @param {any} start */
function refusal(reading, start) {
  return reading.reason ? label(start, reading.reason) : start.words.refused;
}

/** @param {any} item @param {Record<string, string>} word */
export function headOf(item, word) {
  if (item.claim?.relation === "naming") return word.naming;
  if (item.kind === "claim") return item.rule ? word.proposal : word.own;
  return word[item.kind];
}
