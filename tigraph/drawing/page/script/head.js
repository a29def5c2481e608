// What stands around the picture once and for all: words, title, about this network.

import { citationOf } from "./data.js";
import { byId, row } from "./dom.js";
import { net, words } from "./now.js";

/** @import { Word } from "./words.js" */

export function showHead() {
  const { about, actors, ties } = net;
  for (const node of document.querySelectorAll("[data-word]"))
    node.textContent = wordOf(node, "word");
  for (const node of document.querySelectorAll("[data-aria]"))
    node.setAttribute("aria-label", wordOf(node, "aria"));
  byId("network").setAttribute("aria-label", `${words.picture}${words.colon}${about.title}`);
  byId("title").textContent = about.title;
  byId("description").textContent = about.description;
  const date = about.as_of ? words.asOf(about.as_of) : words.anyDate;
  const made = words.made(about.made, about.version);
  const count = words.count(actors.length, ties.length);
  byId("facts").textContent = [date, count, made].join(" · ");
  byId("unsure").textContent = about.unsure;
  for (const [term, value] of [
    [words.what, about.description],
    [words.date, about.as_of || words.anyDate],
    ...(about.unsure ? [[" ", about.unsure]] : []),
    [words.madeOn, about.made],
    [words.version, `tigraph ${about.version}`],
    [words.projection, about.projection],
    [words.query, about.query],
    [words.cite, citationOf(net)],
    ...about.sources.map((title, i) => [i ? " " : words.sources, title]),
    ...about.open_data.map((file, i) => [i ? " " : words.openData, file]),
  ])
    row(byId("about-list"), term, value);
}

/**
 * @param {Element} node
 * @param {"word" | "aria"} kind
 */
const wordOf = (node, kind) => words[/** @type {Word} */ (node.getAttribute(`data-${kind}`))];
