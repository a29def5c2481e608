"""What rules find by the words around it, beside no graph. All people and bodies are fictitious."""

import pytest

from tigraph.errors import DataError
from tigraph.reading import NAMED, Mention, Reading, installed_proposers, propose
from tigraph.reading.patterns import Fragments, rules
from tigraph.reading.phrases import languages


def _mentions(text: str, language: str = "fr", dated: str = "") -> list[Mention]:
    found = propose(Reading(text, language, dated=dated), ["rules", "figures", "coreference"])
    return [one for one in found if isinstance(one, Mention)]


def _named(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.type) for m in _mentions(text) if m.type in NAMED]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mme Zorbeline est venue.", [("Zorbeline", "person")]),
        ("Hier, Jean-Luc Zorbel parlait.", [("Jean-Luc Zorbel", "person")]),
        ("Il salue le maire d’Inventé, Xanthe Zorbel.",
         [("Inventé", "place"), ("Xanthe Zorbel", "person")]),
        ("Elle cite Xanthe Zorbel, vice-présidente déléguée à la culture.",
         [("Xanthe Zorbel", "person")]),
        ("« Bien sûr que nous irons », ajoute Xanthe Zorbel.", [("Xanthe Zorbel", "person")]),
        ("le comité, présidé par Xanthe Zorbel, siège", [("Xanthe Zorbel", "person")]),
        ("Il cite l’association des amis du Val d’Inventé.",
         [("association des amis du Val d’Inventé", "organisation")]),
        ("Selon le ministère de la Transition écologique et de la Cohésion des territoires, oui.",
         [("ministère de la Transition écologique et de la Cohésion des territoires",
           "organisation")]),
        ("Il travaille chez Zorbel Microtechnic depuis mars.",
         [("Zorbel Microtechnic", "organisation")]),
        ("Elle est coprésidente de Zorbelex.", [("Zorbelex", "organisation")]),
        ("une aide de la ZRBX pour eux", [("ZRBX", "organisation")]),
        ("la communauté de communes du Pays d’Inventé agit",
         [("communauté de communes du Pays d’Inventé", "intercommunality")]),
        ("un projet de Zorbel Agglomération", [("Zorbel Agglomération", "intercommunality")]),
        ("le territoire d’industrie Zorbel Vallée avance", [("Zorbel Vallée", "territory")]),
        ("le comité de pilotage régional se réunit", [("comité de pilotage régional", "body")]),
        ("une usine à Zorbel-sur-Inventé ouvre", [("Zorbel-sur-Inventé", "place")]),
        ("une usine de l’Isère", [("Isère", "place")]),
    ],
)  # fmt: skip
def test_names_are_found_by_the_words_around_them(text: str, told: list[tuple[str, str]]) -> None:
    assert _named(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Le programme Territoires d’industrie et Petites villes de demain avancent.",
        "Lire la suite. Changer de métier : oui.",
        "Le secrétaire d’État est venu.",
        "Les entreprises et les collectivités signent un contrat CRTE.",
        "la direction de l’entreprise et le service de la ville",
        "Il habite rue Victor Zorbel.",
    ],
)  # fmt: skip
def test_what_names_no_actor_is_left_alone(text: str) -> None:
    assert _named(text) == []


def test_a_row_of_names_is_of_the_type_of_its_first() -> None:
    text = "les communautés de communes du Pays d’Inventé, celle du Val Zorbel et de Feinte-Loue"
    assert [type for _, type in _named(text)] == ["intercommunality"] * 3


def test_the_items_of_a_list_are_what_its_head_says() -> None:
    text = "Les territoires choisis :\n- Zorbel Vallée\n- Inventé et Sud Feintois\n- oui"
    assert _named(text) == [
        ("Zorbel Vallée", "territory"),
        ("Inventé et Sud Feintois", "territory"),
    ]


def test_a_post_ends_where_what_it_is_of_ends() -> None:
    text = "Xanthe Zorbel, directrice générale adjointe de l’Agence Feinte, est venue."
    posts = [text[m.start : m.end] for m in _mentions(text) if m.type == "post"]
    assert posts == ["directrice générale adjointe de l’Agence Feinte"]


def test_a_body_may_hold_the_name_of_an_organisation() -> None:
    text = "La ZRBX parle. Le bureau communautaire de la ZRBX vote."
    assert ("bureau communautaire de la ZRBX", "body") in _named(text)
    assert _named(text).count(("ZRBX", "organisation")) == 2


def test_a_surname_means_who_was_named_in_full() -> None:
    text = "Xanthe Zorbel, maire d’Inventé, parle. M. Zorbel part. Le maire revient."
    full, _, short, noun = (m for m in _mentions(text) if m.type in ("person", "post"))
    assert (text[short.start : short.end], short.refers) == ("Zorbel", full.id)
    assert (text[noun.start : noun.end], noun.refers) == ("maire", full.id)


def test_dates_amounts_counts_and_speech_are_mentions_with_values() -> None:
    text = (
        "« Nous aiderons au moins trente communes fictives », a dit Xanthe Zorbel le 3 mars 2021. "
        "Le coût est de 1,5 million d’euros."
    )
    found = {m.type: m for m in _mentions(text)}
    assert found["date"].value == "2021-03-03"
    assert (found["amount"].value, found["amount"].unit) == ("1500000", "euro")
    assert found["count"].qualifier == "at-least"
    assert found["speech"].refers == found["person"].id


def test_the_order_of_proposals_is_that_of_the_text() -> None:
    text = "Mme Zorbeline va à Inventé. Mme Feinte aussi."
    starts = [m.start for m in _mentions(text)]
    assert starts == sorted(starts)


def test_all_proposers_are_known_and_each_rule_file_is_sound() -> None:
    assert {"names", "rules", "figures", "coreference"} <= installed_proposers().keys()
    for language in languages():
        assert rules(language)


def test_a_rule_that_names_a_fragment_that_is_not_there_is_refused() -> None:
    with pytest.raises(DataError, match="“nothing”"):
        Fragments({}).compiled("{nothing}")
