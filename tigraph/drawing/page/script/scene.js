// Everything drawn, in the picture's own units: what the screen and the exported pictures share.

import { between } from "./data.js";
import { CHANGE_COLOURS, changeOf } from "./changes.js";
import { laneWay, lanesFor } from "./lanes.js";
import { groupScene } from "./group_scene.js";
import { upended } from "./insets.js";
import { onMap, withoutKind } from "./map.js";
import { markOf } from "./measures.js";
import { MANY, grouped, overviewOf } from "./parts.js";
import { ringSpots } from "./rings.js";
import { bent } from "./routes.js";
import { stretchOf } from "./stretching.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Area, Drawn } from "./map.js" */
/** @import { Lanes, Line, Shape } from "./page_data.js" */
/** @import { Box } from "./room.js" */
/** @import { How } from "./signs.js" */
/** @import { State } from "./state.js" */
/** @import { Way } from "./routes.js" */

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
 * @property {number[]} [box] width and height of the box that it is, in place of a mark
 * @property {Box} [within] what its name must not leave
 * @property {boolean} [minor] whether it goes without a name in a crowd
 * @property {boolean} [hollow] whether it is drawn at its rim alone
 * @property {Area} [area] what it is drawn as, in place of a mark
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
 * @property {Way} way from rim to rim
 */

/**
 * `unit` is how large what goes with lines is drawn; `lanes`, which of the lanes it is drawn in;
 * `map`, the map on which. While marks are `gliding` to their places they have no names.
 * @typedef {object} Scene
 * @property {SceneNode[]} nodes
 * @property {SceneEdge[]} edges
 * @property {number} unit
 * @property {number | null} lanes
 * @property {ReadonlySet<number | string>} [absent] who has no tie at the date that is drawn
 * @property {[number, number]} [stretch] how much it is drawn out, across and down
 * @property {boolean} [gliding]
 * @property {Drawn} [map]
 */

/**
 * What is lit, where not all is alike.
 * @typedef {{ nodes: Set<number>, edges: Set<number> }} Lit
 */

/** No way yet: ways are found when all marks stand. @type {Way} */
const NOWHERE = [
  [0, 0],
  [0, 0],
];

/** @typedef {{ name: string, top: number, bottom: number }} Band */

/**
 * The scene of what is seen. `grown` is how much larger marks and lines are drawn, so as to be
 * seen from far; `upright`, whether the picture is turned for a screen taller than wide; `wide`
 * and `tall`, how large the screen is.
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @param {object} how
 * @param {number} how.grown
 * @param {boolean} how.upright
 * @param {number} [how.wide]
 * @param {number} [how.tall]
 * @returns {Scene}
 */
export function sceneOf(net, state, seen, { grown, upright, wide, tall }) {
  if (inLanes(net, state))
    return laneScene(net, state, seen, lanesFor(net.data.lanes, wide || 1280, tall || 800));
  const scene = grouped(state)
    ? groupScene(net, overviewOf(net, state.part), seen, upright)
    : actorScene(net, state, seen, grown, upright);
  if (upright && !scene.map) for (const node of scene.nodes) [node.x, node.y] = [node.y, node.x];
  drawOut(net, state, scene, { upright, wide, tall });
  const at = new Map(scene.nodes.map((node) => [node.id, node]));
  if (state.layout === "levels" && !grouped(state)) bendOver(scene, at);
  lean(scene, at);
  findWays(scene, at);
  return scene;
}

/**
 * Draw a picture by forces out to the shape of its screen, if that is known.
 * @param {Net} net
 * @param {State} state
 * @param {Scene} scene
 * @param {{ upright: boolean, wide?: number, tall?: number }} screen
 */
function drawOut(net, state, scene, { upright, wide, tall }) {
  if (state.layout !== "force" || apart(net.actors, state) || !wide || !tall) return;
  const [across, down] = stretchOf(net.data.layouts.force, { upright, wide, tall });
  scene.stretch = [across, down];
  for (const node of scene.nodes) [node.x, node.y] = [node.x * across, node.y * down];
}

/**
 * Where the ties of each mark do not lead.
 * @param {Scene} scene
 * @param {ReadonlyMap<number | string, SceneNode>} at
 */
function lean({ edges }, at) {
  for (const { from, to } of edges) {
    const [a, b] = [at.get(from), at.get(to)];
    const length = a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0;
    if (!a || !b || !length) continue;
    const [x, y] = [(b.x - a.x) / length, (b.y - a.y) / length];
    a.away = [a.away[0] - x, a.away[1] - y];
    b.away = [b.away[0] + x, b.away[1] + y];
    a.tied += 1;
    b.tied += 1;
  }
}

/**
 * Whether the picture is drawn in lanes.
 * @param {Net} net
 * @param {State} state
 */
const inLanes = ({ actors, data }, state) =>
  state.layout === "lanes" && data.lanes.length > 0 && !apart(actors, state);

/**
 * The kinds that are drawn as boxes: in lanes, posts.
 * @param {Net} net
 * @param {State} state
 */
export function boxedKinds(net, state) {
  const [lanes] = inLanes(net, state) ? net.data.lanes : [];
  const boxed = net.actors.filter((_, i) => lanes?.boxes[i].length);
  return new Set(boxed.map(({ kind }) => kind || ""));
}

/**
 * The ways of ties between marks as they stand now; of some marks alone, if so asked.
 * @param {Scene} scene
 * @param {ReadonlyMap<number | string, SceneNode>} at
 * @param {ReadonlySet<number | string>} [some]
 */
