"""What every page is made with: the graph in the page's language, where it lies, what it links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from tigraph.claims import licences_of, part_told
from tigraph.drawing import mark
from tigraph.errors import BadDateError
from tigraph.local import amount
from tigraph.pages.addresses import entity_path, way
from tigraph.pages.assets import asset_path, has_asset
from tigraph.pages.page import LANGUAGES, Link, Page, Site, data_block, file_policy
from tigraph.pages.render import rendered
from tigraph.pages.words import WORDS
from tigraph.rdf.vocabulary import CONCEPT, PREFIXES
from tigraph.validity import in_words, period

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.stores import Ground


#: The projection that has all ties between actors.
WHOLE = "all-ties"
#: The templates of pages on which libraries of others set styles of their own.
_STYLED = ("editor.html", "builder.html")


class Frame:
    """One page in the making: its graph, language, site, date and path.

    `date` is in EDTF, or "" for any; what is no date is told (`bad_date`) and taken for any, as is
    one that the graph cannot answer (`undated`).
    `state` is what else was asked, so that a view is the same in the other language, and embedded:
    with `embed` in it the page has the view alone.
    """

    def __init__(
        self,
        graph: Graph,
        path: str,
        language: str,
        date: str,
        site: Site,
        state: Mapping[str, str] | None = None,
    ) -> None:
        self.path, self.language, self.site = path, language, site
        self.state = {key: value for key, value in (state or {}).items() if key != "date"}
        self.embedded = bool(self.state.pop("embed", ""))
        self.ground: Ground = graph.ground.speaking(language)
        self.bad_date = "" if _is_date(date) else date
        #: Whether dates can be asked for; and whether one was that could not be heeded.
        self.dates = self.ground.dated and (site.live or (site.asks and not self.ground.doubtful))
        self.undated = bool(date and not self.bad_date and not self.ground.dated)
        self.date = "" if self.bad_date or self.undated else date
        self.words = WORDS.of(language)
        #: What the IRI of a claim begins with.
        self.claims = PREFIXES["claim"]

    @cached_property
    def part(self) -> str:
        """Which part of the graph there is, in a sentence; "" of the whole."""
        return part_told(self.ground, self.language)

    @cached_property
    def licences(self) -> list[tuple[str, str]]:
        """The licences that the data say they are under: the address of each, whole and short."""
        found = licences_of(self.ground)
        return [(one, one.partition("://")[2].rstrip("/") or one) for one in found]

    @property
    def as_of(self) -> str | None:
        """The date asked, None where any will do."""
        return self.date or None

    def to(self, path: str, **asked: str | None) -> str:
        """The way from this page to a path of the site, at the same date."""
        asked = {"date": self.date, **asked} if self.site.live or self.site.asks else {}
        return way(self.path, path, **asked)

    def entity(self, iri: str) -> str:
        """The way to the page of an entity; "" for what has none, such as a concept."""
        if iri.startswith(CONCEPT) or not self.known(iri):
            return ""
        return self.to(entity_path(iri, self.language))

    def thing(self, iri: str) -> str:
        """The address of an entity itself: at the site where it answers there, else its IRI."""
        if not self.site.live:
            return iri
        return way(self.path, entity_path(iri, "id").removesuffix(".html"))

    def known(self, iri: str) -> bool:
        """Whether there is an entity of an IRI."""
        return self.ground.names.get(iri) is not None

    def foreign(self, iri: str) -> str:
        """The language of an entity's name where it is not the page's, else ""."""
        entity = self.ground.names.get(iri)
        spoken = entity.spoken(self.language) if entity else ""
        return "" if spoken == self.language else spoken

    def asset(self, name: str) -> str:
        """The way to a file that the page loads."""
        return way(self.path, asset_path(name))

    def when(self, edtf: str | None) -> str:
        """A date in words."""
        return in_words(edtf, self.language) if edtf else ""

    def number(self, count: int) -> str:
        """A number as the language writes it."""
        return amount(count, self.language)

    def set(self, text: object) -> str:
        """A text with what French sets before high signs, so that none begins a line."""
        return re.sub(r" (?=[?!:;»])|(?<=«) ", "\u00a0", str(text).strip())

    def question(self, name: str, given: Mapping[str, str]) -> str:
        """The way to a question of the catalogue, asked."""
        return self.to(f"{self.language}/questions/{name}.html", **given)

    def at(self, date: str) -> str:
        """The way to this page at another date."""
        return way(self.path, self.path, date=date)

    def search(self, text: str = "", kind: str = "") -> str:
        """The way to what is found of a text."""
        return self.to(f"{self.language}/search.html", q=text, kind=kind)

    def editor(self, query: str) -> str:
        """The way to the editor with a query in it, which is in no request."""
        if not (self.site.live or self.site.asks):
            return ""
        told = urlencode({"query": query}, quote_via=quote, safe="")
        return f"{way(self.path, f'{self.language}/editor.html')}#{told}"

    def drawn(self, projection: str) -> str:
        """The way to the interactive page of a projection; "" where that is no file of the site."""
        path = f"{self.language}/network/{projection}.html"
        return self.to(path) if projection in self.site.drawn else ""

    @property
    def pages(self) -> tuple[str, str]:
        """What stands before and after what an entity is called, in the way to its page."""
        if self.site.live:
            return self.to("id/").partition("?")[0], ""
        return self.to(f"{self.language}/"), ".html"

    @property
    def builds(self) -> bool:
        """Whether the site has the builder of questions."""
        return self.site.live or (self.site.asks and not self.site.single)

    @property
    def search_action(self) -> str:
        """Where the form of the search leads."""
        return way(self.path, f"{self.language}/search.html")

    @property
    def suggest_action(self) -> str:
        """Where suggestions are asked for: of a server, or in the list of all names."""
        name = "suggest" if self.site.live else "names"
        return way(self.path, f"{self.language}/{name}.json")

    @property
    def engine(self) -> dict[str, str]:
        """What a browser answers questions with, by its part; nothing where a server does."""
        if not (self.site.asks and has_asset("oxigraph.js")):
            return {}
        found = {"home": self.to(f"{self.language}/"), "sparql": self.to("sparql")}
        if self.site.single:
            return found
        files = {name: self.asset(f"oxigraph.{name}") for name in ("js", "wasm")}
        return {**found, **files, "store": self.to("data/all.nq.gz")}

    @cached_property
    def menu(self) -> list[tuple[str, str]]:
        """The ways to the parts of the site, each with its word."""
        own, words = self.language, self.words
        explored = self.to(f"{own}/explore.html") if self.site.live else self.drawn(WHOLE)
        return [
            *([(explored, words["explore"])] if explored else []),
            (self.to(f"{own}/questions/index.html"), words["questions"]),
            (self.to(f"{own}/documents.html"), words["documents"]),
        ]

    @cached_property
    def others(self) -> list[tuple[str, str]]:
        """The other languages of the page, each with the way to it."""
        rest = self.path.partition("/")[2]
        others = (one for one in LANGUAGES if one != self.language)
        return [(one, self.to(f"{one}/{rest}", **self.state)) for one in others]

    @property
    def here(self) -> str:
        """The way to this page as it is asked, not embedded."""
        return self.to(self.path, **self.state)

    @property
    def embedding(self) -> str:
        """The whole address of this view for the pages of others, "" where none is known."""
        if not (self.site.live and self.site.url):
            return ""
        asked = {key: value for key, value in (("date", self.date), *self.state.items()) if value}
        return f"{self.site.absolute(self.path)}?{urlencode({**asked, 'embed': '1'})}"

    def page(
        self,
        template: str,
        title: str,
        told: Mapping[str, Any],
        *,
        links: tuple[Link, ...] = (),
        indexed: bool = True,
        marked: Any = None,
        about: str = "",
        status: int = 200,
    ) -> Page:
        """Return the page that a template gives of what is told.

        `marked` is what machines are told of it in schema.org's terms, `about` what it is about
        in a sentence. A page that tells of a fault (`status`) is not for search engines.
        """
        links = (*links, *(Link("alternate", href, "text/html", one) for one, href in self.others))
        if self.site.url:
            links = (Link("canonical", self.site.absolute(self.path)), *links)
        indexed = indexed and not self.date and not self.embedded and status == 200
        html = rendered(
            template,
            {
                "f": self,
                "mark": _mark,
                "w": self.words,
                "title": title,
                "site": self.site,
                "links": links,
                "indexed": indexed,
                "about": about,
                "marked": data_block(marked) if marked else "",
                "policy": ""
                if self.site.live or self.site.single
                else file_policy(styled=template in _STYLED),
                "version": self.ground.version,
                **told,
            },
        )
        return Page(self.path, title, self.language, html, links, indexed, self.embedded, status)


def _mark(kind: str) -> Markup:
    return Markup(mark(kind))  # an SVG of ours


def _is_date(date: str) -> bool:
    if not date:
        return True
    try:
        period(date)
    except BadDateError:
        return False
    return True
