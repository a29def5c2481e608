"""A query's parameters, and the values that are put in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from tigraph.errors import UnknownNameError, UsageError, nearest
from tigraph.querying.query import Query
from tigraph.rdf import Parameter, bind, iri_text, literal
from tigraph.rdf.vocabulary import XSD

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: How values of some types are written, and what they are.
_TYPES = {
    "xsd_date": (
        re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
        "a day, as 2019-01-30",
    ),
    "xsd_integer": (re.compile(r"[+-]?\d+"), "a whole number"),
    "xsd_decimal": (re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"), "a number"),
}


def bound(
    query: Query, given: Mapping[str, str], resolve: Callable[[str, Collection[str]], str]
) -> str:
    """Return the text of a query with its parameters; names are resolved among their kinds."""
    terms: dict[str, str] = {}
    for parameter, value in values(query, given).items():
        if parameter.type == "iri":
            terms[parameter.variable] = iri_text(resolve(value, query.kinds(parameter.name)))
        elif parameter.type.startswith("xsd_"):
            terms[parameter.variable] = literal(value, XSD + parameter.type[4:])
        else:
            terms[parameter.variable] = literal(value)
    return bind(query.text, terms)


def taken(query: Query, given: Mapping[str, str], ground: Ground) -> dict[str, str]:
    """Return what names among the values given meant, where they say less than that, by name."""
    names = ground.names
    found = {
        value: names.told(value, names.resolve(value, query.kinds(own.name)))
        for own in query.parameters
        if own.type == "iri" and (value := given.get(own.name))
    }
    return {name: told for name, told in found.items() if told}


def values(query: Query, given: Mapping[str, str]) -> dict[Parameter, str]:
    """Return the value of each parameter of a query, from those given and its defaults.

    Raises `UnknownNameError` for a parameter that the query has not, `UsageError` for one
    that is left without a value; the former too for what a parameter does not take: a word that
    is none of its choices, or is not written as its type is.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise UnknownNameError(
                f"parameter of {query.name}",
                name,
                nearest(name, list(known)),
                f"Its parameters: {', '.join(known) or 'none'}.",
            )
    chosen = {**query.defaults, **given}
    missing = [name for name in known if not chosen.get(name)]
    if missing:
        options = " ".join(f"-p {name}=…" for name in missing)
        raise UsageError(f"{query.name} needs {options} (see `tigraph queries {query.name}`).")
    for name, words in query.choices.items():
        if name in known and chosen[name] not in words:
            raise UnknownNameError(
                name,
                chosen[name],
                nearest(chosen[name], words),
                f"It is one of: {', '.join(words)}.",
            )
    for name, parameter in known.items():
        is_one, told = _TYPES.get(parameter.type, (None, ""))
        if is_one and not is_one.fullmatch(chosen[name]):  # it would be like nothing there is
            raise UnknownNameError(name, chosen[name], (), f"It is {told}.")
    return {parameter: chosen[name] for name, parameter in known.items()}
