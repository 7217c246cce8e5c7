"""Dates as pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.intake.dates import find_date, find_dates, from_url, parse_date
from detente.records import Precision

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR

WRITTEN = [
    ("March 2, 2016", date(2016, 3, 2), DAY),
    ("Mar. 2, 2016", date(2016, 3, 2), DAY),
    ("MARCH 2, 2016 11:03 PM", date(2016, 3, 2), DAY),
    ("2 Mar 2016", date(2016, 3, 2), DAY),
    ("2nd of March 2016", date(2016, 3, 2), DAY),
    ("02-Mar-2016", date(2016, 3, 2), DAY),
    ("October 28th, 2025", date(2025, 10, 28), DAY),
    ("Sept. 4, 2019", date(2019, 9, 4), DAY),
    ("21.07.19 08:16", date(2019, 7, 21), DAY),
    ("21.07.2019", date(2019, 7, 21), DAY),
    ("2016-03-02", date(2016, 3, 2), DAY),
    ("2016-03-02T08:16:00Z", date(2016, 3, 2), DAY),
    ("2016-03-02 08:16:00+04:30", date(2016, 3, 2), DAY),
    ("2016/03/02", date(2016, 3, 2), DAY),
    ("20160302", date(2016, 3, 2), DAY),
    ("Wed, 02 Mar 2016 08:00:00 GMT", date(2016, 3, 2), DAY),
    ("Published 2:16 AM EST Nov 20, 2019", date(2019, 11, 20), DAY),
    ("7/21/2019", date(2019, 7, 21), DAY),
    ("21/7/2019", date(2019, 7, 21), DAY),
    ("04/04/2016", date(2016, 4, 4), DAY),
    ("03/04/2016", date(2016, 1, 1), YEAR),
    ("March 2016", date(2016, 3, 1), MONTH),
    ("2016-03", date(2016, 3, 1), MONTH),
    ("03/2016", date(2016, 3, 1), MONTH),
    ("2016", date(2016, 1, 1), YEAR),
]


@pytest.mark.parametrize(("text", "day", "precision"), WRITTEN)
def test_a_written_date_is_read(text: str, day: date, precision: Precision) -> None:
    read = parse_date(text)
    assert read is not None
    assert (read.date, read.precision) == (day, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May",
        "March 15",
        "February 30, 2016",
        "31.02.2016",
        "2016-13-02",
        "13/14/2019",
        "version 1.2.10",
        "room 20169",
        "3,2016 men",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["Talks of March 2, 2016 failed", "March 2, 2016 Doha", "in 2016 there were"])
def test_a_sentence_with_a_date_is_not_a_date(text: str) -> None:
    assert parse_date(text) is None


def test_the_order_of_slashes_can_be_given() -> None:
    american, british = parse_date("03/04/2016", month_first=True), parse_date("03/04/2016", month_first=False)
    assert american is not None
    assert british is not None
    assert (american.date, british.date) == (date(2016, 3, 4), date(2016, 4, 3))


def test_the_more_precise_date_wins() -> None:
    text = "The 2016 report, published in March 2017, was dated May 3, 2018."
    read = find_date(text)
    assert read is not None
    assert text[read.start : read.end] == "May 3, 2018"
    assert [d.precision for d in find_dates(text)] == [YEAR, MONTH, DAY]


def test_an_imprecise_date_is_an_interval() -> None:
    month, year = parse_date("February 2016"), parse_date("2016")
    assert month is not None
    assert year is not None
    assert (month.last, year.last) == (date(2016, 2, 29), date(2016, 12, 31))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/2019/07/21/talks", (date(2019, 7, 21), DAY)),
        ("https://paper.example/world/2019/jul/21/talks", (date(2019, 7, 21), DAY)),
        ("https://paper.example/talks-2019-07-21.html", (date(2019, 7, 21), DAY)),
        ("https://paper.example/20190721-talks", (date(2019, 7, 21), DAY)),
        ("https://paper.example/2018/08/talks.html", (date(2018, 8, 1), MONTH)),
        ("https://paper.example/2018/talks", None),
        ("https://paper.example/article/3834/1", None),
        ("https://paper.example/a?date=2019-07-21", None),
        ("http://[broken", None),
    ],
)
def test_dates_in_addresses(url: str, expected: tuple[date, Precision] | None) -> None:
    read = from_url(url)
    assert (None if read is None else (read.date, read.precision)) == expected


@given(
    st.dates(date(1900, 1, 1), date(2068, 12, 31)), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d"])
)
def test_what_is_written_is_read_back(day: date, form: str) -> None:
    read = parse_date(day.strftime(form))
    assert read is not None
    assert read.date == day


@given(st.text(max_size=80))
def test_any_text_is_searched(text: str) -> None:
    for read in find_dates(text):
        assert 0 <= read.start < read.end <= len(text)
