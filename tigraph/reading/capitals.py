"""Names that nothing but their capitals shows, short forms in brackets, and names said again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from tigraph.reading.masks import masks
from tigraph.reading.merging import WITHIN
from tigraph.reading.page import Page
from tigraph.reading.patterns import Found, fragments
from tigraph.reading.phrases import phrases

_SEVERAL, _ONE, _ACRONYM = 0.55, 0.45, 0.7
_SHORTEST = 3
#: What stands before a colon at the beginning of so many paragraphs is who speaks in them.
_TURNS = 3
_LABEL = re.compile(
    r"^((?:[A-ZÀ-Þ][\w'-]*\.?(?: ?[A-ZÀ-Þ][\w'-]*\.?){0,3})) ?:(?= ?\S)", re.MULTILINE
)
_BRACKET = re.compile(r" \((?:« ?)?([A-ZÀ-Þ][\w&'-]{1,11}(?: [A-ZÀ-Þ][\w&-]+)?)(?: ?»)?\)")
#: A word behind these may have a capital whatever it is.
_ENDS = tuple(".!?…:;/|)\n\r")


class _Forms:
    def __init__(self, language: str) -> None:
        own = fragments(language)
        self.run = re.compile(rf"(?<![\w-])(?:(?<=[LlDd]')|(?<!'))({own.whole('{run}')})(?![\w-])")
        self.noun = re.compile(rf"{own.whole('{noun}')}(?:-{own.whole('{noun}')})*", re.IGNORECASE)
        self.words = phrases(language)


@cache
def _forms(language: str) -> _Forms:
    return _Forms(language)


def brackets(page: Page) -> Iterator[Found]:
    """Yield the short names in brackets behind names."""
    for one in [*page.named()]:
        hit = _BRACKET.match(page.text, one.end)
        if not hit or one.type in ("person", "place") or not page.free(*hit.span(1)):
            continue
        if hit[1] not in phrases(page.reading.language).no_acronyms:
            yield Found(*hit.span(1), one.type, "short-name", 0.85)


def capitals(page: Page) -> Iterator[Found]:
    """Yield acronyms, and words with capitals where no sentence begins."""
    forms = _forms(page.reading.language)
    masked = masks(page.reading)
    surnames = {page.told(one).split()[-1] for one in page.named() if one.type == "person"}
    begins = {page_start(page, place.start) for place in page.reading.sentences}
    for hit in forms.run.finditer(page.text):
        start, end = _trimmed(page.text, *hit.span(1), forms)
        if start >= end or not page.free(start, end):
            continue
        text = page.text[start:end]
        if any(first <= start and end <= last for first, last in masked):
            continue
        if forms.noun.fullmatch(text):
            continue
        if text in surnames:
            yield Found(start, end, "person", "surname", _SEVERAL)
        elif " " not in text and forms.words.is_acronym(text):
            yield Found(start, end, "organisation", "acronym", _ACRONYM)
        elif forms.words.made(page.text, start) and " " not in text:
            continue
        elif not _begins(page.text, start, begins) and len(text) >= _SHORTEST:
            several = " " in text
            yield Found(start, end, "organisation", "capitals", _SEVERAL if several else _ONE)


def page_start(page: Page, place: int) -> int:
    """Return where a place of the text is in its plain form."""
    from bisect import bisect_left

    return bisect_left(page.form.places, place)


def _trimmed(text: str, start: int, end: int, forms: _Forms) -> tuple[int, int]:
    """Return a row of words with capitals without those at its ends that are none of a name."""
    words = [
        (start + w.start(), start + w.end(), w[0]) for w in re.finditer(r"\S+", text[start:end])
    ]
    while words and _is_stop(words[0][2], forms):
        del words[0]
    while words and words[-1][2] in forms.words.stop:
        del words[-1]
    return (words[0][0], words[-1][1]) if words else (end, end)


def _is_stop(word: str, forms: _Forms) -> bool:
    return word in forms.words.stop or word in forms.words.no_acronyms or word.isdigit()


def _begins(text: str, start: int, begins: set[int]) -> bool:
    """Whether a sentence begins at a place, or but for quotes and dashes before it."""
    before = text[max(0, start - 8) : start].rstrip(" «“\"'(–—-•*·[\t")
    whole = start < 8 and not before
    return whole or before[-1:] in _ENDS or not begins.isdisjoint(range(start - 3, start + 1))


def again(page: Page) -> Iterator[Found]:
    """Yield the other places of names that were found somewhere."""
    known: dict[str, Found] = {}
    masked, words = masks(page.reading), phrases(page.reading.language)
    for one in page.named():
        text = page.told(one)
        best = known.get(text)
        better = best is None or best.confidence < one.confidence
        if better and len(text) >= _SHORTEST and text[0].isupper():
            known[text] = one
    for text, one in known.items():
        if one.rule.lstrip("=") == "row":
            continue
        for hit in re.finditer(rf"(?<![\w-]){re.escape(text)}(?![\w-])", page.text):
            hidden = " " not in text and any(
                first <= hit.start() and hit.end() <= last for first, last in masked
            )
            if (
                page.at(hit.start()) is not one
                and not hidden
                and not words.never(page.text, hit.start())
            ):
                yield Found(*hit.span(), one.type, f"{one.rule.lstrip('=')}-again", one.confidence)


def labels(page: Page) -> Iterator[Found]:
    """Yield who speaks in an interview, by the label before each question and answer."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in _LABEL.finditer(page.text):
        found[hit[1]].append(hit.span(1))
    people = {_initials(page.told(one)) for one in page.named() if one.type == "person"}
    for text, places in found.items():
        if len(places) >= _TURNS and text not in phrases(page.reading.language).stop:
            person = _initials(text) in people or text.replace(".", "") in people
            for start, end in places:
                yield Found(start, end, "person" if person else "organisation", "label", 0.7)


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text))


def within_bodies(page: Page) -> Iterator[Found]:
    """Yield the organisations that are named within the names of bodies."""
    forms = _forms(page.reading.language)
    known = {page.told(one): one.type for one in page.named() if one.type in WITHIN}
    for body in page.named():
        if body.type != "body":
            continue
        for hit in forms.run.finditer(page.text, body.start + 1, body.end):
            type = known.get(hit[1]) or ("organisation" if forms.words.is_acronym(hit[1]) else "")
            if type:
                yield Found(*hit.span(1), type, "within-body", 0.7)
