"""What is not sure of an answer at a date: how much more may hold then, and how to see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tigraph.local import Pair, plural, said
from tigraph.validity import ANY


class _Words(NamedTuple):
    """How one sort of things is told of: counted, where they are seen, where they are not.

    Each as one is told of, and as several are.
    """

    things: tuple[Pair, Pair]
    shown: tuple[Pair, Pair]
    unseen: tuple[Pair, Pair]
    #: What stands for them in French.
    pronouns: tuple[str, str] = ("il", "ils")


_SHE = ("elle", "elles")
_NOTHING = (("", ""), ("", ""))
_WITH = (
    ("--possible shows it", "--possible le montre"),
    ("--possible shows them", "--possible les montre"),
)
_WITH_HER = ((_WITH[0][0], "--possible la montre"), _WITH[1])
_SEEN = (
    ("it is seen without --certain", "il se voit sans --certain"),
    ("they are seen without --certain", "ils se voient sans --certain"),
)
_MARKED = (
    ("it is marked “possible”", "avec la marque « possible »"),
    ("they are marked “possible”", "avec la marque « possible »"),
)
_DASHED = (
    ("dashed, `holds` is “possible”; --certain leaves it out",
     "en tirets, « possible » dans `holds` ; --certain l’écarte"),
    ("dashed, `holds` is “possible”; --certain leaves them out",
     "en tirets, « possible » dans `holds` ; --certain les écarte"),
)  # fmt: skip
_COLUMN = (("see the column “{}”", "voir la colonne « {} »"),) * 2
_IN_GRAPH = (
    ("it stands in the named graph `possible`", "dans le graphe nommé `possible`"),
    ("they stand in the named graph `possible`", "dans le graphe nommé `possible`"),
)
_IN_TRIG = (
    (".trig has it, in a named graph", ".trig l’a, dans un graphe nommé"),
    (".trig has them, in a named graph", ".trig les a, dans un graphe nommé"),
)
_WORDS = {
    "rows": _Words((("row", "ligne"), ("rows", "lignes")), _COLUMN, _WITH_HER, _SHE),
    "triples": _Words((("triple", "triplet"), ("triples", "triplets")), _NOTHING, _WITH),
    "verdict": _Words((("answer", "réponse"), ("answers", "réponses")), _NOTHING, _WITH_HER, _SHE),
    "ties": _Words((("tie", "lien"), ("ties", "liens")), _DASHED, _SEEN),
    "edges": _Words(
        (("derived edge", "arête dérivée"), ("derived edges", "arêtes dérivées")),
        _IN_GRAPH, _IN_TRIG, _SHE,
    ),
    "statements": _Words(
        (("statement", "énoncé"), ("statements", "énoncés")), _MARKED, _NOTHING
    ),
    "steps": _Words((("step", "étape"), ("steps", "étapes")), _MARKED, _NOTHING, _SHE),
    "relations": _Words((("change", "changement"), ("changes", "changements")), _MARKED, _SEEN),
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
        >>> Doubt("2019", "steps", 1, 1, shown=True).told()
        'The one step here only may hold at 2019; it is marked “possible”.'
        >>> Doubt("2019", "rows", 1, 4, shown=False).told("fr")
        '1 autre peut valoir en 2019 ; --possible la montre.'
        >>> Doubt("2019", "rows", 0, 4, shown=False).told("fr")
        'Rien de plus ne peut valoir en 2019.'
        """
        at = said((f"at {self.as_of}", f"en {self.as_of}"), language)
        if self.as_of == ANY:
            at = said(("at any time", "à quelque moment que ce soit"), language)
        if self.sort == "verdict":
            return self._verdict(at, language)
        if not self:
            return said((f"No more may hold {at}.", f"Rien de plus ne peut valoir {at}."), language)
        told = [self._possible(at, language)] if self.possible else []
        told += [self._fallen(at, language)] if self.fallen else []
        return " ".join(told)

    def printed(self, language: str = "en") -> str:
        """Return what `told` does as print has it: without the options that would change it.

        >>> Doubt("2024", "rows", 6, 1, shown=False).printed()
        '6 more may hold at 2024.'
        """
        return re.sub(r"\s*;[^.]*\.", ".", self.told(language))

    def _possible(self, at: str, language: str) -> str:
        words, several = _WORDS[self.sort], plural(self.possible, language)
        how = said((words.shown if self.shown else words.unseen)[several], language)
        how = how.format(self.column) and f"{said((';', ' ;'), language)} {how.format(self.column)}"
        if self.shown:
            comma = said((",", ""), language) if self.as_of == ANY else ""
            hold = (
                "only may hold",
                "ne valent que peut-être" if several else "ne vaut que peut-être",
            )
            these = self._of_these(self.possible, language)
            return f"{these} {said(hold, language)}{comma} {at}{how}."
        thing = "" if self.sort == "rows" else said(words.things[several], language)
        more = said(("more", "autres" if several else "autre"), language)
        hold = ("may hold", "peuvent valoir" if several else "peut valoir")
        parts = (str(self.possible), more, thing, said(hold, language), at)
        return " ".join(part for part in parts if part) + f"{how}."

    def _of_these(self, count: int, language: str) -> str:
        """Return how many of the things answered, in words that one thing bears, too."""
        things = said(_WORDS[self.sort].things[self.whole != 1], language)
        if self.whole == 1:
            return said((f"The one {things} here", f"L’unique {things}"), language)
        return said(
            (f"{count} of these {self.whole} {things}", f"{count} de ces {self.whole} {things}"),
            language,
        )

    def _fallen(self, at: str, language: str) -> str:
        words, several = _WORDS[self.sort], plural(self.fallen, language)
        things, they = said(words.things[several], language), words.pronouns[several]
        if self.shown:
            pair = (
                f"{self.fallen} other {things} would stand if what only may hold {at} did not; "
                f"{'they are' if several else 'it is'} not here.",
                f"{self.fallen} {'autres' if several else 'autre'} {things} "
                f"{'tiendraient' if several else 'tiendrait'} si ce qui n’est que possible {at} "
                f"ne valait pas ; {they} {'ne sont pas là' if several else 'n’est pas là'}.",
            )
        else:
            these = self._of_these(self.fallen, language)
            pair = (
                f"{these} would not be so, if what only may hold {at} does; --possible shows the "
                "answer then.",
                f"{these} {'ne tiendraient' if several else 'ne tiendrait'} pas, si ce qui n’est "
                f"que possible {at} vaut ; --possible montre la réponse d’alors.",
            )
        return said(pair, language)

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
