"""Networks of invented names, for every test that draws, exports or opens one."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import networkx as nx

from tigraph.networks.network import Network
from tigraph.querying import Asked

HOSTILE = [
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "\"quotes\" 'single' `back` & &lt;",
    "rtl \u202egnol\u202c \u200f שלום",
    "long " * 100,
    "emoji 🏭🇫🇷 👩‍🔧",
    "$x_1$ @@data@@ {{ 7*7 }} <!-- \u2028",
]
EVIDENCE = {
    "title": "Document fictif A",
    "publisher": "Éditeur inventé",
    "date": "2019-01-31",
    "url": "https://example.org/a",
    "place": "3023–3075",
    "speaker": "Porte-parole imaginaire",
    "modality": "énoncé",
}


ASKED = {"projection": "name"}
_CHOICES = {*ASKED, *(field.name for field in fields(Asked))}


def network(graph: Any, **about: Any) -> Network:
    """A network; `about` is what is said of it, and what was asked (`projection`, `as_of`, …)."""
    told: dict[str, Any] = {
        "title": "Réseau fictif",
        "description": "Acteurs inventés pour l’essai.",
        "language": "fr",
        "directed": True,
        "made": "2026-01-02",
        "version": "0.1.0",
        "sources": ("Document fictif A", "Document fictif B"),
    }
    asked = {"name": "actors", "query": "actors", "as_of": "2019"} | {
        ASKED.get(key, key): about.pop(key) for key in [*about] if key in _CHOICES
    }
    return Network(graph=graph, asked=Asked(**asked), **(told | about))


def actor(label: str, kind: str = "Person", **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "kind": kind,
        "kind_label": kind.lower(),
        "level": "local",
        "level_label": "échelon local",
        "order": "state",
        "order_label": "État",
        "names": [],
        **more,
    }


def tie(relation: str = "member-of", basis: str = "membership", **more: Any) -> dict[str, Any]:
    return {
        "relation": relation,
        "relation_label": f"relation {relation}",
        "basis": basis,
        "basis_label": f"fondement {basis}",
        "start": "2018-11-22",
        "end": "",
        "valid": "2018-11-22/..",
        "certain": True,
        "weight": 1,
        "claim": "https://example.org/claim/1",
        "evidence": [EVIDENCE],
        **more,
    }


def grown(n: int) -> Network:
    graph: Any = nx.MultiDiGraph()
    for i in range(n):
        graph.add_node(f"urn:{i:04d}", **actor(f"Acteur fictif {i}", f"Kind{i % 9}"))
    for i in range(1, n - n // 10):
        graph.add_edge(f"urn:{i:04d}", f"urn:{i * i % (i // 2 + 1):04d}", **tie())
    return network(graph)


def hostile() -> Network:
    graph: Any = nx.MultiDiGraph()
    for i, text in enumerate(HOSTILE):
        graph.add_node(
            f"urn:{i}", **actor(text, text, kind_label=text, names=[text], level_label=text)
        )
    for i, text in enumerate(HOSTILE):
        proof = dict.fromkeys(EVIDENCE, text)
        more: dict[str, Any] = {
            "relation_label": text,
            "basis_label": text,
            "valid": text,
            "evidence": [proof],
        }
        graph.add_edge(f"urn:{i}", f"urn:{(i + 1) % len(HOSTILE)}", **tie(basis=text, **more))
    text = "".join(HOSTILE[:4])
    return network(graph, title=text, description=text, query=text, sources=tuple(HOSTILE))
