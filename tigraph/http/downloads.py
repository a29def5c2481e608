"""Files fetched from an address into a folder, where each is named by its SHA-256.

What was fetched before is asked for with its ETag and date, so that an unchanged file is
not sent again. A transfer that breaks is taken up where it stopped; a server that is busy
is asked again later, when it says so or with growing pauses. Nothing half is ever kept.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urljoin, urlsplit

from tigraph.errors import DataError
from tigraph.http.addresses import check, host, public, shown
from tigraph.http.connections import AGENT, PASSING, Patience, explained, pool, retries
from tigraph.local import settle, write_file

if TYPE_CHECKING:
    from email.message import Message

    from urllib3 import BaseHTTPResponse

#: Told how many bytes have come, and of how many (0 where the server does not say).
Progress = Callable[[int, int], None]

_PIECE = 2**16
#: Lengths and ranges are those of the file only where it is sent as it is.
_HEADERS = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_EXTENSIONS = {
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "text/csv": ".csv",
    "application/gzip": ".gz",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "application/n-quads": ".nq",
    "application/rdf+xml": ".rdf",
    "application/trig": ".trig",
    "text/turtle": ".ttl",
}


@dataclass(frozen=True)
class Download:
    """A file that an address gave; `modified` is the day that the server tells, or "".

    `charset` is the encoding that it tells, or "".
    """

    path: Path
    sha256: str
    name: str
    address: str
    retrieved: str
    modified: str
    changed: bool
    charset: str = ""


@dataclass(frozen=True)
class _Record:
    """What is remembered of an address between runs."""

    address: str
    sha256: str
    name: str
    retrieved: str
    modified: str = ""
    etag: str = ""
    last_modified: str = ""
    charset: str = ""

    def conditions(self) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


def fetch(
    address: str,
    folder: Path,
    patience: Patience | None = None,
    progress: Progress | None = None,
    *,
    pages: bool = False,
) -> Download:
    """Return the file at an address, kept in `folder` under its SHA-256.

    `changed` says whether the address gives another file than the last time; `retrieved`
    is when it first gave this one, and `modified` what was then told. Ctrl-C, an error or
    a full disk leave the folder as it was. Raises `UsageError` for an address that is not
    http(s) or holds a password, `DataError` where the file cannot be had, is too large,
    empty, or a web page, unless `pages` are wanted.
    """
    check(address)
    patience = patience or Patience()
    known = _known(address, folder)
    with explained(address, patience), _part(folder) as part:
        response = _receive(address, known, part, patience, progress or (lambda *_: None))
        if response is None:
            assert known is not None
            return _download(known, folder, changed=False)
        _check_content(address, part, pages)
        digest = part.digest.hexdigest()
        same = known is not None and known.sha256 == digest
        record = _Record(
            address=address,
            sha256=digest,
            name=_name(address, response),
            retrieved=known.retrieved if known and same else _now(),
            modified=known.modified if known and same else _day(response),
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
            charset=_head(response).get_content_charset(""),
        )
        part.keep(folder / record.sha256)
        write_file(_record_file(address, folder), json.dumps(asdict(record)).encode(), force=True)
    return _download(record, folder, changed=not same)


def _download(record: _Record, folder: Path, *, changed: bool) -> Download:
    return Download(
        path=folder / record.sha256,
        sha256=record.sha256,
        name=record.name,
        address=public(record.address),
        retrieved=record.retrieved,
        modified=record.modified,
        changed=changed,
        charset=record.charset,
    )


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(response: BaseHTTPResponse) -> str:
    """Return the day of the last change as a server tells it, "" where it does not."""
    try:
        told = parsedate_to_datetime(response.headers.get("Last-Modified", ""))
        return told.date().isoformat()
    except ValueError:
        return ""


def remembered(folder: Path) -> set[str]:
    """Return the SHA-256 of the files that addresses gave last."""
    found = set()
    for path in (folder / "addresses").glob("*.json"):
        with suppress(OSError, ValueError, TypeError, KeyError):
            found.add(str(json.loads(path.read_bytes())["sha256"]))
    return found


def forget(folder: Path, addresses: Iterable[str] | None = None) -> None:
    """Forget what addresses gave, all of them unless named; the files stay."""
    kept = (folder / "addresses").glob("*.json")
    paths = kept if addresses is None else (_record_file(one, folder) for one in addresses)
    for path in paths:
        path.unlink(missing_ok=True)


# --------------------------------------------------------------------------- transfer


class _Part:
    """A file that is not whole yet."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.restart()

    def restart(self) -> None:
        self.file.seek(0)
        self.file.truncate()
        self.digest = hashlib.sha256()
        self.received = 0
        self.version = ""

    def resumption(self) -> dict[str, str]:
        """Return the headers that ask for the rest, where it can be sure to be the rest."""
        if not (self.received and self.version):
            self.restart()
            return {}
        return {"Range": f"bytes={self.received}-", "If-Range": self.version}

    def begin(self, response: BaseHTTPResponse) -> bool:
        """Go on with what comes, or begin again where all of it comes.

        Returns false where it is another piece of the file than was asked for.
        """
        if response.status != 206:
            self.restart()
        elif not response.headers.get("Content-Range", "").startswith(f"bytes {self.received}-"):
            return False
        etag = response.headers.get("ETag", "")
        encoded = response.headers.get("Content-Encoding", "identity") != "identity"
        strong = etag if etag.startswith('"') else response.headers.get("Last-Modified", "")
        self.version = "" if encoded else strong
        return True

    def write(self, piece: bytes) -> None:
        self.file.write(piece)
        self.digest.update(piece)
        self.received += len(piece)

    def keep(self, place: Path) -> None:
        settle(self.file, place)


