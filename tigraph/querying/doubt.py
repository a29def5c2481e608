"""What is not sure of an answer at a date: how much more may hold then, and how to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tigraph.local import Pair, said
from tigraph.validity import ANY


class _Words(NamedTuple):
    """How one sort of things is told of: counted, where they are seen, where they are not."""

    things: Pair
    shown: Pair
    unseen: Pair


_WITH = ("--possible shows them", "--possible les montre")
_WITHOUT = ("--certain leaves them out", "--certain les écarte")
_SEEN = ("they are seen without --certain", "ils se voient sans --certain")
_MARKED = ("they are marked “possible”", "marqués « possible »")
_WORDS = {
    "rows": _Words(("rows", "lignes"), ("see the column “{}”", "voir la colonne « {} »"), _WITH),
    "triples": _Words(("triples", "triplets"), ("", ""), _WITH),
    "verdict": _Words(("answer", "réponse"), ("", ""), _WITH),
    "ties": _Words(
        ("ties", "liens"),
        (f"dashed, `holds` is “possible”; {_WITHOUT[0]}",
         f"en tirets, « possible » dans `holds` ; {_WITHOUT[1]}"),
        _SEEN,
    ),
    "edges": _Words(
        ("derived edges", "arêtes dérivées"),
        ("they stand in the named graph `possible`", "dans le graphe nommé `possible`"),
        (".trig has them, in a named graph", ".trig les a, dans un graphe nommé"),
    ),
    "statements": _Words(("statements", "énoncés"), _MARKED, ("", "")),
    "steps": _Words(("steps", "étapes"), _MARKED, ("", "")),
    "relations": _Words(("changes", "changements"), _MARKED, _SEEN),
}  # fmt: skip


@dataclass(frozen=True)
class Doubt:
    """What is not sure of an answer at a date, `as_of` ("any": at any time).

    `possible` is how many things only may hold then: rows, triples, ties, statements … as
    `sort` says. They are among the `whole` of the answer where it is `shown`, else left out of
    it. `fallen` is how many others hold as long as these do not (a count, or what nobody is
    named for): they stand in the answer where the possible is not shown, and not where it is.
    `column` says of each row which it is. It is true where there is anything to say.
    """

    as_of: str
    sort: str
    possible: int
    whole: int
    shown: bool
    fallen: int = 0
    column: str = "holds"

    def __bool__(self) -> bool:
        """Return whether anything only may hold, or may not."""
        return bool(self.possible or self.fallen)

    def told(self, language: str = "en") -> str:
        """Return it as a sentence or two, in English or in French.

        >>> Doubt("2024", "rows", 6, 1, shown=False).told()
        '6 more may hold at 2024; --possible shows them.'
        >>> Doubt("any", "rows", 2, 9, shown=True).told()
        '2 of these 9 rows only may hold, at any time; see the column “holds”.'
        >>> Doubt("2019", "rows", 0, 4, shown=False).told("fr")
        'Rien de plus ne peut valoir en 2019.'
        """
        words = _WORDS[self.sort]
        at = said((f"at {self.as_of}", f"en {self.as_of}"), language)
        if self.as_of == ANY:
            at = said(("at any time", "à quelque moment que ce soit"), language)
        if self.sort == "verdict":
            return self._verdict(at, language)
        how = said(words.shown if self.shown else words.unseen, language).format(self.column)
        how = said((f"; {how}", f" ; {how}"), language) if how else ""
        things = said(words.things, language)
        told = []
        if self.possible and self.shown:
            comma = "," if self.as_of == ANY else ""
            told.append((
                f"{self.possible} of these {self.whole} {things} only may hold{comma} {at}{how}.",
                f"{self.possible} de ces {self.whole} {things} ne valent que peut-être "
                f"{at}{how}.",
            ))  # fmt: skip
        elif self.possible:
            more = "" if self.sort == "rows" else f"{things} "
            others = f"autres {things} peuvent" if more else "autres peuvent"
            told.append((
                f"{self.possible} more {more}may hold {at}{how}.",
                f"{self.possible} {others} valoir {at}{how}.",
            ))  # fmt: skip
        elif not self.fallen:
            told.append((f"No more may hold {at}.", f"Rien de plus ne peut valoir {at}."))
        told += self._fallen(at, things)
        return " ".join(said(pair, language) for pair in told)

    def _fallen(self, at: str, things: str) -> list[Pair]:
        if not self.fallen:
            return []
        if self.shown:
            return [(
                f"{self.fallen} other {things} would stand if what only may hold {at} did "
                "not; they are not here.",
                f"{self.fallen} autres {things} tiendraient si ce qui n’est que possible {at} ne "
                "valait pas ; ils ne sont pas là.",
            )]  # fmt: skip
        return [(
            f"{self.fallen} of these {self.whole} {things} would not be so, if what only may "
            f"hold {at} does; --possible shows the answer then.",
            f"{self.fallen} de ces {self.whole} {things} ne seraient pas tels, si ce qui n’est que "
            f"possible {at} vaut ; --possible montre la réponse d’alors.",
        )]  # fmt: skip

    def _verdict(self, at: str, language: str) -> str:
        if not self:
            pair = (f"What only may hold {at} does not change it.",
                    f"Ce qui n’est que possible {at} n’y change rien.")  # fmt: skip
        elif self.shown:
            pair = (f"It is so only with what may hold {at}; without, it is not.",
                    f"Il n’en est ainsi qu’avec ce qui n’est que possible {at}.")  # fmt: skip
        else:
            pair = (f"It is otherwise if what only may hold {at} does; --possible tells.",
                    f"Il en est autrement si ce qui n’est que possible {at} vaut ; --possible le "
                    "dit.")  # fmt: skip
        return said(pair, language)
