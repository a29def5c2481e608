"""What has been described already when a layer is read, so that it is not described again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from tigraph.vocabulary import PREFIXES, local_name

_P, _TIG = PREFIXES, PREFIXES["tig"]


@dataclass
class Known:
    """What the curated graph and the layers before have described already.

    `described` holds IRIs, `labels` all names that an entity bears, `identifiers` the
    entity that bears an identifier, by (slug of the scheme, value), `files` the node of a
    file by SHA-256, `lines` what the curated graph says of the described. Readers add
    to it. `wanted_populations` are the SIREN of communes whose population is wanted
    (those that are themselves members of a labelled territory).
    """

    described: set[str] = field(default_factory=set)
    labels: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    identifiers: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    lines: set[str] = field(default_factory=set)
    wanted_populations: set[str] = field(default_factory=set)

    @classmethod
    def of_store(cls, store: ox.Store) -> Known:
        """Return what the default graph of a store describes."""
        known = cls()
        notations: dict[str, str] = {}
        schemes: dict[str, str] = {}
        borne: list[tuple[str, str]] = []
        names = {_P["skos"] + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
        for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, ox.NamedNode):
                continue
            iri = subject.value
            known.described.add(iri)
            known.lines.add(f"<{iri}> <{predicate}> {value} .\n")
            if isinstance(value, ox.Literal):
                if predicate in names:
                    known.labels[iri].add(value.value)
                elif predicate == _P["skos"] + "notation":
                    notations[iri] = value.value
                elif predicate == _TIG + "sha256":
                    known.files[value.value] = iri
            elif isinstance(value, ox.NamedNode):
                if predicate == _P["adms"] + "identifier":
                    borne.append((iri, value.value))
                elif predicate == _TIG + "idScheme":
                    schemes[iri] = local_name(value.value)
        for entity, identifier in sorted(borne):
            if identifier in notations and identifier in schemes:
                known.identifiers[schemes[identifier], notations[identifier]] = entity
        return known
