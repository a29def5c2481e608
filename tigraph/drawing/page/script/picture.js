// The picture: vis-network draws what the scene gives. Nothing is simulated in the browser.

import { boxOf, drawBands, drawLanes, drawNames, measureWith } from "./canvas.js";
import { colours } from "./colours.js";
import { byId } from "./dom.js";
import { laneFraming, laneNames, lanesOf, nameAt } from "./lanes.js";
import { placeNames } from "./lettering.js";
import { areaAt, insetsOf, layersOf } from "./map.js";
import { drawMap, nameTowns } from "./mapping.js";
import { choose, net, seen, setPart, state, words } from "./now.js";
import { grouped } from "./parts.js";
import { bandsOf, findWays, framing, hasDirections, litIn, sceneOf } from "./scene.js";
import { drawTies, tieAt } from "./ties.js";

/** @import { DataSet, Network } from "vis-network" */
/** @import { Placed } from "./lettering.js" */
/** @import { Scene } from "./scene.js" */

/** @typedef {{ id: number | string }} Item */

/** @type {Network} */
export let network;
/** @type {DataSet<Item>} */
let held;
/** @type {Scene} */
export let scene = { nodes: [], edges: [], unit: 1, lanes: null };
/** The names on the screen. @type {Placed[]} */
export let labelled = [];
/** Whether the pointer is over a name, and not over its mark. */
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
  scene = sceneOf(net, state, seen, { grown, upright: turned, wide: sizeOfStage().wide });
}

export function paint() {
  makeScene();
  const lit = litIn(net, state, seen);
  const fixed = scene.lanes !== null;
  const nodes = scene.nodes.map(({ id, x, y, shape, colour, size, box }) => ({
    id,
    x,
    y,
    fixed,
    shape: box ? "custom" : shape,
    ctxRenderer: box && boxOf(box, colours),
    size,
    drawn: box,
    opacity: lit && !lit.nodes.has(Number(id)) ? (fixed ? 0.35 : 0.15) : 1,
    color: {
      background: colour,
      border: fixed ? colours.band : colours.ground,
      highlight: { background: colour, border: colours.ink },
      hover: { background: colour, border: colours.ink },
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
  if (scene.gliding) return;
  const { clientWidth: wide, clientHeight: tall } = context.canvas;
  context.save();
  const [lanes, scale] = [lanesOf(net, scene), network.getScale()];
  const lit = litIn(net, state, seen)?.nodes;
  const placed = lanes
    ? laneNames(scene.nodes, { lanes, project: onScreen, scale, lit })
    : placeNames(scene.nodes, {
        project: onScreen,
        scale,
        wide,
        tall,
        measure: measureWith(context),
        edges: scene.edges,
        lit,
        first: (id) => id === state.chosen?.node || id === hovered,
        closed: insetsOf(scene.map, onScreen),
      });
  labelled = placed;
  const taken = placed.map(({ box }) => box);
  nameTowns(context, scene, { project: onScreen, scale, taken, colours });
  drawNames(context, placed, colours);
  context.restore();
  tellNames(placed.length, lit ? lit.size : null);
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
  const out = lanes ? 0 : Math.max(0, (lit ?? inSight) - named);
  const told = [
    out ? words.unnamed(out) : "",
    lanes?.strays ? words.strays(lanes.strays) : "",
    lanes?.cut ? words.shortNames(lanes.cut) : "",
  ];
  const text = told.filter(Boolean).join(" · ");
  const place = byId("unnamed");
  if (place.textContent !== text) place.textContent = text;
  place.title = lanes?.strays ? words.straysNote : "";
}

/**
 * Put bands, the map and ties behind the marks.
 * @param {CanvasRenderingContext2D} context
 */
function drawGround(context) {
  const ends = [8, context.canvas.clientWidth];
  const [corner, right] = ends.map((x) => network.DOMtoCanvas({ x, y: 0 }).x);
  const scale = network.getScale();
  context.save();
  const look = { seen, lit: litIn(net, state, seen), chosen: state.chosen?.node };
  if (scene.map) drawMap(context, scene.map, layersOf(net, scene.map, look), { scale, colours });
  drawBands(context, bandsOf(net, state, scene), { corner, right, scale }, colours);
  const lanes = lanesOf(net, scene);
  if (lanes) drawLanes(context, lanes, colours);
  drawTies(context, scene, {
    lit: look.lit?.edges || null,
    chosen: state.chosen?.edge,
    pointed,
    glow: colours.glow,
  });
  context.restore();
}

/** Let the picture go from its frame: somebody has moved it. */
export function loosen() {
  fitted = false;
}

/** @param {number} scale */
const grownAt = (scale) =>
  grouped(state) || scene.lanes !== null ? 1 : Math.max(1, Math.min(2.2, 0.55 / scale));

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
  return lanes ? laneFraming(lanes, wide, tall, paper) : framing(scene, wide, tall);
}

/** Show everything. */
export function whole() {
  network.setSize("100%", "100%");
  if (turned !== upright() || scene.lanes !== null) paint();
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
    const [edge, area] = [tieUnder(pointer.canvas)?.id, areaAt(scene.map, seen, pointer.canvas)];
    const mark = node ?? nameAt(labelled, pointer.DOM.x, pointer.DOM.y);
    if (mark !== null && mark !== undefined) open(mark);
    else if (typeof edge === "number") choose({ edge });
    else if (area !== undefined && area !== state.chosen?.node) choose({ node: area });
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

/** @param {PointerEvent} event */
function pointAtTies({ offsetX, offsetY, buttons }) {
  if (buttons || (hovered !== null && !overName)) return;
  const named = nameAt(labelled, offsetX, offsetY);
  if (named !== hovered) hover(named);
  overName = named !== null;
  if (overName || scene.edges.length > SOUGHT) return;
  const found = tieUnder(network.DOMtoCanvas({ x: offsetX, y: offsetY }))?.id ?? null;
  if (found === pointed) return;
  pointed = found;
  point(found !== null);
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
