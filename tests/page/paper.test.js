// The picture on paper, drawn by a pen that notes what it is asked for, and by the one that
// writes SVG.

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawPicture } from "../../tigraph/drawing/page/script/paper.js";
import { svgPen } from "../../tigraph/drawing/page/script/pens.js";
import { sceneOf } from "../../tigraph/drawing/page/script/scene.js";
import { BODY, HOSTILE, mapSent, off, page } from "./given.js";
import { faults, found, lacking } from "./xml.js";

/** @import { Picture } from "../../tigraph/drawing/page/script/paper.js" */
/** @import { Pen } from "../../tigraph/drawing/page/script/pens.js" */

/** @typedef {{ what: string, at: number[][], text?: string, how: { [key: string]: unknown } }} Note */

/**
 * @param {Parameters<typeof page>[0]} [chosen]
 * @param {Parameters<typeof page>[1]} [other]
 * @returns {Picture}
 */
function picture(chosen, other) {
  const spots = [0, 0, 100, 0, 100, 80, 300, 300, 0, 150];
  const layouts = { force: spots, levels: spots, map: spots };
  const { net, state, seen, stamp } = page(chosen, { layouts, ...other });
  return {
    ...{ net, state, seen, stamp, widthNote: "Épaisseur", wide: 900, tall: 500, scale: 1 },
    scene: sceneOf(net, state, seen, { grown: 1, upright: false }),
    project: (x, y) => [x + 200, y + 80],
    measure: (line, size) => line.length * size * 0.5,
  };
}

/**
 * What is asked of the pen, and the paper's size.
 * @param {Picture} what
 */
function noted(what) {
  /** @type {Note[]} */
  const notes = [];
  const size = { wide: 0, tall: 0 };
  /** @type {(wide: number, tall: number) => Pen<Note[]>} */
  const pen = (wide, tall) => {
    Object.assign(size, { wide, tall });
    return {
      path: (at, how) => notes.push({ what: "path", at, how: { ...how } }),
      shape: (rings, how) => notes.push({ what: "shape", at: rings.flat(), how: { ...how } }),
      circle: (x, y, r, how) => notes.push({ what: "circle", at: [[x, y, r]], how: { ...how } }),
      text: (text, x, y, how) => notes.push({ what: "text", at: [[x, y]], text, how: { ...how } }),
      clip: (x, y, w, h) => notes.push({ what: "clip", at: [[x, y, w, h]], how: {} }),
      unclip: () => notes.push({ what: "unclip", at: [], how: {} }),
      end: () => notes,
    };
  };
  drawPicture(what, pen);
  const from = notes.findIndex((note) => note.what === "clip");
  const to = notes.findIndex((note) => note.what === "unclip");
  return {
    head: notes.slice(0, from),
    inside: notes.slice(from + 1, to),
    foot: notes.slice(to + 1),
    size,
  };
}

/** @param {Note[]} notes */
const textsOf = (notes) => notes.filter(({ what }) => what === "text").map(({ text }) => text);

test("title and date above; legend, filters, citation and sources below", () => {
  const { head, foot, size } = noted(picture({ date: "2018" }));
  assert.deepEqual(textsOf(head), [
    "Réseau fictif",
    "2018\u202f: 2 certains, 0 seulement possible, 2 de date inconnue",
  ]);
  const told = textsOf(foot).join("\n");
  for (const words of [
    "Filtres\u202f: aucun filtre",
    "Épaisseur",
    "«\u202fRéseau fictif\u202f»",
    "Registre fictif, 2025",
  ])
    assert.ok(told.includes(words), words);
  assert.equal(size.wide, 900);
  for (const { at } of foot) for (const [, y] of at) assert.ok(y < size.tall);
});

test("the legend has what is shown, and nothing else", () => {
  const labels = textsOf(noted(picture({ off: off({ kind: ["Person"] }) })).foot).slice(0, 7);
  assert.deepEqual(labels.slice(0, 5), [
    "non renseigné",
    "governancebody",
    "intercommunality",
    "fondement ",
    "fondement cooperation",
  ]);
  const dated = textsOf(noted(picture({ date: "2020" })).foot);
  assert.ok(dated.includes("seulement possible") && dated.includes("date inconnue"));
  assert.ok(!textsOf(noted(picture({ date: "2018" })).foot).includes("seulement possible"));
});

test("each tie is drawn: bent where it is on the screen, dashed by how it holds", () => {
  const { inside } = noted(picture());
  const ties = inside.filter(({ what, how }) => what === "path" && how.opacity);
  assert.equal(ties.length, 6);
  // Of three between the same two, that in the middle is straight; a loop is bent, too
  assert.equal(ties.filter(({ how }) => how.cubic).length, 3);
  assert.equal(ties.filter(({ how }) => how.dashes).length, 1);
  const arrows = inside.filter(({ what, at }) => what === "path" && at.length === 3);
  assert.ok(arrows.length >= 5);
});

test("a tie begins where a mark ends, and its head points at where the other begins", () => {
  const given = picture();
  const { inside } = noted(given);
  const at = inside.findIndex(({ how, at }) => how.opacity && at[0][0] === at[1][0]);
  const [line, head] = inside.slice(at, at + 2);
  const [, body, town] = given.scene.nodes;
  const top = head.at[0][1] + town.size + 1 - 160; // of the picture on the paper
  assert.equal(Math.round(line.at[0][1] - top - 80), Math.round(body.size + 1));
  assert.ok(line.at[1][1] < head.at[0][1]);
});

