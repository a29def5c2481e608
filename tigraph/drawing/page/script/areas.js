// The areas of actors on a map: which is pointed at, how they are drawn, where their names go.

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Area, Drawn, Ring } from "./map.js" */
/** @import { Box } from "./room.js" */
/** @import { Lit } from "./scene.js" */

/**
 * The actors whose areas are at a point: those of now first, of these the smallest.
 * @param {Drawn | null | undefined} map
 * @param {Seen} seen
 * @param {{ x: number, y: number }} at
 * @returns {number[]}
 */
export function areasAt(map, seen, { x, y }) {
  if (!map) return [];
  return map.areas
    .filter(({ box: [l, t, r, f] }) => x >= l && x <= r && y >= t && y <= f)
    .filter(({ actor, rings }) => seen.nodes.has(actor) && inside(rings, x, y))
    .map(({ actor, rings }) => ({
      actor,
      past: Number(Boolean(groupOf(map, actor)?.hollow)),
      size: rings.reduce((sum, ring) => sum + sizeOf(ring), 0),
    }))
    .sort((a, b) => a.past - b.past || a.size - b.size)
    .map(({ actor }) => actor);
}

/**
 * The area that a click at a point chooses: the first there, after one that is chosen the next.
 * @param {number[]} found
 * @param {number | undefined} chosen
 * @returns {number | undefined}
 */
export const nextArea = (found, chosen) =>
  found[chosen === undefined ? 0 : found.indexOf(chosen) + 1];

/**
 * @param {Drawn} map
 * @param {number} actor
 */
export const groupOf = (map, actor) => map.groups[map.of[actor]];

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
 * @property {boolean} [dashed]
 */

/**
 * The layers of a map. An actor that is chosen is seen strongest, those that are not lit least.
 * @param {Net} net
 * @param {Drawn} map
 * @param {{ seen: Seen, lit: Lit | null, chosen: number | undefined, hovered?: number | string | null }} look
 * @returns {Layer[]}
 */
export function layersOf(net, map, { seen, lit, chosen, hovered }) {
  /** @type {Layer[]} */
  const layers = [
    { rings: map.coast, colour: "line", fill: 0.28 },
    { rings: map.land, colour: "line", fill: 0.5 },
    ...(map.land.length ? [] : [{ rings: map.coast, colour: "pale", line: 0.5, width: 0.7 }]),
  ];
  const areas = map.areas
    .filter(({ actor }) => seen.nodes.has(actor))
    .map(({ actor, rings }) => {
      const { colour, hollow } = groupOf(map, actor) || { colour: net.marks[actor].color };
      return { actor, rings, colour, hollow, pale: Boolean(lit && !lit.nodes.has(actor)) };
    });
  const now = areas.filter(({ hollow }) => !hollow);
  // Each covers what is under it: two colours that shine through each other would make a third
  for (const { actor, rings, colour, pale } of now) {
    layers.push({ rings, colour: "ground", fill: 1 });
    layers.push({ rings, colour, fill: actor === chosen ? 0.6 : pale ? 0.12 : 0.32 });
  }
  for (const { rings } of now) layers.push({ rings, colour: "ground", line: 0.9, width: 0.8 });
  map.borders.forEach(({ rings }, i) => {
    const last = i === map.borders.length - 1;
    layers.push({ rings, colour: "pale", line: last ? 0.6 : 0.25, width: last ? 0.9 : 0.6 });
  });
  for (const { rings, colour, hollow, pale } of areas)
    if (hollow) layers.push({ rings, colour, line: pale ? 0.25 : 1, width: 1.3, dashed: true });
  /** @type {(who: unknown, look: Partial<Layer>) => Layer[]} */
  const rim = (who, look) =>
    areas
      .filter(({ actor }) => actor === who)
      .map(({ rings }) => ({ rings, colour: "ink", line: 1, ...look }));
  if (hovered !== chosen) layers.push(...rim(hovered, { line: 0.8, width: 1.4 }));
  layers.push(...rim(chosen, { colour: "accent", width: 2 }));
  return layers;
}

/** So many cells a map has across, to find out what is free of areas. */
const CELLS = 320;
/** So many heights are tried for a name in an area. */
const HEIGHTS = 9;

/** @type {WeakMap<Drawn, { size: number, wide: number, full: Uint8Array }>} */
const grids = new WeakMap();

/**
 * Which cells of a map areas cover.
 * @param {Drawn} map
 */
