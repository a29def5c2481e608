// Two dates side by side: the later one on a canvas of its own, which follows the picture of the
// earlier one in every step.

import { boxOf } from "./canvas.js";
import { sideBySide, compared, onSide } from "./changes.js";
import { colours, shade } from "./colours.js";
import { byId } from "./dom.js";
import { drawBehind, drawLabels } from "./drawing.js";
import { nameAt } from "./lanes.js";
import { choose, net, seen, state, words } from "./now.js";
import { contextOf } from "./pens.js";
import { entire, loosen, network, onScreen, open } from "./picture.js";
import { litIn } from "./scene.js";
import { cornersOf } from "./signs.js";
import { tieAt } from "./ties.js";

/** @import { Placed } from "./lettering.js" */
/** @import { Scene, SceneNode } from "./scene.js" */

/** How much larger vis-network draws some shapes. @type {{ [shape: string]: number }} */
const AS_THERE = { square: 1.33, triangle: 1.2, triangleDown: 1.2 };
/** @type {Placed[]} */
let laterNames = [];
/** @type {Scene | null} */
let laterScene = null;

const laterCanvas = () => byId("twin", HTMLCanvasElement);

/** Make room for the second picture, or take it away; say the dates. */
export function showTwin() {
  const on = sideBySide(state);
  byId("stage").classList.toggle("twin", on);
  for (const id of ["twin", "dated-first", "dated-last"]) byId(id).hidden = !on;
  const both = byId("side", HTMLButtonElement);
  both.hidden = !compared(state);
  both.setAttribute("aria-pressed", String(state.side));
  const dates = compared(state);
  if (!on || !dates) return;
  byId("dated-first").textContent = words.inWords(dates[0]);
  byId("dated-last").textContent = words.inWords(dates[1]);
}

/** @param {CanvasRenderingContext2D} context @param {SceneNode} node @param {boolean} faint */
function markAgain(context, node, faint) {
  const { x, y, size, shape, colour, hollow, box, area } = node;
  if (area) return;
  context.globalAlpha = faint ? 0.2 : 1;
  if (box) {
    const style = { opacity: faint ? 0.2 : 1 };
    const drawn = { ctx: context, x, y, state: { selected: false, hover: false }, style };
    boxOf(box, colours)(drawn).drawNode();
    return;
  }
  context.beginPath();
  const corners = cornersOf(shape);
  const r = size * (AS_THERE[shape] || 1);
  if (corners) for (const [u, v] of corners) context.lineTo(x + u * r, y + v * r);
  else context.arc(x, y, size, 0, 2 * Math.PI);
  context.closePath();
  context.fillStyle = hollow ? colours.ground : shade(colour);
  context.strokeStyle = hollow ? shade(colour) : colours.ground;
  context.lineWidth = hollow ? 1.6 : 1;
  context.fill();
  context.stroke();
}

function drawLater() {
  if (!sideBySide(state)) return;
  const place = laterCanvas();
  const ratio = devicePixelRatio || 1;
  const [wide, tall] = [place.clientWidth, place.clientHeight];
  place.width = wide * ratio;
  place.height = tall * ratio;
  laterScene = onSide(entire, seen, "last");
  const context = contextOf(place);
  const [scale, [left, top]] = [network.getScale() * ratio, onScreen(0, 0)];
  context.setTransform(scale, 0, 0, scale, left * ratio, top * ratio);
  const view = { scale: network.getScale(), project: onScreen, hovered: null, pointed: null };
  drawBehind(context, laterScene, view);
  const lit = litIn(net, state, seen)?.nodes;
  for (const node of [...laterScene.nodes].reverse())
    markAgain(
      context,
      node,
      Boolean(laterScene.absent?.has(node.id) || (lit && !lit.has(+node.id))),
    );
  context.globalAlpha = 1;
  laterNames = drawLabels(context, laterScene, view);
}

/** @param {MouseEvent} event */
function clickLater({ offsetX: x, offsetY: y }) {
  if (!laterScene) return;
  const at = network.DOMtoCanvas({ x, y });
  const near = laterScene.nodes.find(
    (node) => !node.box && Math.hypot(node.x - at.x, node.y - at.y) <= node.size,
  );
  const mark = near?.id ?? nameAt(laterNames, x, y);
  const tie = tieAt(laterScene, [at.x, at.y], 7 / network.getScale())?.id;
  if (mark !== null && mark !== undefined) open(mark);
  else if (typeof tie === "number") choose({ edge: tie });
  else if (state.chosen) choose(null);
}

export function startTwin() {
  network.on("afterDrawing", drawLater);
  const place = laterCanvas();
  let moved = false;
  place.addEventListener("click", (event) => {
    if (!moved) clickLater(event);
    moved = false;
  });
  place.addEventListener("pointermove", ({ buttons, movementX, movementY }) => {
    if (!buttons || !(movementX || movementY)) return;
    moved = true;
    loosen();
    const { x, y } = network.getViewPosition();
    const scale = network.getScale();
    const position = { x: x - movementX / scale, y: y - movementY / scale };
    network.moveTo({ position, animation: false });
  });
  place.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { deltaY, clientX, clientY } = event;
      const inner = byId("network").querySelector("canvas");
      const told = { deltaY, clientX: clientX - place.clientWidth, clientY, bubbles: true };
      inner?.dispatchEvent(new WheelEvent("wheel", { ...told, cancelable: true }));
    },
    { passive: false },
  );
}
