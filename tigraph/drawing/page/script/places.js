// The places where a name may stand: around its mark, and further off.

/** @import { Spot } from "./room.js" */

/** How far off a name stands to which a line leads. */
const LED = [16, 26, 39, 55, 73, 96];
const TURNS = 16;

/**
 * The places further off, to which a line leads: middle and top, the nearest first.
 * @param {Spot} spot
 * @param {number} w
 * @param {number} h
 */
export function placesAround({ x, y, r }, w, h) {
  return LED.flatMap((far) =>
    Array.from({ length: TURNS }, (_, k) => {
      const turn = (2 * Math.PI * k) / TURNS;
      const [u, v] = [Math.cos(turn), Math.sin(turn)];
      const [across, down] = [
        x + u * (r + far) + (u * w) / 2,
        y + v * (r + far) + ((v - 1) * h) / 2,
      ];
      // Above and under a mark a name may stand to one side, too
      const sides = Math.abs(u) > 0.5 ? [0] : [0, 0.42, -0.42];
      return sides.map((side) => [across + side * w, down]);
    }).flat(),
  );
}

/**
 * The places around a mark for a name of a width and height, where its ties do not lead
 * first, else under it: middle and top.
 * @param {Spot} spot
 * @param {number} w
 * @param {number} h
 */
export function placesOf({ node, x, y, r: radius }, w, h) {
  const r = radius + 2;
  const aside = r * 0.75 + w / 2;
  const lean = Math.hypot(...node.away);
  const [ax, ay] = lean > 0.1 * node.tied ? node.away.map((v) => v / lean) : [0, 0];
  return [
    [x, y + r, 0, 1],
    [x, y - r - h, 0, -1],
    [x + r + w / 2, y - h / 2, 1, 0],
    [x - r - w / 2, y - h / 2, -1, 0],
    [x + aside, y + r * 0.75, 0.7, 0.7],
    [x - aside, y + r * 0.75, -0.7, 0.7],
    [x + aside, y - r * 0.75 - h, 0.7, -0.7],
    [x - aside, y - r * 0.75 - h, -0.7, -0.7],
  ]
    .map(([left, top, u, v], k) => ({ place: [left, top], good: u * ax + v * ay - 0.1 * k }))
    .sort((a, b) => b.good - a.good)
    .map(({ place }) => place);
}
