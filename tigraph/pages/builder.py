"""The builder: a question put together from the model's kinds and relations, without SPARQL.

What it offers is told to Sparnatural as SHACL: the kinds that the graph has entities of, the
relations between them that the ontology declares and the graph holds, and what a claim rests on,
each with the ontology's label and definition in both languages.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from tigraph.drawing import DESCRIBES
from tigraph.explaining import Account, Model
from tigraph.local import Pair
from tigraph.names import ACTORS
from tigraph.pages.assets import has_asset
from tigraph.pages.frame import Frame
from tigraph.pages.page import Page, Site
from tigraph.rdf import iri_text, select
from tigraph.rdf.vocabulary import (
    CERTAIN,
    ENTITY,
    POSSIBLE,
    PREF_LABEL,
    PREFIXES,
    RDF_TYPE,
    XSD,
    curie,
    expand,
    local_name,
)
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.stores import Ground

_SH, _DASH = "http://www.w3.org/ns/shacl#", "http://datashapes.org/dash#"
_RDFS = PREFIXES["rdfs"]
_WIDGET = "http://data.sparna.fr/ontologies/sparnatural-config-core#"
#: What the shapes of the builder are called; a question that it writes has none of these names.
_OWN = "urn:tigraph:builder:"
#: The themes of the ontology of which properties lead from one thing to another.
_THEMES = ("edges", "structure", "places", "changes")
#: What is for coders, and not asked.
_LEFT_OUT = ("tig:Text", "tig:RegistryFile")
#: More entities than so many are sought by name, fewer are listed.
_LISTED = 200
#: What a claim is asked for: the steps that lead there, the term that names it, what is there.
#: "" is any kind of entity.
_CLAIM = "tig:RelationClaim"
_OF_CLAIM = (
    ("tig:subject|org:member", "tig:subject", ""),
    ("tig:object|org:organization", "tig:object", ""),
    ("tig:relation", "tig:relation", "concept:relation"),
    ("tig:citation/oa:hasSource/tig:textOf", "oa:hasSource", "foaf:Document"),
    ("tig:citation/prov:wasAttributedTo", "prov:wasAttributedTo", "org:FormalOrganization"),
    ("tig:citation/prov:wasAttributedTo", "prov:wasAttributedTo", "foaf:Person"),
    ("tig:citation/tig:modality", "tig:modality", "concept:modality"),
    ("tig:earliestBegin", "tig:earliestBegin", "xsd:date"),
    ("tig:latestEnd", "tig:latestEnd", "xsd:date"),
)


_DERIVES = "SELECT ?edge {{ {relation} tig:derives ?edge }}"
_HELD = "SELECT ?a ?b {{ ?a {by} ?b FILTER (isIRI(?b)) }}"
#: Of what class things are, and in which scheme: joined here, a country costs a third of the time.
_SORTS = """SELECT ?one ?sort { { ?sort a tig:Kind . ?one a ?sort }
  UNION { ?one skos:inScheme ?sort } }"""
#: What a question that is built writes short.
_SHORT = ("tig", "org", "foaf", "skos", "dcterms", "oa", "opengov", "prov")
_WIDGETS = {True: "ListProperty", False: "AutocompleteProperty"}
_SOURCES = "http://data.sparna.fr/ontologies/sparnatural-config-datasources#"
#: What is chosen from: those that stand there, by the name that they have in the language, else in
#: French; of many, those whose name has the letters typed. `$` marks what Sparnatural puts there.
_CHOICES = """SELECT DISTINCT ?uri ?label WHERE {{
  ?domain $type $domain . ?domain $property ?uri . ?uri $type $range . ?uri <{name}> ?label .
  FILTER (LANG(?label) = $lang || (LANG(?label) = "fr"
    && NOT EXISTS {{ ?uri <{name}> ?own . FILTER (LANG(?own) = $lang) }}))
{typed}}} ORDER BY LCASE(STR(?label)) LIMIT {most}"""
_TYPED = '  FILTER (CONTAINS(LCASE(STR(?label)), LCASE("$key")))\n'
_TITLE, _IN_SCHEME = PREFIXES["dcterms"] + "title", PREFIXES["skos"] + "inScheme"
_FIRST, _REST, _NIL = (PREFIXES["rdf"] + one for one in ("first", "rest", "nil"))


class _Way(NamedTuple):
    """From a class by a path to another class, a scheme or a datatype, and what that is called."""

    start: str
    path: str
    end: str
    label: Pair
    meaning: Pair = ("", "")


def builder_page(graph: Graph, language: str, date: str = "", site: Site | None = None) -> Page:
    """Return the page on which a question is put together."""
    frame = Frame(graph, f"{language}/builder.html", language, date, site or Site())
    told = {
        "library": has_asset("sparnatural.js"),
        "sparql": frame.to("sparql").partition("?")[0],
        "shapes": frame.to(f"{language}/builder.ttl").partition("?")[0],
        "editor": frame.to(f"{language}/editor.html").partition("?")[0],
        "entities": ENTITY,
        "prefixes": " ".join(f"{key}:{PREFIXES[key]}" for key in _SHORT),
        "pages": frame.pages,
    }
    return frame.page("builder.html", frame.words["builder"], told, indexed=False)


def built_like(frame: Frame, card: Mapping[str, Any]) -> str:
    """Return the way to the builder with a question about an entity: who else is so tied to it.

    It has the kind of the first that the entity is tied to, surely if that may be, and asks of what
    the page shows, what only may hold included; "" where there is none.
    """
    names, store = frame.ground.names, frame.ground.store
    if not frame.builds or not has_asset("sparnatural.js"):
        return ""
    for tie in sorted(card["relations"], key=lambda one: one["holds"]):
        other = names.get(tie["other"]["iri"]) if tie["other"] else None
        if tie["basis"] in DESCRIBES or tie["post"] or other is None or tie["claim"] is None:
            continue
        relation = expand(tie["relation"]) or ""
        for row in select(store, _DERIVES.format(relation=iri_text(relation))):
            turned = "^" if tie["direction"] == "out" else ""
            own, path = expand(card["types"][0]) or "", turned + curie(row["edge"])
            start, end = f"{local_name(other.kind)}_1", f"{local_name(own)}_2"
            value = {"label": card["label"], "rdfTerm": {"type": "uri", "value": card["iri"]}}
            line = {
                "s": start, "p": _name(other.kind, path, own), "o": end, "sType": other.kind,
                "oType": own, "values": [value],
            }  # fmt: skip
            query = {
                "distinct": True,
                "variables": [{"termType": "Variable", "value": start}],
                "order": None,
                "branches": [{"line": line, "children": []}],
            }
            told = quote(json.dumps(query, ensure_ascii=False), safe="")
            return f"{frame.to(f'{frame.language}/builder.html')}#build={told}&possible=true"
    return ""


def builder_file(graph: Graph) -> bytes:
    """Return the shapes of what the builder offers, as Turtle, in both languages."""
    ground = graph.ground
    model = Account(ground).model
    sorts = {row["one"]: row["sort"] for row in select(ground.store, _SORTS)}
    counts = Counter(sorts.values())
    prefixes = {key: PREFIXES[key] for key in ("tig", "org", "foaf", "skos", "rdfs")}
    prefixes |= {"sh": _SH, "dash": _DASH}
    quads = list(_shapes(model, _ways(ground, model, sorts), counts))
    return ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _ways(ground: Ground, model: Model, sorts: Mapping[str, str]) -> Iterator[_Way]:
    """Yield what leads from one kind to another: declared by the ontology, and held at any date."""
    kinds = {one for one in sorts.values() if one in model.kinds}
    kinds -= {expand(one) for one in _LEFT_OUT}
    store = ground.snapshot(ANY).store
    for by in (term for theme in model.themes if theme.key in _THEMES for term in theme.terms):
        if model.sort(by) != "property" or model.is_deprecated(by):
            continue
        label, meaning = model.label(by), model.meaning(by)
        named = (by, *model.terms.deriving(by))
        inverse = (model.says(one, "tig:inverseLabel") for one in named)
        back = next((one for one in inverse if one[0]), None)
        rows = select(store, _HELD.format(by=iri_text(by)), (CERTAIN, POSSIBLE))
        for start, end in sorted({(sorts.get(r["a"], ""), sorts.get(r["b"], "")) for r in rows}):
            if start in kinds and (end in kinds or end in model.schemes):
                yield _Way(start, curie(by), end, label, meaning)
            if back and {start, end} <= kinds:
                yield _Way(end, f"^{curie(by)}", start, back)
    for path, term, end in _OF_CLAIM:
        iri = expand(term) or ""
        for one in [expand(end) or ""] if end else sorted(kinds):
            yield _Way(expand(_CLAIM) or "", path, one, model.label(iri), model.meaning(iri))


def _shapes(model: Model, ways: Iterable[_Way], counts: Mapping[str, int]) -> Iterator[ox.Quad]:
    """Yield the shapes of what the builder offers: classes and schemes, and the ways of each."""
    ends: dict[str, None] = {}
    for way in ways:
        iri = _name(way.start, way.path, way.end)
        ends |= dict.fromkeys((way.start, way.end))
        yield _quad(way.start, _SH + "property", iri)
        yield from _path(iri, way.path)
        yield from _told(iri, way.label, way.meaning)
        if way.end.startswith(XSD):
            yield _quad(iri, _SH + "datatype", way.end)
        else:
            few = way.end in model.schemes or counts.get(way.end, 0) <= _LISTED
            yield _quad(iri, _SH + "node", _shape_of(model, way.end))
            yield _quad(iri, _DASH + "searchWidget", _WIDGET + _WIDGETS[few])
            yield _quad(iri, _SOURCES + "datasource", _source(way.end, few))
    for title in ("foaf:Document", ""):
        for few in (True, False):
            one = _source(expand(title) or "", few)
            typed, most = ("", 500) if few else (_TYPED, 15)
            name = _TITLE if title else PREF_LABEL
            choices = _CHOICES.format(name=name, typed=typed, most=most)
            yield _quad(one, _SOURCES + "queryString", ox.Literal(choices))
    order = [*ACTORS, *model.kinds, expand(_CLAIM)]
    for end in (one for one in ends if not one.startswith(XSD)):
        shape = _shape_of(model, end)
        label = f"{shape}:label" if end in model.schemes else f"{_OWN}{_key(end)}:label"
        yield _quad(shape, RDF_TYPE, _SH + "NodeShape")
        yield from _told(shape, model.label(end), model.meaning(end))
        if end in order:
            yield _quad(shape, RDF_TYPE, _RDFS + "Class")
            yield _quad(shape, _SH + "order", ox.Literal(1 + order.index(end)))
        else:
            target = ox.BlankNode()
            held = f"SELECT ?this WHERE {{ $this <{_IN_SCHEME}> <{end}> }}"
            yield _quad(shape, _SH + "target", target)
            yield _quad(target, _SH + "select", ox.Literal(held))
        if end != expand(_CLAIM):
            name = _TITLE if end == expand("foaf:Document") else PREF_LABEL
            yield _quad(shape, _SH + "property", label)
            yield _quad(label, _SH + "path", name)
            yield _quad(label, _SH + "datatype", PREFIXES["rdf"] + "langString")
            yield _quad(label, _DASH + "propertyRole", _DASH + "LabelRole")
            yield from _told(label, model.label(PREF_LABEL), ("", ""))


def _source(end: str, few: bool) -> str:
    """Return the name of the question for what may stand at an end."""
    return f"{_OWN}choose:{'title' if end == expand('foaf:Document') else 'name'}:{int(few)}"


def _shape_of(model: Model, end: str) -> str:
    """Return the shape of what is at an end: a class is its own, a scheme has one of ours."""
    return f"{_OWN}scheme:{_key(end)}" if end in model.schemes else end


def _told(iri: str, label: Pair, meaning: Pair) -> Iterator[ox.Quad]:
    """Yield what something is called, and what it means, in both languages."""
    of_shape = (_SH + "name", _RDFS + "label")
    told = (*((one, label) for one in of_shape), (_SH + "description", meaning))
    for predicate, texts in told:
        for language, text in zip(("en", "fr"), texts, strict=True):
            if text:
                yield _quad(iri, predicate, ox.Literal(text, language=language))


def _path(iri: str, path: str) -> Iterator[ox.Quad]:
    """Yield a path of SPARQL's as SHACL has it: steps, one turned round, a choice of two."""
    steps, predicate = path.split("/"), _SH + "path"
    if path.startswith("^"):
        turned = ox.BlankNode()
        yield _quad(iri, predicate, turned)
        yield _quad(turned, _SH + "inversePath", expand(path[1:]) or "")
    elif "|" in path:
        choice = ox.BlankNode()
        yield _quad(iri, predicate, choice)
        yield from _listed(choice, _SH + "alternativePath", path.split("|"))
    elif len(steps) > 1:
        yield from _listed(ox.NamedNode(iri), predicate, steps)
    else:
        yield _quad(iri, predicate, expand(path) or "")


def _listed(
    subject: ox.NamedNode | ox.BlankNode, predicate: str, steps: Sequence[str]
) -> Iterator[ox.Quad]:
    for step in steps:
        node = ox.BlankNode()
        yield _quad(subject, predicate, node)
        yield _quad(node, _FIRST, expand(step) or "")
        subject, predicate = node, _REST
    yield _quad(subject, predicate, _NIL)


def _quad(
    subject: str | ox.NamedNode | ox.BlankNode,
    predicate: str,
    value: str | ox.BlankNode | ox.Literal,
) -> ox.Quad:
    node = ox.NamedNode(subject) if isinstance(subject, str) else subject
    return ox.Quad(
        node, ox.NamedNode(predicate), ox.NamedNode(value) if isinstance(value, str) else value
    )


def _name(start: str, path: str, end: str) -> str:
    """Return what the shape of a way is called."""
    return _OWN + ":".join(_key(one) for one in (start, path, end))


def _key(name: str) -> str:
    """Return what stands of a term in the name of a shape: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", curie(name).replace("^", "to-")).strip("-")
