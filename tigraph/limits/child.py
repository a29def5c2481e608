"""A process that asyncio speaks to: what it is asked, and what it says, as it comes."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections import deque
from contextlib import suppress
from typing import Any

from tigraph.limits.pool import CODE
from tigraph.limits.process import HEAD, PIECE

#: So long a process that ends by itself may take, in seconds.
_ENDING = 2.0
#: So much of what a process says is held before it has to wait; no longer piece comes whole.
_AHEAD, _WHOLE = 2**20, 2**16


class Child(asyncio.SubprocessProtocol):
    """A process that works, and what it says, as it comes.

    It is spoken to by the transports of the loop alone: streams would look at each byte twice.
    """

    def __init__(self) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # for as long as the process
        self._loop = asyncio.get_running_loop()
        self._gone: asyncio.Future[int] = self._loop.create_future()
        self._transport: Any = None
        self._asked: Any = None
        #: What came and is no whole message yet, messages that nobody has heard, their bytes.
        self._came = bytearray()
        self._said: deque[tuple[bytes, bytes]] = deque()
        self._held = 0
        #: Bytes of a large piece that are still to come.
        self._rest = 0
        self._paused = self._over = False
        self._waits: asyncio.Future[None] | None = None

    @classmethod
    async def begun(cls) -> Child:
        """Begin a process."""
        made = cls()
        command = (sys.executable, "-c", CODE, json.dumps(sys.path))
        while True:
            try:
                await made._loop.subprocess_exec(
                    lambda: made, *command, stderr=made._complaints, start_new_session=True
                )
                return made
            except RuntimeError as error:
                if "Racing with another loop" not in str(error):  # uvloop: in another thread
                    raise
                await asyncio.sleep(0.05)

    def connection_made(self, transport: Any) -> None:
        """Note how it is spoken to."""
        self._transport, self._asked = transport, transport.get_pipe_transport(0)

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002  # 1, its output
        """Take what it says."""
        if self._rest and len(data) <= self._rest:
            self._rest -= len(data)
            self._hand(PIECE, data)
        else:
            self._came += data
            self._cut()
        if self._held > _AHEAD and not self._paused:
            self._paused = True
            self._transport.get_pipe_transport(1).pause_reading()

    def _cut(self) -> None:
        """Cut what came into messages; a large piece is handed on in parts, as they come."""
        while self._came:
            if self._rest:
                part = bytes(self._came[: self._rest])
                del self._came[: self._rest]
                self._rest -= len(part)
                self._hand(PIECE, part)
                continue
            if len(self._came) < HEAD.size:
                return
            sort, length = HEAD.unpack_from(self._came)
            if sort == PIECE and length > _WHOLE:
                del self._came[: HEAD.size]
                self._rest = length
                continue
            end = HEAD.size + length
            if len(self._came) < end:
                return
            self._hand(sort, bytes(self._came[HEAD.size : end]))
            del self._came[:end]

    def _hand(self, sort: bytes, content: bytes) -> None:
        self._said.append((sort, content))
        self._held += len(content)
        self._wake()

    def _wake(self) -> None:
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:  # noqa: ARG002
        """Note that it says no more."""
        if fd == 1:
            self._over = True
            self._wake()

    def process_exited(self) -> None:
        """Note that it has ended."""
        if not self._gone.done():
            self._gone.set_result(self._transport.get_returncode())

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return not self._over and not self._gone.done()

    def ask(self, request: bytes) -> None:
        """Ask it for something."""
        self._asked.write(HEAD.pack(b"q", len(request)) + request)

    async def hear(self) -> tuple[bytes, bytes] | None:
        """Return the next that it says, None where it is at its end."""
        while not self._said:
            if self._over:
                return None
            self._waits = self._loop.create_future()
            try:
                await self._waits
            finally:
                self._waits = None
        sort, content = self._said.popleft()
        self._held -= len(content)
        if self._paused and self._held <= _AHEAD // 2:
            self._paused = False
            self._transport.get_pipe_transport(1).resume_reading()
        return sort, content

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            self._transport.kill()

    async def end(self) -> tuple[int, str]:
        """End it, whatever it does; return its exit code, and what it last said.

        One that is ending by itself is not hurried: it would not be known why it ends.
        """
        if not self._over:
            self.kill()
        try:
            code = await asyncio.wait_for(asyncio.shield(self._gone), _ENDING)
        except TimeoutError:
            self.kill()
            code = await self._gone
        told = ""
        with suppress(OSError, ValueError):
            self._complaints.seek(0)
            lines = self._complaints.read()[-2000:].decode(errors="replace").split("\n")
            told = next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")
        self._complaints.close()
        self._transport.close()
        return code, told
