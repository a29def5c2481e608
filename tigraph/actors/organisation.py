"""The life of an organisation: its names, what it came from and went into, what it is under."""

from __future__ import annotations

from typing import Any

from tigraph.actors.attributes import identifiers
from tigraph.actors.pieces import Pieces, Trace
from tigraph.rdf import iri_text


def life(of: Pieces, organisation: str) -> Trace:
    """Return the life of an organisation that is no intercommunality.

    `under` is a list of {iri, label, bounds, evidence}: what it was attached to or part of;
    `events` are those of the organisation, of those that it came from and of those that it
    went into, oldest first.
    """
    under = of.claims(
        f"VALUES ?kind {{ relation:attached-to relation:part-of }} ?claim tig:subject "
        f"{iri_text(organisation)} ; tig:relation ?kind ; tig:object ?other ."
    )
    events = _events(of, organisation)
    return {
        "traced": "organisation",
        **of.name(organisation),
        "names": of.names(organisation),
        "identifiers": identifiers(of.store, organisation),
        "under": [of.held(row) for row in under],
        "events": events,
        "told": bool(under or events),
    }


def _events(of: Pieces, organisation: str) -> list[dict[str, Any]]:
    """Return the events of an organisation, of its forerunners and of its successors.

    Back from it only what led to it is followed, onward only what it led to.
    """
    found = {event["iri"]: event for event in of.events([organisation])}
    for side, other in (("before", "after"), ("after", "before")):
        known, waiting = {organisation}, {organisation}
        while waiting:
            led = [
                event
                for event in of.events(waiting)
                if waiting & {one["iri"] for one in event[other]}
            ]
            found |= {event["iri"]: event for event in led}
            waiting = {one["iri"] for event in led for one in event[side]} - known
            known |= waiting
    return sorted(found.values(), key=lambda one: (one["by"] or "", one["since"] or "", one["iri"]))
