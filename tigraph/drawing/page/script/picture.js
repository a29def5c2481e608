// The picture: vis-network draws what the scene gives. Nothing is simulated in the browser.

import { drawBands, drawNames, drawOutlines, measureWith } from "./canvas.js";
import { kindOf, nameOf } from "./data.js";
import { byId } from "./dom.js";
import { placeNames } from "./lettering.js";
import { choose, net, seen, setPart, state, words } from "./now.js";
import { grouped } from "./parts.js";
import { bandsOf, framing, hasDirections, litIn, outlinesOf, sceneOf } from "./scene.js";
import { DASHES } from "./signs.js";

/** @import { DataSet, Network } from "vis-network" */
/** @import { Box } from "./lettering.js" */
/** @import { Scene } from "./scene.js" */

/** @typedef {{ id: number | string }} Item */

/** @type {Network} */
export let network;
/** @type {{ nodes: DataSet<Item>, edges: DataSet<Item> }} */
let held;
/** @type {Scene} */
export let scene = { nodes: [], edges: [] };
/**
 * Where names stand on the screen.
 * @type {Box[]}
 */
export let labelled = [];

const stage = () => byId("network");
const COLOUR_NAMES = ["ground", "ink", "pale", "line", "accent"];
/** @type {{ [name: string]: string }} */
const colours = {};
/** @type {number | string | null} */
let hovered = null;
let filled = false;
let turned = false;
/** Marks and lines are drawn larger where one looks from far, so as to be seen. */
let grown = 1;
/** As long as nobody has moved the picture, it stays fitted when its room changes. */
let fitted = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let settling;
let cursor = -1;
let selected = JSON.stringify({ nodes: [], edges: [] });

/** The size of the picture on the screen. */
export const sizeOfStage = () => ({ wide: stage().clientWidth, tall: stage().clientHeight });

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of COLOUR_NAMES) colours[name] = style.getPropertyValue(`--${name}`).trim();
}

/** On a screen taller than wide, pictures in which no direction means anything are turned. */
function upright() {
  const { wide, tall } = sizeOfStage();
  return tall > 1.15 * wide && !hasDirections(state);
}

function makeScene() {
  turned = upright();
  scene = sceneOf(net, state, seen, { grown, upright: turned });
}

export function paint() {
  makeScene();
  const lit = litIn(net, state, seen);
  const nodes = scene.nodes.map(({ id, x, y, shape, colour, size }) => ({
    id,
    x,
    y,
    shape,
    size,
    opacity: lit && !lit.nodes.has(Number(id)) ? 0.15 : 1,
    color: {
      background: colour,
      border: colours.ground,
      highlight: { background: colour, border: colours.ink },
      hover: { background: colour, border: colours.ink },
    },
  }));
  const edges = scene.edges.map(({ id, from, to, colour, width, arrow, smooth, how }) => ({
    id,
    from,
    to,
    width,
    smooth,
    arrows: arrow ? "to" : "",
    dashes: DASHES[how] ? DASHES[how].split(" ").map((n) => Number(n) * grown) : false,
    color: {
      color: colour,
      highlight: colour,
      hover: colour,
      opacity: lit && !lit.edges.has(Number(id)) ? 0.1 : 1,
    },
  }));
  refresh(held.nodes, nodes);
  refresh(held.edges, edges);
  // All at once: item by item, vis-network takes longer
  if (!filled) network.setData(held);
  filled = true;
  select();
}

/** Tell vis-network what is chosen, if that is another than before. */
function select() {
  const { node, edge } = (!grouped(state) && state.chosen) || {};
  const picked = {
    nodes: node !== undefined && seen.nodes.has(node) ? [node] : [],
    edges: edge !== undefined && seen.edges.has(edge) ? [edge] : [],
  };
  if (JSON.stringify(picked) === selected) return;
  selected = JSON.stringify(picked);
  network.setSelection(picked, { highlightEdges: false });
}

/** @type {Map<DataSet<Item>, Map<number | string, string>>} */
const toldBefore = new Map();

/**
 * vis-network hears only of what has changed: telling it of thousands of items is slow.
 * @param {DataSet<Item>} set
 * @param {Item[]} items
 */
function refresh(set, items) {
  const before = toldBefore.get(set) || new Map();
  const now = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
  const gone = [...before.keys()].filter((id) => !now.has(id));
  if (gone.length) set.remove(gone);
  const changed = items.filter((item) => before.get(item.id) !== now.get(item.id));
  if (changed.length) set.update(changed);
  toldBefore.set(set, now);
}

