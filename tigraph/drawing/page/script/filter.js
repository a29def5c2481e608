// What is seen: facets with counts (the legend is one of them), date, neighbourhood, part.

import { atBoth, changeCounts, compared } from "./changes.js";
import { GROUP_CUT, STRONGEST, overviewOf, scopeText } from "./parts.js";
import { howAt } from "./time.js";

/** @import { Change } from "./changes.js" */
/** @import { Net } from "./data.js" */
/** @import { Actor, Proof, Tie } from "./page_data.js" */
/** @import { How } from "./signs.js" */
/** @import { State } from "./state.js" */

/**
 * @typedef {"kind" | "basis" | "when" | "level" | "order" | "phase" | "territory" | "area"
 *   | "relation" | "document" | "speaker"} FacetId
 */

/**
 * A facet: the values by which actors or ties are filtered. What holds when depends on the
 * date, so that "when" has no `values` of its own.
 * @typedef {object} Facet
 * @property {FacetId} id
 * @property {"actors" | "ties"} of
 * @property {string[][] | null} values of each actor or tie
 * @property {Map<string, number>} total how many have a value
 * @property {Map<string, { colour: string, shape?: string }>} styles
 * @property {string[]} order the values as they are listed
 * @property {(value: string) => string} text
 */

/**
 * @typedef {object} Seen
 * @property {Set<number>} nodes
 * @property {Set<number>} edges
 * @property {(How | null)[]} how each tie holds at the date
 * @property {{ [how in How]: number }} counts
 * @property {(Change | null)[] | null} change what became of each tie, where two dates are compared
 * @property {Map<number, number> | null} rings steps of each actor from the one in the middle
 */

/** @type {How[]} */
const WHEN = ["certain", "possible", "undated"];

/**
 * What the facets of an actor or tie hold, "" where that is not stated.
 * @param {string[]} values
 */
const orNone = (values) => (values.length ? values : [""]);

/**
 * @param {Tie} tie
 * @param {(proof: Proof) => string | undefined} what
 */
const saidIn = ({ evidence }, what) =>
  orNone([...new Set((evidence || []).map((proof) => what(proof) || ""))]);

/**
 * The facets of a network, in the order in which they are shown.
 * @param {Net} net
 * @returns {Facet[]}
 */
export function facetsOf(net) {
  const { actors, ties, data, words } = net;
  /**
   * @param {FacetId} id
   * @param {(actor: Actor) => string[]} values
   */
  const ofActors = (id, values) => facetWith(net, id, "actors", actors.map(values));
  /**
   * @param {FacetId} id
   * @param {(tie: Tie) => string[]} values
   */
  const ofTies = (id, values) => facetWith(net, id, "ties", ties.map(values));
  /** @type {Facet} */
  const when = {
    id: "when",
    of: "ties",
    values: null,
    total: new Map(WHEN.map((how) => [how, 0])),
    styles: new Map(),
    order: WHEN,
    text: (v) => words[/** @type {How} */ (v)] || v || words.none,
  };
  return [
    ofActors("kind", (actor) => [actor.kind || ""]),
    ofTies("basis", (tie) => [tie.basis || ""]),
    when,
    ofActors("level", (actor) => [actor.level_label || ""]),
    ofActors("order", (actor) => [actor.order_label || ""]),
    ofActors("phase", (actor) => orNone(actor.phases)),
    ofActors("territory", (actor) => orNone(actor.territories)),
    ofActors("area", (actor) => orNone(actor.areas)),
    ofTies("relation", (tie) => [tie.relation_label || ""]),
    ofTies("document", (tie) => saidIn(tie, (proof) => data.documents[proof.document].title)),
    ofTies("speaker", (tie) => saidIn(tie, (proof) => proof.speaker)),
  ];
}

/**
 * @param {Net} net
 * @param {FacetId} id
 * @param {"actors" | "ties"} of
 * @param {string[][]} values
 * @returns {Facet}
 */
function facetWith({ data, words }, id, of, values) {
  /** @type {Map<string, number>} */
  const total = new Map();
  for (const v of values.flat()) total.set(v, (total.get(v) || 0) + 1);
  /** @type {{ id: string, label: string, colour: string, shape?: string }[] | null} */
  const styled = id === "kind" ? data.kinds : id === "basis" ? data.bases : null;
  const styles = new Map((styled || []).map((style) => [style.id, style]));
  /** @param {string} v */
  const count = (v) => total.get(v) || 0;
  const order = styled
    ? styled.map((style) => style.id)
    : [...total.keys()].sort(
        (a, b) => Number(!a) - Number(!b) || count(b) - count(a) || a.localeCompare(b),
      );
  return {
    id,
    of,
    values,
    total,
    styles,
    order,
    text: (v) => styles.get(v)?.label || v || words.none,
  };
}

/**
 * What is seen of the network in a state of the page.
 * @param {Net} net
 * @param {Facet[]} facets
 * @param {State} state
 * @returns {Seen}
 */
