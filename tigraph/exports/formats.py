"""The formats of networks: one record each, from which all that names them is made.

The choices of `--format`, the help of `tigraph export`, the table of docs/files.md and the
tests that every format must pass go through `FORMATS`: to add one, write its module beside
this one and its record here. Writers are imported when they are used.

Nothing is written here: `render` gives the content of each file by the suffix that its
name ends with. Each file, of the tables of CSV one for all, carries the network's title, query,
date, version and sources, and producer and date of the open data in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from tigraph.errors import UnknownNameError

if TYPE_CHECKING:
    from tigraph.networks import Network

    Content = str | bytes


@dataclass(frozen=True)
class Format:
    """A format of networks.

    - extension: what a file's name ends with;
    - writer: module of this room and function that takes a network and returns the content,
      or contents by suffix where the format makes several `files`;
    - told: the line about it in the help of `tigraph export`;
    - programs, notes: what docs/files.md says of it;
    - picture: whether `path` and `compare` write it too: one file, that is not also how they
      answer.

    Formats of which the same is told share a line.
    """

    extension: str
    writer: str
    told: str
    programs: str
    notes: str = ""
    files: tuple[str, ...] = ()
    picture: bool = True

    @property
    def name(self) -> str:
        """What --format calls it."""
        return self.extension.removeprefix(".")

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What the names of its files end with."""
        return self.files or (self.extension,)

    def write(self, network: Network) -> Content | Mapping[str, Content]:
        """Return what its writer makes of a network."""
        module, function = self.writer.split(".")
        generate: Callable[[Network], Content | Mapping[str, Content]] = getattr(
            import_module(f"tigraph.exports.{module}"), function
        )
        return generate(network)


_MATRIX = (
    "0 where no claim ties the two, NA where one only may at the date, else the largest weight: "
    "ties of different bases are never added up"
)
_TABLES = ("nodes", "edges", "evidence", "documents", "about")
FORMATS: dict[str, Format] = {
    format.extension: format
    for format in (
        Format(
            ".gexf",
            "gexf.generate_gexf",
            "Gephi and Gephi Lite: colours, positions, sizes, dates",
            "Gephi, Gephi Lite",
            "colours, positions, sizes and dates are in it; each parallel tie has a kind of its "
            "own, so that Gephi does not add them up",
        ),
        Format(
            ".graphml",
            "graphml.generate_graphml",
            "igraph, yEd, Cytoscape",
            "igraph, yEd, Cytoscape, networkx",
            "`nx.read_graphml(file, force_multigraph=True)`",
        ),
        Format(
            ".net",
            "pajek.generate_pajek",
            "Pajek",
            "Pajek",
            "labels are unique: a second one of the same name has a number",
        ),
        Format(".cyjs", "json_forms.generate_cyjs", "Cytoscape, NDEx", "Cytoscape, NDEx"),
        Format(".cx2", "json_forms.generate_cx2", "Cytoscape, NDEx", "Cytoscape, NDEx"),
        Format(
            ".json",
            "json_forms.generate_json",
            "node-link, with names and evidence as they are",
            "networkx, D3",
            '`nx.node_link_graph(json, edges="edges")`; names and evidence keep their structure',
            picture=False,
        ),
        Format(".dot", "dot.generate_dot", "Graphviz", "Graphviz"),
        Format(
            ".xlsx",
            "workbook.generate_xlsx",
            "spreadsheets (needs the extra “xlsx”)",
            "spreadsheets",
            "codes keep their zeros; needs the extra `xlsx`",
        ),
        Format(
            ".csv",
            "tables.generate_csv",
            "x.nodes.csv, x.edges.csv, and .evidence, .documents, .about",
            "spreadsheets, R, pandas",
            "`x.nodes.csv` and `x.edges.csv`; beside them who says so, in which documents, and "
            "what the network is; see below",
            files=tuple(f".{name}.csv" for name in _TABLES),
            picture=False,
        ),
        Format(
            ".adjacency.csv",
            "matrices.generate_adjacency",
            "matrix of all nodes: 0 no claim, NA possible only, else the weight",
            "R, pandas",
            _MATRIX,
            picture=False,
        ),
        Format(
            ".incidence.csv",
            "matrices.generate_incidence",
            "the same of a two-mode network",
            "R, pandas",
            _MATRIX,
            picture=False,
        ),
        Format(
            ".spells.csv",
            "tables.generate_spells",
            "x.edge.spells.csv and x.vertex.spells.csv for R's networkDynamic",
            "R's networkDynamic",
            "`x.edge.spells.csv` and `x.vertex.spells.csv`; see below",
            files=(".edge.spells.csv", ".vertex.spells.csv"),
            picture=False,
        ),
    )
}


def suffixes(extension: str) -> tuple[str, ...]:
    """Return what the names of the files of a format end with.

    >>> suffixes(".csv")
    ('.nodes.csv', '.edges.csv', '.evidence.csv', '.documents.csv', '.about.csv')
    """
    return _format(extension).suffixes


def shared_lines(told: Callable[[Format], tuple[str, ...]]) -> list[tuple[list[str], list[str]]]:
    """Return what is told of the formats, each with the extensions of which it is told."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for format in FORMATS.values():
        lines.setdefault(told(format), []).append(format.extension)
    return [(extensions, list(texts)) for texts, extensions in lines.items()]


def help_lines() -> str:
    """Return a line a format, as `tigraph export --help` has them.

    >>> help_lines().splitlines()[0]
    '.gexf           Gephi and Gephi Lite: colours, positions, sizes, dates'
    """
    lines = [(", ".join(ends), text) for ends, (text,) in shared_lines(lambda f: (f.told,))]
    wide = max(len(ends) for ends, _ in lines) + 2
    return "\n".join(f"{ends:{wide}}{text}" for ends, text in lines)


def render(network: Network, extension: str) -> dict[str, bytes]:
    """Return the files of one format: content by the suffix that takes the extension's place.

    `extension` is one of `FORMATS`, such as ".gexf". Raises `UnknownNameError` for another,
    `MissingExtraError` where its library is not installed, `UsageError` where it cannot hold
    this network.
    """
    format = _format(extension)
    made = format.write(network)
    contents = made if isinstance(made, Mapping) else {format.suffixes[0]: made}
    return {
        suffix: content.encode("utf-8") if isinstance(content, str) else content
        for suffix, content in contents.items()
    }


def _format(extension: str) -> Format:
    try:
        return FORMATS[extension.lower()]
    except KeyError:
        remedy = f"Network formats: {', '.join(sorted(FORMATS))}."
        raise UnknownNameError("network format", extension, remedy=remedy) from None