function gridOf(map) {
  const known = grids.get(map);
  if (known) return known;
  const [left, top, right, foot] = map.extent;
  const size = Math.max(right - left, foot - top) / CELLS;
  const wide = Math.ceil((right - left) / size);
  const full = new Uint8Array(wide * Math.ceil((foot - top) / size + 1));
  for (const { rings, box } of map.areas)
    for (let row = Math.floor((box[1] - top) / size); row <= (box[3] - top) / size; row++)
      for (const [from, to] of chords(rings, top + (row + 0.5) * size))
        for (
          let cell = Math.max(0, Math.floor((from - left) / size));
          cell <= (to - left) / size;
          cell++
        )
          full[row * wide + cell] = 1;
  const made = { size, wide, full };
  grids.set(map, made);
  return made;
}

/**
 * Whether a box of the picture lies on no area.
 * @param {Drawn} map
 * @param {Box} box
 */
function free(map, [l, t, r, f]) {
  const { size, wide, full } = gridOf(map);
  const [left, top] = map.extent;
  for (let y = Math.floor((t - top) / size); y <= (f - top) / size; y++)
    for (let x = Math.floor((l - left) / size); x <= (r - left) / size; x++)
      if (x >= 0 && y >= 0 && x < wide && full[y * wide + x]) return false;
  return true;
}

/**
 * The stretches of a height that are within rings, from left to right.
 * @param {Ring[]} rings
 * @param {number} y
 * @returns {[number, number][]}
 */
function chords(rings, y) {
  /** @type {number[]} */
  const met = [];
  for (const ring of rings)
    for (let k = 0; k < ring.length; k += 2) {
      const [ay, by] = [ring[k + 1], ring[(k + 3) % ring.length]];
      if (ay > y === by > y) continue;
      const [ax, bx] = [ring[k], ring[(k + 2) % ring.length]];
      met.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  met.sort((a, b) => a - b);
  return Array.from({ length: met.length >> 1 }, (_, k) => [met[2 * k], met[2 * k + 1]]);
}

/**
 * The middles of places for a name of a width and height (in the picture's units): in the area
 * where it fits, then beside it, where no other area is.
 * @param {Drawn} map
 * @param {Area} area
 * @param {number} wide
 * @param {number} tall
 * @returns {[number, number][]}
 */
export function areaPlaces(map, area, wide, tall) {
  const [left, top, right, foot] = area.box;
  /** @type {{ at: [number, number], off: number }[]} */
  const within = [];
  if (right - left >= wide && foot - top >= tall)
    for (let k = 0; k < HEIGHTS; k++) {
      const y = top + tall / 2 + ((foot - top - tall) * k) / (HEIGHTS - 1);
      const lines = [-0.5, 0, 0.5].map((v) => chords(area.rings, y + v * tall));
      for (const [from, to] of lines[1]) {
        let [a, b] = [from, to];
        for (const line of [lines[0], lines[2]]) {
          const middle = (a + b) / 2;
          const own = line.find((one) => one[0] <= middle && one[1] >= middle);
          [a, b] = own ? [Math.max(a, own[0]), Math.min(b, own[1])] : [0, 0];
        }
        if (b - a < wide) continue;
        const off = Math.abs(y - (top + foot) / 2) / (foot - top);
        const slack = (b - a - wide) / 2;
        for (const u of slack > 0.3 * wide ? [0, -1, 1] : [0])
          within.push({ at: [(a + b) / 2 + u * slack, y], off: off + 0.3 * Math.abs(u) });
      }
    }
  const open = beside(area, wide, tall).filter(([u, v]) =>
    free(map, [u - wide / 2, v - tall / 2, u + wide / 2, v + tall / 2]),
  );
  return [...within.sort((p, q) => p.off - q.off).map(({ at }) => at), ...open];
}

/**
 * The middles of places for a name close to the rim of the largest part of an area.
 * @param {Area} area
 * @param {number} wide
 * @param {number} tall
 * @returns {[number, number][]}
 */
function beside({ rings }, wide, tall) {
  const ring = rings.reduce((one, other) => (sizeOf(other) > sizeOf(one) ? other : one));
  const gap = 0.3 * tall;
  let [high, low] = [0, 0];
  for (let k = 0; k < ring.length; k += 2) {
    if (ring[k + 1] < ring[high + 1]) high = k;
    if (ring[k + 1] > ring[low + 1]) low = k;
  }
  const [top, foot] = [ring[high + 1], ring[low + 1]];
  /** @type {[number, number][]} */
  const found = [];
  for (const y of [(top + foot) / 2, top + tall / 2, foot - tall / 2]) {
    const met = [-0.5, 0, 0.5].flatMap((v) => chords([ring], y + v * tall)).flat();
    if (!met.length) continue;
    found.push([Math.max(...met) + gap + wide / 2, y], [Math.min(...met) - gap - wide / 2, y]);
  }
  found.push([ring[high], top - gap - tall / 2], [ring[low], foot + gap + tall / 2]);
  return found;
}
