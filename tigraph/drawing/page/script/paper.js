// The picture on paper: title and date on top, what the screen shows in the middle, legend and
// citation below.

import { citationOf, sourcesText } from "./data.js";
import { LEADING, placeNames } from "./lettering.js";
import { grouped } from "./parts.js";
import { bandsOf, lineAbove, outlinesOf } from "./scene.js";
import { DASHES, DASHED, cornersOf } from "./signs.js";
import { clean, wrap } from "./text.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Shape } from "./page_data.js" */
/** @import { Pen, Point } from "./pens.js" */
/** @import { Stamp } from "./rows.js" */
/** @import { Scene, SceneEdge, SceneNode } from "./scene.js" */
/** @import { How } from "./signs.js" */
/** @import { State } from "./state.js" */
/** @import { Measure } from "./text.js" */

/**
 * What is drawn, as it is on the screen.
 * @typedef {object} Picture
 * @property {Net} net
 * @property {State} state
 * @property {Seen} seen
 * @property {Scene} scene
 * @property {Stamp} stamp
 * @property {string} widthNote
 * @property {number} wide of the screen
 * @property {number} tall of the screen
 * @property {number} scale
 * @property {(x: number, y: number) => Point} project from the picture's units to the screen's
 * @property {(edge: SceneEdge) => Point | null} via what a tie curves by, in the picture's units
 * @property {Measure} measure
 */

/** @typedef {{ text: string, size: number, bold?: boolean, fill: string }} Told */
/** @typedef {{ colour: string, shape?: Shape, dashes?: string }} Sign */

/**
 * Where the network is drawn on the paper.
 * @typedef {object} Frame
 * @property {number} wide
 * @property {number} high
 * @property {number} top
 * @property {(x: number, y: number) => Point} project to the frame
 * @property {(point: Point) => Point} down from the frame to the paper
 */

const PAPER = { ground: "#ffffff", ink: "#1b1f24", pale: "#57606a", line: "#d0d7de" };

/**
 * Draw it, with the pen of this size; returns what the pen gives in the end.
 * @template T
 * @param {Picture} picture
 * @param {(wide: number, tall: number) => Pen<T>} penOf
 * @returns {T}
 */
export function drawPicture(picture, penOf) {
  const { net, stamp, measure } = picture;
  const { words } = net;
  const wide = Math.max(picture.wide, 640);
  const high = Math.max(picture.tall, 420);
  const room = wide - 32;
  /** @type {(text: string, size: number, most?: number) => Told[]} */
  const pale = (text, size, most) =>
    wrap(text, room, size, measure, most).map((line) => ({ text: line, size, fill: PAPER.pale }));
  const head = [
    ...pale(stamp.title, 20, 2).map((line) => ({ ...line, bold: true, fill: PAPER.ink })),
    ...pale(stamp.date, 13),
  ];
  const filters = `${words.filtersSet}${words.colon}${stamp.filters}`;
  const foot = [filters, picture.widthNote, citationOf(net), sourcesText(net)]
    .filter(Boolean)
    .flatMap((text) => pale(text, 11));
  const legend = legendRows(picture, room);
  const top = 14 + tallOf(head);
  const pen = penOf(wide, top + high + legend.length * 20 + tallOf(foot) + 34);
  write(pen, head, 12);
  pen.clip(0, top, wide, high);
  drawNetwork(pen, picture, { wide, high, top });
  pen.unclip();
  legend.forEach((line, n) => drawLegend(pen, line, top + high + 10 + n * 20));
  write(pen, foot, top + high + 10 + legend.length * 20 + 6);
  return pen.end();
}

/** @param {Told[]} rows */
const tallOf = (rows) => rows.reduce((sum, { size }) => sum + size * 1.4, 0);

/**
 * @param {Pen<unknown>} pen
 * @param {Told[]} rows
 * @param {number} start
 */
function write(pen, rows, start) {
  let y = start;
  for (const { text, ...how } of rows) {
    pen.text(text, 16, y, how);
    y += how.size * 1.4;
  }
}

/**
 * The legend of what is shown, in rows of a width.
 * @param {Picture} picture
 * @param {number} room
 */
function legendRows({ net, state, seen, measure }, room) {
  const { words } = net;
  const kinds = new Set([...seen.nodes].map((i) => net.actors[i].kind || ""));
  const bases = new Set([...seen.edges].map((i) => net.ties[i].basis || ""));
  const hows = new Set([...seen.edges].map((i) => seen.how[i]));
  /** @type {How[]} */
  const dashed = ["possible", "undated"];
  /** @type {{ sign: Sign, label: string }[]} */
  const items = net.data.kinds
    .filter(({ id }) => kinds.has(id))
    .map((kind) => ({ sign: kind, label: kind.label }));
  if (!grouped(state)) {
    for (const basis of net.data.bases)
      if (bases.has(basis.id)) items.push({ sign: basis, label: basis.label });
    for (const how of dashed)
      if (hows.has(how))
        items.push({ sign: { colour: DASHED, dashes: DASHES[how] }, label: words[how] });
  }
  /** @type {{ x: number, sign: Sign, text: string }[][]} */
  const rows = [];
  let x = Infinity;
  for (const { sign, label } of items) {
    const text = clean(label || words.none).slice(0, 60);
    const w = 24 + measure(text, 12, false) + 20;
    if (x > 16 && x + w > room) {
      rows.push([]);
      x = 16;
    }
    rows[rows.length - 1].push({ x, sign, text });
    x += w;
  }
  return rows;
}