export function seenIn(net, facets, state) {
  const { actors, ties, times } = net;
  /** @type {(facet: Facet, i: number) => boolean} */
  const on = ({ id, values }, i) => !values || values[i].some((v) => !state.off[id].has(v));
  const set = facets.filter(({ id }) => state.off[id].size);
  const [ofActors, ofTies] = [
    set.filter(({ of }) => of === "actors"),
    set.filter(({ of }) => of === "ties"),
  ];
  const nodes = new Set(
    actors.map((_, i) => i).filter((i) => !state.hidden.has(i) && ofActors.every((f) => on(f, i))),
  );
  const dates = compared(state);
  const both = dates && atBoth(net, dates);
  const how = both
    ? both.how
    : ties.map(({ certain }, i) =>
        state.date ? howAt(times[i], state.date) : certain ? "certain" : "possible",
      );
  const counts = { certain: 0, possible: 0, undated: 0 };
  /** @type {Set<number>} */
  const edges = new Set();
  ties.forEach(({ source, target }, i) => {
    const held = how[i];
    if (!held || !nodes.has(source) || !nodes.has(target) || !ofTies.every((f) => on(f, i))) return;
    counts[held] += 1;
    if (!state.off.when.has(held)) edges.add(i);
  });
  const rings = state.ego ? ringsAround(net, state.ego, edges) : null;
  const part = rings ? new Set(rings.keys()) : partOf(net, state.part, nodes);
  const change = both ? both.change : null;
  return { ...cutTo(net, state, part, edges), how, counts, change, rings };
}

/**
 * How many steps each actor is from one, along these ties.
 * @param {Net} net
 * @param {{ node: number, steps: number }} ego
 * @param {Set<number>} edges
 */
function ringsAround({ ties, tiesOf }, { node, steps }, edges) {
  const rings = new Map([[node, 0]]);
  let rim = [node];
  for (let step = 1; step <= steps; step++) {
    const next = [];
    for (const i of rim)
      for (const j of tiesOf[i]) {
        const other = ties[j].source === i ? ties[j].target : ties[j].source;
        if (!edges.has(j) || rings.has(other)) continue;
        rings.set(other, step);
        next.push(other);
      }
    rim = next;
  }
  return rings;
}

/**
 * Those of the actors that are in a part of the network.
 * @param {Net} net
 * @param {string} part
 * @param {Set<number>} nodes
 */
function partOf(net, part, nodes) {
  if (part === "strong")
    return new Set(net.byDegree.filter((i) => nodes.has(i)).slice(0, STRONGEST));
  if (!part.startsWith("in:")) return nodes;
  const { of } = overviewOf(net, part);
  const group = +part.split(":")[2];
  const own = net.byDegree.filter((i) => nodes.has(i) && of[i] === group);
  return new Set(own.slice(0, GROUP_CUT));
}

/**
 * The ties within a part, and its actors, without those that have none if so asked.
 * @param {Net} net
 * @param {State} state
 * @param {Set<number>} nodes
 * @param {Set<number>} edges
 */
function cutTo({ ties }, { lone, ego }, nodes, edges) {
  const within = new Set(
    [...edges].filter((i) => nodes.has(ties[i].source) && nodes.has(ties[i].target)),
  );
  if (lone || ego) return { nodes, edges: within };
  /** @type {Set<number>} */
  const tied = new Set();
  for (const i of within) tied.add(ties[i].source).add(ties[i].target);
  return { nodes: new Set([...nodes].filter((i) => tied.has(i))), edges: within };
}

/**
 * The filters in words.
 * @param {Net} net
 * @param {Facet[]} facets
 * @param {State} state
 */
export function filtersText(net, facets, state) {
  const { words } = net;
  const set = facets
    .filter(({ id }) => state.off[id].size)
    .map(({ id, order, text }) => {
      const off = order.filter((v) => state.off[id].has(v));
      const on = order.filter((v) => !state.off[id].has(v));
      /** @param {string[]} values */
      const names = (values) => values.map(text).join(", ");
      const told = on.length < off.length ? words.onlyValues(names(on)) : words.except(names(off));
      return `${words[id]}${words.colon}${told}`;
    });
  const scope = scopeText(net, state);
  return (
    [
      ...(scope ? [scope] : []),
      ...set,
      ...(state.lone ? [] : [words.loneHidden]),
      ...(state.hidden.size ? [words.hiddenActors(state.hidden.size)] : []),
    ].join(words.semicolon) || words.noFilter
  );
}

/**
 * The date in words, with how many ties hold then.
 * @param {Net} net
 * @param {Pick<State, "date" | "against">} state
 * @param {Seen} seen
 */
export function dateText({ about, words }, state, seen) {
  const { date } = state;
  const { counts } = seen;
  const dates = compared(state);
  if (dates) {
    const { kept, gained, moved, lost } = changeCounts(seen);
    const [first, last] = dates.map(words.inWords);
    return words.fromTo(first, last, [kept, gained, moved, lost]);
  }
  if (date) return words.at(words.inWords(date), counts.certain, counts.possible, counts.undated);
  return about.as_of ? words.asOf(words.inWords(about.as_of)) : words.anyDate;
}
