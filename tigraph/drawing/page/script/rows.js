// What is shown as rows for other programs, each fact once: the same tables as `tigraph export`
// gives (actors, ties, citations, documents, what is said of the whole), joined by keys.

import { citationOf, kindOf, nameOf } from "./data.js";
import { dateText, filtersText } from "./filter.js";
import { clean } from "./text.js";

/** @import { Net } from "./data.js" */
/** @import { Facet, Seen } from "./filter.js" */
/** @import { State } from "./state.js" */

/** @typedef {{ [column: string]: unknown }} Row */

/**
 * What is said with everything that is saved.
 * @typedef {object} Stamp
 * @property {string} title
 * @property {string} date
 * @property {string} filters
 * @property {string} citation
 * @property {string} sources
 * @property {string} open_data
 * @property {string} query
 */

/**
 * @param {Net} net
 * @param {Facet[]} facets
 * @param {State} state
 * @param {Seen} seen
 * @returns {Stamp}
 */
export const stampOf = (net, facets, state, seen) => ({
  title: net.about.title,
  date: dateText(net, state, seen),
  filters: filtersText(net, facets, state),
  citation: citationOf(net),
  sources: net.about.sources.join(net.words.semicolon),
  open_data: net.about.open_data.join(net.words.semicolon),
  query: net.about.query,
});

/**
 * Several values in one cell.
 * @param {unknown[]} values
 */
const joined = (values) => values.map((value) => clean(value).replace(/\|/g, "/")).join(" | ");

/**
 * @param {Net} net
 * @param {number} i
 * @returns {Row}
 */
export function nodeRow(net, i) {
  const actor = net.actors[i];
  return {
    kind: actor.kind,
    kind_label: kindOf(net, i),
    governance_level_label: actor.level_label,
    actor_order_label: actor.order_label,
    other_names: joined([...actor.names, ...actor.identifiers]),
    phases: joined(actor.phases),
    territories: joined(actor.territories),
    areas: joined(actor.areas),
  };
}

/**
 * How a document is named in files: by its key in the graph, else by its number.
 * @param {Net} net
 * @param {number} rank
 */
const keyOf = ({ data }, rank) => data.documents[rank].key || `document ${rank + 1}`;

/**
 * @param {Net} net
 * @param {Seen} seen
 * @param {number} i
 * @returns {Row}
 */
export function edgeRow(net, seen, i) {
  const tie = net.ties[i];
  return {
    relation: tie.relation,
    relation_label: tie.relation_label,
    basis: tie.basis,
    basis_label: net.basisLabels.get(tie.basis || ""),
    valid_from: tie.start,
    valid_to: tie.end,
    valid: tie.valid,
    certain: String(tie.certain),
    holds: seen.how[i],
    claim: tie.claim,
    citations: tie.evidence.length,
  };
}

/**
 * What an edge says of its citations in a file without a table of them: the n-th entries of
 * each belong together.
 * @param {Net} net
 * @param {number} i
 * @returns {Row}
 */
export function citingRow(net, i) {
  const { evidence } = net.ties[i];
  return {
    documents: joined(evidence.map(({ document }) => keyOf(net, document))),
    places: joined(evidence.map(({ place }) => place)),
    speakers: joined(evidence.map(({ speaker }) => speaker)),
    modalities: joined(evidence.map(({ modality }) => modality)),
  };
}

/**
 * Those that are seen, by rank.
 * @param {Set<number>} items
 */
export const byRank = (items) => [...items].sort((a, b) => a - b);

/**
 * @param {Net} net
 * @param {Iterable<number>} actors
 * @returns {Row[]}
 */
export const actorRows = (net, actors) =>
  [...actors].map((i) => ({ id: net.actors[i].iri, label: nameOf(net, i), ...nodeRow(net, i) }));

/**
 * @param {Net} net
 * @param {Seen} seen
 * @param {number[]} ties
 * @returns {Row[]}
 */
export const tieRows = (net, seen, ties) =>
  ties.map((i) => {
    const { source, target, weight } = net.ties[i];
    return {
      id: `e${i}`,
      source: net.actors[source].iri,
      target: net.actors[target].iri,
      source_label: nameOf(net, source),
      target_label: nameOf(net, target),
      direction: net.about.directed ? "directed" : "undirected",
      weight,
      ...edgeRow(net, seen, i),
    };
  });

/**
 * @param {Net} net
 * @param {number[]} ties
 * @returns {Row[]}
 */
export const evidenceRows = (net, ties) =>
  ties.flatMap((i) =>
    net.ties[i].evidence.map(({ document, place, speaker, modality, claims }) => ({
      edge: `e${i}`,
      document: keyOf(net, document),
      place,
      speaker,
      modality,
      claims: joined(claims || [net.ties[i].claim].filter(Boolean)),
    })),
  );

/**
 * The documents behind ties, each once.
 * @param {Net} net
 * @param {number[]} ties
 */
const documentsBehind = ({ ties: all }, ties) =>
  byRank(new Set(ties.flatMap((i) => all[i].evidence.map(({ document }) => document))));

/**
 * @param {Net} net
 * @param {number[]} ties
 * @returns {Row[]}
 */
export const documentRows = (net, ties) =>
  documentsBehind(net, ties).map((rank) => {
    const { title, publisher, date, url } = net.data.documents[rank];
    return { document: keyOf(net, rank), title, publisher, date, url };
  });

/**
 * @param {Net} net
 * @param {Stamp} stamp
 * @param {string} address
 * @returns {Row[]}
 */
export function aboutRows({ about }, stamp, address) {
  const { sources, open_data: openData } = about;
  return [
    ...Object.entries({
      title: about.title,
      description: about.description,
      projection: about.projection,
      query: about.query,
      as_of: about.as_of || "any",
      shown_at: stamp.date,
      filters: stamp.filters,
      made: about.made,
      version: about.version,
      citation: stamp.citation,
      address,
    }),
    ...sources.map((title) => ["sources", title]),
    ...openData.map((file) => ["open_data", file]),
  ].map(([what, value]) => ({ what, value }));
}

const NO_ROWS = {
  nodes: ["id", "label"],
  edges: ["id", "source", "target"],
  evidence: ["edge", "document", "place", "speaker", "modality", "claims"],
  documents: ["document", "title", "publisher", "date", "url"],
  about: ["what", "value"],
};

/**
 * The tables of ties with their ends and all that says so, by name.
 * @param {Net} net
 * @param {Seen} seen
 * @param {{ actors: Iterable<number>, ties: number[] }} of
 * @param {Row[]} about
 * @returns {[name: string, text: string][]}
 */
export function tables(net, seen, { actors, ties }, about) {
  /** @type {{ [name in keyof typeof NO_ROWS]: Row[] }} */
  const rows = {
    nodes: actorRows(net, actors),
    edges: tieRows(net, seen, ties),
    evidence: evidenceRows(net, ties),
    documents: documentRows(net, ties),
    about,
  };
  const names = /** @type {(keyof typeof NO_ROWS)[]} */ (Object.keys(NO_ROWS));
  return names.map((name) => [`${name}.csv`, csv(rows[name], NO_ROWS[name])]);
}

/**
 * Rows as CSV (RFC 4180), with a byte order mark, for Excel. Without any, these columns.
 * @param {Row[]} rows
 * @param {string[]} columns
 */
export function csv(rows, columns) {
  const keys = rows.length ? Object.keys(rows[0]) : columns;
  /** @param {unknown} value */
  const cell = (value) => {
    const text = clean(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const lines = [keys, ...rows.map((row) => keys.map((key) => row[key]))];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
