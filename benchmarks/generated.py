"""Networks of any size from a generator: hubs, communities, a few parts and isolates.

In memory, or as RDF that `tigraph view all-ties --data FILE --only-data` reads.
"""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

from tigraph.networks.network import Network
from tigraph.querying import Asked

KINDS = ("Person", "GovernanceBody", "LabelledTerritory", "Intercommunality", "FormalOrganization")
TIG = "https://w3id.org/tigraph/ontology#"
ID = "https://w3id.org/tigraph/id/"
CONCEPT = "https://w3id.org/tigraph/concept/"
ORG = "http://www.w3.org/ns/org#"
CLASSES = {"Person": "http://xmlns.com/foaf/0.1/Person", "FormalOrganization": ORG + KINDS[4]}
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LEVELS = ("national", "regional", "local", "")


def generated(n: int, seed: int = 1) -> Network:
    """A network of `n` actors: four in five in one part, of some thirty to a community."""
    draw = random.Random(seed)
    graph: Any = nx.MultiDiGraph()
    main, size = round(0.8 * n), 30
    for i in range(n):
        level = LEVELS[min(int(draw.expovariate(1.2)), 3) if i % 7 else 0]
        graph.add_node(
            f"https://example.org/{i:05d}", label=f"Actrice ou acteur fictif n° {i}",
            kind=KINDS[i % 5], kind_label=KINDS[i % 5], level=level, level_label=level,
            order="", order_label="", names=[f"{200000000 + i}"],
        )  # fmt: skip
    proof = {
        "title": "Document fictif",
        "publisher": "Éditeur inventé",
        "date": "2019-01-31",
        "url": "https://example.org/a",
        "place": "1–9",
        "speaker": "",
        "modality": "énoncé",
    }

    def tie(a: int, b: int) -> None:
        graph.add_edge(
            f"https://example.org/{a:05d}", f"https://example.org/{b:05d}",
            relation="member", relation_label="membre de", basis="membership",
            basis_label="appartenance", start="2018-11-22", end="", valid="2018-11-22/..",
            certain=draw.random() < 0.9, weight=1, claim=f"https://example.org/c/{a}-{b}",
            evidence=[proof],
        )  # fmt: skip

    for i in range(1, main):
        first = i - i % size
        if i == first:  # the head of a community is tied to an earlier head
            tie(i, draw.randrange(0, i // size) * size)
        else:
            tie(i, draw.choice((first, first + draw.randrange(0, i - first))))
        if draw.random() < 0.15:
            tie(i, draw.randrange(0, i))
    for i in range(main, n - n // 20):
        if i % 5:
            tie(i, i - 1)
    return Network(
        graph=graph, title=f"Réseau fictif de {n} acteurs", asked=Asked("fictif"),
        description="Tiré d’un générateur.", language="fr", directed=True,
        made="2026-01-02", version="0", sources=("Document fictif",),
    )  # fmt: skip


def as_rdf(network: Network) -> str:
    """The network's actors that have ties, and a claim with a citation for each tie, as N-Triples.

    What the network says of dates and certainty is left out but for the valid time.
    """
    graph = network.graph
    document, text = f"<{ID}document/generated>", f"<{ID}text/generated>"
    lines = [
        f"{document} {A} <{TIG}Document> .",
        f'{document} <http://purl.org/dc/terms/title> "Document fictif"@fr .',
        f"{text} {A} <{TIG}Text> .",
        f"{text} <{TIG}textOf> {document} .",
    ]
    for node, data in graph.nodes(data=True):
        if graph.degree(node):
            kind = CLASSES.get(data["kind"], TIG + data["kind"])
            label = f'<http://www.w3.org/2004/02/skos/core#prefLabel> "{data["label"]}"@fr'
            lines += [f"<{node}> {A} <{kind}> .", f"<{node}> {label} ."]
            if data["level"]:
                lines.append(f"<{node}> <{TIG}governanceLevel> <{CONCEPT}level/{data['level']}> .")
    for k, (a, b, data) in enumerate(graph.edges(data=True)):
        claim, citation = f"<{ID}claim/{k}>", f"<{ID}citation/{k}>"
        time = f'"{data["valid"]}"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
        lines += [
            f"{claim} {A} <{TIG}RelationClaim> .",
            f"{claim} {A} <{ORG}Membership> .",
            f"{claim} <{TIG}relation> <{CONCEPT}relation/member> .",
            f"{claim} <{TIG}basis> <{CONCEPT}basis/membership> .",
            f"{claim} <{ORG}member> <{a}> .",
            f"{claim} <{ORG}organization> <{b}> .",
            f"{claim} <{TIG}validTime> {time} .",
            f"{claim} <{TIG}citation> {citation} .",
            f"{citation} {A} <{TIG}Citation> .",
            f"{citation} <http://www.w3.org/ns/oa#hasSource> {text} .",
            f"{citation} <{TIG}modality> <{CONCEPT}modality/stated> .",
        ]
    return "".join(f"{line}\n" for line in lines)
