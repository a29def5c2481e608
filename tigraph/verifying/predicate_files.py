"""The file of a language's predicates, read into patterns with all forms of their verbs."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from tigraph.errors import DataError
from tigraph.rdf.vocabulary import expand
from tigraph.reading import forms_of, phrase
from tigraph.verifying.predicates import OWN, PARTITIVE, Part, Pattern, Predicates, same_word
from tigraph.verifying.words import Said, Words, stem, words_of

FOLDER = Path(__file__).parent / "predicates"


@lru_cache
def predicates_of(language: str) -> Predicates:
    """Return the predicates of a language; raises `UnknownNameError` for one without files."""
    import yaml

    words = words_of(language)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    told: dict[str, Any] = yaml.load((FOLDER / f"{language}.yaml").read_text("utf-8"), loader)
    patterns: dict[str, list[Pattern]] = defaultdict(list)
    for relation, text in told["relations"].items():
        name, _, office = _parted(relation)
        for one in _listed(text):
            turned = one.startswith("<")
            for verb, pattern in _patterns(one.lstrip("< "), Said(name, turned, office), words):
                patterns[verb].append(pattern)
    speech: dict[str, list[Pattern]] = defaultdict(list)
    for stance, text in told["speech"].items():
        for one in _listed(text):
            for verb, pattern in _patterns(one, Said("", False, stance), words):
                speech[verb].append(pattern)
    verbs = {one.removeprefix(OWN) for one in {*patterns, *speech} if one.startswith(OWN)}
    forms = dict(words.reading.forms)
    for word, more in _forms(verbs, told["verbs"], words.reading.data["models"]).items():
        forms[word] = (*forms.get(word, ()), *more)

    def phrases(text: str) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(same_word(part, words) for part in one.replace("'", "' ").split())
            for one in _listed(text)
        )

    return Predicates(
        words,
        replace(words.reading, forms=forms),
        {verb: tuple(listed) for verb, listed in patterns.items()},
        {verb: tuple(listed) for verb, listed in speech.items()},
        tuple(sorted((phrase(one) for one in told["partitive"]), key=len, reverse=True)),
        phrases(told["voices"]["before"]),
        phrases(told["voices"]["after"]),
        phrases(told["beginnings"]),
        frozenset(told["by"].split()),
        frozenset(OWN + one for one in told.get("moving", "").split()),
        frozenset(told.get("due", "").split()),
        {word: expand(kind) or "" for word, kind in told["pronouns"].items()},
        frozenset(told["every"].split()),
        frozenset(told["this"].split()),
        frozenset(told["adverbs"].split()),
        frozenset(told["light"].split()),
        frozenset(told["linking"].split()),
        frozenset(told.get("infinitive", "").split()),
        frozenset(told.get("reflexive", "").split()),
        phrases(told["joins"]),
        phrases(told["clefts"]),
        frozenset(told["relative"].split()),
        told["prepositions"],
        frozenset(told["objects"].split()),
        frozenset(told["fronted"].split()),
        frozenset(told["amid"].split()),
        frozenset(told["possessive"].split()),
        frozenset(told["furthering"].split()),
        {
            stem(noun): tuple(Said(*_parted(one)) for one in text.split())
            for noun, text in told["nominal"].items()
        },
        {same_word(short, words): phrases(text) for short, text in told["compound"].items()},
        frozenset(told["passing"].split()),
        _tellers(patterns, forms) | {"figure": _stems(told["counting"])},
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


def _tellers(
    patterns: Mapping[str, list[Pattern]], forms: Mapping[str, Any]
) -> dict[str, frozenset[str]]:
    """Return by relation all words of the predicates that tell it."""
    made: dict[str, set[str]] = defaultdict(set)
    by_verb: dict[str, set[str]] = defaultdict(set)
    for word, listed in forms.items():
        for one in listed:
            by_verb[one.verb].add(stem(word))
    for verb, listed in patterns.items():
        for one in listed:
            own = made[one.said.relation]
            own |= by_verb.get(verb, set())
            own |= {word for part in one.rest for word in part.words if word != PARTITIVE}
    return {relation: frozenset(own) for relation, own in made.items()}


def _parted(text: str) -> tuple[str, bool, str]:
    """Return a relation and, behind a colon, its office."""
    name, _, office = text.partition(":")
    return name, False, office


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split("|") if one.strip()]


def _patterns(text: str, said: Said, words: Words) -> Iterator[tuple[str, Pattern]]:
    """Yield the class of the verb and the pattern of a predicate, of several verbs each."""
    text = text.replace("’", "'")
    reflexive = text.startswith(("se ", "s'"))
    first, *rest = text.removeprefix("se ").removeprefix("s'").replace("'", "' ").split()
    parts = []
    for one in rest:
        optional, own = one.endswith("?"), one.rstrip("?")
        listed = frozenset(same_word(word, words) for word in own.split("/"))
        partitive = own == PARTITIVE
        parts.append(Part(frozenset({PARTITIVE}) if partitive else listed, optional))
    for one in first.split("/"):
        verb = "be" if one in ("be", "être") else OWN + one
        yield verb, Pattern(said, tuple(parts), reflexive)


def _forms(
    verbs: set[str], irregular: Mapping[str, str], models: Mapping[str, Any]
) -> dict[str, Any]:
    """Return all forms of verbs given by their infinitives."""
    later = ("future", "conditional") if any("future" in one for one in models.values()) else ()
    tenses = ("present", "past", "participle", *later, "gerund")
    told: dict[str, dict[str, Any]] = {}
    for verb in verbs:
        if listed := irregular.get(verb):
            forms = dict(zip(tenses, (one.strip() for one in listed.split(",")), strict=False))
            if not later:
                forms.setdefault("gerund", f"{verb.removesuffix('e')}ing")
            told[OWN + verb] = {"forms": forms | {"infinitive": verb}}
            continue
        told[OWN + verb] = _regular(verb, models)
    return forms_of(told, models)


def _regular(verb: str, models: Mapping[str, Any]) -> dict[str, Any]:
    """Return the model and stem of a verb by its infinitive."""
    ends = {model: str(one["infinitive"]).split()[0] for model, one in models.items()}
    for model, end in sorted(ends.items(), key=lambda one: one[1] == "-"):
        if end != "-" and verb.endswith(end):
            return {model: [verb.removesuffix(end)]} | _changed(verb, model)
    if "ed" not in models:
        raise DataError(f"predicates: the forms of “{verb}” follow no model, and are not listed.")
    stems: dict[str, Any] = {"ed": [verb]}
    if verb.endswith(("sh", "ch", "ss", "x", "z")):
        return stems | {"forms": {"present": f"{verb}es"}}
    if verb.endswith("y") and verb[-2] not in "aeou":
        short = verb[:-1]
        return stems | {
            "forms": {"present": f"{short}ies", "past": f"{short}ied", "participle": f"{short}ied"}
        }
    return stems


def _changed(verb: str, model: str) -> dict[str, Any]:
    """Return forms whose vowel or consonant changes: "gère", "plaçait"."""
    if model != "er":
        return {}
    stem_ = verb[:-2]
    present, future = [], []
    if len(stem_) > 2 and "é" in stem_[-3:]:
        place = stem_.rindex("é")
        open_ = stem_[:place] + "è" + stem_[place + 1 :]
        present = [open_ + end for end in ("e", "es", "ent")]
        future = [open_ + end for end in ("era", "eront")]
    if stem_.endswith("c"):
        soft = stem_[:-1] + "ç"
        return {"forms": {"past": f"{soft}ait {soft}aient {soft}a", "gerund": f"{soft}ant"}}
    return {"forms": {"present": " ".join(present), "future": " ".join(future)}} if present else {}
