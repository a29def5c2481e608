// The search as one types.

import { kindOf, nameOf } from "./data.js";
import { button, byId, element } from "./dom.js";
import { choose, net, words } from "./now.js";
import { foundBy, namesIn, termsIn } from "./search.js";

/** @import { Names } from "./search.js" */

/** So many of those found are listed. */
const RESULTS = 40;

/**
 * Made when first needed.
 * @type {Names[] | null}
 */
let names = null;

function showResults() {
  const results = byId("results");
  const terms = termsIn(byId("query", HTMLInputElement).value);
  results.replaceChildren();
  results.hidden = !terms.length;
  if (!terms.length) return;
  names = names || namesIn(net);
  const found = foundBy(net, names, terms);
  const count = element("li");
  count.append(element("small", words.found(found.length), { role: "status" }));
  results.append(count, ...found.slice(0, RESULTS).map(({ i, by }) => resultOf(i, by)));
  if (found.length > RESULTS) results.append(element("li", words.more(found.length - RESULTS)));
}

/**
 * @param {number} i
 * @param {string} by
 */
function resultOf(i, by) {
  const open = () => {
    byId("results").hidden = true;
    choose({ node: i }, true);
  };
  const line = button(nameOf(net, i), open, { dir: "auto" });
  line.append(element("small", [kindOf(net, i), by].filter(Boolean).join(" · ")));
  const item = element("li");
  item.append(line);
  return item;
}

/** @param {KeyboardEvent} event */
function walkResults(event) {
  const input = byId("query", HTMLInputElement);
  const buttons = [...byId("results").querySelectorAll("button")];
  const at = buttons.findIndex((one) => one === document.activeElement);
  if (event.key === "ArrowDown" && buttons.length)
    buttons[Math.min(at + 1, buttons.length - 1)].focus();
  else if (event.key === "ArrowUp" && at >= 0) (buttons[at - 1] || input).focus();
  else if (event.key === "Enter" && at < 0 && buttons.length) buttons[0].click();
  else if (event.key === "Escape") {
    input.value = "";
    showResults();
    input.focus();
  } else return;
  event.preventDefault();
}

export function startSearch() {
  byId("query").addEventListener("input", showResults);
  byId("search").addEventListener("keydown", walkResults);
}
