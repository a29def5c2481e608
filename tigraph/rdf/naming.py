"""Which terms the text of a query names, and as what: a type, a predicate, something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tigraph.rdf.lexing import Token, placed
from tigraph.rdf.vocabulary import RDF_TYPE, absolute

#: What joins the steps of a path; in expressions the same marks reckon.
_STEPS = frozenset("/|^!")
_REPEATS = frozenset("*+")
#: What a subject may end with, and an object begin with.
_ENDS = frozenset(["variable", "iri", "pname", "blank"])
_BEGINS = _ENDS | {"string", "number", "open"}
_SKIPPED = frozenset(["space", "comment"])
_NOTHING = Token("other", "")


class Named(NamedTuple):
    """A term that a query names: its IRI, and as what it stands.

    `role` is "type" (the object of rdf:type), "predicate" (a path's step too), "datatype", or ""
    where nothing is known of it.
    """

    iri: str
    role: str


def named(query: str, prefixes: Mapping[str, str]) -> Iterator[Named]:
    """Yield the terms that the patterns of a query name, as often as they stand there.

    Names of graphs and functions are no terms; what CONSTRUCT makes is the asker's own.

    >>> list(named("ASK { ?s a <urn:A> ; <urn:b>/<urn:c> <urn:d> }", {}))
    [Named(iri='urn:A', role='type'), Named(iri='urn:b', role='predicate'), \
Named(iri='urn:c', role='predicate'), Named(iri='urn:d', role='')]
    """
    read = [(token, inside) for token, inside in placed(query) if token.sort not in _SKIPPED]
    expand, before, role = Expander(prefixes), [_NOTHING, _NOTHING], ""
    making = 0  # how deep in the template of CONSTRUCT, which begins at its bracket
    for number, (token, inside) in enumerate(read):
        after = read[number + 1][0] if number + 1 < len(read) else _NOTHING
        word = before[-1].text.upper() if before[-1].sort == "word" else ""
        if making or (word == "CONSTRUCT" and token.text == "{"):
            making += (token.text == "{") - (token.text == "}")
        elif expand.heard(before, token):
            pass
        elif token.sort in ("iri", "pname") and not _is_no_term(word, after, inside):
            role = _role(before, after, inside, role, expand)
            yield Named(expand(token), role)
        before = [before[-1], token]


def _is_no_term(word: str, after: Token, inside: str) -> bool:
    """Whether a name, after a keyword, is that of a graph, or of a function that is called."""
    return word in ("FROM", "NAMED", "GRAPH") or (inside == "expression" and after.text == "(")


def _role(before: list[Token], after: Token, inside: str, last: str, expand: Expander) -> str:
    previous = before[-1]
    if previous.text == "^" and before[-2].text == "^":
        return "datatype"
    if inside not in ("group", "terms"):
        return ""
    typing = previous.sort in ("iri", "pname") and expand(previous) == RDF_TYPE
    if previous.text == "a" or typing or (previous.text == "," and last == "type"):
        return "type"
    if previous.text in _STEPS or after.text in _STEPS or previous.text in (";", "["):
        return "predicate"
    between = previous.sort in _ENDS or previous.text == "]"
    follows = after.sort in _BEGINS or after.text in _REPEATS
    return "predicate" if inside == "group" and between and follows else ""


class Expander:
    """Gives the IRI of a token, by the prefixes and the base that were declared before it."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._known = dict(prefixes)
        self._base = ""

    def heard(self, before: list[Token], token: Token) -> bool:
        """Whether a token is part of a declaration, which is heeded from now on."""
        word = before[-1].text.upper() if before[-1].sort == "word" else ""
        if token.sort == "pname" and word == "PREFIX":
            return True
        if token.sort == "iri" and word == "BASE":
            self._base = self(token)
            return True
        if (
            token.sort == "iri"
            and before[-1].sort == "pname"
            and before[-2].text.upper() == "PREFIX"
        ):
            self._known[before[-1].text.partition(":")[0]] = self(token)
            return True
        return False

    def __call__(self, token: Token) -> str:
        """Return the IRI that a token names."""
        if token.sort == "iri":
            return absolute(self._base, token.text[1:-1]) if self._base else token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        return self._known.get(prefix, "") + local.replace("\\", "")
