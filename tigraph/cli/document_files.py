"""`tigraph document list`, `show` and `remove`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.desks import slug_argument
from tigraph.cli.loading import load_graph, this_workspace
from tigraph.cli.options import (
    force_option,
    format_option,
    lang_option,
    no_workspace_option,
    output_option,
    quiet_option,
    workspace_option,
)
from tigraph.cli.output import emit, is_file, say
from tigraph.cli.request import chosen_format
from tigraph.errors import UsageError
from tigraph.local import Words, amount, terminal_width

if TYPE_CHECKING:
    from tigraph.workspaces import Document, Version

_WORDS = Words(
    {
        "none": ("There are no documents here yet: `tigraph document add FILE` adds one.",
                 "Aucun document ici pour l’instant : `tigraph document add FICHIER` en ajoute."),
        "slug": ("Document", "Document"),
        "title": ("Title", "Titre"),
        "issued": ("Date", "Date"),
        "publisher": ("Publisher", "Éditeur"),
        "versions": ("Versions", "Versions"),
        "characters": ("Characters", "Caractères"),
        "removed": ("Removed {}.", "{} retiré."),
    }
)  # fmt: skip
_COLUMNS = ("slug", "title", "issued", "publisher", "versions", "characters")


def facts(document: Document, version: Version) -> dict[str, Any]:
    """Return what is known of a document and a version of it, as JSON has it."""
    return {
        "slug": document.slug,
        "iri": document.iri,
        "title": document.title,
        "publisher": document.publisher or None,
        "publisher_name": document.publisher_name or None,
        "issued": document.issued or None,
        "address": document.address or None,
        "language": document.language,
        "versions": len(document.versions),
        "version": version.number,
        "text": version.iri,
        "characters": version.characters,
        "sha256": version.sha256,
        "original_sha256": version.original_sha256,
        "media_type": version.media_type,
        "extractor": version.extractor,
        "added": version.added,
        "found": dict(version.found),
        "folder": str(version.folder),
    }


@click.command("list", short_help="The documents of the workspace.")
@format_option(("table", "csv", "json"))
@output_option()
@force_option
@workspace_option
@no_workspace_option
@lang_option
@quiet_option
def document_list(
    format: str | None, output: str | None, force: bool, lang: str, quiet: bool
) -> None:
    """List the documents of the workspace, each with its last version.

    \b
    Examples:
      tigraph document list
      tigraph document list -f json
    """
    wanted = chosen_format(
        format, output, {".json": "json", ".csv": "csv", ".txt": "table"}, force=force, quiet=quiet
    )
    documents = this_workspace().documents()
    if wanted == "json":
        from tigraph.cli.telling import as_json

        emit(as_json([facts(one, one.latest) for one in documents]), output, force)
        return
    named = _named(documents, lang)
    rows = [_row(one, named) for one in documents]
    if wanted == "csv":
        import csv
        import io

        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([_COLUMNS, *rows])
        emit(written.getvalue().encode(), output, force)
        return
    if not documents:
        say(_WORDS("none", lang), quiet)
        return
    from tigraph.querying import aligned_table

    heads = [_WORDS(name, lang) for name in _COLUMNS]
    numbers = [name in ("versions", "characters") for name in _COLUMNS]
    width = 1000 if is_file(output) else terminal_width()
    emit(aligned_table(heads, rows, numbers, width, lang).encode(), output, force)


def _named(documents: Sequence[Document], lang: str) -> dict[str, str]:
    """Return what publishers are called, by their IRIs; those that the graph has, as it does."""
    found = {one.publisher: one.publisher_name for one in documents if one.publisher}
    if unnamed := [iri for iri, name in found.items() if not name]:
        labels = load_graph((), False, lang).label
        found |= {iri: labels(iri) for iri in unnamed}
    return found


def _row(document: Document, named: Mapping[str, str]) -> list[str]:
    return [
        document.slug,
        document.title,
        document.issued,
        named.get(document.publisher, ""),
        str(len(document.versions)),
        str(document.latest.characters),
    ]


@click.command("show", short_help="What is known of one, and its text.")
@slug_argument
@click.option("--version", "number", type=click.IntRange(1), metavar="N",
              help="This version of it.  [default: the last]")  # fmt: skip
@click.option("--text", is_flag=True, help="The text, and nothing else.")
@format_option(("table", "json"))
@output_option()
@force_option
@workspace_option
@no_workspace_option
@lang_option
@quiet_option
def document_show(
    slug: str, number: int | None, text: bool, format: str | None, output: str | None, force: bool,
    lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Tell what is known of a document and on what it rests; with --text, its text.

    \b
    Examples:
      tigraph document show a-new-workshop
      tigraph document show a-new-workshop --text --version 1
    """
    wanted = chosen_format(
        format, output, {".json": "json", ".txt": "table"}, force=force, quiet=quiet
    )
    document = this_workspace().document(slug)
    version = document.version(number)
    if text:
        emit(version.text().encode(), output, force)
        return
    told = facts(document, version)
    told["publisher_name"] = _named([document], lang).get(document.publisher)
    if wanted == "json":
        from tigraph.cli.telling import as_json

        emit(as_json(told), output, force)
        return
    found = told.pop("found")
    lines = [
        f"{name.replace('_', ' '):{16}}  {amount(value, lang) if isinstance(value, int) else value}"
        f"{f' ({found[name]})' if name in found else ''}"
        for name, value in told.items()
        if value is not None
    ]
    emit("".join(f"{line}\n" for line in lines).encode(), output, force)


@click.command("remove", short_help="Take one out.")
@slug_argument
@workspace_option
@no_workspace_option
@lang_option
@quiet_option
def document_remove(slug: str, lang: str, quiet: bool) -> None:
    """Take a document out of the workspace, with its texts and what was proposed of them.

    One that claims cite stays: take these out of claims/ first. Without git or a copy, it is gone.

    \b
    Examples:
      tigraph document remove a-new-workshop
    """
    from tigraph.workspaces import citing, removed

    here = this_workspace()
    document = here.document(slug)
    if files := citing(here, document):
        names = ", ".join(path.name for path in files)
        raise UsageError(f"{slug} is cited in claims/ ({names}): take these claims out first.")
    removed(here, document)
    say(_WORDS("removed", lang).format(slug), quiet)
