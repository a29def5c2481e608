"""How people are addressed: titles before a name, and what they say of whom is meant."""

from __future__ import annotations

from tigraph.linking.telling import told
from tigraph.linking.weighing import AGAINST, Weighed
from tigraph.names import folded
from tigraph.registries import Usage

#: How much less likely a first name is met by what stands behind a title.
_FIRST = 0.15
#: “M.” is a title; of those whom it may mean, one whose first name begins with it comes first.
_TITLE_OR_INITIAL = 0.001


def untitled(text: str, usage: Usage) -> tuple[str, str]:
    """Return a name, folded, without the titles before it, and whom these address ("m", "f", "").

    >>> usage = Usage(
    ...     titles=frozenset({"mme", "presidente"}), small=frozenset({"la"}), addressed={"mme": "f"}
    ... )
    >>> untitled("Mme la présidente Fictive", usage)
    ('fictive', 'f')
    """
    words, address = folded(text).split(), ""
    while len(words) > 1 and words[0] in usage.titles:
        address = address or usage.addressed.get(words[0], "")
        words = words[1:]
        if len(words) > 2 and words[0] in usage.small and words[1] in usage.titles:
            words = words[1:]
    return " ".join(words), address


def address(one: Weighed, asked: str, addressed: str, usage: Usage) -> None:
    """Heed what stands before a surname: a title, an initial.

    A title is not put before a name of the other sex; of what sex a first name is, `usage` knows
    of those that only men or women bear. `asked` is the name, folded.
    """
    first, words = one.borne.words[0], asked.split()
    titled = bool(words) and words[0] in usage.titles
    whole = {*one.met.same, *(other for _, other in one.met.typed)}
    if whole == {first} and len(one.borne.words) > 1 and (titled or one.met.initials):
        one.score = round(max(one.score - _FIRST, 0.0), 3)
    if titled and words[0] == first[0]:
        one.score = round(min(one.score + _TITLE_OR_INITIAL, 1.0), 3)
    if not (addressed and (given := usage.given.get(first))):
        return
    cost = 0 if given == addressed else AGAINST["title"]
    one.tell("title", given == addressed, cost, told("title-no" if cost else "title-yes", first))
    if cost:
        one.against += 1
        one.score = round(max(one.score - cost, 0.0), 3)
        one.forbid(told("title-no", first))
