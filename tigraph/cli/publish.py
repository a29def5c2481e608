"""`tigraph publish`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from pathlib import Path

import click

from tigraph.cli.completion import complete_entity
from tigraph.cli.loading import load_graph
from tigraph.cli.options import force_option, lasting, words_option
from tigraph.cli.output import say


@click.command()
@words_option(
    "-o",
    "--output",
    metavar="PLACE",
    required=True,
    help="A folder to write into; or one file, if it ends in .html.",
)
@words_option(
    "--url", metavar="URL", help="Where it will be known: for the sitemap, and canonical addresses."
)
@words_option(
    "--contact",
    metavar="ADDRESS",
    help="Where corrections and objections are sent, told on each page: mailto:… or https://…, "
    "in which {id} stands for what is to be corrected and {page} for its page.",
)
@words_option(
    "--around",
    metavar="NAME",
    multiple=True,
    shell_complete=complete_entity,
    help="Only this entity and whom claims tie it to (repeatable).",
)
@click.option(
    "--steps",
    type=click.IntRange(0, 9),
    default=1,
    show_default=True,
    help="So many steps from claim to claim, from what is selected.",
)
@words_option("--region", metavar="NAME", help="Only what lies in an area, and in those within.")
@words_option(
    "--programme",
    metavar="NAME",
    help="Only a programme: its phases, their territories, who takes part.",
)
@words_option("--as-of", metavar="DATE", help="Only claims that may hold at a date (EDTF).")
@force_option
@lasting
def publish(
    output: str,
    url: str | None,
    contact: str | None,
    around: tuple[str, ...],
    steps: int,
    region: str | None,
    programme: str | None,
    as_of: str | None,
    force: bool,
    data: tuple[str, ...],
    only_data: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Publish the graph as files for any static host, or as one file for an archive.

    The pages are those of `tigraph serve`, in French and English; search, the questions of the
    catalogue (at a date, too) and SPARQL are answered in the reader's browser (Oxigraph's
    WebAssembly), of the site's own files and of nothing else.

    A folder has besides: the builder of questions, interactive networks, each entity as Turtle,
    JSON-LD and N-Triples, dumps of the whole with their checksums, VoID and DCAT (void.ttl),
    robots.txt and, with --url, a sitemap.

    One file (-o graph.html), of 4 MB at most, opens from a disk, without a network. Its first page
    reads without scripts: what it is, licence, citation, and how the data come out of it.

    What is too large for a browser, such as the national layers, is refused; a selection of it
    (--around, --region, --programme, --as-of) can be published.

    \b
    Examples:
      tigraph publish -o site --url https://example.org/graph
      tigraph publish -o graph.html
      tigraph publish -o doubs.html --around "Alliances Luxe & Précision Doubs" --steps 2
      tigraph publish -o region --region "Bourgogne-Franche-Comté"
      tigraph publish -o site --data mine.ttl --only-data
    """
    from tigraph.exports import Selection
    from tigraph.pages import contact_of
    from tigraph.publishing import part_of, publish_file
    from tigraph.publishing import publish as publish_folder

    def tell(what: str) -> None:
        say(f"{what} …", quiet)

    own = Selection(around, region or "", programme or "", steps, as_of or "")
    correct = contact_of(contact) if contact else ""
    graph = load_graph(data, only_data, lang)
    with part_of(graph, own) as part:
        if output.lower().endswith((".html", ".htm")):
            done = publish_file(part, Path(output), url or "", tell, force=force, contact=correct)
            told = f"one file, {done.pages:,} pages in it, {done.size / 1e6:.2f} MB."
        else:
            done = publish_folder(part, Path(output), url or "", tell, contact=correct)
            told = (
                f"{done.files:,} files, {done.pages:,} of them pages, {done.size / 1e6:.1f} MB. A "
                "browser reads it over HTTP (`python3 -m http.server -d FOLDER`), not from the "
                "disk: for that, publish one file (-o graph.html)."
            )
    say(f"{output}: {told}", quiet)
