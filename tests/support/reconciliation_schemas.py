"""The official JSON schemas of the Reconciliation Service API, each version's own."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from checkout import shared


@cache
def _registry(version: str) -> Registry[Any]:
    registry: Registry[Any] = Registry()
    for path in shared(f"suites/reconciliation/{version}").glob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        resource = Resource.from_contents(content, default_specification=DRAFT7)
        registry = registry.with_resource(content["$id"].removesuffix("#"), resource)
    return registry


@cache
def _validator(schema: str) -> Draft7Validator:
    content = json.loads(shared(f"suites/reconciliation/{schema}").read_text(encoding="utf-8"))
    # They name no draft that is one; what they use is of draft 7.
    content["$schema"] = "http://json-schema.org/draft-07/schema#"
    return Draft7Validator(content, registry=_registry(schema.partition("/")[0]))


def check(schema: str, instance: Any) -> None:
    """Raise an error unless a value is as `VERSION/NAME.json` says."""
    _validator(schema).validate(instance)
