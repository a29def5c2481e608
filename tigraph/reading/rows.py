"""Names in rows: after one in a sentence, and under a line that says what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tigraph.reading.page import Page
from tigraph.reading.patterns import Found, fragments
from tigraph.reading.phrases import phrases, rule_file

_ROW, _LIST = 0.65, 0.96
#: The rule of names that nothing but their capitals shows.
_GUESS = "capitals"
_LONGEST = 80
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_SMALL = 3


class _Forms:
    def __init__(self, language: str) -> None:
        own, said = fragments(language), rule_file(language)["rows"]
        self.next = re.compile(
            rf"(?:{own.whole(said['between'])})(?:{own.whole(said['again'])})"
            rf"({own.whole(said['item'])})(?![\w-])"
        )
        self.between = re.compile(
            rf"(?:{own.whole(said['between'])})(?:{own.whole(said['again'])})"
        )
        self.types = frozenset(said["types"])
        self.heads = {type: own.compiled(one) for type, one in said["heads"].items()}
        bullet = own.whole(said["bullet"])
        self.item = re.compile(rf"[ ]*(?:{bullet})?[ ]*(.*?)[ ]*[.;,]?[ ]*")
        self.bullet = re.compile(rf"[ ]*(?:{bullet})[ ]*\S")
        self.words = phrases(language)
        self.stop = phrases(language).stop
        self.no_acronyms = phrases(language).no_acronyms


@cache
def _forms(language: str) -> _Forms:
    return _Forms(language)


def rows(page: Page) -> Iterator[Found]:
    """Yield names that stand in a row after one whose type is known."""
    forms = _forms(page.reading.language)
    for one in [*page.named()]:
        end = one.end
        while one.type in forms.types and (item := forms.next.match(page.text, end)):
            start, end = item.span(1)
            if (
                not page.free(start, end)
                or item[1].split()[0] in forms.stop
                or item[1] in forms.no_acronyms
            ):
                break
            acronym = forms.words.is_acronym(item[1])  # of a body, whatever stands before it
            yield Found(start, end, "organisation" if acronym else one.type, "row", _ROW)


def alike(page: Page) -> Iterator[Found]:
    """Yield names of which only capitals tell, as what others in their row are."""
    forms = _forms(page.reading.language)
    row: list[Found] = []
    for one in [*page.named(), None]:
        if one and row and forms.between.fullmatch(page.text, row[-1].end, one.start):
            row.append(one)
            continue
        types = [other.type for other in row if other.rule != _GUESS and other.type != "person"]
        if types:
            most = max(types, key=types.count)
            yield from (replace(other, type=most) for other in row if other.rule == _GUESS)
        row = [one] if one else []


def listed(page: Page) -> Iterator[Found]:
    """Yield the items of lists whose head says what they are."""
    forms = _forms(page.reading.language)
    type, start = "", 0
    for line in page.text.splitlines(keepends=True):
        text = line.rstrip("\r\n")
        item = forms.item.fullmatch(text)
        if text.rstrip().endswith(":"):
            found = (one for one, head in forms.heads.items() if head.search(text))
            type = next(found, "")
        elif text.strip() and not forms.bullet.match(text):
            type = ""
        elif type and item and _is_name(item[1]) and not _other(page, start, start + len(text)):
            yield Found(start + item.start(1), start + item.end(1), type, "list", _LIST)
        start += len(line)


def _other(page: Page, start: int, end: int) -> bool:
    """Whether a person is named in an item: then it is no name of a place."""
    return any((one := page.at(place)) and one.type == "person" for place in range(start, end))


def _is_name(text: str) -> bool:
    """Whether an item is a name as it stands: short, and of words with capitals for the most."""
    words = [word for word in _WORD.findall(text) if len(word) > _SMALL]
    small = sum(word[0].islower() for word in words)
    return (
        bool(words)
        and len(text) <= _LONGEST
        and text[0].isupper()
        and small <= 1
        and small * 2 <= len(words)
        and not re.search(r"[.:;!?()]", text)
    )
