// The picture: vis-network draws what the scene gives. Nothing is simulated in the browser.

import { boxOf } from "./canvas.js";
import { sideBySide, onSide } from "./changes.js";
import { colours, shade } from "./colours.js";
import { byId } from "./dom.js";
import { framing } from "./framing.js";
import { drawBehind, drawLabels } from "./drawing.js";
import { laneFraming, lanesOf, nameAt } from "./lanes.js";
import { namesTold } from "./lettering.js";
import { areasAt, nextArea } from "./areas.js";
import { choose, net, seen, setPart, state, words } from "./now.js";
import { grouped } from "./parts.js";
import { refresh } from "./refreshing.js";
import { findWays, hasDirections, litIn, sceneOf } from "./scene.js";
import { tallyRoom } from "./tally.js";
import { tieAt } from "./ties.js";

/** @import { DataSet, Network } from "vis-network" */
/** @import { Placed } from "./lettering.js" */
/** @import { Item } from "./refreshing.js" */
/** @import { Scene } from "./scene.js" */

/** @type {Network} */
export let network;
/** @type {DataSet<Item>} */
let held;
/** @type {Scene} */
export let scene = { nodes: [], edges: [], unit: 1, lanes: null };
/** It with the ties of both dates, where two stand side by side. */
export let entire = scene;
/** The names on the screen. @type {Placed[]} */
export let labelled = [];
/** Whether the pointer is over a name or an area, and not over a mark. */
let overName = false;

const stage = () => byId("network");
/** @type {number | string | null} */
let hovered = null;
/** The tie under the pointer. @type {number | string | null} */
let pointed = null;
let filled = false;
/** Whether the picture is turned, for a screen taller than wide. */
export let turned = false;
/** Marks and lines are drawn larger where one looks from far. */
let grown = 1;
/** As long as nobody has moved the picture, it stays fitted when its room changes. */
let fitted = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let settling;
let selected = "[]";

export const sizeOfStage = () => ({ wide: stage().clientWidth, tall: stage().clientHeight });

/** On a screen taller than wide, pictures in which no direction means anything are turned. */
function upright() {
  const { wide, tall } = sizeOfStage();
  return tall > 1.15 * wide && (state.layout === "map" || !hasDirections(state));
}

function makeScene() {
  turned = upright();
  entire = sceneOf(net, state, seen, { grown, upright: turned, ...sizeOfStage() });
  scene = sideBySide(state) ? onSide(entire, seen, "first") : entire;
}

/** The boxes of posts, as lanes have them now: vis-network keeps the first pen that it is given. */
/** @type {Map<number | string, number[]>} */
let boxes = new Map();
/** @param {{ id: number | string } & Parameters<ReturnType<typeof boxOf>>[0]} given */
const boxNow = ({ id, ...given }) => boxOf(boxes.get(id) || [0, 0], colours)(given);

/**
 * How much of a mark is seen.
 * @param {number | string} id
 * @param {import("./scene.js").Lit | null} lit
 */
function seenness(id, lit) {
  if (scene.absent?.has(id)) return 0.2;
  if (!lit || lit.nodes.has(Number(id))) return 1;
  return scene.lanes === null ? 0.15 : 0.35;
}

export function paint() {
  makeScene();
  const lit = litIn(net, state, seen);
  const fixed = scene.lanes !== null;
  boxes = new Map(scene.nodes.flatMap(({ id, box }) => (box ? [[id, box]] : [])));
  const nodes = scene.nodes.map(({ id, x, y, shape, colour, size, box, area, hollow }) => ({
    id,
    x,
    y,
    fixed,
    shape: box ? "custom" : shape,
    ctxRenderer: box && boxNow,
    size,
    drawn: box,
    borderWidth: hollow ? 1.6 : scene.map ? 0.8 : undefined,
    opacity: area ? 0 : seenness(id, lit),
    color: {
      background: hollow ? colours.ground : shade(colour),
      border: hollow ? shade(colour) : fixed ? colours.band : colours.ground,
      highlight: { background: shade(colour), border: colours.ink },
      hover: { background: shade(colour), border: colours.ink },
    },
  }));
  refresh(held, nodes);
  // All at once: item by item, vis-network takes longer. It is given no ties: those are drawn
  // and pointed at along their ways
  if (!filled) network.setData({ nodes: held });
  filled = true;
  select();
}

