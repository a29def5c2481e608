"""The national store and its queries, beside those who do the same, on the same machine.

    python benchmarks/national.py REGISTRIES [-n RUNS] [--parts build,queries,peers]
                                  [--query NAME …] [--packages DIR] [--folder DIR]

`build`: `tigraph layer add all` of eight yearly packages, both phases and the elected heads,
against `oxigraph load` of the triples that come out, as N-Quads. The bound: three times its
time, and 1 GB. `queries`: every national query of the catalogue as a whole process, `tigraph
query NAME`, against `oxigraph query` of the same text on the same store. The bound: 1.5 times
its time, or 80 ms more. `peers`: a few of them with rdflib, and with Comunica, which npm
installs into the folder; both read the triples first, every time.

All give their answers as JSON, which are compared. Runs alternate; medians are printed, and
the largest resident set. REGISTRIES is the folder of the registries' files; `--packages` that
of the yearly packages, unpacked, else npm fetches them. `--folder` keeps what was prepared
for the next time. A peer that takes longer than `--limit` seconds is stopped, and said so.

With three runs, build takes some 5 minutes, queries 5, peers 15 on two cores.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import processes
from processes import ROOT, Run, alternately, median, peak

sys.path.insert(0, str(ROOT / "tests" / "support"))

PACKAGE = "@etalab/decoupage-administratif"
VERSIONS = ("0.7.0", "0.8.0", "1.1.1", "2.3.1", "3.1.1", "4.1.0", "5.3.0", "6.0.0")
PEERS = ("territories-by-region", "single-member-territories", "members-that-are-communes")
COMUNICA, UNDICI = "^5", "^7"
#: Values for the parameters that have no default.
VALUES = {
    "territory": "territory:haut-doubs-horloger",
    "region": "area:region-27",
    "phase": "phase:ti-2",
    "first": "phase:ti-1",
    "second": "phase:ti-2",
    "lineage": "lineage:haut-doubs",
}
BUILD_BOUND, MEMORY_BOUND, QUERY_BOUND, QUERY_MORE = 3.0, 1000, 1.5, 0.080
OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
TIGRAPH = [sys.executable, "-m", "tigraph"]


class Work:
    """The folder with what is prepared: packages, the store, its triples, Comunica."""

    def __init__(self, folder: Path, registries: Path, packages: Path | None, limit: float) -> None:
        self.folder = folder
        self.registries = registries
        self._packages = packages
        self.limit = limit
        self.environment = {
            "TIGRAPH_CACHE": str(folder / "cache"),
            "TIGRAPH_STORE": "",
            "NODE_OPTIONS": "--max-old-space-size=12000",  # Comunica holds all triples
        }

    def run(self, *command: str) -> Run | None:
        """Run a command in this environment; None where it takes longer than the limit."""
        return processes.run(command, self.limit, self.environment)

    def packages(self) -> list[Path]:
        """Return the folders of the yearly packages."""
        if self._packages:
            return [self._packages / version for version in VERSIONS]
        found = []
        for version in VERSIONS:
            target = self.folder / "packages" / version
            if not target.is_dir():
                _unpacked(f"{PACKAGE}@{version}", target)
            found.append(target)
        return found

    def build(self, name: str) -> Run:
        """Build the store in a folder of this name, anew."""
        target = self.folder / name
        shutil.rmtree(target, ignore_errors=True)
        given = map(str, [self.registries, *self.packages()])
        done = self.run(*TIGRAPH, "layer", "add", "all", *given, "--store", str(target))
        return done or sys.exit(f"the build takes longer than {self.limit:g} s: give --limit")

    def store(self) -> Path:
        """Return the folder of the built store."""
        if not (self.folder / "store" / "current").is_file():
            self.build("store")
        return self.folder / "store"

    def engine(self, copy: str = "") -> Path:
        """Return the folder of the engine's own store, or of a copy with derived edges."""
        from tigraph.stores import versions

        version = versions.current(self.store())
        assert version is not None
        return version.path / "copies" / copy if copy else version.store

    def triples(self, extension: str) -> Path:
        """Return the triples of the store as a file."""
        path = self.folder / f"national.{extension}"
        if not path.is_file():
            where = ["--location", str(self.engine()), "--file", str(path)]
            graph = ["--graph", "default"] if extension == "nt" else []
            self.run(OXIGRAPH, "dump", *where, *graph)
        return path

    def load(self) -> Run | None:
        """Load the triples of the store into an empty one with Oxigraph’s own command."""
        target = self.folder / "loaded"
        shutil.rmtree(target, ignore_errors=True)
        where = ["--location", str(target), "--file", str(self.triples("nq"))]
        return self.run(OXIGRAPH, "load", *where)

    def own(self, asked: Asked) -> Callable[[], Run | None]:
        """Return what runs a query with tigraph."""
        store = ["--store", str(self.store())]
        options = [*asked.options, *store, "--format", "json", "--quiet"]
        return partial(self.run, *TIGRAPH, "query", asked.name, *options)

    def base(self, asked: Asked) -> Callable[[], Run | None]:
        """Return what runs a query with Oxigraph's own program."""
        where = ["--location", str(asked.store), "--query-file", str(asked.text)]
        return partial(self.run, OXIGRAPH, "query", *where, "--results-format", "json")

    def comunica(self) -> Path:
        """Return Comunica's program for files, installed by npm."""
        folder = self.folder / "comunica"
        program = folder / "node_modules" / ".bin" / "comunica-sparql-file"
        if not program.exists():
            folder.mkdir(exist_ok=True)
            wanted = {
                "private": True,
                "dependencies": {"@comunica/query-sparql-file": COMUNICA},
                "overrides": {"undici": UNDICI},  # 8 needs a later Node than 20
            }
            (folder / "package.json").write_text(json.dumps(wanted))
            subprocess.run(["npm", "install", "--silent", "--no-audit"], cwd=folder, check=True)
        return program


