"""Joins the modules of the page's script while a wheel is built, which carries them as one."""

from __future__ import annotations

import runpy
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = "tigraph/drawing/page"


class JoinScript(BuildHookInterface[Any]):
    """Puts `script.js` into the wheel in place of the modules (`pyproject.toml` leaves them out).

    An editable installation goes on reading the modules: they are joined when a page is made.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Join the modules, and have a wheel carry them."""
        if version == "editable":
            return
        # The package is not imported: what it stands on need not be installed here.
        bundle = runpy.run_path(str(Path(self.root) / PAGE / "bundle.py"))
        self._folder = tempfile.TemporaryDirectory()
        script = Path(self._folder.name) / "script.js"
        script.write_text(bundle["joined"](), encoding="utf-8", newline="\n")
        build_data["force_include"][str(script)] = f"{PAGE}/script.js"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove the joined script."""
        if version != "editable":
            self._folder.cleanup()
