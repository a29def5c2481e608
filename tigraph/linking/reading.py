"""A sought name taken apart: numbers in it, areas behind it, what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tigraph.errors import BadDateError
from tigraph.linking.beside import DATE, FUNCTION, Around, Beside
from tigraph.linking.kinds import Habits
from tigraph.linking.model import Sought
from tigraph.linking.people import untitled
from tigraph.linking.words import apart, is_acronym
from tigraph.names import folded
from tigraph.validity import period

#: Digits as people set them apart, or a code with a letter in it.
_NUMBER = re.compile(
    r"(?<![\w-])(\d(?:[\s.\u00a0\u202f]?\d){7,13}|\d[0-9A-Za-z]\d{2,3}|\d{4,5}|[a-z]{2}-\d{4})(?![\w-])"
)
_LABEL = re.compile(r"(?i)\b(?:n[°o]\s*)?[a-z]{3,5}\s*(?:n[°o])?\s*[:=]?\s*$")
#: A day as spreadsheets have it, where the day comes first: 31/12/2020.
_DAY = re.compile(r"^(\d\d)[/.](\d\d)[/.](\d{4})$")
#: A longer text is no name.
MOST = 300
#: Whom a text means, among the areas and bodies of a kind: (kind's key, text) to IRIs.
Placed = Callable[[str, str], frozenset[str]]


@dataclass(frozen=True)
class Asked:
    """What is asked: the text without what stands apart, that, and all that is beside it.

    `asides` are the texts in brackets that are neither a number nor an area around it, `whole` is
    the text with these and with what was taken for an area or a function. `folded` is the text
    folded, `untitled` without titles ("" where it has none), `addressed` whom these
    address.
    """

    text: str
    asides: tuple[str, ...]
    beside: Beside
    whole: str = ""
    folded: str = ""
    untitled: str = ""
    addressed: str = ""


def read(
    sought: Sought,
    habits: Habits,
    is_number: Callable[[str], bool],
    placed: Placed,
    *,
    person: bool = False,
    only: bool = False,
) -> Asked:
    """Return what is asked; `is_number` knows the numbers that entities bear.

    Where a `person` may be meant, a function may stand behind the name; where `only` people are,
    a body or an area of any kind.
    """
    text = " ".join(sought.name[:MOST].split())
    beside = _beside(sought.context, habits, placed)
    text, numbers = _numbers(text, is_number)
    around, whole = [*beside.around], text
    function = beside.function
    if person and (apposed := _office(text, habits, placed, around)):
        text, function = apposed[0], function or apposed[1]
    kinds = [one.key for one in habits.kinds.values() if one.tells_apart or (only and one.schemes)]
    text, asides = _asides(text, kinds, placed, around)
    text = _tail(text, kinds, placed, around)
    numbers = [*beside.numbers, *numbers]
    found = replace(beside, around=tuple(around), numbers=tuple(numbers), function=function)
    (bare, addressed), plain = untitled(text, habits.usage), folded(text)
    return Asked(text, tuple(asides), found, whole, plain, bare if bare != plain else "", addressed)


def _beside(context: Mapping[str, str], habits: Habits, placed: Placed) -> Beside:
    around: list[Around] = []
    numbers: list[str] = []
    unread: list[str] = []
    span, function = None, ""
    for key, value in context.items():
        text = " ".join(str(value).split())
        if not text:
            continue
        if key in habits.kinds:
            if iris := placed(key, text):
                around.append(Around(key, text, iris))
            else:
                unread.append(key)
        elif key == DATE:
            try:
                found = period(_DAY.sub(r"\3-\2-\1", text))
                span = (found.first, found.last)
            except BadDateError:
                unread.append(key)
        elif key == FUNCTION:
            function = folded(text)
        elif compact := re.sub(r"[\s.\u00a0\u202f]", "", text):
            numbers.append(compact)
    return Beside(tuple(around), span, function, tuple(numbers), tuple(unread))


def _numbers(text: str, is_number: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return a text without the numbers of entities in it, and these."""
    bare = re.sub(r"[\s.\u00a0\u202f]", "", text)
    for one in (bare, bare.upper(), f"0{bare}"):
        if any(map(str.isdigit, bare)) and is_number(one):
            return "", [bare]
    found: list[str] = []
    for hit in reversed([*_NUMBER.finditer(text)]):
        compact = re.sub(r"[\s.\u00a0\u202f]", "", hit[0])
        if len(compact) >= 9 or is_number(compact) or is_number(compact.upper()):
            found.append(compact)
            before = (
                _LABEL.sub("", text[: hit.start()]) if len(compact) >= 9 else text[: hit.start()]
            )
            text = f"{before} {text[hit.end() :]}"
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    return " ".join(text.split()).strip(" ,;:-–—/"), found


def office_at(text: str, habits: Habits) -> tuple[str, list[str]] | None:
    """Return a name and the words of the function behind it: after a comma, or “maire de …”."""
    offices, small = habits.usage.offices, habits.usage.small
    name, _, rest = text.partition(",")
    words = rest.split()
    while words and folded(words[0]) in small:
        del words[0]
    if words and folded(words[0]).partition(" ")[0] in offices and folded(name):
        return name.strip(), words
    every = text.split()
    for place in range(2, len(every) - 1):
        if folded(every[place]).partition(" ")[0] in offices:
            after = folded(every[place + 1]).partition(" ")[0]
            if after in small or after in offices:
                return " ".join(every[:place]).strip(" ,-–—"), every[place:]
    return None


def _office(
    text: str, habits: Habits, placed: Placed, around: list[Around]
) -> tuple[str, str] | None:
    """Return a name and the function that stands behind it; the body of that is added.

    So “Ada Fictive, présidente du Val de Morteau” is read.
    """
    if (found := office_at(text, habits)) is None:
        return None
    name, words = found
    small = habits.usage.small
    linked = (n for n, word in enumerate(words) if folded(word).partition(" ")[0] in small)
    end = next(linked, len(words))
    body = " ".join(words[end:])
    for kind in habits.kinds.values() if body else ():
        if kind.schemes and (iris := placed(kind.key, body)):
            around.append(Around(kind.key, body, iris))
            break
    return name, folded(" ".join(words[:end]))


def _asides(
    text: str, kinds: Sequence[str], placed: Placed, around: list[Around]
) -> tuple[str, list[str]]:
    outside, asides = apart(text)
    if not folded(outside):
        return text, []
    kept = []
    for aside in asides:
        place = next(_areas(aside, kinds, placed), None)
        if place is None:
            kept.append(aside)
        else:
            around.append(place)
    if len(kept) == len(asides):
        return text, kept
    return outside if not kept else f"{outside} ({') ('.join(kept)})", kept


def _tail(text: str, kinds: Sequence[str], placed: Placed, around: list[Around]) -> str:
    """Return a text without an area behind its last comma or dash, or its number before these."""
    parts = re.split(r"(,\s*|\s+[-–—/]\s+)", text)
    if len(parts) < 3:
        return text
    for part, rest in ((parts[-1], parts[:-2]), (parts[0], parts[2:])):
        code = any(map(str.isdigit, part))
        if (part is parts[-1] or code) and not (is_acronym(part) and not code):
            place = next(_areas(part, kinds, placed), None)
            if place is not None and folded("".join(rest)):
                around.append(place)
                return "".join(rest).strip()
    return text


def _areas(text: str, kinds: Sequence[str], placed: Placed) -> Iterator[Around]:
    for key in kinds:
        if iris := placed(key, text):
            yield Around(key, text, iris)
