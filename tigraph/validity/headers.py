"""Rules as files of SPARQL, each with a header that says what it is.

A header is made of lines “#+ key: value”: `stage` (when it runs), `reads` (what it asks for
beside what was stated: bounds, lives, held), `because` and `parce que` (why what it derives holds),
and `tie` for an edge between two actors that follows from several claims. A rule whose stage is
“entailed” says for which queries it is run: for those that name a term that it `gives` (a property,
or “classes by” a property that leads to them) and none of those that it says after `unless`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tigraph.errors import DataError
from tigraph.local import read_text, shipped
from tigraph.rdf import tokens
from tigraph.rdf.vocabulary import expand

#: First what follows whatever the date, from what is stated alone. Then, in this order: date
#: bounds, the lives of entities, the bounds of claims that are dated by these, the lives of their
#: ends, the claims that surely hold, those that may, what follows.
STAGES = ("entailed", "bounds", "lives", "relative", "ends", "certain", "possible", "edges")
READ = ("bounds", "lives", "held")
_KEYS = ("stage", "reads", "tie", "gives", "unless", "because", "parce que")
_CLASSES = "classes by "
HELD_TERM = "tig:HeldClaim"
_BOUND_TERMS = {
    f"tig:{name}"
    for name in (
        "earliestBegin", "latestBegin", "earliestEnd", "latestEnd",
        "attestsFrom", "attestsTo", "issuedFrom", "issuedTo", "shownFrom", "shownTo",
    )
}  # fmt: skip
_LIFE_TERMS = {f"tig:{name}" for name in ("lifeFrom", "lifeTo", "endsFrom", "endsTo")}


class Rule(NamedTuple):
    """A rule with what its header says of it.

    `stage` is one of `STAGES`; `reads` says what it reads beside what was stated: "bounds",
    "lives", "held". `because` says in English and in French why what it derives holds. `tie` is the
    edge (a CURIE) between two actors that follows from several claims, where it derives one.
    `gives` and `unless` are IRIs; of classes it is that of the property that leads to them
    (`classes`).
    """

    name: str
    text: str
    stage: str
    reads: tuple[str, ...]
    because: dict[str, str]
    tie: str
    gives: str = ""
    classes: bool = False
    unless: frozenset[str] = frozenset()

    @property
    def held(self) -> list[str]:
        """The variables of the claims that must hold for it."""
        found = [t.text for t in tokens(self.text) if t.sort not in ("space", "comment")]
        typed = zip(found, found[1:], found[2:], strict=False)
        held = [one for one, a, kind in typed if (a, kind) == ("a", HELD_TERM)]
        return list(dict.fromkeys(one for one in held if one[0] in "?$"))


def rule_files() -> list[Path]:
    """Return the files of the rules, by name; the order in which they run is that of stages."""
    return sorted((shipped("ontology") / "rules").glob("*.rq"))


@lru_cache
def every_rule() -> tuple[Rule, ...]:
    """Return the rules, by name; raises `DataError` for one that does not say what it is."""
    found = (rule for stage in STAGES for rule in staged(stage))
    return tuple(sorted(found, key=lambda rule: rule.name))


@lru_cache
def staged(stage: str) -> tuple[Rule, ...]:
    """Return the rules of a stage; raises `DataError` for one that does not say what it reads.

    Of the others only the headers are looked at: to read a date asks for the first stage alone.
    """
    found = tuple(rule for rule in _headed() if rule.stage == stage)
    for rule in found:
        _check_reads(rule)
    return found


@lru_cache
def _headed() -> tuple[Rule, ...]:
    """Return the rules as their headers have them."""
    return tuple(_read_header(path.name, read_text(path)) for path in rule_files())


def read_rule(name: str, text: str) -> Rule:
    """Return the rule of a text; raises `DataError` where its header does not say what it is.

    >>> read_rule("x.rq", "#+ stage: edges\\nCONSTRUCT { ?x a ?y } { ?x a ?y }").stage
    'edges'
    """
    rule = _read_header(name, text)
    _check_reads(rule)
    return rule


def _read_header(name: str, text: str) -> Rule:
    header: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#+"):
            key, _, value = line[2:].partition(":")
            if (key := key.strip()) not in _KEYS:
                known = ", ".join(f"“{known}”" for known in _KEYS)
                raise DataError(f"Rule {name}: “{key}” in the header is none of {known}.")
            header[key] = value.strip()
    stage = header.get("stage", "")
    reads = tuple(word.strip() for word in header.get("reads", "").split(",") if word.strip())
    _check(name, "stage", (stage,), STAGES)
    _check(name, "reads", reads, READ)
    because = {"en": header.get("because", ""), "fr": header.get("parce que", "")}
    gives = header.get("gives", "")
    classes = gives.startswith(_CLASSES)
    given = _expanded(name, gives.removeprefix(_CLASSES))
    if (stage == "entailed") != (len(given) == 1):
        raise DataError(
            f"Rule {name}: the header of a rule of the stage “entailed”, and of no other, says "
            "what it “gives”: a property, or “classes by” the property that leads to them."
        )
    unless = frozenset(_expanded(name, header.get("unless", "")))
    tie = header.get("tie", "")
    return Rule(name, text, stage, reads, because, tie, next(iter(given), ""), classes, unless)


def _expanded(name: str, words: str) -> list[str]:
    """Return the IRIs of CURIEs with commas between; raises `DataError` for what is none."""
    found = []
    for word in filter(None, map(str.strip, words.split(","))):
        if (iri := expand(word)) is None:
            raise DataError(f"Rule {name}: “{word}” in the header is no term.")
        found.append(iri)
    return found


def _check(name: str, key: str, given: Sequence[str], known: Sequence[str]) -> None:
    for word in given:
        if word not in known:
            told = f"“{word}” is not" if word else "it is missing"
            raise DataError(
                f"Rule {name}: “{key}” in the header should be of {', '.join(known)}; {told}."
            )


def _check_reads(rule: Rule) -> None:
    """Raise `DataError` for what a rule asks for and does not say that it reads.

    In a store it would find that, in memory not.
    """
    if rule.stage == "bounds":
        return
    named = {t.text for t in tokens(pattern(rule.text)[2]) if t.sort == "pname"}
    read = (("bounds", _BOUND_TERMS), ("lives", _LIFE_TERMS), ("held", {HELD_TERM}))
    for what, terms in read:
        if what not in rule.reads and (found := sorted(named & terms)):
            raise DataError(
                f"Rule {rule.name} asks for {found[0]}: “reads” in its header should say {what}."
            )


def pattern(text: str) -> tuple[str, str, str]:
    """Return the prologue of a CONSTRUCT, its template, and its pattern with the brackets.

    >>> pattern("PREFIX e: <urn:> CONSTRUCT { ?x e:p ?y } WHERE { ?x e:q ?y }")
    ('PREFIX e: <urn:> ', '{ ?x e:p ?y }', '{ ?x e:q ?y }')
    """
    before, opened, pieces = "", 0, ["", ""]
    part = -1
    for token in tokens(text):
        word = token.text.upper() if token.sort == "word" else ""
        if word == "CONSTRUCT":
            part = 0
        elif part == 0 and not opened and pieces[0] and token.text == "{":
            part = 1
        if part < 0:
            before += token.text
        opened += (token.text == "{") - (token.text == "}")
        if part >= 0 and (opened or token.text == "}"):
            pieces[part] += token.text
    return before, pieces[0], pieces[1]
