from __future__ import annotations

from typing import Any

import pytest

from detente.brief.figures import figure, grouped, heading


def row(value: float, unit: str | None, item: str, high: float | None = None) -> dict[str, Any]:
    return {"value": value, "value_high": high, "unit": unit, "item": item, "approximate": False, "text": ""}


@pytest.mark.parametrize(
    ("given", "group", "words"),
    [
        (row(8600, None, "soldiers"), "soldiers and troops", "8,600 soldiers"),
        (row(13000, None, "American soldiers"), "soldiers and troops", "13,000 American soldiers"),
        (row(2500, None, "troops"), "soldiers and troops", "2,500 troops"),
        (row(5000, None, "prisoners of the Taliban"), "prisoners", "5,000 prisoners of the Taliban"),
        (row(3000, None, "prisoners", 5000), "prisoners", "3,000 to 5,000"),
        (row(15.2e9, "USD", ""), "Money", "USD 15.2 billion"),
        (row(1e9, "USD", "aid"), "Money", "USD 1 billion of aid"),
        (row(45, "percent", "the island"), "island", "45% of the island"),
        (row(45, "percent", ""), "percent", "45%"),
        (row(135, "day", ""), "Spans of time", "135 days"),
        (row(1, "month", ""), "Spans of time", "1 month"),
        (row(6, "day", "talks"), "Spans of time", "6 days of talks"),
        (row(70, "km", ""), "km", "70 km"),
        (row(25, None, "of 34 provinces"), "provinces", "25 of 34 provinces"),
        (row(7, None, ""), "Counted once", "7"),
    ],
)
def test_numbers_are_grouped_and_written(given: dict[str, Any], group: str, words: str) -> None:
    assert (heading(given), figure(given, heading(given))) == (group, words)


def test_what_is_counted_once_stands_together_and_spans_of_time_last() -> None:
    items = ["day", "soldiers", "bases", "rifles", "troops", ""]
    rows = [[row(2, "day" if item == "day" else None, "" if item == "day" else item)] for item in items]
    found = [(name, [figure(r[0], name) for r in held]) for name, held in grouped(rows)]
    assert found == [
        ("soldiers and troops", ["2 soldiers", "2 troops"]),
        ("Counted once", ["2", "2 bases", "2 rifles"]),
        ("Spans of time", ["2 days"]),
    ]


@pytest.mark.parametrize(
    ("words", "item", "shown"),
    [
        ("thousands of  civilians", "civilians", "thousands of civilians"),
        ("more than 140 soldiers", "soldiers", "more than 140 soldiers"),
        ("some 2,500", "soldiers", "some 2,500 soldiers"),
    ],
)
def test_what_is_not_exact_stays_in_the_words_of_the_text(words: str, item: str, shown: str) -> None:
    given = row(1000, None, item) | {"text": words, "approximate": True}
    assert figure(given, heading(given)) == shown
