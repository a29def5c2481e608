"""Named graphs sent in batches: what arrives, what is sent again, what is said when it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tigraph.errors import DataError
from tigraph.http.connections import Patience
from tigraph.stores.graph_store import Parcel, push
from web_server import Reply, Site, serving

QUICK = Patience(connect=2, read=1, attempts=1, backoff=0.001)
GRAPH = "https://example.org/graph"
PATH = "/store?graph=https%3A%2F%2Fexample.org%2Fgraph"
LINES = [f'<urn:s{n}> <urn:p> "é{n}" .\n'.encode() for n in range(10)]
#: Four lines to a batch.
BATCH = 4 * len(LINES[0])


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as started:
        yield started


def sent(site: Site) -> list[tuple[str, list[bytes]]]:
    """Return the method and the lines of each request."""
    return [(method, body.splitlines(keepends=True)) for method, _, body in site.sent]


def parcel(version: str = "1") -> Parcel:
    return Parcel(GRAPH, LINES, version)


def test_the_first_batch_replaces_and_the_others_add(site: Site, tmp_path: Path) -> None:
    site.gives(PATH, Reply(b"", 204))
    told: list[tuple[str, int, int]] = []
    arrived = push(
        f"{site.address}/store", [parcel()], tmp_path / "notes.json",
        lambda *step: told.append(step), QUICK, BATCH,
    )  # fmt: skip
    assert sent(site) == [("PUT", LINES[:4]), ("POST", LINES[4:8]), ("POST", LINES[8:])]
    assert [path for _, path, _ in site.sent] == [PATH] * 3
    assert [(one.graph, one.triples, one.batches) for one in arrived] == [(GRAPH, 10, 3)]
    assert told == [(GRAPH, 1, 4), (GRAPH, 2, 8), (GRAPH, 3, 10)]


def test_what_has_arrived_is_not_sent_again_unless_it_changed(site: Site, tmp_path: Path) -> None:
    site.gives(PATH, Reply(b"", 204))
    notes = tmp_path / "notes.json"
    address = f"{site.address}/store"
    push(address, [parcel()], notes, patience=QUICK, batch=BATCH)
    again = push(address, [parcel()], notes, patience=QUICK, batch=BATCH)
    assert len(site.sent) == 3
    assert [(one.triples, one.batches) for one in again] == [(10, 0)]
    push(address, [parcel("2")], notes, patience=QUICK, batch=BATCH)
    assert len(site.sent) == 6
    push(address, [parcel("2")], None, patience=QUICK, batch=BATCH)
    assert len(site.sent) == 9


@pytest.mark.parametrize(
    "broken",
    [Reply(b"no room", 507), Reply(b"arrived", sends=2), Reply(b"arrived", sends=2, hangs=True)],
    ids=["full", "cut", "hangs"],
)
def test_a_transfer_that_breaks_goes_on_where_it_stopped(
    site: Site, tmp_path: Path, broken: Reply
) -> None:
    notes, address = tmp_path / "notes.json", f"{site.address}/store"
    site.gives(PATH, Reply(b"", 204), broken)
    with pytest.raises(DataError, match="the same command goes on from there") as error:
        push(address, [parcel()], notes, patience=QUICK, batch=BATCH)
    assert "\n" not in str(error.value)
    before = len(site.sent)
    site.gives(PATH, Reply(b"", 204))
    arrived = push(address, [parcel()], notes, patience=QUICK, batch=BATCH)
    assert sent(site)[before:] == [("POST", LINES[4:8]), ("POST", LINES[8:])]
    assert [(one.triples, one.batches) for one in arrived] == [(10, 2)]


def test_damaged_notes_send_all(site: Site, tmp_path: Path) -> None:
    site.gives(PATH, Reply(b"", 204))
    notes = tmp_path / "notes.json"
    notes.write_text("{not json")
    push(f"{site.address}/store", [parcel()], notes, patience=QUICK, batch=BATCH)
    assert len(site.sent) == 3


def test_a_server_that_hangs_over_a_replacement_is_told_of(site: Site, tmp_path: Path) -> None:
    """Virtuoso may: openlink/virtuoso-opensource, issue 165."""
    site.gives(PATH, Reply(hangs=True, headers={"Content-Length": "1"}))
    with pytest.raises(DataError, match=f"empty {GRAPH}|empty that graph there first"):
        push(f"{site.address}/store", [parcel()], tmp_path / "n.json", patience=QUICK)
