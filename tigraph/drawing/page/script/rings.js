// A neighbourhood: who stands around the one chosen, ring by ring.

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */

/**
 * Around the one chosen, ring by ring: in a large network its neighbours lie far apart.
 * @param {Net} net
 * @param {number} steps
 * @param {Seen} seen
 */
export function ringSpots({ byDegree }, steps, seen) {
  /** @type {Map<number, [number, number]>} */
  const spots = new Map();
  let reach = 0;
  for (let ring = 0; ring <= steps; ring++) {
    const own = byDegree.filter((i) => seen.nodes.has(i) && seen.rings?.get(i) === ring);
    if (ring) reach = Math.max(reach + 200, (own.length * 46) / (2 * Math.PI));
    own.forEach((i, n) => {
      const angle = (2 * Math.PI * n) / own.length;
      spots.set(i, [reach * 1.3 * Math.cos(angle), reach * Math.sin(angle)]);
    });
  }
  return spots;
}
