"""SPARQL servers that nobody here wrote, started on this machine: Oxigraph's and Virtuoso 7."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: So many seconds a server may take to start.
_START = 60
_INI = """\
[Database]
DatabaseFile = db/virtuoso.db
ErrorLogFile = db/virtuoso.log
LockFile = db/virtuoso.lck
TransactionFile = db/virtuoso.trx
xa_persistent_file = db/virtuoso.pxa
[TempDatabase]
DatabaseFile = db/virtuoso-temp.db
TransactionFile = db/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{own}
DisableUnixSocket = 1
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 600
"""


@dataclass(frozen=True)
class Server:
    """A server: its name, where it is asked, and where graphs are sent to."""

    name: str
    query: str
    store: str
    #: What the environment must hold for it to take graphs.
    environment: dict[str, str]
    #: The number of its process.
    process: int = 0


def oxigraph_program() -> str | None:
    """Return Oxigraph's program (PyPI `oxigraph`), which stands beside Python."""
    return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
        "oxigraph"
    )


@contextmanager
def oxigraph(folder: Path, program: str) -> Iterator[Server]:
    """Run Oxigraph's server on a store in a folder."""
    address = f"http://127.0.0.1:{free_port()}"
    command = [program, "serve", "--location", str(folder), "--bind", address.split("//")[1]]
    with running(command, folder.parent, f"{address}/query?query=ASK%20%7B%7D") as number:
        yield Server("Oxigraph", f"{address}/query", f"{address}/store", {}, number)


@contextmanager
def virtuoso(folder: Path, program: str, buffers: int = 20_000) -> Iterator[Server]:
    """Run Virtuoso on a new database in a folder. A buffer is 8 kB."""
    (folder / "db").mkdir(parents=True)
    port = free_port()
    ini = _INI.format(own=free_port(), port=port, buffers=buffers, dirty=buffers * 3 // 4)
    (folder / "virtuoso.ini").write_text(ini)
    address = f"http://127.0.0.1:{port}"
    with running(
        [program, "-f", "-c", "virtuoso.ini"], folder, f"{address}/sparql?query=ASK%7B%7D"
    ):
        rights = {"TIGRAPH_ENDPOINT_USER": "dba", "TIGRAPH_ENDPOINT_PASSWORD": "dba"}
        yield Server("Virtuoso", f"{address}/sparql", f"{address}/sparql-graph-crud-auth", rights)


@contextmanager
def running(
    command: Sequence[str], folder: Path, alive: str, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server in a folder, from when an address answers; yield its process's number."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            last = time.monotonic() + _START
            while True:
                try:
                    direct.open(alive, timeout=5).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > last:
                        told = (folder / "server.log").read_text(errors="replace")[-2000:]
                        raise RuntimeError(f"{command[0]} does not start: {told}") from None
                    time.sleep(0.1)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
