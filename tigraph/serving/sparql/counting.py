"""Where an answer is handed over as it is written, and its rows are counted on the way."""

from __future__ import annotations

import zlib
from typing import Protocol

from tigraph.limits import Give

#: So much is handed over at once; what is smaller, a packet of the network or two, is not packed.
PIECE, UNPACKED = 2**18, 1400


class TooManyError(Exception):
    """More rows than may be."""


class _Rows(Protocol):
    def count(self, content: bytes) -> int:
        """Return how many rows there are with one more piece."""


class Sink:
    """A file for the engine to write an answer to: it hands over what is large, in pieces.

    What is small stays, for `rest`. `how` says in which format rows are counted, "" not at all.
    """

    def __init__(self, give: Give, head: bytes, how: str, most: int, packed: bool) -> None:
        self._give, self._head = give, head
        self._rows: _Rows | None = _COUNTED[how]() if how and most else None
        self._most = most
        self._packer = zlib.compressobj(4, wbits=31) if packed else None
        self._waiting: list[bytes] = []
        self._size = 0
        self.handed = False

    def write(self, content: bytes) -> int:
        """Take a piece of the answer; raises `TooManyError`."""
        if self._rows is not None and self._rows.count(content) > self._most:
            raise TooManyError
        self._waiting.append(content)
        self._size += len(content)
        if self._size >= PIECE:
            self._hand_over()
        return len(content)

    def flush(self) -> None:
        """Do nothing: the engine says so at the end."""

    @property
    def packed(self) -> bool:
        """Whether what is written is packed by gzip."""
        return self._packer is not None

    def _hand_over(self) -> None:
        content, self._waiting, self._size = b"".join(self._waiting), [], 0
        if not self.handed:
            self._give(self._head)
            self.handed = True
        if self._packer is not None:
            content = self._packer.compress(content)
        if content:
            self._give(content)

    def rest(self) -> bytes:
        """Return what was not handed over; `packed` then tells whether it is."""
        content = b"".join(self._waiting)
        if not self.handed and len(content) < UNPACKED:
            self._packer = None
        if self._packer is None:
            return content
        return self._packer.compress(content) + self._packer.flush()


class _Lines:
    """TSV: a line of columns, and one of each row, for ends of lines are escaped in it."""

    def __init__(self) -> None:
        self._rows = -1

    def count(self, content: bytes) -> int:
        self._rows += content.count(b"\n")
        return self._rows


class _Csv:
    """CSV: ends of lines that stand between quotation marks are none of rows."""

    def __init__(self) -> None:
        self._rows, self._within = -1, False

    def count(self, content: bytes) -> int:
        pieces = content.split(b'"')
        self._rows += sum(one.count(b"\n") for one in pieces[self._within :: 2])
        self._within ^= len(pieces) % 2 == 0
        return self._rows


class _Xml:
    """XML: `<result>`, which no text can have."""

    def __init__(self) -> None:
        self._rows, self._before = 0, b""

    def count(self, content: bytes) -> int:
        both = self._before + content
        self._rows += both.count(b"<result>")
        self._before = both[-7:]
        return self._rows


#: What tells nothing of where rows of JSON begin.
_TEXT = bytes(set(range(256)) - set(b'"{[,:'))


class _Json:
    """JSON: what is between quotation marks left out, a row begins after `[` or `,` with `{`."""

    def __init__(self) -> None:
        self._rows, self._within, self._last = 0, False, b""
        self._escape = b""

    def count(self, content: bytes) -> int:
        content = self._escape + content
        ends = len(content) - len(content.rstrip(b"\\"))
        self._escape = b"\\" if ends % 2 else b""
        if self._escape:
            content = content[:-1]
        if b"\\" in content:
            content = content.replace(b"\\\\", b"").replace(b'\\"', b"")
        pieces = content.translate(None, _TEXT).split(b'"')
        structure = self._last + b"".join(pieces[self._within :: 2])
        self._within ^= len(pieces) % 2 == 0
        self._rows += structure.count(b"[{") + structure.count(b",{")
        self._last = structure[-1:]
        return self._rows


_COUNTED: dict[str, type[_Rows]] = {"json": _Json, "csv": _Csv, "xml": _Xml, "lines": _Lines}
