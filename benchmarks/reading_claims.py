"""Claims that are proposed, held against claims that people coded: posts, memberships, figures.

    python benchmarks/reading_claims.py [SOURCES] [ARTICLES] [--proposers NAME ...] [--given]
                                        [--store DIR] [--misses]

SOURCES is the folder of the five texts that the shipped graph cites, ARTICLES that of the retold
pages that benchmarks/gold/claims.jsonl codes (document, places, relation, value, unit, qualifier,
date: no words of theirs). A proposal is right where relation and both ends are those of a coded
claim: an end by a place that it shares with a naming of the coded entity, or with the cited spans.
A figure is right where number, qualifier, unit and date are. Each coded claim is found once, by
whichever proposal; several proposals of one coded claim are all right. What is denied, asked or
proposed with less confidence than `--least` is left out.

`--given` takes the mentions of the five texts from the graph's namings, so that rules of claims
are measured without those of names.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from processes import ROOT

sys.path.insert(0, str(ROOT))

import tigraph
from tigraph.reading import Claimed, Mention, Reading, installed_proposers, propose

if TYPE_CHECKING:
    import pyoxigraph as ox

GOLD = ROOT / "benchmarks" / "gold" / "claims.jsonl"
DATES = {
    "000": "2024", "001": "2023-12", "002": "2019-01", "003": "2019-01-31", "004": "2021-09-16",
    "01": "2019-03-06", "05": "2021", "06": "2019-07", "07": "2019-03-29", "11": "2021-02-01",
    "14": "2021-03", "16": "2021",
}  # fmt: skip
TIES = ("relation:holds-post", "relation:member")
#: Units that people and rules name otherwise, and mean alike.
ALIKE = {"employee": "person", "euro-per-month": "euro"}
QUERY = """PREFIX tig: <https://w3id.org/tigraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?claim ?text ?relation ?subject ?object ?value ?minimum ?maximum ?unit ?qualifier ?valid
       ?citation ?start ?end
