"""A site as a folder of files, which any static host serves."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from tigraph.errors import DataError, UsageError
from tigraph.local import remove_folder
from tigraph.names import Entity
from tigraph.pages import (
    DATA,
    LANGUAGES,
    Served,
    Shelf,
    Site,
    asset,
    asset_names,
    entity_path,
    has_asset,
)
from tigraph.publishing import answering, describing
from tigraph.querying import catalogue
from tigraph.rdf import select
from tigraph.rdf.vocabulary import CONCEPT

if TYPE_CHECKING:
    from tigraph.graph import Graph

#: What has a page: whatever is called by a name and is of a kind.
_ENTITIES = "SELECT DISTINCT ?one { ?one skos:prefLabel ?name ; a ?kind . ?kind a tig:Kind }"
_BEGIN = (
    '<!DOCTYPE html>\n<html lang="fr"><meta charset="utf-8"><title>tigraph</title>'
    '<meta http-equiv="refresh" content="0; url=fr/index.html">'
    '<link rel="canonical" href="fr/index.html"><p><a href="fr/index.html">Français</a> '
    '<a href="en/index.html" lang="en">English</a></html>\n'
)
#: GitHub Pages would else leave out what begins with a sign that it takes for its own.
_UNNAMED = ".nojekyll"


@dataclass(frozen=True)
class Published:
    """What was published: how many files, how many of them pages, and how many bytes in all."""

    files: int
    pages: int
    size: int


def publish(
    graph: Graph, folder: Path, url: str = "", tell: Callable[[str], None] = lambda _: None
) -> Published:
    """Write a graph as a site of files into a folder, which must be empty or not there.

    `url` is where it will be known, "" where nobody knows. Raises `UsageError` where the graph is
    too large for a browser, `DataError` for a folder in which there is something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(f"{folder} is not empty: publish into a new folder, or remove it first.")
    base = f"{url.rstrip('/')}/" if url else ""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    number = pages = size = 0
    try:
        for path, content in _files(graph, base, tell):
            place = part / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            number, size = number + 1, size + len(content)
            pages += path.endswith(".html")
        part.chmod(0o755)
        part.replace(folder)  # whole, or not at all
    finally:
        remove_folder(part)
    return Published(number, pages, size)


def _files(graph: Graph, base: str, tell: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    ground = graph.ground
    store = answering.contents(ground)
    day = ground.told()["made"]
    answers = has_asset("oxigraph.js")
    if not answers:
        tell("npm's oxigraph is not here: the site goes without search, questions and SPARQL")
    site = Site(url=base, live=False, asks=answers)
    shelf = Shelf(graph, site)
    entities = list(_entities(graph))
    yield "index.html", _BEGIN.encode()
    yield _UNNAMED, b""
    for name in asset_names():
        found = asset(name)
        assert found
        yield name, found[0]
    for language in LANGUAGES:
        tell(f"Writing the pages ({language})")
        own = ground.speaking(language)
        for path in _paths(language, entities):
            yield path, _served(shelf, path).content
        yield f"{language}/names.json", answering.names(own, entities, language)
        for name in catalogue.names():
            told = json.dumps(answering.question(own, catalogue.find(name)), ensure_ascii=False)
            yield f"{language}/questions/{name}.json", told.encode()
    tell("Writing the data")
    for one in entities:
        for ending in DATA:
            path = entity_path(one.iri, "id", ending)
            yield path, _served(shelf, path).content
    dumps = {
        f"data/graph-{day}.{ending}": graph.serialized(f".{ending}") for ending in describing.DUMPS
    }
    yield from dumps.items()
    yield "data/all.nq.gz", store
    yield (
        "data/SHA256SUMS",
        describing.sums({path.removeprefix("data/"): content for path, content in dumps.items()}),
    )
    yield "void.ttl", describing.described(ground, base, dumps)
    parts = (f"sitemap-{part}.xml" for part in count(1))
    for name in chain(("robots.txt", "sitemap.xml"), parts):
        found_file = shelf.answer(name, {})
        if found_file is None:
            break
        yield name, found_file.content


def _paths(language: str, entities: list[Entity]) -> Iterator[str]:
    for name in ("index", "documents", "search", "editor", "model", "questions/index"):
        yield f"{language}/{name}.html"
    for name in catalogue.names():
        yield f"{language}/questions/{name}.html"
    for one in entities:
        yield entity_path(one.iri, language)


def _served(shelf: Shelf, path: str) -> Served:
    found = shelf.answer(path, {})
    if found is None or found.status != 200:
        raise UsageError(f"{path} has no page.")
    return found


def _entities(graph: Graph) -> Iterator[Entity]:
    names = graph.ground.names
    iris = [row["one"] for row in select(graph.ground.store, _ENTITIES)]
    names.read(iris)
    for iri in sorted(iris):
        if not iri.startswith(CONCEPT) and (found := names.get(iri)) is not None:
            yield found
