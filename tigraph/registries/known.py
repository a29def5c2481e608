"""What has been described already when a layer is read, so that it is not described again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import pyoxigraph as ox

from tigraph.names import folded
from tigraph.rdf.vocabulary import PREFIXES, local_name

_P = PREFIXES
#: The values of a property, by its name and by subject.
_Values: TypeAlias = dict[str, dict[str, list[str]]]


@dataclass
class Known:
    """What the curated graph and the layers before have described already.

    `described` holds IRIs, `labels` all names that an entity bears, `identifiers` the
    entity that bears an identifier, by (slug of the scheme, value), `files` the node of a
    file by SHA-256, `lines` what the curated graph says of the described. Readers add
    to it. `wanted` are the identifiers, by slug of the scheme, of whom a later layer wants
    to be told more than that they are there. `posts` holds the post in
    an organisation by (organisation, slug of the role), `holders` the person of a name in
    an organisation by (organisation, folded name). `lies_in` gives by
    an actor's identifier the codes of the areas that it lies in, `issued` the date of a
    file's data by SHA-256, `lineages` the lineage of a territory, `grounds` on what an
    identifier (its node) was given by hand, `mapped` the entity that was mapped by hand to
    one that a layer would make under another IRI, by that IRI, `seats` the institution whose
    area an area is, `parts` the code of the whole that something with a code is a part of now,
    by (slug of the scheme, code).
    """

    described: set[str] = field(default_factory=set)
    labels: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    identifiers: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    lines: set[str] = field(default_factory=set)
    wanted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    posts: dict[tuple[str, str], str] = field(default_factory=dict)
    holders: dict[tuple[str, str], str] = field(default_factory=dict)
    lies_in: dict[str, tuple[str, ...]] = field(default_factory=dict)
    issued: dict[str, str] = field(default_factory=dict)
    lineages: dict[str, str] = field(default_factory=dict)
    grounds: dict[str, str] = field(default_factory=dict)
    mapped: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of_store(cls, store: ox.Store) -> Known:
        """Return what the default graph of a store describes."""
        known = cls()
        of: _Values = defaultdict(lambda: defaultdict(list))
        names = {_P["skos"] + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
        for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, ox.NamedNode):
                continue
            known.described.add(subject.value)
            known.lines.add(f"{subject} {quad.predicate} {value} .\n")
            if predicate in names and isinstance(value, ox.Literal):
                known.labels[subject.value].add(value.value)
            elif predicate in _WANTED and isinstance(value, ox.NamedNode | ox.Literal):
                of[_WANTED[predicate]][subject.value].append(value.value)
        known.identifiers = dict(_identifiers(of))
        for file, (sha256, *_) in of["sha256"].items():
            known.files[sha256] = file
            known.issued[sha256] = next(iter(of["issued"].get(file, ())), "")
        known._find_posts(of)
        known.lineages = {one: first for one, (first, *_) in of["specializationOf"].items()}
        return known

    def _find_posts(self, of: _Values) -> None:
        """Fill `posts` and `holders`; the first by IRI has a role or a name."""
        for post, (organisation, *_) in sorted(of["postIn"].items()):
            for role in of["role"].get(post, ()):
                self.posts.setdefault((organisation, local_name(role)), post)
        for claim, (member, *_) in sorted(of["member"].items()):
            for organisation in of["organization"].get(claim, ()):
                for name in self.labels.get(member, ()):
                    self.holders.setdefault((organisation, folded(name)), member)


def _identifiers(of: _Values) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each identifier, by (slug of the scheme, value), with the entity that bears it."""
    for entity, identifiers in sorted(of["identifier"].items()):
        for node in identifiers:
            for scheme in of["idScheme"].get(node, ()):
                for notation in of["notation"].get(node, ()):
                    yield (local_name(scheme), notation), entity


_WANTED = {
    _P[prefix] + name: name
    for prefix, names in {
        "adms": ("identifier",),
        "dcterms": ("issued",),
        "org": ("postIn", "role", "member", "organization"),
        "prov": ("specializationOf",),
        "skos": ("notation",),
        "tig": ("idScheme", "sha256"),
    }.items()
    for name in names
}
