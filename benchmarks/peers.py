"""tigraph's page beside those of its peers, made of the same network, opened in one browser.

    python benchmarks/peers.py DIR [--projection people] [--store STORE] [--runs 3] [--keep FOLDER]

DIR holds the peers, put there by

    npm install @graphlab-fr/cosma sigma graphology graphology-layout-forceatlas2 cytoscape
    npm install esbuild node@22
    python -m venv ipysigma && ipysigma/bin/pip install ipysigma networkx

Each tool is used as its documentation has a first-time user do it, with names shown where it can
show them: pyvis `from_nx` with its script within the page, Cosma's `modelize` from two CSV files,
sigma with graphology's ForceAtlas2 (200 iterations, in the page), Cytoscape.js with its layout
`cose`, ipysigma's `write_html`. Told of each page, tools in turns, the median of the runs: seconds
until something of a picture stands on the screen and until it has come to rest for a second
(screenshots, 0.1 s apart; names are drawn by then), its weight, requests that it makes of others,
and how many of the network's citations its file holds.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tigraph
from tigraph.networks.network import Network

WIDE, TALL = 1280, 800
LIMIT = 60.0  # seconds waited for a picture to come to rest
BROWSER = ["--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader"]


class Peers:
    """The tools, each a way from one network to one page."""

    def __init__(self, folder: Path, network: Network, asked: list[str]) -> None:
        self.folder, self.network, self.asked = folder.resolve(), network, asked
        self.nodes = {
            node: str(data["label"]) for node, data in sorted(network.graph.nodes(data=True))
        }
        self.edges = [(a, b, d["relation_label"]) for a, b, d in network.graph.edges(data=True)]

    def tigraph(self, page: Path) -> None:
        """`tigraph view`, from RDF to the page."""
        words = ["view", *self.asked, "-o", str(page), "-q", "--force"]
        subprocess.run([sys.executable, "-m", "tigraph", *words], check=True)

    def pyvis(self, page: Path) -> None:
        """A graph in memory, with pyvis's own physics."""
        import networkx as nx
        from pyvis.network import Network as Pyvis

        plain = nx.DiGraph()
        plain.add_nodes_from((node, {"label": label}) for node, label in self.nodes.items())
        plain.add_edges_from((a, b, {"title": said}) for a, b, said in self.edges)
        picture = Pyvis(cdn_resources="in_line", directed=True)
        picture.from_nx(plain)
        page.write_text(picture.generate_html(), "utf-8")

    def cosma(self, page: Path) -> None:
        """Two CSV files and a configuration, then `cosma modelize`."""
        with tempfile.TemporaryDirectory() as scratch:
            there = Path(scratch)
            with (there / "nodes.csv").open("w", newline="", encoding="utf-8") as file:
                rows = csv.writer(file)
                rows.writerow(["id", "title"])
                rank = {node: f"n{i}" for i, node in enumerate(self.nodes)}  # it takes no IRIs
                rows.writerows((rank[node], label) for node, label in self.nodes.items())
            with (there / "links.csv").open("w", newline="", encoding="utf-8") as file:
                rows = csv.writer(file)
                rows.writerow(["id", "source", "target", "label"])
                rows.writerows((i, rank[a], rank[b], c) for i, (a, b, c) in enumerate(self.edges))
            program = [self.folder / "node_modules/.bin" / name for name in ("node", "cosma")]
            self._run(*program, "config", "network", cwd=there)
            config = there / "config.yml"
            told = config.read_text("utf-8")
            for key, value in {
                "select_origin": "csv",
                "nodes_origin": "./nodes.csv",
                "links_origin": "./links.csv",
            }.items():
                told = "".join(
                    f"{key}: {value}\n" if line.startswith(f"{key}:") else line
                    for line in told.splitlines(keepends=True)
                )
            config.write_text(told, "utf-8")
            self._run(*program, "modelize", cwd=there)
            page.write_bytes((there / "cosmoscope.html").read_bytes())

    def sigma(self, page: Path) -> None:
        """A page of a few lines, its libraries bundled into it by esbuild."""
        self._bundled(
            page,
            """import Graph from "graphology"; import Sigma from "sigma";
            import forceAtlas2 from "graphology-layout-forceatlas2";
            const graph = new Graph({ multi: true });
            DATA.nodes.forEach(([id, label], i) => graph.addNode(id, { label, size: 6,
              color: "#0072b2", x: Math.cos(i), y: Math.sin(i) }));
            DATA.edges.forEach(([a, b, label]) => graph.addEdge(a, b, { label }));
            forceAtlas2.assign(graph, { iterations: 200,
              settings: forceAtlas2.inferSettings(graph) });
            new Sigma(graph, document.getElementById("it"));""",
        )

    def cytoscape(self, page: Path) -> None:
        """A page of a few lines, its library bundled into it by esbuild."""
        self._bundled(
            page,
            """import cytoscape from "cytoscape";
            const elements = [
              ...DATA.nodes.map(([id, label]) => ({ data: { id, label } })),
              ...DATA.edges.map(([source, target, label]) => ({ data: { source, target, label } })),
            ];
            cytoscape({ container: document.getElementById("it"), elements,
              layout: { name: "cose", animate: false },
              style: [{ selector: "node", style: { label: "data(label)" } }] });""",
        )

    def ipysigma(self, page: Path) -> None:
        """A graph in memory of the tool's own environment, then `write_html`."""
        data = {"nodes": list(self.nodes.items()), "edges": self.edges}
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(data, file)
            file.flush()
            made = f"""import json, networkx as nx
from ipysigma import Sigma
data = json.load(open({file.name!r}, encoding="utf-8"))
graph = nx.MultiDiGraph()
graph.add_nodes_from((node, {{"label": label}}) for node, label in data["nodes"])
graph.add_edges_from(edge[:2] for edge in data["edges"])
Sigma.write_html(graph, {str(page)!r}, fullscreen=True, start_layout=1)"""
            self._run(self.folder / "ipysigma/bin/python", "-c", made)

    def _bundled(self, page: Path, script: str) -> None:
        data = json.dumps({"nodes": list(self.nodes.items()), "edges": self.edges})
        with tempfile.TemporaryDirectory(dir=self.folder) as scratch:
            start = Path(scratch) / "start.mjs"
            start.write_text(f"const DATA = {data};\n{script}".replace("import ", "\nimport "))
            made = Path(scratch) / "made.js"
            self._run(
                self.folder / "node_modules/.bin/esbuild", start, "--bundle", "--minify",
                "--charset=utf8", f"--outfile={made}", "--log-level=error",
            )  # fmt: skip
            code = made.read_text("utf-8").replace("</script", "<\\/script")
        page.write_text(
            '<!doctype html><meta charset="utf-8"><style>html, body, #it {height: 100%; margin: 0}'
            f'</style><div id="it"></div><script>{code}</script>',
            "utf-8",
        )

    @staticmethod
    def _run(*words: str | Path, cwd: Path | None = None) -> None:
        subprocess.run([*map(str, words)], check=True, cwd=cwd, stdout=subprocess.DEVNULL)


