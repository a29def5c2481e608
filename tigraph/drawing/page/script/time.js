// When ties hold. The rules are those of ontology/rules/certain.rq and possible.rq, for
// a period of days: a claim without bounds is certain when a source attests it, else possible.

/** @import { Tie } from "./page_data.js" */
/** @import { How } from "./signs.js" */

export const FIRST = "0001-01-01";
export const LAST = "9999-12-31";
/** What stands for the period of a tie whose maker gave only start and end. */
export const GIVEN = "given";

/**
 * When a claim holds: earliest and latest beginning, earliest and latest end; between which
 * days its ends may exist; the first and last days at which sources attest it, null where it
 * is only planned. What is timeless holds by definition.
 * @typedef {object} Times
 * @property {(string | null)[]} bounds
 * @property {(string | null)[]} [ends]
 * @property {string[][] | null} attested
 * @property {string} valid
 * @property {boolean} [timeless]
 */

/** @typedef {"year" | "month" | "day"} Step */

/** @type {Step[]} */
export const STEPS = ["year", "month", "day"];

/**
 * The claims of a tie, with their times. A tie without claims (it holds by definition, or
 * its maker gave only start and end) has one.
 * @param {Pick<Tie, "claims" | "start" | "end">} tie
 * @returns {Times[]}
 */
export function timesOf({ claims, start, end }) {
  if (claims) return claims;
  const given = Boolean(start || end);
  const [from, to] = [start || FIRST, end || LAST];
  const bounds = given ? [from, from, to, to] : [];
  return [{ bounds, attested: [], valid: given ? GIVEN : "", timeless: !given }];
}

/**
 * @param {Times} times
 * @param {string} from
 * @param {string} to
 */
function mayHold({ bounds, ends = [] }, from, to) {
  const begins = [from, bounds[0] || FIRST, ends[0] || FIRST].sort();
  const over = [to, bounds[3] || LAST, ends[1] || LAST].sort();
  return String(begins[2]) <= String(over[0]);
}

/**
 * Whether what begins or ends between two days, unknown ones left open, does so in a period.
 * @param {string | null | undefined} a
 * @param {string | null | undefined} b
 * @param {string} from
 * @param {string} to
 */
const lies = (a, b, from, to) => Boolean(a && b && a >= from && b <= to);

/**
 * Whether a period touches the days from one to another, if there are any.
 * @param {string | null | undefined} a
 * @param {string | null | undefined} b
 * @param {string} from
 * @param {string} to
 */
const touches = (a, b, from, to) => Boolean(a && b && a <= b && a <= to && b >= from);

/**
 * @param {Times} times
 * @param {string} from
 * @param {string} to
 */
function surelyHolds({ bounds, attested, valid }, from, to) {
  // Only planned
  if (!attested) return false;
  const [eb, lb, ee, le] = /[?~%]/.test(valid) ? [] : bounds;
  return (
    lies(eb || FIRST, le || LAST, from, to) ||
    lies(eb, lb, from, to) ||
    lies(ee, le, from, to) ||
    touches(lb, ee, from, to) ||
    attested.some(([a, b]) => touches(lb || b, ee || a, from, to) || lies(a, b, from, to))
  );
}

/** @param {number} n */
const padded = (n) => String(n).padStart(2, "0");

/**
 * @param {number} year
 * @param {number} month
 */
const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * The first and the last date of a period, "2018/2020"; of a date, itself twice.
 * @param {string} date
 */
export function endsOf(date) {
  const [from, to] = date.split("/");
  return [from, to || from];
}

/**
 * "2019", "2019-03", "2019-03-05" or a period such as "2018/2020" as its first and last day.
 * @param {string} date
 * @returns {[string, string]}
 */
export function days(date) {
  if (date.includes("/")) {
    const [from, to] = endsOf(date);
    return [days(from)[0], days(to)[1]];
  }
  const [year, month, day] = date.split("-");
  if (day) return [date, date];
  if (month) return [`${date}-01`, `${date}-${padded(lastDay(+year, +month))}`];
  return [`${year}-01-01`, `${year}-12-31`];
}

/**
 * How what stands on these claims holds at a date, or null if it cannot.
 * @param {Times[]} claims
 * @param {string} date
 * @returns {How | null}
 */
export function howAt(claims, date) {
  const [from, to] = days(date);
  /** @param {Times} claim */
  const sure = (claim) => !claim.timeless && surelyHolds(claim, from, to);
  // What a source attests holds then, whatever else is said of when it begins or ends
  const held = claims.filter((claim) => mayHold(claim, from, to) || sure(claim));
  if (!held.length) return null;
  if (held.some(sure)) return "certain";
  return claims.every((claim) => !claim.valid) ? "undated" : "possible";
}

/**
 * The first and last day that claims speak of, within limits ("" where there is none).
 * @param {Times[]} claims
 * @param {[string, string]} limits
 * @returns {[string, string] | null}
 */
export function spanOf(claims, [lowest, highest]) {
  const known = claims
    .flatMap(({ bounds, attested }) => [...bounds, ...(attested || []).flat()])
    .filter((d) => d !== null && d > FIRST && d < LAST)
    .sort();
  /** @param {string} d */
  const clamp = (d) => (lowest && d < lowest ? lowest : highest && d > highest ? highest : d);
  const [first, last] = [known[0], known[known.length - 1]];
  return first && last ? [clamp(first), clamp(last)] : null;
}

/**
 * The stops of the slider: each year, month or day of a period.
 * @param {[string, string] | null} span
 * @param {Step} step
 */
export function stops(span, step) {
  /** @type {string[]} */
  const found = [];
  if (!span) return found;
  const [first, last] = span;
  const [startYear, endYear] = [+first.slice(0, 4), +last.slice(0, 4)];
  for (let year = startYear; year <= endYear && found.length < 6000; year++) {
    const y = String(year).padStart(4, "0");
    if (step === "year") {
      found.push(y);
      continue;
    }
    for (let month = 1; month <= 12; month++) {
      const m = `${y}-${padded(month)}`;
      if (m < first.slice(0, 7) || m > last.slice(0, 7)) continue;
      if (step === "month") {
        found.push(m);
        continue;
      }
      for (let day = 1; day <= lastDay(year, month); day++) {
        const d = `${m}-${padded(day)}`;
        if (d >= first && d <= last) found.push(d);
      }
    }
  }
  return found;
}
