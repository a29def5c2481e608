"""A web page: the article in it without the page's furniture, and what its head says."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from tigraph.errors import DataError
from tigraph.local import Pair
from tigraph.workspaces.texts.dates import day_in
from tigraph.workspaces.texts.model import Read, Told
from tigraph.workspaces.texts.plain import decoded, note_of

#: An article has so many letters and digits at least: less is furniture.
_LEAST = 80
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
#: Where the head of a page tells things: names of its `meta`, the most exact first.
_TITLE = ("og:title", "citation_title", "dc.title", "twitter:title")
_PUBLISHER = ("og:site_name", "citation_publisher", "dc.publisher", "application-name")
_ISSUED = (
    "article:published_time", "og:article:published_time", "citation_publication_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "datepublished", "date", "pubdate", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_LANGUAGE = ("og:locale", "dc.language", "content-language")
#: A heading that stands again at the end of a title with the name of the site.
_SITE = re.compile(r"\s+[|–—•·-]\s+")


def read(content: bytes, name: str, charset: str) -> Read:
    """Return the article of a page; raises `DataError` where there is none."""
    import trafilatura

    stated = _CHARSET.search(content[:4096])
    text, encoding = decoded(content, name, charset or (stated[1].decode() if stated else ""))
    tree = _parsed(text)
    found = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=True, with_metadata=False,
        favor_precision=False, deduplicate=False,
    )  # fmt: skip
    article = _lines(getattr(found, "text", "") or "")
    letters = sum(character.isalnum() for character in article)
    if letters < _LEAST or _is_furniture(tree, letters):
        raise DataError(
            f"{name} has no article: nothing in it is a text of its own. Where a script writes it, "
            "save the page from a browser, or as PDF."
        )
    head = _Head(tree)
    return Read(
        article,
        "",
        "",
        f"trafilatura {trafilatura.__version__}",
        title=head.title(),
        publisher=head.publisher(),
        issued=head.issued(),
        address=head.address(),
        language=head.language(),
        notes=note_of(encoding),
    )


def _parsed(text: str) -> Any:
    from lxml import html

    try:
        return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except Exception:  # lxml has many for what it cannot read
        return html.document_fromstring("<html><body></body></html>")


def _is_furniture(tree: Any, letters: int) -> bool:
    """Whether all that reads as text are links: a page of navigation."""
    linked = sum(c.isalnum() for link in tree.iter("a") for c in link.text_content())
    prose = sum(c.isalnum() for p in tree.iter("p", "blockquote") for c in p.text_content())
    return bool(prose < _LEAST and linked > letters / 2)


def _lines(text: str) -> str:
    """Return an article with a paragraph a line; rows of tables keep their cells apart by bars."""
    lines = []
    for line in unicodedata.normalize("NFC", text).split("\n"):
        if re.fullmatch(r"[\s|:-]*\|[\s|:-]*", line):
            continue
        if line.startswith("|"):
            line = " | ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        if words := line.strip():
            lines.append(words)
    return "".join(f"{line}\n" for line in lines)


class _Head:
    """What a page says of itself: in its head, in JSON-LD, and by the marks of its body."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._meta: dict[str, str] = {}
        for meta in tree.iter("meta"):
            key = meta.get("property") or meta.get("name") or meta.get("itemprop")
            key = key or meta.get("http-equiv") or ""
            if (value := " ".join((meta.get("content") or "").split())) and key:
                self._meta.setdefault(key.lower(), value)
        self._linked = [*self._articles()]

    def title(self) -> Told | None:
        if found := self._of(_TITLE):
            return found
        if value := self._first("headline", "name"):
            return Told(value, _json_ld("headline"))
        headings = [" ".join(one.text_content().split()) for one in self._tree.iter("h1")]
        if len(headings) == 1 and headings[0]:
            return Told(headings[0], ("HTML h1", "HTML h1"))
        for title in self._tree.iter("title"):
            if words := " ".join(title.text_content().split()):
                return Told(_SITE.split(words)[0], ("HTML title", "HTML title"))
        return None

    def publisher(self) -> Told | None:
        if found := self._of(_PUBLISHER):
            return found
        for article in self._linked:
            publisher = article.get("publisher")
            value = publisher.get("name") if isinstance(publisher, dict) else publisher
            if isinstance(value, str) and value.strip():
                return Told(" ".join(value.split()), _json_ld("publisher"))
        return None

    def issued(self) -> Told | None:
        for key in _ISSUED:
            if day := day_in(self._meta.get(key, "")):
                return Told(day, _meta(key))
        if day := day_in(self._first("datePublished")):
            return Told(day, _json_ld("datePublished"))
        marked = [
            one for one in self._tree.iter("time")
            if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None
        ] or list(self._tree.iterfind(".//article//time"))[:1]  # fmt: skip
        for one in marked:
            if day := day_in(one.get("datetime") or ""):
                return Told(day, ("HTML time", "HTML time"))
        return None

    def address(self) -> Told | None:
        for link in self._tree.iter("link"):
            place = (link.get("href") or "").strip()
            if (link.get("rel") or "").lower() == "canonical" and _is_whole(place):
                return Told(place, ("HTML link canonical", "HTML link canonical"))
        place = self._meta.get("og:url", "")
        return Told(place, _meta("og:url")) if _is_whole(place) else None

    def language(self) -> Told | None:
        code = (self._tree.get("lang") or self._tree.get("xml:lang") or "").strip()
        if code:
            return Told(code.lower().replace("_", "-"), ("HTML lang", "HTML lang"))
        found = self._of(_LANGUAGE)
        return found and Told(found.value.lower().replace("_", "-"), found.by)

    def _of(self, keys: tuple[str, ...]) -> Told | None:
        for key in keys:
            if value := self._meta.get(key):
                return Told(value, _meta(key))
        return None

    def _first(self, *keys: str) -> str:
        for article in self._linked:
            for key in keys:
                if isinstance(value := article.get(key), str) and value.strip():
                    return " ".join(value.split())
        return ""

    def _articles(self) -> Iterator[dict[str, Any]]:
        """Yield the articles that are described in JSON-LD."""
        for script in self._tree.iter("script"):
            if (script.get("type") or "").lower() != "application/ld+json":
                continue
            try:
                content = json.loads(script.text_content())
            except (ValueError, RecursionError):
                continue
            graph = content.get("@graph", content) if isinstance(content, dict) else content
            for one in graph if isinstance(graph, list) else [graph]:
                if isinstance(one, dict) and _is_article(one.get("@type")):
                    yield one


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.endswith(("Article", "Posting")) for one in kinds)


def _is_whole(place: str) -> bool:
    return bool(re.match(r"https?://[^\s/]+\S*$", place))


def _meta(key: str) -> Pair:
    return f"HTML meta {key}", f"HTML meta {key}"


def _json_ld(key: str) -> Pair:
    return f"JSON-LD {key}", f"JSON-LD {key}"
