// What is seen, by facets, date, neighbourhood and part.

import assert from "node:assert/strict";
import { test } from "node:test";

import { dateText, filtersText } from "../../tigraph/drawing/page/script/filter.js";
import { scopeText } from "../../tigraph/drawing/page/script/parts.js";
import {
  ADA,
  ALONE,
  BODY,
  CHAIRS,
  COOPERATES,
  FUNDS,
  HOSTILE,
  LOOP,
  MEMBER,
  PLANNED,
  TOWN,
  off,
  page,
} from "./given.js";

/**
 * @param {Parameters<typeof page>[0]} chosen
 * @param {Parameters<typeof page>[1]} [other]
 */
function shown(chosen, other) {
  const { seen } = page(chosen, other);
  return [[...seen.nodes].sort(), [...seen.edges].sort()];
}
const ALL = [MEMBER, PLANNED, CHAIRS, COOPERATES, LOOP, FUNDS];

test("all is seen at first, and each facet counts what it has", () => {
  const { facets, seen } = page();
  assert.deepEqual([seen.nodes.size, seen.edges.size], [5, 6]);
  assert.deepEqual(seen.counts, { certain: 5, possible: 1, undated: 0 });
  const total = Object.fromEntries(facets.map(({ id, total }) => [id, Object.fromEntries(total)]));
  assert.deepEqual(total.kind, { Person: 1, GovernanceBody: 1, Intercommunality: 2, "": 1 });
  assert.deepEqual(total.area, { Région: 3, Massif: 1, "": 2 });
  assert.deepEqual(total.document, { "Document fictif A": 4, "Document fictif B": 2, "": 1 });
  assert.deepEqual(total.speaker, { "Porte-parole imaginaire": 4, "": 3 });
});

test("values are listed as in the legend, or the commonest first and none last", () => {
  const { facets } = page();
  const order = Object.fromEntries(facets.map(({ id, order }) => [id, order]));
  assert.deepEqual(order.kind, ["", "GovernanceBody", "Intercommunality", "Person"]);
  assert.deepEqual(order.area, ["Région", "Massif", ""]);
  assert.deepEqual(order.when, ["certain", "possible", "undated"]);
  const { actors } = page().net.data;
  const level_label = { is: ["peu", null, "tant", null, null] };
  const more = { rows: 5, columns: { ...actors.columns, level_label } };
  /** @param {string} id */
  const of = (id) => page({}, { actors: more }).facets.find((facet) => facet.id === id);
  assert.deepEqual(of("level")?.order, ["peu", "tant", ""]);
  const { columns } = more;
  columns.level_label = { is: ["b", "c", "c", "a", null] };
  assert.deepEqual(of("level")?.order, ["c", "a", "b", ""]);
  assert.deepEqual(Object.fromEntries(of("order")?.total || []), { État: 4, "": 1 });
});

test("a value is called by its label, or as it is, or said to be none", () => {
  const { facets } = page();
  const text = Object.fromEntries(facets.map((facet) => [facet.id, facet.text]));
  assert.deepEqual(["Person", "", "Other"].map(text.kind), ["person", "non renseigné", "Other"]);
  assert.deepEqual(["certain", "undated"].map(text.when), ["certain", "date inconnue"]);
  assert.deepEqual(["Région", ""].map(text.area), ["Région", "non renseigné"]);
  const total = Object.fromEntries(
    facets.map((facet) => [facet.id, Object.fromEntries(facet.total)]),
  );
  assert.equal(total.relation["relation chairs"], 2);
});

test("an actor that is left out takes its ties along; a tie leaves the actors", () => {
  assert.deepEqual(shown({ off: off({ kind: ["Person"] }) }), [
    [BODY, TOWN, ALONE, HOSTILE],
    [COOPERATES, LOOP],
  ]);
  assert.deepEqual(shown({ off: off({ basis: ["appointment", ""] }) }), [
    [ADA, BODY, TOWN, ALONE, HOSTILE],
    [MEMBER, COOPERATES, FUNDS],
  ]);
});

