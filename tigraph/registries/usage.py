"""How names are written in a country: which kinds of things there are, and the words around names.

A reader brings its country's in `Reader.usage`; what compares names reads those of all readers.
All words stand folded: lower case, no accents, one space between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tigraph.local import Pair


@dataclass(frozen=True)
class NameKind:
    """A kind of things with names, by the key by which users name it.

    Of it are the entities of its `classes` (IRIs), or the areas with a number of one of its
    `schemes` (slugs; that of the first is shown). `forms` are what stands before such a name, or
    after it, without being part of it: a legal form with its spellings, by slug. `weak` are words
    that are in a name or not as it pleases; `tells_apart` says that such areas stand behind other
    names to tell these apart. A kind that another usage, or tigraph itself, has is added to.
    """

    key: str
    label: Pair = ("", "")
    classes: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()
    tells_apart: bool = False
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Usage:
    """How names are written in a country.

    `small` are words that do not tell names apart (articles, prepositions), `same` what a word
    is another spelling of (abbreviations, numbers in words), `titles` what stands before a
    person's name, `offices` what a function behind it begins with, `addressed` whom some titles
    address ("m" or "f"), `given` the first names that only men or only women bear, `stands_for`
    pronouns in place of a form. `longer` are numbers that begin with that of another scheme: how
    long they are, and how long that is; `numbers` head columns of numbers. `strangers` are forms
    of what is of none of the kinds. `ordinal` is a pattern of ordinals, whose first group is the
    number, in digits or as the Romans wrote it.
    """

    kinds: tuple[NameKind, ...] = ()
    small: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    addressed: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    stands_for: frozenset[str] = frozenset()
    longer: Mapping[int, int] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()
    ordinal: str = ""
