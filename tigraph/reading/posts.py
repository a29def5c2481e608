"""Posts, and the people who hold them: named right beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tigraph.reading.page import Page
from tigraph.reading.patterns import Found, fragments
from tigraph.reading.phrases import phrases, rule_file

_SURE, _LIKELY = 0.85, 0.65


class _Forms:
    """What a language's rule file says of posts, compiled."""

    def __init__(self, language: str) -> None:
        own, said = fragments(language), rule_file(language)["posts"]
        head, before, adjective = (own.whole(said[one]) for one in ("head", "before", "adjective"))
        self.head = re.compile(
            rf"(?<![\w-])(?:{before})(?i:{head})(?: (?:{adjective})(?![\w'-]))*(?![\w-])"
        )
        self.whole = own.compiled(said["whole"])
        self.links = own.compiled(said["links"])
        self.tail = own.compiled(said["tail"])
        self.of = own.compiled(said["of"])
        person = own.whole(said["person"])
        self.after = re.compile(rf"(?:,? |, (?:M\. |Mme ))({person})(?![\w-])")
        self.before = re.compile(rf"(?<![\w-])({person}),? (?:est |a été élue? |{said['is']})?$")
        self.place = re.compile(rf"(?:{before})(?i:{said['place']})")
        self.noun = own.compiled("{noun}", re.IGNORECASE)
        self.stop = phrases(language).stop

    def is_name(self, text: str) -> bool:
        """Whether words with capitals are a name: not such as “Cohésion”, nor “Madame”."""
        words = re.findall(r"[\w'-]+", text)
        return not _stopped(text, self) and not all(self.noun.fullmatch(one) for one in words)


@cache
def _forms(language: str) -> _Forms:
    return _Forms(language)


def in_heads(page: Page) -> frozenset[int]:
    """Return the places within the heads of posts: what begins there is a word of them."""
    heads = _forms(page.reading.language).whole.finditer(page.text)
    return frozenset(place for hit in heads for place in range(hit.start() + 1, hit.end()))


def posts(page: Page) -> Iterator[Found]:
    """Yield the posts in a text; the people beside them, and what these are of, are added to it."""
    forms = _forms(page.reading.language)
    last = 0
    for hit in forms.head.finditer(page.text):
        if hit.start() < last or not page.free(hit.start(), hit.end()):
            continue
        end = _whole(page, forms, hit.start(), hit.end())
        person = _person(page, forms, hit.start(), end)
        if end > hit.end() or person:
            last = end
            yield Found(hit.start(), end, "post", "post", _SURE if person else _LIKELY)


def _whole(page: Page, forms: _Forms, begin: int, end: int) -> int:
    """Return where a post ends whose head ends at a place."""
    link = forms.links.match(page.text, end)
    if link and (named := page.beginning(link.end())) and named.type != "person":
        return named.end
    if link and (quoted := page.beginning(link.end() + 2)) and page.text[link.end()] in "«":
        return quoted.end
    tail = forms.tail.match(page.text, end)
    reached = tail.end() if tail else end
    for place in range(end, reached):
        one = page.at(place)
        if one and one.type == "person":
            reached = place
            break
        if one:
            reached = max(reached, one.end)
            break
    of = forms.of.match(page.text, end + 1)
    if of and page.free(*of.span("organisation")) and forms.is_name(of["organisation"]):
        start, stop = of.span("organisation")
        type = "place" if forms.place.match(page.text, begin) else "organisation"
        page.add([Found(start, stop, type, "post-of", 0.6)])
        reached = max(reached, stop)
    while reached > end and not page.text[reached - 1].strip(" ,"):
        reached -= 1
    return reached


def _person(page: Page, forms: _Forms, start: int, end: int) -> bool:
    """Return whether a person is named beside a post; one that was not found before is added."""
    after = forms.after.match(page.text, end)
    if after and _is_person(page, forms, *after.span(1)):
        return True
    lead = max(0, start - 80)
    before = forms.before.search(page.text[lead:start])
    return bool(before and _is_person(page, forms, lead + before.start(1), lead + before.end(1)))


def _is_person(page: Page, forms: _Forms, start: int, end: int) -> bool:
    known = page.at(start)
    if known and known.type == "person":
        return True
    if not page.free(start, end) or _stopped(page.text[start:end], forms):
        return False
    page.add([Found(start, end, "person", "person-beside-post", 0.8)])
    return True


def _stopped(text: str, forms: _Forms) -> bool:
    """Whether a word with a capital among some is none of a name."""
    return any(word in forms.stop for word in re.findall(r"[\w'-]+", text) if word[0].isupper())
