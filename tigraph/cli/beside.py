"""What stands beside a table that is no text: a file that says what its columns mean."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tigraph.cli.output import emit, is_file
from tigraph.errors import UsageError
from tigraph.local import check_writable
from tigraph.querying import FILES

if TYPE_CHECKING:
    from tigraph.claims import Reference
    from tigraph.querying import Answer, Query


class Beside:
    """The description beside a table that is written to a file, if to a file it goes."""

    def __init__(self, format: str, output: str | None, force: bool) -> None:
        self._file = Path(str(output)) if is_file(output) else None
        self._force = force
        if self._file is not None:
            check_writable(self._path(), force)
        elif sys.stdout is not None and sys.stdout.isatty():
            raise UsageError(f"{format} is no text for a terminal: give -o FILE.{format}.")

    def _path(self) -> Path:
        return Path(f"{str(self._file).removesuffix('.parquet')}.datapackage.json")

    def write(
        self, answered: Answer, content: bytes, query: Query, reference: Reference, language: str
    ) -> None:
        """Write it, of rows whose file has this content."""
        from tigraph.exports import parquet_package
        from tigraph.querying import Rows

        if self._file is not None and isinstance(answered, Rows):
            told = parquet_package(answered, self._file.name, content, query, reference, language)
            emit(told, str(self._path()), self._force)


def beside(format: str, output: str | None, force: bool) -> Beside | None:
    """Return what writes the description of a table in a format, None for one that is text.

    Called before the work begins. Raises `UsageError` where that file may not be written, and for
    a terminal, which shows nothing but text.
    """
    return Beside(format, output, force) if format in FILES else None
