"""The documents that are generated say what the code does: see tests/support/write_docs.py."""

from __future__ import annotations

import inspect
import re
import shlex
from xml.etree import ElementTree

import click
import pytest

import tigraph
from checkout import ROOT
from reference_page import entries
from tigraph.cli import cli
from tigraph.querying.catalogue import find, queries
from tigraph.querying.query import Query
from write_docs import PAGES, anchor, commands

REMEDY = "docs/{} is not up to date: run `make docs`."


@pytest.mark.parametrize("page", PAGES)
def test_a_generated_page_is_what_the_code_says(page: str) -> None:
    assert (ROOT / "docs" / page).read_text("utf-8") == PAGES[page](), REMEDY.format(page)


def test_the_picture_of_the_readme_shows_the_people_of_the_graph() -> None:
    """`tigraph view people -o docs/people.svg --lang en --force` draws it anew."""
    network = tigraph.load(language="en").network("people").graph
    words = " ".join(ElementTree.parse(ROOT / "docs" / "people.svg").getroot().itertext()).split()
    told = f"{network.number_of_nodes()} actors, {network.number_of_edges()} ties."
    assert told in " ".join(words)
    people = [data["label"] for _, data in network.nodes(data=True) if data["kind"] == "Person"]
    assert people
    assert {word for name in people for word in name.replace("-", " ").split()} <= {
        part for word in words for part in word.split("-")
    }


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


# ------------------------------------------------------------------------- the Python package


def test_the_guide_to_the_package_names_every_command() -> None:
    text = (ROOT / "docs/python.md").read_text("utf-8")
    named = set(re.findall(r"\(cli\.md#([\w-]+)\)", text))
    assert named == {anchor(f"tigraph {name}") for name, _ in commands()}


@pytest.mark.parametrize("page", ["cli.md", "python.md", "reference.md", "model.md"])
def test_a_link_from_page_to_page_leads_to_a_heading(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    for target, fragment in re.findall(r"\]\((\w+\.md)?(?:#([\w-]+))?\)", text):
        led = (ROOT / "docs" / (target or page)).read_text("utf-8")
        if fragment:
            assert fragment in {anchor(own) for own in re.findall(r"(?m)^#+ (.+)$", led)}


def test_the_reference_has_every_name_that_the_package_gives() -> None:
    given = {getattr(tigraph, name) for name in tigraph.__all__ if name != "__version__"}
    assert given <= {own for _, own in entries()}


@pytest.mark.parametrize(("name", "own"), [pytest.param(*e, id=e[0]) for e in entries()])
def test_every_name_of_the_reference_says_what_it_is(name: str, own: object) -> None:
    assert (own.__doc__ or "").strip(), name
    assert not (own.__doc__ or "").startswith(f"{name.rpartition('.')[2]}("), "a dataclass's own"
