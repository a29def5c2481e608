"""What a call of a tool is answered: done in a process that may be ended, from the graph alone."""

# Imports inside functions are there for speed: a process reads what its calls need.

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tigraph.errors import TigraphError, UsageError
from tigraph.names import folded

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.limits import Give
    from tigraph.querying import Query

#: A draft, a name: what controls a terminal is no part of one.
_KEPT = frozenset("\n\t\r")
#: So many paths are told.
_PATHS = 10
#: The JSON Schema of parameters by their types in a query's text.
_TYPES = {
    "integer": r"^-?[0-9]+$", "decimal": r"^-?[0-9]+(\.[0-9]+)?$",
    "date": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "boolean": "^(true|false)$",
}  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """Which graph is asked: what `tigraph.graph.load` takes, as values that can be handed over."""

    data: tuple[str, ...] = ()
    curated: bool = True
    language: str = "fr"
    store: str | None = None
    layers: tuple[str, ...] | None = None
    endpoint: str = ""
    known_by: str = ""
    workspace: str | None = None


@lru_cache(maxsize=1)
def _graph(settings: Settings) -> Graph:
    from tigraph.graph import load

    return load(
        settings.data, curated=settings.curated, language=settings.language,
        store=settings.store, layers=settings.layers, endpoint=settings.endpoint,
        known_by=settings.known_by, workspace=settings.workspace,
    )  # fmt: skip


def answer(
    _give: Give, settings: Settings, name: str, given: dict[str, Any], rows: int
) -> dict[str, Any] | str:
    """Return what a tool gives for arguments that are as its schema says; at most `rows` rows.

    A text is the error that was met: as such, not all can be handed from process to process.
    """
    try:
        graph = _graph(settings)
        if bad := [key for key, value in given.items() if isinstance(value, str) and _odd(value)]:
            raise UsageError(f"{bad[0]} has control characters: leave them out.")
        return _ANSWERS[name](graph, given, rows)
    except TigraphError as error:
        return " ".join(str(error).split())


def ready(_give: Give, settings: Settings) -> str:
    """Open the graph, so that the first call need not wait; return what is wrong with it, or ""."""
    try:
        _graph(settings)
    except TigraphError as error:
        return str(error)
    return ""


def _odd(value: str) -> bool:
    return any((ord(one) < 32 and one not in _KEPT) or 127 <= ord(one) < 160 for one in value)


def _search(graph: Graph, given: dict[str, Any], _: int) -> dict[str, Any]:
    return {"entities": graph.search(given["text"], given["limit"])}


def _show(graph: Graph, given: dict[str, Any], _: int) -> dict[str, Any]:
    card = graph.show(given["entity"], as_of=given.get("as_of"))
    said = [one["claim"] for key in ("relations", "figures") for one in card[key] if one["claim"]]
    told = [_cited(one) for one in _told(graph, said)] + [
        _cited(_opinion(one)) for one in card["opinions"]
    ]
    wanted = folded(given.get("about", ""))
    told = [one for one in told if wanted in folded(f"{one['says']} {one['claim']}")]
    most = given["limit"]
    return {
        "iri": card["iri"], "label": card["label"], "kind": card.get("kind"),
        "names": list(card["names"]), "level": list(card["level"]), "order": list(card["order"]),
        "identifiers": list(card["identifiers"]), "claims": _summed(graph, told[:most]),
        "count": len(told), "left_out": max(0, len(told) - most),
    }  # fmt: skip


def _opinion(one: dict[str, Any]) -> dict[str, Any]:
    says = one.get("paraphrase") or one.get("text") or ""
    return {"claim": one["claim"], "says": str(says), "valid": None, "evidence": one["evidence"]}


def _queries(graph: Graph, given: dict[str, Any], _: int) -> dict[str, Any]:
    from tigraph.querying import catalogue

    wanted, lang = folded(given.get("word", "")), graph.language
    found = [
        one
        for one in catalogue.queries()
        if wanted in folded(" ".join([one.name, str(one.described("summary", lang)), *one.tags]))
    ]
    most = given["limit"]
    return {
        "queries": [
            {
                "name": one.name,
                "summary": str(one.described("summary", lang)),
                "parameters": parameters_of(one),
                "columns": {k: str(v) for k, v in one.described("columns", lang).items()},
                "layers": one.layers,
            }
            for one in found[:most]
        ],
        "count": len(found),
        "left_out": max(0, len(found) - most),
    }


def parameters_of(query: Query) -> dict[str, Any]:
    """Return the JSON Schema of a query's parameters, from its header and its text."""
    from tigraph.rdf.vocabulary import curie

    properties: dict[str, Any] = {}
    for one in query.parameters:
        told: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 400}
        if one.name in query.choices:
            told = {"enum": query.choices[one.name]}
        elif one.type == "iri":
            kinds = ", ".join(curie(kind) for kind in query.kinds(one.name))
            told["description"] = f"an entity ({kinds}): IRI, CURIE, identifier or name"
        elif pattern := _TYPES.get(one.type.removeprefix("xsd_")):
            told["pattern"] = pattern
        if one.name in query.defaults:
            told["default"] = query.defaults[one.name]
        properties[one.name] = told
    needed = [one.name for one in query.parameters if one.name not in query.defaults]
    return {
        "type": "object", "properties": properties, "required": needed,
        "additionalProperties": False,
    }  # fmt: skip


