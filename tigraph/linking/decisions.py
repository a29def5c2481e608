"""What was decided of names and entities, in one SSSOM file: read, followed, added to.

A match goes in; out comes the match as people decided it. What a person answers is written
at once, beside the proposal that it answers, which keeps its score and its ground.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tigraph import __version__
from tigraph.linking.grounds import (
    Author,
    Sources,
    ground,
    iri_of,
    justification,
    said_by,
    subject,
)
from tigraph.linking.model import Candidate, Feature, Match
from tigraph.linking.telling import told
from tigraph.local import decoded, read_bytes, turn
from tigraph.rdf.vocabulary import ENTITY, PREFIXES
from tigraph.registries import decided, sssom

_EXTENSION = {"slot_name": decided.CONTEXT, "property": "tig:mappingContext"}
_TOOL = "https://w3id.org/tigraph"
_MEASURE = "tigraph link match"


class Decisions:
    """The decisions of one file, which need not be there yet.

    >>> from tempfile import mkdtemp
    >>> from tigraph.linking import Candidate, Match, Sought
    >>> told = Decisions(Path(mkdtemp()) / "town.sssom.tsv")
    >>> town = Candidate("https://example.org/1", "1", "Le Pin", "town", 0.9)
    >>> asked = Match(Sought("Le Pin", "town"), "review", (town,), "")
    >>> told.accept(asked, town, Author("Ada Fictive"), day="2026-11-28")
    >>> told.followed(asked).outcome, told.followed(asked).why
    ('matched', 'decided by Ada Fictive on 2026-11-28')
    """

    def __init__(self, path: Path, language: str = "en") -> None:
        """Read the file, if it is there; raises `DataError` where it is no SSSOM.

        What was decided is told in `language`.
        """
        self.path = path
        self.language = language
        self._read = b""
        self._waiting: list[tuple[Match, Sources | None, str]] = []
        self.set = sssom.MappingSet(place=str(path))
        self._said: dict[decided.Subject, list[decided.Saying]] = {}
        self._by_name: dict[str, set[decided.Subject]] = {}
        self.reload()

    def reload(self) -> None:
        """Read the file anew if somebody has changed it since."""
        if not self.path.exists() or self.path.stat().st_size == 0:
            if not self.set.metadata:
                self.set = sssom.MappingSet(_new_set(self.path), place=str(self.path))
            return
        content = read_bytes(self.path)
        if content != self._read:
            self.set = sssom.parsed_mappings(decoded(content, str(self.path)), str(self.path))
            self._read = content
            self._index()

    def _changed(self) -> bool:
        """Whether somebody has written the file since it was read."""
        return self.path.exists() and read_bytes(self.path) != self._read

    def _index(self) -> None:
        self._said = decided.by_subject(decided.sayings(self.set))
        self._by_name = {}
        for one in self._said:
            if one.name:
                self._by_name.setdefault(one.name, set()).add(one)

    def __len__(self) -> int:
        return len(self.set.rows)

    @property
    def subjects(self) -> list[decided.Subject]:
        """All of which something is said, in the order of the file."""
        return [*self._said]

    def said(self, of: decided.Subject) -> list[decided.Saying]:
        """Return what is said of a subject, proposals too."""
        return self._said.get(of, [])

    def verdict(self, of: decided.Subject) -> decided.Verdict:
        """Return what people decided of a subject."""
        return decided.verdict(self.said(of))

    def elsewhere(self, of: decided.Subject) -> list[decided.Saying]:
        """Return what people said of the same name where it is of another kind or context."""
        return [
            one
            for other in sorted(self._by_name.get(of.name, ()), key=repr)
            if other != of
            for one in self.verdict(other).sayings
        ]

    # ---------------------------------------------------------------- following

    def followed(self, match: Match) -> Match:
        """Return a match as people decided it; as it is, where nobody did.

        What was refused is no candidate any more; the next one is not settled by that.
        """
        found = self.verdict(subject(match.sought))
        if not found.sayings:
            return match
        kept = tuple(one for one in match.candidates if one.iri not in found.refused)
        by = said_by(found.sayings, self.language)
        if found.disputed:
            return replace(match, outcome="review", why=self._told("disputed", by))
        if found.nothing:
            return Match(match.sought, "none", kept, self._told("decided-none", by))
        if found.accepted:
            chosen = self._chosen(match, found)
            rest = tuple(one for one in kept if one.iri != found.accepted)
            mine = (one for one in found.sayings if one.object == found.accepted)
            why = self._told("decided", said_by(mine, self.language))
            return Match(match.sought, "matched", (chosen, *rest), why)
        if match.best and match.best.iri in found.refused:
            outcome = "review" if kept else "none"
            why = self._told("decided-not", match.best.label, by)
            return Match(match.sought, outcome, kept, why)  # type: ignore[arg-type]
        return replace(match, candidates=kept)

    def _chosen(self, match: Match, found: decided.Verdict) -> Candidate:
        row = next(one for one in found.sayings if one.object == found.accepted)
        why = self._told("decided", said_by([row], self.language))
        ground = Feature("decision", True, row.confidence, why)
        for one in match.candidates:
            if one.iri == found.accepted:
                return replace(one, features=(*one.features, ground))
        label = row.row.get("object_label", "")
        number = found.accepted.rsplit("/", 1)[-1] if found.accepted.startswith(ENTITY) else ""
        return Candidate(found.accepted, number, label, "", row.confidence, (ground,))

    def _told(self, key: str, *fill: str) -> str:
        return told(key, *fill).said(self.language)

    # ---------------------------------------------------------------- deciding

    def accept(
        self, match: Match, chosen: Candidate, author: Author, comment: str = "",
        sources: Sources | None = None, *, confidence: float = 1, day: str = "",
    ) -> None:  # fmt: skip
        """Write that a candidate is meant; the author's former word on it gives way."""

        def row() -> sssom.Row:
            return self._answer(match, chosen, author, comment, sources, confidence, day)

        self._write(match, author, chosen, row, sources, alone=True, day=day)

    def refuse(
        self, match: Match, refused: Candidate, author: Author, comment: str = "",
        sources: Sources | None = None, *, confidence: float = 1, day: str = "",
    ) -> None:  # fmt: skip
        """Write that a candidate is not meant."""

        def row() -> sssom.Row:
            told = self._answer(match, refused, author, comment, sources, confidence, day)
            return {**told, "predicate_modifier": "Not"}

        self._write(match, author, refused, row, sources, alone=False, day=day)

    def nothing(
        self, match: Match, author: Author, comment: str = "", sources: Sources | None = None,
        *, day: str = "",
    ) -> None:  # fmt: skip
        """Write that no entity is meant."""
        none = Candidate(decided.NOTHING, "", "", "", 0)

        def row() -> sssom.Row:
            return self._answer(match, none, author, comment, sources, 1, day)

        self._write(match, author, none, row, sources, alone=True, day=day)

    def propose(self, match: Match, sources: Sources | None = None, *, day: str = "") -> None:
        """Add the candidates of a match as proposals, without writing the file: see `save`.

        Former proposals of them give way; those that people have refused are not made again.
        """
        self._waiting.append((match, sources, day))
        self._take(match, sources, day)

    def _take(self, match: Match, sources: Sources | None, day: str) -> None:
        refused = self.verdict(subject(match.sought)).refused
        for one in match.candidates:
            if one.iri not in refused and one.iri != iri_of(match.sought):
                self._replace(
                    self._proposal(match, one, sources, day), lambda said: not said.by_person
                )

    def save(self, force: bool = True) -> None:
        """Write the file, with what others wrote meanwhile; raises as `write_file` does."""
        with turn(self.path):
            if self._changed():
                self.reload()
                for match, sources, day in self._waiting:
                    self._take(match, sources, day)
            self._save(force)

    def _save(self, force: bool = True) -> None:
        self.set.write(self.path, force)
        self._read = self.set.serialized()
        self._waiting.clear()
        self._index()

    def _write(
        self, match: Match, author: Author, chosen: Candidate, row: Callable[[], sssom.Row],
        sources: Sources | None, *, alone: bool, day: str,
    ) -> None:  # fmt: skip
        """Write what `row` gives, of the file as it is then, and leave out what it replaces."""
        mine = subject(match.sought)

        def former(said: decided.Saying) -> bool:
            me = (author.told(self.set),)
            if not said.by_person or said.predicate not in decided.DECIDING or said.by != me:
                return False
            same = said.object == chosen.iri or decided.NOTHING in (said.object, chosen.iri)
            return same or (alone and not said.refused)

        with turn(self.path):
            self.reload()
            self._drop(mine, former)
            self.set.add(row())
            proposed = any(
                not one.by_person and one.object == chosen.iri for one in self._said.get(mine, ())
            )
            if not proposed and chosen in match.candidates:
                self.set.add(self._proposal(match, chosen, sources, day))
            self._save()

    def _replace(self, row: sssom.Row, former: Callable[[decided.Saying], bool]) -> None:
        new = decided.saying(row, self.set)
        self._drop(new.subject, lambda one: former(one) and one.object == new.object)
        self.set.add(row)

    def _drop(self, mine: decided.Subject, former: Callable[[decided.Saying], bool]) -> None:
        if mine not in self._said:
            return
        gone = [one.row for one in self._said[mine] if former(one)]
        if gone:
            self.set.keep(not any(row is one for one in gone) for row in self.set.rows)
            self._said[mine] = [one for one in self._said[mine] if not former(one)]

    # ---------------------------------------------------------------- rows

    def _row(self, match: Match, chosen: Candidate, sources: Sources | None) -> sssom.Row:
        """Return what a row says of both sides."""
        mine, told = subject(match.sought), sources or Sources()
        row = {
            "subject_label": match.sought.name if mine.iri else mine.name,
            "subject_category": match.sought.kind,
            "predicate_id": self.set.contract(decided.SAME),
            "object_id": self.set.contract(chosen.iri),
            "object_label": chosen.label,
            "object_category": chosen.kind,
            "subject_source_version": told.subject,
            "object_source_version": told.object,
        }
        if mine.iri:
            return {**row, "subject_id": self.set.contract(mine.iri)}
        if mine.context:
            self._extend()
        return {**row, "subject_type": decided.LITERAL, decided.CONTEXT: mine.beside}

    def _extend(self) -> None:
        """Declare the slot that holds what stood beside a name."""
        defined = self.set.metadata.setdefault("extension_definitions", [])
        if not any(one.get("slot_name") == decided.CONTEXT for one in defined):
            defined.append(dict(_EXTENSION))
            self.set.metadata.setdefault("curie_map", {}).setdefault("tig", PREFIXES["tig"])

    def _proposal(
        self, match: Match, chosen: Candidate, sources: Sources | None, day: str
    ) -> sssom.Row:
        return {
            **self._row(match, chosen, sources),
            "mapping_justification": justification(chosen),
            "mapping_tool": _TOOL,
            "mapping_tool_version": __version__,
            "mapping_date": day or _today(),
            "confidence": sssom.number(chosen.score),
            "similarity_score": sssom.number(chosen.score),
            "similarity_measure": _MEASURE,
            "comment": ground(chosen),
        }

    def _answer(
        self, match: Match, chosen: Candidate, author: Author, comment: str,
        sources: Sources | None, confidence: float, day: str,
    ) -> sssom.Row:  # fmt: skip
        reviewed = chosen in match.candidates
        return {
            **self._row(match, chosen, sources),
            "mapping_justification": "semapv:"
            + ("MappingReview" if reviewed else "ManualMappingCuration"),
            **author.slots("author", self.set),
            **(author.slots("reviewer", self.set) if reviewed else {}),
            "mapping_date": day or _today(),
            "confidence": sssom.number(confidence),
            "comment": decided.plain(comment),
        }


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _new_set(path: Path) -> dict[str, Any]:
    return {
        "sssom_version": "1.1",
        "mapping_set_id": f"urn:uuid:{uuid.uuid4()}",
        "mapping_set_title": f"Decisions of {path.name}",
        "license": "https://w3id.org/sssom/license/unspecified",
    }
