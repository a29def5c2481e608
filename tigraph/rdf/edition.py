"""Which content a version is: one version has one content, told by its digest.

What is released stands in `ontology/releases.json`, with its date and digest. A version in
development (`0.2.0.dev0`) has many contents: its name is told with the beginning of the digest
of what is there, `0.2.0.dev0+1f0c2d3e`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from tigraph.local import cache, shipped

_DEVELOPMENT = re.compile(r"\.dev[0-9]+$")
_SHOWN = 8


class Release(NamedTuple):
    """A version that was released: on which day (ISO), and the digest of its content."""

    version: str
    released: str
    digest: str


def releases() -> list[Release]:
    """Return the versions that were released, the last one last."""
    text = (shipped("ontology") / "releases.json").read_text(encoding="utf-8")
    return [Release(version, **told) for version, told in json.loads(text).items()]


def content_digest() -> str:
    """Return the digest of the ontology, its rules and shapes, and the curated graph here.

    Of the graph the triples count, however they are laid out; of the others the text.
    """
    files = content_files(shipped("ontology"), shipped("data"))
    stamp = cache.stamp(files)
    kept = cache.kept("digest", stamp)
    if kept is None:
        kept = digest_of(files).encode()
        cache.keep("digest", stamp, kept)
    return kept.decode()


def content_files(ontology: Path, data: Path) -> list[Path]:
    """Return the files that make up the content of a version, in two folders."""
    return [
        *sorted(ontology.glob("*.ttl")),
        *sorted((ontology / "rules").glob("*.rq")),
        data / "graph.ttl",
    ]


def digest_of(files: Iterable[Path]) -> str:
    """Return the SHA-256 of files, each by its name and what it says."""
    whole = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        if path.name == "graph.ttl":
            content = _lines(content)
        one = hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
        whole.update(f"{path.name} {one}\n".encode())
    return whole.hexdigest()


def is_development(version: str) -> bool:
    """Whether a version is one in development.

    >>> is_development("0.2.0.dev0"), is_development("0.2.0")
    (True, False)
    """
    return bool(_DEVELOPMENT.search(version))


def told(version: str) -> str:
    """Return a version of the content here as it is named: one in development with its digest."""
    return f"{version}+{content_digest()[:_SHOWN]}" if is_development(version) else version


def _lines(turtle: bytes) -> bytes:
    """Return the triples of the curated graph as sorted lines; all its nodes have names."""
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return "".join(sorted({f"{quad.triple} .\n" for quad in quads})).encode()