/**
 * @param {Pen<unknown>} pen
 * @param {{ x: number, sign: Sign, text: string }[]} line
 * @param {number} y
 */
function drawLegend(pen, line, y) {
  for (const { x, sign, text } of line) {
    const { shape, colour, dashes } = sign;
    const dash = [
      [x, y + 8],
      [x + 18, y + 8],
    ];
    if (shape) drawMark(pen, shape, [x + 8, y + 8], 7, colour);
    else pen.path(dash, { stroke: colour, width: 3, dashes });
    pen.text(text, x + 24, y + 2, { size: 12, fill: PAPER.ink });
  }
}

/**
 * @param {Pen<unknown>} pen
 * @param {Shape} shape
 * @param {Point} at
 * @param {number} r
 * @param {string} colour
 */
function drawMark(pen, shape, [x, y], r, colour) {
  const how = { fill: colour, stroke: PAPER.ground, width: 1 };
  const corners = cornersOf(shape)?.map(([a, b]) => [x + a * r, y + b * r]);
  if (corners) pen.path(corners, { ...how, close: true });
  else pen.circle(x, y, r, how);
}

/**
 * @param {Pen<unknown>} pen
 * @param {Picture} picture
 * @param {{ wide: number, high: number, top: number }} room
 */
function drawNetwork(pen, picture, { wide, high, top }) {
  const { scene, scale, measure } = picture;
  const [dx, dy] = [(wide - picture.wide) / 2, (high - picture.tall) / 2];
  /** @type {Frame["project"]} */
  const project = (x, y) => {
    const [left, down] = picture.project(x, y);
    return [left + dx, down + dy];
  };
  /** @type {Frame["down"]} */
  const down = ([x, y]) => [x, y + top];
  const frame = { wide, high, top, project, down };
  drawGroundOn(pen, picture, frame);
  const marks = new Map(
    scene.nodes.map((node) => [
      node.id,
      { node, at: project(node.x, node.y), r: node.size * scale },
    ]),
  );
  for (const edge of scene.edges) {
    const [a, b] = [marks.get(edge.from), marks.get(edge.to)];
    if (a && b) drawEdge(pen, picture, frame, edge, a, b);
  }
  for (const { node, at, r } of [...marks.values()].reverse())
    drawMark(pen, node.shape, down(at), Math.max(r, 1), node.colour);
  const placed = placeNames(scene.nodes, { project, scale, wide, tall: high, measure });
  for (const { lines, x, y, font, bold } of placed)
    lines.forEach((line, n) => {
      const how = /** @type {const} */ ({ fill: PAPER.ink, anchor: "middle", halo: true });
      pen.text(line, x, y + top + n * font * LEADING, { size: font, bold, ...how });
    });
}

/**
 * What is behind the network: outlines of the map, bands of levels.
 * @param {Pen<unknown>} pen
 * @param {Picture} picture
 * @param {Frame} frame
 */
function drawGroundOn(pen, { net, state, scene, scale }, { wide, top, project, down }) {
  for (const outline of outlinesOf(net, state)) {
    const corners = [];
    for (let k = 0; k < outline.length; k += 2)
      corners.push(down(project(outline[k], outline[k + 1])));
    pen.path(corners, { stroke: PAPER.line });
  }
  bandsOf(net, state, scene).forEach(({ name }, i, all) => {
    const y = project(0, lineAbove(all, i, 24 / scale))[1] + top;
    const line = [
      [0, y],
      [wide, y],
    ];
    pen.path(line, { stroke: PAPER.line });
    pen.text(name, 8, y + 5, { size: 13, bold: true, fill: PAPER.pale });
  });
}

/** @typedef {{ node: SceneNode, at: Point, r: number }} Mark */

/**
 * @param {Pen<unknown>} pen
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {SceneEdge} edge
 * @param {Mark} a
 * @param {Mark} b
 */
function drawEdge(pen, { scale, via }, { project, down }, edge, a, b) {
  const width = Math.max(edge.width * scale, 0.4);
  const how = { stroke: edge.colour, width, dashes: DASHES[edge.how], opacity: 0.9 };
  if (a === b) {
    const [x, y] = down([a.at[0] + a.r, a.at[1] - a.r]);
    pen.circle(x, y, a.r, how);
    return;
  }
  const bend = via(edge);
  const middle = bend && project(bend[0], bend[1]);
  const from = middle || a.at;
  const length = Math.hypot(b.at[0] - from[0], b.at[1] - from[1]) || 1;
  const way = [(b.at[0] - from[0]) / length, (b.at[1] - from[1]) / length];
  const tip = [b.at[0] - way[0] * b.r, b.at[1] - way[1] * b.r];
  pen.path([down(a.at), down(tip)], { ...how, curve: middle && down(middle) });
  if (!edge.arrow) return;
  const size = Math.max(3, 7 * scale) + width;
  const back = [tip[0] - way[0] * size, tip[1] - way[1] * size];
  const side = [-way[1] * size * 0.45, way[0] * size * 0.45];
  const head = [
    tip,
    [back[0] + side[0], back[1] + side[1]],
    [back[0] - side[0], back[1] - side[1]],
  ];
  pen.path(head.map(down), { fill: edge.colour, close: true });
}
