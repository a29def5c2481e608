// The picture moved by keys and buttons, and walked through mark by mark.

import { kindOf, nameOf } from "./data.js";
import { byId } from "./dom.js";
import { net, seen, words } from "./now.js";
import { hover, loosen, network, open, regrow, scene, whole } from "./picture.js";

let cursor = -1;

/** @param {number} factor */
function zoom(factor) {
  loosen();
  const scale = Math.max(0.01, Math.min(6, network.getScale() * factor));
  network.moveTo({ scale });
  regrow();
}

/**
 * @param {number} x
 * @param {number} y
 */
function pan(x, y) {
  loosen();
  const at = network.getViewPosition();
  const step = 60 / network.getScale();
  network.moveTo({ position: { x: at.x + x * step, y: at.y + y * step } });
}

/**
 * Go on to the next mark by so many, and say which it is.
 * @param {number} by
 */
function walk(by) {
  const { nodes } = scene;
  if (!nodes.length) return;
  cursor = (cursor + by + nodes.length) % nodes.length;
  const { id, x, y, lines } = nodes[cursor];
  hover(id);
  loosen();
  network.moveTo({ position: { x, y } });
  byId("cursor").textContent =
    typeof id === "string"
      ? lines.join(", ")
      : words.cursor(nameOf(net, id), kindOf(net, id), seenTiesOf(id));
}

/** @param {number} i */
const seenTiesOf = (i) => net.tiesOf[i].filter((j) => seen.edges.has(j)).length;

/** @type {{ [key: string]: () => void }} */
const KEYS = {
  ArrowLeft: () => pan(-1, 0),
  ArrowRight: () => pan(1, 0),
  ArrowUp: () => pan(0, -1),
  ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: whole,
  n: () => walk(1),
  p: () => walk(-1),
  N: () => walk(1),
  P: () => walk(-1),
  Enter: () => {
    if (scene.nodes[cursor]) open(scene.nodes[cursor].id);
  },
};

export function startKeys() {
  byId("network").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", whole);
}