test("in lanes a post is a box with its name in it, and lanes and columns are named", () => {
  const { net } = page();
  const lanes = {
    ...{ size: 13, mark: 6.5, width: 600, height: 300, label: 10, strays: 0, cut: 0 },
    heads: [{ text: "personnes", x: 90, end: true }],
    bands: [{ text: "échelon local", top: 30, foot: 300 }],
    spots: net.actors.flatMap((_, i) => [100 + (i % 2) * 200, 60 + i * 40]),
    names: net.actors.map((actor, i) => ({
      lines: /** @type {[string]} */ ([actor.label || "?"]),
      ...{ x: 120, y: 50 + i * 40, wide: 80, end: false, bold: !i, head: 0 },
    })),
    boxes: net.actors.map((_, i) => (i === BODY ? [100, 24] : [])),
    ways: net.ties.map(() => /** @type {[number, number, number, number]} */ ([106, 60, 250, 100])),
  };
  const { inside } = noted(picture({ layout: "lanes" }, { lanes: [lanes] }));
  const box = inside.find(({ what, at }) => what === "path" && at.length === 4 && at[0][0] === 450);
  assert.equal((box?.at[2][1] || 0) - (box?.at[0][1] || 0), 24);
  const texts = textsOf(inside);
  assert.ok(texts.includes("ÉCHELON LOCAL") && texts.includes("personnes"));
  for (const { label } of net.actors) if (label) assert.ok(texts.some((text) => text === label));
});

test("levels have their lines and names, the map its land, insets, scale and gaps", () => {
  const spots = [0, 200, 0, 0, 50, 200, 90, 200, 130, 200];
  const layouts = { force: spots, levels: spots, map: spots };
  const levels = noted(picture({ layout: "levels" }, { layouts }));
  assert.deepEqual(textsOf(levels.inside).slice(0, 2), ["échelon national", "échelon local"]);
  const map = mapSent({
    borders: [{ level: 1, rings: [[0, 0, 50, 0, 0, 50]] }],
    missing: ["1 sur 5 sans lieu"],
  });
  const { inside, foot } = noted(picture({ layout: "map" }, { layouts, map }));
  const land = inside.find(({ what, at }) => what === "shape" && at.length);
  const [[x, y], ...rest] = land?.at || [];
  assert.deepEqual(
    rest.map((point) => [point[0] - x, point[1] - y]),
    [
      [50, 0],
      [50, 50],
    ],
  );
  for (const words of ["Île fictive", "100 km", "10 km"])
    assert.ok(textsOf(inside).includes(words));
  assert.ok(textsOf(foot).includes("1 sur 5 sans lieu."));
  const force = noted(picture({ layout: "force" }, { layouts, map }));
  assert.ok(!textsOf(force.inside).includes("Île fictive"));
  assert.ok(!textsOf(force.foot).includes("1 sur 5 sans lieu."));
});

test("notes are drawn beside their marks, in rows", () => {
  const notes = new Map([[0, "Une note\nen deux lignes"]]);
  const { inside } = noted({ ...picture(), notes });
  const texts = textsOf(inside);
  assert.ok(texts.includes("Une note") && texts.includes("en deux lignes"));
});

test("a small screen gives a paper that still has room for what is said", () => {
  const { size } = noted({ ...picture(), wide: 300, tall: 200 });
  assert.equal(size.wide, 640);
  assert.ok(size.tall > 420);
});

test("SVG is well formed, and every name in it text", { skip: lacking() }, () => {
  const what = picture({ chosen: { node: HOSTILE } });
  const about = { stamp: what.stamp, fonts: '"DejaVu Sans", sans-serif' };
  const svg = drawPicture(what, (wide, tall) => svgPen(wide, tall, about));
  assert.equal(faults(svg), "");
  assert.equal(found(svg, "count(//*[local-name()='b'])"), "0");
  assert.equal(found(svg, "string(/*/*[local-name()='title'])"), "Réseau fictif");
  assert.match(found(svg, "string(/*/@font-family)"), /^'DejaVu Sans'/);
  assert.equal(found(svg, "count(//*[local-name()='path'][contains(@d, ' C')])"), "3");
});

test("two dates side by side are two pictures on one paper, each under its date", () => {
  const one = picture();
  const [kept, gained] = one.scene.edges;
  const first = { ...one.scene, edges: [kept], absent: new Set([gained.to]) };
  const dates = ["2019", "2024"];
  const { scene: last } = one;
  const both = { ...one, scene: first, later: { scene: last, dates } };
  const drawn = drawPicture(both, (wide, tall) =>
    svgPen(wide, tall, { stamp: one.stamp, fonts: "Inter" }),
  );
  assert.equal(faults(drawn), "");
  const clips = [...drawn.matchAll(/<clipPath id="([^"]+)"><rect x="(\d+)"/g)];
  assert.equal(new Set(clips.map(([, id]) => id)).size, 2);
  assert.deepEqual(
    clips.map(([, , x]) => x),
    ["0", "900"],
  );
  assert.match(drawn, /width="1800"/);
  const at = dates.map((date) => drawn.indexOf(`>${date}</text>`));
  assert.ok(at[0] > 0 && at[1] > at[0]);
  const marks = (/** @type {string} */ part) => part.split('opacity="0.2"').length - 1;
  assert.ok(marks(drawn.slice(0, at[1])) > 0 && marks(drawn.slice(at[1])) === 0);
});
