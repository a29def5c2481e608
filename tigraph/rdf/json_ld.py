"""JSON-LD that reads like data: short names, labels by language, one object for each subject.

The context stands in each file, so that it is read without the web; it is published too, as
`ontology/context.jsonld`, under https://w3id.org/tigraph/context.jsonld.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import groupby
from typing import IO, Any

import pyoxigraph as ox

from tigraph.local import shipped
from tigraph.rdf.asking import text_of
from tigraph.rdf.vocabulary import CONCEPT, EDTF, ENTITY, GRAPH, PREFIXES, RDF_TYPE, XSD

Json = Any
#: Of the prefixes, those of the vocabularies, and one each for entities, concepts and graphs:
#: those of kinds and schemes (`role:`) would hide the properties of their names (`role`).
_SHORT = {"entity": ENTITY, "concept": CONCEPT, "graph": GRAPH}
_VOCABULARIES = {
    prefix: iri
    for prefix, iri in PREFIXES.items()
    if not iri.startswith((ENTITY, CONCEPT, GRAPH)) and prefix != "graph"
}
_PREFIXES = (*_SHORT.items(), *_VOCABULARIES.items())
#: Where two vocabularies have one name, the first of these gets it.
_RANK = ("tig", "org", "skos", "dcterms", "prov", "oa", "adms", "foaf", "opengov", "dcat")
#: What is said in words, by language.
_WORDS = frozenset(
    PREFIXES[prefix] + name
    for prefix, names in {
        "skos": ("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote"),
        "dcterms": ("title", "description"),
        "rdfs": ("label", "comment"),
        "tig": ("inverseLabel",),
        "dcat": ("keyword",),
    }.items()
    for name in names
)
#: Annotations whose values are mostly nodes.
_LINKS = frozenset(
    PREFIXES[prefix] + name
    for prefix, name in (("dcterms", "creator"), ("dcterms", "license"), ("dcterms", "source"),
                         ("skos", "closeMatch"), ("skos", "exactMatch"), ("rdfs", "seeAlso"),
                         ("rdfs", "isDefinedBy"))
)  # fmt: skip
_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_PROPERTIES = {f"{_OWL}{kind}Property" for kind in ("Object", "Datatype", "Annotation")}
#: What JSON writes as it is.
_NATIVE = frozenset(XSD + name for name in ("string", "integer", "boolean", "decimal", "double"))


def context_of(ontology: Iterable[ox.Quad]) -> dict[str, Json]:
    """Return the context that an ontology gives: its classes and properties by short names.

    Which term is which kind of property, and the datatype of its values, are told with it.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    ranges: dict[str, str] = {}
    for quad in ontology:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            if quad.predicate.value == RDF_TYPE:
                kinds[quad.subject.value].add(quad.object.value)
            elif quad.predicate.value == _RDFS + "range":
                ranges[quad.subject.value] = quad.object.value
    terms: dict[str, Json] = {}
    for iri in sorted({*kinds, *_WORDS}, key=_order):
        prefix, name = _split(iri)
        free = prefix and name and name not in (*terms, *_VOCABULARIES, *_SHORT, "id", "type")
        known = kinds[iri] & {*_PROPERTIES, _OWL + "Class"} or iri in _WORDS
        if free and known:
            terms[name] = _term(iri, f"{prefix}:{name}", kinds[iri], ranges.get(iri, ""))
    return {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        **_VOCABULARIES,
        **_SHORT,
        **dict(sorted(terms.items())),
    }


def _term(iri: str, short: str, kinds: set[str], range_: str) -> Json:
    if iri in _WORDS:
        return {"@id": short, "@container": "@language"}
    if _OWL + "ObjectProperty" in kinds or iri in _LINKS:
        return {"@id": short, "@type": "@id"}
    if range_ == EDTF or (range_.startswith(XSD) and range_ not in _NATIVE):
        return {"@id": short, "@type": _compact(range_)}
    return short


@cache
def context() -> dict[str, Json]:
    """Return the context that is published with the ontology."""
    text = (shipped("ontology") / "context.jsonld").read_text(encoding="utf-8")
    told: dict[str, Json] = json.loads(text)["@context"]
    return told


