"""What no shape says of one node alone: names, addresses, identities, what stands twice or unused.

These are asked of the store, since SHACL would ask each of them once per node.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Set
from typing import TypeAlias
from urllib.parse import urlsplit

import pyoxigraph as ox

from tigraph.curating.finding import Finding
from tigraph.local import said
from tigraph.rdf import select, text_of
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, RDF_TYPE, curie

_P = PREFIXES
#: What is wrong (a key of `_TOLD`), where (an IRI), and what fills in the words.
_Found: TypeAlias = tuple[str, str, dict[str, str]]
_TOLD = {
    "identifier": (
        "{other} bears the identifier {value} of the same scheme ({scheme}), which only one may.",
        "Correct the identifier, make the two one node, or claim that they are one "
        "(relation:identified-with).",
        "{other} porte l’identifiant {value} du même système ({scheme}), qu’une seule entité "
        "peut porter.",
        "Corrigez l’identifiant, faites-en un seul nœud, ou affirmez que les deux n’en font "
        "qu’un (relation:identified-with).",
    ),
    "twice": (
        "says the same as {other}.",
        "Put its citations on that claim, and drop this one.",
        "dit la même chose que {other}.",
        "Mettez ses citations sur cette assertion-là, et retirez celle-ci.",
    ),
    "itself": (
        "ties {value} to itself ({how}).",
        "Correct one of the ends, or drop the tie.",
        "lie {value} à soi-même ({how}).",
        "Corrigez un des bouts, ou retirez le lien.",
    ),
    "address": (
        "“{value}” is no address: an IRI begins with its scheme and has no spaces ({how}).",
        "Write it whole, as in https://example.org/a%20page.",
        "« {value} » n’est pas une adresse : un IRI commence par son schéma et n’a pas "
        "d’espace ({how}).",
        "Écrivez-la entière, comme https://example.org/une%20page.",
    ),
    "spaces": (
        "the text “{value}” has stray spaces ({how}).",
        "Keep one space between words, none at the ends.",
        "le texte « {value} » a des espaces de trop ({how}).",
        "Gardez une espace entre les mots, aucune aux bouts.",
    ),
    "accents": (
        "the text “{value}” has decomposed accents ({how}).",
        "Write each accented letter as one character (Unicode NFC).",
        "le texte « {value} » a des accents décomposés ({how}).",
        "Écrivez chaque lettre accentuée en un seul caractère (Unicode NFC).",
    ),
    "unused": (
        "nothing uses it.",
        "Add what it is there for, or drop it.",
        "rien ne l’emploie.",
        "Ajoutez ce pour quoi elle est là, ou retirez-la.",
    ),
    "lineage": (
        "is of the lineage {value} with {other}, and no claim ties the two.",
        "Claim that the one continues or is the other (relation:continued-as, "
        "relation:identified-with), or give it another lineage.",
        "est de la lignée {value} avec {other}, et aucune assertion ne lie les deux.",
        "Affirmez que l’un prolonge ou est l’autre (relation:continued-as, "
        "relation:identified-with), ou donnez-lui une autre lignée.",
    ),
}
#: What may be said of a claim besides what it says.
_BESIDE = {RDF_TYPE, *(ONTOLOGY + name for name in ("citation", "dating", "alternativeTo"))}
#: The names of an entity, and words of ours about it.
_TEXTS = {
    *(_P["skos"] + name for name in ("prefLabel", "altLabel", "hiddenLabel", "notation")),
    *(_P["dcterms"] + name for name in ("title", "description")),
    *(ONTOLOGY + name for name in ("paraphrase", "inverseLabel")),
}
_ADDRESS, _ANY_URI = ONTOLOGY + "address", _P["xsd"] + "anyURI"
#: Spaces at an end, side by side, or of a kind that is none of a line; marks of no width.
_STRAY = re.compile(r"^\s|\s$|\s\s|[^\S \u00a0\u202f]|[\u200b-\u200f\u2060\ufeff\u00ad]")

_IDENTIFIERS = """
SELECT ?scheme ?value ?one WHERE {
  ?one adms:identifier ?identifier . ?identifier tig:idScheme ?scheme ; skos:notation ?value .
  FILTER NOT EXISTS { ?scheme tig:identifies false }
} ORDER BY ?scheme ?value ?one
"""
_TIED = """
SELECT ?one ?other WHERE {
  VALUES ?relation { relation:identified-with %s }
  ?claim tig:relation ?relation ; tig:subject ?one ; tig:object ?other .
  FILTER NOT EXISTS { ?claim tig:alternativeTo ?preferred }
}
"""
_EVENTS = (
    "SELECT ?one ?other { ?e org:originalOrganization ?one ; org:resultingOrganization ?other }"
)
_CLAIMS = "SELECT DISTINCT ?claim { ?claim a/rdfs:subClassOf? tig:Claim } ORDER BY ?claim"
_SYMMETRIC = "SELECT ?relation { ?relation tig:symmetric true }"
_ONE_END = """
SELECT ?at ?node ?how WHERE {
  ?at tig:relation ?how ; (tig:subject|org:member) ?node ; (tig:object|org:organization) ?node .
} ORDER BY ?at
"""
_LOOPS = "SELECT ?node ?how { ?node ?how ?node } ORDER BY ?node ?how"
# A name given by a text is no use: an entity is there for what is said of it. A register lists
# all of a kind, whoever deals with them, an area is there for the one in which it lies, and a text
# to be read, though nothing cites it yet.
_UNUSED = """
SELECT ?node WHERE {
  { ?kind a tig:Kind . ?node a ?kind }
  UNION {
    VALUES ?kind { tig:SourceCitation adms:Identifier oa:TextPositionSelector } ?node a ?kind
  }
  FILTER NOT EXISTS { ?user ?how ?node FILTER(?user != ?node && ?how != tig:names) }
  FILTER NOT EXISTS { ?kind a tig:Kind . ?node tig:citation ?own }
  FILTER NOT EXISTS { ?node tig:textOf ?document }
  FILTER NOT EXISTS { ?node geo:sfWithin ?whole }
  FILTER NOT EXISTS { ?node adms:identifier/tig:citation/oa:hasSource/a tig:RegistryFile }
} ORDER BY ?node
"""
_LINEAGES = (
    "SELECT ?line ?territory { ?territory prov:specializationOf ?line } ORDER BY ?line ?territory"
)


def soundness(store: ox.Store, own: Set[str], language: str = "en") -> list[Finding]:
    """Return what is wrong beyond the shapes, each finding at the node to mend.

    Of two nodes that clash, that is the one among `own` (IRIs), else the later by name.
    """
    found = [
        *_shared_identifiers(store, own),
        *_said_twice(store, own),
        *_tied_to_itself(store),
        *_texts(store),
        *(("unused", row["node"], {}) for row in select(store, _UNUSED)),
        *_lineages(store, own),
    ]
    return [_finding(what, where, given, language) for what, where, given in found]


def _finding(what: str, where: str, given: dict[str, str], language: str) -> Finding:
    english, remedy, french, todo_fr = _TOLD[what]
    told, todo = said((english, french), language), said((remedy, todo_fr), language)
    return Finding("soundness", curie(where), told.format(**given), todo)


def _apart(first: str, second: str, own: Set[str]) -> tuple[str, str]:
    """Return the node to mend and the other: the author's own, else the later by name."""
    keep, mend = sorted((first, second))
    return (keep, mend) if keep in own and mend not in own else (mend, keep)


