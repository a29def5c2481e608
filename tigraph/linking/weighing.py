"""How much a candidate has for it: its features, its score, and what forbids to settle on it."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field

from tigraph.linking.agreeing import Agreement
from tigraph.linking.beside import Beside, holds, in_office
from tigraph.linking.model import Feature
from tigraph.linking.records import Record
from tigraph.linking.telling import Told, told
from tigraph.linking.words import Name

#: What is less like is no candidate; what is more, and has no rival, is settled.
FLOOR, SETTLED = 0.45, 0.9
#: A score that something forbids to settle on is at most this; from where on it is pressed.
CAPPED, _FREE = 0.89, 0.8
#: How much it costs where something beside the name, the form, or the date speaks against one.
AGAINST = {"around": 0.15, "form": 0.07, "date": 0.09, "function": 0.08, "aside": 0.05,
           "title": 0.1}  # fmt: skip
#: How much it gives where something beside a name speaks for one that is not met whole.
FOR = 0.09
#: An acronym is at most this.
ACRONYM = 0.8


#: What is around a record, of a kind: see `Matcher`.
Surroundings = Callable[[str], Set[str]]


@dataclass(slots=True)
class Weighed:
    """A record with how it was met, the features and the score; `vetoes` forbid to settle."""

    kind: str
    record: Record
    sought: Name
    borne: Name
    met: Agreement
    score: float = 0.0
    features: list[Feature] = field(default_factory=list)
    vetoes: list[Told] = field(default_factory=list)
    for_it: int = 0
    against: int = 0
    raw: bool = False

    def forbid(self, why: Told) -> None:
        """Forbid to settle on this, and say why."""
        self.vetoes.append(why)

    def tell(self, name: str, matched: bool | None, weight: float, why: Told) -> None:
        """Add a feature; its words are chosen later."""
        self.features.append(Feature(name, matched, round(weight, 3), why))  # type: ignore[arg-type]


def weigh(one: Weighed, beside: Beside, around: Surroundings, *, person: bool) -> None:
    """Give a record its features and its score; `around` tells what is around it, by kind."""
    one.score = one.met.share
    _name(one)
    if one.borne.acronym:
        one.score = min(one.score, ACRONYM)
        one.forbid(told("acronym", one.sought.text))
    _form(one)
    _around(one, beside, around)
    if beside.span:
        held = in_office(one.record, beside)
        _count(one, "date", held, told("date-yes" if held else "date-no"))
    if beside.function:
        has = holds(one.record, beside)
        if has is not None:
            _count(one, "function", has, told("function-yes" if has else "function-no"))
    _whole(one, person=person)
    one.score = round(max(0.0, min(one.score, 1.0)), 3)


def held_back(score: float) -> float:
    """Return the score of what may not be settled: in the order of the scores, below that line.

    >>> held_back(1.0), held_back(0.9), held_back(0.7)
    (0.89, 0.845, 0.7)
    """
    return round(min(score, _FREE + (score - _FREE) * (CAPPED - _FREE) / (1 - _FREE)), 3)


def _name(one: Weighed) -> None:
    met = one.met
    words = ", ".join(met.same)
    if met.whole and not met.typed and not met.initials:
        one.tell("name", True, met.share, told("same" if met.ordered else "order", one.borne.text))
        return
    if met.same:
        one.tell("name", True, met.share, told("words", words))
    for typed, meant in met.typed:
        one.tell("typing", None, 0.05, told("typed", typed, meant))
    for letter, meant in met.initials:
        one.tell("initial", None, 0.1, told("initial", letter, meant))
    if met.missing:
        one.tell("missing", False, 1 - met.share, told("missing", ", ".join(met.missing)))
    if met.added:
        one.tell("added", False, 1 - met.share, told("added", ", ".join(met.added)))


def _form(one: Weighed) -> None:
    asked = one.sought.forms - {""}
    own = (one.borne.forms | set(one.record.forms)) - {""}
    if asked and own:
        agrees = bool(asked & own)
        _count(one, "form", agrees, told("form-yes" if agrees else "form-no"))
        if agrees:
            one.for_it -= 1


def _around(one: Weighed, beside: Beside, around: Surroundings) -> None:
    for place in beside.around:
        if not (near := around(place.key)):
            one.tell(place.key, None, 0, told("around-unknown", place.text))
            continue
        lies = not place.iris.isdisjoint(near)
        kind = "around-yes" if lies else "around-no"
        _count(one, "around", lies, told(kind, place.text), place.key)
    for key in beside.unread:
        one.tell(key, None, 0, told("unread", key))


def _count(one: Weighed, what: str, agrees: bool, why: Told, name: str = "") -> None:
    cost = AGAINST[what]
    one.tell(name or what, agrees, FOR if agrees else cost, why)
    if agrees:
        one.for_it += 1
    else:
        one.against += 1
        one.score -= cost
        if what != "function":
            one.forbid(why)


def _whole(one: Weighed, *, person: bool) -> None:
    """Forbid to settle where words are not met, unless what is beside a person's name tells."""
    met = one.met
    placed = any(f.matched and f.name not in ("name", "form", "date", "function")
                 for f in one.features)  # fmt: skip
    if met.whole and not met.typed and not met.initials:
        return
    if person and placed and _surname(one) and len(met.typed) < 2 and not met.added:
        if not one.against:
            one.score = max(min(one.score + FOR, 0.97), SETTLED + 0.01)
        return
    if placed:
        one.score = min(one.score + FOR / 2, 0.97)
    if not met.whole:
        one.forbid(told("not-whole"))
    elif met.initials:
        one.forbid(told("initials-only"))
    elif not met.sure or person:
        one.forbid(told("perhaps-other"))


def _surname(one: Weighed) -> bool:
    """Whether what is met of a person's name is more than the first name."""
    first = one.borne.words[0]
    met = [*one.met.same, *(other for _, other in one.met.typed)]
    return any(word != first and len(word) > 2 for word in met)
