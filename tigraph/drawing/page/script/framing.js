// How the picture is framed: at which scale, and what is in the middle.

/** @import { Scene } from "./scene.js" */

/**
 * The scale and the middle that show everything, with room at the rim for names; what stands
 * beside a map keeps the `left` or the `top` of the screen.
 * @param {Scene} scene
 * @param {number} wide
 * @param {number} tall
 * @param {{ left: number, top: number }} [beside]
 */
export function framing({ nodes, map }, wide, tall, beside = { left: 0, top: 0 }) {
  /** @type {(key: "x" | "y") => [number, number]} */
  const extent = (key) =>
    nodes.reduce(
      ([least, most], node) => [Math.min(least, node[key]), Math.max(most, node[key])],
      [Infinity, -Infinity],
    );
  let [[first, last], [top, bottom]] = [extent("x"), extent("y")];
  if (map) {
    [first, last] = [Math.min(first, map.extent[0]), Math.max(last, map.extent[2])];
    [top, bottom] = [Math.min(top, map.extent[1]), Math.max(bottom, map.extent[3])];
  }
  const [across, down] = map
    ? [Math.min(24, wide / 32), map.missing ? 26 : 18]
    : [Math.min(70, wide / 10), Math.min(44, tall / 10)];
  const reckoned = Math.min(
    (wide - beside.left - 2 * across) / (last - first + 20),
    (tall - beside.top - 2 * down) / (bottom - top + 20),
    1.4,
  );
  const scale = Math.max(reckoned, 0.01);
  return {
    scale,
    position: {
      x: (first + last - beside.left / scale) / 2,
      y: (top + bottom - beside.top / scale) / 2,
    },
  };
}
