// The line of time below the picture: the documents behind what is shown, by the day when they
// were published, and the period chosen. A pointer brushes a period; the sliders are its keys.

import { byId } from "./dom.js";
import { net, seen, span, state, words } from "./now.js";
import { days } from "./time.js";

/**
 * Documents of one publisher and day, with the ties shown that rest on them.
 * @typedef {object} Source
 * @property {string} publisher
 * @property {string} first
 * @property {string} last
 * @property {number} ties
 * @property {string[]} titles
 */

const TALL = 58;
/** Where the middle of the marks is, from above, and where the axis runs. */
const MARKS = 27;
const AXIS = 40;
const RIM = 14;
const DAY = 86400000;

/** @type {string[]} */
let stopsShown = [];
/** Where a brush began, by rank of the stop. */
let began = -1;
/** How far it has come. */
let reached = -1;

/** @param {string} day */
const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / DAY;

/** The first and the last day of the line. */
function reach() {
  if (!span) return null;
  return [dayNumber(days(span[0].slice(0, 4))[0]), dayNumber(days(span[1].slice(0, 4))[1]) + 1];
}

/**
 * Where days stand on the line.
 * @param {number} wide
 */
function scaleOf(wide) {
  const [from, to] = reach() || [0, 1];
  /** @param {number} day */
  const at = (day) => RIM + ((day - from) / (to - from)) * (wide - 2 * RIM);
  return { from, to, at: (/** @type {string} */ day) => at(dayNumber(day)), of: at };
}

/**
 * The documents that are cited by the ties shown, by publisher and day.
 * @returns {Source[]}
 */
function sourcesShown() {
  /** @type {Map<number, Set<number>>} */
  const cited = new Map();
  for (const i of seen.edges)
    for (const { document } of net.ties[i].evidence)
      cited.set(document, (cited.get(document) || new Set()).add(i));
  /** @type {Map<string, Source & { own: Set<number> }>} */
  const found = new Map();
  for (const [rank, own] of cited) {
    const { publisher, title, first, last } = net.data.documents[rank];
    if (!first || !last) continue;
    const key = [publisher, first, last].join("\n");
    const met = found.get(key) || { publisher, first, last, ties: 0, titles: [], own: new Set() };
    for (const i of own) met.own.add(i);
    met.titles.push(title);
    met.ties = met.own.size;
    found.set(key, met);
  }
  return [...found.values()].sort((a, b) => b.ties - a.ties || a.first.localeCompare(b.first));
}

/**
 * @param {string} tag
 * @param {{ [key: string]: string | number }} values
 * @param {string} [text]
 */
function made(tag, values, text) {
  const found = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(values)) found.setAttribute(key, String(value));
  if (text !== undefined) found.textContent = text;
  return found;
}

/**
 * @param {string[]} all the stops of the sliders
 * @param {number} from rank of the first that is chosen, -1 for all
 * @param {number} to
 */
export function drawTimeline(all, from, to) {
  stopsShown = all;
  const svg = byId("marks", SVGSVGElement);
  const wide = svg.clientWidth;
  svg.replaceChildren();
  if (!span || wide < 60) return;
  const { at, of } = scaleOf(wide);
  const edges = [all[from], all[to]].map((stop, k) =>
    stop ? of(dayNumber(days(stop)[k]) + k) : k ? wide - RIM : RIM,
  );
  if (from >= 0) {
    const [x, to] = edges;
    const window = { class: "window", x, y: 2, width: Math.max(to - x, 2), height: AXIS - 2 };
    svg.append(made("rect", window));
  }
  if (state.against) {
    const [x, end] = days(state.against).map((day, k) => of(dayNumber(day) + k));
    const look = { class: "window against", x, y: 2, width: Math.max(end - x, 2) };
    svg.append(made("rect", { ...look, height: AXIS - 2 }));
  }
  svg.append(
    made("line", { class: "axis", x1: RIM, x2: wide - RIM, y1: AXIS, y2: AXIS }),
    ...yearsOn(wide),
    ...marksOn(wide, at, edges),
  );
  const focus = document.activeElement?.id;
  if (from >= 0)
    edges.forEach((x, k) => {
      const kind = focus === ["date", "until"][k] ? "edge focus" : "edge";
      svg.append(made("line", { class: kind, x1: x, x2: x, y1: 2, y2: AXIS }));
    });
}

/** @param {number} wide */
function yearsOn(wide) {
  const { at, of } = scaleOf(wide);
  if (!span) return [];
  const [first, last] = span.map((day) => Number(day.slice(0, 4)));
  const step = Math.max(1, Math.ceil(((last - first + 1) * 44) / (wide - 2 * RIM)));
  const found = [];
  for (let year = first; year <= last + 1; year += 1) {
    const x = at(`${String(year).padStart(4, "0")}-01-01`);
    if ((year - first) % step) continue;
    found.push(made("line", { class: "axis", x1: x, x2: x, y1: AXIS - 4, y2: AXIS + 4 }));
    const middle = (x + of(dayNumber(days(String(year).padStart(4, "0"))[1]) + 1)) / 2;
    if (year <= last)
      found.push(made("text", { x: middle, y: AXIS + 15, "text-anchor": "middle" }, String(year)));
  }
  return found;
}

