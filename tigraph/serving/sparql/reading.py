"""What a question may be before it is handed to the engine, and whether it is steady."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from tigraph.errors import QueryRefusedError
from tigraph.rdf import form, read_only, tokens

#: What gives another answer each time.
_PASSING = frozenset(["NOW", "RAND", "UUID", "STRUUID", "BNODE"])


def readable(text: str, services: Collection[str]) -> str:
    """Return a question as it is handed to the engine: it reads, and calls what it may alone.

    Raises `QueryRefusedError` for SERVICE, but of hosts that are listed, for Update, and for what
    the engine would not survive. What has no form is left for the engine to complain of.
    """
    if not services or "SERVICE" not in text.upper():
        try:
            return read_only(text, "query")
        except QueryRefusedError:
            if form(text):
                raise
            return text
    calls = _calls(text, services)
    # All other calls are looked for, with those that may be taken away.
    hidden = "".join("GRAPH" if number in calls else token.text for number, token in calls.read)
    read_only(hidden, "query")
    return text


class _Calls(frozenset[int]):
    """The tokens that call a service which may be called, by number."""

    read: list[tuple[int, Any]]


def _calls(text: str, services: Collection[str]) -> _Calls:
    read = list(enumerate(tokens(text)))
    own = [(number, one) for number, one in read if one.sort not in ("space", "comment")]
    found, prefixes, before = set[int](), dict[str, str](), ["", ""]
    for place, (number, token) in enumerate(own):
        after = [one for _, one in own[place + 1 : place + 3]]
        if before[1].upper() == "PREFIX" and after:
            prefixes[token.text] = after[0].text[1:-1]
        if token.sort == "word" and token.text.upper() == "SERVICE" and after:
            silent = after[0].text.upper() == "SILENT"
            called = after[1] if silent and len(after) > 1 else after[0]
            host = _host(called, prefixes)
            if host not in services:
                raise QueryRefusedError(
                    f"SERVICE of {host or called.text[:80]} is not run: services are called here "
                    f"of {', '.join(sorted(services))} alone, by their IRIs."
                )
            found.add(number)
        before = [before[1], token.text]
    made = _Calls(found)
    made.read = read
    return made


def _host(token: Any, prefixes: dict[str, str]) -> str:
    """Return the host, with its port if that is told, of a service; "" where there is none."""
    if token.sort == "iri":
        iri = token.text[1:-1]
    elif token.sort == "pname":
        prefix, _, local = token.text.partition(":")
        iri = prefixes.get(f"{prefix}:", "") + local
    else:
        return ""
    try:
        parts = urlsplit(iri)
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and "\\" not in iri and not parts.username
    return parts.netloc.lower() if plain else ""


def is_steady(text: str) -> bool:
    """Whether a question is answered alike as long as the data is the same.

    >>> is_steady("ASK { ?now ?p 'NOW()' }"), is_steady("SELECT (NOW() AS ?x) {}")
    (True, False)
    """
    upper = text.upper()
    if not any(word in upper for word in (*_PASSING, "SERVICE")):
        return True
    words = {token.text.upper() for token in tokens(text) if token.sort == "word"}
    return not words & {*_PASSING, "SERVICE"}


def starred(text: str, names: Collection[str]) -> str:
    """Return a query with its columns in the order in which it names them, where it says `*`.

    `names` are those that the engine gives for it, in the order of the alphabet.

    >>> starred("SELECT * { ?s ?p ?o }", ["o", "p", "s"])
    'SELECT  ?s ?p ?o  { ?s ?p ?o }'
    >>> starred("SELECT ?o ?s { SELECT * { ?s ?p ?o } }", ["o", "s"])
    'SELECT ?o ?s { SELECT * { ?s ?p ?o } }'
    """
    if "*" not in text:
        return text
    read = list(tokens(text))
    words = [number for number, one in enumerate(read) if one.sort not in ("space", "comment")]
    star, depth = -1, 0
    for before, number in zip([-1, *words], words, strict=False):
        depth += (read[number].sort == "open") - (read[number].sort == "close")
        told = read[before].text.upper() if before >= 0 else ""
        if depth == 0 and read[number].text == "*" and told in ("SELECT", "DISTINCT", "REDUCED"):
            star = number
            break
    if star < 0:
        return text
    met = dict.fromkeys(one.text[1:] for one in read if one.sort == "variable")
    ordered = [name for name in met if name in names]
    if len(ordered) != len(names) or ordered == list(names):
        return text
    own = " ".join(f"?{name}" for name in ordered)
    return "".join(f" {own} " if n == star else one.text for n, one in enumerate(read))