TOOLS = ("tigraph", "pyvis", "cosma", "sigma", "cytoscape", "ipysigma")


def opened(browser: Any, page: Path) -> dict[str, Any]:
    """Open a page; return when its picture came and rested, and how many requests it made."""
    from PIL import Image
    from playwright.sync_api import Error

    tab = browser.new_page(viewport={"width": WIDE, "height": TALL})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    began = time.monotonic()
    tab.goto(page.resolve().as_uri(), wait_until="commit")
    first = rested = None
    before, changed = b"", began
    while (now := time.monotonic()) - began < LIMIT:
        try:
            shot = tab.screenshot(animations="allow")
        except Error:  # now and then the browser has no frame to give
            continue
        if shot != before:
            before, changed = shot, now
            with tempfile.SpooledTemporaryFile() as file:
                file.write(shot)
                image = Image.open(file).convert("RGB").crop((WIDE // 4, TALL // 4, WIDE, TALL))
                colours = image.getcolors(1 << 24) or ()
            # A blank page, a line of text or a bar of progress has few coloured points.
            if first is None and sum(n for n, _ in colours) - max(n for n, _ in colours) > 1500:
                first = now - began
        elif first is not None and now - changed > 1:
            rested = changed - began
            break
        time.sleep(0.05)
    tab.screenshot(path=page.with_suffix(".png"))
    tab.close()
    others = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    return {"first": first, "rested": rested, "requests": len(others)}


def row(network: Network, page: Path, made: float, runs: list[dict[str, Any]]) -> list[str]:
    """Return what is told of one page."""

    def median(key: str) -> str:
        known = [run[key] for run in runs if run[key] is not None]
        return f"{statistics.median(known):.1f}" if known else "never"

    text = page.read_text("utf-8", errors="replace")
    titles = {
        item["title"] for *_, tie in network.graph.edges(data=True) for item in tie["evidence"]
    }
    held = sum(title in text for title in titles)
    weight = page.stat().st_size / 1e6
    return [
        f"{made:.1f}", median("first"), median("rested"), f"{weight:.2f}",
        str(max(run["requests"] for run in runs)), f"{held} of {len(titles)}",
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("peers", type=Path)
    parser.add_argument("--projection", default="people")
    parser.add_argument("--store")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="keep the pages and a picture of each here")
    parser.add_argument("--tools", default=",".join(TOOLS))
    given = parser.parse_args()
    network = tigraph.load(store=given.store).network(given.projection)
    asked = [given.projection, *(["--store", given.store] if given.store else [])]
    peers, tools = Peers(given.peers, network, asked), given.tools.split(",")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        pages, made = {tool: folder / f"{tool}.html" for tool in tools}, {}
        for tool in tools:
            make: Callable[[Path], None] = getattr(peers, tool)
            began = time.monotonic()
            make(pages[tool])
            made[tool] = time.monotonic() - began
        runs: dict[str, list[dict[str, Any]]] = {tool: [] for tool in tools}
        from playwright.sync_api import sync_playwright

        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER)
            for _ in range(given.runs):
                for tool in tools:
                    runs[tool].append(opened(browser, pages[tool]))
            browser.close()
        print(f"{network.projection}: {len(network.graph)} nodes, {len(peers.edges)} ties\n")
        print("| | made, s | picture, s | at rest, s | MB | requests | documents |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for tool in tools:
            print(f"| {tool} | {' | '.join(row(network, pages[tool], made[tool], runs[tool]))} |")


if __name__ == "__main__":
    main()
