"""The page of a network beside pyvis's own: time to make, size, first draw in Chromium.

    python benchmarks/views.py FOLDER-OF-REGISTRIES [SIZE ...] [--store DIR]

Both the national network and generated ones (3,000 nodes unless told) go through the whole
command `tigraph view`, from RDF to the page; with a store that has the national layers, so does
the network of territories and intercommunalities in it, which carries their figures, areas and
citations too. tigraph's command is run three times, for the median. pyvis: `from_nx` with its
default physics, from a graph in memory. First draw is the first time that the canvas is not blank
after the page was opened, the median of three, up to three minutes (inf, tried once).
"""

from __future__ import annotations

import argparse
import math
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generated import as_rdf, generated
from national_network import quads

import tigraph
from tigraph.networks.network import Network

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


def by_command(asked: list[str], page: Path) -> None:
    words = ["view", *asked, "-o", str(page), "-q", "--force"]
    subprocess.run([sys.executable, "-m", "tigraph", *words], check=True)


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
    given = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    given.add_argument("folder", type=Path, help="of the registries")
    given.add_argument("sizes", type=int, nargs="*", default=[3000], metavar="SIZE")
    given.add_argument("--store", type=Path, help="with the national layers")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        only = "--only-data"
        data = {"national, 1083": written(asked.folder, here)}
        for n in asked.sizes:
            data[f"generated, {n}"] = here / f"{n}.nt"
            # one in 20 has no tie
            data[f"generated, {n}"].write_text(as_rdf(generated(math.ceil(n / 0.95))), "utf-8")
        cases = {
            name: (
                tigraph.load([path], curated=False),
                ["all-ties" if "generated" in name else "territories", "--data", str(path), only],
            )
            for name, path in data.items()
        }
        if asked.store:
            store = str(asked.store)
            cases["layers"] = (tigraph.load(store=store), ["territory-members", "--store", store])
        for name, (graph, words) in cases.items():
            network = graph.network(words[0])
            print(name, network.graph, flush=True)
            side_by_side(name, network, words, here / "page.html")


def side_by_side(name: str, network: Network, words: list[str], page: Path) -> None:
    rows = []
    sides: tuple[tuple[str, Callable[[Any, Path], None], Any, int], ...] = (
        ("tigraph", by_command, words, 3),
        ("pyvis", by_pyvis, network, 1),
    )
    for who, maker, given, runs in sides:
        made = [timed(maker, given, page) for _ in range(runs)]
        wall, own = (statistics.median(times) for times in zip(*made, strict=True))
        draws = [first_draw(page)]
        while len(draws) < 3 and math.isfinite(draws[0]):
            draws.append(first_draw(page))
        rows.append((wall, own, page.stat().st_size / 1e6, statistics.median(draws)))
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
