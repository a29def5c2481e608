"""`tigraph layer verify` and `tigraph layer clean`: a store kept whole, and small."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from collections import Counter

import click

from tigraph.cli.limits import bounded
from tigraph.cli.loading import store_folder
from tigraph.cli.options import (
    force_option,
    format_option,
    output_option,
    quiet_option,
    store_option,
)
from tigraph.cli.output import emit, say
from tigraph.cli.request import chosen_format
from tigraph.cli.telling import Teller, as_json

_TEXTS = {".json": "json", ".txt": "table"}
_PARTS = {
    "version": "files of the version",
    "kept": "files that layers were read from",
    "worked out": "files worked out for dates and the like",
}


@click.command(short_help="Whether the store is whole; build it anew.")
@click.option("--rebuild", is_flag=True, help="Build anew what is not whole, from the kept files.")
@format_option(("table", "json"))
@output_option()
@force_option
@store_option
@quiet_option
@bounded
def verify(rebuild: bool, format: str | None, output: str | None, force: bool, quiet: bool) -> None:
    """Read each file of the store, and tell which are not as they were written.

    These are the files of the version in force, those that layers were read from, and what
    was worked out for dates. Exit code 1 if any is not whole. With --rebuild, the version is
    then built anew from the files that the store keeps, and the exit code tells of that.

    \b
    Examples:
      tigraph layer verify
      tigraph layer verify --rebuild
    """
    from tigraph.layers import rebuilt, verified

    wanted = chosen_format(format, output, _TEXTS, force=force, quiet=quiet)
    folder = store_folder()
    found = verified(folder)
    wrong = [one for one in found if one.fault]
    if wanted == "json":
        emit(as_json([vars(one) for one in found]), output, force)
    else:
        lines = [f"{one.file} {one.fault}.\n" for one in wrong]
        emit("".join(lines).encode(), output, force)
    counts = Counter(one.part for one in found if not one.fault)
    whole = ", ".join(f"{count:,} {_PARTS[part]}" for part, count in counts.items())
    say(f"Whole: {whole or 'nothing'}. Not whole: {len(wrong):,}.", quiet)
    if not wrong:
        return
    if not rebuild:
        say("`tigraph layer verify --rebuild` builds the version anew.", quiet)
        sys.exit(1)
    with Teller(quiet) as telling:
        rebuilt(folder, telling.built)
    say("Built anew; all of it is whole.", quiet)


@click.command(short_help="Remove what was worked out.")
@click.option(
    "--budget", metavar="SIZE", default="0", show_default=True,
    help="Keep so much of it, what was used last, such as 500M.",
)  # fmt: skip
@store_option
@quiet_option
@bounded
def clean(budget: str, quiet: bool) -> None:
    """Remove what was worked out of the store for dates and the like, and what was left behind.

    It is worked out anew when it is asked for. By itself a store keeps it within a budget
    (`--budget` of the commands that ask, or TIGRAPH_BUDGET): what was used least recently goes
    first. What somebody is reading stays.

    \b
    Examples:
      tigraph layer clean
      tigraph layer clean --budget 500M
    """
    from tigraph.layers import cleaned
    from tigraph.limits import size_of, size_told

    freed = cleaned(store_folder(), size_of(budget, "--budget"))
    say(f"Removed: {size_told(freed)}.", quiet)
