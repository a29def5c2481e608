"""JSON Schemas of what tools take and give, written once."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
#: So many characters name something at most, and so many results are given.
NAME, MOST = 400, 200


def text(description: str, most: int = NAME, **more: Any) -> Schema:
    """Return the schema of a text that is not empty."""
    return {
        "type": "string", "minLength": 1, "maxLength": most, "description": description, **more
    }  # fmt: skip


def number(description: str, default: int, most: int = MOST) -> Schema:
    """Return the schema of how many there may be."""
    return {
        "type": "integer", "minimum": 1, "maximum": most, "default": default,
        "description": description,
    }  # fmt: skip


def taking(properties: Schema, *required: str) -> Schema:
    """Return the schema of what a tool takes, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def giving(**properties: Schema) -> Schema:
    """Return the schema of what a tool gives: an object that has all of these."""
    return {
        "type": "object", "properties": properties, "required": list(properties),
        "$defs": {"claim": CLAIM, "evidence": EVIDENCE, "thing": THING},
    }  # fmt: skip


def listing(item: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": item}


AS_OF = text("A date in EDTF: 2019, 2019-01-31, or any. Leaves out what cannot hold then.", 40)
COUNT = {"type": "integer", "minimum": 0}
STRING = {"type": "string"}
OPTIONAL = {"type": ["string", "null"]}
A_CLAIM = {"$ref": "#/$defs/claim"}
A_THING = {"$ref": "#/$defs/thing"}
ANY_OBJECT = {"type": "object"}
THING: Schema = {
    "type": "object",
    "properties": {"iri": STRING, "label": STRING},
    "required": ["iri", "label"],
}
EVIDENCE: Schema = {
    "type": "object",
    "description": "Where a source says so: document, places in its text, its checksum.",
    "properties": {
        "document": STRING, "title": STRING, "date": OPTIONAL, "url": OPTIONAL,
        "sha256": {"type": ["string", "null"], "description": "SHA-256 of the text that was read"},
        "spans": {
            "type": "array", "description": "code points of that text, from 0, end exclusive",
            "items": {"type": "array", "items": {"type": "integer"}},
        },
        "record": {"type": ["string", "null"], "description": "the row of a register, by its key"},
        "speaker": STRING,
        "modality": {"enum": ["stated", "planned", "prescribed", "reported", "judged"]},
    },
    "required": ["document", "title", "sha256", "spans", "record", "speaker", "modality"],
}  # fmt: skip
CLAIM: Schema = {
    "type": "object",
    "description": "A claim by its identifier, what it says in words, when (EDTF), and where.",
    "properties": {
        "claim": STRING, "says": STRING, "valid": OPTIONAL,
        "evidence": {"type": "array", "items": {"$ref": "#/$defs/evidence"}},
    },
    "required": ["claim", "says", "valid", "evidence"],
}  # fmt: skip
