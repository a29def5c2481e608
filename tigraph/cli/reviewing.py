"""The dialogue of `tigraph link review`: one name after the other, each answer kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from tigraph.errors import TigraphError
from tigraph.graph import Graph
from tigraph.linking import Author, Candidate, Decisions, Match, Sources, decision_told, subject
from tigraph.local import Words, printable
from tigraph.rdf.vocabulary import curie

_WORDS = Words(
    {
        "keys": (
            "y yes, the first · 1, 2 … that one · n not the first · c NAME another · x none at "
            "all · s skip · q quit; a comment may follow",
            "o oui, le premier · 1, 2 … celui-là · n pas le premier · c NOM un autre · x aucun · "
            "s passer · q quitter ; un commentaire peut suivre",
        ),
        "no-other": (
            "No other candidate: c NAME for another, x for none, s to leave it open.",
            "Pas d’autre candidat : c NOM pour un autre, x pour aucun, s pour laisser ouvert.",
        ),
        "decided": ("decided: {}", "décidé : {}"),
        "elsewhere": ("elsewhere ({}, beside it {}): {}", "ailleurs ({}, à côté {}) : {}"),
        "any-kind": ("any kind", "tout genre"),
        "nothing": ("nothing", "rien"),
        "name": ("“{}”", "« {} »"),
    }
)
#: Letters that say yes: that of either language is taken in both.
_YES = ("y", "o")


class Dialogue:
    """Asks a person about matches, and writes what they answer."""

    def __init__(
        self,
        graph: Graph,
        decisions: Decisions,
        author: Author,
        sources: Sources,
        confidence: float,
    ) -> None:
        self.graph, self.decisions, self.author = graph, decisions, author
        self.sources, self.confidence = sources, confidence
        self.language = graph.language
        self.answered = 0

    def walk(self, matches: Sequence[Match]) -> int:
        """Ask about each match; return how many are left where the person stops."""
        say(self._told("keys"))
        for number, match in enumerate(matches):
            say(f"\n[{number + 1}/{len(matches)}] {self._named(match)}")
            if not self._settled(match):
                return len(matches) - number
        return 0

    def _settled(self, match: Match) -> bool:
        """Ask about one match until it is answered or skipped; whether to go on."""
        while True:
            self._show(match)
            answer = click.prompt("?", err=True, prompt_suffix=" ").strip()
            letter, _, rest = answer.partition(" ")
            try:
                if letter in ("q", "s"):
                    return letter == "s"
                if letter == "n" and match.candidates:
                    self.decisions.refuse(
                        match, match.candidates[0], self.author, rest, self.sources,
                        confidence=self.confidence,
                    )  # fmt: skip
                    self.answered += 1
                    match = replace(match, candidates=match.candidates[1:])
                    if match.candidates:
                        continue
                    say(f"  {self._told('no-other')}")
                    continue
                if letter == "x":
                    self.decisions.nothing(match, self.author, rest, self.sources)
                elif (chosen := self._chosen(match, letter, rest)) is not None:
                    comment = "" if letter == "c" else rest
                    self.decisions.accept(
                        match, chosen, self.author, comment, self.sources,
                        confidence=self.confidence,
                    )  # fmt: skip
                    say(f"  = {chosen.label or curie(chosen.iri)}")
                else:
                    say(f"  {self._told('keys')}")
                    continue
            except TigraphError as error:
                say(f"  {error}")
                continue
            self.answered += 1
            return True

    def _chosen(self, match: Match, letter: str, rest: str) -> Candidate | None:
        if letter in _YES and match.candidates:
            return match.candidates[0]
        if letter.isdecimal() and 0 < int(letter) <= len(match.candidates):
            return match.candidates[int(letter) - 1]
        if letter == "c" and rest.strip():
            iri = self.graph.resolve(rest.strip())
            known = [one for one in match.candidates if one.iri == iri]
            return known[0] if known else Candidate(iri, "", self.graph.label(iri), "", 1)
        return None

    def _show(self, match: Match) -> None:
        if match.why:
            say(f"  {match.why}")
        for number, found in enumerate(match.candidates, 1):
            what = ", ".join(part for part in (found.kind, found.id) if part)
            say(f"  {number}  {found.label} ({what})  {found.score:.2f}  {curie(found.iri)}")
            for feature in found.features:
                sign = {True: "+", False: "−", None: "·"}[feature.matched]
                say(f"       {sign} {feature.name} {feature.weight:.2f}  {feature.why}")
        mine = subject(match.sought)
        for one in self.decisions.verdict(mine).sayings:
            say(f"  {self._told('decided', decision_told(one, self.language))}")
        for one in self.decisions.elsewhere(mine):
            kind = one.subject.kind or self._told("any-kind")
            beside = one.subject.beside or self._told("nothing")
            what = decision_told(one, self.language)
            say(f"  {self._told('elsewhere', kind, beside, what)}")

    def _named(self, match: Match) -> str:
        sought = match.sought
        beside = ", ".join(f"{key} {value}" for key, value in sought.context.items())
        name = self._told("name", sought.name)
        return "  ".join(part for part in (name, sought.kind, beside) if part)

    def _told(self, key: str, *fill: str) -> str:
        return _WORDS(key, self.language).format(*fill)


def say(text: str) -> None:
    """Show a line of the dialogue."""
    click.echo(printable(text), err=True)
