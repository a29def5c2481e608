// When ties hold. The rules are those of ontology/rules/certain.rq and possible.rq, for
// a period of days: a claim without bounds is certain when a source attests it, else possible.
const FIRST = "0001-01-01";
const LAST = "9999-12-31";

// Of each tie: its claims, with bounds and the days at which sources attest them. A tie
// without claims (it holds by definition, or its maker gave only start and end) has one.
const timesOf = ties.map((tie) => tie.claims || [{
  bounds: tie.start || tie.end ? [tie.start || FIRST, tie.start || FIRST, tie.end || LAST, tie.end || LAST] : [],
  attested: [], valid: tie.start || tie.end ? "given" : "", timeless: !tie.start && !tie.end,
}]);
const undated = timesOf.map((claims) => claims.every((c) => !c.valid));

function mayHold({ bounds }, from, to) {
  return (!bounds[0] || bounds[0] <= to) && (!bounds[3] || bounds[3] >= from);
}
function surelyHolds({ bounds, attested, valid }, from, to) {
  if (!attested) return false; // only planned
  const [eb, lb, ee, le] = /[?~%]/.test(valid || "") ? [] : bounds;
  if ((eb || FIRST) >= from && (le || LAST) <= to) return true;
  if (eb && lb && eb >= from && lb <= to) return true;
  if (ee && le && ee >= from && le <= to) return true;
  const core = (a, b) => a && b && a <= b && a <= to && b >= from;
  return core(lb, ee) || attested.some(([a, b]) => core(lb || b, ee || a) || (a >= from && b <= to));
}
const pad = (n) => String(n).padStart(2, "0");
const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

// "2019", "2019-03" or "2019-03-05" as its first and last day
function days(date) {
  const [year, month, day] = date.split("-");
  if (day) return [date, date];
  if (month) return [`${date}-01`, `${date}-${pad(lastDay(+year, +month))}`];
  return [`${year}-01-01`, `${year}-12-31`];
}
// How a tie holds at the date chosen: certain, possible, undated, or null if it cannot
function howAt(i, date) {
  if (!date) return ties[i].certain ? "certain" : "possible";
  const [from, to] = days(date);
  const held = timesOf[i].filter((claim) => mayHold(claim, from, to));
  if (!held.length) return null;
  if (held.every((claim) => !claim.timeless && surelyHolds(claim, from, to))) return "certain";
  return undated[i] ? "undated" : "possible";
}

// The stops of the slider, over the period that the claims cover
const known = timesOf.flatMap((claims, i) => claims.flatMap((c) =>
  [...c.bounds, ...(c.attested || []).flat()])).filter((d) => d && d > FIRST && d < LAST).sort();
const [lowest, highest] = data.limits;
const clamp = (d) => (lowest && d < lowest ? lowest : highest && d > highest ? highest : d);
const span = known.length ? [clamp(known[0]), clamp(known[known.length - 1])] : null;
function stops(step) {
  if (!span) return [];
  const found = [];
  const [first, last] = span;
  const [startYear, endYear] = [+first.slice(0, 4), +last.slice(0, 4)];
  for (let year = startYear; year <= endYear && found.length < 6000; year++) {
    const y = String(year).padStart(4, "0");
    if (step === "year") { found.push(y); continue; }
    for (let month = 1; month <= 12; month++) {
      const m = `${y}-${pad(month)}`;
      if (m < first.slice(0, 7) || m > last.slice(0, 7)) continue;
      if (step === "month") { found.push(m); continue; }
      for (let day = 1; day <= lastDay(year, month); day++) {
        const d = `${m}-${pad(day)}`;
        if (d >= first && d <= last) found.push(d);
      }
    }
  }
  return found;
}

const slider = byId("date");
let marksOfSlider = stops(state.step);
let playing = null;
function setDate(date) {
  state.date = date;
  render();
}
function setStep(step) {
  const [from] = state.date ? days(state.date) : [""];
  state.step = step;
  marksOfSlider = stops(step);
  state.date = from ? marksOfSlider.find((d) => days(d)[1] >= from) || marksOfSlider.at(-1) || "" : "";
}
function showDate(counts) {
  slider.max = marksOfSlider.length;
  slider.value = state.date ? marksOfSlider.indexOf(state.date) + 1 : 0;
  const text = !span ? words.noDates : state.date ? words.at(state.date, counts.certain, counts.possible, counts.undated) : words.anyDate;
  slider.setAttribute("aria-valuetext", text);
  byId("date-text").textContent = text;
  byId("step").value = state.step;
  for (const id of ["date", "step", "play", "all-dates"]) byId(id).disabled = !span;
  byId("ends").textContent = span ? `${marksOfSlider[0]} – ${marksOfSlider.at(-1)}` : "";
}
function stopPlaying() {
  clearInterval(playing);
  playing = null;
  byId("play").textContent = words.play;
  byId("play").setAttribute("aria-pressed", "false");
}
slider.addEventListener("input", () => { stopPlaying(); setDate(+slider.value ? marksOfSlider[slider.value - 1] : ""); });
byId("all-dates").addEventListener("click", () => { stopPlaying(); setDate(""); });
options(byId("step"), [["year", words.year], ["month", words.month], ["day", words.day]]);
byId("step").addEventListener("change", () => { stopPlaying(); setStep(byId("step").value); render(); });
byId("play").setAttribute("aria-pressed", "false");
byId("play").addEventListener("click", () => {
  if (playing) { stopPlaying(); return; }
  let at = state.date ? marksOfSlider.indexOf(state.date) : -1;
  if (at >= marksOfSlider.length - 1) at = -1;
  byId("play").textContent = words.pause;
  byId("play").setAttribute("aria-pressed", "true");
  const next = () => {
    at += 1;
    setDate(marksOfSlider[at]);
    if (at >= marksOfSlider.length - 1) stopPlaying();
  };
  // Whoever asked for less motion gets slower steps; nothing glides in between for anybody.
  const slow = matchMedia("(prefers-reduced-motion: reduce)").matches;
  playing = setInterval(next, slow ? 2500 : state.step === "year" ? 1200 : 400);
  next();
});
