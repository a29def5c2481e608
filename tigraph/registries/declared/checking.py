"""A declaration against its JSON Schema: the first fault, with its line and column, in words."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tigraph.errors import nearest
from tigraph.registries.declared.written import Way, Written

SCHEMA = Path(__file__).with_name("declaration.schema.json")


def check(written: Written) -> None:
    """Raise `DataError` for the first thing, by its place, that the schema does not allow."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import best_match

    if not isinstance(written.value, dict):
        raise written.fault((1, 1), "no declaration, which is a mapping of keys")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["regex"]))
    errors = sorted(
        validator.iter_errors(written.value),
        key=lambda one: written.place(tuple(one.absolute_path)),
    )
    if not errors:
        return
    error = errors[0]
    if error.validator in ("oneOf", "anyOf") and error.context and error.absolute_path:
        error = best_match(error.context) or error
    way: Way = tuple(error.absolute_path)
    raise written.fault(*_said(error, way, written))


def _said(error: Any, way: Way, written: Written) -> tuple[tuple[int, int], str]:
    """Return where a fault is, and what it is in words."""
    at, value, told = written.place(way), error.instance, error.schema
    if error.validator == "additionalProperties" and isinstance(value, dict):
        allowed = list(told.get("properties", {}))
        extra = next(key for key in value if key not in allowed)
        near = nearest(extra, allowed)
        hint = f"; did you mean “{near[0]}”?" if near else f"; known are {', '.join(allowed)}"
        return written.keys.get((*way, extra), at), f"unknown key “{extra}”{hint}".rstrip(".")
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in value]
        return at, f"“{missing[0]}” is missing here"
    if error.validator == "dependentRequired":
        key, needs = next(
            (k, n)
            for k, n in error.validator_value.items()
            if k in value and not set(n) <= set(value)
        )
        missing = [one for one in needs if one not in value]
        return written.keys.get((*way, key), at), f"“{key}” needs “{missing[0]}” beside it"
    if error.validator == "anyOf" and not way:
        return at, "say what a row is about: “territory” or “entities”, or both"
    if error.validator == "type":
        wanted = error.validator_value
        kinds = " or ".join([wanted] if isinstance(wanted, str) else wanted)
        return at, f"{_shown(value)} is no {kinds}"
    if error.validator == "enum":
        return at, f"{_shown(value)} is none of {', '.join(map(str, error.validator_value))}"
    if error.validator in ("pattern", "format"):
        what = told.get("description", "")
        ends = f" ({what.rstrip('.')})" if what else ""
        if error.validator == "format":
            return at, f"{_shown(value)} is no pattern (regular expression)"
        return at, f"{_shown(value)} has not the form that is wanted here{ends}"
    return at, error.message.rstrip(".")


def _shown(value: Any) -> str:
    return f"“{json.dumps(value, ensure_ascii=False)[:60].strip(chr(34))}”"
