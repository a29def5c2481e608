// The date: a slider with its steps, and play.

import { nearestStop } from "./address.js";
import { byId, options } from "./dom.js";
import { changed, seen, span, state, words } from "./now.js";
import { STEPS, stops } from "./time.js";

/** @import { Step } from "./time.js" */

/** @type {{ step: Step | "", stops: string[] }} */
let known = { step: "", stops: [] };
/** @type {ReturnType<typeof setInterval> | undefined} */
let playing;

/** The stops of the slider, by the step chosen. */
function stopsNow() {
  if (known.step !== state.step) known = { step: state.step, stops: stops(span, state.step) };
  return known.stops;
}

/** @param {string} date */
function setDate(date) {
  state.date = date;
  changed();
}

export function showDate() {
  const all = stopsNow();
  const { certain, possible, undated } = seen.counts;
  const slider = byId("date", HTMLInputElement);
  slider.max = String(all.length);
  slider.value = String(state.date ? all.indexOf(state.date) + 1 : 0);
  const text = !span
    ? words.noDates
    : state.date
      ? words.at(state.date, certain, possible, undated)
      : words.anyDate;
  slider.setAttribute("aria-valuetext", text);
  byId("date-text").textContent = text;
  const step = byId("step", HTMLSelectElement);
  step.value = state.step;
  for (const control of [slider, step, playButton(), byId("all-dates", HTMLButtonElement)])
    control.disabled = !span;
  byId("ends").textContent = span ? `${all[0]} – ${all[all.length - 1]}` : "";
}

const playButton = () => byId("play", HTMLButtonElement);

/** @param {boolean} on */
function showPlaying(on) {
  playButton().textContent = on ? words.pause : words.play;
  playButton().setAttribute("aria-pressed", String(on));
}

function stopPlaying() {
  clearInterval(playing);
  playing = undefined;
  showPlaying(false);
}

function play() {
  const all = stopsNow();
  let at = state.date ? all.indexOf(state.date) : -1;
  if (at >= all.length - 1) at = -1;
  showPlaying(true);
  const next = () => {
    at += 1;
    setDate(all[at]);
    if (at >= all.length - 1) stopPlaying();
  };
  // Whoever asked for less motion gets slower steps; nothing glides in between for anybody.
  const slow = matchMedia("(prefers-reduced-motion: reduce)").matches;
  playing = setInterval(next, slow ? 2500 : state.step === "year" ? 1200 : 400);
  next();
}

export function startSlider() {
  const slider = byId("date", HTMLInputElement);
  slider.addEventListener("input", () => {
    stopPlaying();
    setDate(+slider.value ? stopsNow()[+slider.value - 1] : "");
  });
  byId("all-dates").addEventListener("click", () => {
    stopPlaying();
    setDate("");
  });
  const select = byId("step", HTMLSelectElement);
  options(
    select,
    STEPS.map((step) => [step, words[step]]),
  );
  select.addEventListener("change", () => {
    stopPlaying();
    const step = STEPS.find((one) => one === select.value) || "year";
    Object.assign(state, { step, date: nearestStop(span, step, state.date) });
    changed();
  });
  playButton().setAttribute("aria-pressed", "false");
  playButton().addEventListener("click", () => (playing ? stopPlaying() : play()));
}
