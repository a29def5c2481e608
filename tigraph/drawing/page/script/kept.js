// What is kept of a prepared view while the page is open: moved marks, notes, the story.

import { nothingKept } from "./prepared.js";

/** @import { Kept } from "./prepared.js" */

/** Those who hold it see what is taken over later, too. */
export const kept = nothingKept();

/** @param {Kept} other */
export function keep(other) {
  Object.assign(kept, other);
}