WHERE {
  ?claim tig:citation ?citation . ?citation oa:hasSource ?text ; oa:hasSelector ?span .
  ?span oa:start ?start ; oa:end ?end .
  OPTIONAL { ?claim tig:relation ?relation }
  OPTIONAL { ?claim tig:subject|org:member ?subject }
  OPTIONAL { ?claim tig:object|org:organization ?object }
  OPTIONAL { ?claim tig:value ?value } OPTIONAL { ?claim tig:minimum ?minimum }
  OPTIONAL { ?claim tig:maximum ?maximum } OPTIONAL { ?claim tig:unit ?unit }
  OPTIONAL { ?claim tig:qualifier ?qualifier } OPTIONAL { ?claim tig:validTime ?valid }
}"""
NAMINGS = """PREFIX tig: <https://w3id.org/tigraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?entity ?text ?start ?end ?class WHERE {
  ?naming tig:names ?entity ; oa:hasSource ?text ; oa:hasSelector ?span .
  ?span oa:start ?start ; oa:end ?end . OPTIONAL { ?entity a ?class }
}"""
CLASSES = {
    "Person": "person", "GovernanceBody": "body", "FormalOrganization": "organisation",
    "OrganizationalUnit": "body", "LabelledTerritory": "territory", "Location": "place",
    "Intercommunality": "intercommunality",
}  # fmt: skip

Place = tuple[int, int]


@dataclass(frozen=True)
class Coded:
    """A claim that a person coded: of each end, and of the whole, the places that name it."""

    key: str
    relation: str
    subject: tuple[Place, ...] = ()
    object: tuple[Place, ...] = ()
    spans: tuple[Place, ...] = ()
    values: tuple[str, ...] = ()
    unit: str = ""
    qualifier: str = ""
    date: str = ""


@dataclass
class Score:
    """How many were coded and found, proposed and right."""

    coded: int = 0
    found: int = 0
    proposed: int = 0
    right: int = 0
    told: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """Return the row of a table."""
        shares = [
            f"{100 * one / of:.0f} %" if of else "-"
            for one, of in ((self.found, self.coded), (self.right, self.proposed))
        ]
        return (
            f"| {name} | {self.coded} | {self.found} | {shares[0]} "
            f"| {self.proposed} | {self.right} | {shares[1]} |"
        )

    def __add__(self, other: Score) -> Score:
        return Score(
            self.coded + other.coded, self.found + other.found,
            self.proposed + other.proposed, self.right + other.right, self.told + other.told,
        )  # fmt: skip


def last(term: object) -> str:
    return str(getattr(term, "value", "") or "").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def solutions(store: ox.Store, query: str) -> ox.QuerySolutions:
    """Return the rows of a SELECT."""
    import pyoxigraph as ox

    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


def of_graph() -> tuple[dict[str, list[Coded]], dict[str, list[tuple[Place, str, str]]]]:
    """Return the claims of the shipped graph by text, and its namings: place, type, entity."""
    import pyoxigraph as ox

    store = ox.Store()
    store.load(path=str(ROOT / "data" / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    names: dict[tuple[str, str], set[Place]] = defaultdict(set)
    namings: dict[str, dict[Place, tuple[str, str]]] = defaultdict(dict)
    for row in solutions(store, NAMINGS):
        text, entity = last(row["text"]), row["entity"].value
        place = (int(row["start"].value), int(row["end"].value))
        names[text, entity].add(place)
        if kind := CLASSES.get(last(row["class"])):
            namings[text][place] = (kind, entity)
    rows: dict[tuple[str, str], list[ox.QuerySolution]] = defaultdict(list)
    for row in solutions(store, QUERY):
        rows[last(row["text"]), row["claim"].value].append(row)
    coded: dict[str, list[Coded]] = defaultdict(list)
    for (text, claim), told in rows.items():
        first = told[0]
        spans = tuple(sorted({(int(r["start"].value), int(r["end"].value)) for r in told}))
        relation = f"relation:{last(first['relation'])}" if first["relation"] else "figure"
        ends = [
            names[text, first[end].value] if first[end] else set() for end in ("subject", "object")
        ]
        values = tuple(last(first[name]) for name in ("value", "minimum", "maximum") if first[name])
        coded[text].append(
            Coded(
                claim,
                relation,
                tuple(ends[0]),
                tuple(ends[1]),
                spans,
                values,
                last(first["unit"]),
                last(first["qualifier"]),
                last(first["valid"]),
            )
        )
    given = {t: [(p, k, e) for p, (k, e) in found.items()] for t, found in namings.items()}
    return coded, given


def of_articles() -> dict[str, list[Coded]]:
    coded: dict[str, list[Coded]] = defaultdict(list)
    for number, line in enumerate(GOLD.read_text("utf-8").splitlines()):
        one = json.loads(line)
        places = {
            name: tuple(map(tuple, one.get(name, ()))) for name in ("subject", "object", "spans")
        }
        values = tuple(one[name] for name in ("value", "minimum", "maximum") if name in one)
        coded[one["document"]].append(
            Coded(
                str(number),
                one.get("relation", "figure"),
                places["subject"],
                places["object"],
                places["spans"],
                values,
                one.get("unit", ""),
                one.get("qualifier", ""),
                one["date"],
            )
        )
    return coded


def meets(some: Iterable[Place], others: Iterable[Place]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def same_tie(one: Claimed, coded: Coded) -> bool:
    """Whether relation and both ends are those that were coded."""
    if one.relation != coded.relation or one.object is None:
        return False
    ends = coded.object + coded.spans
    within = one.within.spans if one.within else ()
    return meets(one.subject.spans, coded.subject) and meets((*one.object.spans, *within), ends)


def same_figure(one: Claimed, coded: Coded, date: bool = True) -> bool:
    """Whether number, qualifier and unit are those that were coded, at that place, and the date."""
    if one.object is not None or coded.relation != "figure" or not meets(one.spans, coded.spans):
        return False
    values = tuple(v for v in (one.value, one.minimum, one.maximum) if v)
    unit = ALIKE.get(one.unit or "", one.unit or "")
    alike = tuple(map(float, values)) == tuple(float(v) for v in coded.values if v)
    qualifier = "exact" if one.qualifier == "between" else one.qualifier
    if not (alike and ALIKE.get(coded.unit, coded.unit) == unit and qualifier == coded.qualifier):
        return False
    return not date or one.valid == coded.date


def scored(
    name: str, claims: Sequence[Claimed], coded: Sequence[Coded], text: str, figures: bool
) -> Score:
    """Return how the claims of a document stand against what was coded."""
    if figures:
        mine = [one for one in claims if one.object is None]
        wanted = [one for one in coded if one.relation == "figure" and one.values]
        same: Callable[[Claimed, Coded], bool] = same_figure
    else:
        mine = [one for one in claims if one.object is not None and one.relation in TIES]
        wanted = [one for one in coded if one.relation in TIES and one.subject]
        same = same_tie
    found = {one.key for one in wanted if any(same(claim, one) for claim in mine)}
    right = [any(same(claim, one) for one in wanted) for claim in mine]
    told = [f"{name} not found: {one.key.rsplit('/', 1)[-1]} {one.values} {one.unit} {one.date}"
            f" {[text[a:b] for a, b in one.spans or one.subject + one.object]}"
            for one in wanted if one.key not in found]  # fmt: skip
    told += [
        f"{name} not coded: {one.rule} {one.subject.label} | "
        f"{one.object.label if one.object else (one.qualifier, one.value, one.minimum, one.unit)}"
        f" {one.valid}"
        for one, fits in zip(mine, right, strict=True)
        if not fits
    ]
    return Score(len(wanted), len(found), len(mine), sum(right), told)


def from_namings(given: Iterable[tuple[Place, str, str]]) -> list[Mention]:
    return [
        Mention(str(i), (place,), kind, "given", 1.0, entity)
        for i, (place, kind, entity) in enumerate(given)
    ]


def read(args: argparse.Namespace) -> dict[str, Score]:
    """Return the scores of each set of documents, by what is counted."""
    graph = tigraph.load(store=args.store) if args.store else tigraph.load()
    coded, namings = of_graph()
    sets = {"five texts": (args.sources, coded, 3), "retellings": (args.articles, of_articles(), 2)}
    scores: dict[str, Score] = {}
    for title, (folder, gold, size) in sets.items():
        for path in sorted(folder.glob("[0-9]*.txt")) if folder else ():
            text, name = path.read_text("utf-8"), path.name[:size]
            reading = Reading(text, "fr", graph.ground, DATES.get(name, ""))
            if args.given and size == 3:
                mentions = from_namings(namings[name])
                found = list(installed_proposers()["claims"].propose(reading, mentions))
            else:
                found = propose(reading, args.proposers or ())
            claims = [
                one for one in found if isinstance(one, Claimed)
                and not one.negated and not one.asked and one.confidence >= args.least
            ]  # fmt: skip
            for figures, what in ((False, "posts and memberships"), (True, "figures")):
                key = f"{what}, {title}"
                scores[key] = scores.get(key, Score()) + scored(
                    name, claims, gold[name], text, figures
                )
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sources", nargs="?", type=Path)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--proposers", nargs="*")
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--store")
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    scores = read(args)
    print("| | coded | found | | proposed | right | |\n|---|---:|---:|---:|---:|---:|---:|")
    for name, score in scores.items():
        print(score.row(name))
    if args.misses:
        print("\n".join(line for score in scores.values() for line in score.told))


if __name__ == "__main__":
    main()
