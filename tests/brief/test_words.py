from __future__ import annotations

from datetime import date

import pytest

from detente.brief.words import ACTS, CONDITION_LABELS, DEEDS, MODALITIES, day, days, number, series, web_address
from detente.records import Act, ConditionKind, EventType, Modality


@pytest.mark.parametrize(
    ("when", "precision", "words"),
    [
        (date(2016, 3, 2), "day", "2 March 2016"),
        (date(2016, 3, 1), "month", "March 2016"),
        (date(2016, 1, 1), "year", "2016"),
        (date(2016, 1, 1), "none", "undated"),
        (None, "day", "undated"),
    ],
)
def test_a_date_as_people_write_it(when: date | None, precision: str, words: str) -> None:
    assert day(when, precision) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2019, 7, 11), date(2019, 7, 12), "11 to 12 July 2019"),
        (date(2019, 7, 11), date(2019, 7, 11), "11 July 2019"),
        (date(2019, 6, 30), date(2019, 7, 2), "30 June to 2 July 2019"),
        (date(2018, 12, 31), date(2019, 1, 1), "31 December 2018 to 1 January 2019"),
        (date(2015, 7, 1), date(2015, 7, 31), "July 2015"),
        (date(2015, 7, 1), date(2015, 9, 30), "July 2015 to September 2015"),
        (date(2016, 2, 1), date(2016, 2, 29), "February 2016"),
        (date(2015, 1, 1), date(2015, 12, 31), "2015"),
        (date(2015, 1, 1), date(2016, 12, 31), "2015 to 2016"),
        (date(2015, 7, 1), None, "from 1 July 2015"),
        (None, date(2015, 7, 1), "until 1 July 2015"),
        (None, date.max, "until 31 December 9999"),
        (date(1, 1, 1), date.max, "1 to 9999"),
        (None, None, "undated"),
    ],
)
def test_an_interval_as_short_as_it_can_be_said(start: date | None, end: date | None, words: str) -> None:
    assert days(start, end) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (8600.0, "8,600"),
        (15.2, "15.2"),
        (1e6, "1,000,000"),
        (15.2e9, "15.2 billion"),
        (0.0, "0"),
        (-3.5, "-3.5"),
        (2.125e12, "2.12 trillion"),
        (0.001, "0.001"),
        (float("nan"), "not a number"),
        (float("inf"), "not a number"),
    ],
)
def test_figures(value: float, words: str) -> None:
    assert number(value) == words


def test_series() -> None:
    assert [series(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/b?c=d", True),
        ("http://a.example", True),
        (" https://a.example ", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example/b", False),
        ("https://", False),
        ("http://[broken", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses(url: str | None, linked: bool) -> None:
    assert (web_address(url) is not None) == linked


def test_every_term_of_the_ledger_has_its_words() -> None:
    assert set(ACTS) == set(Act)
    assert set(CONDITION_LABELS) == set(ConditionKind)
    assert set(DEEDS) == set(EventType)
    assert set(MODALITIES) == set(Modality)
