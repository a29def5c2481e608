"""Codes in the cells of a register: of which system each is, whether it is one, what it is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tigraph.names import is_sound
from tigraph.rdf.vocabulary import PREFIXES, expand
from tigraph.registries.facts import Facts, text

_P = PREFIXES
#: So much may stand between the digits of a code that people group.
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Bearer:
    """What bears a code that no layer before knows: its IRI, kind and name, made of the code.

    `match` says which codes are of such a bearer, `name` how it is called where the row names it,
    `unnamed` where it does not. Where the code is that of an area, `area` is its IRI.
    """

    iri: str
    kind: str
    name: str = "{name}"
    unnamed: str = "{code}"
    match: str = ""
    area: str = ""
    area_name: str = "{name}"
    authority: bool = False

    @property
    def beginning(self) -> str:
        """What the IRIs of such bearers begin with."""
        return self.iri.partition("{")[0]


@dataclass(frozen=True)
class System:
    """A system of codes: what its codes look like, how they are checked, what bears them.

    `scheme` is the slug of its concept, `word` what errors call a code of it, `form` what it
    looks like in words, `written` how it may stand within a text, `strip` what people write
    in it that is no part of it, `check` the arithmetic of its check digits (a module of
    python-stdnum), `length` that to which lost zeros are put back, 0 for none, `others` what a
    text is that looks like another code, with what is said of it. Where it `takes_whole`, the code
    of what is a part of another today stands for that.
    """

    key: str
    scheme: str
    word: str
    pattern: str = ".+"
    form: str = ""
    written: str = ""
    strip: str = ""
    check: str = ""
    length: int = 0
    others: Sequence[tuple[str, str]] = ()
    bearers: Sequence[Bearer] = ()
    name: Mapping[str, str] = field(default_factory=dict)
    takes_whole: bool = False

    @classmethod
    def of(cls, key: str, told: Mapping[str, Any]) -> System:
        """Return the system that a declaration describes."""
        bearers = [
            Bearer(
                iri=full(one["is"]),
                kind=full(one["kind"]),
                name=one.get("name", "{name}"),
                unnamed=one.get("unnamed", "{code}"),
                match=one.get("match", ""),
                area=full(one["area"]) if "area" in one else "",
                area_name=one.get("area-name", "{name}"),
                authority=one.get("local-authority", False),
            )
            for one in told.get("bearers", ())
        ]
        return cls(
            key=key,
            scheme=told.get("scheme", key),
            word=told.get("word", key),
            pattern=told.get("pattern", ".+"),
            form=told.get("form", ""),
            written=told.get("written", ""),
            strip=told.get("strip", ""),
            check=told.get("check", ""),
            length=told.get("put-back-zeros-to", 0),
            others=[(one["pattern"], one["says"]) for one in told.get("others", ())],
            bearers=bearers,
            name=told.get("name", {}),
            takes_whole=told.get("parts") == "whole",
        )

    @cached_property
    def within(self) -> str:
        """The pattern of a code within a text."""
        return self.written or self.pattern

    def clean(self, told: str) -> str:
        """Return a code without what people write in it, its lost zeros put back if so declared.

        >>> System("n", "n", "number", r"\\d{5}", strip=r"\\s", length=5).clean("1 001")
        '01001'
        """
        code = re.sub(self.strip, "", told, flags=re.IGNORECASE) if self.strip else told.strip()
        if self.length and code.isdigit() and len(code) < self.length:
            return code.zfill(self.length)
        return code

    def fault(self, code: str, of: str = "") -> str:
        """Return what is wrong with a code, `of` whom, in words, "" where nothing is.

        >>> System("n", "n", "number of a place", r"\\d{5}", "five digits").fault("1001")
        '“1001” is no number of a place: it may have lost the zero of 01001'
        """
        for pattern, says in self.others:
            if re.fullmatch(pattern, code):
                return f"“{code}” {says}"
        if re.fullmatch(self.pattern, code):
            if self.check and not is_sound(code, self.check):
                return f"the {self.word} “{code}”{of} fails its check"
            return ""
        if not code:
            return f"no {self.word}{of}"
        if re.fullmatch(self.pattern, "0" + code):
            return f"“{code}” is no {self.word}: it may have lost the zero of 0{code}"
        return f"“{code}” is no {self.word}" + (f", which has {self.form}" if self.form else of)

    def bearer(self, code: str) -> Bearer | None:
        """Return what bears a code that nobody knows."""
        return next((one for one in self.bearers if re.match(one.match, code)), None)


def full(name: str) -> str:
    """Return the IRI of a CURIE or an IRI, which may have {fields} in it.

    >>> full("epci:{code}")
    'https://w3id.org/tigraph/id/epci/{code}'
    """
    prefix, _, rest = name.partition(":")
    return _P[prefix] + rest if prefix in _P else expand(name) or name


def system_of(code: str, systems: Sequence[System]) -> System:
    """Return the first system that a code has the form of, else the first."""
    for one in systems:
        if re.fullmatch(one.pattern, one.clean(code)):
            return one
    return systems[0]


def describe(system: System, facts: Facts) -> None:
    """Describe a system as a scheme of identifiers, if its declaration names it."""
    iri = f"{_P['id-scheme']}{system.scheme}"
    if not system.name or iri in facts.known.described:
        return
    label = system.name.get(facts.language) or next(iter(system.name.values()))
    facts.entity(iri, _P["skos"] + "Concept", label, system.name.get("en", ""))
    for term in ("inScheme", "topConceptOf"):
        facts.add(iri, _P["skos"] + term, f"<{_P['concept']}id-scheme>")
    facts.add(iri, _P["tig"] + "notationPattern", text(f"^({system.pattern})$"))
    if system.check:
        facts.add(iri, _P["tig"] + "checkDigits", text(system.check))


def borne_by(code: str, system: System, name: str, citation: str, facts: Facts) -> str:
    """Return the IRI of what bears a code, described with its name if no layer did before.

    The code of an area is borne by the institution whose area it is. "" where the declaration
    does not say what bears the codes that no layer knows.
    """
    known = facts.known
    made = system.bearer(code)
    found = known.identifiers.get((system.scheme, code), "")
    if made and made.area and found.startswith(made.area.partition("{")[0]):
        found = known.seats.get(found, "")
    iri = found or (made.iri.format(code=code) if made else "")
    if not iri:
        return ""
    which = next((one for one in system.bearers if iri.startswith(one.beginning)), made)
    label = (which.name if which else "{name}").format(name=name, code=code) if name else ""
    if iri in known.described:
        if label:
            facts.name(iri, label)
        return iri
    assert made is not None
    facts.entity(iri, made.kind, label or made.unnamed.format(code=code))
    if made.authority:
        facts.authority(iri)
    bears = iri
    if made.area:
        bears = made.area.format(code=code)
        called = made.area_name.format(name=name or code, code=code)
        facts.entity(bears, _P["dcterms"] + "Location", called)
        facts.add(iri, _P["dcterms"] + "spatial", f"<{bears}>")
    facts.identifier(bears, system.scheme, code, citation)
    known.seats[bears] = iri
    return iri
