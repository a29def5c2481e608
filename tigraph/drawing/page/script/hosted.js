// A page that stands in another program, such as a notebook: it tells its host what its reader has
// chosen, and takes what the host sets. Only whoever wrote the page into a frame of its own
// (`srcdoc`) is heard, through a port that it hands over; from a server or a file nobody is.

import { addressOf, stateOf } from "./address.js";
import { kept } from "./kept.js";
import { changed, facets, net, span, state } from "./now.js";
import { applyMoved } from "./prepared.js";

/** @import { Chosen } from "./state.js" */

/**
 * What passes between a page and its host. Actors go by their IRI, places by the page's units.
 * @typedef {object} Told
 * @property {string} address the state as the words of an address
 * @property {string} layout
 * @property {string} date "" for all dates
 * @property {string[]} selection the actor chosen, or the two ends of the tie that is
 * @property {string[]} claims those of the tie chosen
 * @property {{ [iri: string]: [number, number] }} positions where actors stand in the layout
 * @property {number} taken the number of what the host set last, as far as the page has taken it
 */

/** @type {MessagePort | null} */
let hostPort = null;
/** What was told last. */
let toldLast = "";
let taken = 0;

const iriOfActor = (/** @type {number} */ i) => net.actors[i].iri;
const wholeIri = (/** @type {string} */ iri) => (iri.includes(":") ? iri : net.data.short + iri);

/** @returns {Told} */
function stateTold() {
  const { chosen, layout, date } = state;
  /** @type {number[] | undefined} */
  const spots = net.data.layouts[layout];
  const positions = Object.fromEntries(
    net.actors.map(({ iri }, i) => [iri, spots ? [spots[2 * i], spots[2 * i + 1]] : [0, 0]]),
  );
  const address = addressOf(net, facets, state);
  const tie = chosen && chosen.edge !== undefined ? net.ties[chosen.edge] : null;
  const ends = tie ? [tie.source, tie.target] : [];
  const actors = chosen && chosen.node !== undefined ? [chosen.node] : ends;
  const said = tie ? [...(tie.claims || []).map(({ claim }) => claim), tie.claim || ""] : [];
  const claims = [...new Set(said.filter(Boolean))].map(wholeIri);
  return {
    ...{ address, layout, date, claims, taken, selection: actors.map(iriOfActor) },
    positions: /** @type {Told["positions"]} */ (positions),
  };
}

/** Tell the host what there is to tell, if it is not what was told last. */
export function tellHost() {
  if (!hostPort) return;
  const now = JSON.stringify(stateTold());
  if (now === toldLast) return;
  toldLast = now;
  hostPort.postMessage(now);
}

/**
 * What a selection of one actor, or of the two ends of a tie, chooses.
 * @param {string[]} selection
 * @returns {Chosen | null}
 */
function chosenByHost(selection) {
  const found = selection.map((iri) => net.shortened.get(iri.replace(net.data.short, "")));
  const [a, b] = found;
  if (a === undefined) return null;
  if (b === undefined) return { node: a };
  const edge = net.tiesOf[a].find((i) => {
    const { source, target } = net.ties[i];
    return (source === a && target === b) || (source === b && target === a);
  });
  return edge === undefined ? { node: a } : { edge };
}

/** @param {Told["positions"]} positions */
function moveTold(positions) {
  const of = kept.moved.get(state.layout) || new Map();
  for (const [iri, [x, y]] of Object.entries(positions)) {
    const i = net.shortened.get(iri.replace(net.data.short, ""));
    if (i !== undefined) of.set(i, [x, y]);
  }
  kept.moved.set(state.layout, of);
  applyMoved(net, kept);
}

/** @param {Partial<Told> & { number: number }} set */
function takeSet({ number, address, layout, date, selection, positions }) {
  const words = new URLSearchParams(address ?? addressOf(net, facets, state));
  if (layout !== undefined) words.set("layout", layout);
  if (date !== undefined) words.set("date", date);
  Object.assign(state, stateOf(net, facets, span, words.toString()));
  if (selection) state.chosen = chosenByHost(selection);
  if (positions) moveTold(positions);
  taken = number;
  toldLast = "";
  changed({ fit: layout !== undefined || address !== undefined, choosing: Boolean(selection) });
}

/** Hear the program whose frame this page was written into, if it was. */
export function startHosted() {
  if (window.parent === window || location.protocol !== "about:") return;
  addEventListener("message", ({ data, source, ports: [port] }) => {
    if (hostPort || source !== window.parent || data !== "tigraph" || !port) return;
    hostPort = port;
    port.onmessage = (event) => takeSet(JSON.parse(event.data));
    tellHost();
  });
}
