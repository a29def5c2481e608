"""The workspace that a command means, before anything of it is read."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from tigraph.errors import UsageError

if TYPE_CHECKING:
    from tigraph.workspaces import Workspace


def chosen_workspace() -> Workspace | None:
    """Return the workspace that is meant: named, else the one that the current folder lies in.

    It is named by --workspace or TIGRAPH_WORKSPACE, which may be "" for none, as --no-workspace
    says. Raises `DataError` for a folder that is none, `UsageError` for two words that differ.
    """
    from tigraph.workspaces import Workspace

    meta = click.get_current_context().meta
    named: str | None = meta.get("tigraph.workspace")
    if meta.get("tigraph.no_workspace"):
        if named:
            raise UsageError("--workspace names one, and --no-workspace wants none: give one.")
        return None
    if named is None:
        named = os.environ.get("TIGRAPH_WORKSPACE")
    if named is None:
        return Workspace.about()
    return Workspace.open(named) if named else None
