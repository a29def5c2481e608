// Dates of EDTF in words, in French and English. What is not read here is told as it is written.

/** @typedef {"fr" | "en"} Language */

/** @type {{ [language in Language]: string[] }} */
const MONTHS = {
  fr: [
    ...["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"],
    ...["octobre", "novembre", "décembre"],
  ],
  en: [
    ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
    ...["October", "November", "December"],
  ],
};
/** @type {{ [language in Language]: string[] }} */
const SEASONS = {
  fr: ["printemps", "été", "automne", "hiver"],
  en: ["spring", "summer", "autumn", "winter"],
};
/** @type {{ [language in Language]: { [sign: string]: string } }} */
const DOUBTS = {
  fr: { "?": "peut-être ", "~": "vers ", "%": "peut-être vers " },
  en: { "?": "perhaps ", "~": "about ", "%": "perhaps about " },
};
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)$/;

/**
 * A date, read: year, month or season (21 to 24), day, and what is doubted of it.
 * @typedef {{ year: string, month: number, day: number, doubt: string }} Read
 */

/**
 * @param {string} edtf
 * @returns {Read | null}
 */
function readDate(edtf) {
  const found = DATE.exec(edtf);
  if (!found) return null;
  const [, year, month, day, doubt] = found;
  const [m, d] = [Number(month || 0), Number(day || 0)];
  return m > 24 || (m > 12 && m < 21) || d > 31 ? null : { year, month: m, day: d, doubt };
}

/**
 * @param {Read} date
 * @param {Language} language
 */
function plainDate({ year, month, day }, language) {
  if (month > 20) return `${SEASONS[language][month - 21]} ${year}`;
  if (!month) return year;
  const name = `${MONTHS[language][month - 1]} ${year}`;
  if (!day) return name;
  return `${language === "fr" && day === 1 ? "1er" : day} ${name}`;
}

/**
 * A date in words, by itself: "30 janvier 2019", "autumn 2018".
 * @param {string} edtf
 * @param {Language} language
 */
function oneDate(edtf, language) {
  const date = readDate(edtf);
  return date ? (DOUBTS[language][date.doubt] || "") + plainDate(date, language) : edtf;
}

/**
 * A date after a French word that takes an article before days: "le 3 mai 2019", "2019".
 * @param {string} edtf
 */
const withArticle = (edtf) => (readDate(edtf)?.day ? "le " : "") + oneDate(edtf, "fr");

/**
 * @param {string} from
 * @param {string} to
 * @param {Language} language
 */
function fromTo(from, to, language) {
  if (language === "en") return `from ${oneDate(from, "en")} to ${oneDate(to, "en")}`;
  const [a, b] = [from, to].map((end) => (readDate(end)?.day ? 1 : 0));
  return `${["de ", "du "][a]}${oneDate(from, "fr")} ${["à ", "au "][b]}${oneDate(to, "fr")}`;
}

/**
 * @param {string} to
 * @param {Language} language
 */
function untilDate(to, language) {
  if (language === "en") return `until ${oneDate(to, "en")}`;
  const date = readDate(to);
  if (date?.day) return `jusqu’au ${oneDate(to, "fr")}`;
  if (!date || date.month < 21) return `jusqu’en ${oneDate(to, "fr")}`;
  return `${date.month === 21 ? "jusqu’au " : "jusqu’à l’"}${oneDate(to, "fr")}`;
}

/**
 * @param {string} from
 * @param {Language} language
 */
function sinceDate(from, language) {
  if (language === "en") return `since ${oneDate(from, "en")}`;
  return `depuis ${withArticle(from)}`;
}

/**
 * "between a and b", told by months where they are whole ones.
 * @param {string} from
 * @param {string} to
 * @param {Language} language
 */
function betweenDates(from, to, language) {
  const [a, b] = [readDate(from), readDate(to)];
  const last = b && b.day ? new Date(Date.UTC(Number(b.year), b.month, 0)).getUTCDate() : 0;
  const whole = a && b && a.day === 1 && b.day === last;
  const ends = whole ? [from.slice(0, 7), to.slice(0, 7)] : [from, to];
  if (language === "en") return `between ${oneDate(ends[0], "en")} and ${oneDate(ends[1], "en")}`;
  return `entre ${withArticle(ends[0])} et ${withArticle(ends[1])}`;
}

/**
 * One of several dates, or all of them: "[2018,2020]", "{2018,2020}", "[2018..2020]".
 * @param {string} edtf
 * @param {Language} language
 */
function setOfDates(edtf, language) {
  const inside = edtf.slice(1, -1);
  const [from, to] = inside.split("..");
  if (to) return from ? betweenDates(from, to, language) : untilDate(to, language);
  const or = edtf.startsWith("[") ? { fr: " ou ", en: " or " } : { fr: " et ", en: " and " };
  const each = inside.split(",").map((one) => oneDate(one.trim(), language));
  return each.join(or[language]);
}

const END_UNKNOWN = { fr: ", fin inconnue", en: ", end unknown" };
const BEGINNING_UNKNOWN = { fr: ", début inconnu", en: ", beginning unknown" };

/**
 * A date or a period in words.
 * @param {string} edtf
 * @param {Language} language
 */
export function dateInWords(edtf, language) {
  if (/^[[{].*[\]}]$/.test(edtf)) return setOfDates(edtf, language);
  if (!edtf.includes("/")) return oneDate(edtf, language);
  const [from, to] = edtf.split("/");
  const [begins, ends] = [from, to].map((end) => Boolean(end && end !== ".."));
  if (begins && ends) return fromTo(from, to, language);
  if (begins) return sinceDate(from, language) + (to ? "" : END_UNKNOWN[language]);
  if (ends) return untilDate(to, language) + (from ? "" : BEGINNING_UNKNOWN[language]);
  return edtf;
}

/**
 * The years of days from one to another: "2019", "2018–2024".
 * @param {string[]} days
 */
export function yearsOf(days) {
  const years = days.map((day) => day.slice(0, 4)).sort();
  const [first, last] = [years[0], years[years.length - 1]];
  return first === last ? first || "" : `${first}–${last}`;
}
