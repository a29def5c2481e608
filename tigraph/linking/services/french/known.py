"""The services that are known by a name, and how each is made for an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tigraph.linking.services.french import entreprises, geo, wikidata
from tigraph.linking.services.french.entreprises import Entreprises
from tigraph.linking.services.french.geo import Geo
from tigraph.linking.services.reconciliation import Reconciliation
from tigraph.linking.services.service import Service, Settings


@dataclass(frozen=True)
class Known:
    """A service with a name: where it is, and how its client is made.

    `make` is given address, settings, and what the user says of types and properties.
    """

    address: str
    make: Callable[[str, Settings, Mapping[str, str], Mapping[str, str]], Service]


def _wikidata(
    address: str, settings: Settings, types: Mapping[str, str], properties: Mapping[str, str]
) -> Service:
    return Reconciliation(
        address,
        settings,
        "Wikidata",
        {**wikidata.TYPES, **types},
        {**wikidata.PROPERTIES, **properties},
        wikidata.UNTYPED,
    )


KNOWN = {
    "wikidata": Known(wikidata.ADDRESS, _wikidata),
    "recherche-entreprises": Known(entreprises.ADDRESS, lambda at, how, *_: Entreprises(at, how)),
    "geo": Known(geo.ADDRESS, lambda at, how, *_: Geo(at, how)),
}
#: Kinds of tigraph that no foreign service has as a type of its own.
KINDS = frozenset({*wikidata.TYPES, *wikidata.UNTYPED})
