// The state as words in the address: a view can be sent, and is there again when opened.

import { shortOf } from "./data.js";
import { measureOf } from "./measures.js";
import { firstState, layoutsOf } from "./state.js";
import { STEPS, days, endsOf, stops } from "./time.js";

/** @import { Net } from "./data.js" */
/** @import { Facet } from "./filter.js" */
/** @import { Chosen, State } from "./state.js" */
/** @import { Step } from "./time.js" */

/** What marks tell a measure by. @type {("size" | "colour")[]} */
const TOLD_BY = ["size", "colour"];

/**
 * A tie as words: its ends, its relation, and which it is of those that share them.
 * @param {Net} net
 * @param {number} i
 */
function tieKey(net, i) {
  const { source, target, relation } = net.ties[i];
  const alike = alikeOf(net, source, target, relation || "");
  return JSON.stringify([
    shortOf(net, source),
    relation || "",
    shortOf(net, target),
    alike.indexOf(i),
  ]);
}

/**
 * The tie of such words; undefined where they mean none.
 * @param {Net} net
 * @param {string | null} key
 */
function tieOf(net, key) {
  try {
    const [source, relation, target, nth] = JSON.parse(key || "");
    const [a, b] = [net.shortened.get(source), net.shortened.get(target)];
    if (a === undefined || b === undefined) return undefined;
    return alikeOf(net, a, b, relation)[nth];
  } catch {
    return undefined;
  }
}

/**
 * The ties of one relation from one actor to another.
 * @param {Net} net
 * @param {number} source
 * @param {number} target
 * @param {string} relation
 */
const alikeOf = ({ ties, tiesOf }, source, target, relation) =>
  tiesOf[source].filter((j) => {
    const tie = ties[j];
    return tie.source === source && tie.target === target && (tie.relation || "") === relation;
  });

/**
 * The words of a state: what is not as it is when the page opens.
 * @param {Net} net
 * @param {Facet[]} facets
 * @param {State} state
 */
export function addressOf(net, facets, state) {
  const first = firstState(net);
  const told = new URLSearchParams();
  const plain = /** @type {const} */ (["layout", "date", "against", "part", "size", "colour"]);
  for (const word of plain) if (state[word] !== first[word]) told.set(word, state[word] || "none");
  if (state.ego) told.set("around", `${state.ego.steps} ${shortOf(net, state.ego.node)}`);
  if (state.view !== "picture") told.set("view", state.view);
  tellFlags(told, state);
  for (const facet of facets) tellFacet(told, facet, state);
  for (const i of state.hidden) told.append("hide", shortOf(net, i));
  const { chosen } = state;
  if (chosen && chosen.node !== undefined) told.set("actor", shortOf(net, chosen.node));
  else if (chosen) told.set("tie", tieKey(net, chosen.edge));
  return told.toString();
}

/**
 * @param {URLSearchParams} told
 * @param {State} state
 */
function tellFlags(told, { lone, side, against }) {
  if (!lone) told.set("lone", "0");
  if (side && against) told.set("side", "1");
}

/**
 * Tell which values of a facet are not shown, or which alone are, whichever is shorter.
 * @param {URLSearchParams} told
 * @param {Facet} facet
 * @param {State} state
 */
function tellFacet(told, { id, order }, state) {
  const off = order.filter((v) => state.off[id].has(v));
  const on = order.filter((v) => !state.off[id].has(v));
  if (!off.length) return;
  const [word, values] = on.length && on.length < off.length ? ["only", on] : ["not", off];
  for (const value of values) told.append(`${word}.${id}`, value);
}

/**
 * The measures that an address tells; "none" where marks tell ties or kinds.
 * @param {Net} net
 * @param {URLSearchParams} told
 */
const measuresIn = (net, told) =>
  Object.fromEntries(
    TOLD_BY.map((way) => [way, told.get(way) || ""])
      .filter(([, measure]) => measure === "none" || measureOf(net, measure))
      .map(([way, measure]) => [way, measure === "none" ? "" : measure]),
  );

