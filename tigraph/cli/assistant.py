"""`tigraph mcp`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from pathlib import Path

import click

from tigraph.cli.choosing import chosen_workspace
from tigraph.cli.loading import chosen_store
from tigraph.cli.options import lasting, words_option
from tigraph.cli.output import say
from tigraph.errors import MissingExtraError

#: What a call may take unless told otherwise.
_SECONDS, _MEMORY, _ROWS = 60.0, "2G", 100_000


@click.command()
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="Stop a call that takes longer.",
)
@words_option(
    "--max-memory",
    default=_MEMORY,
    show_default=True,
    metavar="SIZE",
    help="Stop a call that takes more memory.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=_ROWS,
    show_default=True,
    metavar="ROWS",
    help="Stop a query that has more rows.",
)
@lasting
def mcp(
    timeout: float, max_memory: str, max_rows: int,
    data: tuple[str, ...], only_data: bool, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Serve the graph to an assistant that speaks MCP, over standard input and output.

    An assistant (Claude, VS Code and others) begins this command itself: docs/assistants.md says
    how to connect it. It offers search, show, queries, query, path, trace, compare and verify;
    answers have the identifiers of claims and their places. Nothing is written, no text of a
    source is handed out, and a call that takes too long is ended while the others go on.

    \b
    Examples:
      tigraph mcp
      tigraph mcp --layers curated --timeout 20
    """
    try:
        from tigraph.assisting import Settings, serve_stdio
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types", "anyio"):
            raise
        raise MissingExtraError("mcp", "tigraph mcp") from None
    from tigraph.limits import Allowance, size_of

    meta = click.get_current_context().meta
    store, layers = chosen_store()
    endpoint = meta.get("tigraph.endpoint") or ""
    workspace = None if endpoint or only_data else chosen_workspace()
    settings = Settings(
        data=tuple(str(Path(one).resolve()) for one in data), curated=not only_data, language=lang,
        store=store, layers=tuple(layers) if layers else None, endpoint=endpoint,
        known_by=meta.get("tigraph.known_by") or "",
        workspace=str(workspace.folder) if workspace else None,
    )  # fmt: skip
    say(
        "Waiting for an assistant on standard input; docs/assistants.md says how to connect.", quiet
    )
    serve_stdio(settings, Allowance(timeout, size_of(max_memory, "--max-memory"), max_rows, True))
