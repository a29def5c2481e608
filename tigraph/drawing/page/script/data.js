// The network as it came with the page (data.schema.json), unpacked, and what its parts are called.

import { mapOf } from "./map.js";
import { FIRST, GIVEN, LAST, timesOf } from "./time.js";

/** @import { Actor, Line, Mark, PageData, Table, Tie } from "./page_data.js" */
/** @import { Times } from "./time.js" */
/** @import { Words } from "./words.js" */

/**
 * The network of the page. Actors and ties go by their rank.
 * @typedef {object} Net
 * @property {PageData} data
 * @property {PageData["network"]} about
 * @property {Words} words
 * @property {Actor[]} actors
 * @property {Tie[]} ties
 * @property {Mark[]} marks as pyvis made them for vis-network
 * @property {Line[]} lines as pyvis made them for vis-network
 * @property {ReturnType<typeof mapOf>} map
 * @property {number[][]} tiesOf each actor's ties
 * @property {number[]} byDegree the actors, those with most ties first
 * @property {Times[][]} times each tie's claims, with their times
 * @property {Map<string, string>} kindLabels
 * @property {Map<string, string>} basisLabels
 * @property {Map<string, number>} shortened actors by IRI, shortened
 * @property {[number, number]} weights the least and the greatest
 */

/**
 * The rows of a table that was sent by columns.
 * @param {Table} table
 * @returns {any[]}
 */
export function unpack({ rows, columns }) {
  const made = Array.from({ length: rows }, () => /** @type {{ [key: string]: unknown }} */ ({}));
  for (const [key, column] of Object.entries(columns)) {
    /** @param {number} i */
    const value = (i) =>
      "all" in column ? column.all : "at" in column ? column.of[column.at[i]] : column.is[i];
    for (let i = 0; i < rows; i++) {
      const own = value(i);
      if (own !== null) made[i][key] = own;
    }
  }
  return made;
}

/**
 * The network of a page's data, told in these words.
 * @param {PageData} data
 * @param {Words} words
 * @returns {Net}
 */
export function netOf(data, words) {
  /** @type {Actor[]} */
  const actors = unpack(data.actors);
  /** @type {Tie[]} */
  const ties = unpack(data.ties);
  /** @type {number[][]} */
  const tiesOf = actors.map(() => []);
  ties.forEach((tie, i) => {
    const { source, target, claims } = tie;
    if (!tie.claim && claims?.length === 1) tie.claim = claims[0].claim;
    tiesOf[source].push(i);
    if (target !== source) tiesOf[target].push(i);
  });
  return {
    data,
    about: data.network,
    words,
    actors,
    ties,
    marks: unpack(data.vis.nodes),
    lines: unpack(data.vis.edges),
    map: mapOf(data.map),
    tiesOf,
    byDegree: actors.map((_, i) => i).sort((a, b) => actors[b].degree - actors[a].degree || a - b),
    times: ties.map(timesOf),
    kindLabels: new Map(data.kinds.map(({ id, label }) => [id, label])),
    basisLabels: new Map(data.bases.map(({ id, label }) => [id, label])),
    shortened: new Map(actors.map(({ iri }, i) => [iri.replace(data.short, ""), i])),
    weights: ties.reduce(
      ([least, most], { weight }) => [Math.min(least, weight), Math.max(most, weight)],
      [Infinity, -Infinity],
    ),
  };
}

/**
 * @param {Net} net
 * @param {number} i
 */
export const nameOf = ({ actors }, i) => actors[i].label || actors[i].iri;

/**
 * @param {Net} net
 * @param {number} i
 */
export const kindOf = ({ actors, kindLabels, words }, i) =>
  kindLabels.get(actors[i].kind || "") || words.none;

/**
 * @param {Net} net
 * @param {number} i
 */
export const shortOf = ({ actors, data }, i) => actors[i].iri.replace(data.short, "");

/**
 * A tie in words: from whom to whom.
 * @param {Net} net
 * @param {Tie} tie
 */
export const sentence = (net, { source, target }) =>
  `${nameOf(net, source)} ${net.about.directed ? "→" : "–"} ${nameOf(net, target)}`;

/**
 * What a tie is.
 * @param {Pick<Tie, "relation" | "relation_label">} tie
 */
export const relationOf = ({ relation, relation_label: label }) => label || relation || "";

/**
 * When a claim holds, in words: as its source says it, else what its bounds leave open; "" where
 * nothing is known.
 * @param {Words} words
 * @param {Pick<Times, "valid"> & Partial<Times>} claim
 */
export const claimWhen = (words, { valid, bounds = [] }) => {
  if (valid && valid !== GIVEN) return words.inWords(valid);
  const known = bounds.map((day) => (day && day > FIRST && day < LAST ? day : null));
  return words.bounded(known);
};

/**
 * When a tie holds, as its claims say, in words; "" where nobody says.
 * @param {Net} net
 * @param {number} i
 */
export const tieWhen = ({ words, times }, i) =>
  [...new Set(times[i].map((claim) => claimWhen(words, claim)))]
    .filter(Boolean)
    .join(words.semicolon);

/**
 * The first day that the claims of a tie speak of, by which ties are sorted.
 * @param {Net} net
 * @param {number} i
 */
export const tieBegins = ({ times }, i) => {
  const days = times[i].flatMap(({ bounds }) => bounds.find((day) => day && day > FIRST) || []);
  return days.sort()[0] || LAST;
};

/**
 * A tie, and all others between its two actors.
 * @param {Net} net
 * @param {number} i
 */
export function between({ ties, tiesOf }, i) {
  const { source, target } = ties[i];
  const others = tiesOf[source].filter((j) => {
    const { source: a, target: b } = ties[j];
    return j !== i && ((a === source && b === target) || (a === target && b === source));
  });
  return [i, ...others];
}

/**
 * The documents and the open data behind the network, as the Licence Ouverte asks.
 * @param {Net} net
 */
export function sourcesText({ about, data, words }) {
  /** @type {[string, string[]][]} */
  const told = [
    [words.sources, about.sources],
    [words.openData, about.open_data],
  ];
  return told
    .filter(([, titles]) => titles.length)
    .map(([word, titles]) => `${word}${words.colon}${titles.join(words.semicolon)}`)
    .concat(data.map ? data.map.sources : [])
    .join(". ");
}

/**
 * How the network is cited.
 * @param {Net} net
 */
export const citationOf = ({ about, words }) =>
  words.citation(about.title, about.projection, about.version, about.made);
