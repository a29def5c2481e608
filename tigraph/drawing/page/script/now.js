// The network of this page, its state now, and what is seen of it. Whoever changes the state
// says so, and page.js shows it.

import { netOf } from "./data.js";
import { byId } from "./dom.js";
import { facetsOf, seenIn } from "./filter.js";
import { grouped } from "./parts.js";
import { firstState } from "./state.js";
import { spanOf } from "./time.js";
import { wordsIn } from "./words.js";

/** @import { Chosen } from "./state.js" */

/**
 * What a change asks for besides: a step back in the history, the whole picture in its frame,
 * and that what was chosen is shown, the picture moving there.
 * @typedef {{ step?: boolean, fit?: boolean, choosing?: boolean, move?: boolean }} Change
 */

export const words = wordsIn(document.documentElement.lang);
export const net = netOf(JSON.parse(byId("data", HTMLScriptElement).text), words);
export const facets = facetsOf(net);
export const span = spanOf(net.times.flat(), net.data.limits);
export const state = firstState(net);
export let seen = seenIn(net, facets, state);

/** @type {(how: Change) => void} */
let heard = () => {};

/**
 * Tell who shows the state.
 * @param {(how: Change) => void} act
 */
export function onChange(act) {
  heard = act;
}

/**
 * The state has changed.
 * @param {Change} how
 */
export function changed(how = {}) {
  heard(how);
}

/** Look again at what is seen. */
export function look() {
  seen = seenIn(net, facets, state);
}

/**
 * Choose an actor, a tie or nothing.
 * @param {Chosen | null} what
 * @param {boolean} move
 */
export function choose(what, move = false) {
  state.chosen = what;
  if (what && what.node !== undefined && grouped(state)) state.ego = { node: what.node, steps: 1 };
  changed({ choosing: true, move });
}

/** @param {string} part */
export function setPart(part) {
  Object.assign(state, { part, ego: null, chosen: null });
  changed({ step: true, fit: true });
}

/**
 * @param {number} node
 * @param {number} steps
 */
export function setEgo(node, steps) {
  state.ego = { node, steps };
  changed({ step: true, fit: true });
}