def _unpacked(package: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(folder) / "package", target)


# ---------------------------------------------------------------------------- build


def build(work: Work, runs: int) -> None:
    """Compare building the store with loading its triples."""
    work.triples("nq")
    commands = {"oxigraph load": work.load, "tigraph layer add": lambda: work.build("built")}
    done = alternately(commands, runs)
    base, own = done.values()
    if not base:
        sys.exit(f"oxigraph load takes longer than {work.limit:g} s: give --limit")
    print("\n| build | median s | ratio | processor s | peak MB |\n|---|---:|---:|---:|---:|")
    for name, measured in done.items():
        processor = sorted(one.processor for one in measured)[len(measured) // 2]
        print(
            f"| {name} | {median(measured):.1f} | {median(measured) / median(base):.2f} "
            f"| {processor:.1f} | {peak(measured):.0f} |"
        )
    same = _triples_of(work.engine()) == _triples_of(work.folder / "loaded")
    print(f"\nThe same number of triples: {'yes' if same else 'NO'}.")
    if median(own) > BUILD_BOUND * median(base) or peak(own) > MEMORY_BOUND:
        print(f"**Over the bound** ({BUILD_BOUND:g} times, {MEMORY_BOUND} MB).")


def _triples_of(store: Path) -> int:
    import pyoxigraph as ox

    return len(ox.Store.read_only(str(store)))


# -------------------------------------------------------------------------- queries


@dataclass(frozen=True)
class Asked:
    """A query: its name, options for tigraph, its whole text in a file, the store it asks."""

    name: str
    options: list[str]
    text: Path
    store: Path


def prepared(work: Work, names: list[str]) -> list[Asked]:
    """Return the national queries, or those named.

    Made in a process of its own: what this one holds counts in the memory of its children.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_prepared, work, names).result()


def _prepared(work: Work, names: list[str]) -> list[Asked]:
    import tigraph
    from tigraph.querying.catalogue import queries
    from tigraph.querying.parameters import bound
    from tigraph.rdf.sparql import declared
    from tigraph.rdf.vocabulary import PREFIXES

    graph = tigraph.load(store=work.store())
    texts = work.folder / "queries"
    texts.mkdir(exist_ok=True)
    found = []
    for query in queries():
        if not query.header.get("layers") or (names and query.name not in names):
            continue
        given = {
            p.name: "en" if p.name == "lang" else VALUES[p.name]
            for p in query.parameters
            if p.name == "lang" or not query.defaults.get(p.name)
        }
        path = texts / f"{query.name}.rq"
        path.write_text(declared(bound(query, given, graph.resolve), PREFIXES), encoding="utf-8")
        options = [text for pair in given.items() for text in ("-p", "=".join(pair))]
        copy = {"certain": "as-of-any", "possible": "as-of-any-possible"}.get(query.derived, "")
        if copy:  # made when it is first asked for
            graph.query(query, given)
        found.append(Asked(query.name, options, path, work.engine(copy)))
    return found


def queries(work: Work, runs: int, names: list[str]) -> None:
    """Compare whole processes of tigraph and of Oxigraph's own program."""
    print("\n| query | rows | tigraph s | oxigraph s | ratio | more ms | MB | MB | same | bound |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---|---|")
    over = 0
    for asked in prepared(work, names):
        name = asked.name
        commands = {"own": work.own(asked), "base": work.base(asked)}
        commands["own"]()  # fills the caches
        done = alternately(commands, runs)
        if not all(done.values()):
            print(f"| {name} | | longer than {work.limit:g} s |", flush=True)
            continue
        mine, theirs = (median(one) for one in done.values())
        rows, others = (answer(one[0].output) for one in done.values())
        within = mine <= max(QUERY_BOUND * theirs, theirs + QUERY_MORE)
        over += not within
        print(
            f"| {name} | {len(rows)} | {mine:.3f} | {theirs:.3f} | {mine / theirs:.2f} "
            f"| {1000 * (mine - theirs):.0f} | {peak(done['own']):.0f} | {peak(done['base']):.0f} "
            f"| {'yes' if rows == others else 'NO'} | {'' if within else 'over'} |",
            flush=True,
        )
    print(f"\n{over} over the bound ({QUERY_BOUND:g} times, or {1000 * QUERY_MORE:.0f} ms more).")


def answer(content: bytes) -> list[str]:
    """Return the rows of SPARQL results in JSON, sorted, in one form for all programs."""
    rows = json.loads(content)["results"]["bindings"]
    return sorted(json.dumps({k: _term(v) for k, v in row.items()}, sort_keys=True) for row in rows)


def _term(told: dict[str, Any]) -> list[str]:
    kind = "literal" if told["type"] == "typed-literal" else told["type"]
    datatype = told.get("datatype", "").removeprefix("http://www.w3.org/2001/XMLSchema#")
    value = told["value"]
    if datatype in ("decimal", "double", "float", "integer"):
        value = f"{float(value):.9g}"  # engines write the same number in several ways
        datatype = "number"
    return [kind, value, datatype.replace("string", ""), told.get("xml:lang", "")]


# ---------------------------------------------------------------------------- peers

_JSON = "application/sparql-results+json"
_RDFLIB = """
import sys, rdflib
graph = rdflib.Graph()
graph.parse(sys.argv[1], format="nt")
text = open(sys.argv[2], encoding="utf-8").read()
sys.stdout.buffer.write(graph.query(text).serialize(format="json"))
"""


def peers(work: Work, runs: int, names: list[str]) -> None:
    """Compare with programs that read the triples into memory for each query."""
    file = str(work.triples("nt"))
    comunica = str(work.comunica())
    print("\n| query | program | median s | times tigraph | peak MB | same |")
    print("|---|---|---:|---:|---:|---|")
    for asked in prepared(work, names or list(PEERS)):
        name, text = asked.name, str(asked.text)
        commands: dict[str, Callable[[], Run | None]] = {
            "tigraph": work.own(asked),
            "oxigraph": work.base(asked),
            "rdflib": partial(work.run, sys.executable, "-c", _RDFLIB, file, text),
            "Comunica": partial(work.run, comunica, file, "-f", text, "-t", _JSON),
        }
        done = alternately(commands, runs)
        expected = answer(done["tigraph"][0].output)
        own = median(done["tigraph"])
        for program, measured in done.items():
            if not measured:
                print(f"| {name} | {program} | longer than {work.limit:g} | | | |", flush=True)
                continue
            same = "yes" if answer(measured[0].output) == expected else "NO"
            print(
                f"| {name} | {program} | {median(measured):.2f} | {median(measured) / own:.1f} "
                f"| {peak(measured):.0f} | {same} |",
                flush=True,
            )


@contextmanager
def _folder(path: Path | None) -> Iterator[Path]:
    if path is not None:
        path.mkdir(parents=True, exist_ok=True)
        yield path.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="tigraph-national-") as made:
        yield Path(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("registries", type=Path, help="the folder of the registries' files")
    parser.add_argument("-n", "--runs", type=int, default=3, help="runs of each command")
    parser.add_argument("--parts", default="build,queries,peers", help="which, with commas")
    parser.add_argument("--query", action="append", default=[], help="only these queries")
    parser.add_argument("--packages", type=Path, help="the folder of the unpacked packages")
    parser.add_argument("--folder", type=Path, help="keep what is prepared here")
    parser.add_argument("--limit", type=float, default=300, help="seconds for one process")
    told = parser.parse_args()
    parts = {"build": build, "queries": queries, "peers": peers}
    wanted = told.parts.split(",")
    if unknown := set(wanted) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with _folder(told.folder) as folder:
        packages = told.packages.resolve() if told.packages else None
        work = Work(folder, told.registries.resolve(), packages, told.limit)
        if "build" in wanted:
            build(work, told.runs)
        if "queries" in wanted:
            queries(work, told.runs, told.query)
        if "peers" in wanted:
            peers(work, told.runs, told.query)


if __name__ == "__main__":
    main()
