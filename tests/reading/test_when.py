"""Date expressions against a document's date: a Wednesday, 2 March 2016."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from detente.reading.expressions import expressions
from detente.reading.when import date_event, resolve_dates
from detente.records import Modality

ON = date(2016, 3, 2)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in early December", "2015-12-01", "2015-12-10"),
        ("from July 11 to 12", "2015-07-11", "2015-07-12"),
        ("between July 3 and 5, 2014", "2014-07-03", "2014-07-05"),
        ("since last September", "2015-09-01", "2016-03-02"),
        ("by the end of 2015", None, "2015-12-31"),
        ("on March 18", "2015-03-18", "2015-03-18"),
        ("on Tuesday", "2016-03-01", "2016-03-01"),
        ("on Wednesday", "2016-03-02", "2016-03-02"),
        ("last Friday", "2016-02-26", "2016-02-26"),
        ("next Monday", "2016-03-07", "2016-03-07"),
        ("yesterday", "2016-03-01", "2016-03-01"),
        ("tomorrow", "2016-03-03", "2016-03-03"),
        ("in 2016", "2016-01-01", "2016-12-31"),
        ("in August", "2015-08-01", "2015-08-31"),
        ("in May 2014", "2014-05-01", "2014-05-31"),
        ("earlier this year", "2016-01-01", "2016-03-02"),
        ("next week", "2016-03-07", "2016-03-13"),
        ("last year", "2015-01-01", "2015-12-31"),
        ("last month", "2016-02-01", "2016-02-29"),
        ("for two decades", "1996-03-02", "2016-03-02"),
        ("two years ago", "2014-01-01", "2014-12-31"),
        ("a week ago", "2016-02-24", "2016-02-24"),
        ("in the 1980s", "1980-01-01", "1989-12-31"),
        ("in the early 1990s", "1990-01-01", "1993-12-31"),
        ("from 2001 to 2014", "2001-01-01", "2014-12-31"),
        ("in late 2014", "2014-09-01", "2014-12-31"),
        ("on 2 March 2015", "2015-03-02", "2015-03-02"),
        ("Feb. 27", "2016-02-27", "2016-02-27"),
        ("2015-11-30", "2015-11-30", "2015-11-30"),
        ("since 2001", "2001-01-01", "2016-03-02"),
        ("before 2001", None, "2000-12-31"),
        ("after September 11, 2001", "2001-09-11", "2016-03-02"),
        ("over the past three months", "2015-12-02", "2016-03-02"),
        ("within 14 months", "2016-03-02", "2017-05-02"),
        ("last summer", "2015-06-01", "2015-08-31"),
        ("last winter", "2015-12-01", "2016-02-29"),
        ("over the weekend", "2016-02-27", "2016-02-28"),
        ("overnight", "2016-03-01", "2016-03-02"),
        ("in recent days", "2016-02-24", "2016-03-02"),
        ("from Friday to Sunday", "2016-02-26", "2016-02-28"),
        ("from May until July", "2015-05-01", "2015-07-31"),
        ("between May 2013 and June 2014", "2013-05-01", "2014-06-30"),
        ("in the third quarter of 2014", "2014-07-01", "2014-09-30"),
        ("in July of last year", "2015-07-01", "2015-07-31"),
        ("in the late nineteenth century", "1867-01-01", "1900-12-31"),
        ("a quarter of a century ago", "1991-01-01", "1991-12-31"),
        ("twenty-five years ago", "1991-01-01", "1991-12-31"),
        ("during the Cold War", "1947-01-01", "1991-12-31"),
        ("on New Year's Eve", "2015-12-31", "2015-12-31"),
        ("the September 11 attacks", "2001-09-11", "2001-09-11"),
        ("early last month", "2016-02-01", "2016-02-10"),
    ],
)
def test_expressions_are_inclusive_intervals(text: str, start: str | None, end: str | None) -> None:
    found = expressions(text, ON)
    assert [(str(e.period.start) if e.period.start else None, str(e.period.end)) for e in found] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start"), [("on March 18", "2016-03-18"), ("in August", "2016-08-01"), ("on Tuesday", "2016-03-08")]
)
def test_the_future_tense_looks_ahead(text: str, start: str) -> None:
    assert str(expressions(text, ON, future=True)[0].period.start) == start


@pytest.mark.parametrize(
    "text",
    [
        "the first visit in a decade",
        "the November 7 Street",
        "8,600 troops",
        "May said so",
        "on 45 March",
        "twenty people",
        "in 2500 villages",
        "call 1999123",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert expressions(text, ON) == ()


def test_without_a_document_date_only_absolute_expressions_hold() -> None:
    assert expressions("yesterday, last year, on Tuesday and in August", None) == ()
    assert str(expressions("on March 18, 2015", None)[0].period.end) == "2015-03-18"


def test_an_event_takes_the_date_of_its_own_clause(nlp: Language) -> None:
    doc = nlp("Turkey withdrew its troops in 2012 and Russia attacked Georgia in 2015.")
    tokens = {t.text: t for t in doc}
    assert str(date_event(tokens["withdrew"], ON, Modality.ACTUAL).start) == "2012-01-01"
    assert str(date_event(tokens["attacked"], ON, Modality.ACTUAL).start) == "2015-01-01"


def test_news_without_a_date_takes_the_documents_day(nlp: Language) -> None:
    attacked = nlp("Russia attacked Georgia.")[1]
    dated = date_event(attacked, ON, Modality.ACTUAL)
    assert (dated.start, dated.end, dated.basis) == (ON, ON, "document")
    assert date_event(attacked, ON, Modality.PLANNED).basis == "none"
    assert date_event(attacked, None, Modality.ACTUAL).basis == "none"


def test_the_first_expression_of_a_stretch(nlp: Language) -> None:
    assert resolve_dates(nlp("It began in 2014.")[:], ON) == (date(2014, 1, 1), date(2014, 12, 31), "expression")
    assert resolve_dates(nlp("It began.")[:], ON) == (None, None, "none")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789 -,.JanuaryMarchinlastagoyearsMaysince", max_size=60), st.dates())
def test_no_text_raises_and_intervals_are_ordered(text: str, on: date) -> None:
    for found in expressions(text, on):
        assert 0 <= found.start_char < found.end_char <= len(text)
        if found.period.start and found.period.end:
            assert found.period.start <= found.period.end


def test_years_and_months_before_a_noun_date_it() -> None:
    assert str(expressions("After the 1979 invasion", ON)[0].period.end) == "1979-12-31"
    assert str(expressions("Turkey's January visit", ON)[0].period.start) == "2016-01-01"
    assert str(expressions("One day earlier", ON)[0].period.start) == "2016-03-01"
    assert expressions("years ago", ON)[0].looks_back


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Peru expelled him on Tuesday, a day after Chile closed its border.", "closed", "2016-02-29"),
        ("Rebels attacked the town on Feb. 27 and withdrew the next day.", "withdrew", "2016-02-28"),
        ("Chile condemned Tuesday's attack.", "condemned", "2016-03-02"),
        ("Chile condemned Tuesday's attack.", "attack", "2016-03-01"),
        ("It was in 1982 that Argentina occupied the islands.", "occupied", "1982-01-01"),
        ("Angola jailed the spy for ten years.", "jailed", "2016-03-02"),
    ],
)
def test_dates_belong_to_their_own_act(nlp: Language, text: str, trigger: str, day: str) -> None:
    token = next(t for t in nlp(text) if t.text == trigger)
    assert str(date_event(token, ON, Modality.ACTUAL).start) == day
