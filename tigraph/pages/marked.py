"""What a page is about in the terms of schema.org, for machines that read pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tigraph.pages.people import PERSON
from tigraph.pages.render import web_address

_TYPES = {
    PERSON: "Person",
    "tig:LabelledTerritory": "AdministrativeArea",
    "tig:Lineage": "AdministrativeArea",
    "dcterms:Location": "AdministrativeArea",
    "tig:Intercommunality": "GovernmentOrganization",
    "org:FormalOrganization": "Organization",
    "org:OrganizationalUnit": "Organization",
    "tig:GovernanceBody": "Organization",
    "tig:Event": "Event",
    "org:ChangeEvent": "Event",
    "foaf:Document": "CreativeWork",
    "tig:RegistryFile": "DataDownload",
    "tig:Programme": "GovernmentService",
    "tig:Project": "Project",
}
#: How a mapping is told: the very same, or much alike.
_SAME = ("skos:exactMatch", "owl:sameAs")


def schema_org(card: Mapping[str, Any], address: str, description: str) -> dict[str, Any]:
    """Return what a card is about as JSON-LD in schema.org's terms."""
    kind = next((_TYPES[one] for one in card["types"] if one in _TYPES), "Thing")
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": card["iri"],
        "name": card["label"],
        "url": address,
    }
    if card["names"]:
        found["alternateName"] = list(card["names"])
    if description:
        found["description"] = description
    if card["identifiers"]:
        found["identifier"] = [
            {"@type": "PropertyValue", "propertyID": one["scheme"], "value": one["value"]}
            for one in card["identifiers"]
        ]
    same = [
        one["other"]["iri"]
        for one in card["links"]
        if one["predicate"] in _SAME and web_address(one["other"]["iri"])
    ]
    if same:
        found["sameAs"] = sorted(set(same))
    if card["point"]:
        place = {"latitude": card["point"]["lat"], "longitude": card["point"]["lon"]}
        own = {"@type": "GeoCoordinates", **place}
        found["geo" if kind == "AdministrativeArea" else "location"] = (
            own if kind == "AdministrativeArea" else {"@type": "Place", "geo": own}
        )
    if kind == "Person":
        found |= _roles(card)
    return found


def _roles(card: Mapping[str, Any]) -> dict[str, Any]:
    """Return the posts that a person surely holds or held, and the organisations of these."""
    posts = [
        one
        for one in card["relations"]
        if one["post"] and one["holds"] == "certain" and one["other"]
    ]
    found: dict[str, Any] = {}
    if posts:
        found["jobTitle"] = list(dict.fromkeys(one["post"]["label"] for one in posts))
        of = {one["other"]["iri"]: one["other"]["label"] for one in posts}
        found["affiliation"] = [
            {"@type": "Organization", "@id": iri, "name": label} for iri, label in of.items()
        ]
    return found
