// Which words the page speaks.

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
 */

/** @typedef {Texts & Phrases} Words */

/**
 * The words in a language: French, else English.
 * @param {string} language
 * @returns {Words}
 */
export const wordsIn = (language) =>
  language === "fr" ? { ...FR_TEXTS, ...FR_PHRASES } : { ...EN_TEXTS, ...EN_PHRASES };
