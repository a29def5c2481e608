// The colours of the page, light or dark, for what is drawn on the canvas.

const COLOUR_NAMES = ["ground", "raised", "band", "glow", "ink", "pale", "line", "accent"];
/** @type {{ [name: string]: string }} */
export const colours = {};

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of COLOUR_NAMES) colours[name] = style.getPropertyValue(`--${name}`).trim();
}
