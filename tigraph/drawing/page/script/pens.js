// Pens: one writes SVG, the other draws on a canvas; what they draw (paper.js) knows neither.

import { escaped, short } from "./text.js";

/** @import { Stamp } from "./rows.js" */

/** @typedef {number[]} Point */

/**
 * How a shape is drawn.
 * @typedef {object} Drawn
 * @property {string | null} [fill]
 * @property {string} [stroke]
 * @property {number} [width]
 * @property {string} [dashes]
 * @property {number} [opacity]
 */

/** @typedef {Drawn & { close?: boolean, cubic?: boolean }} DrawnPath */

/**
 * How a text is set; a halo keeps it legible on what it lies on.
 * @typedef {object} Lettered
 * @property {number} size
 * @property {boolean} [bold]
 * @property {string} fill
 * @property {boolean} [italic]
 * @property {boolean} [serif]
 * @property {"start" | "middle" | "end"} [anchor]
 * @property {boolean} [halo]
 */

/**
 * A pen that gives T in the end. A path is of straight pieces or of cubic curves, three points
 * to each after the first; a text goes by its top.
 * @template T
 * @typedef {object} Pen
 * @property {(points: Point[], how: DrawnPath) => void} path
 * @property {(rings: Point[][], how: Drawn) => void} shape closed lines, holes among them
 * @property {(x: number, y: number, r: number, how: Drawn) => void} circle
 * @property {(text: string, x: number, y: number, how: Lettered) => void} text
 * @property {(x: number, y: number, w: number, h: number) => void} clip
 * @property {() => void} unclip
 * @property {() => T} end
 */

/** From the top of a text to its baseline, for a size of 1. */
const ASCENT = 0.8;
const HALO = 3;
export const SERIF = '"Source Serif 4", "Source Serif Pro", Georgia, "DejaVu Serif", serif';

/** @param {Point} point */
const shortened = (point) => point.map(short).join(",");

/** @param {Drawn} how */
const styleText = ({ fill, stroke, width = 1, dashes, opacity = 1 }) =>
  [
    `fill="${fill || "none"}"`,
    stroke ? ` stroke="${stroke}" stroke-width="${short(width)}"` : "",
    dashes ? ` stroke-dasharray="${dashes}"` : "",
    opacity < 1 ? ` opacity="${opacity}"` : "",
  ].join("");

/**
 * A pen that writes SVG with title and description; `faces` is the CSS of the letters that it
 * brings with it.
 * @param {number} wide
 * @param {number} tall
 * @param {{ stamp: Stamp, fonts: string, faces?: string }} about
 * @returns {Pen<string>}
 */
export function svgPen(wide, tall, { stamp, fonts, faces = "" }) {
  /** @type {string[]} */
  const parts = [];
  let frames = 0;
  /** @param {string[]} bits */
  const add = (...bits) => {
    parts.push(bits.join(""));
  };
  return {
    path: (points, { cubic, close, ...how }) => {
      const [first, ...rest] = points.map(shortened);
      const line = cubic ? `M${first} C${rest.join(" ")}` : `M${[first, ...rest].join(" L")}`;
      const d = `${line}${close ? " Z" : ""}`;
      add(`<path d="${d}" ${styleText(how)}/>`);
    },
    shape: (rings, how) => {
      const d = rings.map((ring) => `M${ring.map(shortened).join(" ")}Z`).join("");
      if (d) add(`<path d="${d}" fill-rule="evenodd" ${styleText(how)}/>`);
    },
    circle: (x, y, r, how) =>
      add(`<circle cx="${short(x)}" cy="${short(y)}" r="${short(r)}" `, `${styleText(how)}/>`),
    text: (text, x, y, { size, bold, italic, serif, fill, anchor = "start", halo }) =>
      add(
        `<text x="${short(x)}" y="${short(y + size * ASCENT)}" font-size="${short(size)}"`,
        bold ? ' font-weight="600"' : "",
        italic ? ' font-style="italic"' : "",
        serif ? ` font-family="${escaped(SERIF.replace(/"/g, "'"))}"` : "",
        anchor === "start" ? "" : ` text-anchor="${anchor}"`,
        ` fill="${fill}"`,
        halo ? ` stroke="#ffffff" stroke-width="${HALO}"` : "",
        halo ? ' stroke-linejoin="round" paint-order="stroke"' : "",
        `>${escaped(text)}</text>`,
      ),
    clip: (x, y, w, h) => {
      frames += 1;
      add(
        `<clipPath id="frame-${frames}"><rect x="${x}" y="${short(y)}" width="${w}" height="${h}"/>`,
        `</clipPath><g clip-path="url(#frame-${frames})">`,
      );
    },
    unclip: () => add("</g>"),
    end: () =>
      [
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"',
        ` width="${wide}" height="${short(tall)}" viewBox="0 0 ${wide} ${short(tall)}"`,
        ` font-family="${escaped(fonts.replace(/"/g, "'"))}"><title>${escaped(stamp.title)}</title>`,
        `<desc>${escaped(Object.values(stamp).join("\n"))}</desc>`,
        faces ? `<style>${escaped(faces)}</style>` : "",
        '<rect width="100%" height="100%" fill="#ffffff"/>\n',
        `${parts.join("\n")}\n</svg>\n`,
      ].join(""),
  };
}

