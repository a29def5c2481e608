"""What the service is, as programs read it: OpenAPI."""

from __future__ import annotations

from typing import Any

from tigraph import __version__
from tigraph.serving.sparql.formats import GRAPHS, TABLES

_TEXT = {"type": "string"}


def openapi(root: str) -> dict[str, Any]:
    """Return the description of the service at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "tigraph",
            "version": __version__,
            "description": "A knowledge graph of the actors of a public programme.",
        },
        "servers": [{"url": root}],
        "paths": {
            "/sparql": {"get": _query(), "post": _posted()},
            "/health": {"get": _simple("Whether it answers.", "application/json")},
            "/metrics": {"get": _simple("Counts, as Prometheus reads them.", "text/plain")},
            "/": {"get": _way("The way to the front door.", "302")},
            "/services": {"get": _simple("What is here for programs.", "text/html")},
            "/{language}/{page}": {
                "get": _simple(
                    "A page, in French or English.",
                    "text/html",
                    [_within("language", _LANG), _within("page"), _parameter("date")],
                    missing="text/html",
                )
            },
            "/robots.txt": {"get": _simple("What search engines may fetch.", "text/plain")},
            "/sitemap.xml": {"get": _simple("The pages that may be listed.", "application/xml")},
            "/id/{thing}": {
                "get": _way(
                    "The way to the form of an entity that is asked for.",
                    "303",
                    [_within("thing")],
                )
            },
            "/model": {
                "get": _simple("What the terms mean.", "text/html", [_parameter("lang", _LANG)])
            },
            "/ontology": {"get": _way("The way to the ontology, as a page or as RDF.", "303", [])},
            "/concept/{scheme}/{concept}": {
                "get": _way(
                    "The way to a concept, on the page of the model or in the file of all.",
                    "303",
                    [_within("scheme"), _within("concept")],
                )
            },
            "/{file}.{form}": {
                "get": _simple(
                    "The ontology, its bridge, the concepts, the curated graph (graph/curated) as "
                    "ttl, rdf, jsonld or nt.",
                    "text/turtle",
                    [_within("file"), _within("form")],
                )
            },
            "/entity/{id}": {
                "get": _way(
                    "The way to the page of an entity, by its IRI or CURIE.", "303", [_within("id")]
                )
            },
            "/reconcile": {
                "get": _simple(
                    "Reconciliation Service API 0.2: the manifest, or matches.",
                    "application/json",
                    [_json("queries"), _json("extend"), _parameter("callback", _CALLBACK)],
                    called="text/javascript",
                ),
                "post": _reconciled(),
            },
        },
        "components": {
            "schemas": {
                "Problem": {
                    "type": "object",
                    "description": "RFC 9457",
                    "required": ["type", "title", "status", "detail"],
                    "properties": {
                        "type": _TEXT,
                        "title": _TEXT,
                        "status": {"type": "integer"},
                        "detail": _TEXT,
                        "line": {"type": "integer"},
                        "column": {"type": "integer"},
                        "limit": {"enum": ["timeout", "max_memory", "max_rows"]},
                    },
                }
            }
        },
    }


_TRUTH = "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[01])?$"
_CALLBACK = {"type": "string", "pattern": "^[A-Za-z_$][0-9A-Za-z_$]{0,40}$"}
_LANG = {"enum": ["fr", "en"]}


def _parameter(name: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema or _TEXT}


def _json(name: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"type": "object"}}}
    return {"name": name, "in": "query", "content": content}


def _graphs(name: str) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return {**_parameter(name, schema), "style": "form", "explode": True}


def _parameters() -> list[dict[str, Any]]:
    return [
        _graphs("default-graph-uri"),
        _graphs("named-graph-uri"),
        {**_parameter("as_of"), "description": "What holds at a date (EDTF), or `any`."},
        {
            **_parameter("possible", {"type": "string", "pattern": _TRUTH}),
            "description": "What only may hold then, too.",
        },
        {**_parameter("known_by"), "description": "Only what had been published by then (EDTF)."},
        _parameter("lang", _LANG),
    ]


def _responses() -> dict[str, Any]:
    types = dict.fromkeys(one.type for one in (*TABLES, *GRAPHS))
    told = {
        "200": {"description": "The answer.", "content": {name: {} for name in types}},
        "304": {"description": "The answer is the one that the client has."},
    }
    refused = {
        "400": "It is no query that can be read; `line` and `column` say where.",
        "403": "It would change something, or call another service.",
        "405": "The method is not taken.",
        "406": "In none of the formats that are accepted.",
        "413": "It is too long.",
        "415": "It was posted as something else.",
        "421": "It was asked for another host.",
        "422": "It was stopped at a limit, which `limit` names.",
        "503": "Too many ask at once.",
    }
    return told | {code: _problem(text) for code, text in refused.items()}


def _problem(text: str, *others: str) -> dict[str, Any]:
    """Return a refusal as a problem document; for people it may be told in `others`, too."""
    schema = {"$ref": "#/components/schemas/Problem"}
    told: dict[str, Any] = {"application/problem+json": {"schema": schema}}
    return {"description": text, "content": {**told, **{one: {} for one in others}}}


def _query() -> dict[str, Any]:
    return {
        "operationId": "query",
        "summary": "SPARQL 1.1 Protocol; without a query, the description of the service.",
        "parameters": [_parameter("query"), *_parameters()],
        "responses": _responses(),
    }


def _posted() -> dict[str, Any]:
    form = {"type": "object", "required": ["query"], "properties": {"query": _TEXT}}
    return {
        "operationId": "postQuery",
        "summary": "SPARQL 1.1 Protocol: a query that is posted.",
        "parameters": _parameters(),
        "requestBody": {
            "required": True,
            "content": {
                "application/sparql-query": {"schema": _TEXT},
                "application/x-www-form-urlencoded": {"schema": form},
            },
        },
        "responses": _responses(),
    }


def _way(text: str, status: str, parameters: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    told = _simple(text, "text/html", parameters)
    return {**told, "responses": {**told["responses"], status: {"description": text}}}


def _within(name: str, *schema: Any) -> dict[str, Any]:
    return {**_parameter(name, *schema), "in": "path", "required": True}


def _reconciled() -> dict[str, Any]:
    told = _simple("Reconciliation Service API 0.2: matches, or values.", "application/json")
    form = {"type": "object", "properties": {"queries": _TEXT, "extend": _TEXT}}
    content = {"application/x-www-form-urlencoded": {"schema": form}}
    return {**told, "requestBody": {"required": True, "content": content}}


def _simple(
    text: str,
    type: str,
    parameters: list[dict[str, Any]] | None = None,
    missing: str = "",
    called: str = "",
) -> dict[str, Any]:
    """Return what a simple address gives, which may be `called` as a script.

    `missing` is as what it says to people that there is nothing.
    """
    types: dict[str, Any] = {one: {} for one in (type, called) if one}
    responses = {
        "200": {"description": text, "content": types},
        "304": {"description": "It is the one that the client has."},
        "400": _problem("It cannot be read."),
        "404": _problem("There is nothing of the kind.", *filter(None, [missing])),
        "405": _problem("The method is not taken."),
        "413": _problem("It asks for too much."),
        "415": _problem("It was posted as something else."),
        "421": _problem("It was asked for another host."),
        "503": _problem("It takes too long, or too many ask at once."),
    }
    return {"summary": text, "parameters": parameters or [], "responses": responses}
