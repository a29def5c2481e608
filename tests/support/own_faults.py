"""What `check` finds wrong with what some files say, without asking all else there is again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest import mock

from pyshacl.shape import Shape

from tigraph.curating import Finding, check_files
from tigraph.rdf import read_quads, text_of
from tigraph.rdf.vocabulary import ENTITY


def own_faults(files: Iterable[Path], *, whole: bool = False) -> list[Finding]:
    """Return the faults of files beside the curated graph; shapes look at what the files describe.

    The shapes take seconds over the curated graph, which breaks none: tests/curating holds that.
    Those that look at a kind or a scheme take seconds, too: they do for the `whole`.
    """
    paths = list(files)
    own = {text_of(quad.subject) for path in paths for quad in read_quads(path)}
    every = Shape.focus_nodes

    def of_files(shape: Shape, *given: Any, **named: Any) -> set[Any]:
        return {
            node
            for node in every(shape, *given, **named)
            if str(node) in own or (whole and not str(node).startswith(ENTITY))
        }

    with mock.patch.object(Shape, "focus_nodes", of_files):
        return [one for one in check_files(paths) if not one.remark]
