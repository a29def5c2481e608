"""The reference that a table can carry: what was asked, of which graph, on which documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from tigraph import claims
from tigraph.labels import Labels
from tigraph.sparql import iri as iri_text
from tigraph.store import select


@dataclass(frozen=True)
class Reference:
    """What a reader needs to find an answer again."""

    name: str
    query: str
    parameters: Mapping[str, str]
    as_of: str
    asked_on: str
    version: str
    documents: tuple[str, ...]
    named_claims: bool

    def text(self) -> str:
        """Return the reference as plain text, each line beginning with `# `."""
        basis = (
            "Documents behind these rows"
            if self.named_claims
            else "The rows name no claim; documents that speak of what stands in them"
        )
        given = "; ".join(f"{name} = {value}" for name, value in self.parameters.items())
        lines = [
            f"tigraph {self.version}, the curated graph (Licence Ouverte 2.0 / CC BY 4.0).",
            f"Query: {self.name}{f' with {given}' if given else ''}, asked on {self.asked_on}.",
            f"Date asked for: {self.as_of or 'none (all that the documents say)'}.",
            f"{basis}:",
            *(f"  - {document}" for document in self.documents or ("none",)),
            "Text of the query:",
            *(f"  {line}" for line in self.query.strip().splitlines()),
        ]
        return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def documents_behind(
    store: ox.Store, iris: Collection[str], label: Labels
) -> tuple[tuple[str, ...], bool]:
    """Return the documents behind an answer, described, and whether its rows name claims.

    Where rows name claims, these are the documents that the claims cite; else those
    cited by any claim about an entity that stands in the rows.
    """
    if not iris:
        return (), False
    wanted = " ".join(iri_text(iri) for iri in sorted(iris))
    cited = _claims(store, f"VALUES ?claim {{ {wanted} }} ?claim tig:citation ?any .")
    named = bool(cited)
    if not named:
        cited = _claims(
            store,
            f"VALUES ?entity {{ {wanted} }} ?claim org:member|org:organization|tig:subject"
            "|tig:object|tig:about|opengov:post ?entity ; tig:citation ?any .",
        )
    found = {item.document: item for own in claims.evidence(store, cited).values() for item in own}
    described = (
        ", ".join(
            part
            for part in (
                label(item.publisher) if item.publisher else "",
                f"“{item.title or label(item.document)}”",
                item.date,
                item.url,
            )
            if part
        )
        for item in found.values()
    )
    return tuple(sorted(described)), named


def _claims(store: ox.Store, pattern: str) -> set[str]:
    rows = select(store, f"SELECT DISTINCT ?claim WHERE {{ {pattern} }}")
    return {row["claim"] for row in rows}
