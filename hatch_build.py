"""What a wheel carries that a checkout makes or fetches: the page's script, letters and coasts."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DRAWING = "tigraph/drawing"
PAGE = f"{DRAWING}/page"
#: What the site's pages load has a lock file of its own.
PAGES = "tigraph/pages"


class Bundle(BuildHookInterface[Any]):
    """Puts into the wheel what `pyproject.toml` leaves out.

    The page's modules go in as one `script.js`, and of npm's packages the files that
    `tigraph/drawing/bundled.py` and `tigraph/pages/bundled.py` name. An editable installation goes
    on reading both where they lie.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Join the modules, gather the files, and have a wheel carry them."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        made, root = Path(self._folder.name), Path(self.root)
        # The package is not imported: what it stands on need not be installed here.
        bundle = runpy.run_path(str(root / PAGE / "bundle.py"))
        script = made / "script.js"
        script.write_text(bundle["joined"](), encoding="utf-8", newline="\n")
        build_data["force_include"][str(script)] = f"{PAGE}/script.js"
        for place in (DRAWING, PAGES):
            npm = f"{place}/npm"
            files = runpy.run_path(str(root / place / "bundled.py"))["FILES"]
            modules = self._modules(root / npm, made / place.replace("/", "-"))
            for name in files:
                if (modules / name).is_file():
                    build_data["force_include"][str(modules / name)] = f"{npm}/node_modules/{name}"
                else:
                    self.app.display_warning(f"{name} is not here: what shows it goes without")

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove what was made."""
        if version != "editable":
            self._folder.cleanup()

    def _modules(self, folder: Path, scratch: Path) -> Path:
        """Return the folder of npm's packages: the checkout's, else as npm fetches them now."""
        npm = shutil.which("npm")
        if (folder / "node_modules").is_dir() or not npm:
            return folder / "node_modules"
        scratch.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, scratch)
        asked = [npm, "ci", "--silent", "--ignore-scripts", "--prefix", str(scratch)]
        if subprocess.run(asked, check=False).returncode:
            self.app.display_warning(f"npm could not fetch what {folder} lists")
        return scratch / "node_modules"