/**
 * The state that an address tells; what means nothing here is passed over.
 * @param {Net} net
 * @param {Facet[]} facets
 * @param {[string, string] | null} span the period that the claims cover
 * @param {string} words
 * @returns {State}
 */
export function stateOf(net, facets, span, words) {
  const told = new URLSearchParams(words);
  const state = firstState(net);
  state.layout = layoutsOf(net).find((layout) => layout === told.get("layout")) || state.layout;
  const part = told.get("part") || "";
  if (isPart(net, part)) state.part = part;
  const view = told.get("view");
  if (view === "both" || view === "table") state.view = view;
  state.lone = told.get("lone") !== "0";
  Object.assign(state, measuresIn(net, told));
  Object.assign(state, datesOf(span, told));
  for (const { id, order } of facets) {
    /** @param {string} word */
    const values = (word) => told.getAll(`${word}.${id}`).filter((v) => order.includes(v));
    const only = values("only");
    state.off[id] = new Set(only.length ? order.filter((v) => !only.includes(v)) : values("not"));
  }
  for (const hidden of told.getAll("hide")) {
    const i = net.shortened.get(hidden);
    if (i !== undefined) state.hidden.add(i);
  }
  state.ego = egoOf(net, told.get("around") || "");
  state.chosen = chosenOf(net, told);
  return state;
}

/**
 * The date that an address tells, and another that it is compared with.
 * @param {[string, string] | null} span
 * @param {URLSearchParams} told
 */
function datesOf(span, told) {
  const found = dateOf(span, told.get("date") || "");
  const other = found.date && dateOf(span, told.get("against") || "").date;
  return { ...found, against: other, side: Boolean(other) && told.get("side") === "1" };
}

/**
 * The date or the period of "2019" or "2018/2020", with its step; none where it means nothing.
 * @param {[string, string] | null} span
 * @param {string} date
 */
function dateOf(span, date) {
  const [from, to] = endsOf(date);
  const step = STEPS[from.split("-").length - 1] || "year";
  const all = stops(span, step);
  const known = all.includes(from) && all.includes(to) && (from === date || from < to);
  return { step, date: known ? date : "" };
}

/**
 * The neighbourhood of "2 person:x": so many steps around an actor.
 * @param {Net} net
 * @param {string} around
 */
function egoOf({ shortened }, around) {
  const [steps, ...iri] = around.split(" ");
  const node = shortened.get(iri.join(" "));
  return node === undefined ? null : { node, steps: steps === "2" ? 2 : 1 };
}

/**
 * Whether a part of the network is meant, such as "in:level:3".
 * @param {Net} net
 * @param {string} part
 */
function isPart({ data }, part) {
  const [word, by, group] = part.split(":");
  const overview = data.overview.find((o) => o.by === by);
  if (part === "all" || part === "strong" || (overview && part === `by:${by}`)) return true;
  return word === "in" && /^\d+$/.test(group) && Boolean(overview?.groups[+group]);
}

/**
 * @param {Net} net
 * @param {URLSearchParams} told
 * @returns {Chosen | null}
 */
function chosenOf(net, told) {
  const node = net.shortened.get(told.get("actor") || "");
  if (node !== undefined) return { node };
  const edge = tieOf(net, told.get("tie"));
  return edge === undefined ? null : { edge };
}

/**
 * The stop of a finer or coarser slider that comes closest to a date.
 * @param {[string, string] | null} span
 * @param {Step} step
 * @param {string} date
 */
export function nearestStop(span, step, date) {
  if (!date) return "";
  const all = stops(span, step);
  const [from, to] = endsOf(date).map((end) => {
    const [first] = days(end);
    return all.find((d) => days(d)[1] >= first) || all[all.length - 1] || "";
  });
  return from === to ? from : `${from}/${to}`;
}
