// The date: two sliders, its beginning and its end, and play. What is seen of them is the line
// of time, which a pointer brushes too (timeline.js).

import { nearestStop } from "./address.js";
import { byId, element, options } from "./dom.js";
import { changed, seen, span, state, words } from "./now.js";
import { STEPS, endsOf, stops } from "./time.js";
import { drawTimeline, startTimeline } from "./timeline.js";

/** @import { Step } from "./time.js" */

/** @type {{ step: Step | "", stops: string[] }} */
let known = { step: "", stops: [] };
/** @type {ReturnType<typeof setInterval> | undefined} */
let playing;

/** Of more dates none is chosen from a list. */
const MOST_STOPS = 400;
const PLAY = "M4 2.5v11l9.5-5.5z";
const PAUSE = "M4 2.5h3v11H4zM9 2.5h3v11H9z";
/** @type {("possible" | "undated")[]} */
const UNSURE = ["possible", "undated"];

/** The stops of the slider, by the step chosen. */
function stopsNow() {
  if (known.step !== state.step) known = { step: state.step, stops: stops(span, state.step) };
  return known.stops;
}

/**
 * From one stop to another, by rank; all dates where there is none.
 * @param {number} from
 * @param {number} to
 */
function setPeriod(from, to) {
  const all = stopsNow();
  const [a, b] = [all[Math.min(from, to)], all[Math.max(from, to)]];
  state.date = !a || !b ? "" : a === b ? a : `${a}/${b}`;
  if (!state.date || state.against === state.date) state.against = "";
  changed();
}

/** The ranks of the first and last stop that are chosen, -1 for all dates. */
const chosenStops = () => endsOf(state.date).map((end) => stopsNow().indexOf(end));

export function showDate() {
  const all = stopsNow();
  const { certain, possible, undated } = seen.counts;
  const [from, to] = chosenStops();
  const text = !span
    ? words.noDates
    : state.date
      ? words.at(words.inWords(state.date), certain, possible, undated)
      : words.anyDate;
  for (const [id, at] of /** @type {[string, number][]} */ ([
    ["date", from],
    ["until", to],
  ])) {
    const slider = byId(id, HTMLInputElement);
    slider.max = String(all.length);
    slider.value = String(at + 1);
    slider.disabled = !span;
    slider.setAttribute("aria-valuetext", text);
  }
  byId("date-text").textContent = !span
    ? words.noDates
    : state.date
      ? words.inWords(state.date)
      : words.anyDate;
  const step = byId("step", HTMLSelectElement);
  step.value = state.step;
  step.disabled = playButton().disabled = !span;
  byId("all-dates").hidden = !state.date;
  showAgainst(all);
  showHows();
  drawTimeline(all, from, to);
}

/**
 * The dates that the one chosen can be compared with.
 * @param {string[]} all
 */
function showAgainst(all) {
  const select = byId("against", HTMLSelectElement);
  select.hidden = !state.date || all.length < 2 || all.length > MOST_STOPS;
  if (select.hidden && state.against && !state.date) state.against = "";
  const others = all.filter((stop) => stop !== state.date);
  if (state.against && !others.includes(state.against)) others.push(state.against);
  /** @type {[string, string][]} */
  const told = others.map((stop) => [stop, words.comparedWith(words.inWords(stop))]);
  options(select, [["", words.compareWith], ...told]);
  select.value = state.against;
}

/** How many ties only may hold, and whether they are shown: one control brings them in. */
function showHows() {
  const made = UNSURE.filter((how) => seen.counts[how]).map((how) => {
    const label = element("label");
    const tick = element("input", undefined, { type: "checkbox", id: `how-${how}` });
    tick.checked = !state.off.when.has(how);
    tick.addEventListener("change", () => {
      state.off.when[tick.checked ? "delete" : "add"](how);
      changed();
      document.getElementById(tick.id)?.focus();
    });
    label.append(tick, element("span", words[`${how}Ties`](seen.counts[how])));
    return label;
  });
  byId("hows").replaceChildren(...made);
}

const playButton = () => byId("play", HTMLButtonElement);

/** @param {boolean} on */
function showPlaying(on) {
  playButton().setAttribute("aria-label", on ? words.pause : words.play);
  playButton().setAttribute("aria-pressed", String(on));
  byId("play-sign", SVGPathElement).setAttribute("d", on ? PAUSE : PLAY);
}

function stopPlaying() {
  clearInterval(playing);
  playing = undefined;
  showPlaying(false);
}

/** Go on from the date chosen; a period moves on as long as it is. */
function play() {
  const all = stopsNow();
  const [from, to] = chosenStops();
  const long = to - from;
  let at = to >= all.length - 1 ? -1 : from;
  showPlaying(true);
  const next = () => {
    at += 1;
    setPeriod(at, at + long);
    if (at + long >= all.length - 1) stopPlaying();
  };
  // Whoever asked for less motion gets slower steps; nothing glides in between for anybody.
  const slow = matchMedia("(prefers-reduced-motion: reduce)").matches;
  playing = setInterval(next, slow ? 2500 : state.step === "year" ? 1200 : 400);
  next();
}

export function startSlider() {
  byId("side").addEventListener("click", () => {
    state.side = !state.side;
    changed({ fit: true });
  });
  byId("against").addEventListener("change", () => {
    stopPlaying();
    state.against = byId("against", HTMLSelectElement).value;
    changed();
  });
  const [date, until] = [byId("date", HTMLInputElement), byId("until", HTMLInputElement)];
  date.addEventListener("input", () => {
    stopPlaying();
    const [from, to] = chosenStops();
    const at = Number(date.value) - 1;
    setPeriod(at, at >= 0 && to > from ? Math.max(at, to) : at);
  });
  until.addEventListener("input", () => {
    stopPlaying();
    const at = Number(until.value) - 1;
    setPeriod(at < 0 ? -1 : Math.min(at, Math.max(chosenStops()[0], 0)), at);
  });
  byId("all-dates").addEventListener("click", () => {
    stopPlaying();
    setPeriod(-1, -1);
    playButton().focus();
  });
  const select = byId("step", HTMLSelectElement);
  options(
    select,
    STEPS.map((step) => [step, words[step]]),
  );
  select.addEventListener("change", () => {
    stopPlaying();
    const step = STEPS.find((one) => one === select.value) || "year";
    Object.assign(state, { step, date: nearestStop(span, step, state.date), against: "" });
    changed();
  });
  showPlaying(false);
  playButton().addEventListener("click", () => (playing ? stopPlaying() : play()));
  startTimeline((from, to) => {
    stopPlaying();
    setPeriod(from, to);
  });
}
