"""What is asked of a store that may be damaged, in a process that can be ended."""

from __future__ import annotations

from pathlib import Path

import tigraph
from tigraph.layers import inventory, write
from tigraph.limits import Give


def asked(_give: Give, folder: Path) -> list[str]:
    """Return what a store answers: names, claims, a date worked out, a layer, a report."""
    graph = tigraph.load(store=folder, language="en")
    graph.ground.alone = True
    told = [repr([found["label"] for found in graph.search("club fictif")])]
    told.append(repr(graph.show("Cédric Bôle")["relations"][0]["label"]))
    told.append(repr(sorted(map(repr, graph.query("who-presides", as_of="2019")))))
    told.append(repr(graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows))
    told.append(repr(list(inventory.report(folder, "club"))))
    exported = folder.parent / f"{folder.name}.nt"
    with exported.open("wb") as file:
        write(inventory.layer_file(folder, "club"), "urn:g", "nt", file)
    told.append(exported.read_text(encoding="utf-8"))
    return told
