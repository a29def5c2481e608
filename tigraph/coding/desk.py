"""A document on the desk: its versions, what is proposed and decided, the claims that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from tigraph.coding.checking import Checker, places
from tigraph.coding.flaws import Flaw
from tigraph.coding.known import Known, Source, source_of
from tigraph.coding.log import Log, logs_of
from tigraph.coding.model import Action, Actor, Coded, Decision, Spans
from tigraph.coding.naming import all_named
from tigraph.coding.offers import Offer, Sentence, names_of, offers_of, sentences_of
from tigraph.coding.prints import printed
from tigraph.coding.rechecking import Fated, Rechecked
from tigraph.coding.standing import Standing, all_made, live, standing_lines, undoable
from tigraph.coding.terms import Terms
from tigraph.coding.writing import Cited, Made, Omitted, Writer
from tigraph.errors import UsageError
from tigraph.local import shipped, turn, write_file
from tigraph.rdf import Queryable, read_quads, select, text_of
from tigraph.rdf.vocabulary import LANGUAGES, PREFIXES
from tigraph.reading import Mention
from tigraph.workspaces import Workspace

_PREFERRED = ox.NamedNode(PREFIXES["skos"] + "prefLabel")


class FlawedClaimError(UsageError):
    """A claim that cannot be written as it is; `flaws` has each fault with its part."""

    def __init__(self, flaws: Sequence[Flaw], language: str = "en") -> None:
        self.flaws = tuple(flaws)
        super().__init__("; ".join(f"{one.part}: {one.said(language)}" for one in flaws))


@dataclass(frozen=True)
class Fate:
    """What became of a claim in the newest version: its decisions, as which it stands there."""

    decisions: tuple[Decision, ...]
    since: int
    fated: Fated


class Desk:
    """One document of a workspace, with the graph that it is read beside.

    With `names`, what words name is offered to be decided by itself, too.
    """

    def __init__(self, workspace: Path, slug: str, store: Queryable, language: str = "en") -> None:
        """Open a document; raises `UsageError` or `DataError` where there is none to be read."""
        self.slug, self.store, self.language = slug, store, language
        self.names = False
        self.place = Workspace.open(workspace)
        self.workspace, self.base = self.place.folder, self.place.base
        self.document = self.place.document(slug)
        self.version = self.document.latest.number
        self.known = Known(store)
        self._texts: dict[int, str] = {}
        self._sources: dict[int, Source] = {}
        self._rechecked: dict[int, Rechecked] = {}
        self._logs: dict[str, Log] = {}

    # ---------------------------------------------------------------- what is read

    @cached_property
    def terms(self) -> Terms:
        """The terms that can be coded."""
        return Terms.of(self.store, self.language, self.base)

    @cached_property
    def checker(self) -> Checker:
        """What holds claims against the graph."""
        return Checker(self.terms, self.known, self.base)

    @property
    def text(self) -> str:
        """The text of the newest version."""
        return self.text_of(self.version)

    def text_of(self, version: int) -> str:
        """Return the text of a version, "" where it is not in the folder."""
        if version not in self._texts:
            told = self.document.version(version)
            self._texts[version] = told.text() if told.text_file.exists() else ""
        return self._texts[version]

    def source(self, version: int | None = None) -> Source:
        """Return the node of the text of a version; raises `DataError` where the graph has none."""
        version = version or self.version
        if version not in self._sources:
            told = self.document.version(version)
            self._sources[version] = source_of(self.store, told.sha256, str(told.text_file))
        return self._sources[version]

    @property
    def addresses(self) -> set[str]:
        """The addresses of the document."""
        query = f"SELECT ?address {{ <{self.source().document}> tig:address ?address }}"
        return {row["address"] for row in select(self.store, query)}

    @cached_property
    def _offered(self) -> tuple[list[Offer], list[Mention]]:
        return offers_of(self.document.latest.proposals_file, self.text)

    @property
    def offers(self) -> list[Offer]:
        """The claims that are proposed of the newest version, in the order of their places."""
        names = names_of(self._offered[1], self.text) if self.names else []
        return sorted([*self._offered[0], *names], key=lambda one: (one.claim.spans, one.id))

    @property
    def mentions(self) -> list[Mention]:
        """The mentions that are proposed of the newest version."""
        return self._offered[1]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the newest version."""
        return sentences_of(self.text)

    # ---------------------------------------------------------------- what was decided

    def log(self, coder: str) -> Log:
        """Return the log of a coder."""
        if coder not in self._logs:
            self._logs[coder] = Log.of(self.workspace, coder)
        return self._logs[coder]

    def logs(self) -> dict[str, Log]:
        """Return the logs of all coders, as they are now."""
        for one in logs_of(self.workspace):
            self._logs.setdefault(one.coder, one)
        for log in self._logs.values():
            log.reload()
        return self._logs

    def standing(self) -> Standing:
        """Return what stands of all that was decided of the document."""
        logs = {coder: log.decisions for coder, log in self.logs().items()}
        return Standing(logs, self.slug)

    def open_offers(self, coder: str) -> list[Offer]:
        """Return the proposals that a coder has not decided, in this version or one before."""
        decided = self.standing().decided(coder)
        return [one for one in self.offers if one.id not in decided]

    # ---------------------------------------------------------------- deciding

    def decide(
        self, coder: str, action: Action, on: str, claim: Coded | None = None, *,
        spans: Spans = (), reason: str = "", comment: str = "",
    ) -> Decision:  # fmt: skip
        """Write a decision; raises `FlawedClaimError` for a claim that cannot be written."""
        return self.decide_all(
            coder, [self.drafted(action, on, claim, spans=spans, reason=reason, comment=comment)]
        )[0]

    def drafted(
        self, action: Action, on: str, claim: Coded | None = None, *,
        spans: Spans = (), reason: str = "", comment: str = "",
    ) -> Decision:  # fmt: skip
        """Return a decision that holds, without writing it; raises as `decide` does."""
        claim = all_named(claim, self.base) if claim else None
        flaws = self.checker.flaws(claim, self.text) if claim else []
        flaws += places("spans", spans, self.text)
        if action == "leave-out":
            if reason not in self.terms.concepts["omission"]:
                known = ", ".join(self.terms.concepts["omission"])
                flaws.append(Flaw("reason", "concept", (reason, known)))
        elif action in ("accept", "change", "add") and not claim:
            flaws.append(Flaw("relation", "relation", ("",)))
        if flaws:
            raise FlawedClaimError(flaws, self.language)
        cited = claim.spans if claim else spans
        return Decision(
            "", "", "", self.slug, self.version, action, on, claim, () if claim else spans,
            printed(self.text, cited), reason, comment,
        )  # fmt: skip

    def decide_all(self, coder: str, drafts: Sequence[Decision]) -> list[Decision]:
        """Write decisions that were drafted, one after the other."""
        return self.log(coder).add_all(drafts)

    def undo(self, coder: str) -> Decision | None:
        """Take back the coder's last decision on this document, and return it; None without any."""
        log = self.log(coder)
        log.reload()
        last = undoable([one for one in log.decisions if one.document == self.slug])
        if last:
            log.add(Decision("", "", "", self.slug, self.version, "undo", last.on, undoes=last.id))
        return last

    # ---------------------------------------------------------------- what follows

    def fates(self) -> list[Fate]:
        """Return what became, in the newest version, of each claim that stands."""
        return [self._fate(some) for some in self.standing().claims()]

    def unknown(self, claim: Coded) -> list[str]:
        """Return the entities of a claim that the graph and its layers do not have, or no more."""
        return [
            one.entity
            for _, one in claim.actors
            if not one.entity.startswith(self.base) and not self.known.kinds(one.entity)
        ]

    def changed(self, coder: str) -> list[Decision]:
        """Return the claims of a coder that do not stand as they are in the newest version."""
        mine = self.standing().of.get(coder, {}).values()
        return [one for one in mine if one.claim and not self._fated(one, one.claim.spans).stands]

    def fated(self, decision: Decision) -> Fated:
        """Return what became, in the newest version, of the places of a decision."""
        return self._fated(decision, decision.claim.spans if decision.claim else decision.spans)

    def _fate(self, decisions: tuple[Decision, ...]) -> Fate:
        last = max(decisions, key=lambda one: (one.version, one.at))
        assert last.claim is not None
        return Fate(decisions, last.version, self._fated(last, last.claim.spans))

    def _fated(self, decision: Decision, spans: Spans) -> Fated:
        if decision.version == self.version:
            return Fated("still there", spans)
        return self._beside(decision.version).claim(spans, decision.prints)

    def _beside(self, version: int) -> Rechecked:
        if version not in self._rechecked:
            self._rechecked[version] = Rechecked(self.text_of(version), self.text)
        return self._rechecked[version]

    def cited(self) -> list[Cited]:
        """Return the claims as they are to be written, each in the newest version it stands in."""
        return [self._cited(fate) for fate in self.fates()]

    def _cited(self, fate: Fate) -> Cited:
        claim = fate.decisions[0].claim
        assert claim is not None
        version = self.version if fate.fated.stands else fate.since
        if version != fate.since:
            claim = self._carried(claim, fate)
        place = f"{self.slug}-{version}"
        return Cited(claim, self.source(version), self.text_of(version), place, fate.decisions)

    def _carried(self, claim: Coded, fate: Fate) -> Coded:
        old = self.text_of(fate.since)

        def moved(spans: Spans) -> Spans:
            found = (
                self._beside(fate.since).span(one, printed(old, (one,))[0]) for one in spans if old
            )
            return tuple(one.span for one in found if one.span and one.fate != "altered")

        def carried(actor: Actor) -> Actor:
            return replace(actor, spans=moved(actor.spans))

        actors = {name: carried(one) for name, one in claim.actors}
        told = replace(claim, spans=fate.fated.spans, dated=moved(claim.dated))
        return told.with_actors(actors)

    def omitted(self) -> list[Omitted]:
        """Return the sentences left out, as far as the newest version has them and nothing cites.

        What some coder cites of a sentence counts before what another left out of it.
        """
        here = self.source().text
        cited = [
            span
            for one in self.cited()
            if one.source.text == here and not one.claim.is_naming
            for span in one.claim.spans
        ]
        found = []
        for one in self.standing().left_out():
            fated = self._fated(one, one.spans)
            taken = any(a < end and start < b for a, b in cited for start, end in fated.spans)
            if fated.stands and not taken:
                place, spans = f"{self.slug}-{self.version}", fated.spans
                told = (one.reason, one.comment, one.coder, one.at)
                found.append(Omitted(self.source(), place, spans, *told))
        return found

    @property
    def claims_file(self) -> Path:
        """Where the claims of the document stand."""
        return self.place.claims / f"{self.slug}.ttl"

    def claims(self) -> bytes:
        """Return the claims that follow from the decisions, as Turtle in normal form."""
        writer = Writer(
            self.known, self.terms, self.base, self.made(), self._of_shipped, self._called
        )
        title = f"What {self.slug} says, as decided (decisions/). Written by `tigraph document`."
        return writer.written(title, self.cited(), self.omitted())

    def write(self) -> Path:
        """Write the claims into the workspace, and return where."""
        path = self.claims_file
        path.parent.mkdir(parents=True, exist_ok=True)
        with turn(path):
            write_file(path, self.claims(), force=True)
        return path

    def made(self) -> dict[str, Made]:
        """Return the entities that coders made, by their IRIs.

        What stands says what each is, and where this differs, what was said last; what was
        replaced since, only where nothing that stands tells it.
        """
        logs = [log.decisions for log in self.logs().values()]
        stands = all_made((one for lines in logs for one in standing_lines(lines)), self.base)
        made = {}
        for entity, ever in all_made((one for lines in logs for one in live(lines)),
                                     self.base).items():  # fmt: skip
            now = stands.get(entity, ever)
            names = dict.fromkeys(" ".join(name.split()) for name, _, _ in now)
            told = [*reversed(now), *ever]
            kind = next((kind for _, kind, _ in told if kind), "")
            within = next((whole for _, _, whole in told if whole), "")
            made[entity] = Made(tuple(names), kind, within)
        return made

    @cached_property
    def _called(self) -> dict[str, str]:
        """The French names that the workspace gives entities of its own, claims apart."""
        return {
            text_of(quad.subject): text_of(quad.object)
            for path in self.place.data_files()
            if path.parent != self.place.claims
            for quad in read_quads(path)
            if quad.predicate == _PREFERRED and getattr(quad.object, "language", "") == LANGUAGES[0]
        }

    @cached_property
    def _of_shipped(self) -> frozenset[str]:
        if not self.place.shipped:
            return frozenset()
        graph = shipped("data") / "graph.ttl"
        return frozenset(text_of(quad.subject) for quad in read_quads(graph))
