// What a reader of the page has chosen.

import { firstPart } from "./parts.js";

/** @import { Net } from "./data.js" */
/** @import { FacetId } from "./filter.js" */
/** @import { Step } from "./time.js" */

/**
 * @typedef {"force" | "levels" | "circle" | "map" | "lanes"} Layout
 */

/**
 * An actor or a tie.
 * @typedef {{ node: number, edge?: undefined } | { node?: undefined, edge: number }} Chosen
 */

/**
 * @typedef {object} State
 * @property {Layout} layout
 * @property {string} date "" for all dates together
 * @property {string} against another date that it is compared with, "" for none
 * @property {boolean} side whether the two dates stand side by side
 * @property {Step} step
 * @property {boolean} lone whether actors without a tie are shown
 * @property {{ [id in FacetId]: Set<string> }} off of each facet, the values that are not shown
 * @property {{ node: number, steps: number } | null} ego the neighbourhood that is shown
 * @property {string} part "all", "strong", "by:GROUPING" or "in:GROUPING:GROUP"
 * @property {Chosen | null} chosen
 * @property {"picture" | "both" | "table"} view
 * @property {Set<number>} hidden actors that are not shown, one by one
 * @property {string} size the measure that sizes of marks tell, "" for the number of ties
 * @property {string} colour the measure that their colours tell, "" for the kind
 */

/**
 * The state that a page opens with.
 * @param {Net} net
 * @returns {State}
 */
export function firstState(net) {
  return {
    layout: layoutsOf(net).find((one) => firstFits(net, one)) || "force",
    date: "",
    against: "",
    side: false,
    step: "year",
    lone: true,
    off: {
      kind: new Set(),
      basis: new Set(),
      when: new Set(),
      level: new Set(),
      order: new Set(),
      phase: new Set(),
      territory: new Set(),
      area: new Set(),
      relation: new Set(),
      document: new Set(),
      speaker: new Set(),
    },
    ego: null,
    part: firstPart(net),
    chosen: null,
    view: "picture",
    hidden: new Set(),
    ...net.data.marks,
  };
}

/**
 * Whether a layout shows the measures that the page opens with.
 * @param {Net} net
 * @param {Layout} layout
 */
const firstFits = ({ data: { marks } }, layout) =>
  !(marks.size && layout === "lanes") && !((marks.size || marks.colour) && layout === "map");

/**
 * The layouts to choose from.
 * @param {Net} net
 */
export const layoutsOf = ({ data }) => /** @type {Layout[]} */ (Object.keys(data.layouts));

/**
 * Everything is shown again: no filter, no date, no neighbourhood.
 * @param {State} state
 */
export function resetState(state) {
  for (const values of Object.values(state.off)) values.clear();
  state.hidden.clear();
  Object.assign(state, { lone: true, ego: null, date: "", against: "", side: false });
}
