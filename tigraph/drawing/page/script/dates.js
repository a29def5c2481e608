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
 * The date, as short as may be, that runs from one day to another; "" without one.
 * @param {string | null} first
 * @param {string | null} last
 */
function plainPeriod(first, last) {
  if (!first || !last) return "";
  if (first === last) return first;
  const [year, month] = [first.slice(0, 4), first.slice(0, 7)];
  if (first === `${year}-01-01` && last === `${year}-12-31`) return year;
  const days = new Date(Date.UTC(Number(year), Number(first.slice(5, 7)), 0)).getUTCDate();
  return first === `${month}-01` && last === `${month}-${days}` ? month : "";
}

/**
 * When a claim may hold, by its four bounds: earliest and latest beginning, earliest and latest
 * end; "" where there are none. What is not bounded is not told: a claim that began no earlier
 * than a day did not begin on it.
 * @param {(string | null)[]} bounds
 * @param {Language} language
 */
export function boundsInWords([earliest, latest, least, last], language) {
  if (latest && least && !earliest && !last) return beingIn(latest, least, language);
  const [begin, end] = [plainPeriod(earliest, latest), plainPeriod(least, last)];
  if (begin && begin === end) return oneDate(begin, language);
  if (begin && end) return fromTo(begin, end, language);
  // That it did not end before it began says nothing
  const began = [earliest, latest].filter((day) => day !== null);
  const says = end || began.every((day) => least && least > day);
  const parts = [
    begunBetween(earliest, latest, language),
    endedBetween(says ? least : null, last, language),
  ];
  return parts.filter(Boolean).join(", ");
}

/**
 * That something was in being from one day to another, or on some day of those between.
 * @param {string} from
 * @param {string} to
 * @param {Language} language
 */
function beingIn(from, to, language) {
  const english = language === "en";
  if (from < to) return (english ? "at least " : "au moins ") + fromTo(from, to, language);
  const being = english ? "in being " : "en cours ";
  if (from === to) return being + (english ? `on ${oneDate(from, "en")}` : withArticle(from));
  const day = being + (english ? "on some day " : "un jour ");
  const period = plainPeriod(to, from);
  if (!period) return day + betweenDates(to, from, language);
  return `${day}${english ? "of" : "de"} ${oneDate(period, language)}`;
}

/**
 * @param {string | null} earliest
 * @param {string | null} latest
 * @param {Language} language
 */
function begunBetween(earliest, latest, language) {
  const english = language === "en";
  const begin = plainPeriod(earliest, latest);
  if (begin) return sinceDate(begin, language);
  if (earliest && latest)
    return (english ? "begun " : "commencé ") + betweenDates(earliest, latest, language);
  if (earliest)
    return english ? `not before ${oneDate(earliest, "en")}` : `pas avant ${withArticle(earliest)}`;
  if (!latest) return "";
  return english
    ? `begun by ${oneDate(latest, "en")}`
    : `commencé au plus tard ${withArticle(latest)}`;
}

/**
 * @param {string | null} least
 * @param {string | null} last
 * @param {Language} language
 */
function endedBetween(least, last, language) {
  const english = language === "en";
  const end = plainPeriod(least, last);
  if (end) return untilDate(end, language);
  if (least && last) return (english ? "ended " : "terminé ") + betweenDates(least, last, language);
  if (least) return (english ? "at least " : "au moins ") + untilDate(least, language);
  if (!last) return "";
  return english ? `ended by ${oneDate(last, "en")}` : `terminé au plus tard ${withArticle(last)}`;
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
