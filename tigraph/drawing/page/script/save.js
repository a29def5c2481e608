// Exports of what is shown, each with title, date, filters and citation in it.

import { FONTS, fontOf, measureWith } from "./canvas.js";
import { button, byId, element } from "./dom.js";
import { widthNote } from "./facets.js";
import { gexf } from "./gexf.js";
import { facets, net, seen, state, words } from "./now.js";
import { drawPicture } from "./paper.js";
import { canvasPen, contextOf, svgPen } from "./pens.js";
import { network, onScreen, scene, sizeOfStage } from "./picture.js";
import { actorRows, csv, stampOf, tieRows } from "./rows.js";
import { plain } from "./text.js";

/** @import { Pen } from "./pens.js" */
/** @import { SceneEdge } from "./scene.js" */

/**
 * @param {string} suffix
 * @param {Blob} blob
 */
function save(suffix, blob) {
  const told = plain(`${net.about.projection} ${state.date}`);
  const stem = told
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  const name = `${stem || "tigraph"}${suffix}`;
  const link = element("a", undefined, { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 20000);
  byId("saved").textContent = words.saved(name);
}

/**
 * @param {string} suffix
 * @param {string} text
 * @param {string} type
 */
function saveText(suffix, text, type) {
  save(suffix, new Blob([text], { type: `${type};charset=utf-8` }));
}

const stamp = () => stampOf(net, facets, state, seen);

/**
 * What a tie curves by on the screen: vis-network alone knows.
 * @param {SceneEdge} edge
 */
function viaOf({ id, smooth }) {
  /** @type {{ edgeType: { getViaNode?: () => { x: number, y: number } } } | undefined} */
  const drawn = /** @type {any} */ (network).body.edges[id];
  const via = smooth && drawn?.edgeType.getViaNode?.();
  return via ? [via.x, via.y] : null;
}

/**
 * @template T
 * @param {(wide: number, tall: number) => Pen<T>} penOf
 */
function pictureBy(penOf) {
  return drawPicture(
    {
      ...{ net, state, seen, scene, stamp: stamp(), widthNote: widthNote() },
      ...sizeOfStage(),
      scale: network.getScale(),
      project: onScreen,
      via: viaOf,
      measure: measureWith(contextOf(element("canvas"))),
    },
    penOf,
  );
}

/** @type {{ [what in "png" | "svg" | "gexf" | "csvTies" | "csvActors"]: () => void }} */
const SAVES = {
  png: () =>
    pictureBy((wide, tall) => canvasPen(wide, tall, { ratio: 2, fontOf })).toBlob(
      (blob) => blob && save(".png", blob),
      "image/png",
    ),
  svg: () =>
    saveText(
      ".svg",
      pictureBy((wide, tall) => svgPen(wide, tall, { stamp: stamp(), fonts: FONTS })),
      "image/svg+xml",
    ),
  gexf: () => saveText(".gexf", gexf(net, state, seen, stamp()), "application/xml"),
  csvTies: () => saveText(".edges.csv", csv(tieRows(net, seen, stamp()), stamp()), "text/csv"),
  csvActors: () => saveText(".nodes.csv", csv(actorRows(net, seen, stamp()), stamp()), "text/csv"),
};

export function startSaves() {
  for (const what of /** @type {(keyof typeof SAVES)[]} */ (Object.keys(SAVES)))
    byId("saves").append(button(words[what], SAVES[what], { id: `save-${what}` }));
}
