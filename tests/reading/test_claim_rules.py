"""Every rule of claims holds for its own example, and says of what kind of relation it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checkout import ROOT
from tigraph.errors import DataError
from tigraph.reading import Reading
from tigraph.reading.claiming import lexicon, rules
from tigraph.reading.claiming.claims import claims
from tigraph.reading.claiming.patterns import read_pattern

LANGUAGES = sorted(place.parent.name for place in lexicon.FOLDER.glob("*/claims.yaml"))
EVERY = [(language, rule) for language in LANGUAGES for rule in rules.rules(language)]


@pytest.mark.parametrize(
    ("language", "rule"), EVERY, ids=[f"{language}-{rule.name}" for language, rule in EVERY]
)
def test_a_rule_gives_what_its_example_says(language: str, rule: rules.Rule) -> None:
    text, mentions = rules.marked(rule.example)
    found = [one for one in claims(Reading(text, language), mentions) if one.object]
    told = [
        (one.subject.label, one.object.label)
        for one in found
        if one.object and one.rule == f"claims:{rule.name}"
    ]
    assert told == rules.ends_named(rule.gives)
    assert {one.relation for one in found if one.rule == f"claims:{rule.name}"} == {rule.relation}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_gives_nothing_of_what_it_must_not_fit(language: str) -> None:
    for rule in rules.rules(language):
        for example in rule.against:
            text, mentions = rules.marked(example)
            found = claims(Reading(text, language), mentions)
            assert f"claims:{rule.name}" not in {one.rule for one in found if not one.asked}


def test_relations_and_roles_of_rules_are_concepts_of_the_scheme() -> None:
    scheme = (ROOT / "ontology" / "schemes.ttl").read_text("utf-8")
    for _, rule in EVERY:
        assert f"\n{rule.relation} a " in scheme
        assert not rule.role or f"\n{rule.role} a " in scheme


def _written(folder: Path, told: object) -> None:
    (folder / "xx").mkdir()
    (folder / "xx" / "claims.yaml").write_text(yaml.safe_dump(told), "utf-8")


RULE = {
    "name": "n", "says": "s", "relation": "relation:member", "patterns": ["<who:person>"],
    "example": "x", "gives": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"patterns": ["<who:person"]}, "“<who:person” is no element of a pattern"),
        ({"paterns": []}, "no such key as paterns"),
        ({"example": None}, "example missing"),
    ],
)
def test_a_rule_that_is_not_one_is_refused_by_name(
    change: dict[str, object], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    rule = {key: value for key, value in {**RULE, **change}.items() if value is not None}
    _written(tmp_path, [rule])
    with pytest.raises(DataError, match=told) as error:
        rules.rules.__wrapped__("xx")
    assert "claims.yaml of xx, n" in str(error.value)


def test_a_file_that_is_no_yaml_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "claims.yaml").write_text("- name: a\n  says: [\n", "utf-8")
    with pytest.raises(DataError, match=r"claims.yaml of xx, line 3"):
        rules.rules.__wrapped__("xx")


def test_a_language_without_files_is_refused_with_those_that_are_there() -> None:
    with pytest.raises(Exception, match="fr"):
        lexicon.lexicon("xx")


def test_elements_say_what_they_are() -> None:
    slot, verb, words = read_pattern("<who:person|body+> #sign:passive|participle with|@of?")
    assert (slot.names, slot.many) == (("person", "body"), True)
    assert (verb.slot, verb.names) == ("sign", ("passive", "participle"))
    assert (words.names, words.optional) == (("with", "@of"), True)
