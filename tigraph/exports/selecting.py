"""A part of the graph that stands alone: actors, the claims between them, what these rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.errors import UsageError
from tigraph.local import Pair
from tigraph.names import ACTORS
from tigraph.rdf import here, iri_text, rows_of, select
from tigraph.rdf.vocabulary import CONCEPT, GRAPH, ONTOLOGY, PREFIXES, RDF_TYPE
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.stores import Ground

_CLAIMS = ("RelationClaim", "FigureClaim", "OpinionClaim")
_ENDS = "org:member|org:organization|tig:subject|tig:object|tig:about"
#: Who is tied to whom, by which claim.
_TIED = (
    "SELECT ?one ?other ?claim { ?claim org:member|tig:subject ?one ; "
    "org:organization|tig:object ?other }",
    "SELECT ?one ?other ?claim { ?claim org:organization|tig:object ?one ; "
    "org:member|tig:subject ?other }",
)
_LINES = "SELECT ?one ?other { ?one prov:specializationOf ?other }"
_KINDS = " ".join(f"<{kind}>" for kind in ACTORS)
_SAID = (
    f"SELECT ?one ?claim {{ ?claim {_ENDS} ?one ; a ?kind . "
    f"VALUES ?kind {{ {' '.join(f'tig:{name}' for name in _CLAIMS)} }} }}"
)
_SAID_OF = f"SELECT ?claim ?one {{ ?claim a tig:RelationClaim ; {_ENDS} ?one }}"
_VOICED = (
    "SELECT ?one ?claim { ?citation prov:wasAttributedTo ?one . "
    "?claim tig:citation ?citation ; a tig:OpinionClaim }"
)
_ACTORS = f"SELECT DISTINCT ?one {{ ?one a ?kind . VALUES ?kind {{ {_KINDS} }} }}"
_AREA_SCHEMES = "SELECT DISTINCT ?scheme { ?scheme tig:areaLevel ?level }"
#: What lies in an area, by itself or by a text that places it there.
_WITHIN = """SELECT DISTINCT ?one {{ ?area geo:sfWithin* {area} .
  {{ ?one dcterms:spatial ?area }}
  UNION {{ ?claim tig:subject ?one ; tig:relation relation:located-in ; tig:object ?area }} }}"""
#: What is of a programme: its phases, their territories, and who is tied to it by a claim.
_OF_PROGRAMME = """SELECT DISTINCT ?one {{
  {{ ?one tig:ofProgramme {programme} }}
  UNION {{ ?phase tig:ofProgramme {programme} . ?one tig:inPhase ?phase }}
  UNION {{ {{ BIND({programme} AS ?whole) }} UNION {{ ?whole tig:ofProgramme {programme} }}
    ?claim tig:subject|org:member ?one ; tig:object|org:organization ?whole }} }}"""
#: What no data state, and is worked out anew.
_WORKED_OUT = frozenset(
    ONTOLOGY + name
    for name in (
        "earliestBegin", "latestBegin", "earliestEnd", "latestEnd", "attestsFrom", "attestsTo",
        "issuedFrom", "issuedTo", "shownFrom", "shownTo",
        "lifeFrom", "lifeTo", "endsFrom", "endsTo",
    )
)  # fmt: skip
#: What leads from the record of a graph to all that it is of.
_NOT_ALONG = frozenset(
    (PREFIXES["prov"] + "wasDerivedFrom", ONTOLOGY + "leftOut", PREFIXES["skos"] + "hasTopConcept")
)
_NAMES = frozenset((RDF_TYPE, PREFIXES["skos"] + "prefLabel"))
_DEFAULT, _CURATED = ox.DefaultGraph(), ox.NamedNode(GRAPH + "curated")
_DCTERMS = PREFIXES["dcterms"]


@dataclass(frozen=True)
class Selection:
    """Which part of a graph is meant; of several, all that any of them means.

    `around` are names of entities, `region` that of an area (what lies in it, and in the areas
    within), `programme` that of a programme (its phases, their territories, who takes part). From
    these it goes on by `steps` along claims from actor to actor. `as_of` is a date (EDTF): claims
    that cannot hold then are left out.
    """

    around: tuple[str, ...] = ()
    region: str = ""
    programme: str = ""
    steps: int = 1
    as_of: str = ""

    def told(self) -> Pair:
        """Return what is selected in words, in English and in French.

        >>> Selection(around=("Cédric Bôle",), as_of="2019").told()[0]
        'A selection: Cédric Bôle, by 1 step; what may hold in 2019.'
        """
        named = ", ".join(filter(None, (*self.around, self.region, self.programme)))
        far = str(self.steps)
        english = [f"{named}, by {far} step{'' if self.steps == 1 else 's'}"] if named else []
        french = [f"{named}, à {far} pas"] if named else []
        english += [f"what may hold in {self.as_of}"] if self.as_of else []
        french += [f"ce qui peut valoir en {self.as_of}"] if self.as_of else []
        return f"A selection: {'; '.join(english)}.", f"Une sélection : {' ; '.join(french)}."

    def __bool__(self) -> bool:
        """Whether anything less than the whole is meant."""
        return bool(self.around or self.region or self.programme or self.as_of)


def selected(ground: Ground, selection: Selection) -> list[ox.Triple]:
    """Return the triples of a part of a graph, enough of them that they stand alone.

    They are the actors chosen, the relations of which all ends that are actors are among them, the
    figures and opinions about any of them, or which one of them voices, and what these rest on:
    citations, places, documents, files, identifiers, posts, areas, phases, with what is said of
    each; of anybody else who is named, such as who speaks, the kind and the name. The record of
    the graph says that it is a selection. Ontology and concepts are left out, and bounds of dates,
    which are worked out. Raises `UsageError` for a name that means nothing, or a graph behind a
    service; `BadDateError`.
    """
    if not isinstance(ground.store, ox.Store):
        raise UsageError("A selection is made of a graph that is here, not of a service's.")
    actors = chosen(ground, selection)
    claims = _between(ground, actors, selection)
    return sorted(_recorded(ground, selection, _told(ground, actors, claims)), key=str)


def chosen(ground: Ground, selection: Selection) -> set[str]:
    """Return the IRIs of who and what a selection means, as many steps on as it says.

    Raises `UsageError` for a name that means nothing; `BadDateError`.
    """
    store = ground.store
    found = {ground.resolve(name) for name in selection.around}
    if selection.region:
        schemes = [row["scheme"] for row in select(store, _AREA_SCHEMES)]
        area = iri_text(ground.resolve(selection.region, schemes))
        found |= {row["one"] for row in select(store, _WITHIN.format(area=area))}
    if selection.programme:
        own = ground.resolve(selection.programme, [ONTOLOGY + "Programme"])
        found.add(own)
        asked = _OF_PROGRAMME.format(programme=iri_text(own))
        found |= {row["one"] for row in select(store, asked)}
    if not (selection.around or selection.region or selection.programme):
        return {row["one"] for row in select(store, _ACTORS)}
    last = found
    for _ in range(selection.steps):
        met = _met(ground, last, selection) - found
        found, last = found | met, met
    return found | {row["other"] for row in rows_of(store, _LINES, found, "one")}


def _recorded(ground: Ground, selection: Selection, triples: set[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield triples, of which the record says that they are a selection, and of which version.

    Its title says it, too, by which it is cited; `skos:scopeNote` is where pages read it.
    """
    about, version = _DCTERMS + "description", PREFIXES["owl"] + "versionInfo"
    title, scope = _DCTERMS + "title", PREFIXES["skos"] + "scopeNote"
    told = dict(zip(("en", "fr"), selection.told(), strict=True))
    known = False
    for one in triples:
        own = one.subject == _CURATED
        known = known or own
        if not own or one.predicate.value not in (about, version, title, scope):
            yield one
        elif one.predicate.value == title and isinstance(one.object, ox.Literal):
            spoken = one.object.language or "en"
            what = told.get(spoken, told["en"]).rstrip(".")
            text = f"{one.object.value} ({what[:1].lower()}{what[1:]})"
            yield ox.Triple(_CURATED, one.predicate, ox.Literal(text, language=spoken))
    if known:
        yield ox.Triple(_CURATED, ox.NamedNode(version), ox.Literal(ground.version))
        for language, text in told.items():
            for says in (about, scope):
                yield ox.Triple(_CURATED, ox.NamedNode(says), ox.Literal(text, language=language))