def _query(graph: Graph, given: dict[str, Any], rows: int) -> dict[str, Any]:
    from tigraph.assisting.checking import checked
    from tigraph.querying import Rows, Verdict, catalogue

    query = catalogue.find(given["name"])
    parameters = given.get("parameters") or {}
    checked(parameters_of(query), parameters, f"parameters of {query.name}")
    found = graph.query(query, parameters, as_of=given.get("as_of"), max_rows=rows)
    if isinstance(found, Verdict):
        told: list[dict[str, Any]] = [{"answer": bool(found)}]
    elif isinstance(found, Rows):
        told = [{key: _plain(value) for key, value in row.items()} for row in found]
    else:
        raise UsageError(f"{query.name} gives a graph and no rows: ask another query.")
    most = given["limit"]
    shown = told[:most]
    claims = dict.fromkeys(iri for row in shown for value in row.values() for iri in _named(value))
    columns = query.described("columns", graph.language)
    return {
        "name": query.name, "columns": {key: str(value) for key, value in columns.items()},
        "rows": shown, "count": len(told), "left_out": max(0, len(told) - most),
        "claims": _summed(graph, [_cited(one) for one in _told(graph, claims)]),
    }  # fmt: skip


def _named(value: Any) -> list[str]:
    """Return the claims that a cell names, by their CURIEs or IRIs, in its order."""
    from tigraph.rdf.vocabulary import PREFIXES, expand

    words = re.split(r"[\s,;|]+", value) if isinstance(value, str) else []
    found = [expand(one) or one for one in words if one.startswith(("claim:", PREFIXES["claim"]))]
    return [one for one in found if one.startswith(PREFIXES["claim"])]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _path(graph: Graph, given: dict[str, Any], _: int) -> dict[str, Any]:
    found = graph.path(given["start"], given["end"], as_of=given.get("as_of"))
    paths = [
        [
            {
                "from": _thing(step["from"]),
                "to": _thing(step["to"]),
                "claims": _summed(
                    graph,
                    [_cited(x) for x in _told(graph, [one["claim"] for one in step["claims"]])],
                ),
            }
            for step in path
        ]
        for path in found[:_PATHS]
    ]
    return {"paths": paths, "count": len(found), "left_out": max(0, len(found) - _PATHS)}


def _thing(one: dict[str, Any]) -> dict[str, str]:
    return {"iri": one["iri"], "label": one["label"]}


def _trace(graph: Graph, given: dict[str, Any], _: int) -> dict[str, Any]:
    return _with_sums(graph, dict(graph.trace(given["entity"])))


def _compare(graph: Graph, given: dict[str, Any], _: int) -> dict[str, Any]:
    from tigraph.comparing import as_json_comparison

    compared = graph.compare(given["first"], given["second"])
    told = as_json_comparison(graph.store, compared, graph.label, given["limit"])
    return _with_sums(graph, told)


def _verify(graph: Graph, given: dict[str, Any], _: int) -> dict[str, Any]:
    told = graph.verify(given["draft"], given.get("language", ""))
    for one in told["sentences"]:
        one["claims"] = [_cited(claim) for claim in one["claims"]]
        for part in one["differs"]:
            part["claims"] = [_cited(claim) for claim in part["claims"]]
    return told


def _told(graph: Graph, claims: Iterable[str]) -> list[dict[str, Any]]:
    """Return claims as JSON, in their order."""
    from tigraph.verifying import claims_told

    wanted = [*dict.fromkeys(claims)]
    told = claims_told(graph.ground, wanted)
    return [told[one] for one in wanted if one in told]


def _cited(claim: dict[str, Any]) -> dict[str, Any]:
    """Return a claim with its places, flat: what an assistant needs to cite it."""
    return claim | {"evidence": [_place(one) for one in claim["evidence"]]}


def _place(one: dict[str, Any]) -> dict[str, Any]:
    document = one["document"]
    return {
        "document": document["iri"], "title": document["title"], "date": document["date"],
        "url": document["url"], "sha256": one.get("sha256"), "spans": one["spans"],
        "record": one["record"], "speaker": one["speaker"]["label"], "modality": one["modality"],
    }  # fmt: skip


def _summed(graph: Graph, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return claims, the checksums of texts with places that have none yet."""
    from tigraph.verifying import checksums

    bare = {one["document"] for claim in claims for one in claim["evidence"] if not one["sha256"]}
    bare -= {None, ""}
    sums = checksums(graph.store, bare)
    for claim in claims:
        for one in claim["evidence"]:
            one["sha256"] = one["sha256"] or sums.get(one["document"])
    return claims


def _with_sums(graph: Graph, told: dict[str, Any]) -> dict[str, Any]:
    """Return JSON of a verb with the checksum of the text beside each place."""
    from tigraph.verifying import checksums

    places = [
        one for one in _dicts(told) if "spans" in one and isinstance(one.get("document"), dict)
    ]
    sums = checksums(graph.store, {one["document"]["iri"] for one in places})
    for one in places:
        one["sha256"] = sums.get(one["document"]["iri"])
    return told


def _dicts(value: Any) -> Iterable[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        inner: Collection[Any] = value.values()
    else:
        inner = value if isinstance(value, list | tuple) else ()
    for one in inner:
        yield from _dicts(one)


_ANSWERS: dict[str, Callable[[Graph, dict[str, Any], int], dict[str, Any]]] = {
    "search": _search, "show": _show, "queries": _queries, "query": _query, "path": _path,
    "trace": _trace, "compare": _compare, "verify": _verify,
}  # fmt: skip
