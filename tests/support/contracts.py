"""A contract for import-linter: from outside, only what a room's face gives is imported."""

from __future__ import annotations

import importlib

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output


class FacesContract(Contract):
    """From another room, a room itself is imported, or a module that its `__all__` names."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002  # as Contract
        broken = []
        for room in sorted(graph.find_children("tigraph")):
            if not (inside := graph.find_descendants(room)):
                continue
            given = {
                f"{room}.{name}" for name in getattr(importlib.import_module(room), "__all__", ())
            }
            for module in sorted(inside - given):
                importers = graph.find_modules_that_directly_import(module)
                broken += [(importer, module) for importer in sorted(importers - inside - {room})]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["broken"]:
            output.print_error(
                f"{importer} imports {module}, past the face of its room", bold=False
            )
