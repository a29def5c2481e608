// Two dates in one picture: what stayed, what entered, what left from the one to the other.

import { days, howAt } from "./time.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { How } from "./signs.js" */
/** @import { Scene } from "./scene.js" */
/** @import { State } from "./state.js" */

/** @typedef {"kept" | "gained" | "moved" | "lost"} Change */

/** The colours of a comparison, the same in figures (styles.py). */
export const CHANGE_COLOURS = {
  kept: "#0072b2",
  gained: "#d55e00",
  moved: "#00876c",
  lost: "#94759f",
};
/** Of an actor without a tie at either date. */
const NEITHER = "#b9bfc6";
/** @type {Change[]} */
export const CHANGES = ["kept", "gained", "moved", "lost"];

/**
 * The two dates that are compared, the earlier one first; null where there is one alone.
 * @param {Pick<State, "date" | "against">} state
 * @returns {[string, string] | null}
 */
export function compared({ date, against }) {
  if (!date || !against || date === against) return null;
  return days(against)[0] <= days(date)[0] ? [against, date] : [date, against];
}

/**
 * How each tie holds at either of two dates, at the later one where it does, and what became
 * of it; null where it holds at neither.
 * @param {Net} net
 * @param {[string, string]} dates
 * @returns {{ how: (How | null)[], change: (Change | null)[] }}
 */
export function atBoth(net, [first, last]) {
  const { times } = net;
  const then = times.map((one) => howAt(one, first));
  const now = times.map((one) => howAt(one, last));
  /** @type {(Change | null)[]} */
  const change = now.map((how, i) =>
    how && then[i] ? "kept" : how ? "gained" : then[i] ? "lost" : null,
  );
  return { how: now.map((how, i) => how || then[i]), change: withMoves(net, change) };
}

/**
 * Who had a tie of a relation, and has one to another in its place, has moved: what was gained.
 * @param {Pick<Net, "about" | "ties">} net
 * @param {(Change | null)[]} change
 */
function withMoves({ about, ties }, change) {
  if (!about.directed) return change;
  /** @type {(i: number) => string} */
  const whose = (i) => `${ties[i].source} ${ties[i].relation || ""}`;
  /** @type {Map<string, Set<Change>>} */
  const met = new Map();
  change.forEach((one, i) => {
    if (one) met.set(whose(i), (met.get(whose(i)) || new Set()).add(one));
  });
  return change.map((one, i) => {
    const own = met.get(whose(i));
    return one === "gained" && own?.has("lost") && !own.has("kept") ? "moved" : one;
  });
}

/**
 * Whether two dates stand side by side.
 * @param {Pick<State, "date" | "against" | "side" | "part">} state
 */
export const sideBySide = (state) =>
  state.side && compared(state) !== null && !state.part.startsWith("by:");

/**
 * A scene as it was at the first of two dates, or is at the last: the ties of then; who has none
 * is absent.
 * @param {Scene} scene
 * @param {Seen} seen
 * @param {"first" | "last"} which
 * @returns {Scene}
 */
export function onSide(scene, { change, edges }, which) {
  const not = which === "first" ? ["gained", "moved"] : ["lost"];
  const held = scene.edges.filter(({ id }) => !not.includes(change?.[+id] || ""));
  const there = new Set(held.flatMap(({ from, to }) => [from, to]));
  const tied = new Set(scene.edges.flatMap(({ from, to }) => [from, to]));
  const absent = new Set([...tied].filter((id) => !there.has(id)));
  return edges.size ? { ...scene, edges: held, absent } : scene;
}

/**
 * What became of an actor, by its ties that are seen: at both dates, or at one of them.
 * @param {Net} net
 * @param {Seen} seen
 * @param {number} i
 * @returns {Change | null}
 */
export function changeOf({ ties, tiesOf }, { edges, change }, i) {
  const met = new Set(tiesOf[i].filter((j) => edges.has(j)).map((j) => change?.[j]));
  if (!met.size) return null;
  if (met.size === 1) return [...met][0] || null;
  const own = tiesOf[i].filter((j) => ties[j].source === i && edges.has(j));
  return own.some((j) => change?.[j] === "moved") ? "moved" : "kept";
}

/**
 * The colour of an actor in a comparison.
 * @param {Net} net
 * @param {Seen} seen
 * @param {number} i
 */
export function changeColour(net, seen, i) {
  const change = changeOf(net, seen, i);
  return change ? CHANGE_COLOURS[change] : NEITHER;
}

/**
 * How many ties that are seen became what.
 * @param {Seen} seen
 * @returns {{ [change in Change]: number }}
 */
export function changeCounts({ edges, change }) {
  const counts = { kept: 0, gained: 0, moved: 0, lost: 0 };
  for (const i of edges) {
    const own = change?.[i];
    if (own) counts[own] += 1;
  }
  return counts;
}
