// Ties drawn by ourselves on vis-network's canvas, and found again under the pointer.

import { DASHES } from "./signs.js";
import { distanceTo, arrowOf, shortenedWay } from "./routes.js";

/** @import { Scene, SceneEdge } from "./scene.js" */
/** @import { Point, Way } from "./routes.js" */

/** Above so many, arrowheads would hide the lines. */
const HEADS = 4000;
/** How much of a tie that is not lit is seen. */
const FAINT = 0.2;

/**
 * How long an arrowhead is.
 * @param {SceneEdge} edge
 * @param {number} unit
 */
export const headLength = ({ width }, unit) => 5.5 * unit + 1.6 * width;

/**
 * @param {CanvasRenderingContext2D | Path2D} path
 * @param {Way} way
 */
function trace(path, way) {
  path.moveTo(way[0][0], way[0][1]);
  if (way.length === 2) path.lineTo(way[1][0], way[1][1]);
  for (let k = 1; k + 2 < way.length; k += 3)
    path.bezierCurveTo(
      ...[way[k][0], way[k][1], way[k + 1][0], way[k + 1][1]],
      ...[way[k + 2][0], way[k + 2][1]],
    );
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 * @param {object} how
 * @param {ReadonlySet<number | string> | null} how.lit those that alone are not faint
 * @param {number | string | undefined} how.chosen
 * @param {number | string | null} how.pointed
 * @param {string} how.glow
 */
export function drawTies(context, scene, { lit, chosen, pointed, glow }) {
  const { edges, unit } = scene;
  /** @type {Map<string, SceneEdge[]>} */
  const alike = new Map();
  for (const edge of edges) {
    const key = `${lit && !lit.has(edge.id) ? 0 : 1} ${edge.colour} ${edge.width} ${edge.how}`;
    const own = alike.get(key);
    if (own) own.push(edge);
    else alike.set(key, [edge]);
  }
  context.save();
  context.strokeStyle = glow;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const edge of edges.filter(({ id }) => id === chosen || id === pointed)) {
    context.globalAlpha = edge.id === chosen ? 1 : 0.6;
    context.lineWidth = edge.width + 8 * unit;
    context.beginPath();
    trace(context, edge.way);
    context.stroke();
  }
  context.lineCap = "butt";
  const headed = edges.length <= HEADS;
  for (const [key, own] of [...alike].sort()) {
    context.globalAlpha = key.startsWith("0") ? FAINT : headed ? 0.9 : 0.6;
    drawLines(context, own, unit, headed);
    if (headed) drawHeads(context, own, unit);
  }
  context.restore();
}

/**
 * Lines that look alike, at once.
 * @param {CanvasRenderingContext2D} context
 * @param {SceneEdge[]} edges
 * @param {number} unit
 * @param {boolean} headed
 */
function drawLines(context, edges, unit, headed) {
  const [{ colour, width, how }] = edges;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(DASHES[how] ? DASHES[how].split(" ").map((n) => Number(n) * unit) : []);
  context.beginPath();
  for (const edge of edges) {
    const length = 0.8 * headLength(edge, unit);
    trace(context, edge.arrow && headed ? shortenedWay(edge.way, length) : edge.way);
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {SceneEdge[]} edges
 * @param {number} unit
 */
function drawHeads(context, edges, unit) {
  context.fillStyle = edges[0].colour;
  context.beginPath();
  for (const edge of edges) {
    if (!edge.arrow) continue;
    const [tip, left, right] = arrowOf(edge.way, headLength(edge, unit));
    context.moveTo(tip[0], tip[1]);
    context.lineTo(left[0], left[1]);
    context.lineTo(right[0], right[1]);
    context.closePath();
  }
  context.fill();
}

/**
 * The tie under a point, within a reach.
 * @param {Scene} scene
 * @param {Point} point
 * @param {number} reach
 * @returns {SceneEdge | null}
 */
export function tieAt({ edges }, point, reach) {
  let [found, least] = [/** @type {SceneEdge | null} */ (null), reach];
  for (const edge of edges) {
    const { way, width } = edge;
    if (way.length === 2 && beyond(way[0], way[1], point, reach + width)) continue;
    const off = distanceTo(way, point) - width / 2;
    if (off < least) [found, least] = [edge, off];
  }
  return found;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} point
 * @param {number} reach
 */
const beyond = (a, b, [x, y], reach) =>
  x < Math.min(a[0], b[0]) - reach ||
  x > Math.max(a[0], b[0]) + reach ||
  y < Math.min(a[1], b[1]) - reach ||
  y > Math.max(a[1], b[1]) + reach;
