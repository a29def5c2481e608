// What the page itself draws on vis-network's canvas: names, bands of levels, outlines.

import { LEADING } from "./lettering.js";
import { lineAbove } from "./scene.js";

/** @import { Placed } from "./lettering.js" */
/** @import { Band } from "./scene.js" */
/** @import { Measure } from "./text.js" */

/** @typedef {{ [name: string]: string }} Colours */

export const FONTS = 'Inter, "DejaVu Sans", system-ui, "Segoe UI", Roboto, sans-serif';

/**
 * @param {number} size
 * @param {boolean} [bold]
 */
export const fontOf = (size, bold) => `${bold ? 600 : 400} ${size}px ${FONTS}`;

/** @type {Map<string, number>} */
const measured = new Map();

/** Letters have come: lines are as wide as these make them. */
export const forgetWidths = () => measured.clear();

/**
 * How wide lines are; each is measured once.
 * @param {CanvasRenderingContext2D} context
 * @returns {Measure}
 */
export function measureWith(context) {
  return (line, size, bold) => {
    const key = (bold ? "b" : "n") + line;
    let wide = measured.get(key);
    if (wide === undefined) {
      context.font = fontOf(100, bold);
      wide = context.measureText(line).width / 100;
      measured.set(key, wide);
    }
    return wide * size;
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Placed[]} names
 * @param {Colours} colours
 */
export function drawNames(context, names, colours) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.ink;
  for (const { lines, x, y, font, bold } of names) {
    context.font = fontOf(font, bold);
    lines.forEach((line, n) => {
      context.strokeText(line, x, y + n * font * LEADING);
      context.fillText(line, x, y + n * font * LEADING);
    });
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[][]} outlines
 * @param {number} scale
 * @param {Colours} colours
 */
export function drawOutlines(context, outlines, scale, colours) {
  context.lineWidth = 1 / scale;
  context.strokeStyle = colours.line;
  for (const outline of outlines) {
    context.beginPath();
    context.moveTo(outline[0], outline[1]);
    for (let k = 2; k < outline.length; k += 2) context.lineTo(outline[k], outline[k + 1]);
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Band[]} bands
 * @param {{ corner: number, right: number, scale: number }} frame
 * @param {Colours} colours
 */
export function drawBands(context, bands, { corner, right, scale }, colours) {
  context.lineWidth = 1 / scale;
  context.strokeStyle = colours.line;
  context.fillStyle = colours.pale;
  context.textBaseline = "bottom";
  context.font = fontOf(13 / scale, true);
  bands.forEach(({ name }, i) => {
    const y = lineAbove(bands, i, 24 / scale);
    context.beginPath();
    context.moveTo(corner - 20 / scale, y);
    context.lineTo(right, y);
    context.stroke();
    context.fillText(name, corner, y + 18 / scale);
  });
}
