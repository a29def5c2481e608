// The signs of the picture, which the legend explains: shapes of marks, dashes of lines.

/** @import { Shape } from "./page_data.js" */

/**
 * How a tie holds at the date chosen.
 * @typedef {"certain" | "possible" | "undated"} How
 */

/**
 * Corners of the marks that are no discs, in a box of 22 by 16.
 * @type {{ [shape: string]: string }}
 */
export const OUTLINES = {
  square: "5,2 17,2 17,14 5,14",
  triangle: "11,1 18,14 4,14",
  triangleDown: "11,15 18,2 4,2",
  diamond: "11,0 19,8 11,16 3,8",
  hexagon: "7,2 15,2 19,8 15,14 7,14 3,8",
  star: "11,0 13.1,5.3 18.8,5.6 14.4,9.1 15.9,14.6 11,11.5 6.1,14.6 7.6,9.1 3.2,5.6 8.9,5.3",
};

/**
 * Corners of a mark around its middle, for a radius of 1; none for a disc.
 * @param {Shape} shape
 * @returns {[number, number][] | null}
 */
export function cornersOf(shape) {
  const outline = OUTLINES[shape];
  if (!outline) return null;
  return outline.split(" ").map((corner) => {
    const [x, y] = corner.split(",").map(Number);
    return [(x - 11) / 8, (y - 8) / 8];
  });
}

/** @type {{ [how in How]: string }} */
export const DASHES = { certain: "", possible: "6 4", undated: "2 4" };

/** The colour of a line that is shown for its dashes. */
export const DASHED = "#6e7681";
