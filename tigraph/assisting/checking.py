"""Arguments held against the schema of a tool: what is wrong, in one line."""

from __future__ import annotations

from typing import Any

from tigraph.errors import UsageError

#: So much of what was given is shown.
_SHOWN = 80


def checked(schema: dict[str, Any], given: Any, what: str) -> dict[str, Any]:
    """Return arguments with the defaults of their schema; raises `UsageError` for others.

    >>> checked({"type": "object", "properties": {"n": {"type": "integer", "default": 3}}}, {}, "x")
    {'n': 3}
    """
    import jsonschema

    check = jsonschema.Draft202012Validator(schema)
    for error in check.iter_errors(given):
        place = ".".join(str(one) for one in error.absolute_path) or what
        told = error.message
        if len(told) > 2 * _SHOWN:
            told = f"{told[:_SHOWN]} … {told[-_SHOWN:]}"
        raise UsageError(f"{place}: {told}.")
    own = {
        name: one["default"] for name, one in schema["properties"].items() if "default" in one
    }  # fmt: skip
    return {**own, **given}
