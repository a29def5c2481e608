// What stands around the picture: words, title, what is counted, about this network.

import { compared } from "./changes.js";
import { citationOf } from "./data.js";
import { byId, element, row } from "./dom.js";
import { widthNote } from "./legend.js";
import { changed, net, seen, state, words } from "./now.js";
import { resetState } from "./state.js";

/** @import { Word } from "./words.js" */

/** A title longer than this is set smaller. */
const LONG = 44;

export function startHead() {
  const { about } = net;
  for (const node of document.querySelectorAll("[data-word]"))
    node.textContent = wordOf(node, "word");
  for (const node of document.querySelectorAll("[data-aria]"))
    node.setAttribute("aria-label", wordOf(node, "aria"));
  byId("query", HTMLInputElement).placeholder = words.searchShort;
  byId("network").setAttribute("aria-label", `${words.picture}${words.colon}${about.title}`);
  const title = byId("title");
  title.textContent = words.set(about.title);
  title.title = about.title;
  title.classList.toggle("long", about.title.length > LONG);
  byId("description").textContent = words.set(about.description);
  // What the command says besides of files is for the command
  byId("unsure").textContent = words.set(about.unsure.split(/ ?[;:]/)[0]);
  const notes = [words.size, widthNote(), about.directed ? words.arrows : words.noArrows];
  for (const [term, value] of [
    [words.date, about.as_of ? words.inWords(about.as_of) : words.anyDate],
    [words.madeOn, words.inWords(about.made)],
    [words.version, `tigraph ${about.version}`],
    [words.projection, about.projection],
    ...(about.unsure ? [[" ", words.set(about.unsure)]] : []),
    [words.cite, citationOf(net)],
    ...[...notes, words.namesNote].map((note, i) => [i ? " " : words.legend, note]),
    ...about.sources.map((source, i) => [i ? " " : words.sources, source]),
    ...about.open_data.map((file, i) => [i ? " " : words.openData, file]),
  ])
    row(byId("about-list"), term, value);
  const query = element("details");
  query.append(element("summary", words.query), element("pre", about.query));
  const cell = element("dd");
  cell.append(query);
  byId("about-list").append(element("dt", " "), cell);
}

/**
 * @param {Element} node
 * @param {"word" | "aria"} kind
 */
const wordOf = (node, kind) => words[/** @type {Word} */ (node.getAttribute(`data-${kind}`))];

/** The date and the counts in the bar, and what is said where nothing is seen. */
export function showHead() {
  const { about, actors, ties } = net;
  const dates = compared(state);
  byId("when").textContent = dates
    ? dates.map(words.inWords).join(" → ")
    : state.date
      ? words.inWords(state.date)
      : about.as_of
        ? words.asOf(words.inWords(about.as_of))
        : words.anyDate;
  byId("status").textContent = words.shown(
    seen.nodes.size,
    actors.length,
    seen.edges.size,
    ties.length,
  );
  const empty = byId("empty");
  empty.hidden = Boolean(seen.edges.size || (seen.nodes.size && !ties.length));
  if (empty.hidden) return;
  const told = !ties.length
    ? words.emptyNetwork
    : state.date
      ? words.emptyAt(words.inWords(state.date))
      : words.emptyFilters;
  empty.replaceChildren(element("p", told));
  if (!ties.length) return;
  const all = element("button", words.reset, { type: "button" });
  all.addEventListener("click", () => {
    resetState(state);
    changed({ fit: true });
  });
  empty.append(all);
}
