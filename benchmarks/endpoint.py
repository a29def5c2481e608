"""How many questions the endpoint answers, beside Oxigraph's own read-only server.

The same data, the same questions, the same client, in turns in one run: look-ups (each of another
entity), look-ups that are asked again and again, by a name, of a name of what is said, heavy
questions, and pages and matches, which Oxigraph has none of. Printed are how many are answered in a
second, the processor time that the server takes for one, whose ratio says more on a machine that
does other work too, the 99th percentile, and how the memory of all processes grew. Several clients
ask side by side over lines that stay open.

    python benchmarks/endpoint.py [SECONDS] [--clients N] [--processes N] [--only WORD]
    python benchmarks/endpoint.py 0 --minutes 20 --clients 2 --pause 0.01
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from sparql_servers import free_port, oxigraph_program, running

Ask = tuple[str, str, bytes | None]
JSON = {"Accept": "application/sparql-results+json"}
SPARQL = {**JSON, "Content-Type": "application/sparql-query"}
PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX tig: <https://w3id.org/tigraph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
HEAVY = {
    "a count in groups": "SELECT ?p (COUNT(*) AS ?n) { ?a ?p ?b . ?b ?q ?c } GROUP BY ?p "
    "ORDER BY DESC(?n)",
    "a join put in order": "SELECT * { ?a ?p ?b . ?b ?q ?c } ORDER BY ?c ?a LIMIT 1000",
    "all triples": "SELECT * { ?s ?p ?o }",
}


class Client(threading.Thread):
    """A client that asks one question after another over one line, until it is told to stop."""

    def __init__(self, port: int, asks: Iterator[Ask], until: float, pause: float = 0) -> None:
        super().__init__()
        self.port, self.asks, self.until, self.pause = port, asks, until, pause
        self.took: list[float] = []
        self.errors: list[str] = []

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        while time.monotonic() < self.until:
            method, path, body = next(self.asks)
            began = time.perf_counter()
            try:
                line.request(method, path, body, SPARQL if body else JSON)
                reply = line.getresponse()
                reply.read()
                if reply.status != 200:
                    self.errors.append(str(reply.status))
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(repr(error))
                line.close()
            self.took.append(time.perf_counter() - began)
            time.sleep(self.pause)
        line.close()


class _Shared:
    """Questions that several threads take from."""

    def __init__(self, asks: Iterator[Ask]) -> None:
        self._asks, self._turn = asks, threading.Lock()

    def __iter__(self) -> _Shared:
        return self

    def __next__(self) -> Ask:
        with self._turn:
            return next(self._asks)


class Measured(NamedTuple):
    """Answers in a second, milliseconds of processor for one, the 99th percentile in them."""

    rate: float
    processor: float
    last: float


def measured(
    port: int, pid: int, asks: Iterator[Ask], seconds: float, clients: int, pause: float = 0
) -> Measured:
    """Return how a server answers some clients for so long."""
    shared, until = _Shared(asks), time.monotonic() + seconds
    began, before = time.perf_counter(), processor(pid)
    all_clients = [Client(port, shared, until, pause) for _ in range(clients)]
    for one in all_clients:
        one.start()
    for one in all_clients:
        one.join()
    lasted = time.perf_counter() - began
    took = [one for client in all_clients for one in client.took]
    errors = [one for client in all_clients for one in client.errors]
    if errors:
        print(f"   {len(errors)} errors: {sorted(set(errors))[:3]}")
    last = statistics.quantiles(took, n=100)[98] if len(took) > 1 else took[0]
    used = processor(pid) - before
    return Measured(len(took) / lasted, used / len(took) * 1000, last * 1000)


def processor(pid: int) -> float:
    """Return the seconds of processor that a process took, and all that it began (Linux)."""
    ticks = sum(sum(map(int, one[11:15])) for one in _of(pid))
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> int:
    """Return the bytes that a process and all that it began hold (Linux)."""
    return sum(int(one[21]) * os.sysconf("SC_PAGE_SIZE") for one in _of(pid))


def _of(pid: int) -> Iterator[list[str]]:
    """Yield what the system tells of a process, its children and theirs."""
    known = {pid}
    for found in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda one: int(one.parent.name)):
        try:
            after = found.read_text().rpartition(")")[2].split()
            own, parent = int(found.parent.name), int(after[1])
        except (OSError, ValueError):
            continue
        if own in known or parent in known:
            known.add(own)
            yield after


@contextmanager
def tigraph(options: list[str], folder: Path) -> Iterator[tuple[int, int]]:
    """Run `tigraph serve`; yields its port and the number of its process."""
    port = free_port()
    command = [sys.executable, "-m", "tigraph", "serve", "--port", str(port), "-q", *options]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            while True:
                try:
                    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                    line.request("GET", "/health")
                    line.getresponse().read()
                    break
                except OSError:
                    if process.poll() is not None:
                        raise SystemExit((folder / "serve.log").read_text()) from None
                    time.sleep(0.1)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait()


def look_ups(path: str, entities: list[str]) -> Callable[[], Iterator[Ask]]:
    """Return questions for what is said of an entity, of each in turn, none asked twice."""
    numbers = itertools.count()

    def made() -> Iterator[Ask]:
        for iri in itertools.cycle(entities):
            query = f"SELECT ?p ?o {{ <{iri}> ?p ?o }} # {next(numbers)}"
            yield "GET", f"{path}?{urlencode({'query': query})}", None

    return made


def again(path: str, entities: list[str]) -> Callable[[], Iterator[Ask]]:
    """Return the same questions of two hundred entities, over and over."""
    asks = [
        ("GET", f"{path}?{urlencode({'query': f'SELECT ?p ?o {{ <{iri}> ?p ?o }}'})}", None)
        for iri in entities[:200]
    ]
    return lambda: itertools.cycle(asks)


def named(path: str, names: list[str]) -> Callable[[], Iterator[Ask]]:
    """Return questions for who bears a name, none asked twice."""
    numbers = itertools.count()

    def made() -> Iterator[Ask]:
        for name in itertools.cycle(names):
            query = f"{PREFIXES}SELECT ?s {{ ?s skos:prefLabel {name} }} # {next(numbers)}"
            yield "GET", f"{path}?{urlencode({'query': query})}", None

    return made


def followed(path: str, entities: list[str]) -> Callable[[], Iterator[Ask]]:
    """Return questions for what is said of an entity, with names, none asked twice."""
    numbers = itertools.count()

    def made() -> Iterator[Ask]:
        for iri in itertools.cycle(entities):
            query = (
                f"{PREFIXES}SELECT ?p ?o ?name {{ <{iri}> ?p ?o OPTIONAL {{ ?o skos:prefLabel "
                f"?name }} }} # {next(numbers)}"
            )
            yield "GET", f"{path}?{urlencode({'query': query})}", None

    return made


def heavy(path: str, *queries: str) -> Callable[[], Iterator[Ask]]:
    """Return heavy questions, none asked twice."""
    numbers = itertools.count()

    def made() -> Iterator[Ask]:
        for query in itertools.cycle(queries or HEAVY.values()):
            yield "POST", path, f"{PREFIXES}{query} # {next(numbers)}".encode()

    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=10)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0, help="of mixed traffic, at the end")
    parser.add_argument("--pause", type=float, default=0, help="of a client of mixed traffic, s")
    parser.add_argument("--only", default="", help="questions whose name has a word alone")
    given = parser.parse_args()
    program = oxigraph_program()
    if program is None:
        raise SystemExit("needs the program oxigraph (PyPI oxigraph)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = Path(__file__).parents[1] / "data" / "graph.ttl"
        store = ox.Store(str(folder / "store"))
        store.bulk_load(path=str(data))
        subjects = {q.subject.value for q in store if isinstance(q.subject, ox.NamedNode)}
        entities = sorted(subjects)
        label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
        names = sorted(str(q.object) for q in store.quads_for_pattern(None, label, None))
        store.optimize()
        del store
        native = free_port()
        command = [program, "serve-read-only", "--location", str(folder / "store"), "--bind"]
        command.append(f"127.0.0.1:{native}")
        alive = f"http://127.0.0.1:{native}/query?query=ASK%20%7B%7D"
        options = ["--data", str(data), "--no-default-data", "--processes", str(given.processes)]
        with running(command, folder, alive), tigraph(options, folder) as mine:
            time.sleep(3)
            theirs = native, _listening(native)
            kinds = {
                "look-ups": ([look_ups(one, entities) for one in PATHS], given.clients),
                "look-ups asked again": ([again(one, entities) for one in PATHS], given.clients),
                "look-ups by a name": ([named(one, names) for one in PATHS], given.clients),
                "look-ups with names": ([followed(one, entities) for one in PATHS], given.clients),
                **{
                    name: ([heavy(one, query) for one in PATHS], 2) for name, query in HEAVY.items()
                },
            }
            if given.seconds:
                wanted = {name: one for name, one in kinds.items() if given.only in name}
                compared(mine, theirs, wanted, given.seconds)
            if given.minutes:
                lasting(*mine, entities, given)
        if given.seconds and not given.only:
            with tigraph(["--layers", "curated"], folder) as mine:
                others(*mine, given.seconds, given.clients)


#: Where both are asked.
PATHS = ("/sparql", "/query")
Server = tuple[int, int]


def _listening(port: int) -> int:
    """Return the number of the process that listens at a port (Linux)."""
    told = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    socket = next(one[9] for one in told if one[1].endswith(f":{port:04X}") and one[3] == "0A")
    for found in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(found.readlink()) == f"socket:[{socket}]":
                return int(found.parts[2])
        except OSError:
            continue
    raise SystemExit(f"nobody listens at {port}")


def compared(mine: Server, theirs: Server, kinds: dict[str, Any], seconds: float) -> None:
    """Print how both answer, in turns."""
    print(f"load {os.getloadavg()[0]:.0f}; tigraph and Oxigraph: per second, ms of processor, 99 %")
    held = [resident(pid) / 2**20 for _, pid in (mine, theirs)]
    for name, (asks, clients) in kinds.items():
        found: list[list[Measured]] = [[], []]
        for _ in range(3):
            for one, (port, pid), made in zip(found, (mine, theirs), asks, strict=True):
                one.append(measured(port, pid, made(), seconds / 3, clients))
        (a, b), (c, d), (p, q) = (
            [statistics.median(one[field] for one in own) for own in found] for field in range(3)
        )
        print(
            f"{name:22}{a:10,.1f}{b:10,.1f}{a / b:6.0%}{c:12,.2f}{d:10,.2f}{d / c:6.0%}"
            f"{p:11,.1f}{q:10,.1f}",
            flush=True,
        )
    now = [resident(pid) / 2**20 for _, pid in (mine, theirs)]
    print(f"MiB before and after: {held[0]:,.0f} {now[0]:,.0f}; {held[1]:,.0f} {now[1]:,.0f}")


def lasting(port: int, pid: int, entities: list[str], given: argparse.Namespace) -> None:
    """Print how mixed traffic goes for long: 199 look-ups to a heavy question, and memory."""
    first, second = look_ups("/sparql", entities)(), heavy("/sparql")()
    third = followed("/sparql", entities)()
    mixed = (
        next(second if n % 200 == 199 else third if n % 10 == 9 else first)
        for n in itertools.count()
    )
    before, until = 0, time.monotonic() + given.minutes * 60
    while time.monotonic() < until:
        seconds = min(60, given.minutes * 60)
        one = measured(port, pid, mixed, seconds, given.clients, given.pause)
        held = resident(pid)
        before = before or held
        print(
            f"mixed: {one.rate:,.1f} /s, {one.processor:.2f} ms of processor, 99 % {one.last:,.1f} "
            f"ms, memory {held / 2**20:,.0f} MiB, load {os.getloadavg()[0]:.0f}",
            flush=True,
        )
    print(f"memory after the first minute and at the end: {held / before - 1:+.1%}")


def others(port: int, pid: int, seconds: float, clients: int) -> None:
    """Print how pages and matches are answered."""
    people = ("cedric-bole", "olivier-lluansi", "nathalie-auge")
    pages = itertools.cycle([("GET", f"/fr/person/{one}.html", None) for one in people])
    queries = json.dumps({"q0": {"query": "Cédric Bôle"}})
    match = itertools.repeat(("GET", f"/reconcile?{urlencode({'queries': queries})}", None))
    for name, asks in (("pages of entities", pages), ("reconciliation", match)):
        one = measured(port, pid, asks, seconds, clients)
        print(f"{name:22}{one.rate:10,.1f}{one.processor:28,.2f}{one.last:27,.1f}")


if __name__ == "__main__":
    main()
