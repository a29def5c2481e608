// The picture on paper: title and date on top, what the screen shows in the middle, legend and
// citation below.

import { citationOf, sourcesText } from "./data.js";
import { laneNames, lanesOf } from "./lanes.js";
import { placeNames } from "./lettering.js";
import { layersOf } from "./areas.js";
import { insetsOf } from "./map.js";
import { mapOnPaper } from "./mapping.js";
import { measuresNote } from "./measures.js";
import { notesOnPaper } from "./notes.js";
import { legendRows } from "./paper_legend.js";
import { PAPER, drawBox, drawLegend, drawMark } from "./paper_marks.js";
import { bandsOf, lineAbove } from "./scene.js";
import { DASHES } from "./signs.js";
import { tallyOnPaper } from "./tallying.js";
import { partsOf, wrap } from "./text.js";
import { headLength } from "./ties.js";
import { arrowOf, shortenedWay } from "./routes.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { Lanes } from "./page_data.js" */
/** @import { Pen, Point } from "./pens.js" */
/** @import { Stamp } from "./rows.js" */
/** @import { Scene, SceneEdge } from "./scene.js" */
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
 * @property {number} [beside] the room at its left for numbers and bars, where a map has some
 * @property {{ scene: Scene, dates: string[] }} [later] the second of two dates, beside the first
 */

/** @typedef {{ text: string, size: number, bold?: boolean, serif?: boolean, fill: string }} Told */

/**
 * Where the network is drawn on the paper.
 * @typedef {object} Frame
 * @property {number} wide
 * @property {number} high
 * @property {number} top
 * @property {number} left
 * @property {(x: number, y: number) => Point} project to the frame
 * @property {(point: Point) => Point} down from the frame to the paper
 */

/** Sources are told whole, in as many rows as they take. */
const WHOLE = 60;
/** The height of the dates above two pictures. */
const DATED = 24;
/** How much of a mark is seen that has no tie at the date. */
const UNSEEN = 0.2;

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
  const { later } = picture;
  const each = Math.max(picture.wide, later ? 320 : 640);
  const wide = each * (later ? 2 : 1);
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
  const notes = [missing, measuresNote(net, picture.state), picture.widthNote];
  const foot = [filters, ...notes, citationOf(net), sourcesText(net)]
    .filter(Boolean)
    .flatMap((text) => pale(text, 11, WHOLE));
  const legend = legendRows(picture, room);
  const above = 14 + tallOf(head);
  const top = above + (later ? DATED : 0);
  const pen = penOf(wide, top + high + legend.length * 20 + tallOf(foot) + 34);
  write(pen, head, 12);
  const sides = later ? [picture.scene, later.scene] : [picture.scene];
  sides.forEach((scene, n) => {
    const left = n * each;
    const date = later?.dates[n];
    if (date) pen.text(date, left + 16, above + 2, { size: 14, bold: true, fill: PAPER.ink });
    pen.clip(left, top, each, high);
    drawNetwork(pen, { ...picture, scene }, { wide: each, high, top, left });
    pen.unclip();
  });
  if (later) {
    const middle = [above, top + high].map((y) => [each, y]);
    pen.path(middle, { stroke: PAPER.line });
  }
  const left = picture.beside;
  const behind = [
    [0, top],
    [left || 0, top],
    [left || 0, top + high],
    [0, top + high],
  ];
  if (left) pen.path(behind, { fill: PAPER.ground, close: true });
  if (left) tallyOnPaper(pen, net, picture.seen, { top, left, measure, colours: PAPER });
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
 * @param {Pen<unknown>} pen
 * @param {Picture} picture
 * @param {{ wide: number, high: number, top: number, left: number }} room
 */
function drawNetwork(pen, picture, { wide, high, top, left: start }) {
  const { scene, scale, measure } = picture;
  const [dx, dy] = [(wide - picture.wide) / 2, (high - picture.tall) / 2];
  /** @type {Frame["project"]} */
  const project = (x, y) => {
    const [left, down] = picture.project(x, y);
    return [left + dx, down + dy];
  };
  /** @type {Frame["down"]} */
  const down = ([x, y]) => [x + start, y + top];
  const frame = { wide, high, top, left: start, project, down };
  drawGroundOn(pen, picture, frame);
  for (const edge of scene.edges) drawEdge(pen, picture, frame, edge);
  for (const { id, x, y, size, shape, colour, hollow, area, box } of [...scene.nodes].reverse()) {
    const at = down(project(x, y));
    const opacity = scene.absent?.has(id) ? UNSEEN : undefined;
    if (box)
      drawBox(
        pen,
        at,
        box.map((side) => side * scale),
        opacity,
      );
    else if (!area)
      drawMark(pen, shape, at, Math.max(size * scale, 1), { colour, hollow, opacity });
  }
  const there = scene.nodes.filter(({ id }) => !scene.absent?.has(id));
  const lanes = lanesOf(picture.net, scene);
  const placed = lanes
    ? laneNames(there, { lanes, project, scale })
    : placeNames(there, {
        ...{ project, scale, wide, tall: high, measure, edges: scene.edges },
        closed: insetsOf(scene.map, project),
        map: scene.map,
      });
  for (const { leader } of placed)
    if (leader) pen.path(leader.map(down), { stroke: PAPER.pale, width: 0.8 });
  for (const { lines, x, y, font, bold, anchor, leading, head } of placed) {
    const how = /** @type {const} */ ({ size: font, anchor, halo: anchor === "middle" });
    lines.forEach((line, n) => {
      if (head !== undefined) return;
      pen.text(line, x + start, y + top + n * font * leading, { bold, fill: PAPER.ink, ...how });
    });
    partsOf(lines, head).forEach((parts, n) => {
      let left = x + start;
      for (const { text, heavy } of parts) {
        const fill = heavy ? PAPER.ink : PAPER.pale;
        const shown = text.trimStart(); // SVG drops a space at the beginning
        const gap = measure(text, font, heavy) - measure(shown, font, heavy);
        pen.text(shown, left + gap, y + top + n * font * leading, { bold: heavy, fill, ...how });
        left += gap + measure(shown, font, heavy);
      }
    });
  }
  const at = (/** @type {number} */ x, /** @type {number} */ y) => down(project(x, y));
  if (picture.notes) notesOnPaper(pen, picture.notes, scene, { at, scale, measure });
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
  { wide, top, left, project, down },
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
      [left, y],
      [left + wide, y],
    ];
    pen.path(line, { stroke: PAPER.line });
    pen.text(name, left + 8, y + 5, { size: 13, bold: true, fill: PAPER.pale });
  });
}

/**
 * @param {Pen<unknown>} pen
 * @param {Lanes} lanes
 * @param {Pick<Frame, "project" | "down"> & { scale: number }} frame
 */
function drawLanesOn(pen, { width, size, label, bands, heads }, { project, down, scale }) {
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
    pen.text(text.toLocaleUpperCase(), left + label * scale, y + 0.6 * high, how);
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
