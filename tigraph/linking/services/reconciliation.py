"""Any service that speaks the Reconciliation Service API, in its versions 0.2 and 1.0 (draft).

The protocol is that of the W3C Entity Reconciliation Community Group. A service that tells no
version speaks 0.1, whose queries and answers are those of 0.2 without what came with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from tigraph.errors import DataError, NotKeptError
from tigraph.http import Reply
from tigraph.http.addresses import shown
from tigraph.linking.model import Sought
from tigraph.linking.services.found import (
    Answer,
    Found,
    about_without_life,
    bounded,
    is_person,
    name_without_life,
    number,
    public_features,
    text,
)
from tigraph.linking.services.kept import Question
from tigraph.linking.services.service import Service, Settings

#: Queries in a batch where the service does not tell how many it takes; OpenRefine's number.
_BATCH = 10
#: Candidates asked for, so that an answer serves smaller limits too.
_LEAST = 10
_MANIFEST = {"manifest": True}


class Reconciliation(Service):
    """A service of the Reconciliation API at an address.

    `types` says as which type of the service a kind is asked for, `properties` as which of its
    properties a key of context is; `KIND/KEY` in there holds of a kind alone. A kind that is in
    `untyped` is asked for without a type; any other is taken for a type of the service.
    """

    own_scale = True
    interval = 0.5

    def __init__(
        self,
        address: str,
        settings: Settings,
        name: str = "",
        types: Mapping[str, str] | None = None,
        properties: Mapping[str, str] | None = None,
        untyped: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(address, settings)
        self.name = name or shown(address).partition("://")[2]
        self._types = dict(types or {})
        self._properties = dict(properties or {})
        self._untyped = untyped
        self._manifest: dict[str, Any] = {}

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kinds that have a type here, and the types that the service itself proposes."""
        own = {
            one["id"]: text(one.get("name")) or one["id"]
            for one in self.manifest().get("defaultTypes", [])
        }
        return {**own, **{kind: kind for kind in (*self._types, *sorted(self._untyped))}}

    def takes(self, kind: str) -> bool:  # noqa: ARG002  # any may be a type of the service
        """Return true: a kind that tigraph does not know may be a type of the service."""
        return True

    def manifest(self) -> dict[str, Any]:
        """Return what the service says of itself, asked once and kept.

        Raises `DataError` where it does not answer as a service of this API.
        """
        if self._manifest:
            return self._manifest
        kept = self.recalled(_MANIFEST)
        if kept is None and self.settings.offline:
            raise NotKeptError(self.name, ["manifest"])
        if kept is None:
            reply = self._guest.get(self.address)
            kept = self._kept.remember(_MANIFEST, self._understood(reply))
        self._manifest = dict(kept.content)
        return self._manifest

    def _understood(self, reply: Reply) -> dict[str, Any]:
        """Return what is needed of a manifest."""
        told = reply.content
        if not isinstance(told, dict) or "name" not in told:
            raise DataError(
                f"{shown(self.address)} does not answer as a service of the Reconciliation API"
                f"{': ' + reply.reason if reply.reason else '.'} Is this its address?"
            )
        versions = told.get("versions")
        view = told.get("view")
        types = told.get("defaultTypes")
        size = told.get("batchSize")
        return {
            "name": text(told["name"]),
            "versions": [text(v) for v in versions] if isinstance(versions, list) else ["0.1"],
            "space": text(told.get("identifierSpace")),
            "view": text(view.get("url")) if isinstance(view, dict) else "",
            "batch": size if isinstance(size, int) and size > 0 else _BATCH,
            "defaultTypes": [
                {"id": text(one["id"]), "name": text(one.get("name"))}
                for one in (types if isinstance(types, list) else [])
                if isinstance(one, dict) and isinstance(one.get("id"), str)
            ],
        }

    def batch(self) -> int:
        """Return how many queries the service takes at once, 100 at most."""
        return min(int(self.manifest()["batch"]), 100)

    # ------------------------------------------------------------------------ questions

    def question(self, sought: Sought, limit: int) -> Question:
        """Return name, type, properties and language, and how many candidates are asked for."""
        asked: dict[str, Any] = {"name": sought.name, "limit": max(limit, _LEAST)}
        asked["language"] = self.settings.language
        if kind := self._types.get(sought.kind, ""):
            asked["type"] = kind
        elif sought.kind and sought.kind not in self._untyped:
            asked["type"] = sought.kind
        if is_person([sought.kind]):
            asked["person"] = True
        values, used = {}, []
        for key, value in sorted(sought.context.items()):
            own = self._properties.get(f"{sought.kind}/{key}") or self._properties.get(key)
            if own and value.strip():
                values[own] = value.strip()
                used.append(key)
        return {**asked, "properties": values, "used": used}

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answers to a batch, halved where the service finds it too large."""
        versions = self.manifest()["versions"]
        new = not {"0.1", "0.2"} & set(versions)
        if new and not any(version.startswith("1.0") for version in versions):
            raise DataError(
                f"{self.name} speaks the Reconciliation API {', '.join(versions)}: tigraph speaks "
                "0.2 and 1.0."
            )
        reply, results = (self._asked_1 if new else self._asked_0)(questions)
        if reply.status == 413 and len(questions) > 1:
            half = len(questions) // 2
            return self.ask(questions[:half]) + self.ask(questions[half:])
        if reply.status != 200 or results is None:
            if reply.status != 200 and len(questions) == 1:
                return [Answer(refused=reply.reason)]
            if reply.status != 200:  # one of them is not taken: which, they show one by one
                return [answer for one in questions for answer in self.ask([one])]
            raise DataError(
                f"{self.name} does not answer as a service of the Reconciliation API: no result "
                f"for each of {len(questions)} queries."
            )
        pairs = zip(questions, results, strict=True)
        return [Answer(self._found(question, result)) for question, result in pairs]

    def _asked_0(self, questions: Sequence[Question]) -> tuple[Reply, list[Any] | None]:
        """Return reply and results by version 0.2: a form, queries and results by key."""
        queries = {f"q{n}": _query_0(question) for n, question in enumerate(questions)}
        sent = {"queries": json.dumps(queries, ensure_ascii=False)}
        reply = self._guest.post_fields(self.address, sent)
        told = reply.content
        if reply.status != 200 or not isinstance(told, dict):
            return reply, None
        results = [told[key].get("result") for key in queries if isinstance(told.get(key), dict)]
        return reply, _whole(results, questions)

    def _asked_1(self, questions: Sequence[Question]) -> tuple[Reply, list[Any] | None]:
        """Return reply and results by version 1.0: JSON, in order."""
        sent = {"queries": [_query_1(question) for question in questions]}
        reply = self._guest.post_json(self.place("match"), sent, self.settings.language)
        told = reply.content.get("results") if isinstance(reply.content, dict) else None
        if reply.status != 200 or not isinstance(told, list):
            return reply, None
        return reply, _whole(
            [one.get("candidates") for one in told if isinstance(one, dict)], questions
        )

    # ------------------------------------------------------------------------- results

    def _found(self, question: Question, result: list[Any]) -> tuple[Found, ...]:
        found = []
        for one in result:
            if not isinstance(one, dict) or not isinstance(one.get("id"), str):
                raise DataError(f"{self.name} gives a candidate without an identifier.")
            types = one.get("type")
            kinds = [_type(kind) for kind in (types if isinstance(types, list) else [types])]
            words = [word for kind in kinds for word in kind if word]
            person = bool(question.get("person")) or is_person(words)
            found.append(
                Found(
                    iri=self._iri(one["id"]),
                    id=text(one["id"]),
                    label=name_without_life(text(one.get("name")) or text(one["id"]), person),
                    kind=next((name or key for key, name in kinds if key), ""),
                    score=number(one.get("score")),
                    match=one.get("match") is True,
                    about=about_without_life(text(one.get("description"))),
                    features=public_features(one.get("features")),
                )
            )
        return bounded(found)

    def _iri(self, identifier: str) -> str:
        """Return the IRI of an entity as its service forms it, "" where it forms none."""
        if identifier.startswith(("http://", "https://")):
            return identifier
        space, view = str(self._manifest["space"]), str(self._manifest["view"])
        if space.startswith("http") and space.endswith(("/", "#", "=")):
            return space + quote(identifier, safe="")
        for template, safe in (("{{id}}", ""), ("{id}", ""), ("{+id}", "/:?#@&=;,+!$'()*")):
            if template in view:
                return view.replace(template, quote(identifier, safe=safe))
        return ""


def _query_0(question: Question) -> dict[str, Any]:
    query = {"query": question["name"], "limit": question["limit"]}
    if "type" in question:
        query["type"] = question["type"]
        query["type_strict"] = "should"
    if question["properties"]:
        query["properties"] = [{"pid": p, "v": v} for p, v in question["properties"].items()]
    return query


def _query_1(question: Question) -> dict[str, Any]:
    conditions = [{"matchType": "name", "propertyValue": question["name"]}]
    conditions += [
        {"matchType": "property", "propertyId": p, "propertyValue": v}
        for p, v in question["properties"].items()
    ]
    query = {"conditions": conditions, "limit": question["limit"]}
    if "type" in question:
        query["type"] = question["type"]
    return query


def _type(kind: Any) -> tuple[str, str]:
    """Return identifier and name of a type as a candidate tells it."""
    if isinstance(kind, dict):
        return text(kind.get("id")), text(kind.get("name"))
    return text(kind), ""


def _whole(results: list[Any], questions: Sequence[Question]) -> list[Any] | None:
    """Return results where each is a list and none is missing."""
    every = len(results) == len(questions) and all(isinstance(one, list) for one in results)
    return results if every else None
