"""OpenRefine without a screen, driven through the commands that its own pages send."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode, urlsplit

from sparql_servers import free_port

#: So many seconds it may take to start, or to end what it was told to do.
_START, _WORK = 180, 300
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_EVERY_ROW = json.dumps({"facets": [], "mode": "row-based"})


@contextmanager
def openrefine(program: str, folder: Path) -> Iterator[OpenRefine]:
    """Run OpenRefine on a free port of this machine, its projects in a folder."""
    port = free_port()
    command = [program, "-p", str(port), "-i", "127.0.0.1", "-d", str(folder / "data")]
    command += ["-m", "384M", "-x", "refine.headless=true"]
    environment = {**os.environ, "HOME": str(folder), "no_proxy": "*"}
    # The command is a script that begins Java: both are of one group, which is ended whole.
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment, start_new_session=True
        )
    try:
        refine = OpenRefine(f"http://127.0.0.1:{port}/command/core/")
        until = time.monotonic() + _START
        while not refine.answers():
            assert process.poll() is None, (folder / "log").read_text(errors="replace")[-2000:]
            assert time.monotonic() < until, "OpenRefine does not begin"
            time.sleep(0.2)
        yield refine
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True)
class OpenRefine:
    """A server of OpenRefine, by the address of its commands."""

    commands: str

    def answers(self) -> bool:
        """Return whether it answers."""
        try:
            return bool(self._token())
        except (URLError, OSError):
            return False

    def project(self, name: str, table: str) -> Project:
        """Return a project made of a table (CSV)."""
        fields = {"project-name": name, "separator": ",", "format": "text/line-based/*sv"}
        mark = "----a-table-of-a-test"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        head = f'name="project-file"; filename="{name}.csv"\r\nContent-Type: text/csv'
        parts.append(f"--{mark}\r\nContent-Disposition: form-data; {head}\r\n\r\n{table}\r\n")
        request = urllib.request.Request(
            f"{self.commands}create-project-from-upload?csrf_token={self._token()}",
            "".join([*parts, f"--{mark}--\r\n"]).encode(),
            {"Content-Type": f"multipart/form-data; boundary={mark}"},
        )
        with _OPENER.open(request, timeout=_WORK) as reply:
            found = parse_qs(urlsplit(reply.url).query)
        return Project(self, found["project"][0])

    def ask(self, command: str, **parameters: str) -> Any:
        """Return the JSON that a command answers to a GET."""
        address = f"{self.commands}{command}?{urlencode(parameters)}"
        with _OPENER.open(address, timeout=_WORK) as reply:
            return json.load(reply)

    def tell(self, command: str, **parameters: str) -> Any:
        """Return the JSON that a command answers to a form that changes something."""
        form = urlencode({**parameters, "csrf_token": self._token()}).encode()
        with _OPENER.open(f"{self.commands}{command}", form, timeout=300) as reply:
            told = json.load(reply)
        assert told.get("code") in ("ok", "pending"), told
        return told

    def _token(self) -> str:
        with _OPENER.open(f"{self.commands}get-csrf-token", timeout=300) as reply:
            return str(json.load(reply)["token"])


@dataclass(frozen=True)
class Cell:
    """A cell: its text, the identifier and name it was matched with, and the other candidates."""

    text: str
    id: str = ""
    name: str = ""
    candidates: Sequence[str] = ()


@dataclass(frozen=True)
class Project:
    """A table in OpenRefine."""

    refine: OpenRefine
    number: str

    def reconcile(
        self,
        column: str,
        service: str,
        manifest: Mapping[str, Any],
        kind: str,
        beside: Mapping[str, str],
    ) -> None:
        """Match a column with a service, as a type, with other columns as properties."""
        types = {one["id"]: one["name"] for one in manifest["defaultTypes"]}
        config = {
            "mode": "standard-service",
            "service": service,
            "identifierSpace": manifest["identifierSpace"],
            "schemaSpace": manifest["schemaSpace"],
            "type": {"id": kind, "name": types[kind]},
            "autoMatch": True,
            "columnDetails": [
                {"column": own, "propertyID": key, "propertyName": key}
                for own, key in beside.items()
            ],
            "limit": 5,
        }
        self._work("reconcile", columnName=column, config=json.dumps(config))

    def extend(
        self,
        column: str,
        service: str,
        manifest: Mapping[str, Any],
        properties: Sequence[Mapping[str, Any]],
    ) -> None:
        """Add columns of properties (with an `id`, and settings if wanted) after a column."""
        columns = [name for name, _ in self.columns()]
        self._work(
            "extend-data",
            baseColumnName=column,
            endpoint=service,
            identifierSpace=manifest["identifierSpace"],
            schemaSpace=manifest["schemaSpace"],
            columnInsertIndex=str(columns.index(column) + 1),
            extension=json.dumps({"properties": list(properties)}),
        )

    def columns(self) -> list[tuple[str, int]]:
        """Return the columns: name, and where its cells stand in a row."""
        told = self.refine.ask("get-models", project=self.number)["columnModel"]["columns"]
        return [(one["name"], one["cellIndex"]) for one in told]

    def rows(self) -> list[dict[str, Cell]]:
        """Return all rows, by column."""
        told = self.refine.ask("get-rows", project=self.number, start="0", limit="10000")
        pool = told.get("pool", {}).get("recons", {})
        found = []
        for row in told["rows"]:
            cells = row["cells"]
            found.append(
                {
                    name: _cell(cells[place] if place < len(cells) else None, pool)
                    for name, place in self.columns()
                }
            )
        return found

    def _work(self, command: str, **parameters: str) -> None:
        """Have a command do its work, and wait for the end of it."""
        self.refine.tell(command, project=self.number, engine=_EVERY_ROW, **parameters)
        until = time.monotonic() + _WORK
        while self.refine.ask("get-processes", project=self.number)["processes"]:
            assert time.monotonic() < until, f"{command} does not end"
            time.sleep(0.1)


def _cell(told: Any, pool: Mapping[str, Any]) -> Cell:
    if not told:
        return Cell("")
    recon = told.get("r")
    recon = pool.get(str(recon), recon) if not isinstance(recon, dict) else recon
    if not recon:
        return Cell(str(told.get("v", "")))
    match = recon.get("m") or {}
    return Cell(
        str(told.get("v", "")),
        match.get("id", ""),
        match.get("name", ""),
        [one["id"] for one in recon.get("c", [])],
    )
