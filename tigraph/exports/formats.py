"""Networks as files for other programs, one writer a format.

Nothing is written here: `render` gives the content of each file by the suffix that its
name ends with. Each file carries the network's title, query, date, version and sources,
and producer and date of the open data in it.

>>> sorted(EXPORTS)
['.adjacency.csv', '.csv', '.cx2', '.cyjs', '.dot', '.gexf', '.graphml', '.incidence.csv', \
'.json', '.net', '.spells.csv', '.xlsx']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tigraph.errors import UnknownNameError
from tigraph.exports.columns import clean, stamp
from tigraph.exports.dot import generate_dot
from tigraph.exports.gexf import generate_gexf
from tigraph.exports.graphml import generate_graphml, plain_graph
from tigraph.exports.json_forms import generate_cx2, generate_cyjs, generate_json
from tigraph.exports.matrices import generate_adjacency, generate_incidence
from tigraph.exports.pajek import generate_pajek
from tigraph.exports.tables import generate_csv, generate_spells
from tigraph.exports.workbook import generate_xlsx

if TYPE_CHECKING:
    from tigraph.networks import Network

__all__ = [
    "EXPORTS",
    "Format",
    "clean",
    "format_of",
    "generate_csv",
    "generate_gexf",
    "generate_graphml",
    "generate_json",
    "plain_graph",
    "render",
    "stamp",
    "suffixes",
]

Content = str | bytes


@dataclass(frozen=True)
class Format:
    """A format: for which programs, the ends of its files' names, and its writer."""

    programs: str
    files: tuple[str, ...]
    generate: Callable[[Network], Content | Mapping[str, Content]]


EXPORTS: dict[str, Format] = {
    ".gexf": Format("Gephi, Gephi Lite", (".gexf",), generate_gexf),
    ".graphml": Format("igraph, yEd, Cytoscape", (".graphml",), generate_graphml),
    ".net": Format("Pajek", (".net",), generate_pajek),
    ".cyjs": Format("Cytoscape", (".cyjs",), generate_cyjs),
    ".cx2": Format("Cytoscape, NDEx", (".cx2",), generate_cx2),
    ".json": Format("networkx, D3: node-link", (".json",), generate_json),
    ".csv": Format("nodes and edges", (".nodes.csv", ".edges.csv"), generate_csv),
    ".adjacency.csv": Format("matrix, one mode", (".adjacency.csv",), generate_adjacency),
    ".incidence.csv": Format("matrix, two modes", (".incidence.csv",), generate_incidence),
    ".spells.csv": Format(
        "R’s networkDynamic", (".edge.spells.csv", ".vertex.spells.csv"), generate_spells
    ),
    ".xlsx": Format("spreadsheets", (".xlsx",), generate_xlsx),
    ".dot": Format("Graphviz", (".dot",), generate_dot),
}


def format_of(name: str) -> str | None:
    """Return the extension of `EXPORTS` that a file's name ends with, the longest, or None.

    >>> format_of("people.adjacency.csv"), format_of("people.csv"), format_of("people.doc")
    ('.adjacency.csv', '.csv', None)
    """
    base = Path(name).name.lower()
    fitting = [end for end in EXPORTS if base.endswith(end) and base != end]
    return max(fitting, key=len, default=None)


def suffixes(extension: str) -> tuple[str, ...]:
    """Return what the names of the files of a format end with.

    >>> suffixes(".csv")
    ('.nodes.csv', '.edges.csv')
    """
    return _format(extension).files


def render(network: Network, extension: str) -> dict[str, bytes]:
    """The files of one format: content by the suffix that takes the extension's place.

    Raises `UnknownNameError` for another format, `MissingExtraError` where its library is not
    installed, `UsageError` where it cannot hold this network.
    """
    format = _format(extension)
    made = format.generate(network)
    contents = made if isinstance(made, Mapping) else {format.files[0]: made}
    return {
        suffix: content.encode("utf-8") if isinstance(content, str) else content
        for suffix, content in contents.items()
    }


def _format(extension: str) -> Format:
    try:
        return EXPORTS[extension.lower()]
    except KeyError:
        remedy = f"Network formats: {', '.join(sorted(EXPORTS))}."
        raise UnknownNameError("network format", extension, remedy=remedy) from None
