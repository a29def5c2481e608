"""Sentences and paragraphs, by their places. All texts are fictitious."""

import pytest

from tigraph.reading import paragraphs_of, sentences_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Un titre\nUne phrase. Une autre !", ["Un titre", "Une phrase.", "Une autre !"]),
        ("M. Fictif et Mme A. Feinte parlent.", ["M. Fictif et Mme A. Feinte parlent."]),
        ("« Oui ! » dit-elle. Puis rien.", ["« Oui ! » dit-elle.", "Puis rien."]),
        ("Il dit : « Non. » Elle rit.", ["Il dit : « Non. »", "Elle rit."]),
        ("6 E.P.C.I. se joignent. Fin", ["6 E.P.C.I. se joignent.", "Fin"]),
        ("- un\n- deux\n\n***\n", ["- un", "- deux"]),
        ("Départ à 8 h. Arrivée à 9 h.", ["Départ à 8 h.", "Arrivée à 9 h."]),
        ("Une ligne coupée\npar sa largeur. Fin", ["Une ligne coupée\npar sa largeur.", "Fin"]),
    ],
)
def test_where_sentences_end(text: str, told: list[str]) -> None:
    assert [text[one.start : one.end] for one in sentences_of(text)] == told


def test_paragraphs_are_lines_unless_a_line_was_cut() -> None:
    text = "Titre\n\nUn comité\nfictif.\nUn autre."
    found = [text[one.start : one.end] for one in paragraphs_of(text)]
    assert found == ["Titre", "Un comité\nfictif.", "Un autre."]