test("of several values one that is shown is enough", () => {
  assert.deepEqual(shown({ off: off({ area: ["Massif", ""] }) })[0], [ADA, BODY, TOWN]);
  assert.deepEqual(shown({ off: off({ area: ["Région", ""] }) })[0], [TOWN]);
  assert.deepEqual(shown({ off: off({ document: ["Document fictif A", ""] }) })[1], [
    PLANNED,
    COOPERATES,
  ]);
});

test("at a date those are seen that may hold, told apart by how", () => {
  const at2018 = page({ date: "2018" }).seen;
  assert.deepEqual(at2018.how, ["certain", null, null, "undated", "undated", "certain"]);
  assert.deepEqual(at2018.counts, { certain: 2, possible: 0, undated: 2 });
  const { seen } = page({ date: "2020" });
  assert.deepEqual(seen.how, ["possible", "possible", "certain", "undated", "undated", null]);
  assert.deepEqual(shown({ date: "2020", off: off({ when: ["undated"] }) })[1], [
    MEMBER,
    PLANNED,
    CHAIRS,
  ]);
});

test("what is not shown by how it holds is counted all the same", () => {
  const { seen } = page({ date: "2020", off: off({ when: ["undated"] }) });
  assert.deepEqual(seen.counts, { certain: 1, possible: 2, undated: 2 });
});

test("actors without a tie can be left out", () => {
  assert.deepEqual(shown({ lone: false })[0], [ADA, BODY, TOWN, HOSTILE]);
  assert.deepEqual(shown({ lone: false, off: off({ basis: ["funding"] }) })[0], [ADA, BODY, TOWN]);
});

test("a neighbourhood goes so many steps along the ties that are seen", () => {
  const { seen } = page({ ego: { node: HOSTILE, steps: 2 } });
  assert.deepEqual(
    [...(seen.rings || [])],
    [
      [HOSTILE, 0],
      [ADA, 1],
      [BODY, 2],
    ],
  );
  assert.deepEqual([...seen.edges], [MEMBER, PLANNED, CHAIRS, FUNDS]);
  assert.deepEqual(shown({ ego: { node: HOSTILE, steps: 2 }, off: off({ basis: ["funding"] }) }), [
    [HOSTILE],
    [],
  ]);
});

const overview = [
  {
    by: /** @type {const} */ ("level"),
    of: [0, 0, 1, 1, 1],
    groups: [
      { kind: "Person", place: "échelon local", count: 2, x: 0, y: 0 },
      { kind: "Intercommunality", place: "", count: 3, x: 10, y: 0 },
    ],
  },
];

test("of a large network one group is seen, or all, drawn by groups", () => {
  assert.deepEqual(shown({ part: "in:level:1" }, { overview }), [[TOWN, ALONE, HOSTILE], [LOOP]]);
  assert.deepEqual(shown({ part: "by:level" }, { overview })[1], ALL);
  assert.equal(page({}, { overview }).state.part, "by:level");
  const { net, state } = page({ part: "in:level:1" }, { overview });
  assert.equal(scopeText(net, state), "Groupe\u202f: intercommunality · non renseigné");
});

test("filters and date are told in words", () => {
  const { net, facets, state, seen } = page({
    date: "2018",
    lone: false,
    off: off({ kind: ["Person"], basis: ["appointment", "cooperation", "funding", ""] }),
  });
  assert.equal(
    filtersText(net, facets, state),
    "Nature\u202f: sauf person\u202f; Fondement des liens\u202f: seulement fondement membership\u202f; " +
      "acteurs sans lien affiché masqués",
  );
  const counts = "2018\u202f: 0 certain, 0 seulement possible, 1 de date inconnue";
  assert.equal(
    dateText(
      net,
      { date: "2018", against: "" },
      page({ date: "2018", off: off({ kind: ["Person"], basis: ["appointment", "cooperation"] }) })
        .seen,
    ),
    counts,
  );
  assert.equal(dateText(net, { date: "", against: "" }, seen), "Toutes les dates");
  const around = page({ ego: { node: ADA, steps: 1 } });
  assert.match(filtersText(around.net, around.facets, around.state), /Élodie Œuvrard$/);
  const none = page();
  assert.equal(filtersText(none.net, none.facets, none.state), "aucun filtre");
});
