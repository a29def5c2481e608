"""Figures as French writes them: qualifier, number, unit. All sentences are invented."""

from __future__ import annotations

import pytest

from tigraph.reading import Claimed, Reading
from tigraph.reading.claiming.claims import claims


def figures(text: str, dated: str = "") -> list[Claimed]:
    return [one for one in claims(Reading(text, "fr", None, dated), []) if one.object is None]


@pytest.mark.parametrize(
    ("text", "qualifier", "value", "unit"),
    [
        ("Le plan compte 148 territoires.", "exact", "148", "territory"),
        ("Il compte au moins 124 territoires.", "at-least", "124", "territory"),
        ("Plus de 1,3 milliard d’euros y iront.", "at-least", "1300000000", "euro"),
        ("Une aide de 1,36 Md€ est prévue.", "exact", "1360000000", "euro"),
        ("Le fonds a 500 M€.", "exact", "500000000", "euro"),
        ("Le fonds a 12,5 millions d'euros.", "exact", "12500000", "euro"),
        ("Près de 16\u202f830 emplois sont là.", "about", "16830", "job"),
        ("Quelque 50\u00a0000 emplois sont là.", "about", "50000", "job"),
        ("Une trentaine de communes sont là.", "about", "30", "commune"),
        ("Une centaine d’élus étaient là.", "about", "100", "person"),
        ("Jusqu’à 40 hectares seront libérés.", "at-most", "40", "hectare"),
        ("Moins de 20 000 habitants y vivent.", "at-most", "20000", "inhabitant"),
        ("Trois projets ou plus sont prêts.", "at-least", "3", "project"),
        ("Vingt-deux entreprises sont là.", "exact", "22", "firm"),
        ("Quatre-vingt-douze salariés sont là.", "exact", "92", "employee"),
        ("Deux cent vingt salariés sont là.", "exact", "220", "employee"),
        ("Cela fait 12,5 % des emplois.", "exact", "12.5", "percent"),
        ("Les deux tiers des emplois sont là.", "about", "66.7", "percent"),
        ("Les 12 nouveaux ateliers sont prêts.", "exact", "12", "atelier"),
    ],
)
def test_a_figure_is_read(text: str, qualifier: str, value: str, unit: str) -> None:
    (one,) = figures(text)
    assert (one.qualifier, one.value, one.unit) == (qualifier, value, unit)


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("Il y aura 10 à 30 contrats.", "10", "30"),
        ("Il y aura entre 10 et 30 contrats.", "10", "30"),
        ("Il y aura 10-30 contrats.", "10", "30"),
    ],
)
def test_a_range_has_two_bounds(text: str, minimum: str, maximum: str) -> None:
    (one,) = figures(text)
    assert (one.value, one.minimum, one.maximum) == (None, minimum, maximum)
    assert one.qualifier == "between"


def test_a_change_is_two_figures() -> None:
    told = figures("La part est passée de 22 à 11 %.")
    assert [one.value for one in told] == ["22", "11"]


def test_a_number_without_a_noun_is_of_what_was_counted_before() -> None:
    told = figures("On compte 148 territoires, dont 15 dans le Grand Nulpart.")
    assert [(one.value, one.unit) for one in told] == [("148", "territory"), ("15", "territory")]


@pytest.mark.parametrize(
    "text",
    [
        "Le 6 mars 2019, il a parlé.",
        "La loi de 2014 et l’article 12 le disent.",
        "Il a lu la phase 2 et la page 40.",
        "Il y a 15 jours, il est venu.",
        "Il faut appeler le 05 49 60 65 00.",
        "Il vient à 18 heures.",
        "Une entreprise est venue.",
        "C’est la 4e circonscription.",
        "Écrire au 12 rue des Brumes, 45000 Nulpart.",
        "La loi n° 2019-1461 du 27 décembre 2019 le prévoit.",
        "Publié le 05/10/2022 à 18h30.",
        "Un an plus tôt, tout allait bien.",
        "Le plan France 2030 et l’édition 2022 du salon sont là.",
    ],
)
def test_what_is_no_figure_is_none(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "dated", "valid"),
    [
        ("En 2022, le pays comptait 12 projets.", "", "2022"),
        ("Fin décembre 2020, on compte 148 territoires, dont 15 dans le Nord.", "", "2020-12"),
        ("Le pays comptait 12 projets en 2022.", "", "2022"),
        ("Lancé en 2018, le plan compte 12 projets.", "", ""),
        ("Entre 2015 et 2020, l’emploi a progressé de 4,2 %.", "", "2015/2020"),
        ("Un fonds doté de 750 M€ sur 2021-2022 les aide.", "", "2021/2022"),
        ("Un fonds de 400 millions d’euros d’ici 2022 est prévu.", "", "2022"),
        ("Le 30 janvier dernier, il a reçu une centaine d’élus.", "2019-01-31", "2019-01-30"),
    ],
)
def test_a_figure_has_the_date_of_its_clause(text: str, dated: str, valid: str) -> None:
    assert figures(text, dated)[0].valid == valid


def test_places_are_those_of_the_words() -> None:
    text = "Bref : plus de 1,3 milliard d’euros."
    (one,) = figures(text)
    ((start, end),) = one.spans
    assert text[start:end] == "plus de 1,3 milliard d’euros"


def test_a_qualifier_is_that_of_its_own_number() -> None:
    told = figures("Il y eut 2 300 exposants et plus de 40 000 visiteurs.")
    assert [(one.qualifier, one.value) for one in told] == [
        ("exact", "2300"), ("at-least", "40000")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Le fonds des brumes, doté de 750 M€, les aide.", "fonds"),
        ("Le programme, lancé en 2018 par un ministère, concerne 234 villes.", "programme"),
        ("Il vise les communes de moins de 20 000 habitants.", "communes"),
        ("On compte 148 territoires labellisés.", "148 territoires labellisés"),
    ],
)
def test_a_figure_says_of_what_it_is(text: str, label: str) -> None:
    assert figures(text)[0].subject.label == label
