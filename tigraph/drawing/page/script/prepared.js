// A view that somebody has prepared, as it stands in its file: marks moved, notes, a story in
// steps, and who is hidden. Actors go by their IRI, shortened; who is no longer there is told.

import { shortOf } from "./data.js";

/** @import { Net } from "./data.js" */
/** @import { Prepared } from "./page_data.js" */
/** @import { State } from "./state.js" */

/** What the file says of itself. */
const VIEW_KIND = "tigraph view";

/**
 * What is kept of a view besides the state: where actors stand, by layout, as they were moved;
 * notes of actors; the story.
 * @typedef {object} Kept
 * @property {Map<string, Map<number, [number, number]>>} moved
 * @property {Map<number, string>} notes
 * @property {{ text: string, at: string }[]} story
 */

/** @returns {Kept} */
export const nothingKept = () => ({ moved: new Map(), notes: new Map(), story: [] });

/**
 * What a prepared view is in this network: what is kept, who is hidden, and who of it is not here.
 * @param {Net} net
 * @param {Prepared} told
 * @returns {{ kept: Kept, hidden: number[], missing: string[] }}
 */
export function takeView(net, told) {
  /** @type {Set<string>} */
  const missing = new Set();
  /** @type {<T>(pairs: [string, T][]) => [number, T][]} */
  const known = (pairs) =>
    pairs.flatMap(([short, value]) => {
      const i = net.shortened.get(short);
      if (i === undefined) missing.add(short);
      return i === undefined ? [] : [[i, value]];
    });
  const moved = new Map(
    Object.entries(told.moved).map(([layout, spots]) => [
      layout,
      new Map(
        known(Object.entries(spots)).map(([i, [x, y]]) => [
          i,
          /** @type {[number, number]} */ ([Number(x), Number(y)]),
        ]),
      ),
    ]),
  );
  const hidden = known(told.hidden.map((short) => [short, true])).map(([i]) => i);
  const notes = new Map(known(Object.entries(told.notes)));
  const named = told.story.flatMap(({ at }) =>
    [...new URLSearchParams(at)].filter(([word]) => word === "actor" || word === "hide"),
  );
  known(named.map(([, short]) => [short, true]));
  return { kept: { moved, notes, story: [...told.story] }, hidden, missing: [...missing] };
}

/**
 * A file read; an error where it is none that a page has saved.
 * @param {string} text
 * @returns {Prepared}
 */
export function readView(text) {
  const told = JSON.parse(text);
  if (told?.kind !== VIEW_KIND) throw new Error("no view");
  const { moved = {}, hidden = [], notes = {}, story = [] } = told;
  /** @type {(value: unknown) => boolean} */
  const isText = (value) => typeof value === "string";
  /** @type {(spot: unknown) => boolean} */
  const isSpot = (spot) => Array.isArray(spot) && spot.length === 2 && spot.every(Number.isFinite);
  const sound = [
    Object.values(moved).every((spots) => Object.values(Object(spots)).every(isSpot)),
    Array.isArray(hidden) && hidden.every(isText),
    Object.values(notes).every(isText),
    Array.isArray(story) && story.every((step) => isText(step?.text) && isText(step?.at)),
  ];
  if (!sound.every(Boolean)) throw new Error("no view");
  /** @type {Prepared["story"]} */
  const steps = story;
  return { moved, hidden, notes, story: steps.map((one) => ({ text: one.text, at: one.at })) };
}

/**
 * The file of a view, with what it was prepared on.
 * @param {Net} net
 * @param {Pick<State, "hidden">} state
 * @param {Kept} kept
 */
export function fileOfView(net, { hidden }, { moved, notes, story }) {
  const { about } = net;
  /** @type {<T>(values: Map<number, T>) => { [short: string]: T }} */
  const byName = (values) =>
    Object.fromEntries([...values].map(([i, value]) => [shortOf(net, i), value]));
  const told = {
    kind: VIEW_KIND,
    ...{ title: about.title, projection: about.projection, as_of: about.as_of || "any" },
    ...{ made: about.made, version: about.version },
    moved: Object.fromEntries([...moved].map(([layout, spots]) => [layout, byName(spots)])),
    hidden: [...hidden].map((i) => shortOf(net, i)),
    notes: byName(notes),
    story,
  };
  return `${JSON.stringify(told, null, 1)}\n`;
}

/**
 * Set marks where they were moved.
 * @param {Net} net
 * @param {Kept} kept
 */
export function applyMoved({ data }, { moved }) {
  /** @type {{ [layout: string]: number[] | undefined }} */
  const layouts = data.layouts;
  for (const [layout, spots] of moved) {
    const own = Object.hasOwn(layouts, layout) ? layouts[layout] : undefined;
    if (own) for (const [i, [x, y]] of spots) [own[2 * i], own[2 * i + 1]] = [x, y];
  }
}
