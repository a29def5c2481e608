"""The numbers of entities beside a name: they tell whom it means, unless the name denies it."""

from __future__ import annotations

from tigraph.linking.agreeing import Agreement
from tigraph.linking.beside import Beside
from tigraph.linking.pool import Pool
from tigraph.linking.telling import told
from tigraph.linking.weighing import CAPPED, FLOOR, Weighed
from tigraph.linking.words import Name
from tigraph.names import folded

#: What a number is worth beside another name, and with a zero that was lost.
_DENIED, _LOST = 0.7, 0.85
#: How much another number takes.
_OTHER = 0.1
#: A number so long is one of an entity, known here or not.
_LONG = 9


def numbered(text: str, beside: Beside, kind: str, pool: Pool, found: dict[int, Weighed]) -> None:
    """Heed numbers: whoever bears one is found, and the others are less likely."""
    named = bool(folded(text))
    for number in beside.numbers:
        owners, lost = _owners(number, pool)
        for owner in owners:
            one = found.get(owner)
            if one is None or one.score < FLOOR:
                one = Weighed(kind, pool.records[owner], *_nameless(text))
                one.score = _DENIED if named else 1.0
            else:
                one.score, one.vetoes = 1.0, []
            one.tell("number", True, 1.0, told("number-zero" if lost else "number", number))
            if lost:
                one.score = min(one.score, _LOST)
                one.forbid(told("number-zero", number))
            elif one.score < 1.0:
                one.forbid(told("number-only"))
            found[owner] = one
        if owners or len(number) >= _LONG:
            for owner, one in found.items():
                if owner not in owners:
                    one.score = round(min(one.score, CAPPED) - _OTHER, 3)
                    one.tell("number", False, _OTHER, told("number-other", number))
                    one.forbid(told("number-other", number))


def _owners(number: str, pool: Pool) -> tuple[list[int], bool]:
    """Return who bears a number, or the beginning of it, and whether it lacks its zero."""
    length = pool.lexicon.usage.longer.get(len(number), len(number))
    for one in (number, number.upper(), number[:length]):
        if owners := pool.numbers.get(one):
            return owners, False
    return pool.numbers.get(f"0{number}", []), True


def _nameless(text: str) -> tuple[Name, Name, Agreement]:
    name = Name(text, (), (), "")
    return name, name, Agreement(0.0)
