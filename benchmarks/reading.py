"""How much of what texts name is found at its exact place, right, and linked to the right entity.

    python benchmarks/reading.py SOURCES ARTICLES [--store STORE] [--proposers names,rules] [-v]

SOURCES is the folder of the five texts that the curated graph cites: what they name is in the
graph (`tig:Naming`: a place, a spelling, an entity). Each is read twice, with all names of the
graph and without those of what no other text names, as of the day on which it was published.
Linking is of what was found and the graph has. ARTICLES is a folder of retold articles; what they
name was coded by hand and stands in `benchmarks/reading/mentions.json`, as places alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import tigraph
from tigraph.names import folded
from tigraph.rdf import select
from tigraph.rdf.vocabulary import expand
from tigraph.reading import NAMED, Mention, Reading, propose
from tigraph.reading.gazetteer import Gazetteer

HERE = Path(__file__).parent / "reading"
NAMINGS = """
SELECT ?file ?entity ?start ?end {
  ?naming a tig:Naming ; oa:hasSource ?text ; tig:names ?entity ; oa:hasSelector ?span .
  ?text tig:fileName ?file . ?span oa:start ?start ; oa:end ?end . ?entity a ?kind
  VALUES ?kind { foaf:Person tig:GovernanceBody tig:Intercommunality tig:LabelledTerritory
    org:FormalOrganization org:OrganizationalUnit dcterms:Location }
}"""


#: When each text was published: relative dates, and which of two phases is meant, rest on it.
DATES = """
SELECT ?file ?date {
  ?text tig:fileName ?file ; tig:textOf ?document . ?document dcterms:issued ?date
}"""

#: What the registers of a store call areas and intercommunalities: known without any text.
REGISTERED = """
SELECT DISTINCT ?x ?label {
  ?naming a tig:Naming ; tig:names ?x . ?x a ?kind ; adms:identifier ?number ; skos:prefLabel ?label
  VALUES ?kind { dcterms:Location tig:Intercommunality }
}"""


@dataclass
class Named:
    """Something that is named: places that count as the same, and the entities that may be it."""

    places: set[tuple[int, int]]
    entities: set[str] = field(default_factory=set)


@dataclass
class Score:
    """What was found, of how many; what was proposed, and how much of it was right."""

    gold: int = 0
    found: int = 0
    proposed: int = 0
    right: int = 0
    linkable: int = 0
    linked: int = 0
    wrong: int = 0
    offsets: int = 0
    held: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            *(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True))
        )

    def told(self) -> str:
        def share(part: int, whole: int) -> str:
            return f"{part:4}/{whole:<4} {part / whole if whole else 0:6.1%}"

        return (
            f"found {share(self.found, self.gold)}  right {share(self.right, self.proposed)}  "
            f"linked {share(self.linked, self.linkable)}  "
            f"wrong {share(self.wrong, self.linkable)}  "
            f"offsets {share(self.held, self.offsets)}"
        )


def grouped(rows: list[tuple[int, int, str]]) -> list[Named]:
    """Return names: places of one entity that lie in one another are one, as are two entities'."""
    found: list[Named] = []
    for start, end, entity in sorted(rows, key=lambda row: (row[0] - row[1], row[0])):
        same = next((one for one in found if (start, end) in one.places), None) or next(
            (
                one
                for one in found
                if entity in one.entities and any(s <= start and end <= e for s, e in one.places)
            ),
            None,
        )
        if same is None:
            found.append(same := Named(set()))
        same.places.add((start, end))
        same.entities.add(entity)
    return found


def of_graph(graph: tigraph.Graph) -> dict[str, list[Named]]:
    """Return what the curated graph says that its texts name, by the name of the file."""
    rows: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in select(graph.ground.store, NAMINGS):
        rows[row["file"]].append((int(row["start"]), int(row["end"]), row["entity"]))
    more = json.loads((HERE / "more.json").read_text()) if (HERE / "more.json").is_file() else {}
    for file, listed in more.items():
        rows[file] += [
            (start, end, expand(entity) or entity or "") for start, end, entity in listed
        ]
    return {file: grouped(found) for file, found in rows.items()}


