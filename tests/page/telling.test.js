// What the panel tells of a tie: a sentence, a verdict, what nobody says; how it is cited.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bibtex, citationText } from "../../tigraph/drawing/page/script/citing.js";
import {
  attestedYears,
  byEvidence,
  contrariesOf,
  documentsOf,
  elided,
  rivalsOf,
  sentenceOf,
  silenceOf,
  verbOf,
} from "../../tigraph/drawing/page/script/telling.js";
import { wordsIn } from "../../tigraph/drawing/page/script/words.js";
import { BODY, COOPERATES, FUNDS, LOOP, MEMBER, PLANNED, page } from "./given.js";

const { net } = page();

test("a tie is told as a sentence", () => {
  assert.equal(
    sentenceOf(net, net.ties[MEMBER]),
    "Élodie Œuvrard relation member-of Comité imaginaire",
  );
});

test("a post is what its holder is, and not named after him again", () => {
  const actors = net.actors.map((actor, i) =>
    i === BODY ? { ...actor, kind: "Post", label: "ministre, Élodie Œuvrard" } : actor,
  );
  const tie = { ...net.ties[MEMBER], relation: "holds", relation_label: "occupe le poste" };
  assert.equal(sentenceOf({ ...net, actors }, tie), "Élodie Œuvrard est ministre");
  const english = { ...net, actors, words: wordsIn("en") };
  assert.equal(sentenceOf(english, tie), "Élodie Œuvrard is ministre");
});

test("French elides de before a vowel", () => {
  assert.deepEqual(elided("est membre de", "Alliances"), ["est membre d’", "Alliances"]);
  assert.deepEqual(elided("est membre de", "Gouvernement"), ["est membre de ", "Gouvernement"]);
  assert.deepEqual(elided("occupe", "Alliances"), ["occupe ", "Alliances"]);
});

test("a document counts once, however often it is cited", () => {
  const [proof] = net.ties[MEMBER].evidence;
  assert.deepEqual(documentsOf([proof, { ...proof, place: "1–2" }]), [proof.document]);
  assert.equal(documentsOf(net.ties[COOPERATES].evidence).length, 2);
});

test("what no document says: when it began, when it ended", () => {
  assert.match(silenceOf(net, COOPERATES), /quand ce lien a commencé ni s’il a pris fin/);
  // Since 2018-11-22, still going on: both are said
  assert.equal(silenceOf(net, MEMBER), "");
  assert.equal(silenceOf(net, FUNDS), "");
  // It holds by definition
  assert.equal(silenceOf(net, LOOP), "");
  // The first day of a programme, the day of a source: no document says that it began or ended then
  /** @type {[bounds: (string | null)[], told: RegExp][]} */
  const bounded = [
    [["2018-01-01", null, null, null], /quand ce lien a commencé ni s’il a pris fin/],
    [[null, "2025-01-01", "2025-01-01", null], /quand ce lien a commencé ni s’il a pris fin/],
    [["2018-01-01", "2018-12-31", null, "2027-12-31"], /si ce lien a pris fin/],
    [["2018-01-01", "2018-12-31", "2022-01-01", "2022-12-31"], /^$/],
  ];
  for (const [bounds, told] of bounded) {
    const times = net.times.map((own, i) =>
      i === MEMBER ? [{ bounds, valid: "", attested: [] }] : own,
    );
    assert.match(silenceOf({ ...net, times }, MEMBER), told);
  }
});

test("attested when sources say so, else when they were published", () => {
  assert.equal(attestedYears(net, MEMBER), "2019");
  const times = net.times.map((own) => [...own]);
  times[MEMBER] = [
    {
      bounds: [],
      valid: "",
      attested: [
        ["2023-12-01", "2024-10-31"],
        ["2024-01-01", "2024-12-31"],
      ],
    },
  ];
  assert.equal(attestedYears({ ...net, times }, MEMBER), "2023–2024");
  assert.equal(attestedYears(net, LOOP), "");
});

test("only what is said of the same relation says it otherwise", () => {
  /** @type {(relation: string) => any} */
  const rival = (relation) => ({
    ...{ claim: `urn:claim:${relation}`, source: "urn:a", target: "urn:b", role: "" },
    ...{ basis_label: "", valid: "2021", certain: true, evidence: [], relation_label: relation },
  });
  const ties = [...net.ties];
  const own = ties[MEMBER].relation_label || "";
  ties[MEMBER] = { ...ties[MEMBER], otherwise: [rival(own), rival("autre relation")] };
  const other = { ...net, ties };
  assert.equal(rivalsOf(other, MEMBER).length, 2);
  assert.deepEqual(
    contrariesOf(other, MEMBER).map(({ relation_label: label }) => label),
    [own],
  );
});

test("a relation without words is told as a tie, never as a code", () => {
  const bare = { source: 0, target: 1, relation: "org:linkedTo", relation_label: "org:linkedTo" };
  assert.equal(verbOf(net, bare), "est lié à");
  assert.equal(verbOf(net, { ...bare, relation: "", relation_label: "" }), "est lié à");
  assert.equal(verbOf(net, { ...bare, relation_label: "siège avec" }), "siège avec");
});

test("ties that most documents say come first", () => {
  assert.deepEqual(byEvidence(net, [LOOP, MEMBER, COOPERATES]), [COOPERATES, MEMBER, LOOP]);
});

test("a citation names sentence, documents and the graph", () => {
  const told = citationText(net, "Elle préside", documentsOf(net.ties[PLANNED].evidence), "");
  assert.match(
    told,
    /^Elle préside\. Selon\u202f: Éditeur inventé, «\u202fDocument fictif B\u202f»/,
  );
  assert.match(told, /31 janvier 2019, https:\/\/example\.org\/a\./);
  assert.match(told, /tigraph 0\.1\.0/);
});

test("BibTeX has an entry for each document and one for the page, and no stray braces", () => {
  const evil = { title: "a } b { \\c & 100 %", publisher: "P_q", date: "2019-01~", url: "" };
  const told = bibtex(
    { ...net, data: { ...net.data, documents: [evil] } },
    [0],
    "https://example.org/x#date=2019",
  );
  assert.equal((told.match(/^@misc\{/gm) || []).length, 2);
  assert.equal((told.match(/\{/g) || []).length, (told.match(/\}/g) || []).length);
  assert.match(told, /title = \{\{a {2}b {2}\\textbackslash c \\& 100 \\%\}\}/);
  assert.match(told, /year = \{2019\}/);
  assert.match(told, /url = \{https:\/\/example\.org\/x#date=2019\}/);
});