def as_json_ld(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads as JSON-LD: the default graph's nodes, then each named graph with its own.

    The same quads give the same bytes. Raises what `write_json_ld` raises.
    """
    content = io.BytesIO()
    write_json_ld(sorted(set(quads), key=lambda one: (str(one.graph_name), str(one))), content)
    return content.getvalue()


def write_json_ld(quads: Iterable[ox.Quad], file: IO[bytes]) -> None:
    """Write quads as JSON-LD as they come, an object for each run of quads of one subject.

    What comes in one order of graphs and subjects has one object for each. Memory holds one
    subject. A node that has what these names cannot say (an IRI that begins like a prefix, the
    direction of a text) is written with its IRIs in full, without the context. Raises `OSError`
    for a triple as a term, which JSON-LD does not have.
    """
    writer, before = _Writer(context()), b""
    head = json.dumps(context(), ensure_ascii=False, indent=1)
    file.write(f'{{"@context": {head},\n"@graph": ['.encode())
    for graph, own in groupby(quads, key=lambda quad: quad.graph_name):
        inner = b""
        if not isinstance(graph, ox.DefaultGraph):
            plain = _is_plain(graph)
            name = json.dumps(_node(graph) if plain else text_of(graph), ensure_ascii=False)
            keys = '"id"' if plain else '"@context": null, "@id"'
            file.write(before + f'\n{{{keys}: {name}, "@graph": ['.encode())
            inner, before = b"]}", b""
        full = bool(inner) and not plain
        for _, run in groupby(own, key=lambda quad: quad.subject):
            for node in writer.nodes([quad.triple for quad in run], full=full):
                file.write(before + b"\n" + json.dumps(node, ensure_ascii=False).encode())
                before = b","
        file.write(inner)
        before = b","
    file.write(b"\n]}\n")


def _is_plain(term: Any) -> bool:
    """Whether JSON-LD with this context reads a term as what it is."""
    if isinstance(term, ox.Triple):
        raise OSError("JSON-LD has no triples as terms (RDF 1.2).")
    if isinstance(term, ox.NamedNode):
        scheme, _, rest = term.value.partition(":")
        return rest.startswith("//") or scheme not in context()
    return isinstance(term, ox.BlankNode) or not term.direction


def _in_full(triples: Iterable[ox.Triple]) -> list[Json]:
    """Return a node as JSON-LD has it without a context: an object, or several that are one."""
    content = ox.serialize(dict.fromkeys(triples), format=ox.RdfFormat.JSON_LD) or b"[]"
    return [{"@context": None, **node} for node in json.loads(content)]


class _Writer:
    def __init__(self, context: Mapping[str, Json]) -> None:
        self._names: dict[str, str] = {}
        self._told: dict[str, Mapping[str, str]] = {}
        for name, told in context.items():
            short = told["@id"] if isinstance(told, dict) else told
            if isinstance(short, str) and name not in (*_VOCABULARIES, *_SHORT):
                iri = _expanded(short)
                self._names[iri] = name
                self._told[iri] = told if isinstance(told, dict) else {}

    def nodes(self, triples: list[ox.Triple], *, full: bool) -> list[Json]:
        """Return the node of a subject, of which all triples are; `full` has no short names."""
        if full or not all(_is_plain(term) for triple in triples for term in triple):
            return _in_full(triples)
        said: dict[str, list[Any]] = defaultdict(list)
        for triple in triples:
            said[triple.predicate.value].append(triple.object)
        return [{"id": _node(triples[0].subject), **self._properties(said)}]

    def _properties(self, said: Mapping[str, list[Any]]) -> dict[str, Json]:
        found = {}
        for predicate in sorted(said, key=lambda iri: (iri != RDF_TYPE, self._name(iri))):
            values = sorted(said[predicate], key=str)
            if predicate == RDF_TYPE:
                types = [self._names.get(one.value) or _node(one) for one in values]
                found["type"] = _alone(sorted(types))
            elif self._told.get(predicate, {}).get("@container") == "@language":
                words = [one for one in values if _is_word(one)]
                found |= {self._name(predicate): _by_language(words)} if words else {}
                others = [_value(one, "") for one in values if not _is_word(one)]
                found |= {_compact(predicate): _alone(others)} if others else {}
            else:
                kind = self._told.get(predicate, {}).get("@type", "")
                found[self._name(predicate)] = _alone([_value(one, kind) for one in values])
        return found

    def _name(self, iri: str) -> str:
        return self._names.get(iri) or _compact(iri)


def _is_word(value: Any) -> bool:
    return isinstance(value, ox.Literal) and bool(
        value.language or value.datatype.value == XSD + "string"
    )


def _by_language(values: Iterable[ox.Literal]) -> Json:
    told: dict[str, list[Json]] = defaultdict(list)
    for value in values:
        told[value.language or "@none"].append(value.value)
    return {language: _alone(texts) for language, texts in sorted(told.items())}


def _value(term: Any, kind: str) -> Json:
    """Return a value as it stands under a property whose values are of a kind, "" of none."""
    if not isinstance(term, ox.Literal):
        name = _node(term)
        return name if kind == "@id" else {"id": name}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if kind and kind != "@id" and datatype == _expanded(kind):
        return term.value
    if not kind and datatype == XSD + "string":
        return term.value
    if not kind and datatype == XSD + "boolean" and term.value in ("true", "false"):
        return term.value == "true"
    if not kind and datatype == XSD + "integer" and _is_canonical(term.value):
        return int(term.value)
    typed = {} if datatype == XSD + "string" else {"@type": _compact(datatype)}
    return {"@value": term.value, **typed}


def _is_canonical(value: str) -> bool:
    """Whether a number is written as JSON writes it, and all programs read it whole."""
    return value.lstrip("-").isdecimal() and str(int(value)) == value and len(value) < 16


def _alone(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values


def _node(term: Any) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else _compact(term.value)


def _compact(iri: str) -> str:
    """Return an IRI behind one of the prefixes of the context, or whole."""
    prefix, name = _split(iri)
    return f"{prefix}:{name}" if prefix and not name.startswith("//") else iri


@lru_cache(maxsize=5_000)
def _split(iri: str) -> tuple[str, str]:
    for prefix, namespace in _PREFIXES:
        if iri.startswith(namespace):
            return prefix, iri.removeprefix(namespace)
    return "", iri


def _expanded(short: str) -> str:
    prefix, colon, name = short.partition(":")
    namespace = {**_SHORT, **_VOCABULARIES}.get(prefix)
    return namespace + name if colon and namespace else short


def _order(iri: str) -> tuple[int, str]:
    prefix, _ = _split(iri)
    return (_RANK.index(prefix) if prefix in _RANK else len(_RANK), iri)
