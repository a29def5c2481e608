// An actor's card: who it is, its ties by weight of evidence, figures and opinions about it.

import { actions } from "./actions.js";
import { kindOf, nameOf, tieWhen } from "./data.js";
import { button, element, row } from "./dom.js";
import { miniMap } from "./minimap.js";
import { valuesOf } from "./measures.js";
import { choose, net, seen, setEgo, state, words } from "./now.js";
import { preparation } from "./preparing.js";
import { proofs, time } from "./proofs.js";
import { saveTies } from "./save.js";
import { byEvidence, documentsOf, verbOf } from "./telling.js";

/** @import { Statement } from "./page_data.js" */
/** @import { Heading } from "./panel.js" */

/** So many ties are listed at first. */
const SOME = 12;

/**
 * @param {number} i
 * @returns {Heading}
 */
export function headingOfActor(i) {
  const { level_label: level, order_label: order } = net.actors[i];
  return { over: [kindOf(net, i), level, order].filter(Boolean).join(" · "), name: nameOf(net, i) };
}

/**
 * @param {number} i
 * @returns {Element[]}
 */
export function card(i) {
  const actor = net.actors[i];
  const open = byEvidence(
    net,
    net.tiesOf[i].filter((j) => seen.how[j] && seen.edges.has(j)),
  );
  const list = element("dl", undefined, { class: "facts" });
  row(list, words.phase, actor.phases.join("\n"));
  row(list, words.territory, actor.territories.join("\n"));
  row(list, words.area, actor.areas.join("\n"));
  row(list, words.codes, actor.identifiers.join("\n"));
  row(list, words.names, actor.names.join("\n"));
  const documents = [...new Set(open.flatMap((j) => documentsOf(net.ties[j].evidence)))];
  const small = miniMap(i);
  /** @type {Element[]} */
  const made = [
    ...(small ? [small] : []),
    list,
    element("h3", words.ties(open.length)),
    tieList(i, open),
  ];
  const rest = net.tiesOf[i].length - open.length;
  if (rest) made.push(element("p", words.hiddenTies(rest), { class: "note" }));
  if (actor.figures.length)
    made.push(statements(words.figures(actor.figures.length), actor.figures));
  if (actor.opinions.length)
    made.push(statements(words.opinions(actor.opinions.length), actor.opinions));
  if (net.data.measures.length) made.push(measuresOf(i));
  const bar = element("p", undefined, { class: "actions" });
  for (const n of [1, 2])
    bar.append(
      button(words.ego(n), () => setEgo(i, n), {
        "aria-pressed": String(state.ego?.node === i && state.ego.steps === n),
      }),
    );
  made.push(
    bar,
    actions(nameOf(net, i), documents, () => saveTies(open)),
    preparation(i),
    codes(i),
  );
  return made;
}

/**
 * @param {number} i
 * @param {number[]} own
 */
export function tieList(i, own) {
  if (!own.length) return element("p", words.noTies, { class: "note" });
  const list = element("ul", undefined, { class: "ties" });
  const lines = own.map((j) => tieLine(i, j));
  list.append(...lines.slice(0, SOME));
  if (lines.length <= SOME) return list;
  const more = element("li");
  more.append(
    button(
      words.moreValues(lines.length - SOME),
      () => {
        more.replaceWith(...lines.slice(SOME));
        lines[SOME].querySelector("button")?.focus();
      },
      { class: "small" },
    ),
  );
  list.append(more);
  return list;
}

/**
 * A line of an actor's card: one of its ties.
 * @param {number} i
 * @param {number} j
 */
function tieLine(i, j) {
  const tie = net.ties[j];
  const own = tie.source === i;
  const line = button("", () => choose({ edge: j }));
  const told = element("span", undefined, { dir: "auto" });
  const relation = verbOf(net, tie);
  const period = tieWhen(net, j);
  told.append(
    own || !net.about.directed ? "" : "← ",
    element("span", `${relation} `),
    element("b", words.set(nameOf(net, own ? tie.target : tie.source))),
    period ? `, ${period}` : "",
    seen.how[j] === "possible" ? ` (${words.possible})` : "",
  );
  line.append(told, element("small", words.citations(tie.evidence.length)));
  const item = element("li");
  item.append(line);
  return item;
}

/**
 * What is claimed about an actor, to be opened.
 * @param {string} heading
 * @param {Statement[]} items
 */
function statements(heading, items) {
  const box = element("details");
  box.append(element("summary", heading));
  for (const { label, value, population, valid, evidence } of items) {
    const made = element("article");
    const told = element("p", [value, population].filter(Boolean).join(" · "), { dir: "auto" });
    if (valid) told.append(told.textContent ? " · " : "", time(valid));
    made.append(element("h3", label, { dir: "auto" }), told, proofs(evidence));
    box.append(made);
  }
  return box;
}

/**
 * What was computed of it with the network, to be opened.
 * @param {number} i
 */
function measuresOf(i) {
  const box = element("details");
  const list = element("dl", undefined, { class: "facts" });
  for (const [measure, value] of valuesOf(net, i)) row(list, measure, value);
  box.append(
    element("summary", words.measures),
    list,
    element("p", words.measured, { class: "note" }),
  );
  return box;
}

/**
 * What machines call it.
 * @param {number} i
 */
function codes(i) {
  const box = element("details");
  const list = element("dl", undefined, { class: "facts" });
  row(list, words.iri, net.actors[i].iri);
  box.append(element("summary", words.details), list);
  return box;
}
