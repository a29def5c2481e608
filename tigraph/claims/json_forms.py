"""Claims and figures as JSON, with labels and evidence."""

from __future__ import annotations

from typing import Any

from tigraph.claims.model import Evidence, Figure
from tigraph.names import Labels
from tigraph.rdf.vocabulary import CONCEPT, curie, local_name


def figure_as_json(figure: Figure, label: Labels) -> dict[str, Any]:
    """Return a figure, without its time and evidence, as the JSON that every command gives."""

    def reference(iri: str) -> dict[str, str] | None:
        return {"iri": iri, "label": label(iri)} if iri else None

    return {
        "claim": figure.iri,
        "about": reference(figure.about),
        "measure": curie(figure.measure),
        "label": label(figure.measure),
        "population": reference(figure.population),
        "value": figure.value,
        "minimum": figure.minimum,
        "maximum": figure.maximum,
        "qualifier": local_name(figure.qualifier),
        "unit": curie(figure.unit),
        "unit_label": label(figure.unit),
        "counted": label.counted(figure.unit, figure.count),
    }


def as_json(item: Evidence, label: Labels) -> dict[str, Any]:
    """Return a citation as the JSON that every command gives."""
    return {
        "document": {
            "iri": item.document,
            "title": item.title or label(item.document),
            "date": item.date or None,
            "url": item.url or None,
            "publisher": {"iri": item.publisher, "label": label(item.publisher)}
            if item.publisher
            else None,
        },
        "spans": [list(span) for span in item.spans],
        "record": item.record or None,
        "speaker": {"iri": item.speaker, "label": label(item.speaker)},
        "modality": item.modality,
        "modality_label": label(f"{CONCEPT}modality/{item.modality}"),
        "attests": item.attests or None,
        "taken_from": {"iri": item.taken_from, "label": label(item.taken_from)}
        if item.taken_from
        else None,
    }
