// The groups of a large network, drawn as one mark each.

import { groupName } from "./parts.js";
import { mapBehind, regionSpots } from "./regions.js";
import { wrap } from "./text.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Overview, Shape } from "./page_data.js" */
/** @import { Scene, SceneEdge } from "./scene.js" */

/** So many letters wide is the name of a group; it is cut between words alone. */
const GROUP_WIDE = 26;
/** As wide as a map is thought to be for the sizes of circles on it. */
const MAP_WIDE = 900;

/**
 * @param {Net} net
 * @param {Overview} overview
 * @param {Seen} seen
 * @param {boolean} [upright]
 * @returns {Scene}
 */
export function groupScene(net, overview, seen, upright = false) {
  const { of, groups } = overview;
  const counts = groups.map(() => 0);
  for (const i of seen.nodes) counts[of[i]] += 1;
  const ties = tiesOfGroups(net, of, seen);
  // A line to those of no one region would point to a place where nobody is.
  const nowhere = overview.by === "region" ? groups.findIndex(({ place }) => !place) : -1;
  for (const key of ties.keys()) if (key.split("-").includes(String(nowhere))) ties.delete(key);
  const top = Math.max(...counts, 1);
  const heavy = Math.max(...ties.values(), 1);
  const map = mapBehind(net, overview, upright);
  const unit = map ? (map.extent[2] - map.extent[0]) / MAP_WIDE : 1;
  const sizes = counts.map((n) => (n ? unit * (8 + (map ? 26 : 34) * Math.sqrt(n / top)) : 0));
  const spots = map && regionSpots(net, overview, map, sizes);
  const nodes = groups
    .map((g, i) => {
      const style = net.data.kinds.find((kind) => kind.id === g.kind);
      return {
        id: `g${i}`,
        x: spots ? spots[i][0] : g.x,
        y: spots ? spots[i][1] : g.y,
        shape: style ? style.shape : /** @type {Shape} */ ("dot"),
        colour: style ? style.colour : "#5b7083",
        size: sizes[i],
        lines: [
          ...wrap(groupName(net, overview, i), GROUP_WIDE, 1, (line) => line.length, 3),
          net.words.group(counts[i]),
        ],
        count: counts[i],
        away: /** @type {[number, number]} */ ([0, 0]),
        tied: 0,
      };
    })
    .filter((node) => node.count)
    .sort((a, b) => b.count - a.count);
  const strongest = [...ties].sort((a, b) => b[1] - a[1]).slice(0, 2 * nodes.length);
  const edges = strongest.map(([key, n]) => {
    const [a, b] = key.split("-");
    const width = unit * (0.6 + 5 * Math.sqrt(n / heavy));
    /** @type {SceneEdge} */
    const edge = {
      id: `g${key}`,
      from: `g${a}`,
      to: `g${b}`,
      colour: "#8a939c",
      width,
      arrow: false,
      smooth: false,
      how: "certain",
      way: [],
    };
    return edge;
  });
  return { nodes, edges, unit, lanes: null, ...(map && { map }) };
}

/**
 * How many ties there are between each two groups, by their ranks ("3-7").
 * @param {Net} net
 * @param {number[]} of
 * @param {Seen} seen
 */
function tiesOfGroups({ ties }, of, seen) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const i of seen.edges) {
    const [a, b] = [of[ties[i].source], of[ties[i].target]].sort((x, y) => x - y);
    if (a !== b) found.set(`${a}-${b}`, (found.get(`${a}-${b}`) || 0) + 1);
  }
  return found;
}
