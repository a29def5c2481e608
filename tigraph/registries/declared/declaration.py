"""A declaration read: what it says is put together, and each fault told with line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tigraph.errors import DataError
from tigraph.local import shipped
from tigraph.rdf.vocabulary import ENTITY, PREFIXES
from tigraph.registries.declared.checking import check
from tigraph.registries.declared.codes import System, full
from tigraph.registries.declared.rules import (
    Declaration,
    Form,
    MemberRule,
    Phase,
    TerritoryRule,
)
from tigraph.registries.declared.written import Way, Written
from tigraph.registries.sources import Description


def load(path: Path, name: str = "", *, trusted: bool = False) -> Declaration:
    """Return the declaration in a file; one that comes with tigraph is `trusted` to be right.

    Raises `DataError` with the line and the column of what is wrong.
    """
    written = Written.of(path, name)
    if not trusted:
        check(written)
    return _declared(written)


@cache
def _country(code: str) -> Mapping[str, Any] | None:
    """Return what comes with tigraph of a country: its code systems."""
    path = shipped("data") / "registers" / "countries" / f"{code}.yaml"
    if not path.is_file():
        return None
    found: Mapping[str, Any] = Written.of(path, path.name).value
    return found


@cache
def country_systems() -> Sequence[tuple[str, Mapping[str, System]]]:
    """Return the code systems that come with tigraph, by the code of the country."""
    files = sorted((shipped("data") / "registers" / "countries").glob("*.yaml"))
    return [
        (path.stem, {key: System.of(key, one) for key, one in told["codes"].items()})
        for path in files
        if (told := _country(path.stem))
    ]


class _Maker:
    """Makes a declaration of what is written, and tells what does not hold together."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.told: Mapping[str, Any] = written.value
        self.columns = {
            one: [str(name) for name in (names if isinstance(names, list) else [names])]
            for one, names in self.told["columns"].items()
        }
        self.systems = self._systems()

    def fault(self, way: Way, says: str) -> DataError:
        return self.written.fault(way, says)

    def _systems(self) -> dict[str, System]:
        country: Mapping[str, Any] = {}
        if code := self.told.get("country"):
            found = _country(code)
            if found is None:
                raise self.fault(("country",), f"tigraph knows no code systems of “{code}”")
            country = found
        self.country = country
        every = {**country.get("codes", {}), **self.told.get("codes", {})}
        return {key: System.of(key, one) for key, one in every.items()}

    def system(self, key: str, way: Way) -> System:
        if key not in self.systems:
            known = ", ".join(self.systems) or "none"
            raise self.fault(way, f"no system of codes “{key}” is declared (there are: {known})")
        return self.systems[key]

    def field(self, name: str, way: Way) -> str:
        if name and name not in self.columns:
            raise self.fault(way, f"“{name}” is none of the columns that are declared")
        return name

    def fields(self, told: Any, way: Way) -> list[str]:
        return [self.field(one, way) for one in ([told] if isinstance(told, str) else told or ())]

    def iri(self, told: str, way: Way, *allowed: str) -> str:
        for one in re.findall(r"\{(.*?)\}", told):
            if one not in allowed and not (one.isdigit() and "0" in allowed):
                known = ", ".join(f"{{{name}}}" for name in allowed) or "none"
                raise self.fault(way, f"“{{{one}}}” is unknown here (known are: {known})")
        found = full(told)
        if not re.match(r"https?://", found):
            raise self.fault(way, f"“{told}” is no IRI: its prefix is unknown")
        return found

    def templates(self) -> None:
        """Look whether texts with {fields} in them have fields that are known there."""
        usual = ("layer", "title", "phase", "file")
        ways: list[tuple[Way, str, tuple[str, ...]]] = [
            (("file-title",), self.told.get("file-title", ""), usual)
        ]
        for key, system in self.told.get("codes", {}).items():
            for n, one in enumerate(system.get("bearers", ())):
                at: Way = ("codes", key, "bearers", n)
                self.iri(one["is"], (*at, "is"), "code")
                self.iri(one["kind"], (*at, "kind"))
                if "area" in one:
                    self.iri(one["area"], (*at, "area"), "code")
                for part in ("name", "unnamed", "area-name"):
                    ways.append(((*at, part), one.get(part, ""), ("code", "name")))
        for n, one in enumerate(self.told.get("territory", {}).get("in", ())):
            groups = tuple(map(str, range(re.compile(one["code"]).groups)))
            for part in ("is", "name"):
                ways.append((("territory", "in", n, part), one[part], groups))
        for way, text, allowed in ways:
            for field in re.findall(r"\{(.*?)\}|[{}]", text):
                if field not in allowed:
                    known = ", ".join(f"{{{name}}}" for name in allowed) or "none"
                    raise self.fault(way, f"“{text}”: in braces stand fields, known are {known}")

    def territory(self) -> TerritoryRule | None:
        told = self.told.get("territory")
        if told is None:
            return None
        way: Way = ("territory",)
        names = {
            key: self.field(told.get(key, ""), (*way, key))
            for key in ("name", "phase", "latitude", "longitude")
        }
        places = {
            key: self.iri(told[key], (*way, key), "code", "phase") for key in ("is", "lineage")
        }
        area = told.get("area") or f"area:{places['is'].removeprefix(ENTITY).replace('/', '-')}"
        holds = told.get("holds")
        at = (*way, "holds")
        return TerritoryRule(
            code=self.fields(told["code"], (*way, "code")),
            system=self.system(told["system"], (*way, "system")),
            iri=places["is"],
            lineage=places["lineage"],
            area=self.iri(area, (*way, "area"), "code", "phase"),
            wrong=told.get("wrong", TerritoryRule.wrong),
            areas=[
                (one["code"], self.iri(one["is"], (*way, "in", n, "is"), "0"), one["name"])
                for n, one in enumerate(told.get("in", ()))
            ],
            lies_in=self.iri(told["lies-in"], (*way, "lies-in"), "code")
            if "lies-in" in told
            else "",
            holds=(
                self.field(holds["code"], at),
                self.system(holds["system"], at),
                self.iri(holds["is"], at, "code"),
            )
            if holds
            else None,
            **names,
        )

    def entities(self) -> None:
        """Look whether what rows are about, and what they claim, names what is declared."""
        for name, one in self.told.get("entities", {}).items():
            way: Way = ("entities", name)
            for key in ("name", "code", "latitude", "longitude", "other-names"):
                self.fields(one.get(key), (*way, key))
            self.iri(one["is"], (*way, "is"), "code", "slug")
            self.iri(one["kind"], (*way, "kind"))
            if "area" in one:
                self.iri(one["area"], (*way, "area"), "code")
            if "system" in one:
                self.system(one["system"], (*way, "system"))
        known = {*self.told.get("entities", ())}
        if "territory" in self.told:
            if "territory" in known:
                says = "“territory” is that of the row: call this one otherwise"
                raise self.fault(("entities", "territory"), says)
            known.add("territory")
        for n, one in enumerate(self.told.get("claims", ())):
            for key in ("since", "until", "as-of", "value"):
                self.fields(one.get(key), ("claims", n, key))
            for key in ("subject", "object", "about"):
                if key in one and ":" not in one[key] and one[key] not in known:
                    says = f"“{one[key]}” is none of the entities that are declared"
                    raise self.fault(("claims", n, key), says)

    def members(self) -> list[MemberRule]:
        return [
            self._member(one, ("members", n)) for n, one in enumerate(self.told.get("members", ()))
        ]

    def _member(self, told: Mapping[str, Any], way: Way) -> MemberRule:
        single = ("cell", "codes", "names", "list", "system-field", "since", "until")
        names = {
            key.replace("-", "_"): self.field(told[key], (*way, key))
            for key in single
            if key in told
        }
        for form in told.get("forms", ()):
            if form not in self.told["forms"]:
                raise self.fault(
                    (*way, "forms"), f"“{form}” is none of the forms that are declared"
                )
        return MemberRule(
            systems=[
                self.system(one, (*way, "systems", n)) for n, one in enumerate(told["systems"])
            ],
            code=self.fields(told.get("code"), (*way, "code")),
            name=self.fields(told.get("name"), (*way, "name")),
            told={
                word: self.system(key, (*way, "told", word))
                for word, key in told.get("told", {}).items()
            },
            forms=told.get("forms", ()),
            **names,
            **{
                key.replace("-", "_"): told[key]
                for key in ("written", "between", "code-key", "name-key")
                if key in told
            },
        )


