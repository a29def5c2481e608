// What is chosen is in view: where the panel leaves no room for it, the picture gives way.

import { byId } from "./dom.js";
import { net, state } from "./now.js";
import { network, scene, whole } from "./picture.js";

/** So near to the rim nothing is well seen. */
const NEAR = 24;
/** By then the picture has been fitted to the room that the panel leaves. */
const SETTLED = 90;

let gaveWay = false;

/**
 * How far to move so that a place is well within a length; nothing where it is.
 * @param {number} at
 * @param {number} length
 */
const lacking = (at, length) => (at < NEAR || at > length - NEAR ? at - length / 2 : 0);

function reveal() {
  const { chosen } = state;
  const node = chosen && (chosen.node ?? net.ties[chosen.edge].source);
  const mark = scene.nodes.find(({ id }) => id === node);
  if (!mark) return;
  const stage = byId("network").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  // On a small screen the panel lies over the foot of the picture
  const over = panel.left < stage.right && panel.top > stage.top;
  const tall = (over ? Math.min(stage.bottom, panel.top) : stage.bottom) - stage.top;
  const { x, y } = network.canvasToDOM({ x: mark.x, y: mark.y });
  const [right, down] = [lacking(x, stage.width), lacking(y, tall)];
  if (!right && !down) return;
  const [scale, at] = [network.getScale(), network.getViewPosition()];
  network.moveTo({ position: { x: at.x + right / scale, y: at.y + down / scale } });
  gaveWay = true;
}

/** After what is chosen has changed. */
export function revealChosen() {
  if (state.chosen) setTimeout(reveal, SETTLED);
  else if (gaveWay) {
    gaveWay = false;
    whole();
  }
}
