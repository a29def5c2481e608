"""A document of a workspace: what is known of it, and its versions with their texts."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tigraph.errors import DataError, UnknownNameError
from tigraph.local import decoded, read_bytes

if TYPE_CHECKING:
    from tigraph.workspaces.place import Workspace

#: What is known of a document, the text of a version, what is known of a version.
DESCRIPTION, TEXT, ABOUT = "document.ttl", "text.txt", "version.json"
PROPOSALS = "proposals.jsonl"


@dataclass(frozen=True)
class Version:
    """A version of a document: `number` counts from 1, `iri` is that of its text (`tig:Text`).

    `sha256` is of the text, `original_sha256` of the file as it was given, which stands under
    `original`. `extractor` names what made the text of it, with its version, `added` is when.
    `found` says of each thing that was found (title, publisher, date, address, language) on what
    it rests, in English.
    """

    number: int
    iri: str
    folder: Path
    sha256: str
    original_sha256: str
    original: Path
    media_type: str
    extractor: str
    added: str
    characters: int
    found: Mapping[str, str] = field(default_factory=dict)

    @property
    def text_file(self) -> Path:
        """The file of the text: UTF-8, lines ended by LF; places are code points of it."""
        return self.folder / TEXT

    @property
    def proposals_file(self) -> Path:
        """The file of what was proposed of this version; it need not be there."""
        return self.folder / PROPOSALS

    def text(self) -> str:
        """Return the text; raises `DataError` where it is not the one that was added."""
        data = read_bytes(self.text_file, "text")
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise DataError(
                f"{self.text_file} is not the text that was added: its SHA-256 differs. Take it "
                "back from git or a copy; a new version is added by `tigraph document add`."
            )
        return decoded(data, str(self.text_file))


@dataclass(frozen=True)
class Document:
    """A document: `iri` is that of the document, `issued` its date (EDTF), "" where none is known.

    `publisher` is an IRI, "" where none is known, and `publisher_name` what it is called where the
    workspace itself names it. `versions` begins with the first.
    """

    slug: str
    iri: str
    folder: Path
    title: str
    publisher: str
    publisher_name: str
    issued: str
    address: str
    language: str
    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version:
        """The last version."""
        return self.versions[-1]

    def version(self, number: int | None = None) -> Version:
        """Return a version, the last one unless told; raises `UnknownNameError`."""
        if number is None:
            return self.latest
        for version in self.versions:
            if version.number == number:
                return version
        known = [str(one.number) for one in self.versions]
        raise UnknownNameError(f"version of {self.slug}", str(number), known)

    def text(self, number: int | None = None) -> str:
        """Return the text of a version, the last one unless told.

        Raises `UnknownNameError` for a version that is not there, `DataError` where the file is
        not the text that was added.
        """
        return self.version(number).text()


def read_document(workspace: Workspace, slug: str) -> Document:
    """Return a document of a workspace; raises `DataError` where its files are damaged."""
    from tigraph.rdf import read_quads, text_of
    from tigraph.rdf.vocabulary import ONTOLOGY, PREF_LABEL, PREFIXES

    folder = workspace.texts / slug
    iri = workspace.iri("document", slug)
    said: dict[tuple[str, str], str] = {}
    for quad in read_quads(folder / DESCRIPTION):
        said.setdefault((text_of(quad.subject), quad.predicate.value), text_of(quad.object))

    def value(name: str) -> str:
        return said.get((iri, name), "")

    terms = PREFIXES["dcterms"]
    if not (title := value(terms + "title")):
        raise DataError(f"{folder / DESCRIPTION} gives no dcterms:title to <{iri}>.")
    publisher = value(terms + "publisher")
    versions = read_versions(workspace, slug)
    if not versions:
        raise DataError(f"{folder} has no version of the document: its text is missing.")
    return Document(
        slug,
        iri,
        folder,
        title,
        publisher,
        said.get((publisher, PREF_LABEL), ""),
        value(terms + "issued"),
        value(ONTOLOGY + "address"),
        value(terms + "language") or workspace.language,
        tuple(versions),
    )


def read_versions(workspace: Workspace, slug: str) -> list[Version]:
    """Return the versions of a document, the first one first; raises `DataError`."""
    folder = workspace.texts / slug
    numbers = sorted(
        int(path.name)
        for path in folder.iterdir()
        if path.name.isascii() and path.name.isdigit() and (path / ABOUT).is_file()
    )
    return [_version(workspace, slug, number) for number in numbers]


def text_iri(workspace: Workspace, slug: str, number: int) -> str:
    """Return the IRI of the text of a version."""
    return workspace.iri("text", f"{slug}-{number}")


def _version(workspace: Workspace, slug: str, number: int) -> Version:
    path = workspace.texts / slug / str(number) / ABOUT
    try:
        return version_of(workspace, slug, number, json.loads(read_bytes(path, "version")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} is damaged ({type(error).__name__}: {error}).") from None


def version_of(
    workspace: Workspace, slug: str, number: int, content: Mapping[str, Any]
) -> Version:  # fmt: skip
    """Return a version as its file tells it; raises `KeyError` and the like for what is none."""
    folder = workspace.texts / slug / str(number)
    return Version(
        number,
        text_iri(workspace, slug, number),
        folder,
        str(content["sha256"]),
        str(content["original_sha256"]),
        folder / Path(str(content["original"])).name,
        str(content["media_type"]),
        str(content["extractor"]),
        str(content["added"]),
        int(content["characters"]),
        {str(key): str(value) for key, value in content.get("found", {}).items()},
    )
