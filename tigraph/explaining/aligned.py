"""The alignments of terms with those of other vocabularies: SSSOM, read with its ground."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from tigraph.local import read_text, shipped
from tigraph.rdf.vocabulary import expand


class Alignment(NamedTuple):
    """That a term matches one of another vocabulary, and why: IRIs, a label and a ground."""

    subject: str
    match: str
    object: str
    label: str
    ground: str


@cache
def alignments() -> list[Alignment]:
    """Return the alignments of `ontology/alignments.sssom.tsv`, in its order.

    >>> [one.object for one in alignments() if one.subject.endswith("/communaute-urbaine")]
    ['http://id.insee.fr/codes/cj/niveauIII/7343']
    """
    lines = read_text(shipped("ontology") / "alignments.sssom.tsv").splitlines()
    prefixes = dict(line[1:].strip().split(": ", 1) for line in lines if line.startswith("#   "))
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")

    def iri(name: str) -> str:
        prefix, _, local = name.partition(":")
        return prefixes[prefix] + local if prefix in prefixes else expand(name) or name

    return [
        Alignment(
            iri(row["subject_id"]),
            row["predicate_id"],
            iri(row["object_id"]),
            row["object_label"],
            row["comment"],
        )
        for row in rows
    ]
