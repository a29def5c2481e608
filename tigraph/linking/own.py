"""What is still to be decided: of the graph's own entities, and of a file of mappings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tigraph.linking.decisions import Decisions
from tigraph.linking.grounds import ENTITY_KEY, proposed, sought_of
from tigraph.linking.kinds import keys_of_classes
from tigraph.linking.matching import Matcher
from tigraph.linking.model import Match, Sought
from tigraph.rdf import open_store, rows_of, select, shipped_files
from tigraph.stores import Ground

_NAMED = """
SELECT DISTINCT ?entity ?kind ?label {
  ?entity a ?kind ; skos:prefLabel ?label . ?kind a tig:Kind
  FILTER(LANG(?label) = "fr")
  FILTER NOT EXISTS { ?entity adms:identifier ?any }
} ORDER BY ?entity ?kind"""
_NUMBERED = "SELECT DISTINCT ?entity { ?entity adms:identifier ?any }"


def own_proposals(
    ground: Ground, matcher: Matcher, kind: str = "", limit: int = 5
) -> Iterator[Match]:
    """Yield, of each entity of the curated graph without an identifier, what it may be.

    Candidates are other entities that bear one; what the graph knows of an entity (where it is,
    when it was, its function) counts. None is settled: to be the same is for a person to say.
    `kind` (a key of the matcher's) leaves out the entities of all others; entities of no kind that
    the matcher knows are left out, too.
    """
    curated = open_store(shipped_files())
    named = {(row["entity"], row["kind"]): row["label"] for row in select(curated, _NAMED)}
    entities = {entity for entity, _ in named}
    numbered = {row["entity"] for row in rows_of(ground.store, _NUMBERED, entities, "entity")}
    keys = keys_of_classes()
    asked: dict[str, Sought] = {}
    for (entity, cls), label in sorted(named.items()):
        key = keys.get(cls)
        if entity not in numbered and key and kind in ("", *key.split(",")):
            of = kind or key
            context = matcher.beside(entity, of.split(","))
            asked.setdefault(entity, Sought(label, of, context))
    found = matcher.match_many(asked.values(), limit + 5)
    for entity, match in zip(asked, found, strict=True):
        yield apart(match, entity, limit)


def apart(match: Match, entity: str, limit: int) -> Match:
    """Return the match of an entity's name as that of the entity: without itself.

    What has no identifier is no candidate.
    """
    kept = tuple(one for one in match.candidates if one.iri != entity and one.id)[:limit]
    sought = replace(match.sought, context={ENTITY_KEY: entity})
    return replace(match, sought=sought, outcome="review" if kept else "none", candidates=kept)


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
        beside = matcher.beside(subject.iri, filter(None, sought.kind.split(",")))
        asked = replace(sought, context=beside) if subject.iri else sought
        match = matcher.match(asked, limit + 5)
        if subject.iri:
            match = apart(match, subject.iri, limit)
        match = decisions.followed(replace(match, candidates=match.candidates[:limit]))
        known = {one.iri for one in match.candidates}
        more = tuple(one for one in former if one.iri not in known)
        yield replace(match, outcome="review", candidates=(*match.candidates, *more))
