// The picture on paper: title and date on top, what the screen shows in the middle, legend and
// citation below.

import { citationOf, sourcesText } from "./data.js";
import { laneNames, lanesOf } from "./lanes.js";
import { placeNames } from "./lettering.js";
import { insetsOf, layersOf } from "./map.js";
import { mapOnPaper } from "./mapping.js";
import { notesOnPaper } from "./notes.js";
import { grouped } from "./parts.js";
import { bandsOf, boxedKinds, lineAbove } from "./scene.js";
import { DASHES, DASHED, cornersOf } from "./signs.js";
import { clean, wrap } from "./text.js";
import { headLength } from "./ties.js";
import { arrowOf, shortenedWay } from "./routes.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Lanes, Shape } from "./page_data.js" */
/** @import { Pen, Point } from "./pens.js" */
/** @import { Stamp } from "./rows.js" */
/** @import { Scene, SceneEdge } from "./scene.js" */
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
 * @property {Measure} measure
 * @property {ReadonlyMap<number, string>} [notes] pinned to actors
 */

/** @typedef {{ text: string, size: number, bold?: boolean, serif?: boolean, fill: string }} Told */
/** @typedef {{ colour: string, shape?: Shape | "box", dashes?: string, width?: number }} Sign */

/**
 * Where the network is drawn on the paper.
 * @typedef {object} Frame
 * @property {number} wide
 * @property {number} high
 * @property {number} top
 * @property {(x: number, y: number) => Point} project to the frame
 * @property {(point: Point) => Point} down from the frame to the paper
 */

const PAPER = {
  ground: "#ffffff",
  raised: "#f4f2ec",
  ink: "#1b1f24",
  pale: "#57606a",
  line: "#d0d7de",
};

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
    ...pale(stamp.title, 20, 2).map((line) => ({
      ...line,
      bold: true,
      serif: true,
      fill: PAPER.ink,
    })),
    ...pale(stamp.date, 13),
  ];
  const filters = `${words.filtersSet}${words.colon}${stamp.filters}`;
  const missing = picture.scene.map?.missing || "";
  const foot = [filters, missing, picture.widthNote, citationOf(net), sourcesText(net)]
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
  const boxed = boxedKinds(net, state);
  /** @type {How[]} */
  const dashed = ["possible", "undated"];
  /** @type {{ sign: Sign, label: string }[]} */
  const items = net.data.kinds
    .filter(({ id }) => kinds.has(id))
    .map((kind) => ({
      sign: boxed.has(kind.id) ? { shape: "box", colour: DASHED } : kind,
      label: kind.label,
    }));
  if (!grouped(state)) {
    for (const basis of net.data.bases)
      if (bases.has(basis.id)) items.push({ sign: basis, label: basis.label });
    for (const how of dashed)
      if (hows.has(how))
        items.push({ sign: { colour: DASHED, dashes: DASHES[how] }, label: words[how] });
    const widths = new Set([...seen.edges].map((i) => net.lines[i].width));
    for (const { label, width } of net.data.widths)
      if (widths.has(width)) items.push({ sign: { colour: DASHED, width }, label });
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
    const { shape, colour, dashes, width = 3 } = sign;
    const dash = [
      [x, y + 8],
      [x + 18, y + 8],
    ];
    if (shape === "box") drawBox(pen, [x + 9, y + 8], [18, 11]);
    else if (shape) drawMark(pen, shape, [x + 8, y + 8], 7, colour);
    else pen.path(dash, { stroke: colour, width, dashes });
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
  for (const edge of scene.edges) drawEdge(pen, picture, frame, edge);
  for (const { x, y, size, shape, colour, box } of [...scene.nodes].reverse()) {
    const at = down(project(x, y));
    if (box)
      drawBox(
        pen,
        at,
        box.map((side) => side * scale),
      );
    else drawMark(pen, shape, at, Math.max(size * scale, 1), colour);
  }
  const lanes = lanesOf(picture.net, scene);
  const placed = lanes
    ? laneNames(scene.nodes, { lanes, project, scale })
    : placeNames(scene.nodes, {
        ...{ project, scale, wide, tall: high, measure, edges: scene.edges },
        closed: insetsOf(scene.map, project),
      });
  for (const { leader } of placed)
    if (leader) pen.path(leader.map(down), { stroke: PAPER.pale, width: 0.8 });
  for (const { lines, x, y, font, bold, anchor, leading, boxed } of placed)
    lines.forEach((line, n) => {
      const how = /** @type {const} */ ({ anchor, halo: anchor === "middle" });
      const fill = boxed && n ? PAPER.pale : PAPER.ink;
      const heavy = bold || (boxed && !n);
      pen.text(line, x, y + top + n * font * leading, { size: font, bold: heavy, fill, ...how });
    });
  const at = (/** @type {number} */ x, /** @type {number} */ y) => down(project(x, y));
  if (picture.notes) notesOnPaper(pen, picture.notes, scene, { at, scale, measure });
}

