"""What a question was answered before: kept with the version of the store that was asked.

What is kept is what was printed, byte for byte: the answer in its format, its reference, what was
said of it. It is kept under all that it depends on: the query's text, what it was given, the date,
the language, the format, the code; and within the budget of what is worked out of a version
(`stores.content_kept`). A question to documents alone, to more data or to a service is asked anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tigraph.cli.choosing import chosen_workspace
from tigraph.cli.loading import chosen_store
from tigraph.cli.options import safely
from tigraph.cli.output import hear
from tigraph.errors import DataError
from tigraph.limits import size_of
from tigraph.local import cache
from tigraph.rdf import tokens
from tigraph.stores import content_before, content_kept, versions

if TYPE_CHECKING:
    from tigraph.querying import Query
    from tigraph.stores.versions import Version
    from tigraph.workspaces import Workspace

#: What took less than so many seconds is asked again as quickly as it is looked up.
_WORTH = 0.3
#: Functions whose value is another each time.
_CHANGING = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}


@dataclass(frozen=True)
class Printed:
    """What a command printed: the answer, the reference after it, lines on stderr, exit code."""

    content: bytes
    reference: str
    said: tuple[str, ...] = ()
    code: int = 0

    def packed(self) -> bytes:
        """Return it as bytes: a line of JSON, then the answer."""
        head = json.dumps([self.reference, self.said, self.code], ensure_ascii=False)
        return head.encode() + b"\n" + self.content

    @classmethod
    def unpacked(cls, packed: bytes) -> Printed:
        """Return what `packed` gave."""
        head, _, content = packed.partition(b"\n")
        reference, said, code = json.loads(head)
        return cls(content, reference, tuple(said), code)


class Before:
    """One question as it is put to a version of a store, which may have been put before."""

    def __init__(self, store: Standing, key: str) -> None:
        self._store, self._key = store, key
        self._begun = time.perf_counter()
        self._said = hear()
        self._answer: tuple[bytes, str, int] | None = None
        # what is registered first is called last: when all is said that the command has to say
        click.get_current_context().call_on_close(self._end)

    def printed(self) -> Printed | None:
        """Return what it printed the last time, None where that is not kept."""
        found = content_before(self._store.version, self._key)
        return Printed.unpacked(found) if found is not None else None

    def keep(self, content: bytes, reference: str, code: int) -> None:
        """Keep what is printed, if it took its time."""
        if time.perf_counter() - self._begun >= _WORTH:
            self._answer = content, reference, code

    def _end(self) -> None:
        if self._answer is None or not self._store.stands():
            return
        content, reference, code = self._answer
        printed = Printed(content, reference, tuple(self._said), code)
        with suppress(DataError):  # the answer is given: that it is not kept costs time alone
            content_kept(self._store.version, self._key, printed.packed)


class Standing(NamedTuple):
    """What a question is put to: the folder of a store, its version, the stamp of a workspace."""

    folder: Path
    version: Version
    workspace: Workspace | None
    added: str

    def stands(self) -> bool:
        """Return whether all of it is still as it was."""
        current = versions.in_force(self.folder) == self.version.path
        return current and _added(self.workspace) == self.added


def _added(workspace: Workspace | None) -> str:
    """Return the stamp of what a workspace adds, "" where that is changing."""
    return cache.stamp(workspace.data_files()) if workspace else "nothing"


def kept_store(data: Sequence[str], only_data: bool) -> Standing | None:
    """Return the store that is asked, its version in force, and what a workspace adds to it.

    None where the question is to no store, or to one that cannot be read as it is: what is wrong
    is told where it is opened.
    """
    meta = click.get_current_context().meta
    if data or only_data or meta.get("tigraph.endpoint"):
        return None
    workspace = chosen_workspace()
    if workspace is not None and not workspace.shipped:
        return None
    store, _ = chosen_store()
    folder = Path(store) if store else versions.default_folder()
    if folder is None:
        return None
    with suppress(DataError):
        version = versions.current(folder)
        if version is not None and versions.is_current(version):
            budget = meta.get("tigraph.budget")
            size = None if budget is None else size_of(budget, "budget")
            if added := _added(workspace):
                return Standing(folder, replace(version, budget=size), workspace, added)
    return None


def before(store: Standing, query: Query, **asked: Any) -> Before | None:
    """Return a question to a store; None for one whose answer is another each time.

    `asked` is all else that what is printed depends on, in values that JSON knows.
    """
    if any(token.text.upper() in _CHANGING for token in tokens(query.text)):
        return None
    context = click.get_current_context()
    screen = shutil.get_terminal_size().columns if asked.get("format") == "table" else 0
    meta, quiet = context.meta, context.params.get("quiet")
    parts = (
        query.name, query.text, chosen_store()[1], meta.get("tigraph.known_by"), quiet,
        str(meta.get("tigraph.allowed")), safely(), screen, meta.get("tigraph.workspace"),
        store.added, cache.code_stamp(), asked,
    )  # fmt: skip
    key = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return Before(store, f"answer-{key[:32]}")