/**
 * A pen that draws on a canvas, so many pixels to one.
 * @param {number} wide
 * @param {number} tall
 * @param {{ ratio: number, fontOf: (size: number, bold?: boolean) => string }} about
 * @returns {Pen<HTMLCanvasElement>}
 */
export function canvasPen(wide, tall, { ratio, fontOf }) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(wide * ratio);
  canvas.height = Math.ceil(tall * ratio);
  const c = contextOf(canvas);
  c.scale(ratio, ratio);
  c.fillStyle = "#ffffff";
  c.fillRect(0, 0, wide, tall);
  /** @param {Drawn} how */
  const finish = ({ fill, stroke, width = 1, dashes }) => {
    if (fill) {
      c.fillStyle = fill;
      c.fill();
    }
    if (!stroke) return;
    c.strokeStyle = stroke;
    c.lineWidth = width;
    c.setLineDash(dashes ? dashes.split(" ").map(Number) : []);
    c.stroke();
  };
  return {
    path: ([[x, y], ...rest], how) => {
      c.beginPath();
      c.globalAlpha = how.opacity ?? 1;
      c.moveTo(x, y);
      if (how.cubic)
        for (let k = 0; k + 2 < rest.length; k += 3) {
          const [[ax, ay], [bx, by], [x1, y1]] = rest.slice(k, k + 3);
          c.bezierCurveTo(ax, ay, bx, by, x1, y1);
        }
      else for (const [x1, y1] of rest) c.lineTo(x1, y1);
      if (how.close) c.closePath();
      finish(how);
      c.globalAlpha = 1;
    },
    shape: (rings, how) => {
      c.beginPath();
      c.globalAlpha = how.opacity ?? 1;
      for (const ring of rings) {
        ring.forEach(([x, y], i) => (i ? c.lineTo(x, y) : c.moveTo(x, y)));
        c.closePath();
      }
      if (how.fill) {
        c.fillStyle = how.fill;
        c.fill("evenodd");
      }
      finish({ ...how, fill: null });
      c.globalAlpha = 1;
    },
    circle: (x, y, r, how) => {
      c.beginPath();
      c.globalAlpha = how.opacity ?? 1;
      c.arc(x, y, r, 0, 2 * Math.PI);
      finish(how);
      c.globalAlpha = 1;
    },
    text: (text, x, y, { size, bold, italic, serif, fill, anchor = "start", halo }) => {
      const font = serif ? `${bold ? 600 : 400} ${size}px ${SERIF}` : fontOf(size, bold);
      c.font = `${italic ? "italic " : ""}${font}`;
      c.textAlign = anchor === "middle" ? "center" : anchor;
      c.textBaseline = "alphabetic";
      c.setLineDash([]);
      if (halo) {
        c.strokeStyle = "#ffffff";
        c.lineWidth = HALO;
        c.lineJoin = "round";
        c.strokeText(text, x, y + size * ASCENT);
      }
      c.fillStyle = fill;
      c.fillText(text, x, y + size * ASCENT);
    },
    clip: (x, y, w, h) => {
      c.save();
      c.beginPath();
      c.rect(x, y, w, h);
      c.clip();
    },
    unclip: () => c.restore(),
    end: () => canvas,
  };
}

/** @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws on no canvas");
  return context;
}
