"""`tigraph document`: the commands on the documents of a workspace, each in its own module."""

from __future__ import annotations

from importlib import import_module

import click

from tigraph.cli.groups import NamedGroup

#: Where each command is declared: module of `tigraph.cli`, and its line in the help.
_COMMANDS = {
    "add": ("document_add", "Add a document, from a file or an address."),
    "list": ("document_files", "The documents of the workspace."),
    "propose": ("document_propose", "What a text may say: mentions and claims, with places."),
    "show": ("document_files", "What is known of one, and its text."),
    "remove": ("document_files", "Take one out."),
    "review": ("document_review", "Decide on a page what is proposed of one."),
    "claims": ("document_coding", "Write the claims that follow from what was decided."),
    "agree": ("document_coding", "How far two coders agree, by level."),
    "recheck": ("document_recheck", "What became of each claim in the last version of its text."),
    "table": ("document_tables", "Proposals and decisions as a table to fill, and read back."),
    "annotations": ("document_tables", "Claims as Web Annotations (JSON-LD), and read back."),
    "statements": ("document_tables", "Claims as QuickStatements for Wikidata."),
}


class _Documents(NamedGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"tigraph.cli.{_COMMANDS[name][0]}")
        command: click.Command = getattr(module, f"document_{name}")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_Documents)
def document() -> None:
    """The documents of a workspace: texts that are read, and never leave it.

    \b
    Begin with:
      tigraph workspace new my-territory
      cd my-territory
      tigraph document add article.html
      tigraph document list
    """
