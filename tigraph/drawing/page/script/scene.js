// Everything drawn, in the picture's own units: what the screen and the exported pictures share.

import { between } from "./data.js";
import { MANY, groupName, grouped, overviewOf } from "./parts.js";
import { wrap } from "./text.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Line, Overview, Shape } from "./page_data.js" */
/** @import { How } from "./signs.js" */
/** @import { State } from "./state.js" */

/**
 * An actor (its rank) or a group ("g" and its rank) as it is drawn. `away` is where its ties
 * do not lead, as a vector, and `tied` their number: its name stands best on that side.
 * @typedef {object} SceneNode
 * @property {number | string} id
 * @property {number} x
 * @property {number} y
 * @property {Shape} shape
 * @property {string} colour
 * @property {number} size
 * @property {string[]} lines
 * @property {[number, number]} away
 * @property {number} tied
 */

/**
 * @typedef {object} SceneEdge
 * @property {number | string} id
 * @property {number | string} from
 * @property {number | string} to
 * @property {string} colour
 * @property {number} width
 * @property {boolean} arrow
 * @property {Line["smooth"]} smooth
 * @property {How} how
 */

/** @typedef {{ nodes: SceneNode[], edges: SceneEdge[] }} Scene */

/** So many letters wide is the name of a group; it is cut between words alone. */
const GROUP_WIDE = 26;

/** @typedef {{ name: string, top: number, bottom: number }} Band */

/**
 * The scene of what is seen. `grown` is how much larger marks and lines are drawn, so as to be
 * seen from far; `upright`, whether the picture is turned for a screen taller than wide.
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @param {{ grown: number, upright: boolean }} how
 * @returns {Scene}
 */
export function sceneOf(net, state, seen, { grown, upright }) {
  const scene = grouped(state)
    ? groupScene(net, overviewOf(net, state.part), seen)
    : actorScene(net, state, seen, grown);
  if (upright) for (const node of scene.nodes) [node.x, node.y] = [node.y, node.x];
  const at = new Map(scene.nodes.map((node) => [node.id, node]));
  for (const { from, to } of scene.edges) {
    const [a, b] = [at.get(from), at.get(to)];
    const length = a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0;
    if (!a || !b || !length) continue;
    const [x, y] = [(b.x - a.x) / length, (b.y - a.y) / length];
    a.away = [a.away[0] - x, a.away[1] - y];
    b.away = [b.away[0] + x, b.away[1] + y];
    a.tied += 1;
    b.tied += 1;
  }
  return scene;
}

/**
 * Whether directions mean something in the picture, so that it must not be turned.
 * @param {State} state
 */
export const hasDirections = (state) =>
  !grouped(state) && (state.layout === "levels" || state.layout === "map");

/**
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @param {number} grown
 * @returns {Scene}
 */
function actorScene(net, state, seen, grown) {
  const spots = net.data.layouts[state.layout] || net.data.layouts.force;
  const around =
    state.ego && net.actors.length > MANY ? ringSpots(net, state.ego.steps, seen) : null;
  const nodes = net.byDegree
    .filter((i) => seen.nodes.has(i))
    .map((i) => {
      const { shape, color: colour, size } = net.marks[i];
      const [x, y] = around?.get(i) || [spots[2 * i], spots[2 * i + 1]];
      const { lines } = net.actors[i];
      const own = size * grown * (shape === "star" ? 1.3 : 1);
      return { id: i, x, y, shape, colour, size: own, lines, ...UNTIED };
    });
  const edges = [...seen.edges].map((i) => {
    const { from, to, color, width, arrows, smooth } = net.lines[i];
    const how = seen.how[i] || "possible";
    const arrow = Boolean(arrows);
    return { id: i, from, to, colour: color, width: width * grown, arrow, smooth, how };
  });
  if (state.layout === "levels") bendOver(nodes, edges);
  return { nodes, edges };
}

/** @type {{ away: [number, number], tied: number }} */
const UNTIED = { away: [0, 0], tied: 0 };

/**
 * Ties within a row of levels would run through the nodes between: they bend over them.
 * @param {SceneNode[]} nodes
 * @param {SceneEdge[]} edges
 */
function bendOver(nodes, edges) {
  const at = new Map(nodes.map((node) => [node.id, node]));
  for (const edge of edges) {
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    if (!a || !b || edge.smooth || a === b || Math.abs(a.y - b.y) > 1) continue;
    const type = a.x < b.x ? "curvedCW" : "curvedCCW";
    edge.smooth = { type, roundness: Math.min(0.16, 40 / Math.abs(a.x - b.x)) };
  }
}

/**
 * @param {Net} net
 * @param {Overview} overview
 * @param {Seen} seen
 * @returns {Scene}
 */