def _shared_identifiers(store: ox.Store, own: Set[str]) -> Iterator[_Found]:
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in select(store, _IDENTIFIERS):
        if row["one"] not in bearers[row["scheme"], row["value"]]:
            bearers[row["scheme"], row["value"]].append(row["one"])
    shared = {key: nodes for key, nodes in bearers.items() if len(nodes) > 1}
    if not shared:
        return
    root = _Joined(store, _TIED % "")
    for (scheme, value), (first, *others) in shared.items():
        for other in others:
            if root(first) != root(other):
                mend, keep = _apart(first, other, own)
                given = {"other": curie(keep), "value": value, "scheme": curie(scheme)}
                yield "identifier", mend, given


def _said_twice(store: ox.Store, own: Set[str]) -> Iterator[_Found]:
    symmetric = {row["relation"] for row in select(store, _SYMMETRIC)}
    said: dict[frozenset[tuple[str, str]], str] = {}
    for claim in (row["claim"] for row in select(store, _CLAIMS)):
        words = {
            (quad.predicate.value, str(quad.object))
            for quad in store.quads_for_pattern(ox.NamedNode(claim), None, None, ox.DefaultGraph())
            if quad.predicate.value not in _BESIDE
        }
        ends = {value for name, value in words if name == ONTOLOGY + "relation"}
        if ends & {f"<{one}>" for one in symmetric}:
            either = {ONTOLOGY + "subject", ONTOLOGY + "object"}
            words = {("" if name in either else name, value) for name, value in words}
        first = said.setdefault(frozenset(words), claim)
        if first != claim:
            mend, keep = _apart(first, claim, own)
            yield "twice", mend, {"other": curie(keep)}


def _tied_to_itself(store: ox.Store) -> Iterator[_Found]:
    for row in select(store, _ONE_END):
        yield "itself", row["at"], {"value": curie(row["node"]), "how": curie(row["how"])}
    for row in select(store, _LOOPS):
        yield "itself", row["node"], {"value": curie(row["node"]), "how": curie(row["how"])}


def _texts(store: ox.Store) -> Iterator[_Found]:
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        value, name = quad.object, quad.predicate.value
        if not isinstance(value, ox.Literal):
            continue
        text, where, how = value.value, text_of(quad.subject), {"how": curie(name)}
        if name == _ADDRESS or value.datatype.value == _ANY_URI:
            if not is_address(text):
                yield "address", where, {"value": text, **how}
        elif name in _TEXTS:
            if _STRAY.search(text):
                yield "spaces", where, {"value": text, **how}
            if unicodedata.normalize("NFC", text) != text:
                yield "accents", where, {"value": text, **how}


def is_address(text: str) -> bool:
    """Whether a text is an absolute IRI, with a host where its scheme asks for one.

    >>> [is_address(one) for one in ("https://a.example/b", "www.a.example", "https:///b")]
    [True, False, False]
    """
    try:
        ox.NamedNode(text)
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.hostname) if parts.scheme in ("http", "https", "ftp") else True


def _lineages(store: ox.Store, own: Set[str]) -> Iterator[_Found]:
    """Yield the territories that no chain of claims, or of changes, ties to their lineage."""
    territories: dict[str, list[str]] = defaultdict(list)
    for row in select(store, _LINEAGES):
        territories[row["line"]].append(row["territory"])
    root = _Joined(store, _TIED % "relation:continued-as", _EVENTS)
    for line, (first, *others) in territories.items():
        for other in others:
            if root(first) != root(other):
                mend, keep = _apart(first, other, own)
                yield "lineage", mend, {"other": curie(keep), "value": curie(line)}


class _Joined:
    """What pairs of nodes make one: called with a node, it gives the one that stands for all."""

    def __init__(self, store: ox.Store, *queries: str) -> None:
        self._over: dict[str, str] = {}
        for query in queries:
            for row in select(store, query):
                self._over[self(row["one"])] = self(row["other"])

    def __call__(self, node: str) -> str:
        while (over := self._over.get(node, node)) != node:
            node = over
        return node
