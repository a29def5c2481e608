"""What is still to be decided: of the graph's own entities, and of a file of mappings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tigraph.linking.decisions import Decisions
from tigraph.linking.grounds import proposed, sought_of
from tigraph.linking.matching import Matcher
from tigraph.linking.model import Match, Sought
from tigraph.rdf import open_store, rows_of, select, shipped_files
from tigraph.rdf.vocabulary import curie
from tigraph.stores import Ground

_NAMED = """
SELECT DISTINCT ?entity ?kind ?label {
  ?entity a ?kind ; skos:prefLabel ?label . ?kind a tig:Kind
  FILTER(LANG(?label) = "fr")
  FILTER NOT EXISTS { ?entity adms:identifier ?any }
  FILTER NOT EXISTS { ?kind a tig:Evidence }
} ORDER BY ?entity ?kind"""
_NUMBERED = "SELECT DISTINCT ?entity { ?entity adms:identifier ?any }"


def own_proposals(
    ground: Ground, matcher: Matcher, kind: str = "", limit: int = 5
) -> Iterator[Match]:
    """Yield, of each entity of the curated graph without an identifier, what it may be.

    Candidates are other entities that bear one. None is settled: to be the same is for a
    person to say. `kind` (a key of the matcher's) leaves out all others.
    """
    curated = open_store(shipped_files())
    named = list(select(curated, _NAMED))
    entities = {row["entity"] for row in named}
    numbered = {row["entity"] for row in rows_of(ground.store, _NUMBERED, entities, "entity")}
    asked = [
        Sought(row["label"], kind, {"iri": row["entity"], "class": curie(row["kind"])})
        for row in {row["entity"]: row for row in reversed(named)}.values()
        if row["entity"] not in numbered
    ]
    asked.sort(key=lambda one: one.context["iri"])
    for match in matcher.match_many(asked, limit + 5):
        yield apart(match, limit)


def apart(match: Match, limit: int) -> Match:
    """Return a match of an entity without itself, and without what has no identifier."""
    own = match.sought.context.get("iri")
    if not own:
        return match
    kept = tuple(one for one in match.candidates if one.iri != own and one.id)[:limit]
    return replace(match, outcome="review" if kept else "none", candidates=kept)


def still_open(decisions: Decisions, matcher: Matcher, limit: int = 5) -> Iterator[Match]:
    """Yield what a file of mappings proposes and nobody has decided, with all candidates.

    These are those that are found now, with what speaks for them, and those that were
    proposed and are not found any more; not those that people refused.
    """
    for subject in decisions.subjects:
        said, decided = decisions.said(subject), decisions.verdict(subject)
        former = [one for one in proposed(said) if one.iri not in decided.refused]
        if not decided.open or not (former or decided.disputed):
            continue
        sought = sought_of(subject, said[0].row)
        match = decisions.followed(apart(matcher.match(sought, limit + 5), limit))
        known = {one.iri for one in match.candidates}
        more = tuple(one for one in former if one.iri not in known)
        yield replace(match, outcome="review", candidates=(*match.candidates, *more))
