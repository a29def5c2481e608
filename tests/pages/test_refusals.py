"""What a question that cannot be asked is answered, in the language of the page."""

from __future__ import annotations

import lxml.html
import pytest

from tigraph.graph import Graph
from tigraph.pages import Shelf
from tigraph.rdf.vocabulary import LANGUAGES

#: What is asked wrongly, and what is told of it in each language.
WRONG = {
    "posts-of-person.{}?person=zzz": ("here is called “zzz”", "ici ne s’appelle « zzz »"),
    "posts-of-person.{}?person=cedrik bol": ("Near it: Cédric Bôle", "De nom proche : Cédric Bôle"),
    "posts-of-person.{}?person=a": ("“a” names 4 entities", "« a » désigne 4 entités"),
    "people.csv?date=bad": ("“bad” is no date", "« bad » n’est pas une date"),
    "people.csv?date=2022/2018": ("the earlier first", "la plus ancienne d’abord"),
    "posts-of-person.gexf": ("no network", "pas de réseau"),
    "actors-by-level-and-order.{}?kind=zz": ("there is All kinds", "il y a Tous les genres"),
    "legal-forms-of-members.{}?date=bad": ("“bad” is no day", "« bad » n’est pas un jour"),
}  # fmt: skip


@pytest.fixture(scope="module")
def shelf(graph: Graph) -> Shelf:
    return Shelf(graph)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", WRONG)
def test_what_is_refused_is_told_in_the_language_of_the_page(
    shelf: Shelf, asked: str, language: str
) -> None:
    path, _, query = asked.partition("?")
    given = dict([query.split("=")]) if query else {}
    own, other = WRONG[asked], "fr" if language == "en" else "en"
    for ending in ("html", "csv") if "{}" in path else ("",):
        found = shelf.answer(f"{language}/questions/{path.format(ending)}", given)
        assert found
        assert found.status == 400
        told = found.content.decode()
        if ending == "html":
            [alert] = lxml.html.document_fromstring(told).cssselect("[role=alert]")
            told = alert.text_content()
        assert own[language == "fr"].lower() in told.lower(), ending
        assert own[other == "fr"].lower() not in told.lower()


def test_what_a_name_may_mean_leads_to_the_question_asked_of_it(shelf: Shelf) -> None:
    found = shelf.answer("fr/questions/relations-of.html", {"entity": "Cédric", "date": "2019"})
    assert found
    ways = [one.get("href") for one in
            lxml.html.document_fromstring(found.content).cssselect(".meant a")]  # fmt: skip
    assert ways
    assert all("entity=" in one and "date=2019" in one for one in ways)
