"""All pages of a graph by their paths: what is there, and in which form and language.

It knows of no HTTP but its words: a status, a few headers, a body. A server hands it the path and
what the client takes, and gives back what it is given.
"""

# Imports inside functions are there for speed: a page waits for nothing that it does not use.

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from tigraph.errors import LimitError, UnknownNameError, UsageError
from tigraph.pages.addresses import entity_of, entity_path, way
from tigraph.pages.assets import FOLDER, asset
from tigraph.pages.builder import builder_file, builder_page
from tigraph.pages.catalogue import ENDINGS, catalogue_page, question_file, question_page
from tigraph.pages.data import DATA, entity_data, home_of, is_told
from tigraph.pages.editor import editor_page, terms_file
from tigraph.pages.entity import entity_page
from tigraph.pages.explore import VIEWS, explore_file, explore_page
from tigraph.pages.frame import Frame
from tigraph.pages.front import documents_page, front_page
from tigraph.pages.indexing import Indexing
from tigraph.pages.interactive import interactive_page
from tigraph.pages.page import LANGUAGES, Link, Page, Site, link_header, page_policy
from tigraph.pages.refusals import meant, no_network, refused
from tigraph.pages.searching import search_page, suggestions, unknown_kinds
from tigraph.pages.vocabulary import FORMS, model_html, vocabulary_file, vocabulary_of
from tigraph.pages.words import WORDS
from tigraph.querying import catalogue
from tigraph.rdf.vocabulary import curie

if TYPE_CHECKING:
    from tigraph.graph import Graph

_HTML = "text/html; charset=utf-8"
_QUESTION = re.compile(r"questions/(?P<name>[\w-]+)\.(?P<ending>\w+)")
_NETWORKS = ("gexf", "graphml")
#: Where an entity itself lies, of no language and no form.
_THINGS = "id/"


