// The map: land, borders, the areas of actors, panels with their names and scales, towns.

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Box } from "./room.js" */
/** @import { Map as Sent, Panel } from "./page_data.js" */
/** @import { Lit, Scene, SceneNode } from "./scene.js" */
/** @import { Measure } from "./text.js" */

/**
 * A closed line, x and y in turn.
 * @typedef {number[]} Ring
 */

/**
 * An area of an actor (its rank), with its rings.
 * @typedef {{ actor: number, rings: Ring[] }} Area
 */

/** @typedef {[name: string, x: number, y: number]} Town */

/**
 * The map as it is drawn.
 * @typedef {object} Drawn
 * @property {number} dot
 * @property {Panel[]} panels
 * @property {Ring[]} coast
 * @property {Ring[]} land that within the borders of the largest areas
 * @property {{ level: number, rings: Ring[] }[]} borders the finest first
 * @property {Area[]} areas
 * @property {Set<number>} covered the actors that have one
 * @property {Town[]} towns
 * @property {string} missing how many could not be placed
 * @property {Box} extent
 * @property {(x: number, y: number) => [number, number]} moved where a point of the layout is
 */

/** The name of an inset, of its height; a text smaller than this is left out. */
const TITLE = 0.11;
/** What is kept free above and below in an inset, of its height. */
const HEAD = 0.14;
const LEAST = 7;

/**
 * The map that came with the page, unpacked.
 * @param {Sent | null} sent
 * @returns {Drawn | null}
 */
export function mapOf(sent) {
  if (!sent) return null;
  /** @param {number[][]} rings */
  const whole = (rings) => rings.map(cornersOfSteps);
  const borders = sent.borders
    .map(({ level, rings }) => ({ level, rings: whole(rings) }))
    .sort((a, b) => b.level - a.level);
  return {
    dot: sent.dot,
    panels: sent.panels,
    coast: whole(sent.coast),
    land: borders.at(-1)?.rings || [],
    borders,
    areas: sent.areas.map(({ actor, rings }) => ({ actor, rings: whole(rings) })),
    covered: new Set(sent.areas.map(({ actor }) => actor)),
    towns: /** @type {Town[]} */ (sent.towns),
    missing: sent.missing.map((text) => `${text}.`).join(" "),
    extent: extentOf(sent.panels),
    moved: (x, y) => [x, y],
  };
}

/**
 * What panels take in together.
 * @param {Panel[]} panels
 * @returns {Box}
 */
export const extentOf = (panels) => [
  Math.min(...panels.map(({ box }) => box[0])),
  Math.min(...panels.map(({ box }) => box[1])),
  Math.max(...panels.map(({ box }) => box[2])),
  Math.max(...panels.map(({ box }) => box[3])),
];

/**
 * @param {Panel} panel
 * @param {number} x
 * @param {number} y
 */
export const holds = ({ box: [l, t, r, f] }, x, y) => x >= l && x <= r && y >= t && y <= f;

/**
 * The corners of a ring that was sent as its first corner and the step to each next.
 * @param {number[]} ring
 */
function cornersOfSteps(ring) {
  const corners = [...ring];
  for (let k = 2; k < corners.length; k++) corners[k] += corners[k - 2];
  return corners;
}

/**
 * The panel that a point is in; the last, for insets lie over the rest.
 * @param {Drawn} map
 * @param {number} x
 * @param {number} y
 */
const panelAt = ({ panels }, x, y) => panels.findLast((panel) => holds(panel, x, y));

/**
 * What names have of an inset: not where its own name is, nor its scale.
 * @param {Panel} panel
 * @returns {Box}
 */
function roomIn({ box: [left, top, right, foot] }) {
  const head = HEAD * (foot - top);
  return [left, top + head, right, foot - head];
}

/**
 * An actor as it is on a map: smaller where its area is seen, its name kept in its inset.
 * @param {Drawn} map
 * @param {number} i
 * @param {SceneNode} node
 * @returns {SceneNode}
 */
