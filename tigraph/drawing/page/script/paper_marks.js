// Marks and boxes on paper, and the rows of its legend.

import { cornersOf } from "./signs.js";

/** @import { Shape } from "./page_data.js" */
/** @import { Sign } from "./paper_legend.js" */
/** @import { Pen, Point } from "./pens.js" */

/** The colours of the paper. */
export const PAPER = {
  ground: "#ffffff",
  raised: "#f4f2ec",
  ink: "#1b1f24",
  pale: "#57606a",
  line: "#d0d7de",
};

/**
 * @param {Pen<unknown>} pen
 * @param {{ x: number, sign: Sign, text: string }[]} line
 * @param {number} y
 */
export function drawLegend(pen, line, y) {
  for (const { x, sign, text } of line) {
    const { shape, colour, hollow, dashes, width = shape ? 14 : 3 } = sign;
    const dash = [
      [x, y + 8],
      [x + 18, y + 8],
    ];
    if (shape === "box") drawBox(pen, [x + 9, y + 8], [18, 11]);
    else if (shape === "area") drawArea(pen, [x, y + 3], { colour, hollow });
    else if (shape) drawMark(pen, shape, [x + 8, y + 8], width / 2, { colour, hollow });
    else pen.path(dash, { stroke: colour, width, dashes });
    pen.text(text, x + 24, y + 2, { size: 12, fill: PAPER.ink });
  }
}

/**
 * @param {Pen<unknown>} pen
 * @param {Point} corner
 * @param {{ colour: string, hollow?: boolean }} look
 */
function drawArea(pen, [x, y], { colour, hollow }) {
  const [right, foot] = [x + 18, y + 11];
  const ring = /** @type {Point[]} */ ([
    [x, y],
    [right, y],
    [right, foot],
    [x, foot],
  ]);
  if (!hollow) pen.shape([ring], { fill: colour, opacity: 0.32 });
  pen.shape([ring], { stroke: colour, width: 0.8, ...(hollow && { dashes: "3 2" }) });
}

/**
 * @param {Pen<unknown>} pen
 * @param {Shape} shape
 * @param {Point} at
 * @param {number} r
 * @param {{ colour: string, hollow?: boolean, opacity?: number }} look
 */
export function drawMark(pen, shape, [x, y], r, { colour, hollow, opacity }) {
  const how = hollow
    ? { fill: PAPER.ground, stroke: colour, width: Math.max(0.9, 0.3 * r), opacity }
    : { fill: colour, stroke: PAPER.ground, width: Math.min(1, 0.3 * r), opacity };
  const corners = cornersOf(shape)?.map(([a, b]) => [x + a * r, y + b * r]);
  if (corners) pen.path(corners, { ...how, close: true });
  else pen.circle(x, y, r, how);
}

/**
 * @param {Pen<unknown>} pen
 * @param {Point} at
 * @param {number[]} box
 * @param {number} [opacity]
 */
export function drawBox(pen, [x, y], [wide, tall], opacity) {
  const [w, h] = [wide / 2, tall / 2];
  const corners = [
    [x - w, y - h],
    [x + w, y - h],
    [x + w, y + h],
    [x - w, y + h],
  ];
  pen.path(corners, { fill: PAPER.ground, stroke: PAPER.line, width: 1, close: true, opacity });
}