@dataclass(frozen=True)
class Served:
    """What is given for a path."""

    content: bytes
    type: str = _HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Shelf:
    """The pages of a graph. Several threads may ask; what each makes is whole before it is kept."""

    def __init__(self, graph: Graph, site: Site | None = None) -> None:
        self.graph, self.site = graph, site or Site()
        #: The pages that take their time and are the same for everybody, by path.
        self._kept: dict[str, Page] = {}
        self._indexing = Indexing(graph, self.site)

    def answer(
        self, path: str, query: Mapping[str, str], accept: str = "", languages: str = ""
    ) -> Served | None:
        """Return what is at a path (without a slash before), None where no page could be.

        `accept` and `languages` are what the client takes, as HTTP has them.
        """
        first, _, rest = path.partition("/")
        if path in ("", "index.html"):
            return _elsewhere(path, f"{_language(languages)}/index.html", 302, "Accept-Language")
        if found := self._indexing.file(path):
            return Served(*found)
        if first == FOLDER:
            file = asset(path)
            kept = {"Cache-Control": "public, max-age=31536000, immutable"}
            return Served(*file, headers=kept) if file else None
        if path.startswith(_THINGS) and rest:
            return self._thing(path, accept, languages)
        if found_term := _vocabulary(path, accept):
            return found_term
        if path == "model.html":
            return _elsewhere(path, f"{_language(languages)}/{path}", 302, "Accept-Language")
        if first not in LANGUAGES:
            return None
        if not rest:
            return _elsewhere(path, f"{first}/index.html", 301, "Accept")
        try:
            return self._page(first, rest, query) or self._missing(first, path)
        except UnknownNameError:
            return self._missing(first, path)
        except UsageError as error:  # a date that is none
            return self._missing(first, path, error)

    def _page(self, language: str, rest: str, query: Mapping[str, str]) -> Served | None:
        graph, site = self.graph, self.site
        if match := _QUESTION.fullmatch(rest):
            return self._question(language, match["name"], match["ending"], query)
        if make := self._makers(language, query).get(rest):
            return make()
        stem, _, ending = rest.rpartition(".")
        if stem == "explore" and ending in ("csv", *_NETWORKS):
            try:
                return _file(*explore_file(graph, ending, language, query), rest)
            except UsageError as error:
                return _refused(str(error))
        iri = entity_of(f"{language}/{rest}")
        if ending in DATA and iri and graph.names.get(iri):  # data are of no language
            return _elsewhere(f"{language}/{rest}", entity_path(iri, "id", ending), 301, "Accept")
        if ending != "html" or iri is None or graph.names.get(iri) is None:
            return None
        return _html(entity_page(graph, iri, language, query.get("date", ""), site))

    def _makers(
        self, language: str, query: Mapping[str, str]
    ) -> dict[str, Callable[[], Served | None]]:
        """Return what makes the pages that there is one of each, by their paths in a language."""
        graph, site = self.graph, self.site
        text, kind, date = (query.get(key, "") for key in ("q", "kind", "date"))
        kinds = query.get("kinds", "").split()

        def suggested() -> Served:
            if fault := unknown_kinds(graph, language, kinds):
                told = json.dumps({"status": 400, "detail": fault}, ensure_ascii=False)
                return Served(told.encode(), "application/problem+json", 400)
            found = suggestions(graph, text, language, kinds=kinds, site=site)
            return Served(json.dumps({"found": found}).encode(), "application/json")

        def styled(page: Page) -> Served:
            policy = {"Content-Security-Policy": page_policy(styled=True)}
            return Served(page.html.encode(), headers={**_headers(page), **policy})

        def network() -> Served | None:
            found = interactive_page(graph, language, query)
            if found is None:
                return None
            held = {"Content-Security-Policy": found[1], "X-Robots-Tag": "noindex"}
            return Served(found[0].encode(), headers=held)

        def model() -> Served:
            html, policy = model_html(language)
            return Served(html.encode(), headers={"Content-Security-Policy": policy,
                                                  "Content-Language": language})  # fmt: skip

        return {
            "model.html": model,
            "index.html": lambda: _html(
                self._once(f"{language}/", lambda: front_page(graph, language, site))
            ),
            "explore.html": lambda: _html(self._explored(language, query)),
            "documents.html": lambda: _html(
                self._once(f"{language}/documents", lambda: documents_page(graph, language, site))
            ),
            "search.html": lambda: _html(
                search_page(graph, text, language, kind=kind, date=date, site=site)
            ),
            "suggest.json": suggested,
            "editor.html": lambda: styled(
                editor_page(graph, language, query.get("query", ""), site)
            ),
            "builder.html": lambda: styled(builder_page(graph, language, date, site)),
            "builder.ttl": lambda: Served(self._shapes, "text/turtle; charset=utf-8"),
            "terms.json": lambda: Served(terms_file(), "application/json"),
            "network.html": network,
        }

    @cached_property
    def _shapes(self) -> bytes:
        """What the builder offers: it reads the whole graph for it."""
        return builder_file(self.graph)

    def _explored(self, language: str, query: Mapping[str, str]) -> Page:
        """Return a view of the actors chosen; each view of all of them is made once."""

        def made() -> Page:
            return explore_page(self.graph, language, query, self.site)

        view = query.get("view", "")
        if set(query) <= {"view"} and view in ("", *VIEWS):
            return self._once(f"{language}/explore?{view}", made)
        return made()

    def _once(self, path: str, make: Callable[[], Page]) -> Page:
        if not self.graph.ground.steady:
            return make()
        if path not in self._kept:
            self._kept[path] = make()
        return self._kept[path]

    def _question(
        self, language: str, name: str, ending: str, query: Mapping[str, str]
    ) -> Served | None:
        if ending == "html" and name == "index":
            return _html(catalogue_page(self.graph, language, self.site))
        asked = catalogue.find(name)  # raises where there is no such question
        if ending == "html":
            return _html(question_page(self.graph, name, language, query, self.site))
        if ending not in (*ENDINGS, *_NETWORKS):
            return None
        if ending in _NETWORKS and not asked.is_projection:
            return _refused(no_network(language))
        try:
            content, media = question_file(self.graph, name, ending, language, query)
        except (UsageError, LimitError) as error:
            frame = Frame(self.graph, f"{language}/questions/{name}.html", language, "", self.site)
            lines = [f"  {curie}  {label} ({kind})" for curie, label, kind in meant(error)]
            told = refused(frame, error, asked, {**asked.defaults, **query})
            return _refused("\n".join([told, *lines]))
        return _file(content, media, f"{name}.{ending}")

    def _thing(self, path: str, accept: str, languages: str) -> Served | None:
        """Return the data of an entity, or the way to the form of it that the client takes."""
        _, dot, ending = path.rpartition(".")
        if dot and ending in (*DATA, "html") and (iri := self._told(path)):
            if ending in DATA:
                content, media = entity_data(self.graph, iri, ending)
                return Served(content, media, headers={"Link": self._linked(path, iri)})
            return self._to_page(path, iri, languages)
        if iri := self._told(f"{path}.html"):
            media = negotiated(accept, ("text/html", *DATA.values()))
            if media == "text/html":
                return self._to_page(path, iri, languages)
            ending = next(one for one, own in DATA.items() if own == media)
            return _elsewhere(path, entity_path(iri, "id", ending), 303, "Accept")
        return None

    def _linked(self, path: str, iri: str) -> str:
        """Return what data are related to: what they describe, and their other forms."""
        thing = Link("describes", way(path, entity_path(iri, "id").removesuffix(".html")))
        forms = [
            Link("alternate", way(path, entity_path(iri, "id", ending)), media)
            for ending, media in {**DATA, "html": "text/html"}.items()
            if not path.endswith(f".{ending}")
        ]
        return link_header((thing, *forms))

    def _told(self, path: str) -> str | None:
        """Return the IRI that lies at a path, where the graph says anything of it."""
        iri = entity_of(path)
        try:
            told = iri and (self.graph.names.get(iri) or is_told(self.graph, iri))
        except UsageError:  # it is no IRI
            return None
        return iri if told else None

    def _to_page(self, path: str, iri: str, languages: str) -> Served:
        """Return the way to the page of an entity, or to where a claim stands on one."""
        home = home_of(self.graph, iri)
        if home is None:  # what no page tells is read as Turtle
            return _elsewhere(path, entity_path(iri, "id", "ttl"), 303, "Accept")
        entity, claim = home
        page = entity_path(entity, _language(languages))
        anchor = f"#{quote(curie(claim), safe=':')}" if claim else ""
        return _elsewhere(path, page, 303, "Accept, Accept-Language", anchor)

    def _missing(self, language: str, path: str, error: UsageError | None = None) -> Served:
        frame = Frame(self.graph, path, language, "", self.site)
        fault = refused(frame, error) if error else ""
        told = {"also": [(one, WORDS.of(one)) for one, _ in frame.others], "fault": fault}
        page = frame.page("missing.html", frame.words["missing"], told, indexed=False)
        return Served(page.html.encode(), status=400 if error else 404, headers=_headers(page))


