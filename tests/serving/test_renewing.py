"""New versions are taken up while clients ask, and what is under way is ended well."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

from small_stores import store_with
from terminal import PROGRAM, environment, tigraph

PATIENCE = 120
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?a != ?f) }"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and sockets of POSIX")


class Running:
    """`tigraph serve` as a process."""

    def __init__(self, *options: str | Path, **env: str) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", "0", *map(str, options)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(**env),
            text=True,
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=PATIENCE)

    def ask(self, query: str) -> str:
        """Return the rows as CSV, without the columns; raises for any status but 200."""
        told = self.read("/sparql?" + urlencode({"query": query}), "text/csv")
        return told.partition("\r\n")[2].strip()

    def read(self, path: str, accept: str = "*/*") -> str:
        """Return what is answered at an address."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(self.address + path, headers={"Accept": accept})
        with opener.open(request, timeout=PATIENCE) as reply:
            return str(reply.read().decode())


def _until(holds: object) -> None:
    last = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < last
        time.sleep(0.05)


def test_a_new_version_of_a_file_is_taken_up_without_a_failed_request(tmp_path: Path) -> None:
    path = tmp_path / "own.nt"
    path.write_text('<urn:s0> <urn:p> "0" .')
    with Running("--data", path, "--no-default-data") as running:
        assert running.ask(COUNT) == "1"
        seen, failures, over = [""], list[Exception](), threading.Event()

        def asking() -> None:
            while not over.is_set():
                try:
                    seen[0] = running.ask(COUNT)
                except OSError as error:
                    failures.append(error)

        client = threading.Thread(target=asking)
        client.start()
        for number in (2, 3):
            new = tmp_path / "new"
            new.write_text("".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(number)))
            new.replace(path)
            _until(lambda number=number: seen[0] == str(number))
        over.set()
        client.join()
        assert failures == []


def test_a_new_version_of_a_layer_is_taken_up(tmp_path: Path) -> None:
    store, more = store_with(tmp_path / "store"), tmp_path / "more.ttl"
    more.write_text('<urn:s> <urn:q> "fictive" .')
    asked = "SELECT (COUNT(*) AS ?n) { ?s <urn:p>|<urn:q> 'fictive' }"
    with Running("--store", store) as running:
        assert running.ask(asked) == "1"
        done = tigraph("layer", "add", "rdf", more, "--name", "own", "--store", store, "-q")
        assert done.code == 0, done.err
        _until(lambda: running.ask(asked) == "2")


def test_a_new_version_that_cannot_be_read_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "own.nt"
    path.write_text('<urn:s> <urn:p> "1" .')
    with Running("--data", path, "--no-default-data") as running:
        path.write_text("nonsense")
        time.sleep(4)
        assert running.ask(COUNT) == "1"
        path.write_text('<urn:s> <urn:p> "1" , "2" .')
        _until(lambda: running.ask(COUNT) == "1")


def test_what_is_under_way_is_answered_before_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "own.nt"
    path.write_text("".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(1_000)))
    with Running("--data", path, "--no-default-data") as running:
        found: list[str] = []
        client = threading.Thread(target=lambda: found.append(running.ask(PRODUCT)))
        client.start()
        _until(lambda: "tigraph_queries_working 1" in running.read("/metrics"))
        running.process.send_signal(signal.SIGTERM)
        client.join()
        assert found == ["1000000"]
        assert running.process.wait(PATIENCE) == 0


def test_several_processes_hear_at_one_port_and_end_together(tmp_path: Path) -> None:
    path = tmp_path / "own.nt"
    path.write_text('<urn:s> <urn:p> "1" .')
    with Running("--data", path, "--no-default-data", "--processes", "2") as running:

        def answering() -> str:
            told = running.read("/metrics")
            return told.partition("tigraph_process_id ")[2].split()[0]

        ids = set[str]()
        _until(lambda: ids.add(answering()) or len(ids) == 2)
        assert running.ask(COUNT) == "1"
        running.process.terminate()
        running.process.communicate(timeout=PATIENCE)
        for one in ids:
            _until(lambda one=one: not Path(f"/proc/{one}").exists())
