"""`tigraph workspace`: make one, and tell what is in one."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tigraph.cli.groups import NamedGroup
from tigraph.cli.loading import this_workspace
from tigraph.cli.options import (
    force_option,
    format_option,
    lang_option,
    no_workspace_option,
    output_option,
    quiet_option,
    words_argument,
    words_option,
    workspace_option,
)
from tigraph.cli.output import emit, say
from tigraph.cli.request import chosen_format
from tigraph.local import Words, amount

if TYPE_CHECKING:
    from tigraph.workspaces import Workspace

_WORDS = Words(
    {
        "made": ("{0} is a workspace. In it, every command reads it; next: `cd {0}`, then "
                 "`tigraph document add FILE`.",
                 "{0} est un espace de travail. Toute commande lancée dedans le lit ; ensuite : "
                 "`cd {0}`, puis `tigraph document add FICHIER`."),
        "shipped": ("read with the shipped graph", "lu avec le graphe livré"),
        "alone": ("read without the shipped graph", "lu sans le graphe livré"),
        "documents": ("documents", "documents"),
        "versions": ("versions", "versions"),
        "characters": ("characters", "caractères"),
        "claims": ("files of claims", "fichiers d’assertions"),
        "decisions": ("logs of decisions", "journaux de décisions"),
        "vocabulary": ("files of vocabulary", "fichiers de vocabulaire"),
        "mappings": ("files of mappings", "fichiers d’alignements"),
        "registers": ("registers described", "registres décrits"),
    }
)  # fmt: skip


@click.group(cls=NamedGroup)
def workspace() -> None:
    """A folder of one's own: documents, claims, decisions, as plain files that git can follow.

    \b
    Begin with:
      tigraph workspace new my-territory
      cd my-territory
      tigraph document add article.html
    """


@workspace.command(short_help="Make one.")
@words_argument("folder", "DIR", type=click.Path())
@words_option("--title", metavar="TEXT", help="What it is called.  [default: the folder's name]")
@words_option(
    "--language", metavar="CODE", help="The language of its documents.  [default: --lang]"
)
@words_option(
    "--base", metavar="IRI",
    help="Under which its own entities are named; ends in / or #.  [default: one of no other]",
)  # fmt: skip
@click.option(
    "--without-shipped", is_flag=True,
    help="Read it without the shipped graph: for another programme or country.",
)  # fmt: skip
@lang_option
@quiet_option
def new(
    folder: str, title: str | None, language: str | None, base: str | None,
    without_shipped: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Make a workspace of DIR, which need not be there; what lies in it stays.

    It is a folder of plain files. All that it says of itself stands in workspace.toml, which may be
    changed by hand.

    \b
    Examples:
      tigraph workspace new haut-doubs
      tigraph workspace new fabelland --language de --without-shipped
    """
    from tigraph.workspaces import Workspace

    Workspace.new(
        folder, title=title or "", language=language or lang, base=base or "",
        shipped=not without_shipped,
    )  # fmt: skip
    say(_WORDS("made", lang).format(folder), quiet)


@workspace.command(short_help="What is in it.")
@format_option(("table", "json"))
@output_option()
@force_option
@workspace_option
@no_workspace_option
@lang_option
@quiet_option
def info(format: str | None, output: str | None, force: bool, lang: str, quiet: bool) -> None:
    """Tell where the workspace is that commands read here, and what is in it.

    Each text is read: one that is not what was added is said.

    \b
    Examples:
      tigraph workspace info
      tigraph workspace info --workspace haut-doubs -f json
    """
    wanted = chosen_format(
        format, output, {".json": "json", ".txt": "table"}, force=force, quiet=quiet
    )
    found = this_workspace()
    told = _facts(found)
    if wanted == "json":
        from tigraph.cli.telling import as_json

        emit(as_json(told), output, force)
        return
    lines = [
        f"{found.title} ({found.folder})",
        f"  {found.base}",
        f"  {_WORDS('shipped' if found.shipped else 'alone', lang)}, {found.language}",
    ]
    lines += [
        f"  {amount(value, lang)} {_WORDS(key, lang)}"
        for key, value in told.items()
        if key in _WORDS and isinstance(value, int) and not isinstance(value, bool)
    ]
    emit("".join(f"{line}\n" for line in lines).encode(), output, force)


def _facts(found: Workspace) -> dict[str, str | int | bool]:
    documents = found.documents()
    versions = [version for document in documents for version in document.versions]
    for version in versions:
        version.text()

    def files(folder: Path, pattern: str) -> int:
        return len([*folder.glob(pattern)])

    return {
        "folder": str(found.folder.resolve()),
        "title": found.title,
        "language": found.language,
        "base": found.base,
        "shipped": found.shipped,
        "documents": len(documents),
        "versions": len(versions),
        "characters": sum(version.characters for version in versions),
        "claims": files(found.claims, "*.ttl"),
        "decisions": files(found.decisions, "*.jsonl"),
        "vocabulary": files(found.vocabulary, "*.ttl"),
        "mappings": files(found.mappings, "*.sssom.tsv"),
        "registers": files(found.registers, "*.y*ml"),
    }
