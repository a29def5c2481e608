"""What is taken over of what a service says of a candidate. Nothing else of it is kept.

A service may say more of a person than research into public action needs: when somebody was
born, where somebody lives. Clients take the fields of `Found` alone, and what stands in free
text passes through here first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

#: So long may a text of a service be, and so many candidates it may give.
_LONGEST, _MOST = 300, 10_000
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = rf"(?:\d{{1,2}}(?:\s+\w+|[./-]\d{{1,2}})[\s./-]+)?(?:\w+\s+)?{_YEAR}(?:-\d\d){{0,2}}"
#: A life that is still open, or a birth, in a name: “Name, 1950-”, “Name (né en 1950)”.
_BORN = re.compile(
    rf"[\s,;]*[(\[]?\s*(?:"
    rf"{_YEAR}\s*[-–]\s*(?:\.{{2,4}}|\?)?\s*(?=[)\]]|$)"
    rf"|(?:\*|born(?:\s+(?:in|on))?|b\.|née?(?:\s+(?:en|le))?|geb(?:oren|\.)?)\s*{_DAY}"
    rf"(?:[^)\]]*(?=[)\]]))?"
    rf")\s*[)\]]?",
    re.IGNORECASE,
)
#: A whole life, which other things than people have too: “1802-1885”.
_LIFE = re.compile(rf"[\s,;]*[(\[]?\s*{_YEAR}\s*[-–]\s*{_YEAR}\s*[)\]]?")
_PERSON = re.compile(r"\b(?:person(?:ne|s)?|people|human|humain|être humain|q5|mensch)\b", re.I)
_PERSON_INSIDE = re.compile(r"person(?!nel|al)", re.IGNORECASE)
#: Features that tell of a person what is not to be kept.
_PRIVATE = re.compile(
    r"birth|born|naiss|\bn[ée]e?\b|gebor|geburt|\bage\b|âge|addres|adress|domicil|phone|e-?mail",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """A candidate as a service gave it: names, numbers, and where it is.

    `score` is the service's own, on whatever scale; `match` whether it calls this the one that
    is meant. `places` has, by key of context, the codes and names that hold of the candidate.
    """

    iri: str
    id: str
    label: str
    kind: str = ""
    score: float | None = None
    match: bool = False
    others: tuple[str, ...] = ()
    about: str = ""
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    features: Mapping[str, float | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a service answered to one question; `refused` says why it gave none.

    `widened` says that nothing was found where the context says, so that it was left out;
    `left_out` how many candidates were not taken over, being people.
    """

    found: tuple[Found, ...] = ()
    refused: str = ""
    widened: bool = False
    left_out: int = 0


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as it is kept."""
    return asdict(answer)


def from_json(kept: Mapping[str, Any]) -> Answer:
    """Return an answer that was kept. Raises `TypeError`, `KeyError` for anything else."""
    found = tuple(
        Found(
            **{
                **one,
                "others": tuple(one["others"]),
                "places": {key: tuple(values) for key, values in one["places"].items()},
            }
        )
        for one in kept["found"]
    )
    return Answer(found, str(kept["refused"]), bool(kept["widened"]), int(kept["left_out"]))


def text(value: Any) -> str:
    """Return a text of a service on one line and of bounded length, "" for what is none."""
    if not isinstance(value, str):
        return ""
    plain = "".join(c if c.isprintable() else " " for c in value[: _LONGEST * 2])
    return " ".join(plain.split())[:_LONGEST]


def number(value: Any) -> float | None:
    """Return a number of a service, None for what is none, or is not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        told = float(value)
    except OverflowError:
        return None
    return told if math.isfinite(told) else None


def name_without_life(name: str, person: bool) -> str:
    """Return a name without when its bearer was born, or lived.

    >>> name_without_life("Martin, Camille, 1950-", False)
    'Martin, Camille'
    >>> name_without_life("Camille Martin (née le 3 mai 1950 à Lure)", False)
    'Camille Martin'
    >>> name_without_life("Martin, Camille (1950-2020)", True)
    'Martin, Camille'
    >>> name_without_life("Programme 2023-2027", False)
    'Programme 2023-2027'
    """
    shorn = _BORN.sub("", name)
    return (_LIFE.sub("", shorn) if person else shorn).strip() or name


def about_without_life(about: str) -> str:
    """Return a description, "" where it has a number or speaks of a birth.

    The number may be a date of birth, or belong to an address.

    >>> about_without_life("commune du Doubs"), about_without_life("politician (born 1950)")
    ('commune du Doubs', '')
    """
    return "" if any(c.isdigit() for c in about) or _PRIVATE.search(about) else about


def is_person(kinds: list[str]) -> bool:
    """Return whether one of the identifiers or names of kinds is that of people.

    >>> is_person(["Q5"]), is_person(["DifferentiatedPerson"]), is_person(["personnel"])
    (True, True, False)
    """
    return any(_PERSON.search(kind) or _PERSON_INSIDE.search(kind) for kind in kinds)


def public_features(features: Any) -> dict[str, float | bool]:
    """Return the numbers by which a service explains a score, but for what is private."""
    told: dict[str, float | bool] = {}
    for feature in features if isinstance(features, list) else []:
        if not isinstance(feature, dict):
            continue
        value = feature.get("value")
        plain = value if isinstance(value, bool) else number(value)
        names = [text(feature.get(key)) for key in ("id", "name")]
        if plain is not None and names[0] and not any(map(_PRIVATE.search, names)):
            told[names[0]] = plain
    return told


def bounded(found: list[Found]) -> tuple[Found, ...]:
    """Return the candidates, as many as an answer may have."""
    return tuple(found[:_MOST])
