// Two dates in one picture: what stayed, entered and left.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  sideBySide,
  changeCounts,
  changeOf,
  compared,
  onSide,
} from "../../tigraph/drawing/page/script/changes.js";
import { dateText } from "../../tigraph/drawing/page/script/filter.js";
import { markOf, tieSigns } from "../../tigraph/drawing/page/script/measures.js";
import { sceneOf } from "../../tigraph/drawing/page/script/scene.js";
import { page } from "./given.js";

/**
 * A page whose ties hold in these years alone, each from one to another.
 * @param {[string, string][]} years
 * @param {Parameters<typeof page>[0]} chosen
 */
function held(years, chosen) {
  const { data } = page().net;
  const claims = years.map(([from, to]) => [
    {
      claim: "claim/x",
      valid: `${from}/${to}`,
      bounds: [`${from}-01-01`, `${from}-01-01`, `${to}-12-31`, `${to}-12-31`],
      attested: [],
      certain: true,
    },
  ]);
  const { columns, rows } = data.ties;
  return page(chosen, { ties: { rows, columns: { ...columns, claims: { is: claims } } } });
}
/** @type {[string, string][]} */
const YEARS = [
  ["2018", "2020"],
  ["2018", "2018"],
  ["2020", "2020"],
  ["2016", "2016"],
  ["2018", "2020"],
  ["2020", "2020"],
];

test("the earlier date comes first, whichever was chosen", () => {
  assert.deepEqual(compared({ date: "2020", against: "2018" }), ["2018", "2020"]);
  assert.deepEqual(compared({ date: "2018", against: "2020" }), ["2018", "2020"]);
  assert.equal(compared({ date: "2018", against: "" }), null);
  assert.equal(compared({ date: "2018", against: "2018" }), null);
});

test("each tie has stayed, entered, moved or left, and what holds at neither date is not seen", () => {
  for (const chosen of [
    { date: "2020", against: "2018" },
    { date: "2018", against: "2020" },
  ]) {
    const { seen } = held(YEARS, chosen);
    assert.deepEqual(seen.change, ["kept", "lost", "moved", null, "kept", "gained"]);
    assert.deepEqual([...seen.edges].sort(), [0, 1, 2, 4, 5]);
    assert.deepEqual(changeCounts(seen), { kept: 2, gained: 1, moved: 1, lost: 1 });
  }
  assert.equal(held(YEARS, { date: "2020" }).seen.change, null);
});

test("an actor has stayed where it has ties at both dates", () => {
  const { net, state, seen } = held(YEARS, { date: "2020", against: "2018" });
  net.actors.forEach((_, i) => {
    const own = net.tiesOf[i].filter((j) => seen.edges.has(j)).map((j) => seen.change?.[j]);
    const all = new Set(own);
    const moved = net.tiesOf[i].some(
      (j) => net.ties[j].source === i && seen.change?.[j] === "moved",
    );
    const told = moved ? "moved" : !all.size ? null : all.size > 1 ? "kept" : [...all][0];
    assert.equal(changeOf(net, seen, i), told);
  });
  const stayed = net.actors.findIndex((_, i) => changeOf(net, seen, i) === "kept");
  assert.equal(markOf(net, state, stayed, seen).colour, "#0072b2");
});

test("the legend and the date say both dates and how many became what", () => {
  const { net, state, seen } = held(YEARS, { date: "2020", against: "2018" });
  assert.deepEqual(
    tieSigns(net, seen, seen.edges).map(({ label, count }) => [label, count]),
    [
      ["resté", 2],
      ["entré", 1],
      ["déplacé", 1],
      ["sorti", 1],
    ],
  );
  assert.match(
    dateText(net, state, seen),
    /^De 2018 à 2020.: 2 liens restés, 1 entré, 1 déplacé, 1 sorti$/,
  );
});

test("side by side each date has the ties of then, and who has none is absent", () => {
  const { net, state, seen } = held(YEARS, { date: "2020", against: "2018", side: true });
  assert.ok(sideBySide(state) && !sideBySide({ ...state, against: "" }));
  const scene = sceneOf(net, state, seen, { grown: 1, upright: false });
  const [first, last] = [onSide(scene, seen, "first"), onSide(scene, seen, "last")];
  assert.deepEqual(first.edges.map(({ id }) => id).sort(), [0, 1, 4]);
  assert.deepEqual(last.edges.map(({ id }) => id).sort(), [0, 2, 4, 5]);
  const gone = net.ties[1].target;
  const still = last.edges.some(({ from, to }) => from === gone || to === gone);
  assert.equal(last.absent?.has(gone), !still);
});