def of_file(name: str, folder: Path) -> dict[str, list[Named]]:
    """Return what was coded by hand, by the name of the file; raises where a text is another."""
    found = {}
    for file, coded in json.loads((HERE / name).read_text()).items():
        text = (folder / file).read_bytes()
        assert hashlib.sha256(text).hexdigest() == coded["sha256"], f"{file} is another text"
        found[file] = [
            Named(
                {(start, end) for start, end, _ in one["places"]},
                {expand(one["entity"]) or one["entity"]} if one["entity"] else set(),
            )
            for one in coded["mentions"]
        ]
    return found


def dates(graph: tigraph.Graph) -> dict[str, str]:
    """Return when each text was published (EDTF), by the name of its file."""
    found = {row["file"]: row["date"] for row in select(graph.ground.store, DATES)}
    coded = json.loads((HERE / "mentions.json").read_text())
    return found | {file: one["date"] for file, one in coded.items() if "date" in one}


def without(graph: tigraph.Graph, gold: dict[str, list[Named]], file: str) -> Gazetteer:
    """Return the names of a graph but for those of what only one text names.

    What a register calls an area or an intercommunality stays: that is known without the text.
    """

    def of(name: str) -> set[str]:
        return {entity for one in gold[name] for entity in one.entities}

    own = of(file) - set().union(*(of(other) for other in gold if other != file))
    known = Gazetteer.of(graph.ground)
    rows = select(graph.ground.store, REGISTERED) if graph.on_disk else []
    registered = {(row["x"], folded(row["label"])) for row in rows}
    return Gazetteer(
        [
            (name, *one)
            for name, several in known.bearers.items()
            for one in several
            if one.iri not in own or (one.iri, folded(one.written)) in registered
        ]
    )


def scored(
    text: str, gold: list[Named], reading: Reading, chosen: list[str], verbose: bool
) -> Score:
    """Return how well one text was read."""
    assert reading.ground is not None
    names = reading.ground.names
    mentions = [one for one in propose(reading, chosen) if isinstance(one, Mention)]
    named = [one for one in mentions if one.type in NAMED]
    score = Score(gold=len(gold), proposed=len(named))
    at = {one.spans[0]: one for one in named}
    every = {place for one in gold for place in one.places}
    score.found = sum(any(place in at for place in one.places) for one in gold)
    score.right = sum(one.spans[0] in every for one in named)
    score.offsets = len(mentions)
    score.held = sum(0 <= one.start < one.end <= len(text) for one in mentions)
    for one in gold:
        proposed = next((at[place] for place in one.places if place in at), None)
        known = {entity for entity in one.entities if names.get(entity)}
        score.linkable += bool(known and proposed)
        if proposed and proposed.entity and known:
            right = proposed.entity in one.entities
            score.linked += right
            score.wrong += not right
            if verbose and not right:
                print(f"    wrong: {text[proposed.start : proposed.end]!r} {proposed.entity}")
        elif verbose and proposed and known:
            print(f"    open: {text[proposed.start : proposed.end]!r} {next(iter(known))}")
    if verbose:
        for one in gold:
            if not any(place in at for place in one.places):
                print("    missed:", [text[s:e] for s, e in one.places])
        for more in named:
            if more.spans[0] not in every:
                print(f"    more: {text[more.start : more.end]!r} {more.type} {more.rule}")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--store")
    parser.add_argument("--proposers", default="names,rules")
    parser.add_argument("-v", "--verbose", action="store_true")
    given = parser.parse_args()
    chosen = given.proposers.split(",")
    graph = tigraph.load(store=given.store)
    own, coded = of_graph(graph), of_file("mentions.json", given.articles)
    dated = dates(graph)
    for title, folder, gold, left_out in (
        ("the five texts, all names known", given.sources, own, False),
        ("the five texts, each without names that no other has", given.sources, own, True),
        ("retold articles", given.articles, coded, False),
    ):
        print(title)
        total, took = Score(), 0.0
        for file, named in sorted(gold.items()):
            text = (folder / file).read_text(encoding="utf-8")
            kept = {"names": without(graph, gold, file)} if left_out else {}
            begun = time.process_time()
            reading = Reading(text, ground=graph.ground, dated=dated.get(file, ""), kept=kept)
            score = scored(text, named, reading, chosen, given.verbose)
            took += time.process_time() - begun
            print(f"  {file[:8]:8} {score.told()}")
            total += score
        print(f"  {'all':8} {total.told()}  {took:.1f} s")


if __name__ == "__main__":
    main()
