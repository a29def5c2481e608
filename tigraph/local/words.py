"""Words and numbers in the languages that tigraph speaks: English, and French beside it.

Whatever is told in both is a pair of texts, English first. Numbers are written as CLDR
has them for the two; babel has them for all languages, but takes 60 ms to say the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, TypeAlias

#: The same in English and in French.
Pair: TypeAlias = tuple[str, str]


def said(pair: Pair, language: str) -> str:
    """Return the one of two texts that is in a language; English for any but French.

    >>> said(("yes", "oui"), "fr"), said(("yes", "oui"), "de")
    ('oui', 'yes')
    """
    return pair[language == "fr"]


class Words(Mapping[str, Pair]):
    """The words of a room by key, each in both languages.

    >>> word = Words({"sources": ("Sources", "Sources"), "of": ("{} of {}", "{} sur {}")})
    >>> word("of", "fr").format(1, 2), word.of("en")["of"]
    ('1 sur 2', '{} of {}')

    Where a word has marks of agreement it is a `Phrase`.
    """

    def __init__(self, pairs: Mapping[str, Pair]) -> None:
        self._pairs = dict(pairs)

    def __call__(self, key: str, language: str) -> str:
        """Return a word in a language."""
        return _spoken(self._pairs[key], language)

    def of(self, language: str) -> dict[str, str]:
        """Return all the words in a language, by key."""
        return {key: _spoken(pair, language) for key, pair in self._pairs.items()}

    def __getitem__(self, key: str) -> Pair:
        return self._pairs[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)


class Phrase(str):
    """Words of which some agree with the number before them: an ending, or one word or another.

    >>> told = Phrase("{} claim‹s› of {}: ‹it is|they are› left", "en")
    >>> told.format(1, "Ada"), told.format("1,200", "Ada")
    ('1 claim of Ada: it is left', '1,200 claims of Ada: they are left')
    >>> Phrase("{n} canton‹|s›, {m} cheva‹l|ux›", "fr").format(n=0, m=2)
    '0 canton, 2 chevaux'

    A mark may say with which number it agrees, from 0: `‹0:is|are›`.
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Phrase:
        """The text with its marks, in a language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def format(self, *given: Any, **named: Any) -> str:
        """Return the words about what is given, each in agreement."""
        pieces: list[tuple[str, str]] = []  # what is between numbers, and what follows it
        counts: list[int] = []
        for text, field, spec, _ in Formatter().parse(self):
            if field is None:
                pieces.append((text, ""))
                continue
            one = named[field] if field in named else given[int(field or len(counts))]
            digits = re.sub(r"[,\s]", "", str(one))
            counts.append(int(digits) if digits.isdecimal() else counts[-1] if counts else 2)
            pieces.append((text, format(one, spec or "")))
        before = [2, *counts]

        def agreeing(text: str, at: int) -> str:
            def form(mark: re.Match[str]) -> str:
                count = counts[int(mark[1])] if mark[1] else before[at]
                return mark[3] if plural(count, self.language) else mark[2] or ""

            return _AGREEING.sub(form, text)

        return "".join(agreeing(text, at) + one for at, (text, one) in enumerate(pieces))


#: What agrees, with which number (the last, unless told): an ending, or a singular and a plural.
_AGREEING = re.compile(r"‹(?:(\d):)?(?:([^›|]*)\|)?([^›]*)›")


def _spoken(pair: Pair, language: str) -> str:
    """Return a text in a language, as a phrase where it has marks of agreement."""
    text = said(pair, language)
    return Phrase(text, language) if "‹" in text else text


def plural(count: float, language: str) -> bool:
    """Return whether what is counted stands in the plural: in French from two, in English but one.

    >>> plural(0, "en"), plural(0, "fr"), plural(1, "en"), plural(2, "fr"), plural(1.5, "fr")
    (True, False, False, True, False)
    """
    return count >= 2 if language == "fr" else count != 1


def typeset(text: str, language: str) -> str:
    """Return a text as its language sets it: in French no line breaks before high punctuation.

    The space there is U+00A0, which letters that are drawn with have, and seldom U+202F.

    >>> typeset("Quoi ? « Rien »; l'un", "fr") == "Quoi\u00a0? «\u00a0Rien\u00a0»\u00a0; l’un"
    True
    """
    if language != "fr":
        return text
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"(?<=[\w)»…’?!]);(?= )", " ;", text)
    text = re.sub(r"[ \u202f](?=[;:!?»%€])", "\u00a0", text)
    return re.sub(r"«[ \u202f]", "«\u00a0", text)


def ended(sentence: str) -> str:
    """Return a sentence with its full stop, unless it has a sign of its own at its end.

    >>> ended("Sources: A model?"), ended("Sources: A model")
    ('Sources: A model?', 'Sources: A model.')
    """
    return sentence if sentence.endswith((".", "!", "?", "…")) else sentence + "."


def localised(number: str, language: str) -> str:
    """Return a number that Python wrote with points and commas as its language writes it.

    >>> localised("1,234.5", "fr") == "1\\u202f234,5"
    True
    """
    french = number.replace(",", "\u202f").replace(".", ",")
    return said((number, french), language)


def amount(value: float, language: str) -> str:
    """Return a number with its thousands set apart.

    >>> amount(1234567, "en"), amount(12.5, "fr")
    ('1,234,567', '12,5')
    """
    return localised(f"{value:,}" if isinstance(value, int) else f"{value:,.10g}", language)


def percent(share: float, language: str) -> str:
    """Return a share as a whole number of hundredths.

    >>> percent(0.256, "en"), percent(0.256, "fr") == "26\\u00a0%"
    ('26%', True)
    """
    return said((f"{share:.0%}", f"{100 * share:.0f}\u00a0%"), language)


#: C0 but line ends and tabs, DEL, C1, and the marks that turn the direction of text.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return a text without what a terminal obeys in place of showing it.

    Control characters (what begins with ESC moves the cursor, sets titles and the clipboard) and
    marks of direction become U+FFFD; line ends and tabs stay.

    >>> printable("a\x1b[2Jb\n") == "a\ufffd[2Jb\n"
    True
    """
    return _OBEYED.sub("\ufffd", text)
