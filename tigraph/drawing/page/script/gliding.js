// From one layout to another marks glide, so that the eye can follow them; at once for those who
// want no motion, and where there are many.

import { state } from "./now.js";
import { grouped } from "./parts.js";
import { network, onScreen, scene } from "./picture.js";
import { findWays } from "./scene.js";

/** So long it takes, in milliseconds. */
const LASTING = 380;
/** Above so many marks they do not glide. */
const GLIDING = 400;

/** Where marks stand on the screen now. */
export const standing = () => new Map(scene.nodes.map(({ id, x, y }) => [id, onScreen(x, y)]));

/**
 * Let marks glide from where they stood to where they stand.
 * @param {Map<number | string, number[]>} before
 */
export function glide(before) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still || grouped(state) || scene.nodes.length > GLIDING) return;
  const now = scene;
  const at = new Map(now.nodes.map((node) => [node.id, node]));
  const ways = now.edges.map(({ way }) => way);
  const paths = now.nodes.map((node) => {
    const [x, y] = before.get(node.id) || onScreen(node.x, node.y);
    const start = network.DOMtoCanvas({ x, y });
    return { node, from: [start.x, start.y], to: [node.x, node.y] };
  });
  const began = performance.now();
  now.gliding = true;
  /** @param {number} time */
  const step = (time) => {
    const t = Math.min(1, Math.max(0, (time - began) / LASTING));
    const over = t === 1 || scene !== now;
    const eased = over ? 1 : 1 - (1 - t) ** 3;
    for (const { node, from, to } of paths)
      [node.x, node.y] = [0, 1].map((k) => from[k] + eased * (to[k] - from[k]));
    if (over) now.edges.forEach((edge, k) => (edge.way = ways[k]));
    else findWays(now, at);
    now.gliding = !over;
    // If another picture has come in the meantime, marks stand where that has them
    for (const { id, x, y } of scene.nodes) network.moveNode(id, x, y);
    network.redraw();
    if (!over) requestAnimationFrame(step);
  };
  step(began);
}
