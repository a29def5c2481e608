// Exports of what is shown, each with title, date, filters and citation in it.

import { FONTS, fontOf, measureWith } from "./canvas.js";
import { button, byId, element } from "./dom.js";
import { seenIn } from "./filter.js";
import { gexf } from "./gexf.js";
import { kept } from "./kept.js";
import { widthNote } from "./legend.js";
import { facets, net, seen, state, words } from "./now.js";
import { compared, onSide, sideBySide } from "./changes.js";
import { drawPicture } from "./paper.js";
import { canvasPen, contextOf, svgPen } from "./pens.js";
import { entire, network, onScreen, scene, sizeOfStage } from "./picture.js";
import { aboutRows, byRank, stampOf, tables } from "./rows.js";
import { tallyRoom } from "./tally.js";
import { plain } from "./text.js";
import { zip } from "./zip.js";

/** @import { Seen } from "./filter.js" */
/** @import { Pen } from "./pens.js" */

/**
 * Say something for a while.
 * @param {string} told
 * @param {number} long in thousandths of a second
 */
export function tellSaved(told, long = 4000) {
  byId("saved").textContent = told;
  setTimeout(() => {
    if (byId("saved").textContent === told) byId("saved").textContent = "";
  }, long);
}

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
  tellSaved(words.saved(name));
}

/**
 * @param {string} suffix
 * @param {string} text
 * @param {string} type
 */
export function saveText(suffix, text, type) {
  save(suffix, new Blob([text], { type: `${type};charset=utf-8` }));
}

const stamp = () => stampOf(net, facets, state, seen);

/** The letters that the page brought with it, as CSS. */
const facesOfPage = () =>
  [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .map((rule) => rule.cssText)
    .join("\n");

/** The later of two dates that stand side by side on the screen. */
const laterOf = () =>
  sideBySide(state) && {
    later: {
      scene: onSide(entire, seen, "last"),
      dates: (compared(state) || []).map(words.inWords),
    },
  };

/**
 * @template T
 * @param {(wide: number, tall: number) => Pen<T>} penOf
 */
function pictureBy(penOf) {
  return drawPicture(
    {
      ...{ net, state, seen, scene, stamp: stamp(), notes: kept.notes, widthNote: widthNote() },
      ...sizeOfStage(),
      ...laterOf(),
      beside: tallyRoom(sizeOfStage().wide, sizeOfStage().tall).left,
      scale: network.getScale(),
      project: onScreen,
      measure: measureWith(contextOf(element("canvas"))),
    },
    penOf,
  );
}

/** What is seen at the date chosen: files of data tell one date, pictures may compare two. */
const seenThen = () => (seen.change ? seenIn(net, facets, { ...state, against: "" }) : seen);
/** @param {Seen} then */
const stampThen = (then) => stampOf(net, facets, { ...state, against: "" }, then);

/**
 * @param {{ actors: Iterable<number>, ties: number[] }} of
 */
function saveTables(of) {
  const then = seenThen();
  const about = aboutRows(
    net,
    stampThen(then),
    /^https?:/.test(location.href) ? location.href : "",
  );
  save(".zip", new Blob([zip(tables(net, then, of, about))], { type: "application/zip" }));
}

/**
 * Some ties with their ends and all that says so.
 * @param {number[]} ties
 */
export function saveTies(ties) {
  const ends = ties.flatMap((i) => [net.ties[i].source, net.ties[i].target]);
  saveTables({ actors: byRank(new Set(ends)), ties });
}

/** @type {{ [what in "png" | "svg" | "zip" | "gexf"]: () => void }} */
const SAVES = {
  png: () =>
    pictureBy((wide, tall) => canvasPen(wide, tall, { ratio: 2, fontOf })).toBlob(
      (blob) => blob && save(".png", blob),
      "image/png",
    ),
  svg: () =>
    saveText(
      ".svg",
      pictureBy((wide, tall) =>
        svgPen(wide, tall, { stamp: stamp(), fonts: FONTS, faces: facesOfPage() }),
      ),
      "image/svg+xml",
    ),
  zip: () => {
    const { nodes, edges } = seenThen();
    saveTables({ actors: byRank(nodes), ties: byRank(edges) });
  },
  gexf: () => {
    const then = seenThen();
    saveText(".gexf", gexf(net, state, then, stampThen(then)), "application/xml");
  },
};

export function startSaves() {
  for (const what of /** @type {(keyof typeof SAVES)[]} */ (Object.keys(SAVES)))
    byId("saves").append(button(words[what], SAVES[what], { id: `save-${what}` }));
}
