"""Days of dates, and today."""

from __future__ import annotations

import calendar
import datetime

import pytest

from tigraph.validity import day_after, days, period, today


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-05-17", ("2024-05-17", "2024-05-17")),
        ("2018/2022-06", ("2018-01-01", "2022-06-30")),
        ("2018-11-22/2019-02", ("2018-11-22", "2019-02-28")),
        ("2018-03/2018-03-05", ("2018-03-01", "2018-03-05")),
    ],
)
def test_the_days_of_a_year_a_month_a_day_and_an_interval(
    edtf: str, expected: tuple[str, str]
) -> None:
    assert days(edtf) == expected == tuple(period(edtf))


@pytest.mark.parametrize("year", [1900, 2000, 2019, 2023, 2024, 2100])
def test_the_days_of_each_month_are_those_of_the_calendar(year: int) -> None:
    for month in range(1, 13):
        last = calendar.monthrange(year, month)[1]
        written = f"{year}-{month:02}"
        assert days(written) == (f"{written}-01", f"{written}-{last}")


def test_the_day_after_and_the_day_before() -> None:
    assert day_after("2024-02-28") == "2024-02-29"
    assert day_after("2023-12-31") == "2024-01-01"
    assert day_after("2024-03-01", -1) == "2024-02-29"


def test_today_is_that_of_the_build_where_it_says_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689599")  # a second before midnight, UTC
    assert today() == "2024-12-31"
    for nothing in ("", "soon"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", nothing)
        before = datetime.datetime.now(datetime.UTC).date().isoformat()
        assert before <= today() <= datetime.datetime.now(datetime.UTC).date().isoformat()


def test_any_time_has_no_end() -> None:
    assert period("any") == ("0001-01-01", "9999-12-31")
    assert period("../2019") == ("0001-01-01", "2019-12-31")
