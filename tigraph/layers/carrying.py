"""What a file of triples speaks of and does not describe, taken from what does.

A file that stands alone names all that it speaks of: its kinds and labels go with it, and of
what it rests on (concepts, files, documents, phases, datasets) all that is said. Memory holds
IRIs and what is carried, never the triples.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from tigraph.rdf.vocabulary import CONCEPT, ENTITY, GRAPH, ONTOLOGY, PREFIXES, RDF_TYPE

SPDX = "http://spdx.org/rdf/terms#"
_HOME = "https://w3id.org/tigraph/"
_OURS = re.compile(f"<{re.escape(_HOME)}[^>]*>".encode())
#: Of these all is carried that is said.
_WHOLE = re.compile(
    f"<(?:{re.escape(CONCEPT)}|{re.escape(GRAPH)}|{re.escape(_HOME)}(?:software/|contributors)"
    f"|{re.escape(ENTITY)}(?:file|document|text|phase|programme|activity)/)".encode()
)
#: Of what is carried whole, but for what leads to much that nobody speaks of.
_NOT_ALONG = frozenset(
    f"<{PREFIXES[prefix]}{name}>".encode()
    for prefix, name in (
        ("skos", "hasTopConcept"),
        ("skos", "narrower"),
        ("tig", "dating"),
        ("tig", "leftOut"),
        ("prov", "wasDerivedFrom"),
        ("rdfs", "isDefinedBy"),
    )
)
#: What others mostly lead to.
_NEAR = re.compile(
    f"{_WHOLE.pattern.decode()}|<(?:{re.escape(ONTOLOGY)}|{re.escape(ENTITY)}organisation/)".encode()
)
_TERM = f"<{ONTOLOGY}".encode()
_TYPE = f"<{RDF_TYPE}>".encode()
_LABEL, _RDFS_LABEL, _NAME = (
    f"<{PREFIXES[prefix]}{name}>".encode()
    for prefix, name in (("skos", "prefLabel"), ("rdfs", "label"), ("foaf", "name"))
)
_NAMES = frozenset((_TYPE, _LABEL, _RDFS_LABEL, _NAME))
#: What leads to something that others own, of which a record says what it is, and of what class.
_OF_OTHERS = frozenset(
    f"<{name}>".encode()
    for name in (
        f"{PREFIXES['dcterms']}license",
        f"{PREFIXES['dcat']}mediaType",
        f"{SPDX}algorithm",
    )
)
_WHAT_OTHERS_OWN = tuple(
    f"<{name}> .\n".encode()
    for name in (
        f"{PREFIXES['dcterms']}LicenseDocument",
        f"{PREFIXES['dcterms']}MediaType",
        f"{SPDX}ChecksumAlgorithm",
    )
)
_AGENT = f"<{PREFIXES['foaf']}Agent>".encode()
_ORGANISATION = f"<{ENTITY}organisation/".encode()


class Heard:
    """What lines of N-Triples speak of, what they describe, and how much that is."""

    def __init__(self) -> None:
        self.triples = 0
        self.described: set[bytes] = set()
        #: How many are of each class, and how many triples have each property.
        self.classes: Counter[bytes] = Counter()
        self.properties: Counter[bytes] = Counter()
        self._spoken: set[bytes] = set()
        self._agents: set[bytes] = set()
        self._labels: dict[bytes, list[bytes]] = {}  # of organisations

    def listen(self, lines: Iterable[bytes]) -> None:
        """Hear lines, a triple each."""
        spoken, described, ours = self._spoken, self.described, _OURS.match
        for line in lines:
            subject, predicate, value = line.split(b" ", 2)
            self.triples += 1
            self.properties[predicate] += 1
            if predicate == _TYPE:
                self.classes[value.split(b" ", 1)[0]] += 1
                if value.startswith(_AGENT):  # which says little of an organisation
                    self._agents.add(subject)
                else:
                    described.add(subject)
            elif predicate == _LABEL and subject.startswith(_ORGANISATION):
                self._labels.setdefault(subject, []).append(value)
            elif predicate in _OF_OTHERS:
                spoken.add(value.split(b" ", 1)[0])
            if ours(subject):
                spoken.add(subject)
            if found := ours(value):
                spoken.add(found[0])

    def agents_named(self) -> list[bytes]:
        """Return the names of the organisations that are called agents, as DCAT-AP wants them."""
        return [
            b" ".join((agent, _NAME, value))
            for agent in sorted(self._agents)
            for value in sorted(self._labels.get(agent, ()))
        ]

    @property
    def undescribed(self) -> set[bytes]:
        """Of what is tigraph's own, what is spoken of and not described: things and terms."""
        terms = {term for term in self.properties if term.startswith(_TERM)}
        return (self._spoken | terms) - self.described


def carried(heard: Heard, others: Callable[[], Iterable[bytes]]) -> list[bytes]:
    """Return the sorted lines that describe what was heard of, out of those of `others`.

    What these lines speak of in turn is described too. `others` gives all lines each time it is
    called: what is spoken of is mostly found in the first reading, or in what was kept of it.
    """
    kept: set[bytes] = set()
    near, asked = list[bytes](), set[bytes]()
    while wanted := heard.undescribed - asked:
        asked |= wanted
        found = list[bytes]()
        for line in others():
            subject, predicate, _ = line.split(b" ", 2)
            if subject in wanted:
                found += _told(line, subject, predicate)
            elif _NEAR.match(subject) or line.endswith(_WHAT_OTHERS_OWN):
                near.append(line)
        kept.update(found)
        heard.listen(found)
        while again := heard.undescribed - asked:
            split = ((line, *line.split(b" ", 2)[:2]) for line in near)
            found = [one for line, s, p in split if s in again for one in _told(line, s, p)]
            if not found:
                break
            asked |= {line.split(b" ", 1)[0] for line in found}
            kept.update(found)
            heard.listen(found)
        near.clear()
    return sorted(kept)


def _told(line: bytes, subject: bytes, predicate: bytes) -> tuple[bytes, ...]:
    whole = _WHOLE.match(subject) and predicate not in _NOT_ALONG
    return (line,) if whole or predicate in _NAMES else ()