function groupScene(net, overview, seen) {
  const { of, groups } = overview;
  const counts = groups.map(() => 0);
  for (const i of seen.nodes) counts[of[i]] += 1;
  const ties = tiesOfGroups(net, of, seen);
  const top = Math.max(...counts, 1);
  const heavy = Math.max(...ties.values(), 1);
  const nodes = groups
    .map((g, i) => {
      const style = net.data.kinds.find((kind) => kind.id === g.kind);
      return {
        id: `g${i}`,
        x: g.x,
        y: g.y,
        shape: style ? style.shape : /** @type {Shape} */ ("dot"),
        colour: style ? style.colour : "#5b7083",
        size: 8 + 34 * Math.sqrt(counts[i] / top),
        lines: [
          ...wrap(groupName(net, overview, i), GROUP_WIDE, 1, (line) => line.length, 3),
          net.words.group(counts[i]),
        ],
        count: counts[i],
        ...UNTIED,
      };
    })
    .filter((node) => node.count)
    .sort((a, b) => b.count - a.count);
  const strongest = [...ties].sort((a, b) => b[1] - a[1]).slice(0, 2 * nodes.length);
  const edges = strongest.map(([key, n]) => {
    const [a, b] = key.split("-");
    const width = 0.6 + 5 * Math.sqrt(n / heavy);
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
    };
    return edge;
  });
  return { nodes, edges };
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

/**
 * Around the one chosen, ring by ring: in a large network its neighbours lie far apart.
 * @param {Net} net
 * @param {number} steps
 * @param {Seen} seen
 */
function ringSpots({ byDegree }, steps, seen) {
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

/**
 * What is lit: the one chosen with its ties and neighbours; null where all is alike.
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 */
export function litIn(net, state, seen) {
  const { chosen } = state;
  if (!chosen || grouped(state)) return null;
  const near = chosen.edge === undefined ? net.tiesOf[chosen.node] : between(net, chosen.edge);
  const edges = new Set(near.filter((i) => seen.edges.has(i)));
  const nodes = new Set(chosen.node === undefined ? [] : [chosen.node]);
  for (const i of edges) nodes.add(net.ties[i].source).add(net.ties[i].target);
  return { nodes, edges };
}

/**
 * The governance levels' bands behind the picture, from the top; none where they would cross.
 * @param {Net} net
 * @param {State} state
 * @param {Scene} scene
 * @returns {Band[]}
 */
export function bandsOf({ actors, words }, state, { nodes }) {
  if (state.layout !== "levels" || apart(actors, state)) return [];
  /** @type {Map<string, [number, number]>} */
  const found = new Map();
  for (const { id, y, size } of nodes) {
    const level = actors[+id].level_label || words.none;
    const [top, bottom] = found.get(level) || [Infinity, -Infinity];
    found.set(level, [Math.min(top, y - size), Math.max(bottom, y + size)]);
  }
  const rows = [...found]
    .map(([name, [top, bottom]]) => ({ name, top, bottom }))
    .sort((a, b) => a.top - b.top);
  return rows.every((band, i) => !i || band.top >= rows[i - 1].bottom) ? rows : [];
}

/**
 * The outlines behind the map.
 * @param {Net} net
 * @param {State} state
 */
export const outlinesOf = ({ actors, outlines }, state) =>
  state.layout === "map" && !apart(actors, state) ? outlines : [];

/**
 * Whether the actors stand elsewhere than in the layout: in groups, or in rings.
 * @param {Net["actors"]} actors
 * @param {State} state
 */
const apart = (actors, state) => grouped(state) || Boolean(state.ego && actors.length > MANY);

/**
 * Where the line above a band runs, `rim` above the first.
 * @param {Band[]} bands
 * @param {number} i
 * @param {number} rim
 */
export const lineAbove = (bands, i, rim) =>
  i ? (bands[i - 1].bottom + bands[i].top) / 2 : bands[i].top - rim;

/**
 * The scale and the middle that show everything, with room at the rim for names.
 * @param {Scene} scene
 * @param {number} wide
 * @param {number} tall
 */
export function framing({ nodes }, wide, tall) {
  /** @type {(key: "x" | "y") => [number, number]} */
  const extent = (key) =>
    nodes.reduce(
      ([least, most], node) => [Math.min(least, node[key]), Math.max(most, node[key])],
      [Infinity, -Infinity],
    );
  const [[left, right], [top, bottom]] = [extent("x"), extent("y")];
  const [across, down] = [Math.min(70, wide / 10), Math.min(44, tall / 10)];
  const scale = Math.min(
    (wide - 2 * across) / (right - left + 20),
    (tall - 2 * down) / (bottom - top + 20),
    1.4,
  );
  return {
    scale: Math.max(scale, 0.01),
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
  };
}
