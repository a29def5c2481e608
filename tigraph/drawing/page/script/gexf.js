// What is shown as GEXF 1.3, for Gephi.

import { nameOf, relationOf } from "./data.js";
import { byRank, citingRow, documentRows, edgeRow, nodeRow } from "./rows.js";
import { clean, escaped } from "./text.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Row, Stamp } from "./rows.js" */
/** @import { State } from "./state.js" */

/** @type {{ [shape: string]: string }} */
const SHAPES = { dot: "disc", square: "square", diamond: "diamond" };
const SOLIDITY = { certain: "solid", possible: "dashed", undated: "dotted" };

/**
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @param {Stamp} stamp
 */
export function gexf(net, state, seen, stamp) {
  const { about } = net;
  const [nodes, edges] = [byRank(seen.nodes), byRank(seen.edges)];
  const spots = net.data.layouts[state.layout] || net.data.layouts.force;
  const nodeKeys = nodes.length ? Object.keys(nodeRow(net, nodes[0])) : [];
  const edgeKeys = edges.length ? Object.keys(valuesOfEdge(net, seen, edges[0])) : [];
  const kinds = kindsOf(net, edges);
  const isDay = /^\d{4}-\d\d-\d\d/.test(about.made);
  const day = isDay ? ` lastmodifieddate="${about.made.slice(0, 10)}"` : "";
  const told = [
    ...Object.entries(stamp).map(([key, value]) => `${key}: ${value}`),
    ...documentRows(net, edges).map((row) => Object.values(row).filter(Boolean).join(", ")),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3" version="1.3">',
    `<meta${day}><creator>tigraph ${escaped(about.version)}</creator>`,
    `<description>${escaped(told.join("\n"))}</description></meta>\n`,
    `<graph defaultedgetype="${about.directed ? "directed" : "undirected"}"`,
    ' mode="static" idtype="string">',
    `${declared("node", nodeKeys)}${declared("edge", edgeKeys)}\n<nodes>`,
    nodes.map((i) => nodeText(net, i, spots)).join("\n"),
    "</nodes>\n<edges>",
    edges.map((i, k) => edgeText(net, seen, i, kinds[k])).join("\n"),
    "</edges></graph></gexf>\n",
  ].join("");
}

/**
 * The kinds of ties; Gephi merges parallel edges of one kind, so that these are numbered.
 * @param {Net} net
 * @param {number[]} edges
 */
function kindsOf({ about, ties }, edges) {
  /** @type {Map<string, number>} */
  const met = new Map();
  return edges.map((i) => {
    const { source, target, relation, basis } = ties[i];
    const kind = `${relation || ""} ${basis || ""}`.trim() || "tie";
    const ends = about.directed ? [source, target] : [source, target].sort((a, b) => a - b);
    const key = [...ends, kind].join(" ");
    const nth = (met.get(key) || 0) + 1;
    met.set(key, nth);
    return nth > 1 ? `${kind} ${nth}` : kind;
  });
}

/**
 * @param {Net} net
 * @param {number} i
 * @param {number[]} spots
 */
function nodeText(net, i, spots) {
  const { shape, color, size } = net.marks[i];
  const { iri } = net.actors[i];
  const label = clean(nameOf(net, i)).replace(/\s+/g, " ").trim() || iri;
  return [
    `<node id="${escaped(iri)}" label="${escaped(label)}">${values(nodeRow(net, i))}`,
    `<viz:color ${rgb(color)}/>`,
    `<viz:position x="${spots[2 * i]}" y="${0 - spots[2 * i + 1]}" z="0"/>`,
    `<viz:size value="${size}"/><viz:shape value="${SHAPES[shape] || "triangle"}"/></node>`,
  ].join("");
}

/**
 * @param {Net} net
 * @param {Seen} seen
 * @param {number} i
 * @param {string} kind
 */
function edgeText(net, seen, i, kind) {
  const { source, target, weight } = net.ties[i];
  const { color, width } = net.lines[i];
  const ends = [source, target].map((end) => escaped(net.actors[end].iri));
  return [
    `<edge id="e${i}" source="${ends[0]}" target="${ends[1]}" weight="${weight}"`,
    ` kind="${escaped(kind)}" label="${escaped(relationOf(net.ties[i]))}">`,
    `${values(valuesOfEdge(net, seen, i))}<viz:color ${rgb(color)}/>`,
    `<viz:thickness value="${width}"/>`,
    `<viz:shape value="${SOLIDITY[seen.how[i] || "undated"]}"/></edge>`,
  ].join("");
}

/**
 * @param {Net} net
 * @param {Seen} seen
 * @param {number} i
 */
const valuesOfEdge = (net, seen, i) => ({ ...edgeRow(net, seen, i), ...citingRow(net, i) });

/** @param {string} colour */
const rgb = (colour) =>
  [1, 3, 5].map((n, k) => `${"rgb"[k]}="${parseInt(colour.slice(n, n + 2), 16)}"`).join(" ");

/**
 * @param {"node" | "edge"} kind
 * @param {string[]} keys
 */
function declared(kind, keys) {
  const all = keys.map((key) => `<attribute id="${key}" title="${key}" type="string"/>`);
  return `<attributes class="${kind}" mode="static">${all.join("")}</attributes>`;
}

/** @param {Row} own */
function values(own) {
  const known = Object.entries(own).filter(([, value]) => clean(value));
  const all = known.map(([key, value]) => `<attvalue for="${key}" value="${escaped(value)}"/>`);
  return `<attvalues>${all.join("")}</attvalues>`;
}
