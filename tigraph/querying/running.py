"""A query asked of what a graph stands on."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tigraph.errors import UsageError
from tigraph.querying import catalogue
from tigraph.querying.answers import Answer, answer
from tigraph.querying.parameters import bound
from tigraph.querying.query import Query
from tigraph.rdf import read_only, syntax_error
from tigraph.rdf.vocabulary import PREFIXES, curie

if TYPE_CHECKING:
    from tigraph.stores import Ground


def run(
    ground: Ground,
    query: str | Query,
    parameters: Mapping[str, str] | None = None,
    *,
    as_of: str | None = None,
    possible: bool = False,
) -> Answer:
    """Return the answer of a query, with values for its parameters: see `Graph.query`.

    What is odd of the terms that it names, the ground is told.
    """
    asked = catalogue.asked(query)
    text = read_only(bound(asked, parameters or {}, ground.resolve), asked.name)
    store, graphs = ground.seen(text, asked.derived, as_of, possible)
    try:
        found = answer(store.query(text, prefixes=PREFIXES, default_graph=graphs))
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
        raise
    if not catalogue.has(asked):  # whose terms the tests look at
        from tigraph.querying.terms_asked import heed

        heed(ground, text, found, dated=bool(asked.derived or as_of is not None or possible))
    return found
