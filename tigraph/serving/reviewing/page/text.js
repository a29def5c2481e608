// The text: what is cited, proposed and left out is marked in it; words are chosen in it, with
// the mouse or by keys. Places are counted in code points, as everywhere in tigraph.

import { el } from "./dom.js";

/** @typedef {[number, number]} Span */

export class Text {
  /**
   * @param {any} pane where it is shown
   * @param {string} text
   * @param {(span: Span | null, words: string) => void} chose is told what was chosen
   */
  constructor(pane, text, chose) {
    this.pane = pane;
    this.points = Array.from(text);
    this.chose = chose;
    /** @type {Span[]} */
    this.words = [];
    let at = 0;
    for (const part of text.split(/([\p{L}\p{N}\p{M}]+(?:[’'-][\p{L}\p{N}\p{M}]+)*)/u)) {
      const length = Array.from(part).length;
      if (this.words.length * 2 + 1 && /^[\p{L}\p{N}]/u.test(part))
        this.words.push([at, at + length]);
      at += length;
    }
    /** @type {Span | null} */
    this.chosen = null;
    this.anchor = -1;
    this.focus = -1;
    document.addEventListener("selectionchange", () => this.hear());
    pane.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
  }

  /** @param {Span} span */
  slice([start, end]) {
    return this.points.slice(start, end).join("");
  }

  /**
   * Show the text with marks: of each class, the places that have it.
   * @param {Record<string, Span[]>} marks
   */
  show(marks) {
    const cuts = new Set([0, this.points.length]);
    for (const spans of Object.values(marks))
      for (const span of spans) span.forEach((at) => cuts.add(at));
    const places = [...cuts].filter((at) => at <= this.points.length).sort((a, b) => a - b);
    const parts = [];
    for (let n = 0; n + 1 < places.length; n++) {
      const [start, end] = [places[n], places[n + 1]];
      const names = Object.keys(marks).filter((name) =>
        marks[name].some(([a, b]) => a <= start && end <= b),
      );
      parts.push(
        el(
          names.length ? "mark" : "span",
          { className: names.join(" "), "data-start": start },
          this.slice([start, end]),
        ),
      );
    }
    this.pane.replaceChildren(...parts);
    if (this.chosen) this.select(this.chosen);
  }

  /** Bring a place into sight. @param {Span} span */
  reveal([start]) {
    const parts = [...this.pane.children];
    const part = parts.find((one) => Number(one.dataset.start) === start) ?? parts[0];
    if (!part) return;
    const top = part.offsetTop - this.pane.offsetTop - this.pane.clientHeight / 3;
    this.pane.scrollTo({ top: Math.max(0, top) });
  }

  /** Take a place as chosen, and show it so. @param {Span} span */
  select(span) {
    const [from, to] = span.map((at) => this.point(at));
    const selection = document.getSelection();
    if (from && to && selection) selection.setBaseAndExtent(from[0], from[1], to[0], to[1]);
  }

  clear() {
    this.chosen = null;
    this.anchor = this.focus = -1;
    document.getSelection()?.removeAllRanges();
  }

  /** Return the node and the offset in it of a place. @param {number} at @returns {[Node, number] | null} */
  point(at) {
    for (const part of this.pane.children) {
      const start = Number(part.dataset.start);
      const own = Array.from(part.textContent);
      if (at <= start + own.length)
        return [part.firstChild, own.slice(0, at - start).join("").length];
    }
    return null;
  }

  /** Return the place of an offset in a node. @param {Node} node @param {number} offset */
  place(node, offset) {
    const part = node.nodeType === 3 ? node.parentElement : this.pane.children[offset];
    if (!part || !("dataset" in part)) return this.points.length;
    const before = node.nodeType === 3 ? (node.textContent ?? "").slice(0, offset) : "";
    return Number(/** @type {any} */ (part).dataset.start) + Array.from(before).length;
  }

  /** Hear what was chosen: whole words, without the space around them. */
  hear() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.pane.contains(selection.anchorNode)) return;
    if (!this.pane.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    const start = this.place(range.startContainer, range.startOffset);
    const end = this.place(range.endContainer, range.endOffset);
    const inside = this.words.filter(([a, b]) => a < end && start < b);
    if (!inside.length) return;
    const span = /** @type {Span} */ ([
      Math.min(start, inside[0][0]) === start &&
      /\S/u.test(this.points[start] ?? " ") &&
      start < inside[0][0]
        ? start
        : inside[0][0],
      Math.max(inside[inside.length - 1][1], this.trimmed(end)),
    ]);
    if (this.chosen && this.chosen[0] === span[0] && this.chosen[1] === span[1]) return;
    this.chosen = span;
    this.chose(span, this.slice(span));
  }

  /** Return the end of the last character before a place that is no space. @param {number} end */
  trimmed(end) {
    while (end > 0 && /\s/u.test(this.points[end - 1])) end--;
    return end;
  }

  /** Choose words by keys. @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.words.length) return;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 };
    if (event.key === "Escape") return this.clear();
    const step = /** @type {Record<string, number>} */ (steps)[event.key];
    if (!step) return;
    event.preventDefault();
    const first = this.focus < 0 ? this.nearest() : this.focus + step;
    this.focus = Math.min(this.words.length - 1, Math.max(0, first));
    if (!event.shiftKey || this.anchor < 0) this.anchor = this.focus;
    const [low, high] = [Math.min(this.anchor, this.focus), Math.max(this.anchor, this.focus)];
    const span = /** @type {Span} */ ([this.words[low][0], this.words[high][1]]);
    this.chosen = span;
    this.select(span);
    this.chose(span, this.slice(span));
    const at = this.point(this.words[this.focus][0]);
    at?.[0].parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** Return the word from which keys set out: the first of what is before the reader. */
  nearest() {
    const now = this.pane.querySelector(".now");
    const start = now ? Number(now.dataset.start) : 0;
    return Math.max(
      0,
      this.words.findIndex(([a]) => a >= start),
    );
  }
}
