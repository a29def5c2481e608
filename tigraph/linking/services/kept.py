"""Answers of services, kept on this machine, so that nothing is asked twice.

Each stands in a file of its own, named by the checksum of its question: what somebody looked
for is not written down. Only `Answer`s are kept, never what the service sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tigraph.errors import TigraphError
from tigraph.http.addresses import public
from tigraph.local import cache, write_file
from tigraph.names import slug

#: Changes with the form of what is kept, or with what of an answer is kept.
_FORM = 1
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"

Question = Mapping[str, Any]


@dataclass(frozen=True)
class Memory:
    """Something that was kept, and when it was asked."""

    content: Any
    retrieved: str

    def older_than(self, days: float) -> bool:
        """Return whether it was asked more than so many days ago."""
        asked = datetime.strptime(self.retrieved, _MOMENT).replace(tzinfo=UTC)
        return datetime.now(UTC) - asked > timedelta(days=days)


class Kept:
    """What one service answered, in the user's cache; nothing where that is turned off."""

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def folder(self) -> Path | None:
        """The folder of the answers, None where no cache is kept."""
        services = cache.place("services")
        place = slug(public(self._address).partition("://")[2])[:80]
        return services / place if services else None

    def recall(self, question: Question) -> Memory | None:
        """Return what was answered to a question, None where that is not known."""
        folder = self.folder
        if folder is None:
            return None
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self._file(folder, question).read_bytes())
            memory = Memory(kept["content"], kept["retrieved"])
            memory.older_than(0)  # a moment that cannot be read is no moment
            return memory
        return None

    def remember(self, question: Question, content: Any) -> Memory:
        """Keep an answer; a cache that cannot be written costs time and nothing else."""
        memory = Memory(content, datetime.now(UTC).strftime(_MOMENT))
        folder = self.folder
        if folder is not None:
            file = self._file(folder, question)
            told = {"retrieved": memory.retrieved, "content": content}
            with suppress(OSError, TigraphError):
                file.parent.mkdir(parents=True, exist_ok=True)
                write_file(file, json.dumps(told, ensure_ascii=False).encode(), force=True)
        return memory

    def _file(self, folder: Path, question: Question) -> Path:
        asked = json.dumps([_FORM, self._address, question], sort_keys=True)
        name = hashlib.sha256(asked.encode()).hexdigest()
        return folder / name[:2] / f"{name}.json"
