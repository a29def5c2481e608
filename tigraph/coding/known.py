"""What a graph says of the ends of a claim, and whether it has that claim already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tigraph.coding.model import Coded
from tigraph.errors import DataError
from tigraph.names import folded
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE

_KINDS = """
SELECT ?kind WHERE {{
  {{ <{0}> a/rdfs:subClassOf* ?kind }} UNION {{ <{0}> skos:inScheme ?kind }}
}}
"""
_ALONE = """
SELECT ?property ?value ?language WHERE {{
  VALUES ?property {{ rdf:type skos:prefLabel tig:inPhase prov:specializationOf org:postIn
    tig:ofProgramme }}
  <{0}> ?property ?value .
  FILTER (?property != rdf:type || EXISTS {{ ?value a tig:Kind }})
  BIND (IF(ISLITERAL(?value), LANG(?value), "") AS ?language)
}}
"""
_TIES = """
SELECT DISTINCT ?claim ?rank ?relation ?subject ?object ?valid ?source WHERE {{
  {{ VALUES ?one {{ <{0}> }} VALUES ?other {{ {1} }}
     ?claim tig:subject|org:member ?one ; tig:object|org:organization|opengov:post ?other
     BIND (0 AS ?rank) BIND (?one AS ?first) BIND (?other AS ?second) }}
  UNION {{ VALUES ?one {{ <{0}> }} VALUES ?other {{ {1} }}
     ?claim tig:subject|org:member ?other ; tig:object|org:organization ?one
     BIND (0 AS ?rank) BIND (?other AS ?first) BIND (?one AS ?second) }}
  UNION {{ VALUES ?second {{ {1} }}
     ?claim tig:relation <{2}> ; opengov:post ?second ; org:member ?first
     FILTER (?first != <{0}>) BIND (1 AS ?rank) }}
  UNION {{ VALUES ?first {{ <{0}> }} ?claim tig:relation <{2}> ; tig:subject|org:member ?first ;
       tig:object|org:organization ?second
     FILTER (?second NOT IN ({3})) BIND (2 AS ?rank) }}
  ?claim tig:relation ?relation .
  ?first skos:prefLabel ?subject . ?second skos:prefLabel ?object .
  OPTIONAL {{ ?claim tig:validTime ?valid }}
  OPTIONAL {{ ?claim tig:citation/oa:hasSource/tig:textOf/skos:prefLabel ?source }}
}} ORDER BY ?rank ?claim ?subject ?object ?source
"""
_FIGURES = """
SELECT DISTINCT ?claim ?relation ?subject ?object ?valid ?source WHERE {{
  ?claim tig:about <{0}> ; tig:measure <{1}> ; tig:value|tig:minimum|tig:maximum ?object .
  BIND (<{1}> AS ?relation)
  <{0}> skos:prefLabel ?subject .
  OPTIONAL {{ ?claim tig:validTime ?valid }}
  OPTIONAL {{ ?claim tig:citation/oa:hasSource/tig:textOf/skos:prefLabel ?source }}
}} ORDER BY ?claim ?object ?source
"""
_OPINIONS = """
SELECT DISTINCT ?claim ?relation ?subject ?object ?valid ?source WHERE {{
  ?claim tig:about <{0}> ; tig:stance ?relation ; tig:paraphrase ?object .
  <{0}> skos:prefLabel ?subject .
  FILTER (LANG(?object) = LANG(?subject))
  OPTIONAL {{ ?claim tig:validTime ?valid }}
  OPTIONAL {{ ?claim tig:citation/oa:hasSource/tig:textOf/skos:prefLabel ?source }}
}} ORDER BY ?claim ?object ?source
"""
#: So many sayings of the graph are shown beside a claim.
_MOST = 8
_READ = """
SELECT ?text ?document ?publisher ?issued ?language WHERE {{
  ?text tig:sha256 "{0}" ; tig:textOf ?document .
  OPTIONAL {{ ?document dcterms:publisher ?publisher }}
  OPTIONAL {{ ?document dcterms:issued ?issued }}
  OPTIONAL {{ ?document dcterms:language ?language }}
}} ORDER BY ?text ?publisher
"""


@dataclass(frozen=True)
class Source:
    """A text that is read: its node and its document's, who publishes it, when, which language."""

    text: str
    document: str
    publisher: str = ""
    issued: str = ""
    language: str = "fr"


def source_of(store: Queryable, sha256: str, what: str) -> Source:
    """Return the source whose text has a checksum; raises `DataError` where a graph has none."""
    for row in select(store, _READ.format(sha256)):
        return Source(
            row["text"], row["document"], row["publisher"], row["issued"], row["language"] or "fr"
        )
    raise DataError(
        f"{what}: the graph has no text of this checksum. Its document.ttl says which text was "
        "read (tig:sha256): add the document again, or correct it."
    )