def negotiated(accept: str, offered: Sequence[str]) -> str:
    """Return the media type of those offered that a client would rather have, the first at par.

    >>> negotiated("text/turtle;q=0.9, text/html;q=0.5", ["text/html", "text/turtle"])
    'text/turtle'
    >>> negotiated("", ["text/html", "text/turtle"])
    'text/html'
    """
    wanted: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *more = (one.strip() for one in part.split(";"))
        weight = next((one[2:] for one in more if one.startswith("q=")), "1")
        wanted[name] = float(weight) if re.fullmatch(r"[01](\.\d{0,3})?", weight) else 0.0

    def weight_of(media: str) -> float:
        return wanted.get(media, wanted.get(media.split("/")[0] + "/*", wanted.get("*/*", 0.0)))

    return max(offered, key=weight_of)


def _language(languages: str) -> str:
    """Return the language that a client would rather have."""
    for part in sorted(languages.lower().split(","), key=_rank):
        if (own := part.strip()[:2]) in LANGUAGES:
            return own
    return LANGUAGES[0] if not languages else "en"


def _rank(part: str) -> float:
    found = re.search(r"q=([01](?:\.\d{0,3})?)", part)
    return -float(found[1]) if found else -1.0


def _vocabulary(path: str, accept: str) -> Served | None:
    """Return a file of the vocabulary, or the way to the form of a term that the client takes."""
    if found := vocabulary_file(path):
        return Served(*found, headers={"Access-Control-Allow-Origin": "*"})
    if (term := vocabulary_of(path)) is None:
        return None
    name, place = term
    media = negotiated(accept, (*FORMS.values(), "text/html"))
    if media == "text/html":
        there = _elsewhere(path, "model.html", 303, "Accept")
        mark = f"#{place}" if place else ""
        return replace(
            there, headers={**there.headers, "Location": there.headers["Location"] + mark}
        )
    ending = next(one for one, own in FORMS.items() if own == media)
    return _elsewhere(path, f"{name}.{ending}", 303, "Accept")


def _html(page: Page) -> Served:
    return Served(page.html.encode(), status=page.status, headers=_headers(page))


def _headers(page: Page) -> dict[str, str]:
    policy = page_policy(embedded=page.embedded)
    found = {"Content-Security-Policy": policy, "Content-Language": page.language}
    if link := page.header():
        found["Link"] = link
    if not page.indexed:
        found["X-Robots-Tag"] = "noindex"
    return found


def _refused(why: str) -> Served:
    return Served(f"{why}\n".encode(), "text/plain; charset=utf-8", 400)


def _file(content: bytes, media: str, name: str) -> Served:
    held = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return Served(content, media, headers=held)


def _elsewhere(path: str, there: str, status: int, vary: str, anchor: str = "") -> Served:
    headers = {"Location": way(path, there) + anchor, "Vary": vary}
    return Served(b"", status=status, headers=headers)
