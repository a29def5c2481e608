"""Questions that are known to be cheap: they are answered at once, in the server itself.

A look-up, what is said of one entity, takes the engine less than handing it to another process
does. Those of one pattern are read by `single`. Of others, the few of which it can be told
beforehand that they touch little are not handed over: patterns of one entity alone, each of which
the store is first asked how much it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from tigraph.rdf import tokens
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE

#: So many rows, or triples of a pattern, are few; no look-up that is longer is looked at.
FEW, _LONGEST, _PATTERNS = 300, 1_000, 4
_WORDS = frozenset(["SELECT", "ASK", "WHERE", "LIMIT", "PREFIX", "A"])
_SORTS = frozenset(["word", "iri", "pname", "variable", "number", "string", "open", "close"])
_MARKS = frozenset([".", ";", ",", "*"])
#: How such a question begins and ends: with one group, of which an entity is the first word.
_LIKELY = re.compile(r"[^{}]*\{\s*(?:<|a\b|[A-Za-z][\w-]*:|:)[^{}()]*\}[^{}]*", re.ASCII)
_BETWEEN = ("space", "comment")


def is_quick(text: str, store: ox.Store, *, bare: bool) -> bool:
    """Whether a question is a look-up that touches little of a store."""
    if len(text) > _LONGEST or "\\" in text or "service" in text.lower():
        return False  # whatever the engine reads in it, it calls nothing
    if not _LIKELY.fullmatch(text):
        return False
    read = [one for one in tokens(text) if one.sort not in _BETWEEN]
    for one in read:
        known = one.sort in _SORTS or (one.sort == "other" and one.text in _MARKS)
        if not known or (one.sort == "word" and one.text.upper() not in _WORDS):
            return False
    brackets = [n for n, one in enumerate(read) if one.sort in ("open", "close")]
    if [read[n].text for n in brackets] != ["{", "}"]:
        return False
    begin, end = brackets
    if any(one.text == "*" for one in read[begin:]):
        return False
    patterns = _patterns(read[begin + 1 : end], _prefixes(read[:begin], bare=bare))
    return patterns is not None and _are_few(patterns, store)


def _prefixes(head: Sequence[Any], *, bare: bool) -> dict[str, str]:
    found = {} if bare else dict(PREFIXES)
    for number, one in enumerate(head[:-2]):
        if one.sort == "word" and one.text.upper() == "PREFIX":
            found[head[number + 1].text.rstrip(":")] = head[number + 2].text[1:-1]
    return found


def _patterns(
    read: Sequence[Any], prefixes: dict[str, str]
) -> list[tuple[ox.NamedNode, ox.NamedNode | None]] | None:
    """Return subjects and predicates of patterns of one entity, None where they are others."""
    if not read or read[0].sort not in ("iri", "pname"):
        return None
    subject, found, terms = _node(read[0], prefixes), list[Any](), list[Any]()
    if subject is None:
        return None
    for one in (*read[1:], None):
        mark = None if one is None else one.text if one.sort == "other" else ""
        if mark == "":
            terms.append(one)
            continue
        if mark != "." and mark is not None and mark not in (";", ","):
            return None
        if len(terms) == 3 and _node(terms[0], prefixes) == subject:
            terms = terms[1:]
        if len(terms) == 1 and found:
            found.append(found[-1])
        elif len(terms) == 2:
            predicate = None
            if terms[0].sort != "variable":
                predicate = _node(terms[0], prefixes)
                if predicate is None:
                    return None
            found.append((subject, predicate))
        elif terms:
            return None
        terms = []
    return found or None


def _node(token: Any, prefixes: dict[str, str]) -> ox.NamedNode | None:
    iri = ""
    if token.sort == "iri":
        iri = token.text[1:-1]
    elif token.sort == "pname" and "\\" not in token.text:
        prefix, _, local = token.text.partition(":")
        iri = prefixes.get(prefix, "") + local
    elif token.text == "a":
        iri = RDF_TYPE
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _are_few(patterns: Sequence[tuple[ox.NamedNode, ox.NamedNode | None]], store: ox.Store) -> bool:
    if len(patterns) == 1:
        return True  # a row for each triple, and no more of these than `FEW` are looked at
    if len(patterns) > _PATTERNS:
        return False
    rows = 1
    for subject, predicate in patterns:
        found = store.quads_for_pattern(subject, predicate, None)
        rows *= max(1, sum(1 for _ in islice(found, FEW + 1)))
        if rows > FEW:
            return False
    return True