@contextmanager
def _part(folder: Path) -> Iterator[_Part]:
    path = folder / f".part-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x+b") as file:
            yield _Part(file)
    except OSError as error:
        reason = error.strerror or error
        raise DataError(f"Cannot write to {folder}: {reason}.") from None
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _receive(
    address: str, known: _Record | None, part: _Part, patience: Patience, progress: Progress
) -> BaseHTTPResponse | None:
    """Fill `part`; return the response that did, or None where nothing has changed."""
    from urllib3.exceptions import ProtocolError, ReadTimeoutError
    from urllib3.util import Timeout

    connections = pool(address)
    timeout = Timeout(connect=patience.connect, read=patience.read)
    broken = retries(address, patience)
    while True:
        conditions = part.resumption() or (known.conditions() if known else {})
        response = connections.request(
            "GET",
            address,
            headers={**_HEADERS, **conditions},
            retries=retries(address, patience),
            timeout=timeout,
            preload_content=False,
        )
        try:
            if response.status == 304 and known:
                return None
            if response.status not in (200, 206, 416):
                raise DataError(_refusal(address, response))
            if response.status == 416 or not part.begin(response):
                part.restart()
                raise ProtocolError("not the piece that was asked for")
            whole = part.received + _length(response)
            for piece in _pieces(response, address, patience):
                part.write(piece)
                if max(part.received, whole) > patience.largest:
                    raise DataError(
                        f"{shown(address)} is larger than {patience.largest:,} bytes: "
                        "it is not read."
                    )
                progress(part.received, max(whole, part.received) if whole else 0)
            if part.received < whole:
                raise ProtocolError("less than the server said that it sends")
            return response
        except (ProtocolError, ReadTimeoutError) as error:
            broken = broken.increment("GET", address, error=error)
            broken.sleep()
        finally:
            response.close()


def _length(response: BaseHTTPResponse) -> int:
    """Return how many bytes a server says that it sends, 0 where it says no number."""
    told = response.headers.get("Content-Length", "")
    return int(told) if told.isascii() and told.isdigit() else 0


def _pieces(response: BaseHTTPResponse, address: str, patience: Patience) -> Iterator[bytes]:
    """Yield what comes as it comes; raises `DataError` where it trickles."""
    begun, received = time.monotonic(), 0
    while piece := response.read1(_PIECE):
        yield piece
        received += len(piece)
        passed = time.monotonic() - begun
        if passed > patience.read and received < passed * patience.slowest:
            raise DataError(
                f"{shown(address)} sends less than {patience.slowest:,} bytes a second: it is not "
                "waited for. Try again later."
            )


# --------------------------------------------------------------------------- records


def _record_file(address: str, folder: Path) -> Path:
    place = folder / "addresses"
    place.mkdir(exist_ok=True)
    return place / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.json"


def _known(address: str, folder: Path) -> _Record | None:
    """Return what is remembered of an address, where the file is still here and whole."""
    try:
        record = _Record(**json.loads(_record_file(address, folder).read_bytes()))
        with (folder / record.sha256).open("rb") as file:
            whole = hashlib.file_digest(file, "sha256").hexdigest() == record.sha256
    except (OSError, ValueError, TypeError):
        return None
    return record if whole else None


def _head(response: BaseHTTPResponse) -> Message:
    """Return what a server tells of the file: its name and its type."""
    from email.message import Message

    head = Message()
    head["Content-Disposition"] = response.headers.get("Content-Disposition", "")
    head["Content-Type"] = response.headers.get("Content-Type", "")
    return head


def _name(address: str, response: BaseHTTPResponse) -> str:
    """Return the name of a file as the server tells it, else as its address does."""
    head = _head(response)
    place = address
    for step in response.retries.history if response.retries else ():
        place = urljoin(place, step.redirect_location or "")
    path = urlsplit(place).path.rstrip("/")
    told = head.get_filename() or unquote(path.rpartition("/")[2]) or host(address)
    name = re.sub(r"[^\w.() +-]", "_", re.split(r"[/\\]", told)[-1])[-120:].lstrip(".") or "file"
    return name if "." in name else name + _EXTENSIONS.get(head.get_content_type(), "")


# --------------------------------------------------------------------------- refusals


def _check_content(address: str, part: _Part, pages: bool) -> None:
    part.file.seek(0)
    head = part.file.read(1024)
    if not head:
        raise DataError(f"{shown(address)} gives an empty file.")
    if _HTML.match(head) and not pages:
        raise DataError(
            f"{shown(address)} gives a web page, not data. Open it in a browser, look for the "
            "address of the file itself, and give that."
        )


def _refusal(address: str, response: BaseHTTPResponse) -> str:
    status = response.status
    said = " ".join(f"{status} {response.reason or ''}".split())[:200]
    remedy = "Check the address."
    if status in (401, 403, 407):
        remedy = "It is not open to everybody: fetch the file another way and give the file."
    elif status in PASSING:
        remedy = "It was asked several times; try again later."
    return f"{shown(address)} answers {said}. {remedy}"
