// The panel: an actor's card, or a tie with all that is said of it.

import { card, headingOfActor } from "./card.js";
import { claimsOf, headingOfTie } from "./claim.js";
import { byId, element } from "./dom.js";
import { choose, state, words } from "./now.js";

/**
 * What stands on top of the panel: what it is, of whom, and what is told.
 * @typedef {{ over: string, name: string, told?: [verb: string, object: string] }} Heading
 */

/** A name longer than this is set smaller. */
const LONG_NAME = 34;

/**
 * Where the focus was when the panel opened.
 * @type {Element | null}
 */
let cameFrom = null;

/** Before the panel opens: remember where the focus is. */
export function beforePanel() {
  if (byId("panel").hidden && state.chosen) cameFrom = document.activeElement;
}

/** After what is chosen has changed: the focus goes to the panel, or back. */
export function afterPanel() {
  if (state.chosen) {
    byId("panel").scrollTop = 0;
    byId("panel-title").focus({ preventScroll: true });
  } else if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
}

export function showPanel() {
  const { chosen } = state;
  byId("panel").hidden = !chosen;
  byId("panel-body").replaceChildren(
    ...(!chosen
      ? []
      : chosen.node !== undefined
        ? [...heading(headingOfActor(chosen.node)), ...card(chosen.node)]
        : [...heading(headingOfTie(chosen.edge)), ...claimsOf(chosen.edge)]),
  );
}

/** @param {Heading} told */
function heading({ over, name, told }) {
  const title = element("h2", words.set(name), { id: "panel-title", tabindex: "-1", dir: "auto" });
  if (name.length > LONG_NAME) title.className = "long";
  if (told) {
    const line = element("span", ` ${told[0]}`, { class: "told" });
    line.append(element("b", words.set(told[1])));
    title.append(line);
  }
  return [element("p", over, { class: "eyebrow" }), title];
}

export function startPanel() {
  byId("close").addEventListener("click", () => choose(null));
}
