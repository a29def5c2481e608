"""All names of a graph, and where they stand in a text."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick_rs

from tigraph.linking import Matcher
from tigraph.names import folded
from tigraph.rdf import iri_text, select
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES
from tigraph.reading.aligned import Aligned
from tigraph.reading.proposing import Reading
from tigraph.stores import Ground

#: Rises with what is kept of names: what was kept before is read anew.
_FORMAT = "6"
#: What is a mention of which type, by its class.
TYPES = {
    PREFIXES["foaf"] + "Person": "person",
    ONTOLOGY + "GovernanceBody": "body",
    ONTOLOGY + "Intercommunality": "intercommunality",
    ONTOLOGY + "LabelledTerritory": "territory",
    PREFIXES["org"] + "FormalOrganization": "organisation",
    PREFIXES["org"] + "OrganizationalUnit": "body",
    PREFIXES["dcterms"] + "Location": "place",
}
_QUERY = """
SELECT ?x ?kind ?label (LANG(?label) AS ?language) {{
  VALUES ?kind {{ {} }} ?x a ?kind ; skos:prefLabel|skos:altLabel ?label
}}
"""
#: The areas of bodies that are known by them: the body is meant where both bear a name.
_AREAS = """
SELECT DISTINCT ?x { ?body dcterms:spatial ?x ; a ?kind
  VALUES ?kind { tig:Intercommunality tig:LabelledTerritory } }
"""
_WORD = re.compile(r"[\w&%+]+")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_ACRONYM = re.compile(r"[^\W\d_]*(?:[A-ZÀ-Þ][^\W\d_]?){2,}")
#: Shorter names are initials, which mean something in one text.
_SHORTEST = 3
_LONGEST_ACRONYM = 5
_AROUND = ' «»“”"\u00a0\u202f'


class Bearer(NamedTuple):
    """What bears a name: of which type, its IRI, and the name as it is written."""

    type: str
    iri: str
    written: str


class Hit(NamedTuple):
    """A name at a place of a text, and all that bear it."""

    start: int
    end: int
    name: str
    bearers: tuple[Bearer, ...]


class Gazetteer:
    """The names of a graph, folded, and what bears each."""

    def __init__(self, names: list[tuple[str, str, str, str]]) -> None:
        """Take (folded name, type, IRI, name as written) of each."""
        found: dict[str, list[Bearer]] = defaultdict(list)
        for name, *bearer in names:
            found[name].append(Bearer(*bearer))
        self.bearers = {name: tuple(own) for name, own in found.items()}
        self._names = list(self.bearers)
        self._automaton = ahocorasick_rs.AhoCorasick([f" {name} " for name in self._names])

    @classmethod
    def of(cls, ground: Ground) -> Gazetteer:
        """Return the names of a ground; read once, and kept with it."""
        made = ground.kept(f"reading-names-{_FORMAT}", lambda: _read(ground))
        return cls([tuple(row) for row in json.loads(made)])

    def hits(self, form: Aligned) -> Iterator[Hit]:
        """Yield every name at each place of a folded text where it stands as whole words."""
        for which, start, end in self._automaton.find_matches_as_indexes(
            form.text, overlapping=True
        ):
            name = self._names[which]
            yield Hit(*form.span(start + 1, end - 1), name, self.bearers[name])


def _read(ground: Ground) -> bytes:
    kinds = " ".join(iri_text(kind) for kind in TYPES)
    forms = _Forms(ground)
    areas = {row["x"] for row in select(ground.store, _AREAS)}
    rows: set[tuple[str, str, str, str]] = set()
    for row in select(ground.store, _QUERY.format(kinds)):
        type = TYPES[row["kind"]]
        for name in _spellings(row["label"], forms if type in forms.types else None):
            plain = folded(name)
            if len(plain) >= _SHORTEST and not plain.isdigit():
                rows.add((plain, type, row["x"], name))
    actors = {name for name, type, *_ in rows if type in ("intercommunality", "territory")}
    rows = {row for row in rows if row[2] not in areas or row[0] not in actors}
    return json.dumps(sorted(rows), ensure_ascii=False, separators=(",", ":")).encode()


class _Forms:
    """The legal forms that stand before names, of types of which some bearers have none."""

    def __init__(self, ground: Ground) -> None:
        own = Matcher.of(ground).habits
        self._small = own.usage.small
        self._forms: set[tuple[str, ...]] = set()
        self.types: set[str] = set()
        for kind in own.kinds.values():
            if kind.forms and (types := {TYPES[one] for one in kind.classes if one in TYPES}):
                self.types |= types
                self._forms |= {tuple(f.split()) for own in kind.forms.values() for f in own}
        self._longest = max(map(len, self._forms), default=0)

    def without(self, name: str) -> str:
        """Return a name as it is written without the form before it, "" where it has none."""
        words = folded(name).split()
        for length in range(min(self._longest, len(words) - 1), 0, -1):
            if tuple(words[:length]) in self._forms:
                while length < len(words) and words[length] in self._small:
                    length += 1
                places = [hit.start() for hit in _WORD.finditer(name)]
                whole = length < len(words) == len(places)
                return name[places[length] :] if whole else ""
        return ""


def _spellings(label: str, forms: _Forms | None) -> Iterator[str]:
    """Yield the ways in which a label may stand in a text: without brackets, what is in them."""
    outside = _ASIDE.sub("", label).strip(_AROUND)
    if outside.islower() and " " not in folded(outside) and len(outside) > _LONGEST_ACRONYM:
        return  # what one text called it, as it may call any other
    yield outside
    for aside in _ASIDE.findall(label):
        if _ACRONYM.fullmatch(aside):
            yield aside
    if forms and (bare := forms.without(outside)):
        yield bare


def gazetteer(reading: Reading) -> Gazetteer:
    """Return the names of the graph beside which a text is read."""
    assert reading.ground is not None
    if "names" not in reading.kept:
        reading.kept["names"] = Gazetteer.of(reading.ground)
    found: Gazetteer = reading.kept["names"]
    return found