def _declared(written: Written) -> Declaration:
    make = _Maker(written)
    told = make.told
    publishers = [
        make.iri(one if isinstance(one, str) else one["is"], ("publishers", n))
        for n, one in enumerate(told["publishers"])
    ]
    for key, form in told["forms"].items():
        make.fields(form["columns"], ("forms", key, "columns"))
    for key in ("repeat",):
        make.fields(told.get(key), (key,))
    for n, one in enumerate(told.get("left-out", ())):
        make.field(one["field"], ("left-out", n, "field"))
    make.entities()
    make.templates()
    phases = {
        str(key): Phase(
            key=str(key),
            iri=make.iri(one["is"], ("phases", key, "is")),
            name=one.get("name", {}),
            **{k: str(one[k]) for k in ("title", "starts", "ends", "shows", "value") if k in one},
            files=one.get("files", ()),
        )
        for key, one in told.get("phases", {}).items()
    }
    title = told["title"]
    return Declaration(
        written=written,
        layer=told["layer"],
        summary=told.get("summary") or title.get("en") or next(iter(title.values())),
        description=Description(
            title,
            told.get("description", {}),
            tuple(publishers),
            told.get("licence", ""),
            told.get("homepage", ""),
            tuple(told.get("addresses", ())),
            told["language"],
            keywords={key: tuple(words) for key, words in told.get("keywords", {}).items()},
        ),
        speaker=publishers[0],
        columns=make.columns,
        forms={
            key: Form(key=key, **{k: one[k] for k in one}) for key, one in told["forms"].items()
        },
        systems=make.systems,
        told=told,
        after=tuple(told.get("after", make.country.get("after", ()))),
        programme=make.iri(told["programme"]["is"], ("programme", "is"))
        if "programme" in told
        else "",
        phases=phases,
        territory=make.territory(),
        members=make.members(),
    )


def described_nodes(declared: Declaration) -> list[tuple[str, str, Mapping[str, str]]]:
    """Return the nodes that a declaration names: IRI, class and names by language."""
    found: list[tuple[str, str, Mapping[str, str]]] = []
    for one in declared.told["publishers"]:
        if not isinstance(one, str):
            found.append((full(one["is"]), PREFIXES["org"] + "FormalOrganization", one["name"]))
    programme = declared.told.get("programme", {})
    if "name" in programme:
        found.append((declared.programme, PREFIXES["tig"] + "Programme", programme["name"]))
    return found
