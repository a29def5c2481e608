"""A query asked of what a graph stands on."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.errors import TermWarning, UsageError
from tigraph.limits import Allowance, interruptible
from tigraph.querying import catalogue
from tigraph.querying.answers import Answer, Rows, answer
from tigraph.querying.ordering import ordered
from tigraph.querying.parameters import bound
from tigraph.querying.query import Query
from tigraph.rdf import (
    Graphs,
    Queryable,
    named,
    names_graphs,
    read_only,
    storage_fault,
    syntax_error,
)
from tigraph.rdf.vocabulary import PREFIXES, curie

if TYPE_CHECKING:
    from tigraph.stores import Ground
    from tigraph.validity import Rule


def run(
    ground: Ground,
    query: str | Query,
    parameters: Mapping[str, str] | None = None,
    *,
    as_of: str | None = None,
    possible: bool = False,
    allowed: Allowance | None = None,
) -> Answer:
    """Return the answer of a query, with values for its parameters: see `Graph.query`.

    What is odd of the terms that it names, the ground is told. `allowed` is what it may take, as
    the ground says unless told. Raises `LimitError` where that is not enough.
    """
    allowed = allowed or ground.allowed
    asked = catalogue.asked(query)
    text = read_only(bound(asked, parameters or {}, ground.resolve), asked.name)
    known = catalogue.has(asked)  # and asks for what is stated, which tests look at
    if not known:
        text = _in_new_terms(ground, text)
    wide = () if known else _entailing(ground, text)
    try:
        found = _put(ground, asked, text, (as_of, possible, wide), allowed)
    except SyntaxError as error:
        raise syntax_error(text, str(error), asked.name) from None
    except (ValueError, OSError) as error:
        raise UsageError(f"{asked.name}: {error}") from None
    except RuntimeError as error:
        if unknown := re.search(r"function <(.+)> is not supported", str(error)):
            raise UsageError(
                f"{asked.name}: no function is called {curie(unknown[1])}: SPARQL's own have names "
                "without prefix, such as STRLEN; check how it is written."
            ) from None
        raise storage_fault(error) or error from None
    if not known:
        from tigraph.querying.terms_asked import heed

        heed(ground, text, found, dated=bool(asked.derived or as_of is not None or possible))
    return found


def _put(
    ground: Ground,
    asked: Query,
    text: str,
    seeing: tuple[str | None, bool, Sequence[Rule]],
    allowed: Allowance,
) -> Answer:
    """Return the answer of the engine, which can be left meanwhile, or else ended.

    `seeing` is what it sees: as of which date, whether the possible, the rules that give more.

    It is ended where it is in a process of its own: of a store on disk, and wherever somebody asked
    for limits, or goes on after Ctrl-C with a question that they wrote themselves.
    """
    later = ground.on_disk is not None

    def seen() -> tuple[Queryable, Graphs | None]:
        return ground.seen(text, asked.derived, *seeing)

    def here() -> Answer:
        store, graphs = seen()

        def ask(text: str) -> Answer:
            return answer(store.query(text, prefixes=PREFIXES, default_graph=graphs), allowed)

        return _answered(ask, text, later=later)

    if ground.alone:
        return here()
    if not (ground.on_disk or allowed.asked or (_goes_on() and not catalogue.has(asked))):
        return interruptible(here, allowed)
    store, graphs = interruptible(seen, allowed)
    if not isinstance(store, ox.Store):
        return interruptible(here, allowed)
    from tigraph.querying.apart import asked_apart

    own, place = store, ground.place(store)

    def ask_apart(text: str) -> Answer:
        return answer(asked_apart(own, place, text, PREFIXES, graphs, allowed), allowed)

    return _answered(ask_apart, text, later=later)


def _answered(ask: Callable[[str], Answer], text: str, *, later: bool) -> Answer:
    """Return what is answered; its rows are put in order `later`, where that is sooner."""
    if later and (asked := ordered(text)):
        with suppress(SyntaxError):  # which the whole text tells better
            found = ask(asked.text)
            if isinstance(found, Rows) and (rows := asked.put(found)) is not None:
                return rows
    return ask(text)


def _goes_on() -> bool:
    """Whether somebody types, in Python or a notebook: there Ctrl-C does not end the process."""
    return hasattr(sys, "ps1") or "IPython" in sys.modules


def _in_new_terms(ground: Ground, text: str) -> str:
    """Return a query with terms that were renamed by their new names, which the ground is told."""
    from tigraph.rdf import query_in_new_terms, renamed_terms, told_renamed

    text, met = query_in_new_terms(text)
    for old in met:
        en, fr = told_renamed(old)
        told = (f"{en}, and was asked as that.", f"{fr}, et a été demandé ainsi.")
        ground.odd(TermWarning(curie(old), told, (curie(renamed_terms()[old]),)))
    return text


def _entailing(ground: Ground, text: str) -> tuple[Rule, ...]:
    """Return the rules that give what a query names, where it does not name its graphs."""
    if names_graphs(text):
        return ()
    from tigraph.validity import entailing

    return entailing({one.iri for one in named(text, PREFIXES)}, ground.store)
