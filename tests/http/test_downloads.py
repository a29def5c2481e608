"""Files from the web, from a server on this machine that also misbehaves."""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest

from tigraph.errors import DataError, TigraphError, UsageError
from tigraph.http.downloads import Download, Patience, fetch
from web_server import Reply, Site, serving

#: As in use, but for the pauses.
QUICK = Patience(connect=5, read=5, backoff=0.001)
TABLE = "siren,nom\n242500361,Fictitious Métropole\n".encode() * 4000
OTHER = TABLE.replace(b"Fictitious", b"Imaginary")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


def held(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, without what is remembered of addresses."""
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.is_file()}


def kept(folder: Path, got: Download, content: bytes) -> bool:
    """Whether the folder holds this content alone, under its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    return held(folder) == {digest: content} and got.sha256 == digest and got.path.name == digest


def test_a_file_is_kept_under_its_checksum_with_its_name(site: Site, folder: Path) -> None:
    address = site.gives("/data/liste%20ti.csv?annee=2024", Reply(TABLE))
    received: list[tuple[int, int]] = []
    got = fetch(address, folder, QUICK, lambda done, whole: received.append((done, whole)))
    assert kept(folder, got, TABLE)
    assert got.name == "liste ti.csv"
    assert got.address == address
    assert got.changed
    assert received[-1] == (len(TABLE), len(TABLE))
    assert [done for done, _ in received] == sorted(done for done, _ in received)
    assert site.asked("/data/liste%20ti.csv?annee=2024")[0]["user-agent"].startswith("tigraph/")


@pytest.mark.parametrize(
    ("path", "headers", "name"),
    [
        ("/download", {"Content-Disposition": 'attachment; filename="elus.csv"'}, "elus.csv"),
        ("/d", {"Content-Disposition": "attachment; filename*=UTF-8''%C3%A9lus.csv"}, "élus.csv"),
        ("/d", {"Content-Disposition": 'attachment; filename="../../etc/x.csv"'}, "x.csv"),
        ("/epcis?fields=nom", {"Content-Type": "application/json; charset=utf-8"}, "epcis.json"),
        ("/epcis", {"Content-Type": "text/csv"}, "epcis.csv"),
    ],
)
def test_the_name_is_the_one_that_the_server_tells(
    site: Site, folder: Path, path: str, headers: dict[str, str], name: str
) -> None:
    assert fetch(site.gives(path, Reply(TABLE, headers=headers)), folder, QUICK).name == name


def test_a_permanent_address_that_leads_to_a_dated_file_is_followed(
    site: Site, folder: Path
) -> None:
    site.gives("/resources/20260401/elus.csv", Reply(TABLE))
    moved = Reply(status=302, headers={"Location": "/resources/20260401/elus.csv"})
    got = fetch(site.gives("/datasets/r/41d9", moved), folder, QUICK)
    assert kept(folder, got, TABLE)
    assert (got.name, got.address) == ("elus.csv", site.address + "/datasets/r/41d9")


# ------------------------------------------------------------------- asked for again


@pytest.mark.parametrize(
    ("headers", "condition"),
    [
        ({"ETag": '"v1"'}, ("if-none-match", '"v1"')),
        ({"ETag": 'W/"v1"'}, ("if-none-match", 'W/"v1"')),
        (
            {"Last-Modified": "Wed, 18 Sep 2024 10:00:00 GMT"},
            ("if-modified-since", "Wed, 18 Sep 2024 10:00:00 GMT"),
        ),
    ],
)
def test_a_file_that_has_not_changed_is_not_sent_again(
    site: Site, folder: Path, headers: dict[str, str], condition: tuple[str, str]
) -> None:
    address = site.gives("/x.csv", Reply(TABLE, headers=headers), Reply(status=304))
    first = fetch(address, folder, QUICK)
    again = fetch(address, folder, QUICK)
    assert not again.changed
    assert (again.sha256, again.name, again.retrieved) == (
        first.sha256, first.name, first.retrieved,
    )  # fmt: skip
    assert kept(folder, again, TABLE)
    name, value = condition
    assert [asked.get(name) for asked in site.asked("/x.csv")] == [None, value]


def test_a_changed_file_is_kept_beside_the_former_one(site: Site, folder: Path) -> None:
    address = site.gives(
        "/x.csv", Reply(TABLE, headers={"ETag": '"1"'}), Reply(OTHER, headers={"ETag": '"2"'})
    )
    first = fetch(address, folder, QUICK)
    second = fetch(address, folder, QUICK)
    assert (first.changed, second.changed) == (True, True)
    assert held(folder) == {first.sha256: TABLE, second.sha256: OTHER}


def test_the_same_file_sent_again_is_no_change(site: Site, folder: Path) -> None:
    days = ("Wed, 18 Sep 2024 10:00:00 GMT", "Thu, 19 Sep 2024 10:00:00 GMT")
    address = site.gives("/x.csv", *(Reply(TABLE, headers={"Last-Modified": d}) for d in days))
    first, again = fetch(address, folder, QUICK), fetch(address, folder, QUICK)
    assert (first.changed, again.changed) == (True, False)
    assert (first.retrieved, first.modified) == (again.retrieved, again.modified)


@pytest.mark.parametrize(
    ("told", "day"), [("Wed, 18 Sep 2024 10:00:00 GMT", "2024-09-18"), ("yesterday", ""), ("", "")]
)
def test_the_day_of_the_last_change_is_told(site: Site, folder: Path, told: str, day: str) -> None:
    headers = {"Last-Modified": told} if told else {}
    assert fetch(site.gives("/x.csv", Reply(TABLE, headers=headers)), folder, QUICK).modified == day


@pytest.mark.parametrize("damage", ["deleted", "altered"])
def test_a_kept_file_that_is_damaged_is_fetched_whole(
    site: Site, folder: Path, damage: str
) -> None:
    address = site.gives("/x.csv", Reply(TABLE, headers={"ETag": '"1"'}))
    path = fetch(address, folder, QUICK).path
    path.unlink() if damage == "deleted" else path.write_bytes(b"x")
    assert kept(folder, fetch(address, folder, QUICK), TABLE)


# ------------------------------------------------------------------- a bad line


def test_a_transfer_that_breaks_is_taken_up_where_it_stopped(site: Site, folder: Path) -> None:
    tag = {"ETag": '"1"'}
    address = site.gives(
        "/x.csv", Reply(TABLE, headers=tag, sends=70_000), Reply(TABLE, headers=tag)
    )
    assert kept(folder, fetch(address, folder, QUICK), TABLE)
    first, second = site.asked("/x.csv")
    assert "range" not in first
    assert second["if-range"] == '"1"'
    assert 0 < int(second["range"].removeprefix("bytes=").rstrip("-")) <= 70_000


def test_a_server_that_hangs_is_asked_again(site: Site, folder: Path) -> None:
    tag = {"ETag": '"1"'}
    address = site.gives(
        "/x.csv", Reply(TABLE, headers=tag, sends=70_000, hangs=True), Reply(TABLE, headers=tag)
    )
    assert kept(folder, fetch(address, folder, Patience(read=0.3, backoff=0.001)), TABLE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"ETag": '"1"'}, {"ETag": '"2"'}),  # changed meanwhile
        ({"ETag": 'W/"1"'}, {"ETag": 'W/"1"'}),  # too weak to tell
        ({}, {}),
    ],
)
def test_pieces_of_two_files_are_never_joined(
    site: Site, folder: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    address = site.gives(
        "/x.csv", Reply(TABLE, headers=first, sends=70_000), Reply(OTHER, headers=second)
    )
    assert kept(folder, fetch(address, folder, QUICK), OTHER)


def test_a_server_that_does_not_know_ranges_sends_all_again(site: Site, folder: Path) -> None:
    tag = {"ETag": '"1"'}
    address = site.gives(
        "/x.csv",
        Reply(TABLE, headers=tag, sends=70_000),
        Reply(TABLE, headers=tag, ranges=False),
    )
    assert kept(folder, fetch(address, folder, QUICK), TABLE)


@pytest.mark.parametrize(
    "piece",
    [
        Reply(TABLE[10:], 206, {"Content-Range": f"bytes 10-{len(TABLE) - 1}/{len(TABLE)}"},
              ranges=False),
        Reply(b"", 416),
    ],
    ids=["another piece", "no such piece"],
)  # fmt: skip
def test_a_wrong_piece_is_not_used(site: Site, folder: Path, piece: Reply) -> None:
    tag = {"ETag": '"1"'}
    address = site.gives(
        "/x.csv", Reply(TABLE, headers=tag, sends=70_000), piece, Reply(TABLE, headers=tag)
    )
    assert kept(folder, fetch(address, folder, QUICK), TABLE)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
@pytest.mark.parametrize(
    ("wait", "waits"),
    [
        ("", False),
        ("1", True),
        (formatdate(time.time() + 3600, usegmt=True), True),
        (formatdate(0, usegmt=True), False),
        ("soon", False),
    ],
    ids=["no word", "seconds", "a date", "a date gone by", "nonsense"],
)
def test_a_busy_server_is_asked_again_when_it_says(
    site: Site,
    folder: Path,
    status: int,
    wait: str,
    waits: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    busy = Reply(b"busy", status, {"Retry-After": wait} if wait else {})
    got = fetch(
        site.gives("/x.csv", busy, Reply(TABLE)), folder, Patience(backoff=0, longest_wait=7200)
    )
    assert kept(folder, got, TABLE)
    assert bool(slept) == waits


# ------------------------------------------------------------------- what is refused

WEB_PAGE = b'\xef\xbb\xbf\n<!DOCTYPE html>\n<html lang="fr"><body>Connexion</body></html>'

REFUSED: dict[str, tuple[list[Reply], str]] = {
    "not found": ([Reply(b"", 404)], r"/x\.csv answers 404 Not Found\. Check the address\."),
    "forbidden": ([Reply(b"", 403)], r"answers 403 Forbidden\. It is not open to everybody"),
    "down": ([Reply(b"", 503)], r"answers 503 Service Unavailable\. It was asked several"),
    "too many": ([Reply(b"", 429)], r"answers 429 Too Many Requests\. It was asked several"),
    "later": ([Reply(b"", 429, {"Retry-After": "86400"})], r"asks to come back later.*86400"),
    "a web page": ([Reply(WEB_PAGE)], r"gives a web page, not data\. Open it in a browser"),
    "nothing": ([Reply(b"")], r"gives an empty file"),
    "cut short": ([Reply(TABLE[:1000], sends=10)], r"was cut short 4 times\. Try again later\."),
    "a longer length": ([Reply(b"x", headers={"Content-Length": "9"})], r"was cut short 4 times"),
    "a reason that moves the cursor": ([Reply(b"", 404, reason="No\x1b[2J")], "answers 404 No"),
    "in circles": ([Reply(status=302, headers={"Location": "/x.csv"})], r"redirected more than 10"),
    "to a file": ([Reply(status=302, headers={"Location": "file:///etc/passwd"})],
                  r"leads to an address that is not http\(s\): not followed"),
    "too large": ([Reply(TABLE, headers={"ETag": '"1"'})], r"is larger than 100,000 bytes"),
    "too large, not told": ([Reply(b"1" * 300_000, headers={"Transfer-Encoding": "identity"})],
                            r"is larger than 100,000 bytes"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_had_is_told_in_a_line_and_leaves_nothing(
    site: Site, folder: Path, case: str
) -> None:
    replies, message = REFUSED[case]
    address = site.gives("/x.csv", *replies)
    with pytest.raises(DataError, match=message) as refused:
        fetch(address, folder, Patience(backoff=0.001, largest=100_000))
    assert "\n" not in str(refused.value)
    assert held(folder) == {}


def test_what_trickles_is_not_waited_for(site: Site, folder: Path) -> None:
    """A byte now and then never lets a connection time out, and would be read for days."""
    address = site.gives("/x.csv", Reply(b"x" * 100_000, trickles=0.05))
    with pytest.raises(DataError, match="sends less than 256 bytes a second"):
        fetch(address, folder, Patience(read=0.5, backoff=0.001))
    assert held(folder) == {}


def test_a_length_that_is_no_number_is_none(site: Site, folder: Path) -> None:
    headers = {"Content-Length": "many"}
    got = fetch(site.gives("/x.csv", Reply(TABLE, headers=headers)), folder, QUICK)
    assert kept(folder, got, TABLE)


def test_a_refused_file_leaves_the_former_one(site: Site, folder: Path) -> None:
    address = site.gives("/x.csv", Reply(TABLE), Reply(WEB_PAGE))
    got = fetch(address, folder, QUICK)
    with pytest.raises(DataError, match="web page"):
        fetch(address, folder, QUICK)
    assert kept(folder, got, TABLE)


def test_an_address_where_nobody_answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and not listening
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/x.csv"
        with pytest.raises(DataError, match=r"Cannot reach 127\.0\.0\.1:\d+\. Check the connec"):
            fetch(address, folder, QUICK)


def test_offline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DataError, match=r"Cannot find www\.data\.gouv\.fr: no connection, or no"):
        fetch("https://www.data.gouv.fr/api/1/datasets/r/x", folder, QUICK)


def test_the_proxy_of_the_environment_is_used(
    site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", site.address.replace("//", "//somebody:secret@"))
    site.gives("http://data.invalid/x.csv", Reply(TABLE))
    assert kept(folder, fetch("http://data.invalid/x.csv", folder, QUICK), TABLE)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("file:///etc/passwd", "is no address"),
        ("ftp://example.org/x.csv", "is no address"),
        ("https://", "is no address"),
        ("https://[::1/x", "is no address"),
        ("https://example.org/a b", "is no address"),
        ("https://somebody:secret@example.org/x", "example.org holds a name or password"),
    ],
)
def test_an_address_that_is_not_taken(folder: Path, address: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as refused:
        fetch(address, folder, QUICK)
    assert "secret" not in str(refused.value)


def test_a_key_in_an_address_is_told_to_nobody(site: Site, folder: Path) -> None:
    address = site.gives("/x.csv?fields=nom,code&api_key=1234", Reply(b"", 404), Reply(TABLE))
    with pytest.raises(DataError) as refused:
        fetch(address, folder, QUICK)
    assert "1234" not in str(refused.value)
    assert fetch(address, folder, QUICK).address == site.address + "/x.csv?fields=nom,code"


def test_ctrl_c_leaves_nothing_half(site: Site, folder: Path) -> None:
    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(site.gives("/x.csv", Reply(TABLE)), folder, QUICK, interrupt)
    assert held(folder) == {}


def test_a_folder_that_takes_no_file(site: Site, tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"a file")
    with pytest.raises(TigraphError, match="Cannot write to"):
        fetch(site.gives("/x.csv", Reply(TABLE)), tmp_path / "files", QUICK)
