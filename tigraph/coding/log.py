"""The log of a coder's decisions: lines of JSON that are only ever added.

A line is on the disk before the next is taken. Where a machine stopped in the middle of one, what
is there of it stays, is told, and the next begins on a line of its own.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import uuid
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tigraph.coding.model import Decision, as_json, decision_of
from tigraph.errors import DataError, UsageError
from tigraph.local import read_bytes, sync_folder, turn

_CODER = re.compile(r"\w[\w.-]{0,63}")


class Log:
    """The decisions of one coder, in a file that need not be there yet.

    `faults` says of each line that is none where it is and why; such lines stay as they are.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, if it is there; raises `DataError` where that cannot be."""
        self.path = path
        self.faults: list[str] = []
        self._decisions: list[Decision] = []
        self._size = -1
        self.reload()

    @classmethod
    def of(cls, workspace: Path, coder: str) -> Log:
        """Return the log of a coder in a workspace; raises `UsageError` for a name that is none."""
        if not is_coder(coder):
            raise UsageError(
                f"“{coder}” cannot name a coder: give letters, digits, “-”, “_” and “.” alone."
            )
        return cls(workspace / "decisions" / f"{coder}.jsonl")

    @property
    def coder(self) -> str:
        """The name of the coder, as the file has it."""
        return self.path.stem

    @property
    def decisions(self) -> list[Decision]:
        """All lines that are decisions, in their order."""
        return [*self._decisions]

    def reload(self) -> None:
        """Read the file anew if somebody has written to it since."""
        size = self.path.stat().st_size if self.path.exists() else 0
        if size == self._size:
            return
        data = read_bytes(self.path) if size else b""
        self._size, self._decisions, self.faults = len(data), [], []
        *lines, last = data.split(b"\n")
        for number, line in enumerate([*lines, last], 1):
            if line.strip():
                try:
                    self._decisions.append(decision_of(json.loads(line)))
                except (ValueError, DataError) as error:
                    why = str(error) if isinstance(error, DataError) else "is cut short or no JSON"
                    self.faults.append(f"{self.path}, line {number}: {why}; it is left as it is.")

    def add(self, decision: Decision) -> Decision:
        """Write a decision at the end; return it as it stands there, with its name and time.

        It is on the disk when this returns. Raises `DataError` where it cannot be written.
        """
        return self.add_all([decision])[0]

    def add_all(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Write several decisions, one after the other, with nobody's in between."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        told = [
            replace(
                one,
                id=one.id or uuid.uuid4().hex,
                at=one.at or now.replace("+00:00", "Z"),
                coder=self.coder,
            )
            for one in decisions
        ]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with turn(self.path):
                self._write([json.dumps(as_json(one), ensure_ascii=False) for one in told])
        except OSError as error:
            reason = error.strerror or error
            raise DataError(f"Cannot write {self.path}: {reason}. Nothing was decided.") from None
        self.reload()
        return told

    def _write(self, lines: list[str]) -> None:
        new = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            end = file.seek(0, os.SEEK_END)
            if end:
                file.seek(end - 1)
                if file.read(1) != b"\n":  # somebody was stopped in the middle of a line
                    file.write(b"\n")
            for line in lines:
                file.write(line.encode() + b"\n")
                os.fsync(descriptor)
        if new:
            sync_folder(self.path.parent)


def is_coder(name: str) -> bool:
    """Whether a name can be a coder's.

    >>> is_coder("ada"), is_coder("../ada")
    (True, False)
    """
    return _CODER.fullmatch(name) is not None


def logs_of(workspace: Path) -> list[Log]:
    """Return the logs of all coders of a workspace, by name."""
    return [Log(path) for path in sorted((workspace / "decisions").glob("*.jsonl"))]
