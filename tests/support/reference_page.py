"""docs/reference.md, made from the signatures and docstrings of the public names."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

import tigraph

HEAD = """\
# Reference of the Python package

This page is generated from the docstrings (`make docs`);
[docs/python.md](python.md) leads through the package by examples.

What is not named here may change without notice. `load` and `TigraphError` are in `tigraph`
itself; other names are imported from the module that their section says. Methods return new
values and change nothing; IRIs are strings; dates are EDTF where they are asked for, and ISO or
EDTF where they are given.
"""

#: Heading, module, and the names in it.
SECTIONS = (
    ("Loading", "tigraph", ("load",)),
    ("The graph", "tigraph", ("Graph",)),
    ("Answers", "tigraph.querying.answers", ("Rows", "Verdict", "Triples")),
    ("The catalogue", "tigraph.querying.catalogue", ("queries", "find")),
    ("Names and labels", "tigraph.names", ("Names", "Labels")),
    ("What holds at a date", "tigraph.validity", ("Snapshot",)),
    ("Networks", "tigraph.networks", ("Network", "Step", "Limits")),
    ("What was asked", "tigraph.querying", ("Asked",)),
    ("Measures", "tigraph.measuring", ("Measurement", "Choice", "render", "summary_csv")),
    ("Tables of measures", "tigraph.measuring.measurement", ("Table",)),
    ("Comparisons", "tigraph.comparing.comparison", ("Comparison", "Side", "Tie", "Number")),
    ("Comparisons as JSON", "tigraph.comparing", ("as_json_comparison",)),
    ("References", "tigraph.claims", ("Reference", "Work")),
    ("Figures and pages", "tigraph.drawing", ("figure_bytes", "html_page")),
    ("In a notebook", "tigraph.notebooks", ("NetworkWidget", "Picture", "Methods")),
    ("Files for other programs", "tigraph.exports", ("render", "suffixes")),
    ("Layers", "tigraph.layers", ("add", "update", "remove", "Told", "Telling", "Change")),
    ("Checks", "tigraph.curating", ("check_files", "Finding")),
)
WIDTH = 88
#: What an object answers to besides its methods.
_DUNDERS = ("__bool__", "__call__", "__iter__", "__len__")


class _AsWritten(str):
    """An annotation as it stands in the code, without quotes around it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def reference_page() -> str:
    """Return docs/reference.md."""
    parts = [HEAD]
    for heading, module, names in SECTIONS:
        parts.append(f"## {heading}\n\nIn `{module}`.\n")
        for name in names:
            parts += _described(name, getattr(import_module(module), name))
    parts.append(f"## Errors\n\nIn `tigraph.errors`.\n\n{_tree()}")
    for error in errors():
        parts += [f"### {error.__name__}\n", _prose(error.__doc__)]
    return "\n".join(parts)


def entries() -> Iterator[tuple[str, Any]]:
    """Yield what the page tells of, by its full name: names, their methods, errors."""
    for _, module, names in SECTIONS:
        for name in names:
            own = getattr(import_module(module), name)
            yield f"{module}.{name}", own
            if inspect.isclass(own):
                for method, member in _members(own):
                    yield f"{module}.{name}.{method}", member
    for error in errors():
        yield f"tigraph.errors.{error.__name__}", error


def errors() -> list[type[tigraph.TigraphError]]:
    """Return the errors that tigraph raises, in the order in which they are defined."""
    from tigraph import errors

    own = vars(errors).values()
    return [e for e in own if inspect.isclass(e) and issubclass(e, errors.TigraphError)]


def _tree() -> str:
    from tigraph import errors

    tree = inspect.cleandoc(errors.__doc__ or "").partition("::\n\n")[2].rpartition("\n\n")[0]
    return f"```text\n{inspect.cleandoc(tree)}\n```\n"


def _described(name: str, own: Any) -> Iterator[str]:
    """Yield what the page says of a function, or of a class and its members."""
    yield f"### {name}\n"
    if not inspect.isclass(own):
        yield _signature(name, own)
        yield _prose(own.__doc__)
        return
    yield _prose(own.__doc__)
    if held := _fields(own):
        yield "```python\n" + "\n".join(f"{key}: {type_}" for key, type_ in held) + "\n```\n"
    for method, member in _members(own):
        yield f"#### {name}.{method}\n"
        function = _function(member)
        if isinstance(member, property | cached_property):
            returned = function.__annotations__["return"]
            yield f"```python\n{method}: {returned}\n```\n"
        else:
            yield _signature(method, function)
        yield _prose(function.__doc__)


def _fields(own: type) -> list[tuple[str, str]]:
    """Return the names and types of what a value holds, as they stand in the code."""
    if is_dataclass(own):
        return [(f.name, str(f.type)) for f in fields(own) if not f.name.startswith("_")]
    if hasattr(own, "__total__"):  # a TypedDict
        told = own.__annotations__.items()
        return [(key, getattr(type_, "__forward_arg__", str(type_))) for key, type_ in told]
    return []


def _members(own: type) -> Iterator[tuple[str, Any]]:
    """Yield the public methods and properties of a class, with those of its bases here."""
    seen = {name for name, _ in _fields(own)}
    for base in own.__mro__:
        if not base.__module__.startswith("tigraph"):
            continue
        for name, member in vars(base).items():
            public = not name.startswith("_") or name in _DUNDERS
            if public and name not in seen and inspect.isfunction(_function(member)):
                seen.add(name)
                yield name, member


def _function(member: Any) -> Any:
    """Return the function behind a method or a property."""
    for where in ("fget", "func", "__func__"):
        member = getattr(member, where, None) or member
    return member


def _signature(name: str, function: Any) -> str:
    """Return how something is called, a parameter a line where one line is too narrow."""
    told = inspect.signature(function)
    own = [
        p.replace(annotation=_AsWritten(p.annotation) if p.annotation is not p.empty else p.empty)
        for p in told.parameters.values()
        if p.name != "self"
    ]
    returned = _AsWritten(told.return_annotation)
    line = f"{name}{told.replace(parameters=own, return_annotation=returned)}"
    if len(line) > WIDTH:
        rows = [str(p) for p in own]
        by_name = [p.kind == p.KEYWORD_ONLY for p in own]
        if True in by_name:
            rows.insert(by_name.index(True), "*")
        inner = "".join(f"    {row},\n" for row in rows)
        line = f"{name}(\n{inner}) -> {returned}"
    line = line.replace("'", '"')
    return f"```python\n{line}\n```\n"


def _prose(docstring: str | None) -> str:
    """Return a docstring as Markdown: its examples fenced."""
    text = inspect.cleandoc(docstring or "")
    return re.sub(r"(?ms)^>>> .*?(?=\n\n|\Z)", r"```python\n\g<0>\n```", text) + "\n"
