"""The documents that are generated, and the script that writes them anew.

The command line's comes from its help, the catalogue's from the queries' headers, the table of
formats from their records, the reference of the Python package from its docstrings, the notebook
of the study from its Quarto document, the context of JSON-LD from the ontology. After a change of
any, `make docs` runs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import click
import pyoxigraph as ox

from checkout import ROOT
from files_table import files_table
from model_tables import model_doc
from reference_page import reference_page
from study_notebook import notebook
from tigraph.cli import cli
from tigraph.explaining import diagram
from tigraph.querying.catalogue import queries
from tigraph.querying.query import Query
from tigraph.rdf import context_of
from tigraph.rdf.vocabulary import LANGUAGES

WIDTH = 88

CLI_HEAD = """\
# The command line

This page is generated from the commands' own help (`make docs`).

Answers go to standard output and remarks to standard error; `-q` leaves the remarks out.
`-` is standard input or output. A file is written whole or not at all, and one that exists is
replaced only with `--force`. The format of a file is told by its extension, or by `--format`,
which wins.

| exit code | meaning |
|---|---|
| 0 | yes; a query without rows, too; a pipe that was closed (`\\| head`) |
| 1 | a well-formed no: nothing found, a finding of `check`, an ASK that is false |
| 2 | usage: a bad option, an unknown or ambiguous name, an error in a query |
| 3 | data, input or output: a file that cannot be read or written |
| 130 | interrupted |

Tab completes commands, options, queries, projections and names of entities, once this line
stands in the start-up file of the shell (for zsh and fish, `zsh_source` and `fish_source`):

```sh
eval "$(_TIGRAPH_COMPLETE=bash_source tigraph)"
```
"""

FILES_MARK = """\
<!-- Generated from tigraph/exports/formats.py (`make docs`). -->

"""

QUERIES_HEAD = """\
# The catalogue of queries

This page is generated from the headers of the files in `queries/`
(`make docs`); `tigraph queries NAME` shows the SPARQL.

Run one with `tigraph query NAME`, with `-p PARAMETER=VALUE` for each parameter; names of
entities are resolved. *Derived* says which edges a query sees that follow from the claims
(`bounds`: dates only; `certain`; `possible`: those that may hold, too). *Layers* says which
registry layers it asks (`tigraph layer add`); without them it has no rows.
"""


def commands(group: click.Group = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its name, those of a group (`layer add`) after the group."""
    context = click.Context(group, info_name="tigraph")
    for own in group.list_commands(context):
        command, name = group.get_command(context, own), before + own
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} ")


def helped(command: click.Command, name: str) -> str:
    """Return the help of a command as it stands on a screen of a fixed width."""
    wide: dict[str, Any] = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    with click.Context(command, info_name=name, **cli.context_settings, **wide) as context:
        return command.get_help(context)


def cli_page() -> str:
    """Return docs/cli.md."""
    parts = [CLI_HEAD, f"## tigraph\n\n```text\n{helped(cli, 'tigraph')}\n```\n"]
    for name, command in commands():
        title = f"tigraph {name}"
        parts.append(
            f"{'###' if ' ' in name else '##'} {title}\n\n```text\n{helped(command, title)}\n```\n"
        )
        parts += [link] if (link := in_python(title)) else []
    return "\n".join(parts)


def anchor(heading: str) -> str:
    """Return what a link to a heading ends with.

    >>> anchor("Rows to pandas, and to a file")
    'rows-to-pandas-and-to-a-file'
    """
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def in_python(command: str) -> str:
    """Return a link to the first section of docs/python.md that names a command, if one does."""
    text = (ROOT / "docs/python.md").read_text("utf-8")
    for section in text.split("\n## ")[1:]:
        if f"(cli.md#{anchor(command)})" in section:
            heading = section.partition("\n")[0]
            return f"In Python: [{heading}](python.md#{anchor(heading)}).\n"
    return ""


def queries_page() -> str:
    """Return docs/queries.md."""
    heads = {False: "## Questions", True: "## Projections, for `view` and `export`"}
    parts = [QUERIES_HEAD]
    for projection, head in heads.items():
        parts.append(f"{head}\n")
        parts += [entry(query) for query in queries() if query.is_projection == projection]
    return "\n".join(parts)


def files_page(text: str) -> str:
    """Return docs/files.md with its table made anew."""
    before, mark, rest = text.partition(FILES_MARK)
    _, _, after = rest.partition("|\n\n")
    assert mark
    assert after
    return f"{before}{mark}{files_table()}\n{after}"


def entry(query: Query) -> str:
    """Return what docs/queries.md says of a query."""
    lines = [f"### {query.name}", "", f"**{query.described('summary', 'en')}**", ""]
    lines += [str(query.described("description", "en")).strip(), ""]
    for parameter in query.parameters:
        default = query.defaults.get(parameter.name)
        kind = parameter.type.replace("iri", "an entity").replace("xsd_", "").replace("_", " ")
        least = f", `{default}` unless told" if default else ", needed"
        words = query.choices.get(parameter.name)
        kind = f"one of {', '.join(f'`{word}`' for word in words)}" if words else kind
        lines.append(f"- Parameter `{parameter.name}`: {kind}{least}")
    if query.derived:
        lines.append(f"- Derived: `{query.derived}`")
    if query.layers:
        lines.append(f"- Layers: {', '.join(f'`{layer}`' for layer in query.layers)}")
    columns: dict[str, Any] = query.described("columns", "en")
    if columns:
        lines += ["", "| column | meaning |", "|---|---|"]
        lines += [f"| `{name}` | {' '.join(str(text).split())} |" for name, text in columns.items()]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


#: How each generated document is written, by its name in docs/.
PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "queries.md": queries_page,
    "files.md": lambda: files_page((ROOT / "docs/files.md").read_text("utf-8")),
    "reference.md": reference_page,
    "study.ipynb": lambda: notebook((ROOT / "docs/study.qmd").read_text("utf-8")),
    "model.md": lambda: model_doc((ROOT / "docs/model.md").read_text("utf-8")),
    **{f"model-{language}.svg": partial(diagram, language) for language in LANGUAGES},
}


def context_file() -> str:
    """Return ontology/context.jsonld, which follows from the ontology."""
    files = [ROOT / "ontology" / name for name in ("tigraph.ttl", "bridge.ttl")]
    context = context_of(quad for path in files for quad in ox.parse(path=str(path)))
    return json.dumps({"@context": context}, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (ROOT / "ontology" / "context.jsonld").write_text(context_file(), encoding="utf-8")
    for name, written in PAGES.items():
        (ROOT / "docs" / name).write_text(written(), encoding="utf-8")
