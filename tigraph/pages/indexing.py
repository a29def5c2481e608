"""What search engines are told of the site: what they may fetch, and which pages it has.

What may be listed are the pages of things and of people in a public office, the front door, the
documents and the questions. Left out are people in no such office (their pages say so themselves,
which only who may fetch them can read), and whatever is an answer: to a date, a search, a query.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape

from tigraph.pages.addresses import entity_path
from tigraph.pages.page import LANGUAGES, Site
from tigraph.pages.people import all_in_office
from tigraph.querying import catalogue
from tigraph.rdf import select

if TYPE_CHECKING:
    from tigraph.graph import Graph

#: So many addresses are told in one file: 50,000 are the most that there may be.
_MOST = 40_000
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: What machines ask, and what costs most, is not for those who follow every link.
_CLOSED = ("/sparql", "/reconcile", "/metrics", "/openapi.json")
_PAGES = ("index.html", "documents.html", "questions/index.html")
_THINGS = """SELECT ?entity (SAMPLE(?person) AS ?is_person) {
  ?entity rdf:type ?kind . ?kind rdf:type tig:Kind . ?entity skos:prefLabel ?label
  OPTIONAL { ?entity rdf:type foaf:Person BIND(true AS ?person) } } GROUP BY ?entity"""


class Indexing:
    """Tells search engines of the pages of a graph. Which there are is asked once, when needed."""

    def __init__(self, graph: Graph, site: Site) -> None:
        self._graph, self._site = graph, site
        self._turn = threading.Lock()
        self._paths: tuple[str, ...] | None = None

    def file(self, path: str) -> tuple[bytes, str] | None:
        """Return the content and the media type of `robots.txt` or of a map of the site.

        Maps have whole addresses: where that of the site is not known, there are none.
        """
        if path == "robots.txt":
            return self._robots().encode(), "text/plain; charset=utf-8"
        if not self._site.url or not path.startswith("sitemap") or not path.endswith(".xml"):
            return None
        number = path.removeprefix("sitemap").removesuffix(".xml")
        parts = range(0, len(self.paths()), _MOST)
        if not number:
            text = self._maps(len(parts)) if len(parts) > 1 else self._map(0)
        elif number[1:].isdecimal() and f"-{int(number[1:])}" == number:
            if not 0 < int(number[1:]) <= len(parts) or len(parts) < 2:
                return None
            text = self._map(int(number[1:]) - 1)
        else:
            return None
        return text.encode(), "application/xml"

    def _robots(self) -> str:
        closed = "".join(f"Disallow: {path}\n" for path in _CLOSED) if self._site.live else ""
        there = f"\nSitemap: {self._site.url}sitemap.xml\n" if self._site.url else ""
        return f"User-agent: *\n{closed}Allow: /\n{there}"

    def paths(self) -> tuple[str, ...]:
        """Return the paths of all pages that may be listed, in each language."""
        with self._turn:
            if self._paths is None:
                questions = [f"questions/{name}.html" for name in catalogue.names()]
                told = [f"{lang}/{one}" for one in (*_PAGES, *questions) for lang in LANGUAGES]
                things = [entity_path(iri, lang) for iri in self._things() for lang in LANGUAGES]
                self._paths = (*told, *things)
            return self._paths

    def _things(self) -> list[str]:
        ground = self._graph.ground
        listed = all_in_office(ground)
        rows = [(row["entity"], row.get("is_person")) for row in select(ground.store, _THINGS)]
        return sorted(iri for iri, person in rows if not person or iri in listed)

    def _map(self, part: int) -> str:
        some = self.paths()[part * _MOST : (part + 1) * _MOST]
        places = "".join(f"<url><loc>{self._address(path)}</loc></url>\n" for path in some)
        return f'{_HEAD}<urlset xmlns="{_SPACE}">\n{places}</urlset>\n'

    def _maps(self, number: int) -> str:
        maps = "".join(
            f"<sitemap><loc>{self._address(f'sitemap-{part + 1}.xml')}</loc></sitemap>\n"
            for part in range(number)
        )
        return f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{maps}</sitemapindex>\n'

    def _address(self, path: str) -> str:
        # A path has its percent signs as they are in the name of its file.
        return escape(self._site.absolute(quote(path, safe="/-._~")))


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
