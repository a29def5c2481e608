"""Properties on what they are not said of, and values that are not of the kind they lead to.

Shapes hold of many properties what may stand at their end, and say it in their own words: of these
only what they are said of is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from tigraph.curating.finding import Finding
from tigraph.local import said
from tigraph.rdf import Terms, text_of
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE, XSD, curie

_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
#: Of which classes a property is said: as an axiom, or as a note where an axiom would say something
#: of other people's data; and to which it leads.
_SAID_OF = (_RDFS + "domain", PREFIXES["schema"] + "domainIncludes")
_LEADS_TO = (_RDFS + "range",)
_WITHIN, _UNION = _RDFS + "subClassOf", _OWL + "unionOf"
_FIRST, _REST, _NIL = (PREFIXES["rdf"] + one for one in ("first", "rest", "nil"))
_SH = "http://www.w3.org/ns/shacl#"
_PATH, _HELD = _SH + "path", (_SH + "class", _SH + "datatype")
#: What a number without decimals is as well.
_WIDER = {XSD + "integer": XSD + "decimal"}
#: Classes that say nothing of what is in them.
_ANYTHING = {_RDFS + "Resource", _OWL + "Thing", _RDFS + "Literal", PREFIXES["prov"] + "Entity"}
_TOLD = {
    "of": ("{term} stands on {is_of}, and is said of {wanted}.",
           "{term} porte sur {is_of}, et se dit de {wanted}."),
    "of todo": ("Say it of what it belongs to, or say what class this is.",
                "Dites-le de ce qu’il décrit, ou dites de quelle classe est ceci."),
    "to": ("{term} leads to {what}, which is {is_of}, where {wanted} is wanted.",
           "{term} mène à {what}, qui est {is_of}, là où l’on attend {wanted}."),
    "to todo": ("Name what is meant, or correct its class.",
                "Nommez ce dont il s’agit, ou corrigez sa classe."),
    "text": ("{term} has a value of {is_of}, and is written as {wanted}.",
             "{term} a une valeur de type {is_of}, et s’écrit en {wanted}."),
    "text todo": ("Give the value this datatype: ^^{wanted}.",
                  "Donnez à la valeur ce type : ^^{wanted}."),
}  # fmt: skip


class Places:
    """Where properties may stand and lead to, as an ontology says it."""

    def __init__(self, quads: Iterable[ox.Quad], known: Terms) -> None:
        self._known = known
        self._above: dict[str, set[str]] = defaultdict(set)
        said: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        wanted = {*_SAID_OF, *_LEADS_TO, *_HELD, _PATH}
        for subject, predicate, value, _ in quads:
            what = predicate.value
            if what == _WITHIN and isinstance(value, ox.NamedNode):
                self._above[text_of(subject)].add(value.value)
            elif what in wanted or what in (_UNION, _FIRST, _REST):
                said[subject][what].append(value)
        #: To what shapes hold that they lead, in words of their own.
        self.held = {
            text_of(path)
            for own in said.values()
            for path in own.get(_PATH, ())
            if any(by in own for by in _HELD)
        }
        self._ends = tuple(
            {
                node.value: found
                for node, own in said.items()
                if isinstance(node, ox.NamedNode)
                and (found := _members([end for by in bys for end in own.get(by, ())], said))
                and not found & _ANYTHING
            }
            for bys in (_SAID_OF, _LEADS_TO)
        )

    def said_of(self, term: str) -> set[str]:
        """Return the classes of which a property is said; none where that is not told."""
        return self._ends[0].get(term, set())

    def leads_to(self, term: str) -> set[str]:
        """Return the classes or datatypes to which a property leads, likewise."""
        return self._ends[1].get(term, set())

    def fits(self, types: Iterable[str], wanted: set[str]) -> bool:
        """Whether what has these types may be of one of the classes wanted.

        Of what has no type, or one that nobody here knows, nothing is said.
        """
        seen, todo = set[str](), list(types)
        if not todo or not all(one in self._known for one in todo):
            return True
        while todo:
            one = todo.pop()
            if one in wanted:
                return True
            if one not in seen:
                seen.add(one)
                todo += self._above[one]
        return False


def placing_findings(
    quads: Sequence[ox.Quad], ontology: Iterable[ox.Quad], known: Terms, language: str = "en"
) -> Iterator[Finding]:
    """Yield what of some data stands on, or leads to, what it may not.

    `ontology` says where properties may stand, and what its concepts are.
    """
    ontology = list(ontology)
    places, types = Places([*ontology, *quads], known), defaultdict[str, set[str]](set)
    for subject, predicate, value, _ in (*ontology, *quads):
        if predicate.value == RDF_TYPE:
            types[text_of(subject)].add(text_of(value))
    for subject, predicate, value, _ in quads:
        term, own = predicate.value, types[text_of(subject)]
        where, name = curie(text_of(subject)), curie(term)
        wanted = places.said_of(term)
        if wanted and not places.fits(own, wanted):
            told = {"term": name, "is_of": _named(own), "wanted": _named(wanted)}
            yield _finding("of", where, told, language)
        wanted = places.leads_to(term)
        if not wanted or term in places.held:
            continue
        if isinstance(value, ox.Literal):
            kind, typed = value.datatype.value, {one for one in wanted if _is_datatype(one)}
            if typed and not typed & {kind, _WIDER.get(kind, "")}:
                told = {"term": name, "is_of": curie(kind), "wanted": _named(typed)}
                yield _finding("text", where, told, language)
        elif not places.fits(types[text_of(value)], wanted):
            told = {"term": name, "what": curie(text_of(value)), "wanted": _named(wanted),
                    "is_of": _named(types[text_of(value)])}  # fmt: skip
            yield _finding("to", where, told, language)


def _finding(key: str, where: str, told: dict[str, str], language: str) -> Finding:
    message, todo = (said(_TOLD[one], language).format(**told) for one in (key, f"{key} todo"))
    return Finding("terms", where, message, todo)


def _is_datatype(iri: str) -> bool:
    return iri.startswith((XSD, PREFIXES["edtf"])) or iri == PREFIXES["rdf"] + "langString"


def _named(iris: Iterable[str]) -> str:
    return ", ".join(sorted(map(curie, iris)))


def _members(ends: Iterable[object], said: Mapping[object, Mapping[str, list[object]]]) -> set[str]:
    """Return some classes and those of unions among them; none where one is described otherwise."""
    found, seen, todo = set[str](), set[object](), list(ends)
    while todo:
        one = todo.pop()
        if isinstance(one, ox.NamedNode):
            found |= {one.value} - {_NIL}
        elif one not in seen:
            seen.add(one)
            own = said.get(one, {})
            more = [node for by in (_UNION, _FIRST, _REST) for node in own.get(by, ())]
            if not more:
                return set()
            todo += more
    return found
