// A map for a screen taller than wide: its insets stand below the rest, not beside it.

import { areaOf, extentOf, holds } from "./map.js";

/** @import { Drawn, Ring, Town } from "./map.js" */
/** @import { Panel } from "./page_data.js" */

/** @type {WeakMap<Drawn, Drawn>} */
const madeUpright = new WeakMap();

/**
 * A map for a screen taller than wide: its insets in rows below, where they stood beside it.
 * @param {Drawn} map
 * @returns {Drawn}
 */
export function upended(map) {
  const known = madeUpright.get(map);
  if (known) return known;
  const steps = stepsDown(map);
  const deeper =
    extentOf(map.panels.map((panel, i) => stepped(panel, steps[i])))[3] - map.extent[3];
  /** @type {Drawn["moved"]} */
  const moved = (x, y) => {
    const i = map.panels.findLastIndex((panel) => holds(panel, x, y));
    const [dx, dy] = steps[i] || [0, y > map.extent[3] ? deeper : 0];
    return [x + dx, y + dy];
  };
  /** @type {(rings: Ring[]) => Ring[]} */
  const all = (rings) =>
    rings.map((ring) => {
      const [x, y] = moved(ring[0], ring[1]);
      const [dx, dy] = [x - ring[0], y - ring[1]];
      return dx || dy ? ring.map((v, k) => v + (k % 2 ? dy : dx)) : ring;
    });
  const panels = map.panels.map((panel, i) => stepped(panel, steps[i]));
  const areas = map.areas.map(({ actor, rings, named }) => areaOf(actor, all(rings), named));
  const made = {
    ...map,
    panels,
    coast: all(map.coast),
    land: all(map.land),
    borders: map.borders.map((one) => ({ ...one, rings: all(one.rings) })),
    areas,
    covered: new Map(areas.map((area) => [area.actor, area])),
    towns: map.towns.map(([name, x, y]) => /** @type {Town} */ ([name, ...moved(x, y)])),
    extent: extentOf(panels),
    moved,
  };
  madeUpright.set(map, made);
  return made;
}

/**
 * How far each panel moves, that insets stand in rows below the rest.
 * @param {Drawn} map
 * @returns {[number, number][]}
 */
function stepsDown({ panels }) {
  const [left, , right, foot] = extentOf(panels.filter(({ inset }) => !inset));
  let [x, y] = [left, foot];
  return panels.map(({ inset, box }) => {
    if (!inset) return [0, 0];
    const [wide, tall] = [box[2] - box[0], box[3] - box[1]];
    const gap = 0.1 * tall;
    if (x > left && x + wide > right) [x, y] = [left, y + tall + gap];
    /** @type {[number, number]} */
    const step = [x - box[0], y + gap - box[1]];
    x += wide + gap;
    return step;
  });
}

/**
 * @param {Panel} panel
 * @param {[number, number]} step
 * @returns {Panel}
 */
const stepped = (panel, [dx, dy]) => ({
  ...panel,
  box: [panel.box[0] + dx, panel.box[1] + dy, panel.box[2] + dx, panel.box[3] + dy],
});
