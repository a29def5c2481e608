// Which words the page speaks.

import { boundsInWords, dateInWords } from "./dates.js";
import { setInFrench } from "./text.js";
import { EN_PHRASES, EN_TEXTS } from "./words_en.js";
import { FR_PHRASES, FR_TEXTS } from "./words_fr.js";

/**
 * The words that stand by themselves: a translation has all of them.
 * @typedef {typeof FR_TEXTS} Texts
 */
/** @typedef {keyof Texts} Word */

/**
 * The words that are told of something.
 * @typedef {object} Phrases
 * @property {(date: string) => string} asOf
 * @property {(actors: number, ties: number) => string} count
 * @property {(day: string, version: string) => string} made
 * @property {(actors: number, all: number, ties: number, allTies: number) => string} shown
 * @property {(n: number) => string} found
 * @property {(n: number) => string} more
 * @property {(n: number) => string} ties
 * @property {(n: number) => string} hiddenTies
 * @property {(n: number) => string} figures
 * @property {(n: number) => string} opinions
 * @property {(steps: number) => string} ego
 * @property {(steps: number, name: string) => string} egoOf
 * @property {(file: string) => string} saved
 * @property {(date: string, certain: number, possible: number, undated: number) => string} at
 * @property {(name: string) => string} onlyThis
 * @property {(name: string) => string} allOf
 * @property {(n: number) => string} moreValues
 * @property {(n: number) => string} unnamed
 * @property {(name: string) => string} miniMap
 * @property {(n: number, all: number) => string} nearer
 * @property {(n: number, one: string, many: string) => string} counted
 * @property {(n: number, all: number) => string} placed
 * @property {string} bare
 * @property {(n: number) => string} unlined
 * @property {(n: number) => string} strays
 * @property {(n: number) => string} shortNames
 * @property {(least: number, most: number) => string} width
 * @property {(shown: number, all: number) => string} rows
 * @property {(actors: number) => string} big
 * @property {(n: number) => string} strongest
 * @property {(actors: number) => string} group
 * @property {(name: string) => string} groupOf
 * @property {(n: number) => string} rest
 * @property {(name: string) => string} inGroup
 * @property {(shown: number, all: number) => string} cut
 * @property {(values: string) => string} except
 * @property {(values: string) => string} onlyValues
 * @property {(title: string, projection: string, version: string, day: string) => string} citation
 * @property {(name: string, kind: string, ties: number) => string} cursor
 * @property {(sentence: string) => string} cursorTie
 * @property {(n: number) => string} filtersOn
 * @property {(name: string) => string} searchIn
 * @property {(n: number) => string} searchAmong
 * @property {(n: number) => string} possibleTies
 * @property {(n: number) => string} undatedTies
 * @property {(ties: number, who: string) => string} resting
 * @property {(title: string) => string} quoted
 * @property {(place: string) => string} characters
 * @property {(who: string) => string} voiceOf
 * @property {(n: number) => string} citations
 * @property {(n: number) => string} documentsSay
 * @property {(n: number) => string} documentsSayOtherwise
 * @property {(name: string) => string} otherTiesOf
 * @property {(date: string) => string} emptyAt
 * @property {(n: number) => string} hiddenActors
 * @property {(n: number) => string} showHidden
 * @property {(value: unknown) => string} figure
 * @property {(date: string) => string} comparedWith
 * @property {(first: string, last: string, counts: number[]) => string} fromTo
 * @property {(n: number, names: string) => string} missingActors
 */

/**
 * How a language sets texts of the network and dates; whether a verb's "de" is elided.
 * @typedef {object} Manner
 * @property {(text: string) => string} set
 * @property {(edtf: string) => string} inWords
 * @property {(bounds: (string | null)[]) => string} bounded
 * @property {boolean} elides
 */

/** @typedef {Texts & Phrases & Manner} Words */

/**
 * Words of ours, set as the language has it.
 * @template {{ [word: string]: unknown }} T
 * @param {T} words
 * @param {(text: string) => string} set
 * @returns {T}
 */
function setAll(words, set) {
  const all = Object.entries(words).map(([word, told]) => [
    word,
    typeof told === "string"
      ? set(told)
      : (/** @type {unknown[]} */ ...given) => set(/** @type {any} */ (told)(...given)),
  ]);
  return Object.fromEntries(all);
}

/**
 * The words in a language: French, else English.
 * @param {string} language
 * @returns {Words}
 */
export const wordsIn = (language) =>
  language === "fr"
    ? {
        ...setAll({ ...FR_TEXTS, ...FR_PHRASES }, setInFrench),
        set: setInFrench,
        inWords: (edtf) => dateInWords(edtf, "fr"),
        bounded: (bounds) => boundsInWords(bounds, "fr"),
        elides: true,
      }
    : {
        ...{ ...EN_TEXTS, ...EN_PHRASES },
        set: (text) => text,
        inWords: (edtf) => dateInWords(edtf, "en"),
        bounded: (bounds) => boundsInWords(bounds, "en"),
        elides: false,
      };
