"""`tigraph document add`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tigraph.cli.completion import complete_document
from tigraph.cli.loading import interruptible, load_graph, this_workspace
from tigraph.cli.options import (
    layers_option,
    no_workspace_option,
    quiet_option,
    store_option,
    words_argument,
    words_option,
    workspace_option,
)
from tigraph.cli.output import emit, say, say_progress
from tigraph.errors import TigraphError, UsageError
from tigraph.local import Words, amount, said
from tigraph.rdf.vocabulary import locale_language

if TYPE_CHECKING:
    from tigraph.workspaces import Added, Publisher, Read, Told, Workspace

_WORDS = Words(
    {
        "document": ("Added {slug}: {title}", "Ajouté {slug} : {title}"),
        "version": ("Added version {number} of {slug}: {title}",
                    "Ajouté la version {number} de {slug} : {title}"),
        "": ("It is here already, as version {number} of {slug}: {title}",
             "Il est déjà là, comme version {number} de {slug} : {title}"),
        "title": ("title", "titre"),
        "publisher": ("publisher", "éditeur"),
        "issued": ("date", "date"),
        "address": ("address", "adresse"),
        "language": ("language", "langue"),
        "text": ("text", "texte"),
        "characters": ("{} character‹s›, by {}", "{} caractère‹s›, par {}"),
        "unknown": ("not found: give {}", "introuvable : donnez {}"),
        "new": ("“{}” is named here for the first time: nobody of that very name is in the graph.",
                "« {} » est nommé ici pour la première fois : personne de ce nom exact dans le "
                "graphe."),
        "ask title": ("Title", "Titre"),
        "ask publisher": ("Publisher (empty if unknown)", "Éditeur (vide si inconnu)"),
        "ask issued": ("Date, such as 2021-03-05, 2021-03 or 2021 (empty if unknown)",
                       "Date, comme 2021-03-05, 2021-03 ou 2021 (vide si inconnue)"),
        "ask address": ("Address on the web (empty if it has none)",
                        "Adresse web (vide s’il n’en a pas)"),
        "reading": ("Reading {} …", "Lecture de {} …"),
    }
)  # fmt: skip
_OPTIONS = {"title": "--title", "publisher": "--publisher", "issued": "--date",
            "address": "--address", "language": "--lang"}  # fmt: skip


@click.command("add", short_help="Add a document, from a file or an address.")
@words_argument("place", "FILE|ADDRESS")
@words_option("--title", metavar="TEXT", help="Its title.")
@words_option(
    "--publisher", metavar="NAME", help="Who published it: a name, or an IRI or CURIE of the graph."
)
@words_option("--date", "issued", metavar="EDTF", help="Its date: 2021-03-05, 2021-03, 2021~ …")
@words_option("--address", metavar="URL", help="Its address on the web.")
@words_option("--lang", "language", metavar="CODE", help="The language that it is in: fr, en, de …")
@words_option(
    "--of", metavar="SLUG", shell_complete=complete_document,
    help="It is a new version of this document.",
)  # fmt: skip
@words_option("--slug", metavar="SLUG", help="What it is called here.  [default: of its title]")
@click.option("-f", "--format", "format", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="Format of what is told.")  # fmt: skip
@workspace_option
@no_workspace_option
@store_option
@layers_option
@quiet_option
def document_add(
    place: str, title: str | None, publisher: str | None, issued: str | None,
    address: str | None, language: str | None, of: str | None, slug: str | None,
    format: str, quiet: bool,
) -> None:  # fmt: skip
    """Add a document to the workspace: plain text, a web page, PDF, DOCX or ODT.

    The text of it is kept beside the file as it was given, with the checksums of both. Of a web
    page it is the article alone. What the file says of itself is taken, and told with what it
    rests on; options say it better, and on a terminal what is missing is asked.

    A file, or a text, that is here already is recognised. Another one from the same address, or
    with --of, is a new version of that document.

    \b
    Examples:
      tigraph document add article.html --publisher "Le Courrier"
      tigraph document add https://www.example.org/2021/03/05/article
      tigraph document add report.pdf --date 2021-03 --lang fr
      tigraph document add report-2.pdf --of report
    """
    from tigraph.workspaces import (
        Added,
        add,
        as_described,
        checked,
        gathered,
        read_source,
        recognised,
        same_address,
        source_at,
    )

    lang = locale_language()
    here = this_workspace()
    options = {"title": title, "publisher": publisher, "issued": issued, "address": address,
               "language": language}  # fmt: skip
    given = checked({name: value for name, value in options.items() if value is not None})
    if of and slug:
        raise UsageError("--slug names a new document, and --of one that is here: give one.")
    known = here.document(of) if of else None
    say_progress(_WORDS("reading", lang).format(place), quiet)
    source = interruptible(lambda: source_at(place))
    if version := recognised(here, source.sha256):
        document = here.document(version.folder.parent.name)
        _tell(Added(document, version, ""), None, {}, format, lang)
        return
    read = interruptible(lambda: read_source(source))
    found = gathered(here, read, given)
    known = known or same_address(here, found["address"].value if "address" in found else "")
    if known:
        found = {name: told for name, told in found.items() if name in given}
    elif not quiet and sys.stdin.isatty() and sys.stderr.isatty():
        found = _asked(here, read, found, given, lang)
    by = _publisher(found, given, here, lang)
    added = add(
        here, source, read, as_described(found, by), of=known.slug if known else "",
        slug=slug or "",
    )  # fmt: skip
    _tell(added, read, found, format, lang, by)


def _asked(
    here: Workspace, read: Read, found: dict[str, Told], given: dict[str, str], lang: str
) -> dict[str, Told]:
    """Ask on the terminal for what is missing, again where an answer cannot be; return all."""
    from tigraph.workspaces import checked, gathered

    answers = dict(given)
    for name in ("title", "publisher", "issued", "address"):
        while name not in found and name not in answers:
            empty = None if name == "title" else ""
            answer = click.prompt(_WORDS(f"ask {name}", lang), default=empty, show_default=False,
                                  err=True).strip()  # fmt: skip
            if not answer:
                break
            try:
                answers |= checked({name: answer})
            except TigraphError as error:
                say(str(error))
    return gathered(here, read, answers)


def _publisher(found: dict[str, Told], given: dict[str, str], here: Workspace, lang: str
               ) -> Publisher | None:  # fmt: skip
    """Return the publisher, as the graph knows it by its name."""
    from tigraph.workspaces import publisher_named

    if "publisher" not in found:
        return None
    names = load_graph((), False, lang).names
    return publisher_named(here, names, found["publisher"].value, named="publisher" in given)


def _tell(
    added: Added, read: Read | None, found: dict[str, Told], format: str, lang: str,
    by: Publisher | None = None,
) -> None:  # fmt: skip
    """Tell what became of a document, and of each thing that is known of it on what it rests."""
    document, version = added.document, added.version
    if format == "json":
        from tigraph.cli.document_files import facts
        from tigraph.cli.telling import as_json

        notes = [note[0] for note in read.notes] if read else []
        emit(as_json({"what": added.what, **facts(document, version), "notes": notes}), None)
        return
    lines = [
        _WORDS(added.what, lang).format(
            slug=document.slug, number=version.number, title=document.title
        )
    ]
    values = {
        "title": document.title,
        "publisher": by.name if by else "",
        "issued": document.issued,
        "address": document.address,
        "language": document.language,
    }
    width = max(len(_WORDS(name, lang)) for name in values)
    for name, value in values.items() if added.what == "document" else ():
        told = f"{value} ({said(found[name].by, lang)})" if name in found else ""
        missing = _WORDS("unknown", lang).format(_OPTIONS[name])
        lines.append(f"  {_WORDS(name, lang):{width}}  {told or missing}")
    made = _WORDS("characters", lang).format(amount(version.characters, lang), version.extractor)
    lines.append(f"  {_WORDS('text', lang):{width}}  {made}")
    if by and by.new:
        lines.append(f"  {_WORDS('new', lang).format(by.name)}")
    lines += [f"  {said(note, lang)}" for note in (read.notes if read else ())]
    emit("".join(f"{line}\n" for line in lines).encode(), None)
