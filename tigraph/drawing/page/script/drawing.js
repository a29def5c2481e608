// What stands behind the marks of a scene, and their names: on the picture's canvas, and on that of
// another date beside it.

import { layersOf } from "./areas.js";
import { drawBands, drawLanes, drawMore, drawNames, measureWith } from "./canvas.js";
import { colours } from "./colours.js";
import { laneNames, lanesOf } from "./lanes.js";
import { placeNames } from "./lettering.js";
import { insetsOf } from "./map.js";
import { drawMap, nameTowns } from "./mapping.js";
import { net, seen, state } from "./now.js";
import { bandsOf, litIn } from "./scene.js";
import { drawTies } from "./ties.js";

/** @import { Placed } from "./lettering.js" */
/** @import { Scene } from "./scene.js" */

/**
 * How a scene is looked at; `hovered` and `pointed`, the mark and the tie under the pointer.
 * @typedef {object} View
 * @property {number} scale
 * @property {(x: number, y: number) => number[]} project from the picture's units to the screen's
 * @property {number | string | null} hovered
 * @property {number | string | null} pointed
 */

/**
 * Put the names that find room into a picture; returns them.
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 * @param {View} view
 * @returns {Placed[]}
 */
export function drawLabels(context, scene, { scale, project, hovered }) {
  const { clientWidth: wide, clientHeight: tall } = context.canvas;
  context.save();
  const lanes = lanesOf(net, scene);
  const lit = litIn(net, state, seen)?.nodes;
  const nodes = scene.nodes.filter(({ id }) => !scene.absent?.has(id));
  const placed = lanes
    ? laneNames(nodes, { lanes, project, scale, lit })
    : placeNames(nodes, {
        project,
        scale,
        wide,
        tall,
        measure: measureWith(context),
        edges: scene.edges,
        lit,
        first: (id) => id === state.chosen?.node || id === hovered,
        closed: insetsOf(scene.map, project),
        map: scene.map,
      });
  const taken = placed.map(({ box }) => box);
  nameTowns(context, scene, { project, scale, taken, colours });
  drawNames(context, placed, colours);
  if (lanes && project(0, lanes.height)[1] > tall + 12) drawMore(context, colours);
  context.restore();
  return placed;
}

/**
 * Put bands, the map and ties behind the marks.
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 * @param {View} view
 */
export function drawBehind(context, scene, { scale, project, hovered, pointed }) {
  const ends = [8, context.canvas.clientWidth];
  const [corner, right] = ends.map((x) => (x - project(0, 0)[0]) / scale);
  context.save();
  const look = { seen, lit: litIn(net, state, seen), chosen: state.chosen?.node, hovered };
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
