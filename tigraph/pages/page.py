"""A page as a value, and the site that it is a part of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import quote

from tigraph.rdf.vocabulary import LANGUAGES

__all__ = ["LANGUAGES", "Data", "Link", "Page", "Site", "data_block", "file_policy",
           "link_header", "page_policy"]  # fmt: skip

Data: TypeAlias = dict[str, Any]

#: What a page of the site may load and run: its own files alone.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


_IN_FRAMES = ("frame-ancestors 'self'", "frame-ancestors *")
#: Libraries of others set styles of their own.
_STYLED = ("style-src 'self'", "style-src 'self' 'unsafe-inline'")
#: Where the browser answers, it compiles the engine; what a page says itself tells of no frames.
_ASKING = ("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


@dataclass(frozen=True)
class Site:
    """The site that pages are a part of.

    `url` is where it is known, with a slash at its end, "" where that is not known. `live` says
    that a server answers: dates, searches and questions are then asked of it. `asks` says that the
    reader's browser answers searches and questions, of a site of files; where it is `single`, all
    of these are one. `drawn` are the projections that have an interactive page of their own.
    `data` are the paths of the graph whole, by what each form is called.
    `correct` is the address to which corrections and objections are sent, ""
    where the data say none.
    """

    title: str = "tigraph"
    url: str = ""
    live: bool = True
    asks: bool = False
    single: bool = False
    drawn: frozenset[str] = frozenset()
    correct: str = ""
    data: Mapping[str, str] = field(default_factory=dict)

    def absolute(self, path: str) -> str:
        """Return the whole address of a path, or the path where the site's is not known."""
        return self.url + path


@dataclass(frozen=True)
class Link:
    """What a page is related to: an address seen from it, and how."""

    rel: str
    href: str
    type: str = ""
    hreflang: str = ""


@dataclass(frozen=True)
class Page:
    """A page: where it lies, what it is called, its HTML, and what it is related to.

    `indexed` is False of what search engines are asked to leave out; what is `embedded` is made to
    stand in a frame of others' pages, and may.
    """

    path: str
    title: str
    language: str
    html: str
    links: tuple[Link, ...] = field(default=())
    indexed: bool = True
    embedded: bool = False
    #: As HTTP has it: 400 where what was asked is none of what there is.
    status: int = 200

    def header(self) -> str:
        """Return the value of a `Link` header."""
        return link_header(self.links)


def link_header(links: Iterable[Link]) -> str:
    """Return the value of a `Link` header (RFC 8288), its addresses as they may stand there."""
    told = []
    for link in links:
        more = f'; type="{link.type}"' if link.type else ""
        more += f'; hreflang="{link.hreflang}"' if link.hreflang else ""
        href = quote(link.href, safe="%/:?#[]@!$&'()*+,;=~")
        told.append(f'<{href}>; rel="{link.rel}"{more}')
    return ", ".join(told)


def page_policy(*, embedded: bool = False, styled: bool = False) -> str:
    """Return the Content-Security-Policy under which pages work.

    What is embedded may stand in any frame; what is `styled`, by a library, sets its own styles.
    """
    policy = _POLICY.replace(*_IN_FRAMES) if embedded else _POLICY
    return policy.replace(*_STYLED) if styled else policy


def file_policy(*, styled: bool = False) -> str:
    """Return the policy that a page of a site of files says itself, where no server does."""
    policy = page_policy(styled=styled).partition("; frame-ancestors")[0]
    return policy.replace(*_ASKING)


def data_block(data: Any) -> str:
    """Return JSON as it may stand within a script of a page: nothing in it ends the script."""
    text = json.dumps(data)  # ASCII, so without signs that turn text or end lines
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
