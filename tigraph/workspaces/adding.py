"""A document put into a workspace: whole or not at all, each text once."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tigraph.errors import DataError, UsageError
from tigraph.local import drop, remove_folder, scratch, sync, turn, write_file
from tigraph.names import slug as slug_of
from tigraph.rdf import normalised
from tigraph.workspaces.description import Described, changed, described, of_version
from tigraph.workspaces.documents import (
    ABOUT,
    DESCRIPTION,
    TEXT,
    Document,
    Version,
    read_document,
    read_versions,
    version_of,
)
from tigraph.workspaces.place import FILE, Workspace
from tigraph.workspaces.sources import Source
from tigraph.workspaces.texts import Read

_LONG_SLUG = 60


@dataclass(frozen=True)
class Added:
    """What became of a document: `what` is "document", "version", or "" where it was known."""

    document: Document
    version: Version
    what: str


def recognised(workspace: Workspace, original: str, text: str = "") -> Version | None:
    """Return the version whose file, or whose text, has a SHA-256; None where there is none."""
    for document in workspace.documents():
        for version in document.versions:
            if version.original_sha256 == original or (text and version.sha256 == text):
                return version
    return None


def same_address(workspace: Workspace, address: str) -> Document | None:
    """Return the document that has an address, but for what does not tell pages apart."""
    wanted = _compared(address)
    return next(
        (d for d in workspace.documents() if wanted and _compared(d.address) == wanted), None
    )


def add(
    workspace: Workspace,
    source: Source,
    read: Read,
    told: Described,
    *,
    of: str = "",
    slug: str = "",
) -> Added:
    """Put what was read of a file into a workspace, and return what became of it.

    A file or a text that lies there is recognised, and nothing is written. Another one is a new
    version of the document `of`, or of the one with that address; else it is a new document, named
    by `slug` or by its title. Raises `UnknownNameError` for a document that is not there,
    `UsageError` for a slug that is none or is taken, `DataError` where nothing can be written.
    """
    text = read.text.encode()
    digest = hashlib.sha256(text).hexdigest()
    with turn(workspace.folder / FILE):
        if found := recognised(workspace, source.sha256, digest):
            return Added(workspace.document(found.folder.parent.name), found, "")
        known = workspace.document(of) if of else same_address(workspace, told.address or "")
        name = known.slug if known else _free(workspace, slug, told.title or "")
        number = known.latest.number + 1 if known else 1
        original = f"original{read.extension}"
        about = {
            "sha256": digest,
            "original_sha256": source.sha256,
            "original": original,
            "original_name": source.name,
            "media_type": read.media_type,
            "extractor": read.extractor,
            "added": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "characters": len(read.text),
            "address": source.address,
            "found": dict(sorted(told.found.items())),
        }
        files = {TEXT: text, original: source.content, ABOUT: _json(about)}
        place = workspace.texts / name
        if known is None:
            version = version_of(workspace, name, number, about)
            whole = {f"{number}/{path}": content for path, content in files.items()}
            _put(workspace, place, {**whole, DESCRIPTION: _new(workspace, name, told, version)})
        else:
            _put(workspace, place / str(number), files)
            _describe_again(workspace, known, told)
        document = read_document(workspace, name)
        return Added(document, document.latest, "version" if known else "document")


def _new(workspace: Workspace, slug: str, told: Described, version: Version) -> bytes:
    title, language = told.title or slug, told.language or workspace.language
    said = replace(told, title=title, language=language)
    return normalised(
        [
            *described(workspace, slug, said, language, version.number),
            *of_version(workspace, slug, title, version),
        ]
    )


def _describe_again(workspace: Workspace, known: Document, told: Described) -> None:
    """Write what is known of a document with a version more; where that fails, the version goes."""
    path = known.folder / DESCRIPTION
    versions = read_versions(workspace, known.slug)
    language = told.language or known.language
    new = [*described(workspace, known.slug, told, language, versions[-1].number)]
    for version in versions:
        new += of_version(workspace, known.slug, told.title or known.title, version)
    try:
        write_file(path, changed(workspace, path, known.slug, new), force=True)
    except BaseException:
        remove_folder(versions[-1].folder)
        raise


def _put(workspace: Workspace, place: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files, which is there whole or not at all."""
    try:
        passing = scratch(workspace.folder)
        try:
            for name, content in files.items():
                path = passing / "made" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            sync(passing / "made")
            place.parent.mkdir(exist_ok=True)
            with suppress(FileNotFoundError):
                place.rmdir()  # an empty one is in nobody's way
            (passing / "made").replace(place)
        finally:
            drop(passing)
    except OSError as error:
        raise DataError(f"Cannot write {place}: {error.strerror or error}.") from None


def _free(workspace: Workspace, slug: str, title: str) -> str:
    """Return the slug of a new document: as asked for, or one made of its title."""
    taken = {path.name for path in workspace.texts.iterdir()} if workspace.texts.is_dir() else set()
    if slug:
        if slug_of(slug) != slug:
            raise UsageError(
                f"--slug {slug}: write it as {slug_of(slug) or 'letters-and-figures'}."
            )
        if slug in taken:
            raise UsageError(
                f"There is a document {slug} already: give another --slug, or --of {slug} for a "
                "new version of it."
            )
        return slug
    whole = slug_of(title) or "document"
    short = whole if len(whole) <= _LONG_SLUG else whole[:_LONG_SLUG].rpartition("-")[0]
    names = (short, *(f"{short}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _json(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _compared(address: str) -> str:
    """Return an address without what does not tell pages apart: scheme, www, fragment, last slash.

    >>> _compared("http://www.a.example/b/#c") == _compared("https://a.example/b")
    True
    """
    parts = urlsplit(address)
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), parts.query, ""))
