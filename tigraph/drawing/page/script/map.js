// The map: land, borders, the areas of actors, panels with their names and scales, towns.

/** @import { Box } from "./room.js" */
/** @import { GroupOnMap as Group, Map as Sent, Panel } from "./page_data.js" */
/** @import { Scene, SceneNode } from "./scene.js" */
/** @import { Measure } from "./text.js" */

/**
 * A closed line, x and y in turn.
 * @typedef {number[]} Ring
 */

/**
 * An area of an actor (its rank), with its rings, what they take in, and whether it is named.
 * @typedef {{ actor: number, rings: Ring[], named: boolean, box: Box }} Area
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
 * @property {Map<number, Area>} covered the areas by actor
 * @property {Group[]} groups what its actors are told apart by
 * @property {number[]} of the rank of each actor's group, -1 where it has none
 * @property {Set<number>} apart actors without a place
 * @property {(tie: number) => boolean} lined whether a tie has a line
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
/** Above so many actors, kinds are not told by their forms. */
const FORMS = 150;

/**
 * The map that came with the page, unpacked.
 * @param {Sent | null} sent
 * @returns {Drawn | null}
 */
export function mapOf(sent) {
  if (!sent) return null;
  /** @param {number[][]} rings */
  const whole = (rings) => rings.map((ring) => cornersOfSteps(ring, sent.grain));
  const borders = sent.borders
    .map(({ level, rings }) => ({ level, rings: whole(rings) }))
    .sort((a, b) => b.level - a.level);
  const [nameless, lined] = [new Set(sent.nameless), sent.lined && new Set(sent.lined)];
  const areas = sent.areas.map(({ actor, rings }) =>
    areaOf(actor, whole(rings), !nameless.has(actor)),
  );
  return {
    dot: sent.dot,
    panels: sent.panels,
    coast: whole(sent.coast),
    land: borders.at(-1)?.rings || [],
    borders,
    areas,
    covered: new Map(areas.map((area) => [area.actor, area])),
    groups: sent.groups,
    of: sent.of,
    apart: new Set(sent.apart),
    lined: (tie) => !lined || lined.has(tie),
    towns: /** @type {Town[]} */ (sent.towns),
    missing: sent.missing.map((text) => `${text}.`).join(" "),
    extent: extentOf(sent.panels),
    moved: (x, y) => [x, y],
  };
}

/**
 * @param {number} actor
 * @param {Ring[]} rings
 * @param {boolean} named
 * @returns {Area}
 */
export function areaOf(actor, rings, named) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings)
    for (let k = 0; k < ring.length; k++) {
      box[k % 2] = Math.min(box[k % 2], ring[k]);
      box[2 + (k % 2)] = Math.max(box[2 + (k % 2)], ring[k]);
    }
  return { actor, rings, named, box };
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
 * @param {number} grain
 */
function cornersOfSteps(ring, grain) {
  const corners = ring.map((step) => grain * step);
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
 * An actor as it is on a map: with an area, or as a mark in the look of its group; its name kept
 * in its inset.
 * @param {Drawn} map
 * @param {number} i
 * @param {SceneNode} node
 * @param {number} many how many actors there are
 * @returns {SceneNode}
 */
export function onMap(map, i, node, many) {
  const panel = panelAt(map, node.x, node.y);
  if (panel?.inset) node.within = roomIn(panel);
  const area = map.covered.get(i);
  if (area) return { ...node, size: 0, area, minor: !area.named };
  const group = map.groups[map.of[i]];
  const { colour, hollow } = group || { colour: node.colour, hollow: node.hollow };
  const plain = many > FORMS || colour !== node.colour;
  const shape = group?.area ? "square" : plain ? "dot" : node.shape;
  return { ...node, colour, hollow, shape, minor: map.areas.length > 0 };
}

/**
 * A name without its kind in brackets: on a map nothing else of that name stands beside it.
 * @param {string[]} lines
 * @param {string} kind
 */
export function withoutKind(lines, kind) {
  const end = ` (${kind.split(",")[0]})`;
  const last = lines[lines.length - 1];
  if (!` ${last}`.endsWith(end)) return lines;
  const rest = ` ${last}`.slice(1, -end.length);
  return rest ? [...lines.slice(0, -1), rest] : lines.slice(0, -1);
}

/**
 * The groups of which there are numbers: of those that are in some region, or nobody knows which.
 * @param {Sent} sent
 */
export const countedGroups = ({ groups, of, region }) =>
  groups.map((_, g) => g).filter((g) => of.some((own, i) => own === g && region[i] >= 0));

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
      line: long
        ? [
            [x, y - tick],
            [x, y],
            [x + long, y],
            [x + long, y - tick],
          ]
        : [],
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
    nodes
      .filter(({ size: own }) => own)
      .map(({ x, y, size: own }) => {
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
