// What is shown as rows for other programs: the same columns as `tigraph export` gives.

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
  sources: net.about.sources.join(" ; "),
  open_data: net.about.open_data.join(" ; "),
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
 * @param {Net} net
 * @param {Seen} seen
 * @param {number} i
 * @returns {Row}
 */
export function edgeRow(net, seen, i) {
  const tie = net.ties[i];
  const proofs = tie.evidence.map((proof) => ({ ...proof, ...net.data.documents[proof.document] }));
  return {
    relation: tie.relation,
    relation_label: tie.relation_label,
    basis: tie.basis,
    basis_label: net.basisLabels.get(tie.basis || ""),
    valid_from: tie.start,
    valid_to: tie.end,
    valid: tie.valid,
    certain: String(tie.certain),
    validity_at_date: seen.how[i],
    claim: tie.claim,
    documents: joined(proofs.map(({ title }) => title)),
    publishers: joined(proofs.map(({ publisher }) => publisher)),
    document_dates: joined(proofs.map(({ date }) => date)),
    urls: joined(proofs.map(({ url }) => url)),
    places: joined(proofs.map(({ place }) => place)),
    speakers: joined(proofs.map(({ speaker }) => speaker)),
    modalities: joined(proofs.map(({ modality }) => modality)),
  };
}

/**
 * Those that are seen, by rank.
 * @param {Set<number>} items
 */
export const byRank = (items) => [...items].sort((a, b) => a - b);

/** @param {Stamp} stamp */
const stampColumns = (stamp) =>
  Object.fromEntries(Object.entries(stamp).map(([key, value]) => [`network_${key}`, value]));

/**
 * @param {Net} net
 * @param {Seen} seen
 * @param {Stamp} stamp
 * @returns {Row[]}
 */
export const actorRows = (net, seen, stamp) =>
  byRank(seen.nodes).map((i) => ({
    id: net.actors[i].iri,
    label: nameOf(net, i),
    ...nodeRow(net, i),
    ...stampColumns(stamp),
  }));

/**
 * @param {Net} net
 * @param {Seen} seen
 * @param {Stamp} stamp
 * @returns {Row[]}
 */
export const tieRows = (net, seen, stamp) =>
  byRank(seen.edges).map((i) => {
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
      ...stampColumns(stamp),
    };
  });

/**
 * Rows as CSV (RFC 4180), with a byte order mark, for Excel. Without any, the stamp's columns.
 * @param {Row[]} rows
 * @param {Stamp} stamp
 */
export function csv(rows, stamp) {
  const keys = Object.keys(rows[0] || stampColumns(stamp));
  /** @param {unknown} value */
  const cell = (value) => {
    const text = clean(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const lines = [keys, ...rows.map((row) => keys.map((key) => row[key]))];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