/**
 * @param {Pen<unknown>} pen
 * @param {Point} at
 * @param {number[]} box
 */
function drawBox(pen, [x, y], [wide, tall]) {
  const [w, h] = [wide / 2, tall / 2];
  const corners = [
    [x - w, y - h],
    [x + w, y - h],
    [x + w, y + h],
    [x - w, y + h],
  ];
  pen.path(corners, { fill: PAPER.ground, stroke: PAPER.line, width: 1, close: true });
}

/**
 * What is behind the network: the map, bands of levels.
 * @param {Pen<unknown>} pen
 * @param {Picture} picture
 * @param {Frame} frame
 */
function drawGroundOn(
  pen,
  { net, state, seen, scene, scale, measure },
  { wide, top, project, down },
) {
  const { map } = scene;
  if (map) {
    const layers = layersOf(net, map, { seen, lit: null, chosen: undefined });
    /** @type {(x: number, y: number) => Point} */
    const at = (x, y) => down(project(x, y));
    mapOnPaper(pen, map, layers, { at, scale, colours: PAPER, measure });
  }
  const lanes = lanesOf(net, scene);
  if (lanes) drawLanesOn(pen, lanes, { project, down, scale });
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

/**
 * @param {Pen<unknown>} pen
 * @param {Lanes} lanes
 * @param {Pick<Frame, "project" | "down"> & { scale: number }} frame
 */
function drawLanesOn(pen, { width, size, bands, heads }, { project, down, scale }) {
  for (const { text, top, foot } of bands) {
    const [[left, y], [right, last]] = [down(project(0, top)), down(project(width, foot))];
    const corners = [
      [left, y],
      [right, y],
      [right, last],
      [left, last],
    ];
    pen.path(corners, { fill: PAPER.raised, close: true });
    const high = 0.72 * size * scale;
    const how = { size: high, bold: true, fill: PAPER.pale };
    pen.text(text.toLocaleUpperCase(), left + high, y + 0.6 * high, how);
  }
  for (const { text, x, end } of heads) {
    const high = 0.95 * size * scale;
    const [left, y] = down(project(x, 0));
    const anchor = end ? "end" : "start";
    pen.text(text, left, y + 0.5 * high, {
      size: high,
      italic: true,
      serif: true,
      fill: PAPER.pale,
      anchor,
    });
  }
}

/**
 * @param {Pen<unknown>} pen
 * @param {Picture} picture
 * @param {Frame} frame
 * @param {SceneEdge} edge
 */
function drawEdge(pen, { scene, scale }, { project, down }, edge) {
  const width = Math.max(edge.width * scale, 0.4);
  const how = { stroke: edge.colour, width, dashes: DASHES[edge.how], opacity: 0.9 };
  const way = edge.way.map(([x, y]) => down(project(x, y)));
  const size = headLength({ ...edge, width }, scene.unit * scale);
  const drawn = edge.arrow ? shortenedWay(way, 0.8 * size) : way;
  pen.path(drawn, { ...how, cubic: drawn.length > 2 });
  if (edge.arrow) pen.path(arrowOf(way, size), { fill: edge.colour, close: true });
}
