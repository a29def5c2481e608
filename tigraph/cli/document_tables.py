"""`tigraph document table`, `annotations` and `statements`: decisions out and in."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from pathlib import Path

import click

from tigraph.cli.desks import (
    chosen_coder,
    coder_option,
    desk_of,
    desk_options,
    names_option,
    quote_option,
    quoted,
    say_faults,
    slug_argument,
)
from tigraph.cli.options import force_option, format_option, output_option, words_option
from tigraph.cli.output import emit, is_file, say
from tigraph.cli.request import chosen_format
from tigraph.errors import UsageError
from tigraph.local import Words, read_bytes

_WORDS = Words(
    {
        "taken": ("{} decision‹s› of {} taken.", "{} décision‹s› de {} reprise‹s›."),
        "others": ("{} annotation‹s› say‹s|› no claim of tigraph's: ‹it is|they are› left.",
                   "{} annotation‹s› ne ‹dit|disent› aucune assertion de tigraph : "
                   "elle‹s› ‹est|sont› laissée‹s›."),
        "property": ("{} claim‹s›: no property of Wikidata says ‹its|their› relation.",
                     "{} assertion‹s› : aucune propriété de Wikidata ne dit ‹sa|leur› relation."),
        "modality": ("{} claim‹s›: planned, prescribed or judged.",
                     "{} assertion‹s› : prévue‹s›, prescrite‹s› ou jugée‹s›."),
        "link": ("{} claim‹s›: an end is not linked to Wikidata.",
                 "{} assertion‹s› : un bout n’est pas relié à Wikidata."),
    }
)  # fmt: skip
_read_option = words_option(
    "--read", "given", type=click.Path(), metavar="FILE", help="Take the decisions of this file."
)


@click.command("table", short_help="Proposals and decisions as a table to fill, and read back.")
@slug_argument
@coder_option
@_read_option
@quote_option
@names_option
@format_option(("csv", "xlsx"), "csv")
@output_option()
@force_option
@desk_options
def document_table(
    slug: str, coder: str | None, given: str | None, quote: bool, names: bool, format: str | None,
    output: str | None, force: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Write what is proposed and decided of a document as a table, or read such a table back.

    A row is a claim or a sentence. The column decision takes accept, change, refuse, add (a row
    of one's own) and leave-out (a sentence, with furniture, repetition or no-fact as reason), in
    French too; changed cells change the claim. It has one coder's words: what was settled between
    two is not in it. Read back, every row goes through the checks of
    the page; where one has a fault, its row and column are told and nothing is taken.

    \b
    Examples:
      tigraph document table article -o article.xlsx
      tigraph document table article --read article.xlsx --coder bob
    """
    from tigraph.coding import COLUMNS, as_csv, as_workbook, read_back, rows_of

    who = chosen_coder(coder)
    if given is not None:
        if output or format or quote:
            raise UsageError("--read takes a table in: leave --output, --format, --quote out.")
        desk = desk_of(slug, lang)
        desk.names = True
        desk.log(who)
        taken = read_back(desk, Path(given), who)
        desk.write()
        say(_WORDS("taken", lang).format(len(taken), who), quiet)
        return
    wanted = format or chosen_format(
        None, output, {".csv": "csv", ".xlsx": "xlsx"}, force=force, quiet=quiet
    )
    if wanted == "xlsx" and not is_file(output):
        raise UsageError("A workbook goes to a file: give --output FILE.xlsx.")
    desk = desk_of(slug, lang)
    desk.names = names
    desk.log(who)
    say_faults(desk, quiet)
    columns = (*COLUMNS, "quote") if quote else COLUMNS
    rows = rows_of(desk, who, quoted(quote))
    emit(as_workbook(rows, columns) if wanted == "xlsx" else as_csv(rows, columns), output, force)


@click.command("annotations", short_help="Claims as Web Annotations (JSON-LD), and read back.")
@slug_argument
@coder_option
@_read_option
@quote_option
@output_option()
@force_option
@desk_options
def document_annotations(
    slug: str, coder: str | None, given: str | None, quote: bool, output: str | None,
    force: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Write the claims of a document as W3C Web Annotations, or take such annotations in.

    They have who decided each claim, and places and no words, unless --quote; what was refused,
    and what coders still differ in, has none. Taken in, each is the decision of its creator, or
    of --coder. A place may be told by the words that stand there (TextQuoteSelector): what does
    not stand in the text word for word, once, is refused. Annotations that say no claim of
    tigraph's are counted and left.

    \b
    Examples:
      tigraph document annotations article -o article.jsonld
      tigraph document annotations article --read colleague.jsonld --coder bob
    """
    from tigraph.coding import as_annotations, take

    desk = desk_of(slug, lang)
    if given is None:
        say_faults(desk, quiet)
        emit(as_annotations(desk, quoted(quote)), output, force)
        return
    taken = take(desk, read_bytes(Path(given)), given, coder or "")
    desk.write()
    who = ", ".join(sorted({one.coder for one in taken.decisions})) or coder or "—"
    say(_WORDS("taken", lang).format(len(taken.decisions), who), quiet)
    if taken.others:
        say(_WORDS("others", lang).format(taken.others), quiet)


@click.command("statements", short_help="Claims as QuickStatements for Wikidata.")
@slug_argument
@output_option()
@force_option
@desk_options
def document_statements(slug: str, output: str | None, force: bool, lang: str, quiet: bool) -> None:
    """Write the claims whose two ends are linked to Wikidata as QuickStatements (version 1).

    Ends are linked by an identifier in the graph, or by a mapping of the workspace (mappings/).
    Each line has the period and the document as reference. What is left out is counted, with why.

    \b
    Examples:
      tigraph document statements article -o article.txt
    """
    from tigraph.coding import statements

    desk = desk_of(slug, lang)
    say_faults(desk, quiet)
    found = statements(desk)
    emit("".join(f"{line}\n" for line in found.lines).encode(), output, force)
    for reason, count in sorted(found.left.items()):
        say(_WORDS(reason, lang).format(count), quiet)