class Known:
    """What a graph knows of entities and claims."""

    def __init__(self, store: Queryable) -> None:
        self._store = store
        self.kinds = lru_cache(None)(self._kinds)
        self.post_in = lru_cache(None)(self._post_in)

    def _kinds(self, entity: str) -> frozenset[str]:
        """Return the classes, or schemes, that an entity is in; none where it is not known."""
        return frozenset(row["kind"] for row in select(self._store, _KINDS.format(entity)))

    def _post_in(self, post: str) -> str:
        """Return the body that a post is in, or ""."""
        rows = select(self._store, f"SELECT ?body {{ <{post}> org:postIn ?body }}")
        return next((row["body"] for row in rows), "")

    def programme_of(self, phase: str) -> str:
        """Return the programme of a phase, or ""."""
        rows = select(self._store, f"SELECT ?of {{ <{phase}> tig:ofProgramme ?of }}")
        return next((row["of"] for row in rows), "")

    def named_of(self, kind: str) -> list[tuple[str, str]]:
        """Return the entities of a class with their French labels, by these."""
        query = f"""SELECT ?one ?label {{
          ?one a <{kind}> ; skos:prefLabel ?label FILTER(LANG(?label) = "fr") }} ORDER BY ?label"""
        return [(row["one"], row["label"]) for row in select(self._store, query)]

    def names(self, entity: str) -> set[str]:
        """Return all names of an entity or a concept, folded."""
        query = f"""SELECT ?name {{
          <{entity}> skos:prefLabel|skos:altLabel|skos:hiddenLabel|tig:spelling ?name }}"""
        return {folded(row["name"]) for row in select(self._store, query)} - {""}

    def labels(self, entity: str) -> set[str]:
        """Return the preferred labels of an entity."""
        rows = select(self._store, f"SELECT ?label {{ <{entity}> skos:prefLabel ?label }}")
        return {row["label"] for row in rows}

    def alone(self, entity: str) -> Iterator[tuple[str, str, str, str]]:
        """Yield what an entity cannot be without where its layer is not at hand.

        Kind, names and what it is within, as subject, property, value, and language or "".
        """
        ahead, met = [entity], set[str]()
        while ahead:
            one = ahead.pop()
            met.add(one)
            for row in select(self._store, _ALONE.format(one)):
                yield one, row["property"], row["value"], row["language"]
                if not row["language"] and row["property"] != RDF_TYPE and row["value"] not in met:
                    ahead.append(row["value"])

    def same_claim(self, said: frozenset[tuple[str, str]], own: str, symmetric: bool) -> str:
        """Return the claim of the graph, none of one's own, that says what some pairs say."""
        ends = {"subject", "object"} if symmetric else set()
        paths = dict.fromkeys(ends, "tig:subject|tig:object")
        patterns = " ".join(
            f"?claim {paths.get(name, f'<{PROPERTIES[name]}>')} {value} ."
            for name, value in sorted(said)
        )
        silent = " ".join(
            f"FILTER NOT EXISTS {{ ?claim <{term}> ?any{number} }}"
            for number, (name, term) in enumerate(sorted(PROPERTIES.items()))
            if name not in {one for one, _ in said}
        )
        query = (
            f"SELECT ?claim {{ {patterns} {silent} "
            f'FILTER(!STRSTARTS(STR(?claim), "{own}")) }} ORDER BY ?claim'
        )
        return next((row["claim"] for row in select(self._store, query)), "")

    def beside(self, claim: Coded, concept: str) -> list[dict[str, str]]:
        """Return what the graph says of the ends of a claim: each saying once.

        `concept` is the IRI of the relation or the measure. What is said of both ends comes first,
        then who else holds the post, then what else is so said of the subject. `agrees` is "yes"
        where it says the same, "no" where it says otherwise what can only be one way, "" where
        both may be.
        """
        if not claim.subject.entity:
            return []
        if claim.is_opinion:
            query = _OPINIONS.format(claim.subject.entity)
        elif claim.is_figure:
            query = _FIGURES.format(claim.subject.entity, concept)
        else:
            others = [f"<{one.entity}>" for one in (claim.object, claim.post) if one and one.entity]
            listed = ", ".join(others) or "<urn:none>"
            query = _TIES.format(claim.subject.entity, " ".join(others), concept, listed)
        found: dict[str, dict[str, str]] = {}
        for row in select(self._store, query):
            told = {name: row.get(name, "") for name in ("subject", "object", "valid", "source")}
            told |= {"relation": row["relation"], "agrees": _agrees(claim, concept, row)}
            found.setdefault(row["claim"], told)
        return list(found.values())[:_MOST]


def _agrees(claim: Coded, concept: str, row: dict[str, str]) -> str:
    apart = claim.valid and row["valid"] and claim.valid != row["valid"]
    if claim.is_figure:
        number = claim.value or claim.minimum or claim.maximum
        return "yes" if row["object"] == number else "" if apart else "no"
    if claim.is_opinion:
        return ""
    if row["rank"] == "1":
        return "" if apart else "no"
    if row["rank"] != "0" or row["relation"] != concept:
        return ""
    return "no" if apart else "yes"


#: The properties of a claim, but its citations and its types.
PROPERTIES = {
    **{
        name: PREFIXES["tig"] + name
        for name in (
            "relation", "measure", "subject", "object", "about", "basis", "value", "minimum",
            "maximum", "unit", "qualifier", "referencePopulation", "validTime", "actingAs",
            "actingFor", "through", "stance", "concerns", "paraphrase",
        )
    },
    **{name: PREFIXES["org"] + name for name in ("member", "organization", "role")},
    **{name: PREFIXES["opengov"] + name for name in ("post", "onBehalfOf")},
}  # fmt: skip
