// Short ways for those who have no pointer: to the picture, to the first tie, from tie to tie;
// menus that close when one goes on.

import { byId } from "./dom.js";
import { changed, choose, net, seen, state, words } from "./now.js";
import { byRank } from "./rows.js";
import { sentenceOf } from "./telling.js";

/**
 * Open the next tie shown, and say which it is.
 * @param {number} by
 */
function nextTie(by) {
  const shown = byRank(seen.edges);
  if (!shown.length) return;
  const at = state.chosen?.edge === undefined ? -1 : shown.indexOf(state.chosen.edge);
  const edge = shown[at < 0 && by < 0 ? shown.length - 1 : (at + by + shown.length) % shown.length];
  choose({ edge });
  byId("cursor").textContent = words.cursorTie(sentenceOf(net, net.ties[edge]));
}

export function startShortcuts() {
  byId("skip-picture").addEventListener("click", (event) => {
    event.preventDefault();
    byId("network").focus();
  });
  byId("skip-ties").addEventListener("click", (event) => {
    event.preventDefault();
    if (state.view === "picture") {
      state.view = "both";
      changed({ fit: true });
    }
    const first = byId("tables").querySelector("tbody button");
    if (first instanceof HTMLElement) first.focus();
  });
  byId("network").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === "t") nextTie(event.shiftKey ? -1 : 1);
  });
  const menus = ["save", "about"].map((id) => byId(id, HTMLDetailsElement));
  document.addEventListener("pointerdown", (event) => {
    for (const menu of menus)
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    if (event.target instanceof Node && !byId("search").contains(event.target))
      byId("results").hidden = true;
  });
}