export function findWays({ edges }, at, some) {
  for (const edge of edges) {
    if (some && !some.has(edge.from) && !some.has(edge.to)) continue;
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    if (!a || !b) continue;
    const { smooth } = edge;
    const bend = smooth ? smooth.roundness * (smooth.type === "curvedCCW" ? 1 : -1) : 0;
    edge.way = bent([a.x, a.y], [b.x, b.y], a.size + 1, b.size + 1, bend);
  }
}

/**
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @param {Lanes} lanes
 * @returns {Scene}
 */
function laneScene(net, state, seen, lanes) {
  const nodes = net.byDegree
    .filter((i) => seen.nodes.has(i))
    .map((i) => {
      const { shape, colour } = markOf(net, state, i, seen);
      const [x, y] = [lanes.spots[2 * i], lanes.spots[2 * i + 1]];
      const { lines } = net.actors[i];
      const box = lanes.boxes[i].length ? { box: lanes.boxes[i] } : {};
      return { id: i, x, y, shape, colour, size: lanes.mark, lines, ...UNTIED, ...box };
    });
  const edges = edgesOf(net, seen, 1).map((edge) => ({ ...edge, way: laneWay(lanes, +edge.id) }));
  return { nodes, edges, unit: 1, lanes: net.data.lanes.indexOf(lanes) };
}

/**
 * @param {Net} net
 * @param {Seen} seen
 * @param {number} grown
 * @returns {SceneEdge[]}
 */
const edgesOf = (net, seen, grown) =>
  [...seen.edges].map((i) => {
    const { from, to, width, arrows, smooth } = net.lines[i];
    const change = seen.change?.[i];
    const color = change ? CHANGE_COLOURS[change] : net.lines[i].color;
    const how = seen.how[i] || "possible";
    const arrow = Boolean(arrows);
    const drawn = { width: width * grown, arrow, smooth, how, way: NOWHERE };
    return { id: i, from, to, colour: color, ...drawn };
  });

/**
 * Whether directions mean something in the picture, so that it must not be turned.
 * @param {State} state
 */
export const hasDirections = (state) =>
  !grouped(state) && ["levels", "map", "lanes"].includes(state.layout);

/**
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @param {number} grown
 * @param {boolean} upright
 * @returns {Scene}
 */
function actorScene(net, state, seen, grown, upright) {
  const spots = net.data.layouts[state.layout] || net.data.layouts.force;
  const flat = mapIn(net, state);
  const map = flat && upright ? upended(flat) : flat;
  const hollow = new Set(net.data.kinds.filter((kind) => kind.hollow).map(({ id }) => id));
  const around =
    state.ego && net.actors.length > MANY ? ringSpots(net, state.ego.steps, seen) : null;
  const nodes = net.byDegree
    .filter((i) => seen.nodes.has(i))
    .map((i) => {
      const { shape, colour, size } = markOf(net, state, i, seen);
      const spot = around?.get(i) || [spots[2 * i], spots[2 * i + 1]];
      const [x, y] = map ? map.moved(spot[0], spot[1]) : spot;
      const { lines, kind } = net.actors[i];
      const own = size * grown * (shape === "star" ? 1.3 : 1);
      /** @type {SceneNode} */
      const node = { id: i, x, y, shape, colour, size: own, lines, ...UNTIED };
      node.hollow =
        hollow.has(kind || "") || (seen.change !== null && changeOf(net, seen, i) === "lost");
      if (!map) return node;
      node.lines = withoutKind(lines, net.kindLabels.get(kind || "") || "");
      return onMap(map, i, { ...node, size: (own * map.dot) / size }, net.actors.length);
    });
  const lit = litIn(net, state, seen)?.edges;
  const edges = edgesOf(net, seen, map ? 0.6 * grown : grown).filter(
    ({ id }) => !map || map.lined(+id) || lit?.has(+id),
  );
  return { nodes, edges, unit: grown, lanes: null, ...(map && { map }) };
}

/** @type {{ away: [number, number], tied: number }} */
const UNTIED = { away: [0, 0], tied: 0 };

/**
 * Ties within a row of levels would run through the nodes between: they bend over them.
 * @param {Scene} scene
 * @param {ReadonlyMap<number | string, SceneNode>} at
 */
function bendOver({ edges }, at) {
  for (const edge of edges) {
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    if (!a || !b || edge.smooth || a === b || Math.abs(a.y - b.y) > 1) continue;
    const type = a.x < b.x ? "curvedCCW" : "curvedCW";
    edge.smooth = { type, roundness: Math.min(0.16, 40 / Math.abs(a.x - b.x)) / 2 };
  }
}

/**
 * What is lit: the one chosen with its ties and neighbours; null where all is alike.
 * @param {Net} net
 * @param {State} state
 * @param {Seen} seen
 * @returns {Lit | null}
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
 * The map, where it is looked at.
 * @param {Net} net
 * @param {State} state
 */
export const mapIn = ({ actors, map }, state) =>
  state.layout === "map" && !apart(actors, state) ? map : null;

/**
 * Whether the actors stand elsewhere than in the layout: in groups, or in rings.
 * @param {Net["actors"]} actors
 * @param {State} state
 */
const apart = (actors, state) => grouped(state) || Boolean(state.ego && actors.length > MANY);

/**
 * Where the line above a band runs, `rim` above the first.
 * @type {(bands: Band[], i: number, rim: number) => number}
 */
export const lineAbove = (bands, i, rim) =>
  i ? (bands[i - 1].bottom + bands[i].top) / 2 : bands[i].top - rim;
