"""How many drafted sentences are borne: true ones, and untrue ones, of which none may be."""

from __future__ import annotations

import argparse
import csv
import os
import re
import time
from collections import Counter
from pathlib import Path

from tigraph.graph import Graph, load
from tigraph.rdf import select
from tigraph.verifying import BORNE, verified

TABLES = Path(__file__).parents[1] / "tests" / "verifying"
SENTENCES = TABLES / "sentences.tsv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list true sentences not borne")
    parser.add_argument("--swaps", action="store_true", help="put other names in, and list")
    parser.add_argument("--table", type=Path, default=SENTENCES, help="or drawn.tsv beside it")
    given = parser.parse_args()
    graph = load()
    verified(graph.ground, "Warm.", "en")
    counted: Counter[tuple[str, str, str]] = Counter()
    begun, sentences = time.process_time(), 0
    with given.table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found = verified(graph.ground, row["sentence"], row["language"])[-1]
            sentences += 1
            counted[row["half"], row["truth"], found.verdict] += 1
            if given.misses and (row["truth"] == "true") != (found.verdict == "borne"):
                print(f"{row['half']}, {row['truth']}, {found.verdict}: {row['sentence']}")
    took = (time.process_time() - begun) / max(sentences, 1)
    print("| sentences | borne | not borne | not verifiable |\n|---|---:|---:|---:|")
    for half, truth in dict.fromkeys((half, truth) for half, truth, _ in counted):
        numbers = [counted[half, truth, one] for one in ("borne", "not-borne", "not-verifiable")]
        print(f"| {half}, {truth} | {' | '.join(map(str, numbers))} |")
    changed, borne = mutated(graph, given.table)
    print(f"\nA number or year changed in a true one: {changed}, borne {borne}.")
    if given.swaps:
        asked, told = swapped(graph, given.table)
        print(f"Another name in a true one: {asked}, borne {len(told)}, to be read:")
        print(*told, sep="\n")
    print(f"{1000 * took:.0f} ms of processor a sentence; load {os.getloadavg()[0]:.1f}.")


def mutated(graph: Graph, table: Path) -> tuple[int, int]:
    """Return how many true sentences with another number were asked, and how many were borne."""
    changed = borne = 0
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for number in re.findall(r"\d+", row["sentence"]) if row["truth"] == "true" else ():
                draft = row["sentence"].replace(number, str(int(number) + 7), 1)
                told = verified(graph.ground, draft, row["language"])
                changed, borne = changed + 1, borne + all(one.verdict == BORNE for one in told)
    return changed, borne


_NAMES = """
SELECT ?kind ?label {
  VALUES ?kind { foaf:Person tig:LabelledTerritory tig:Intercommunality org:FormalOrganization }
  ?x a ?kind ; skos:prefLabel|skos:altLabel ?label FILTER (STRLEN(?label) > 3)
}
"""


def swapped(graph: Graph, table: Path) -> tuple[int, list[str]]:
    """Return how many true sentences with another name of that kind were asked, and those borne."""
    of_kind: dict[str, list[str]] = {}
    for row in select(graph.store, _NAMES):
        of_kind.setdefault(row["kind"], []).append(row["label"])
    drafts: dict[str, str] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for names in of_kind.values() if row["truth"] == "true" else ():
                inside = [one for one in names if one in row["sentence"]]
                for one in [max(inside, key=len)] if inside else []:
                    for other in names:
                        if other not in row["sentence"]:
                            drafts[row["sentence"].replace(one, other)] = row["language"]
    told = {
        draft: verified(graph.ground, draft, language)[-1].verdict
        for draft, language in drafts.items()
    }
    return len(drafts), [draft for draft, verdict in told.items() if verdict == "borne"]


if __name__ == "__main__":
    main()
