"""What kinds and keys of context of French data are in Wikidata."""

from __future__ import annotations

ADDRESS = "https://wikidata.reconci.link/{lang}/api"
#: Classes: commune of France, department of France, region of France, human.
TYPES = {
    "commune": "Q484170",
    "departement": "Q6465",
    "region": "Q36784",
    "person": "Q5",
}
#: Identifiers: of communes (INSEE), of départements (INSEE), of legal units (SIREN).
PROPERTIES = {
    "commune/id": "P374",
    "departement/id": "P2586",
    "epci/id": "P1616",
    "organisation/id": "P1616",
}
#: Kinds that are spread over several classes: asked for without one.
UNTYPED = frozenset({"epci", "organisation", "territory"})
