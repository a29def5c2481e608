"""Texts in lines of a terminal: how many places they take, and where a line may end.

A word is never broken: a line ends at a blank, or between ideograms. What is longer than the
screen has a line of its own, whole.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

#: Latin and Greek letters, punctuation, arrows, signs: each takes one place on a terminal.
_NARROW = re.compile("[\x00-\u02ff\u1e00-\u1fff\u2010-\u22ff]*").fullmatch
#: An ideogram, after which a line may end, or what else stands without a blank, which it may not.
_UNBROKEN = "( *)([\u2e80-\ufaff\U00020000-\U0003ffff]|[^ \u2e80-\ufaff]+)"
#: A word with the mark that stands apart behind it (as French has it), and after a quotation mark.
_WORD = "( *)((?:« )?[^ ]+(?: [!?:;»]+(?![^ ]))*)"
_OF_NAME = "( *)([^ _]*_|[^ _]+)"
#: What stands at the end of a text that is shortened.
ELLIPSIS = "…"


def places_of(texts: Iterable[str]) -> Callable[[str], int]:
    """Return what tells how many places any of some texts takes on a terminal.

    Most tables have narrow characters alone, which one look at the whole tells.
    """
    return len if _NARROW("".join(texts)) else lambda text: len(text) + _more(text)


def longest(text: str, places: Callable[[str], int], name: bool = False) -> int:
    """Return how many places the longest word of a text takes."""
    return max((places(word) for _, word in _pieces(text, name)), default=0)


def in_lines(
    text: str,
    width: int,
    places: Callable[[str], int] = len,
    hanging: int = 0,
    name: bool = False,
) -> list[str]:
    """Return a text in lines of a width at most, but for a word that is longer.

    The lines after the first are set in by `hanging` places. A line of the `name` of something
    may end at an underscore, too.

    >>> in_lines("one two three", 8), in_lines("one_two_three", 8, name=True)
    (['one two', 'three'], ['one_two_', 'three'])
    """
    if places(text) <= width:
        return [text]
    lines: list[str] = []
    line, room, setting_in = "", 0, len(text) - len(text.lstrip(" "))
    for blank, word in _pieces(text.lstrip(" "), name):
        wide = places(word)
        if line and len(blank) + wide <= room:
            line += blank + word
            room -= len(blank) + wide
            continue
        if line:
            lines.append(line)
            setting_in = hanging
        # What is as long as the screen is not set in.
        margin = max(0, min(setting_in, width - wide))
        line, room = " " * margin + word, width - margin - wide
    return [*lines, line]


def shortened(text: str, width: int, places: Callable[[str], int] = len) -> str:
    """Return a text that is wider than a width up to the end of a word, and an ellipsis.

    A first word that is wider stays whole.

    >>> shortened("Territoires d’industrie", 14), shortened("one", 14)
    ('Territoires …', 'one')
    """
    if places(text) <= width:
        return text
    kept = ""
    for blank, word in _pieces(text):
        if kept and places(kept) + len(blank) + places(word) + len(ELLIPSIS) + 1 > width:
            break
        kept += (blank if kept else "") + word
    return text if kept == text else f"{kept} {ELLIPSIS}"


def _pieces(text: str, name: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what may not be broken, each with the blanks before it."""
    kind = _OF_NAME if name else _WORD if _NARROW(text) else _UNBROKEN
    yield from re.findall(kind, text)  # compiled where a text is folded, not at each start


def _more(text: str) -> int:
    """Return how many more places a text takes on a terminal than it has characters."""
    if _NARROW(text):
        return 0
    from unicodedata import combining, east_asian_width

    return sum((east_asian_width(c) in "WF") - bool(combining(c)) for c in text)
