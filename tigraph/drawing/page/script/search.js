// Search by any name, former name or identifier, without accents.

import { plain } from "./text.js";

/** @import { Net } from "./data.js" */

/**
 * Of an actor, its names and codes, each as it is compared and as it is written.
 * @typedef {[folded: string, written: string][]} Names
 */

/**
 * @param {Net} net
 * @returns {Names[]}
 */
export const namesIn = ({ actors }) =>
  actors.map((actor) =>
    [actor.label || "", ...actor.names, ...actor.identifiers].map((name) => [plain(name), name]),
  );

/**
 * What is looked for: a code, or words that must all be there.
 * @param {string} typed
 */
export function termsIn(typed) {
  const folded = plain(typed);
  return /^\d[\d ]{4,}$/.test(folded)
    ? [folded.replace(/ /g, "")]
    : folded.split(" ").filter(Boolean);
}

/**
 * The actors that are found, the best first; `by` is the name by which one is, where it is
 * not the usual one.
 * @param {Net} net
 * @param {Names[]} names
 * @param {string[]} terms
 */
export function foundBy({ byDegree }, names, terms) {
  const found = [];
  for (const i of byDegree) {
    const all = names[i].map(([folded]) => folded).join("\n");
    if (!terms.every((term) => all.includes(term))) continue;
    const hit = names[i].findIndex(([folded]) => terms.every((term) => folded.includes(term)));
    const starts = hit >= 0 && names[i][hit][0].startsWith(terms[0]);
    const rank = (hit < 0 ? 3 : hit ? 2 : 1) - (starts ? 0.5 : 0);
    found.push({ i, by: hit > 0 ? names[i][hit][1] : "", rank });
  }
  return found.sort((a, b) => a.rank - b.rank);
}
