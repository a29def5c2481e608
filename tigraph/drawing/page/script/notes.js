// Notes pinned to marks, on paper.

import { clean, wrap } from "./text.js";

/** @import { Pen, Point } from "./pens.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Measure } from "./text.js" */

const NOTE = { wide: 184, size: 12, ground: "#fdf4e3", ink: "#5d4509" };

/**
 * @param {Pen<unknown>} pen
 * @param {ReadonlyMap<number, string>} notes by actor
 * @param {Scene} scene
 * @param {{ at: (x: number, y: number) => Point, scale: number, measure: Measure }} frame
 */
export function notesOnPaper(pen, notes, scene, { at, scale, measure }) {
  for (const { id, x, y, size } of scene.nodes) {
    const text = typeof id === "number" ? notes.get(id) : undefined;
    if (!text) continue;
    const rows = clean(text)
      .split("\n")
      .flatMap((line) => wrap(line, NOTE.wide, NOTE.size, measure, 12));
    const wide = Math.max(...rows.map((row) => measure(row, NOTE.size, false))) + 16;
    const tall = rows.length * NOTE.size * 1.35 + 8;
    const [middle, centre] = at(x, y);
    const left = middle + size * scale * 0.7 + 4;
    const top = centre - size * scale * 0.7 - 2 - tall;
    const corners = [
      [left, top],
      [left + wide, top],
      [left + wide, top + tall],
      [left, top + tall],
    ];
    pen.path(corners, { fill: NOTE.ground, close: true });
    rows.forEach((row, n) => {
      const down = top + 4 + n * NOTE.size * 1.35;
      pen.text(row, left + 8, down, { size: NOTE.size, fill: NOTE.ink });
    });
  }
}
