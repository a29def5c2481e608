"""API Géo (https://geo.api.gouv.fr): communes, intercommunalities, départements and regions.

Its description is https://geo.api.gouv.fr/definition.yml. It knows what exists today.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tigraph.errors import DataError
from tigraph.linking.model import Sought
from tigraph.linking.services.found import Answer, Found, bounded, number, text
from tigraph.linking.services.kept import Question
from tigraph.linking.services.service import Service
from tigraph.local import Words
from tigraph.names import folded

ADDRESS = "https://geo.api.gouv.fr"
_LEAST = 25
_DEPARTEMENT = re.compile(r"\d\d|2[AB]|9[78]\d")
_labels = Words(
    {
        "commune": ("commune", "commune"),
        "epci": ("intercommunality", "intercommunalité"),
        "departement": ("département", "département"),
        "region": ("region", "région"),
    }
)


@dataclass(frozen=True)
class _Level:
    """How a kind is asked for: its path, its fields, and the filters that it takes."""

    path: str
    fields: str
    code: re.Pattern[str]
    filters: Mapping[str, str]
    more: Mapping[str, str]


_LEVELS = {
    "commune": _Level(
        "communes",
        "nom,code,siren,departement,region,epci",
        re.compile(r"(?:\d\d|2[AB])\d{3}"),
        {"departement": "codeDepartement", "region": "codeRegion", "epci": "codeEpci"},
        {"type": "commune-actuelle,arrondissement-municipal"},
    ),
    "epci": _Level(
        "epcis",
        "nom,code,codesDepartements,codesRegions",
        re.compile(r"\d{9}"),
        {"departement": "codeDepartement", "region": "codeRegion"},
        {},
    ),
    "departement": _Level(
        "departements", "nom,code,region", _DEPARTEMENT, {"region": "codeRegion"}, {}
    ),
    "region": _Level("regions", "nom,code", re.compile(r"\d\d"), {}, {}),
}
_CONTEXT = ("departement", "epci", "id", "region")


class Geo(Service):
    """API Géo, which says of a name which of the areas of today bear it or one alike.

    A kind that is not told is sought among all four, with a question for each.
    """

    name = "geo.api.gouv.fr"
    interval = 0.1

    @property
    def kinds(self) -> Mapping[str, str]:
        """The four kinds of area, with their labels."""
        return _labels.of(self.settings.language)

    def question(self, sought: Sought, limit: int) -> Question:
        """Return name, kind, how many candidates are wanted, and what is known of the place."""
        given = {key: sought.context.get(key, "").strip() for key in _CONTEXT}
        known = {key: value for key, value in given.items() if value}
        return {
            "name": sought.name,
            "kind": sought.kind,
            "limit": max(limit, _LEAST),
            "context": known,
            "used": list(known),
        }

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answers, each asked for by itself."""
        return [self._one(question) for question in questions]

    def _one(self, question: Question) -> Answer:
        levels = [question["kind"]] if question["kind"] else list(_LEVELS)
        if coded := _number(question):
            found = [
                replace(one, match=True) for kind in levels for one in self._coded(kind, coded)
            ]
            if found:
                return Answer(bounded(found))
        filters = self._filters(question["context"])
        for chosen in (filters, {}) if filters else ({},):
            every: list[Found] = []
            for kind in levels:
                answer = self._list(kind, question, chosen)
                if answer.refused:
                    return answer
                every += answer.found
            if every:
                break
        return Answer(bounded(every), widened=bool(filters) and chosen != filters)

    def _list(self, kind: str, question: Question, filters: Mapping[str, str]) -> Answer:
        level = _LEVELS[kind]
        asked = {level.filters[key]: v for key, v in filters.items() if key in level.filters}
        return self._asked(
            kind, {"nom": question["name"], "limit": str(question["limit"]), **asked}
        )

    def _coded(self, kind: str, code: str) -> tuple[Found, ...]:
        """Return what has a number: the code of its kind, or for a commune its SIREN."""
        if _LEVELS[kind].code.fullmatch(code):
            return self._asked(kind, {"code": code}).found
        if kind == "commune" and re.fullmatch(r"\d{9}", code):
            return self._asked(kind, {"siren": code}).found
        return ()

    def _asked(self, kind: str, fields: Mapping[str, str]) -> Answer:
        level = _LEVELS[kind]
        sent = {**fields, **level.more, "fields": level.fields}
        reply = self._guest.get(self.place(level.path), sent)
        if reply.status != 200:
            return Answer(refused=reply.reason)
        if not isinstance(reply.content, list):
            raise DataError(f"{self.name} gives no list of {level.path}.")
        return Answer(tuple(self._found(kind, one) for one in reply.content))

    def _found(self, kind: str, one: Any) -> Found:
        level = _LEVELS[kind]
        if not isinstance(one, dict) or not text(one.get("code")) or not text(one.get("nom")):
            raise DataError(f"{self.name} gives one of its {level.path} without code or name.")
        code = text(one["code"])
        places = {
            "departement": self._places("departement", one, "codesDepartements"),
            "region": self._places("region", one, "codesRegions"),
            "epci": self._places("epci", one, ""),
        }
        return Found(
            iri=f"{ADDRESS}/{level.path}/{code}",
            id=code,
            label=text(one["nom"]),
            kind=kind,
            score=number(one.get("_score")),
            places={key: values for key, values in places.items() if values},
        )

    def _places(self, kind: str, one: Mapping[str, Any], codes: str) -> tuple[str, ...]:
        """Return codes and names of the areas of a kind in which something lies."""
        within = one.get(kind)
        if isinstance(within, dict):
            return tuple(filter(None, (text(within.get("code")), text(within.get("nom")))))
        told = one.get(codes)
        numbers = [text(code) for code in told] if isinstance(told, list) else []
        names = self._names_of(kind) if numbers else {}
        return (*numbers, *(names[code] for code in numbers if code in names))

    # ------------------------------------------------------------------------- context

    def _filters(self, context: Mapping[str, str]) -> dict[str, str]:
        """Return the codes of what is told of the place, as far as it is one or has one."""
        found = {}
        for kind in ("departement", "region", "epci"):
            told = context.get(kind, "")
            if _LEVELS[kind].code.fullmatch(told.upper()):
                found[kind] = told.upper()
            elif told and kind != "epci":
                codes = {folded(name): code for code, name in self._names_of(kind).items()}
                if code := codes.get(folded(told)):
                    found[kind] = code
        return found

    def _names_of(self, kind: str) -> dict[str, str]:
        """Return the names of all départements or regions by code, asked once and kept."""
        asked = {"all": kind}
        kept = self.recalled(asked)
        if kept is None:
            level = _LEVELS[kind]
            reply = self._guest.get(self.place(level.path), {"fields": "nom,code"})
            told = reply.content if isinstance(reply.content, list) else []
            if not told or not all(isinstance(one, dict) for one in told):
                raise DataError(f"{self.name} gives no list of {level.path}.")
            names = {text(one.get("code")): text(one.get("nom")) for one in told}
            kept = self._kept.remember(asked, names)
        return dict(kept.content)


def _number(question: Question) -> str:
    """Return the number by which something is told, or that stands in place of its name."""
    told = question["context"].get("id") or question["name"]
    plain = "".join(told.split()).upper()
    return plain if any(level.code.fullmatch(plain) for level in _LEVELS.values()) else ""
