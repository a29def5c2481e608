"""What has been described already when a layer is read, so that it is not described again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from tigraph.names import folded
from tigraph.rdf.vocabulary import PREFIXES, local_name

_P = PREFIXES


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
    identifier (its node) was given by hand.
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

    @classmethod
    def of_store(cls, store: ox.Store) -> Known:
        """Return what the default graph of a store describes."""
        known = cls()
        of: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
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
        for entity, identifiers in sorted(of["identifier"].items()):
            for node in identifiers:
                for scheme in of["idScheme"].get(node, ()):
                    for notation in of["notation"].get(node, ()):
                        known.identifiers[local_name(scheme), notation] = entity
        for file, (sha256, *_) in of["sha256"].items():
            known.files[sha256] = file
            known.issued[sha256] = next(iter(of["issued"].get(file, ())), "")
        for post, (organisation, *_) in sorted(of["postIn"].items()):
            for role in of["role"].get(post, ()):
                known.posts.setdefault((organisation, local_name(role)), post)
        for claim, (member, *_) in sorted(of["member"].items()):
            for organisation in of["organization"].get(claim, ()):
                for name in known.labels.get(member, ()):
                    known.holders.setdefault((organisation, folded(name)), member)
        known.lineages = {one: first for one, (first, *_) in of["specializationOf"].items()}
        return known


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
