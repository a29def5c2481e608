"""What is published of a graph, in whatever form: its entities, their pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tigraph.errors import UsageError
from tigraph.names import Entity
from tigraph.pages import LANGUAGES, Served, Shelf, entity_path, interactive_page
from tigraph.querying import catalogue
from tigraph.rdf import select
from tigraph.rdf.vocabulary import CONCEPT

if TYPE_CHECKING:
    from tigraph.graph import Graph

#: What has a page: whatever is called by a name and is of a kind.
_ENTITIES = "SELECT DISTINCT ?one { ?one skos:prefLabel ?name ; a ?kind . ?kind a tig:Kind }"


@dataclass(frozen=True)
class Published:
    """What was published: how many files, how many of them pages, and how many bytes in all.

    Of one file, pages are those in it.
    """

    files: int
    pages: int
    size: int


def entities_of(graph: Graph) -> Iterator[Entity]:
    """Yield the entities that have a page, by their IRIs."""
    names = graph.ground.names
    iris = [row["one"] for row in select(graph.ground.store, _ENTITIES)]
    names.read(iris)
    for iri in sorted(iris):
        if not iri.startswith(CONCEPT) and (found := names.get(iri)) is not None:
            yield found


def page_paths(language: str, entities: list[Entity]) -> Iterator[str]:
    """Yield the paths of all pages in a language."""
    for name in ("index", "documents", "search", "editor", "model", "questions/index"):
        yield f"{language}/{name}.html"
    for name in catalogue.names():
        yield f"{language}/questions/{name}.html"
    for one in entities:
        yield entity_path(one.iri, language)


#: Where the page lies that is shown where there is none.
MISSING = "missing.html"


def missing(shelf: Shelf, language: str) -> Served:
    """Return the page that is shown where there is none."""
    found = shelf.answer(f"{language}/{MISSING}", {})
    assert found
    return found


def served(shelf: Shelf, path: str, **asked: str) -> Served:
    """Return what lies at a path. Raises `UsageError` where nothing does."""
    found = shelf.answer(path, asked)
    if found is None or found.status != 200:
        raise UsageError(f"{path} has no page.")
    return found


def interactive(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Yield the interactive page of each projection that needs no word, in each language.

    With its path it comes, and with the policy that it works under.
    """
    for name in catalogue.names():
        query = catalogue.find(name)
        if not query.is_projection or any(not query.defaults.get(p.name) for p in query.parameters):
            continue
        for language in LANGUAGES:
            path = f"{language}/network/{name}.html"
            with suppress(UsageError):  # a graph need not have what a question is about unless told
                if found := interactive_page(graph, language, {"question": name}, path):
                    yield path, *found
