"""Dates as French writes them, and those that are counted from the document's. All invented."""

from __future__ import annotations

import pytest

from tigraph.reading.claiming.dates import Dates
from tigraph.reading.claiming.tokens import tokens


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("le 6 mars 2019", "2019-03-06"),
        ("le 1er octobre 2020", "2020-10-01"),
        ("mars 2019", "2019-03"),
        ("en 2018", "2018"),
        ("fin décembre 2020", "2020-12"),
        ("31/01/2019", "2019-01-31"),
        ("depuis le 2 avril 2019", "2019-04-02/.."),
        ("depuis 2014", "2014/.."),
        ("jusqu’en 2027", "../2027"),
        ("d’ici 2027", "2027"),
        ("de 2018 à 2022", "2018/2022"),
        ("entre mars et juin 2019", "2019-03/2019-06"),
        ("couvrira 2019-2026", "2019/2026"),
        ("au premier semestre 2021", "2021-01/2021-06"),
    ],
)
def test_a_date_is_edtf(text: str, edtf: str) -> None:
    (one,) = Dates("fr", "2021-09-16").of(tokens(text, []))
    assert (one.valid, one.worked_out) == (edtf, "")


@pytest.mark.parametrize(
    ("text", "dated", "edtf"),
    [
        ("le 30 janvier dernier", "2019-01-31", "2019-01-30"),
        ("le 9 novembre dernier", "2019-01-31", "2018-11-09"),
        ("en novembre dernier", "2019-01-31", "2018-11"),
        ("à l’automne dernier", "2019-01-31", "2018-23"),
        ("en juin prochain", "2019-01-31", "2019-06"),
        ("en janvier prochain", "2019-01-31", "2020-01"),
        ("jeudi 4 juillet", "2019-07", "2019-07-04"),
        ("du 18 au 24 mars", "2019-03-06", "2019-03-18/2019-03-24"),
        ("hier", "2019-03-01", "2019-02-28"),
        ("l’an dernier", "2019-03-01", "2018"),
        ("en décembre", "2020-01-10", "2019-12"),
    ],
)
def test_a_relative_date_is_worked_out_and_says_from_what(text: str, dated: str, edtf: str) -> None:
    (one,) = Dates("fr", dated).of(tokens(text, []))
    assert (one.valid, one.worked_out) == (edtf, dated)


@pytest.mark.parametrize(
    ("text", "dated"),
    [("le 30 janvier dernier", ""), ("le 31 février 2019", "2019-01-31"), ("le 45 mars 2019", "")],
)
def test_what_cannot_be_worked_out_is_no_date(text: str, dated: str) -> None:
    assert not [one for one in Dates("fr", dated).of(tokens(text, [])) if len(one.edtf) == 10]