export function onMap(map, i, node) {
  const panel = panelAt(map, node.x, node.y);
  if (panel?.inset) node.within = roomIn(panel);
  if (map.covered.has(i)) return { ...node, size: 0.6 * node.size };
  return map.areas.length ? { ...node, minor: true } : node;
}

/**
 * Where the insets of a map are on the screen.
 * @param {Pick<Drawn, "panels"> | null | undefined} map
 * @param {(x: number, y: number) => number[]} project
 */
export const insetsOf = (map, project) =>
  (map?.panels || [])
    .filter(({ inset }) => inset)
    .map(({ box: [l, t, r, f] }) => /** @type {Box} */ ([...project(l, t), ...project(r, f)]));

/**
 * The actor whose area is at a point, the smallest of those that are seen; undefined where none.
 * @param {Drawn | null | undefined} map
 * @param {Seen} seen
 * @param {{ x: number, y: number }} at
 */
export function areaAt(map, seen, { x, y }) {
  const found = (map?.areas || [])
    .filter(({ actor, rings }) => seen.nodes.has(actor) && inside(rings, x, y))
    .map(({ actor, rings }) => ({
      actor,
      size: rings.reduce((sum, ring) => sum + sizeOf(ring), 0),
    }))
    .sort((a, b) => a.size - b.size);
  return found[0]?.actor;
}

/**
 * Whether a point is within rings, holes left out (even-odd).
 * @param {Ring[]} rings
 * @param {number} x
 * @param {number} y
 */
function inside(rings, x, y) {
  let within = false;
  for (const ring of rings)
    for (let k = 0; k < ring.length; k += 2) {
      const [ax, ay] = [ring[k], ring[k + 1]];
      const [bx, by] = [ring[(k + 2) % ring.length], ring[(k + 3) % ring.length]];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) within = !within;
    }
  return within;
}

/** @param {Ring} ring */
function sizeOf(ring) {
  let twice = 0;
  for (let k = 0; k < ring.length; k += 2) {
    const [bx, by] = [ring[(k + 2) % ring.length], ring[(k + 3) % ring.length]];
    twice += ring[k] * by - bx * ring[k + 1];
  }
  return Math.abs(twice) / 2;
}

/**
 * What is drawn of a map, from the back: fills and lines, each with the name of its colour (or
 * the colour of an actor) and how strong it is.
 * @typedef {object} Layer
 * @property {Ring[]} rings
 * @property {string} colour
 * @property {number} [fill]
 * @property {number} [line]
 * @property {number} [width] in pixels of the screen
 */

/**
 * The layers of a map. An actor that is chosen is seen strongest, those that are not lit least.
 * @param {Net} net
 * @param {Drawn} map
 * @param {{ seen: Seen, lit: Lit | null, chosen: number | undefined }} look
 * @returns {Layer[]}
 */
export function layersOf(net, map, { seen, lit, chosen }) {
  /** @type {Layer[]} */
  const layers = [
    { rings: map.coast, colour: "line", fill: 0.28 },
    { rings: map.land, colour: "line", fill: 0.5 },
    ...(map.land.length ? [] : [{ rings: map.coast, colour: "pale", line: 0.5, width: 0.7 }]),
  ];
  const areas = map.areas.filter(({ actor }) => seen.nodes.has(actor));
  for (const { actor, rings } of areas) {
    const fill = actor === chosen ? 0.5 : lit && !lit.nodes.has(actor) ? 0.1 : 0.26;
    layers.push({ rings, colour: net.marks[actor].color, fill });
  }
  for (const { rings } of areas) layers.push({ rings, colour: "ground", line: 0.9, width: 0.8 });
  map.borders.forEach(({ rings }, i) => {
    const last = i === map.borders.length - 1;
    layers.push({ rings, colour: "pale", line: last ? 0.6 : 0.25, width: last ? 0.9 : 0.6 });
  });
  const own = areas.find(({ actor }) => actor === chosen);
  if (own) layers.push({ rings: own.rings, colour: "accent", line: 1, width: 2 });
  return layers;
}

