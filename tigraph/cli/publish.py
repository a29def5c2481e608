"""`tigraph publish`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from pathlib import Path

import click

from tigraph.cli.loading import load_graph
from tigraph.cli.options import lasting, words_option
from tigraph.cli.output import say


@click.command()
@words_option("-o", "--output", metavar="FOLDER", required=True, help="The folder to write into.")
@words_option(
    "--url", metavar="URL", help="Where it will be known: for the sitemap, and canonical addresses."
)
@lasting
def publish(
    output: str, url: str | None, data: tuple[str, ...], only_data: bool, lang: str, quiet: bool
) -> None:
    """Publish the graph as a site of files, for any static host.

    The pages are those of `tigraph serve`, in French and English; search, the questions of the
    catalogue and SPARQL are answered in the reader's browser (Oxigraph's WebAssembly), of the
    site's own files and of nothing else. Beside them stand each entity as Turtle, JSON-LD and
    N-Triples, dumps of the whole with their checksums, VoID and DCAT (void.ttl), robots.txt and,
    with --url, a sitemap. What only a server can tell is left out: dates, selections, views.
    A graph too large for a browser, such as one with the national layers, is refused.

    \b
    Examples:
      tigraph publish -o site
      tigraph publish -o site --url https://example.org/graph --layers curated
      tigraph publish -o site --data mine.ttl --only-data
    """
    from tigraph.publishing import publish as published

    graph = load_graph(data, only_data, lang)
    done = published(graph, Path(output), url or "", lambda what: say(f"{what} …", quiet))
    say(
        f"{output}: {done.files:,} files, {done.pages:,} of them pages, {done.size / 1e6:.1f} MB. "
        "A browser reads it over HTTP (`python3 -m http.server -d FOLDER`), not from the disk.",
        quiet,
    )
