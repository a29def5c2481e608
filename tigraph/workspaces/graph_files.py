"""What a graph reads of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tigraph.workspaces.place import Workspace


def with_workspace(
    workspace: str | Path | Workspace | None, data: Iterable[str | Path], curated: bool
) -> tuple[list[str | Path], bool]:
    """Return the files that a graph reads with those of a workspace, and whether the shipped too.

    A workspace without the shipped graph leaves it out. Raises `DataError` for a folder that is no
    workspace.
    """
    if workspace is None:
        return [*data], curated
    own = workspace if isinstance(workspace, Workspace) else Workspace.open(workspace)
    return [*own.data_files(), *data], curated and own.shipped


def own_texts(workspace: Workspace) -> dict[str, Path]:
    """Return the files of the texts that lie in a workspace, by the IRI of the text."""
    return {
        version.iri: version.text_file
        for document in workspace.documents()
        for version in document.versions
    }
