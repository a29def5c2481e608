"""The proposer of rules: what a language's rule file finds, beside what was found before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tigraph.reading.capitals import again, brackets, capitals, labels, within_bodies
from tigraph.reading.model import Mention, Proposal
from tigraph.reading.page import Page
from tigraph.reading.patterns import Found, given_names, rules
from tigraph.reading.phrases import languages
from tigraph.reading.posts import in_heads, posts
from tigraph.reading.proposing import Reading
from tigraph.reading.rows import alike, listed, rows


class RulesProposer:
    """Proposes what the words around it say to be a person, a body, a place, a post."""

    name = "rules"
    order = 20

    def propose(self, reading: Reading, earlier: Sequence[Proposal]) -> Iterator[Mention]:
        """Yield what the rules of the text's language find; nothing where there are none."""
        if reading.language not in languages():
            return
        page = Page(reading, earlier)
        for one in named(page):
            yield reading.mention(
                page.form.span(one.start, one.end), one.type, one.rule, one.confidence,
                page.told(one),
            )  # fmt: skip


def named(page: Page) -> Iterator[Found]:
    """Yield the named things and the posts that rules find, beside those of a page."""
    language = page.reading.language
    given = given_names(language)
    inside = in_heads(page)
    found = (one for rule in rules(language) for one in rule.found(page.form, given))
    page.add(one for one in found if one.start not in inside)
    page.add(items := [*listed(page)])
    page.retype(one for one in items if _stands(page, one))
    page.add(labels(page))
    page.add(brackets(page))
    for _ in posts(page):  # who is named beside a post stands in no row of places
        pass
    page.add(rows(page))
    page.add(again(page))
    page.add(capitals(page))
    page.add(rows(page))
    page.retype(alike(page))
    page.add(again(page))
    held = [*posts(page)]
    yield from (one for one in page.named() if not one.rule.startswith("="))
    yield from held
    yield from within_bodies(page)


def _stands(page: Page, one: Found) -> bool:
    """Whether something else is named at the very place of an item of a list."""
    known = page.at(one.start)
    return bool(known and (known.start, known.end) == (one.start, one.end))