def _met(ground: Ground, iris: Collection[str], selection: Selection) -> set[str]:
    """Return the actors to which some are tied by a claim."""
    rows = [row for query in _TIED for row in rows_of(ground.store, query, iris, "one")]
    held = _holding(ground, {row["claim"] for row in rows}, iris, selection)
    others = {row["other"] for row in rows if row["claim"] in held}
    return others & _are_actors(ground, others)


def _are_actors(ground: Ground, iris: Collection[str]) -> set[str]:
    return {row["one"] for row in rows_of(ground.store, _ACTORS, iris, "one")}


def _holding(
    ground: Ground, claims: set[str], near: Collection[str], selection: Selection
) -> set[str]:
    """Return those claims that may hold at the date asked."""
    if not selection.as_of:
        return claims
    now = ground.near(sorted(near), selection.as_of or ANY)
    return {claim for claim in claims if now.holds(claim)}


def _between(ground: Ground, actors: set[str], selection: Selection) -> set[str]:
    """Return the relations between some actors, with figures and opinions about them or by them."""
    found = {row["claim"] for row in rows_of(ground.store, _SAID, actors, "one")}
    found |= {row["claim"] for row in rows_of(ground.store, _VOICED, actors, "one")}
    found = _holding(ground, found, actors, selection)
    ends = rows_of(ground.store, _SAID_OF, found, "claim")
    others = _are_actors(ground, {row["one"] for row in ends} - actors)
    return found - {row["claim"] for row in ends if row["one"] in others}


