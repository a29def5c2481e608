"""The whole national store on two servers, and whether they answer as the store here does.

    python benchmarks/endpoints.py STORE [--servers Oxigraph,Virtuoso] [--query NAME …]
                                   [--limit SECONDS]

Sends a store with its layers (`tigraph layer add all …` builds it) to Oxigraph's own server
(PyPI `oxigraph`) and to Virtuoso 7 (Debian `virtuoso-opensource-7-bin`), both started for the
purpose on new folders, and puts every national query of the catalogue to all three. Prints how
long sending took, the bytes on disk, each query's seconds, and whether the answers are the
same. A query that takes longer than the limit is told of. Some 10 minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from national import VALUES
from processes import ROOT

sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", type=Path, help="the folder of a store with the layers")
    parser.add_argument("--servers", default="Oxigraph,Virtuoso", help="which, with commas")
    parser.add_argument("--query", action="append", default=[], help="only these queries")
    parser.add_argument("--limit", type=float, default=60, help="seconds for one query")
    told = parser.parse_args()
    os.environ["no_proxy"] = "*"

    import tigraph
    from sparql_servers import Server, oxigraph, oxigraph_program, virtuoso
    from tigraph.errors import DataError
    from tigraph.graph import Graph
    from tigraph.http.connections import Patience
    from tigraph.layers.sending import send
    from tigraph.querying.catalogue import queries
    from tigraph.stores.endpoint import open_endpoint
    from tigraph.stores.graph_store import Delivery

    local = tigraph.load(store=told.store)
    asked = [q for q in queries() if (q.name in told.query if told.query else q.layers)]
    derived = any(query.derived in ("certain", "possible") for query in asked)
    graphs: dict[str, Graph] = {"here": local}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tigraph-servers-")))
        servers: list[Server] = []
        for name in told.servers.split(","):
            if name == "Oxigraph":
                program = oxigraph_program() or sys.exit("PyPI oxigraph is not installed.")
                server = stack.enter_context(oxigraph(folder / name, program))
            else:
                program = shutil.which("virtuoso-t") or sys.exit("virtuoso-t is not installed.")
                server = stack.enter_context(virtuoso(folder / name, program, 170_000))
            servers.append(server)
        for server in servers:
            os.environ.update(server.environment)
            begun = time.perf_counter()
            arrived: list[Delivery] = send(server.store, told.store, derived=derived, again=True)
            taken = time.perf_counter() - begun
            triples = sum(one.triples for one in arrived)
            place = folder / server.name
            size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
            print(
                f"{server.name}: {triples:,} triples sent in {taken:.0f} s ({triples / taken:,.0f} "
                f"a second), {size / 1e6:.0f} MB on disk with its logs",
                flush=True,
            )
            patience = Patience(read=told.limit, attempts=1)
            graphs[server.name] = Graph(open_endpoint(server.query, None, patience))
        print(f"\n| query | rows | {' s | '.join(graphs)} s | same |")
        print(f"|---|---:|{'---:|' * len(graphs)}---|")
        for query in asked:
            given = {
                p.name: "en" if p.name == "lang" else VALUES[p.name]
                for p in query.parameters
                if p.name == "lang" or not query.defaults.get(p.name)
            }
            answers: list[list[tuple[str, ...]]] = []
            cells: list[str] = []
            for graph in graphs.values():
                begun = time.perf_counter()
                try:
                    rows: Any = graph.query(query, given)
                except DataError:
                    cells.append(f"over {told.limit:g}")
                    continue
                cells.append(f"{time.perf_counter() - begun:.2f}")
                answers.append(sorted(tuple(map(plain, row)) for row in rows.rows))
            same = "yes" if all(one == answers[0] for one in answers) else "NO"
            print(
                f"| {query.name} | {len(answers[0]) if answers else ''} | {' | '.join(cells)} "
                f"| {same} |",
                flush=True,
            )


def plain(term: Any) -> str:
    """Return a term as text; engines write the same number, and truth, in several ways."""
    datatype = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
    if datatype in ("decimal", "double", "integer"):
        return f"{float(term.value):.6g}"
    if datatype == "boolean":
        return "1" if term.value == "true" else "0"
    return "" if term is None else str(term.value)


if __name__ == "__main__":
    main()
