"""New versions of what is served, taken up while it is served."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tigraph.serving.app import App
from tigraph.serving.reconciling import Desk
from tigraph.serving.sparql import Data

#: So often it is looked whether there is a new version, in seconds.
LOOK = 1.0


def stamp_of(files: Iterable[Path]) -> str:
    """Return what tells versions of files apart: sizes and times, of folders those in them."""
    told = []
    for path in files:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in found:
            try:
                state = one.stat()
            except OSError:
                told.append(f"{one}?")
            else:
                told.append(f"{one} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(told)


class Renewal:
    """Looks whether what is served has a new version, and has that served from then on.

    `stamp` tells versions apart, `load` reads the one that there is; `tell` is told where that
    fails, and the old one is served on.
    """

    def __init__(
        self,
        stamp: Callable[[], str],
        load: Callable[[str], tuple[Desk | None, Data]],
        tell: Callable[[Exception], None],
        look: float = LOOK,
    ) -> None:
        self._stamp, self._load, self._tell, self._look = stamp, load, tell, look
        self._served = ""

    def first(self) -> tuple[Desk | None, Data]:
        """Return what is to be served at the beginning."""
        self._served = self._stamp()
        return self._load(self._served)

    def watching(self, app: App) -> Callable[[], asyncio.Task[Any]]:
        """Return what begins to look, in the loop of a server."""
        return lambda: asyncio.get_running_loop().create_task(self._watched(app))

    async def _watched(self, app: App) -> None:
        seen = self._served
        while True:
            await asyncio.sleep(self._look)
            found = await asyncio.to_thread(self._stamp)
            # What was being written a moment ago is waited for.
            if found != self._served and found == seen:
                await self._renewed(app, found)
            seen = found

    async def _renewed(self, app: App, stamp: str) -> None:
        self._served = stamp
        try:
            desk, data = await asyncio.to_thread(self._load, stamp)
            await asyncio.to_thread(data.prepare)
            await asyncio.to_thread(app.prepare, desk)
        except Exception as error:
            self._tell(error)
        else:
            app.renew(desk, data)
