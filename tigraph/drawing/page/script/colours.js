// The colours of the page, light or dark, for what is drawn on the canvas.

const COLOUR_NAMES = ["ground", "raised", "band", "glow", "ink", "pale", "line", "accent", "deep"];
/** The colour of marks that are as dark as ink, by day. */
const DEEP = "#25324a";
/** @type {{ [name: string]: string }} */
export const colours = {};

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of COLOUR_NAMES) colours[name] = style.getPropertyValue(`--${name}`).trim();
}

/**
 * The colour of a mark, as it can be seen on the ground.
 * @param {string} colour
 */
export const shade = (colour) => (colour === DEEP ? colours.deep : colour);
