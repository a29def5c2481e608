"""A document taken out of a workspace, unless claims lean on its texts."""

from __future__ import annotations

from pathlib import Path

from tigraph.errors import DataError
from tigraph.local import drop, scratch, turn
from tigraph.rdf import read_quads, text_of
from tigraph.workspaces.documents import Document
from tigraph.workspaces.place import FILE, Workspace


def citing(workspace: Workspace, document: Document) -> list[Path]:
    """Return the files of claims and of vocabulary that speak of a document, or of its texts.

    Raises `DataError` for a file that cannot be read.
    """
    own = {document.iri, *(version.iri for version in document.versions)}
    files = [path for path in workspace.data_files() if path.parent != document.folder]
    return [path for path in files if any(text_of(quad.object) in own for quad in read_quads(path))]


def removed(workspace: Workspace, document: Document) -> None:
    """Take a document out, with its texts and what was proposed of them."""
    with turn(workspace.folder / FILE):
        try:
            passing = scratch(workspace.folder)
            try:  # gone in one step, whatever happens while its files are taken away
                document.folder.replace(passing / "gone")
            finally:
                drop(passing)
        except OSError as error:
            raise DataError(
                f"Cannot remove {document.folder}: {error.strerror or error}."
            ) from None
