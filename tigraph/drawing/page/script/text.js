// Text: as it is compared, as it stands in files, and cut into rows.

/**
 * A text as it is compared: lower case, no accents, hyphens and apostrophes as spaces.
 * @param {string} text
 */
export const plain = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[’'‘\-\s]+/g, " ")
    .trim();

/**
 * A value as text that XML and CSV can hold: without control characters.
 * @param {unknown} value
 */
export const clean = (value) =>
  String(value ?? "")
    .replace(/\r\n|[\r\x85\u2028]/g, "\n")
    // eslint-disable-next-line no-control-regex -- it is these that are left out
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/gu, "");

/**
 * A value as it stands in an attribute or an element of XML.
 * @param {unknown} value
 */
export const escaped = (value) =>
  clean(value)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/\n/g, "&#10;");

/**
 * A number with two decimals at most.
 * @param {number} n
 */
export const short = (n) => String(Math.round(n * 100) / 100);

/**
 * How wide a line is, set in a size, bold or not.
 * @typedef {(line: string, size: number, bold: boolean) => number} Measure
 */

/**
 * A text in rows of a width; what does not fit in so many is told by an ellipsis.
 * @param {string} text
 * @param {number} wide
 * @param {number} size
 * @param {Measure} measure
 * @param {number} most
 */
export function wrap(text, wide, size, measure, most = 4) {
  const rows = [""];
  for (const word of clean(text).split(/[\t\n\v\f\r ]+/)) {
    const cut = word.slice(0, 120);
    const last = rows[rows.length - 1];
    const next = last ? `${last} ${cut}` : cut;
    if (measure(next, size, false) <= wide || !last) rows[rows.length - 1] = next;
    else if (rows.length < most) rows.push(cut);
    else {
      rows[rows.length - 1] += " …";
      break;
    }
  }
  return rows;
}

/**
 * The lines of a name in parts, where so many of its letters are its head: those, then the rest;
 * none where it has no head.
 * @param {string[]} lines
 * @param {number | undefined} head
 * @returns {{ text: string, heavy: boolean }[][]}
 */
export function partsOf(lines, head) {
  if (head === undefined) return [];
  let left = head;
  return lines.map((line) => {
    const cut = Math.max(0, Math.min(left, line.length));
    left -= line.length + 1;
    return [
      { text: line.slice(0, cut), heavy: true },
      { text: line.slice(cut), heavy: false },
    ].filter(({ text }) => text);
  });
}

/**
 * French as it is set: no-break spaces before high punctuation and within quotation marks, and
 * the apostrophe.
 * @param {string} text
 */
export const setInFrench = (text) =>
  text
    .replace(/(\p{L})'(?=\p{L})/gu, "$1’")
    .replace(/[ \u00a0](?=[;:!?»%€])/g, "\u202f")
    .replace(/«[ \u00a0]/g, "«\u202f")
    .replace(/(\d) (?=\d{3}(?!\d))/g, "$1\u202f");
