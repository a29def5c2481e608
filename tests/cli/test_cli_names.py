"""Each command that takes a name finds what it means, and says what that is on stderr."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal import tigraph

STATE = "“L’État” is read as State (organisation:etat)."
HEAD = "“BÔLE Cédric” is read as Cédric Bôle (person:cedric-bole)."
GROUP = "“CC Val de Morteau” is read as Communauté de communes du Val de Morteau (epci:242504116)."
VOICE = (
    "“l’association des interpreneurs” is read as association des interpreneurs "
    "(organisation:association-des-interpreneurs)."
)
PHASE = "“la première phase” is read as "
COMMANDS = {
    "show": (["show", "L’État"], STATE),
    "trace": (["trace", "CC Val de Morteau"], GROUP),
    "path, the one end": (["path", "L’État", "Cédric Bôle"], STATE),
    "path, the other": (["path", "Nathalie Augé", "BÔLE Cédric"], HEAD),
    "path --via": (["path", "Nathalie Augé", "AdCF", "--via", "BÔLE Cédric"], HEAD),
    "path --avoid": (["path", "Nathalie Augé", "AdCF", "--avoid", "BÔLE Cédric"], HEAD),
    "path --through": (["path", "Nathalie Augé", "AdCF", "--through", "L’État"], STATE),
    "compare": (["compare", "CGET", "l’association des interpreneurs"], VOICE),
    "query -p": (["query", "posts-of-person", "-p", "person=BÔLE Cédric"], HEAD),
    "view -p": (
        ["view", "members-of-phase", "-p", "phase=la première phase", "-o", "x.html"],
        PHASE,
    ),
    "export -p": (
        ["export", "members-of-phase", "-p", "phase=la première phase", "-o", "x.gexf"],
        PHASE,
    ),
    "measure -p": (["measure", "members-of-phase", "-p", "phase=la première phase"], PHASE),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_took_a_name_for(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, told = COMMANDS[command]
    done = tigraph(*arguments)
    assert done.err.count(told) == 1, done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", ["Cédric Bôle", "person:cedric-bole"])
def test_nothing_is_said_of_a_name_that_says_it(name: str) -> None:
    assert tigraph("show", name).err == ""
    assert tigraph("show", "BÔLE Cédric", "-q").err == ""


def test_what_is_said_is_in_french_where_that_is_asked_for() -> None:
    done = tigraph("show", "l'Etat", "--lang", "fr")
    assert done.err == "« l'Etat » désigne ici État (organisation:etat).\n"


def test_no_path_is_told_between_whom_it_was_looked_for() -> None:
    done = tigraph("path", "L’État", "BÔLE Cédric", "--max", "1")
    assert done.code == 1
    assert "No path between State (organisation:etat) and Cédric Bôle (person:" in done.err


def test_a_reference_names_the_entity_that_a_parameter_meant() -> None:
    done = tigraph("query", "posts-of-person", "-p", "person=BÔLE Cédric", "--cite")
    assert "names read so: BÔLE Cédric = Cédric Bôle (person:cedric-bole)" in done.out
    again = tigraph(
        "query", "posts-of-person", "-p", "person=Cédric Bôle (person:cedric-bole)", "-f", "csv"
    )
    asked = tigraph("query", "posts-of-person", "-p", "person=Cédric Bôle", "-f", "csv")
    assert again.stdout == asked.stdout