/**
 * The name and the scale of a panel in the picture's units; a name without room is left out.
 * @param {Panel} panel
 * @param {number} scale
 * @param {(text: string, size: number) => number} measure
 */
export function signsOf({ name, box: [left, top, right, foot], inset, bar }, scale, measure) {
  const [wide, tall] = [right - left, foot - top];
  const [told, long] = /** @type {[string, number]} */ (bar);
  const most = 13 / scale;
  const wanted = Math.min(most, Math.max(TITLE * tall, 8 / scale));
  const size = Math.min(wanted, (wanted * 0.9 * wide) / Math.max(measure(name, wanted), 1e-6));
  const small = Math.min(11 / scale, Math.max(0.1 * tall, LEAST / scale));
  const half = Math.max(long, measure(told, small)) / 2;
  const x = inset ? right - half - long / 2 - 0.05 * wide : left;
  const y = foot - (inset ? 0.05 * tall : 0.012 * tall);
  const tick = 0.3 * small;
  return {
    title: {
      text: inset && size * scale >= LEAST ? name : "",
      x: left + 0.05 * wide,
      y: top + 0.05 * tall + 0.8 * size,
      size,
    },
    bar: {
      text: measure(told, small) < 0.9 * wide ? told : "",
      x: x + long / 2,
      y: y - tick - 0.25 * small,
      size: small,
      line: [
        [x, y - tick],
        [x, y],
        [x + long, y],
        [x + long, y - tick],
      ],
    },
  };
}

/** Where the name of a town begins and what its middle is, of its width and its half height. */
const BESIDE = [
  [0, 0],
  [-1, 0],
  [-0.5, -1.5],
  [-0.5, 1.5],
  [0, -1],
  [0, 1],
  [-1, -1],
  [-1, 1],
];

/**
 * The towns whose names find room on the screen between marks and names, the largest first;
 * each with where its name begins (left and middle) and where it is.
 * @param {Drawn} map
 * @param {Scene} scene
 * @param {{ project: (x: number, y: number) => number[], scale: number, measure: Measure, size: number, taken: Box[] }} how
 */
export function townsIn(map, { nodes }, { project, scale, measure, size, taken }) {
  const full = [...taken, ...insetsOf(map, project)].concat(
    nodes.map(({ x, y, size: own }) => {
      const [left, top] = project(x, y);
      const r = own * scale + 1;
      return [left - r, top - r, left + r, top + r];
    }),
  );
  const placed = [];
  for (const [name, x, y] of map.towns) {
    const [left, top] = project(x, y);
    const half = size * 0.6;
    const wide = measure(name, size, false);
    const panel = panelAt(map, x, y);
    const room = panel?.inset && roomIn(panel);
    const rim = room && [...project(room[0], room[1]), ...project(room[2], room[3])];
    const [own] = panel?.inset ? insetsOf({ ...map, panels: [panel] }, project) : [];
    const spots = BESIDE.map(([u, v]) => {
      const start = left + u * wide + (v ? 0 : 5 + 10 * u);
      const middle = top + v * half;
      return {
        name,
        x: start,
        y: middle,
        at: [left, top],
        box: boxAbout(start, middle, wide, half),
      };
    });
    const dot = boxAbout(left - 2, top, 4, 2);
    const others = own ? full.filter((box) => box.join() !== own.join()) : full;
    const open = others.some((box) => meet(dot, box))
      ? undefined
      : spots.find(({ box }) => (!rim || within(box, rim)) && !others.some((b) => meet(box, b)));
    if (!open) continue;
    full.push(open.box, dot);
    placed.push(open);
  }
  return placed;
}

/** @type {(x: number, y: number, wide: number, half: number) => Box} */
const boxAbout = (x, y, wide, half) => [x - 1, y - half, x + wide + 1, y + half];

/**
 * @param {number[]} a
 * @param {number[]} b
 */
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/**
 * @param {number[]} a
 * @param {number[]} b
 */
const within = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
