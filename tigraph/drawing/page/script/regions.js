// The regions of a large network, where they are on its map.

import { upended } from "./insets.js";

/** @import { Net } from "./data.js" */
/** @import { Drawn } from "./map.js" */
/** @import { Overview } from "./page_data.js" */

/** Rounds in which circles that lie on each other move apart, and what is kept between them. */
const MOVES = 60;
const BETWEEN = 1.12;

/** @param {number[]} values */
const middleOf = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * The map behind regions: its land and borders alone; null where they have none.
 * @param {Net} net
 * @param {Overview} overview
 * @param {boolean} upright
 * @returns {Drawn | null}
 */
export function mapBehind({ map, data }, { by }, upright) {
  if (by !== "region" || !map || !data.layouts.map) return null;
  const drawn = upright ? upended(map) : map;
  return { ...drawn, areas: [], covered: new Map(), towns: [], missing: "" };
}

/**
 * Where each region stands: amid its actors, no circle on another.
 * @param {Net} net
 * @param {Overview} overview
 * @param {Drawn} map
 * @param {number[]} sizes
 * @returns {[number, number][]}
 */
export function regionSpots({ data }, { of, groups }, map, sizes) {
  const spots = data.layouts.map || [];
  /** @type {[number[], number[]][]} */
  const all = groups.map(() => [[], []]);
  of.forEach((g, i) => {
    const [x, y] = map.moved(spots[2 * i], spots[2 * i + 1]);
    all[g][0].push(x);
    all[g][1].push(y);
  });
  const found = all.map(([x, y]) => /** @type {[number, number]} */ ([middleOf(x), middleOf(y)]));
  // Those of no one region stand beside the land, for amid it they would be taken for one's
  groups.forEach(({ place }, g) => {
    const [left, , , foot] = map.extent;
    if (!place) found[g] = [left - 1.5 * sizes[g], foot - 5 * sizes[g]];
  });
  for (let k = 0; k < MOVES; k++) keepApart(found, sizes);
  return found;
}

/**
 * Move those that lie on each other half of the way apart.
 * @param {[number, number][]} spots
 * @param {number[]} sizes
 */
function keepApart(spots, sizes) {
  spots.forEach((a, i) => {
    for (let j = 0; j < i; j++) {
      const b = spots[j];
      const [dx, dy] = [a[0] - b[0], a[1] - b[1]];
      const far = Math.hypot(dx, dy) || 1;
      const over = BETWEEN * (sizes[i] + sizes[j]) - far;
      if (over <= 0 || !sizes[i] || !sizes[j]) continue;
      const [u, v] = [(dx / far) * over * 0.5, (dy / far) * over * 0.5];
      [a[0], a[1], b[0], b[1]] = [a[0] + u, a[1] + v, b[0] - u, b[1] - v];
    }
  });
}
