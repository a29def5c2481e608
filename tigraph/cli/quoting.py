"""What --quote adds to an export."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.cli.loading import this_workspace
from tigraph.cli.output import say
from tigraph.local import plural, said

if TYPE_CHECKING:
    from tigraph.graph import Graph


def quoted_of(graph: Graph, lang: str, quiet: bool) -> dict[str, str]:
    """Return the words that are cited of the texts of the workspace; tell which are too long.

    Raises `UsageError` where there is no workspace, `DataError` for a text that was changed.
    """
    from tigraph.workspaces import QUOTED, quotations

    found = quotations(this_workspace(), graph.store)
    if count := found.left_out:
        many = plural(count, lang)
        english = f"{count} quotation{'s are' if many else ' is'} left out: more than {QUOTED} "
        french = f"{count} citation{'s laissées' if many else ' laissée'} de côté : plus de "
        say(said((f"{english}characters.", f"{french}{QUOTED} caractères."), lang), quiet)
    return found.words
