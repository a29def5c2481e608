"""What a service says of itself, by each version of the protocol."""

from __future__ import annotations

from typing import Any

from tigraph import __version__
from tigraph.local import Words
from tigraph.serving.reconciling.desk import BATCH, VERSIONS, Desk, Version

_word = Words(
    {
        "date": ("date", "date"),
        "help": (
            "Values that surely hold then (EDTF: 2024, 2023-11); empty: at any time.",
            "Valeurs qui sont sûres à cette date (EDTF : 2024, 2023-11) ; vide : à tout moment.",
        ),
    }
)
#: Pixels of a preview.
WIDTH, HEIGHT = 430, 300


def manifest(desk: Desk, version: Version) -> dict[str, Any]:
    """Return the manifest of a service by a version of the protocol."""
    common: dict[str, Any] = {
        "versions": list(VERSIONS),
        "name": desk.name,
        "serviceVersion": __version__,
        "batchSize": BATCH,
        "defaultTypes": [{"id": key, "name": name} for key, name in desk.matcher.kinds.items()],
    }
    told = _new(desk) if version == "1.0-draft" else _old(desk)
    return {**common, **told}


def _old(desk: Desk) -> dict[str, Any]:
    def service(what: str) -> dict[str, str]:
        return {
            "service_url": desk.root,
            "service_path": f"/suggest/{what}",
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }

    return {
        "identifierSpace": desk.space,
        "schemaSpace": desk.schema,
        "view": {"url": desk.view.replace("{id}", "{{id}}")},
        "suggest": {what: service(what) for what in ("entity", "property", "type")},
        "preview": {
            "url": f"{desk.root}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "extend": {
            "propose_properties": {
                "service_url": desk.root,
                "service_path": "/extend/propose",
            },
            "property_settings": [
                {
                    "type": "text",
                    "name": "date",
                    "label": _word("date", desk.language),
                    "default": "",
                    "help_text": _word("help", desk.language),
                }
            ],
        },
    }


def _new(desk: Desk) -> dict[str, Any]:
    return {
        "lang": desk.language,
        "view": {"url": desk.view},
        "suggest": {"entity": True, "property": True, "type": True},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "extend": {
            "proposeProperties": True,
            "propertySettings": [
                {
                    "type": "text",
                    "id": "date",
                    "name": _word("date", desk.language),
                    "default": "",
                    "helpText": _word("help", desk.language),
                }
            ],
        },
        "standardizedScore": True,
    }