/**
 * Where a point of the picture is on the screen.
 * @param {number} x
 * @param {number} y
 */
export function onScreen(x, y) {
  const at = network.canvasToDOM({ x, y });
  return [at.x, at.y];
}

/**
 * Put the names that find room into the picture.
 * @param {CanvasRenderingContext2D} context
 */
function nameMarks(context) {
  const { clientWidth: wide, clientHeight: tall } = context.canvas;
  context.save();
  const placed = placeNames(scene.nodes, {
    project: onScreen,
    scale: network.getScale(),
    wide,
    tall,
    measure: measureWith(context),
    lit: litIn(net, state, seen)?.nodes,
    first: (id) => id === state.chosen?.node || id === hovered,
  });
  labelled = placed.map(({ box }) => box);
  drawNames(context, placed, colours);
  context.restore();
}

/**
 * Put bands and outlines behind the picture.
 * @param {CanvasRenderingContext2D} context
 */
function drawGround(context) {
  const corner = network.DOMtoCanvas({ x: 8, y: 0 });
  const right = network.DOMtoCanvas({ x: context.canvas.clientWidth, y: 0 }).x;
  const scale = network.getScale();
  context.save();
  drawOutlines(context, outlinesOf(net, state), scale, colours);
  drawBands(context, bandsOf(net, state, scene), { corner: corner.x, right, scale }, colours);
  context.restore();
}

/** @param {number} scale */
const grownAt = (scale) => (grouped(state) ? 1 : Math.max(1, Math.min(2.2, 0.55 / scale)));

function regrow() {
  const wanted = grownAt(network.getScale());
  if (Math.abs(wanted / grown - 1) < 0.25) return;
  grown = wanted;
  paint();
}

function framingNow() {
  const { wide, tall } = sizeOfStage();
  return framing(scene, wide, tall);
}

/** Show everything. */
export function whole() {
  network.setSize("100%", "100%");
  if (turned !== upright()) paint();
  if (scene.nodes.length) network.moveTo(framingNow());
  fitted = true;
  regrow();
}

/** The frame has another size: vis-network puts back what was seen, after it has told so. */
export function refit() {
  network.setSize("100%", "100%");
  if (fitted) whole();
  network.redraw();
}

/** The first picture is drawn once, so its scale is reckoned before. */
export function reckon() {
  makeScene();
  if (scene.nodes.length) grown = grownAt(framingNow().scale);
}

/**
 * Move the picture to an actor.
 * @param {number} node
 */
export function moveTo(node) {
  fitted = false;
  network.focus(node, { scale: Math.max(network.getScale(), 0.9), animation: false });
  regrow();
}

/** @param {number} factor */
function zoom(factor) {
  fitted = false;
  const scale = Math.max(0.01, Math.min(6, network.getScale() * factor));
  network.moveTo({ scale });
  regrow();
}

/**
 * @param {number} x
 * @param {number} y
 */
function pan(x, y) {
  fitted = false;
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
  hovered = id;
  fitted = false;
  network.moveTo({ position: { x, y } });
  byId("cursor").textContent =
    typeof id === "string"
      ? lines.join(", ")
      : words.cursor(nameOf(net, id), kindOf(net, id), seenTiesOf(id));
}

/** @param {number} i */
const seenTiesOf = (i) => net.tiesOf[i].filter((j) => seen.edges.has(j)).length;

/**
 * Open an actor's card, or a group.
 * @param {number | string} id
 */
function open(id) {
  if (typeof id === "string") setPart(`in:${state.part.slice(3)}:${id.slice(1)}`);
  else choose({ node: id });
}

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

export function startPicture() {
  held = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  network = new vis.Network(stage(), {}, net.data.vis.options);
  network.on("beforeDrawing", drawGround);
  network.on("afterDrawing", nameMarks);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) open(node);
    else if (typeof edge === "number") choose({ edge });
    else if (state.chosen) choose(null);
  });
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", () => point(true));
  network.on("blurEdge", () => point(false));
  network.on("resize", ({ width, height, oldWidth, oldHeight }) => {
    if (fitted && (width !== oldWidth || height !== oldHeight)) whole();
  });
  network.on("dragStart", () => {
    fitted = false;
  });
  network.on("zoom", () => {
    fitted = false;
    clearTimeout(settling);
    settling = setTimeout(regrow, 120);
  });
  stage().addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", whole);
}

/** @param {number | string | null} node */
function hover(node) {
  hovered = node;
  point(node !== null);
  network.redraw();
}

/** @param {boolean} on */
function point(on) {
  stage().style.cursor = on ? "pointer" : "";
}
