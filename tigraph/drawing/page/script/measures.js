// Sizes and colours of marks by a measure of the actors, which was computed with the network.

import { CHANGES, CHANGE_COLOURS, changeColour, changeCounts } from "./changes.js";
import { grouped } from "./parts.js";
import { DASHED } from "./signs.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { State } from "./state.js" */

/** Of a mark whose colour does not tell its kind, in the legend. */
const UNCOLOURED = "#7b838c";

/**
 * The measure of a name; undefined where marks tell the number of ties, or the kind.
 * @param {Net} net
 * @param {string} id
 */
export const measureOf = ({ data }, id) => data.measures.find((one) => one.id === id);

/**
 * The mark of an actor as it is drawn now.
 * @param {Net} net
 * @param {Pick<State, "size" | "colour">} state
 * @param {number} i
 * @param {Seen} seen
 */
export function markOf(net, state, i, seen) {
  const { shape, color, size } = net.marks[i];
  const [wide, hue] = [measureOf(net, state.size), measureOf(net, state.colour)];
  return {
    shape,
    colour: seen.change
      ? changeColour(net, seen, i)
      : hue
        ? hue.colour_key[hue.shades[i]].colour
        : color,
    size: wide ? wide.sizes[i] : size,
  };
}

/**
 * The kinds with the signs that tell them now.
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 */
export const kindsNow = (net, state, seen) =>
  (seen.change || measureOf(net, state.colour)) && !grouped(state)
    ? net.data.kinds.map((kind) => ({ ...kind, colour: UNCOLOURED }))
    : net.data.kinds;

/**
 * What sizes and colours tell, for the legend: of the actors seen.
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 */
export function measureSigns(net, state, { nodes, change }) {
  /** @type {{ label: string, colour: string, radius: number, count: number | null }[]} */
  const told = [];
  if (grouped(state)) return told;
  const sized = state.layout === "lanes" ? undefined : measureOf(net, state.size);
  for (const { label, size } of sized?.size_key || [])
    told.push({ label, colour: UNCOLOURED, radius: Math.min(7, size / 3), count: null });
  const hue = change ? undefined : measureOf(net, state.colour);
  hue?.colour_key.forEach(({ label, colour }, rank) => {
    const count = [...nodes].filter((i) => hue.shades[i] === rank).length;
    if (count) told.push({ label, colour, radius: 7, count });
  });
  return told;
}

/**
 * What the marks of some actors tell: their kinds, then measures; kinds that are `boxed` as boxes.
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @param {ReadonlySet<string>} boxed
 */
export function nodeSigns(net, state, seen, boxed) {
  const kinds = new Set([...seen.nodes].map((i) => net.actors[i].kind || ""));
  return [
    ...kindsNow(net, state, seen)
      .filter(({ id }) => kinds.has(id))
      .map((kind) => ({
        sign: boxed.has(kind.id) ? { shape: /** @type {const} */ ("box"), colour: DASHED } : kind,
        label: kind.label,
      })),
    ...measureSigns(net, state, seen).map(({ label, colour, radius }) => ({
      sign: { shape: /** @type {const} */ ("dot"), colour, width: 2 * radius },
      label,
    })),
  ];
}

/**
 * What the colours of ties tell: their bases or, where two dates are compared, what became of them.
 * @param {Net} net
 * @param {Seen} seen
 * @param {Iterable<number>} drawn the ties that are lines
 * @returns {{ colour: string, label: string, count: number }[]}
 */
export function tieSigns({ data, ties, words }, seen, drawn) {
  if (seen.change) {
    const counts = changeCounts({ ...seen, edges: new Set(drawn) });
    return CHANGES.filter((one) => counts[one]).map((one) => ({
      colour: CHANGE_COLOURS[one],
      label: words[one],
      count: counts[one],
    }));
  }
  return data.bases
    .map(({ id, colour, label }) => ({
      ...{ colour, label },
      count: [...drawn].filter((i) => (ties[i].basis || "") === id).length,
    }))
    .filter(({ count }) => count);
}

/**
 * What the measures that are seen are, in words.
 * @param {Net} net
 * @param {State} state
 */
export const measuresNote = (net, state) =>
  [...new Set([state.size, state.colour])]
    .map((id) => measureOf(net, id))
    .filter((one) => one !== undefined)
    .map(({ label, about }) => `${label}${net.words.colon}${about}`)
    .join(". ");

/**
 * The measures of an actor: what they are called, and their values.
 * @param {Net} net
 * @param {number} i
 * @returns {[string, string][]}
 */
export const valuesOf = (net, i) =>
  net.data.measures
    .filter(({ values }) => values[i] !== null)
    .map(({ label, values }) => [label, net.words.figure(values[i])]);