/**
 * The marks of the documents, those that overlap one below the other, and publishers' names
 * where there is room: above, else beside.
 * @param {number} wide
 * @param {(day: string) => number} at
 * @param {number[]} edges
 */
function marksOn(wide, at, edges) {
  const sources = sourcesShown();
  const most = Math.max(1, ...sources.map(({ ties }) => ties));
  /** @type {[left: number, right: number, row: number][]} */
  const taken = [];
  /** @type {(left: number, right: number, row: number) => boolean} */
  const free = (left, right, row) =>
    left >= 0 &&
    right <= wide &&
    !taken.some(([l, r, other]) => other === row && left < r && right > l);
  const placed = sources.map((source) => {
    const [a, b] = [at(source.first), at(source.last)].map((x) =>
      Math.max(RIM, Math.min(wide - RIM, x)),
    );
    const r = 3.5 + 5 * Math.sqrt(source.ties / most);
    const row = free(a - r, b + r, 1) ? 1 : 2;
    taken.push([a - r, b + r, row]);
    return { source, a, b, r, y: row === 1 ? MARKS : MARKS + 8 };
  });
  const marks = placed.map(({ source, a, b, r, y }) => {
    const off = b < edges[0] || a > edges[1] ? " off" : "";
    const mark =
      b - a > 2 * r
        ? made("rect", { class: `mark${off}`, x: a, y: y - 3, width: b - a, height: 6, rx: 3 })
        : made("circle", { class: `mark${off}`, cx: (a + b) / 2, cy: y, r });
    const told = [words.resting(source.ties, source.publisher), ...source.titles];
    mark.append(made("title", {}, told.join("\n")));
    return mark;
  });
  const names = placed.flatMap(({ source, a, b, r }) => {
    const told = `${source.ties} · ${source.publisher}`;
    const long = told.length * 6.4 + 10;
    /** @type {[left: number, row: number][]} */
    const places = [
      [Math.max(0, Math.min(wide - long, (a + b - long) / 2)), 0],
      [Math.min(a - r, wide - long), 0],
      [Math.max(b + r - long, 0), 0],
      [b + r + 2, 1],
      [a - r - 2 - long, 1],
    ];
    const found = places.find(([left, row]) => free(left, left + long, row));
    if (!source.publisher || !found) return [];
    const [left, row] = found;
    taken.push([left, left + long, row]);
    const how = { class: "who", x: left + long / 2, y: row ? MARKS + 4 : 13 };
    return [made("text", { ...how, "text-anchor": "middle" }, told)];
  });
  return [...marks, ...names];
}

/**
 * The rank of the stop under a point of the screen.
 * @param {MouseEvent} event
 */
function stopAt(event) {
  const svg = byId("marks", SVGSVGElement);
  const box = svg.getBoundingClientRect();
  const { from, to } = scaleOf(box.width);
  const day = from + ((event.clientX - box.left - RIM) / (box.width - 2 * RIM)) * (to - from);
  const found = stopsShown.findIndex((stop) => dayNumber(days(stop)[1]) + 1 > day);
  return found < 0 ? stopsShown.length - 1 : found;
}

/**
 * @param {(from: number, to: number) => void} brushed
 */
export function startTimeline(brushed) {
  const svg = byId("marks", SVGSVGElement);
  svg.style.height = `${TALL}px`;
  svg.addEventListener("pointerdown", (event) => {
    if (!span) return;
    began = reached = stopAt(event);
    svg.setPointerCapture(event.pointerId);
    // What was chosen alone is let go by another touch
    const same = state.date === stopsShown[began];
    brushed(same ? -1 : began, same ? -1 : began);
    if (same) began = -1;
  });
  svg.addEventListener("pointermove", (event) => {
    const to = began >= 0 && event.buttons ? stopAt(event) : reached;
    if (to === reached) return;
    reached = to;
    brushed(began, to);
  });
  svg.addEventListener("pointerup", () => {
    began = -1;
  });
  const again = () => drawTimeline(stopsShown, ...ranksShown());
  new ResizeObserver(again).observe(svg);
  for (const id of ["date", "until"])
    for (const on of ["focus", "blur"]) byId(id).addEventListener(on, again);
}

/** @returns {[number, number]} */
function ranksShown() {
  const [from, to] = state.date.split("/");
  return [stopsShown.indexOf(from), stopsShown.indexOf(to || from)];
}
