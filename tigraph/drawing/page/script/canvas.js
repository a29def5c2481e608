// What the page itself draws on vis-network's canvas: names, bands of levels.

import { SERIF } from "./pens.js";
import { lineAbove } from "./scene.js";
import { partsOf } from "./text.js";

/** @import { Placed } from "./lettering.js" */
/** @import { Lanes } from "./page_data.js" */
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
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.strokeStyle = colours.pale;
  context.lineWidth = 0.8;
  context.beginPath();
  for (const { leader } of names) {
    if (!leader) continue;
    context.moveTo(leader[0][0], leader[0][1]);
    context.lineTo(leader[1][0], leader[1][1]);
  }
  context.stroke();
  context.lineWidth = 3.5;
  context.strokeStyle = colours.ground;
  for (const { lines, x, y, font, bold, anchor, leading, head, faint } of names) {
    context.globalAlpha = faint ? 0.4 : 1;
    context.textAlign = anchor === "end" ? "right" : anchor === "start" ? "left" : "center";
    lines.forEach((line, n) => {
      if (head !== undefined) return;
      context.font = fontOf(font, bold);
      context.fillStyle = colours.ink;
      if (anchor === "middle") context.strokeText(line, x, y + n * font * leading);
      context.fillText(line, x, y + n * font * leading);
    });
    partsOf(lines, head).forEach((parts, n) => {
      let left = x;
      for (const { text, heavy } of parts) {
        context.font = fontOf(font, heavy);
        context.fillStyle = heavy ? colours.ink : colours.pale;
        context.fillText(text, left, y + n * font * leading);
        left += context.measureText(text).width;
      }
    });
  }
  context.restore();
}

/**
 * The lanes behind the picture, and what the columns are called.
 * @param {CanvasRenderingContext2D} context
 * @param {Lanes} lanes
 * @param {Colours} colours
 */
export function drawLanes(context, { size, width, label, heads, bands }, colours) {
  for (const { text, top, foot } of bands) {
    context.fillStyle = colours.band;
    context.beginPath();
    context.roundRect(0, top, width, foot - top, 0.7 * size);
    context.fill();
    context.fillStyle = colours.pale;
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    context.font = fontOf(0.72 * size, true);
    context.fillText(text.toLocaleUpperCase(), label, top + 1.25 * size);
  }
  context.fillStyle = colours.pale;
  context.font = `italic 400 ${size}px ${SERIF}`;
  for (const { text, x, end } of heads) {
    context.textAlign = end ? "right" : "left";
    context.fillText(text, x, 1.35 * size);
  }
  context.textAlign = "left";
}

/**
 * The sign that a picture goes on below: it fades, over an arrow that points there.
 * @param {CanvasRenderingContext2D} context
 * @param {Colours} colours
 */
export function drawMore(context, { ground, raised, line, ink }) {
  const { clientWidth: wide, clientHeight: tall, width } = context.canvas;
  const ratio = width / wide;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const fade = context.createLinearGradient(0, tall - 56, 0, tall);
  fade.addColorStop(0, `${ground}00`);
  fade.addColorStop(1, ground);
  context.fillStyle = fade;
  context.fillRect(0, tall - 56, wide, 56);
  const [x, y] = [wide / 2, tall - 20];
  context.beginPath();
  context.arc(x, y, 14, 0, 2 * Math.PI);
  context.fillStyle = raised;
  context.strokeStyle = line;
  context.fill();
  context.stroke();
  context.beginPath();
  context.moveTo(x - 6, y - 3);
  context.lineTo(x, y + 4);
  context.lineTo(x + 6, y - 3);
  context.strokeStyle = ink;
  context.lineWidth = 1.6;
  context.stroke();
  context.restore();
}

/**
 * What vis-network draws a post by: a box, in which its name will stand.
 * @param {number[]} box
 * @param {Colours} colours
 */
export function boxOf([wide, tall], colours) {
  /** @param {{ ctx: CanvasRenderingContext2D, x: number, y: number, state: { selected: boolean, hover: boolean }, style: { opacity?: number } }} given */
  return ({ ctx, x, y, state, style }) => ({
    drawNode: () => {
      ctx.save();
      ctx.globalAlpha = style.opacity ?? 1;
      ctx.fillStyle = colours.raised;
      ctx.strokeStyle = state.selected ? colours.accent : state.hover ? colours.ink : colours.line;
      ctx.lineWidth = state.selected ? 2 : 1;
      ctx.beginPath();
      ctx.roundRect(x - wide / 2, y - tall / 2, wide, tall, 5);
      ctx.fill();
      ctx.stroke();
      ctx.restore();
    },
    nodeDimensions: { width: wide, height: tall },
  });
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