/** Tell vis-network what is chosen, if that is another than before. */
function select() {
  const { node } = (!grouped(state) && state.chosen) || {};
  const picked = node !== undefined && seen.nodes.has(node) ? [node] : [];
  if (JSON.stringify(picked) === selected) return;
  selected = JSON.stringify(picked);
  network.selectNodes(picked, false);
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

const viewNow = () => ({ scale: network.getScale(), project: onScreen, hovered, pointed });

/**
 * Put the names that find room into the picture.
 * @param {CanvasRenderingContext2D} context
 */
function nameMarks(context) {
  if (scene.gliding) return;
  labelled = drawLabels(context, scene, viewNow());
  tellNames(labelled.length, litIn(net, state, seen)?.nodes.size ?? null);
}

/**
 * Say how many marks in sight have no name, and what lanes take for granted.
 * @param {number} named
 * @param {number | null} lit how many alone are to be named
 */
function tellNames(named, lit) {
  const { wide, tall } = sizeOfStage();
  const lanes = lanesOf(net, scene);
  const inSight = scene.nodes.filter(({ x, y }) => {
    const [left, top] = onScreen(x, y);
    return left >= 0 && top >= 0 && left <= wide && top <= tall;
  }).length;
  const text = namesTold(words, { named, of: lit ?? inSight, lanes, nearer: !lit && scene.map });
  const place = byId("unnamed");
  if (place.textContent !== text) place.textContent = text;
  place.title = lanes?.strays ? words.straysNote : "";
}

/**
 * Put bands, the map and ties behind the marks.
 * @param {CanvasRenderingContext2D} context
 */
const drawGround = (context) => drawBehind(context, scene, viewNow());

/** Let the picture go from its frame: somebody has moved it. */
export function loosen() {
  fitted = false;
}

/** The dots of a map grow to so much, in pixels. */
const DOT = 9;

/** @param {number} scale */
function grownAt(scale) {
  if (grouped(state) || scene.lanes !== null) return 1;
  const most = scene.map ? DOT / (scene.map.dot * scale) : Infinity;
  return Math.min(most, Math.max(1, Math.min(2.2, 0.55 / scale)));
}

export function regrow() {
  const wanted = grownAt(network.getScale());
  if (Math.abs(wanted / grown - 1) < 0.25) return;
  grown = wanted;
  paint();
}

function framingNow() {
  const { wide, tall } = sizeOfStage();
  const lanes = lanesOf(net, scene);
  const paper = matchMedia("print").matches;
  if (lanes) return laneFraming(lanes, wide, tall, paper);
  return framing(scene, wide, tall, paper ? undefined : tallyRoom(wide, tall));
}

/** Show everything. */
export function whole() {
  network.setSize("100%", "100%");
  if (turned !== upright() || scene.lanes !== null || scene.stretch) paint();
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
 * Move the picture to an actor; lanes that are shown whole stay so, for names are read in them.
 * @param {number} node
 */
export function moveTo(node) {
  if (fitted && scene.lanes !== null) return;
  fitted = false;
  network.focus(node, { scale: Math.max(network.getScale(), 0.9), animation: false });
  regrow();
}

/**
 * Open an actor's card, or a group.
 * @param {number | string} id
 */
export function open(id) {
  if (typeof id === "string") setPart(`in:${state.part.slice(3)}:${id.slice(1)}`);
  else choose({ node: id });
}

export function startPicture() {
  held = new vis.DataSet();
  network = new vis.Network(stage(), {}, net.data.vis.options);
  network.on("beforeDrawing", drawGround);
  network.on("afterDrawing", nameMarks);
  network.on("click", ({ nodes: [node], pointer }) => {
    const edge = tieUnder(pointer.canvas)?.id;
    const area = nextArea(areasAt(scene.map, seen, pointer.canvas), state.chosen?.node);
    const mark = node ?? nameAt(labelled, pointer.DOM.x, pointer.DOM.y);
    if (mark !== null && mark !== undefined) open(mark);
    else if (typeof edge === "number") choose({ edge });
    else if (area !== undefined) choose({ node: area });
    else if (state.chosen) choose(null);
  });
  network.on("hoverNode", ({ node }) => {
    overName = false;
    hover(node);
  });
  network.on("blurNode", () => hover(null));
  stage().addEventListener("pointermove", pointAtTies);
  network.on("dragging", ({ nodes }) => follow(nodes));
  network.on("dragEnd", ({ nodes }) => follow(nodes));
  network.on("resize", ({ width, height, oldWidth, oldHeight }) => {
    if (fitted && (width !== oldWidth || height !== oldHeight)) whole();
  });
  network.on("dragStart", loosen);
  network.on("zoom", () => {
    fitted = false;
    clearTimeout(settling);
    settling = setTimeout(regrow, 120);
  });
}

/** Above so many ties none is sought under a moving pointer: a click finds it. */
const SOUGHT = 5000;

/** @param {{ x: number, y: number }} at */
const tieUnder = ({ x, y }) => tieAt(scene, [x, y], 7 / network.getScale());

/**
 * What is under the pointer, where no mark is: a name, else a tie, else an area.
 * @param {PointerEvent} event
 */
function underPointer({ offsetX, offsetY }) {
  const name = nameAt(labelled, offsetX, offsetY);
  if (name !== null) return { actor: name, tie: null };
  const at = network.DOMtoCanvas({ x: offsetX, y: offsetY });
  const tie = scene.edges.length <= SOUGHT ? tieUnder(at)?.id : undefined;
  if (tie !== undefined) return { actor: null, tie };
  return { actor: areasAt(scene.map, seen, at)[0] ?? null, tie: null };
}

/** @param {PointerEvent} event */
function pointAtTies(event) {
  if (event.buttons || (hovered !== null && !overName)) return;
  const { actor, tie } = underPointer(event);
  if (actor !== hovered) hover(actor);
  overName = actor !== null;
  if (tie === pointed) return;
  pointed = tie;
  point(overName || tie !== null);
  network.redraw();
}

/**
 * Ties and names go along with marks that are moved.
 * @param {(number | string)[]} nodes
 */
function follow(nodes) {
  if (!nodes.length || scene.lanes !== null) return;
  const at = new Map(scene.nodes.map((node) => [node.id, node]));
  for (const [id, { x, y }] of Object.entries(network.getPositions(nodes))) {
    const node = at.get(id) || at.get(Number(id));
    if (!node) continue;
    [node.x, node.y] = [x, y];
  }
  findWays(scene, at, new Set(nodes));
}

/** @param {number | string | null} node */
export function hover(node) {
  pointed = null;
  hovered = node;
  point(node !== null);
  network.redraw();
}

/** @param {boolean} on */
function point(on) {
  stage().style.cursor = on ? "pointer" : "";
}
