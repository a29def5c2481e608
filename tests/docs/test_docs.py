"""The documents that are generated: the command line's from its help, the catalogue's from the
queries' headers. After a change of either, `make docs` writes them anew."""

from __future__ import annotations

import inspect
import shlex
from collections.abc import Iterator
from typing import Any

import click
import pytest

from checkout import ROOT
from files_table import files_table
from tigraph.cli import cli
from tigraph.querying.catalogue import find, queries
from tigraph.querying.query import Query

REMEDY = "docs/{} is not up to date: run `make docs`."
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
<!-- This table is generated from tigraph/exports/formats.py (`make docs`). -->

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
    return "\n".join(parts)


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


# ------------------------------------------------------------------------- the command line


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_has_help_with_an_example_and_every_option_a_text(name: str) -> None:
    command = dict(commands())[name]
    assert command.help
    shown = "Begin with" if isinstance(command, click.Group) else "Example"
    assert shown in command.help
    assert f"tigraph {name}" in command.help.partition(shown)[2]
    bare = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert bare == []


def examples() -> list[str]:
    """Return every command line that stands in the help."""
    texts = [cli.help or "", *(command.help or "" for _, command in commands())]
    lines = [line for text in texts for line in inspect.cleandoc(text).splitlines()]
    return [line.strip().partition("   ")[0] for line in lines if line.startswith("  tigraph ")]


@pytest.mark.parametrize("example", sorted(set(examples())))
def test_an_example_in_the_help_can_be_run_as_it_stands(example: str) -> None:
    _, *words = shlex.split(example)
    known = dict(commands())
    long = len(words) > 1 and f"{words[0]} {words[1]}" in known
    name, arguments = (" ".join(words[:2]), words[2:]) if long else (words[0], words[1:])
    command = known[name]
    parent = click.Context(cli, info_name="tigraph", **cli.context_settings)
    given = command.make_context(name, arguments, parent).params
    for key in ("query", "name", "projection"):
        if given.get(key) and not name.startswith("layer"):
            query = find(given[key])
            chosen = {item.partition("=")[0] for item in given.get("parameters", ())}
            needed = {p.name for p in query.parameters} - set(query.defaults) - {"lang"}
            assert needed <= chosen


def test_the_page_of_the_command_line_is_what_the_help_says() -> None:
    assert (ROOT / "docs/cli.md").read_text("utf-8") == cli_page(), REMEDY.format("cli.md")


def test_the_table_of_formats_is_what_their_records_say() -> None:
    text = (ROOT / "docs/files.md").read_text("utf-8")
    assert text == files_page(text), REMEDY.format("files.md")


# ------------------------------------------------------------------------- the catalogue


@pytest.mark.parametrize("query", queries(), ids=lambda query: str(query.name))
def test_every_query_tells_its_question_in_english_and_french(query: Query) -> None:
    for language in ("en", "fr"):
        for key in ("summary", "description"):
            assert str(query.described(key, language)).strip(), f"{key} ({language})"
    french = query.header["fr"]
    assert set(french) >= {"summary", "description"}
    if query.form == "SELECT":
        assert list(query.header["columns"]) == list(french["columns"])
        assert all(str(text).strip() for text in french["columns"].values())
    assert query.tags


def test_the_page_of_the_catalogue_is_what_the_headers_say() -> None:
    assert (ROOT / "docs/queries.md").read_text("utf-8") == queries_page(), REMEDY.format(
        "queries.md"
    )


if __name__ == "__main__":
    files = files_page((ROOT / "docs/files.md").read_text("utf-8"))
    for page, text in (
        ("cli.md", cli_page()), ("queries.md", queries_page()), ("files.md", files)
    ):  # fmt: skip
        (ROOT / "docs" / page).write_text(text, encoding="utf-8")
