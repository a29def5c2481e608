"""The page of a network beside pyvis's own: time to make, size, first draw in Chromium.

    python benchmarks/views.py FOLDER-OF-REGISTRIES [SIZE ...]

The national network goes through the whole command `tigraph view`; generated networks
(3,000 nodes unless told) start from a Network in memory, the command's start-up added.
pyvis: `from_nx` with its default physics. First draw is the first time that the canvas
is not blank after the page was opened, up to three minutes (inf).
"""

from __future__ import annotations

import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generated import generated
from national_network import quads

import tigraph
from tigraph.networks import Network

LIMIT = 180  # seconds waited for a first draw
BLANK = """() => {
  for (const canvas of document.querySelectorAll("canvas")) {
    const { width, height } = canvas;
    if (!width || !height) continue;
    const pixels = new Uint32Array(
      canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
    if (pixels.some((pixel) => pixel !== pixels[0])) return true;
  }
  return false;
}"""


def national(folder: Path) -> Network:
    with tempfile.TemporaryDirectory() as scratch:
        return tigraph.load([written(folder, Path(scratch))], curated=False).network("territories")


def written(folder: Path, scratch: Path) -> Path:
    path = scratch / "national.nt"
    path.write_text("".join(f"{quad} .\n" for quad in dict.fromkeys(map(str, quads(folder)))))
    return path


def by_command(data: Path, page: Path) -> None:
    words = ["view", "territories", "--data", str(data), "--only-data", "-o", str(page), "-q"]
    subprocess.run([sys.executable, "-m", "tigraph", *words], check=True)


def by_page(network: Network, page: Path) -> None:
    from tigraph.views import html_page

    subprocess.run([sys.executable, "-m", "tigraph", "--version"], check=True, capture_output=True)
    page.write_text(html_page(network), "utf-8")


def by_pyvis(network: Network, page: Path) -> None:
    import networkx as nx
    from pyvis.network import Network as Pyvis

    plain = nx.DiGraph()
    plain.add_nodes_from((n, {"label": d["label"]}) for n, d in network.graph.nodes(data=True))
    plain.add_edges_from(network.graph.edges())
    picture = Pyvis(cdn_resources="in_line")
    picture.from_nx(plain)
    page.write_text(picture.generate_html(), "utf-8")


def timed(make: Callable[[Any, Path], None], source: Any, page: Path) -> tuple[float, float]:
    """Seconds of wall time and of processor time, children included."""

    def used() -> float:
        times = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(t.ru_utime + t.ru_stime for t in times)

    wall, own = time.perf_counter(), used()
    make(source, page)
    return time.perf_counter() - wall, used() - own


def first_draw(page: Path) -> float:
    from playwright.sync_api import TimeoutError, sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.route("http*://**/*", lambda route: route.abort())
        start = time.perf_counter()
        tab.goto(page.as_uri(), wait_until="commit", timeout=300_000)
        try:
            tab.wait_for_function(BLANK, timeout=LIMIT * 1000, polling=50)
            found = time.perf_counter() - start
        except TimeoutError:
            found = math.inf
        browser.close()
    return found


def main() -> None:
    folder, asked = Path(sys.argv[1]), [int(n) for n in sys.argv[2:]] or [3000]
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        data = written(folder, here)
        cases: list[tuple[str, Network, Callable[[Any, Path], None], Any]] = [
            ("national, 1083", national(folder), by_command, data)
        ]
        for n in asked:
            network = generated(n)
            cases.append((f"generated, {n}", network, by_page, network))
        for name, network, make, source in cases:
            rows = []
            for who, maker, given in (("tigraph", make, source), ("pyvis", by_pyvis, network)):
                page = here / f"{who}.html"
                wall, own = timed(maker, given, page)
                rows.append((wall, own, page.stat().st_size / 1e6, first_draw(page)))
                print(
                    f"{name:16} {who:8} made {wall:6.2f} s ({own:6.2f} s processor), "
                    f"{rows[-1][2]:5.2f} MB, first draw {rows[-1][3]:6.2f} s",
                    flush=True,
                )
            ratios = [b / a for a, b in zip(*rows, strict=True)]
            print(
                f"{name:16} pyvis / tigraph: made {ratios[0]:.2f}, size {ratios[2]:.2f}, "
                f"first draw {ratios[3]:.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
