// The map as it is drawn: on the screen's canvas, and with the pens of paper.

import { fontOf, measureWith } from "./canvas.js";
import { signsOf, townsIn } from "./map.js";

/** @import { Colours } from "./canvas.js" */
/** @import { Box } from "./room.js" */
/** @import { Layer } from "./areas.js" */
/** @import { Drawn, Ring } from "./map.js" */
/** @import { Panel } from "./page_data.js" */
/** @import { Pen } from "./pens.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Measure } from "./text.js" */

/** Of towns, in pixels. */
const SMALL = 11;

/** @type {WeakMap<Ring[], Path2D>} */
const paths = new WeakMap();

/** @param {Ring[]} rings */
function pathOf(rings) {
  let path = paths.get(rings);
  if (path) return path;
  path = new Path2D();
  for (const ring of rings) {
    path.moveTo(ring[0], ring[1]);
    for (let k = 2; k < ring.length; k += 2) path.lineTo(ring[k], ring[k + 1]);
    path.closePath();
  }
  paths.set(rings, path);
  return path;
}

/**
 * Draw a map on a canvas whose units are the picture's, so many pixels each.
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn} map
 * @param {Layer[]} layers
 * @param {{ scale: number, colours: Colours }} how
 */
export function drawMap(context, { panels, missing, extent }, layers, { scale, colours }) {
  context.save();
  context.lineJoin = "round";
  for (const { rings, colour, fill, line, width = 1, dashed } of layers) {
    const path = pathOf(rings);
    context.setLineDash(dashed ? [3 / scale, 2 / scale] : []);
    context.fillStyle = context.strokeStyle = colours[colour] || colour;
    context.lineWidth = width / scale;
    context.globalAlpha = fill || 1;
    if (fill) context.fill(path, "evenodd");
    context.globalAlpha = line || 1;
    if (line) context.stroke(path);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.lineWidth = 1 / scale;
  context.fillStyle = colours.pale;
  context.textBaseline = "alphabetic";
  if (missing) {
    context.font = fontOf(11 / scale);
    context.fillText(missing, extent[0], extent[3] + 16 / scale);
  }
  for (const panel of panels) drawPanel(context, panel, scale, colours);
  context.restore();
}

/**
 * The frame of an inset, its name, its scale.
 * @param {CanvasRenderingContext2D} context
 * @param {Panel} panel
 * @param {number} scale
 * @param {Colours} colours
 */
function drawPanel(context, panel, scale, colours) {
  context.strokeStyle = colours.line;
  if (panel.inset) {
    const [left, top, right, foot] = panel.box;
    context.beginPath();
    context.roundRect(left, top, right - left, foot - top, 0.05 * (foot - top));
    context.stroke();
  }
  context.strokeStyle = colours.pale;
  const { title, bar } = signsOf(panel, scale, (text, size) => {
    context.font = fontOf(size);
    return context.measureText(text).width;
  });
  context.beginPath();
  bar.line.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
  for (const sign of [title, bar]) {
    context.font = fontOf(sign.size);
    context.textAlign = sign === bar ? "center" : "left";
    context.fillText(sign.text, sign.x, sign.y);
  }
}

/**
 * Write the towns for which names leave room.
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 * @param {{ project: (x: number, y: number) => number[], scale: number, taken: Box[], colours: Colours }} how
 */
export function nameTowns(context, scene, { project, scale, taken, colours }) {
  const { map } = scene;
  if (!map?.towns.length) return;
  const measure = measureWith(context);
  const towns = townsIn(map, scene, { project, scale, measure, size: SMALL, taken });
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `italic ${fontOf(SMALL)}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.pale;
  for (const { name, x, y, at } of towns) {
    context.strokeText(name, x, y);
    context.fillText(name, x, y);
    context.fillRect(at[0] - 1.5, at[1] - 1.5, 3, 3);
  }
  context.restore();
}

/**
 * Draw a map with a pen of paper, its points put where they are on it.
 * @param {Pen<unknown>} pen
 * @param {Drawn} map
 * @param {Layer[]} layers
 * @param {{ at: (x: number, y: number) => number[], scale: number, colours: { [name: string]: string }, measure: Measure }} how
 */
export function mapOnPaper(pen, { panels }, layers, { at, scale, colours, measure }) {
  for (const { rings, colour, fill, line, width = 1, dashed } of layers) {
    const drawn = rings.map((ring) => {
      const points = [];
      for (let k = 0; k < ring.length; k += 2) points.push(at(ring[k], ring[k + 1]));
      return points;
    });
    const shade = colours[colour] || colour;
    if (fill) pen.shape(drawn, { fill: shade, opacity: fill });
    const dashes = dashed ? "3 2" : undefined;
    if (line) pen.shape(drawn, { stroke: shade, width, opacity: line, dashes });
  }
  for (const panel of panels) panelOnPaper(pen, panel, { at, scale, colours, measure });
}

/**
 * @param {Pen<unknown>} pen
 * @param {Panel} panel
 * @param {{ at: (x: number, y: number) => number[], scale: number, colours: { [name: string]: string }, measure: Measure }} how
 */
function panelOnPaper(pen, panel, { at, scale, colours, measure }) {
  const { title, bar } = signsOf(panel, scale, (text, size) => measure(text, size, false));
  if (panel.inset) {
    const [left, top, right, foot] = panel.box;
    const corners = [at(left, top), at(right, top), at(right, foot), at(left, foot)];
    pen.path(corners, { stroke: colours.line, close: true });
  }
  const line = bar.line.map(([x, y]) => at(x, y));
  if (line.length) pen.path(line, { stroke: colours.pale });
  for (const { text, x, y, size } of [title, bar]) {
    if (!text) continue;
    const [left, foot] = at(x, y);
    const anchor = text === bar.text ? "middle" : "start";
    pen.text(text, left, foot - 0.8 * size * scale, {
      size: size * scale,
      fill: colours.pale,
      anchor,
    });
  }
}