def _told(ground: Ground, actors: set[str], claims: set[str]) -> set[ox.Triple]:
    """Return what is said of actors, claims, what belongs to them, and what they rest on."""
    store = here(ground.store)
    strangers = _Strangers(store, actors, claims)
    found: set[ox.Triple] = set()
    open_: list[ox.NamedNode | ox.BlankNode]
    open_ = [ox.NamedNode(iri) for iri in (*actors, *claims, *_belonging(store, actors, strangers))]
    open_.append(_CURATED)
    done = set(open_)
    while open_:
        node = open_.pop()
        whole = node not in strangers
        for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
            if quad.predicate.value in _WORKED_OUT or not (whole or quad.predicate.value in _NAMES):
                continue
            other = quad.object
            if whole and quad.predicate.value in _NOT_ALONG and other not in done:
                continue
            found.add(quad.triple)
            if not isinstance(other, ox.NamedNode | ox.BlankNode) or other in done:
                continue
            if whole and not _is_shipped(other):
                done.add(other)
                open_.append(other)
    return found


def _is_shipped(node: object) -> bool:
    """Whether something is said by what comes with tigraph: a term, a concept."""
    text = getattr(node, "value", "")
    return text.startswith((CONCEPT, ONTOLOGY))


class _Strangers:
    """Who was not chosen, and claims that were not: of them no more than the name is told."""

    def __init__(self, store: ox.Store, actors: set[str], claims: set[str]) -> None:
        self._store, self._chosen = store, actors | claims
        kinds = (*ACTORS, *(ONTOLOGY + name for name in _CLAIMS))
        self._kinds = {ox.NamedNode(kind) for kind in kinds}

    def __contains__(self, node: object) -> bool:
        if not isinstance(node, ox.NamedNode) or node.value in self._chosen:
            return False
        kind = ox.NamedNode(RDF_TYPE)
        return any(
            quad.object in self._kinds
            for quad in self._store.quads_for_pattern(node, kind, None, _DEFAULT)
        )


def _belonging(store: ox.Store, actors: set[str], strangers: _Strangers) -> Iterator[str]:
    """Yield what points at actors and is no claim nor another actor: posts, changes, spellings."""
    for iri in actors:
        for quad in store.quads_for_pattern(None, None, ox.NamedNode(iri), _DEFAULT):
            if (
                isinstance(quad.subject, ox.NamedNode)
                and quad.predicate.value != PREFIXES["prov"] + "wasAttributedTo"
                and not _is_shipped(quad.subject)
                and quad.subject not in strangers
            ):
                yield quad.subject.value
