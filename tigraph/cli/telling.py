"""What is told while layers are changed, and of what became of them."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tigraph.cli.output import emit, say
from tigraph.local import printable

if TYPE_CHECKING:
    from tigraph.layers import Change, Telling

#: So many parts of a layer are named when they change.
_FEW = 8


#: A stage of a work is told once it has lasted so many seconds.
_LASTING = 2.0


class Patience:
    """Says on stderr what is waited for: each stage of a work, if it lasts."""

    def __init__(self, quiet: bool, lasting: float = _LASTING) -> None:
        self.quiet = quiet
        self.lasting = lasting
        self._waiting: threading.Timer | None = None
        self._over = False

    def __call__(self, stage: str) -> None:
        """Begin a stage, which ends the one before; "" ends that alone."""
        if self._waiting:
            self._waiting.cancel()
        self._waiting = None
        if stage and not self.quiet and not self._over:
            self._waiting = threading.Timer(self.lasting, say, (f"{stage} …",), {"passing": True})
            self._waiting.daemon = True
            self._waiting.start()

    def end(self) -> None:
        """Say no more, whatever an engine that was left behind still begins."""
        self._over = True
        self("")


class Teller:
    """Tells on stderr how far the work is: lines, and where somebody watches, a running one."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.watched = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.stage = ""

    def __enter__(self) -> Telling:
        from tigraph.layers import Telling

        return Telling(self.tell, self.fetched, self.built)

    def __exit__(self, *raised: object) -> None:
        self.running("")

    def tell(self, message: str) -> None:
        """Write a line, in place of the running one."""
        self.running("")
        say(message, self.quiet)

    def running(self, text: str) -> None:
        """Show a text as the running line, where somebody watches."""
        if self.watched:
            click.echo(f"\r\x1b[K{printable(text)}", err=True, nl=False)

    def fetched(self, done: int, whole: int) -> None:
        """Show how many bytes have come, of how many (0 where nobody said)."""
        size = f"{done / 1e6:.1f}" + (f" of {whole / 1e6:.1f}" if whole else "")
        self.running(f"  {size} MB")

    def built(self, stage: str, triples: int) -> None:
        """Show how many triples there are, and begin a line for each stage."""
        if stage != self.stage:
            self.stage = stage
            self.tell(f"Building: {stage} …")
        self.running(f"  {triples:,} triples")


def tell_changes(changes: Sequence[Change], folder: Path, format: str, quiet: bool) -> None:
    """Write what became of each part; and on stderr, how much each layer holds now."""
    from tigraph.layers.inventory import listed

    if format == "json":
        emit(as_json([vars(change) for change in changes]), None)
        return
    done: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        if change.change != "unchanged":
            done.setdefault((change.layer, change.change), []).append(change.part)
    lines = [f"{name}: {_parts(parts)} {what}" for (name, what), parts in done.items()]
    emit("".join(f"{line}\n" for line in lines or ["Nothing has changed."]).encode(), None)
    names = {name for name, _ in done}
    for found in listed(folder) if names else ():
        if found["layer"] in names:
            refused = f", {found['refused']:,} of them refused" if found["refused"] else ""
            why = f": `tigraph layer show {found['layer']}` tells why" if refused else ""
            numbers = f"{found['triples']:,} triples from {found['rows']:,} rows"
            say(f"{found['layer']}: {numbers}{refused}{why}.", quiet)


def _parts(parts: Sequence[str]) -> str:
    if len(parts) <= _FEW:
        return f"{', '.join(parts)}:"
    return f"{parts[0]} … {parts[-1]} ({len(parts)} parts):"


def as_json(value: Any, indent: int | None = 2) -> bytes:
    """Return a value as JSON, with a newline at its end."""
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()
