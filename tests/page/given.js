// What the tests of the script are given: cases that Python's tests read too, and a small page.

import { readFileSync } from "node:fs";

import { netOf } from "../../tigraph/drawing/page/script/data.js";
import { facetsOf, seenIn } from "../../tigraph/drawing/page/script/filter.js";
import { stampOf } from "../../tigraph/drawing/page/script/rows.js";
import { firstState } from "../../tigraph/drawing/page/script/state.js";
import { wordsIn } from "../../tigraph/drawing/page/script/words.js";

/** @import { PageData } from "../../tigraph/drawing/page/script/page_data.js" */
/** @import { State } from "../../tigraph/drawing/page/script/state.js" */

/**
 * @param {string} name
 * @returns {any}
 */
export const read = (name) =>
  JSON.parse(readFileSync(new URL(`cases/${name}.json`, import.meta.url), "utf8"));

/** The actors of the page, by rank. */
export const [ADA, BODY, TOWN, ALONE, HOSTILE] = [0, 1, 2, 3, 4];
/** Its ties, by rank. */
export const [MEMBER, PLANNED, CHAIRS, COOPERATES, LOOP, FUNDS] = [0, 1, 2, 3, 4, 5];

/**
 * The page in a state, with other data if so asked.
 * @param {Partial<State>} chosen
 * @param {Partial<PageData>} other
 */
export function page(chosen = {}, other = {}) {
  /** @type {PageData} */
  const data = { ...read("page").data, ...other };
  const net = netOf(data, wordsIn("fr"));
  const facets = facetsOf(net);
  const state = { ...firstState(net), ...chosen };
  const seen = seenIn(net, facets, state);
  return { net, facets, state, seen, stamp: stampOf(net, facets, state, seen) };
}

/**
 * A map as it is sent: a large panel and an inset, both of places that do not exist.
 * @param {Partial<import("../../tigraph/drawing/page/script/page_data.js").Map>} other
 * @returns {import("../../tigraph/drawing/page/script/page_data.js").Map}
 */
export const mapSent = (other = {}) => ({
  dot: 4,
  panels: [
    { name: "Pays fictif", box: [100, 0, 500, 400], inset: false, bar: ["100 km", 60] },
    { name: "Île fictive", box: [0, 0, 90, 90], inset: true, bar: ["10 km", 30] },
  ],
  coast: [],
  borders: [],
  areas: [],
  towns: [],
  missing: [],
  sources: [],
  groups: [],
  of: [],
  telling: false,
  regions: [],
  region: [],
  apart: [],
  lined: null,
  nameless: [],
  grain: 1,
  ...other,
});

/**
 * The data of a network of 3,001 actors: the first is tied to ten, of which the first is tied
 * to five more.
 * @returns {Partial<PageData>}
 */
export function large() {
  const { data } = read("page");
  const ranks = Array.from({ length: 3001 }, (_, i) => i);
  const ends = [
    ...ranks.slice(1, 11).map((i) => [0, i]),
    ...ranks.slice(11, 16).map((i) => [1, i]),
  ];
  /**
   * @param {unknown[]} iris
   * @param {{ [column: string]: unknown[] | { all: unknown } }} columns
   */
  const table = (iris, columns) => ({
    rows: iris.length,
    columns: Object.fromEntries(
      Object.entries(columns).map(([key, value]) => [
        key,
        Array.isArray(value) ? { is: value } : value,
      ]),
    ),
  });
  const none = { names: { all: [] }, identifiers: { all: [] }, lines: { all: ["un"] } };
  const places = { phases: { all: [] }, territories: { all: [] }, areas: { all: [] } };
  const degree = ranks.map((i) => ends.filter((pair) => pair.includes(i)).length);
  const [source, target] = [ends.map(([a]) => a), ends.map(([, b]) => b)];
  const spots = ranks.flatMap((i) => [i, 0]);
  return {
    actors: table(ranks, { iri: ranks.map((i) => `urn:${i}`), degree, ...none, ...places }),
    ties: table(ends, {
      source,
      target,
      certain: { all: true },
      weight: { all: 1 },
      evidence: { all: [] },
    }),
    layouts: { force: spots, levels: spots, map: spots },
    vis: {
      ...data.vis,
      nodes: table(ranks, {
        id: ranks,
        shape: { all: "dot" },
        color: { all: "#000000" },
        size: { all: 7 },
      }),
      edges: table(ends, {
        id: ends.map((_, i) => i),
        from: source,
        to: target,
        smooth: { all: false },
      }),
    },
  };
}

/**
 * The facets' values that are not shown.
 * @param {{ [id: string]: string[] }} values
 * @returns {State["off"]}
 */
export function off(values) {
  const { state } = page();
  const sets = Object.entries(values).map(([id, own]) => [id, new Set(own)]);
  return { ...state.off, ...Object.fromEntries(sets) };
}
