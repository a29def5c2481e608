"""A site as a folder of files, which any static host serves."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from tigraph.errors import DataError
from tigraph.local import remove_folder
from tigraph.pages import (
    DATA,
    LANGUAGES,
    Shelf,
    Site,
    asset,
    asset_names,
    entity_path,
    has_asset,
)
from tigraph.publishing import answering, describing
from tigraph.publishing.published import (
    MISSING,
    Published,
    entities_of,
    interactive,
    missing,
    page_paths,
    served,
)

if TYPE_CHECKING:
    from tigraph.graph import Graph

_BEGIN = (
    '<!DOCTYPE html>\n<html lang="fr"><meta charset="utf-8"><title>tigraph</title>'
    '<meta http-equiv="refresh" content="0; url=fr/index.html">'
    '<link rel="canonical" href="fr/index.html"><p><a href="fr/index.html">Français</a> '
    '<a href="en/index.html" lang="en">English</a></html>\n'
)
#: GitHub Pages would else leave out what begins with a sign that it takes for its own.
_UNNAMED = ".nojekyll"


def publish(
    graph: Graph,
    folder: Path,
    url: str = "",
    tell: Callable[[str], None] = lambda _: None,
    *,
    contact: str = "",
) -> Published:
    """Write a graph as a site of files into a folder, which must be empty or not there.

    `url` is where it will be known, "" where nobody knows, `contact` where corrections are sent
    (`tigraph.pages.contact_of`). Raises `UsageError` where the graph is
    too large for a browser, `DataError` for a folder in which there is something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(f"{folder} is not empty: publish into a new folder, or remove it first.")
    base = f"{url.rstrip('/')}/" if url else ""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    number = pages = size = 0
    try:
        for path, content in _files(graph, base, contact, tell):
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


def _files(
    graph: Graph, base: str, contact: str, tell: Callable[[str], None]
) -> Iterator[tuple[str, bytes]]:
    ground = graph.ground
    store = answering.packed(answering.contents(ground))
    day = ground.told()["made"]
    answers = has_asset("oxigraph.js")
    if not answers:
        tell("npm's oxigraph is not here: the site goes without search, questions and SPARQL")
    networks = {path: page.encode() for path, page, _ in interactive(graph)} if answers else {}
    drawn = frozenset(path.rpartition("/")[2].removesuffix(".html") for path in networks)
    dumps = describing.dump_paths(day)
    told = {ending.upper(): path for ending, path in dumps.items()}
    site = Site(url=base, live=False, asks=answers, drawn=drawn, correct=contact, data=told)
    shelf = Shelf(graph, site)
    entities = list(entities_of(graph))
    yield "index.html", _BEGIN.encode()
    yield _UNNAMED, b""
    yield "404.html", _nowhere(shelf, base)
    for name in asset_names():
        found = asset(name)
        assert found
        yield name, found[0]
    for language in LANGUAGES:
        paths = list(page_paths(language, entities))
        tell(f"Writing {len(paths):,} pages ({language})")
        for path in paths:
            yield path, served(shelf, path).content
        yield f"{language}/{MISSING}", missing(shelf, language).content
        for name in ("terms.json", *(("builder.html", "builder.ttl") if answers else ())):
            yield f"{language}/{name}", served(shelf, f"{language}/{name}").content
    yield from networks.items()
    yield from answering.files(ground, entities)
    tell("Writing the data")
    for one in entities:
        for ending in DATA:
            path = entity_path(one.iri, "id", ending)
            yield path, served(shelf, path).content
    whole = {path: graph.serialized(f".{ending}") for ending, path in dumps.items()}
    yield from whole.items()
    yield "data/all.nq.gz", store
    yield (
        "data/SHA256SUMS",
        describing.sums({path.removeprefix("data/"): content for path, content in whole.items()}),
    )
    yield "void.ttl", describing.described(ground, base, whole)
    parts = (f"sitemap-{part}.xml" for part in count(1))
    for name in chain(("robots.txt", "sitemap.xml"), parts):
        found_file = shelf.answer(name, {})
        if found_file is None:
            break
        yield name, found_file.content


def _nowhere(shelf: Shelf, base: str) -> bytes:
    """Return the page that a host shows in place of one that is not there, at whatever depth.

    Its links begin at where the site is known, or else at the root of the host.
    """
    page = missing(shelf, LANGUAGES[0]).content.decode()
    root = f'<base href="{html.escape(base or "/")}{LANGUAGES[0]}/">'
    return (
        page.replace("base-uri &#39;none&#39;", "base-uri *")
        .replace("<head>", f"<head>\n{root}", 1)
        .encode()
    )
