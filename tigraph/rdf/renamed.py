"""Terms that were renamed: data and queries in the old ones mean the new ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import pyoxigraph as ox

from tigraph.local import shipped
from tigraph.rdf.asking import text_of
from tigraph.rdf.lexing import Token, stood_in, tokens
from tigraph.rdf.naming import Expander
from tigraph.rdf.vocabulary import PREFIXES, curie

_REPLACED = ox.NamedNode(PREFIXES["dcterms"] + "isReplacedBy")
_LOCAL = re.compile(r"[A-Za-z0-9_]+\Z")


@cache
def renamed_terms() -> Mapping[str, str]:
    """Return the IRIs of terms that are called otherwise now, each with its successor.

    >>> [curie(new) for old, new in renamed_terms().items() if old.endswith("#Citation")]
    ['tig:SourceCitation']
    """
    quads = ox.parse(path=str(shipped("ontology") / "renamed.ttl"))
    pairs = ((q.subject, q.object) for q in quads if q.predicate == _REPLACED)
    return MappingProxyType({text_of(old): text_of(new) for old, new in pairs})


@cache
def _may_be_old() -> re.Pattern[str]:
    """Return what finds the local name of an old term, the shortest part that always stands."""
    names = {re.split(r"[#/:]", old)[-1] for old in renamed_terms()}
    return re.compile("|".join(map(re.escape, sorted(names))) or r"(?!)")


def in_new_terms(quads: Iterable[ox.Quad], met: Counter[str]) -> Iterator[ox.Quad]:
    """Yield quads with old terms replaced, and count in `met` how many had each of them."""
    renamed = renamed_terms()
    olds = {ox.NamedNode(old) for old in renamed}
    for quad in quads:
        if quad.predicate not in olds and quad.object not in olds:
            yield quad
            continue
        predicate, value = quad.predicate, quad.object
        met.update(text_of(term) for term in (predicate, value) if term in olds)
        if predicate in olds:
            predicate = ox.NamedNode(renamed[predicate.value])
        if value in olds:
            value = ox.NamedNode(renamed[text_of(value)])
        yield ox.Quad(quad.subject, predicate, value, quad.graph_name)


def rename_in(store: ox.Store) -> Counter[str]:
    """Replace the old terms in a store, and return how many triples had each."""
    met, found = Counter[str](), dict[ox.Quad, None]()
    for old in map(ox.NamedNode, renamed_terms()):
        found |= dict.fromkeys(store.quads_for_pattern(None, old, None))
        found |= dict.fromkeys(store.quads_for_pattern(None, None, old))
    for old_quad, new_quad in zip(found, in_new_terms(found, met), strict=True):
        store.remove(old_quad)
        store.add(new_quad)
    return met


def query_in_new_terms(query: str) -> tuple[str, list[str]]:
    """Return a query with old terms replaced, and the IRIs of those.

    >>> query_in_new_terms("ASK { ?c a tig:Citation FILTER(?x = 'tig:Citation') }")[0]
    "ASK { ?c a tig:SourceCitation FILTER(?x = 'tig:Citation') }"
    """
    if "\\" not in query and not _may_be_old().search(query):
        return query, []
    expand, before = Expander(PREFIXES), [Token("other", ""), Token("other", "")]
    pieces, met = [], dict[str, None]()
    for token in tokens(query):
        piece = token.text
        if token.sort not in ("space", "comment"):
            if token.sort in ("iri", "pname") and not expand.heard(before, token):
                new = renamed_terms().get(iri := expand(token))
                if new:
                    met[iri] = None
                    piece = _written(token, iri, new)
            before = [before[-1], token]
        pieces.append(piece)
    return "".join(pieces), list(met)


def turtle_in_new_terms(text: str) -> str:
    """Return a text in Turtle, TriG, N-Triples or N-Quads with old terms replaced, and no more.

    >>> turtle_in_new_terms("@prefix t: <https://w3id.org/tigraph/ontology#> . # t:Citation\\n"
    ...     "<urn:c> a t:Citation .").split(". ")[1:]
    ['# t:Citation\\n<urn:c> a t:SourceCitation .']
    """
    from tigraph.rdf.comments import TOKEN

    prefixes, declared, pieces = dict[str, str](), "", list[str]()
    before = ""
    for match in TOKEN.finditer(stood_in(text)):
        sort, piece = match.lastgroup or "other", text[match.start() : match.end()]
        if sort == "iri":
            iri = piece[1:-1]
            if declared:
                prefixes[declared[:-1]], declared = iri, ""
            elif new := renamed_terms().get(iri):
                piece = f"<{new}>"
        elif sort == "pname" and before.lower() in ("@prefix", "prefix"):
            declared = piece
        elif sort == "pname":
            prefix, _, local = piece.partition(":")
            old = prefixes.get(prefix, "") + local
            if new := renamed_terms().get(old):
                piece = _written(Token("pname", piece), old, new)
        before = piece if sort not in ("space", "comment") else before
        pieces.append(piece)
    return "".join(pieces)


def _written(token: Token, old: str, new: str) -> str:
    """Write a new term as the old one was written; whole, where it stands elsewhere."""
    if token.sort == "pname" and (local := _LOCAL.search(old)):
        space = old.removesuffix(local[0])
        if new.startswith(space):
            return token.text.removesuffix(local[0]) + new.removeprefix(space)
    return f"<{new}>"


def told_renamed(old: str) -> tuple[str, str]:
    """Return what is said of an old term, in English and French."""
    one, other = curie(old), curie(renamed_terms()[old])
    return (f"{one} is called {other} now", f"{one} s’appelle maintenant {other}")
