"""Numbers over time: what counts, whose and where; steps, ranges and what stays apart."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from tests.analysis.made import Made

from detente.analysis.counting import counted, raw_words, sentence, thing
from detente.analysis.numbers import NumberSeries, narrowed, numbers

EXAMPLES = raw_words()["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e['value']} {e['text'][:30]}" for e in EXAMPLES])
def test_examples_of_the_data(example: dict[str, Any]) -> None:
    found = re.search(rf"\b{example['value']}\b(?: (\w+))?", example["text"])
    assert found
    item = found.group(1) or "soldiers"
    start = found.start()
    got = counted(example["text"], start, start + len(str(example["value"])) + len(found.group(1) or "") + 1, item)
    assert {key: str(getattr(got, key)) for key in ("thing", "act", "told", "moment")} == {
        key: example[key] for key in ("thing", "act", "told", "moment")
    }


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Norlandic servicemen", "troops"),
        ("rounds of ammunition", "ammunition"),
        ("of Vellia's 12 provinces", "provinces"),
        ("detainees from the north", "prisoners"),
        ("fishing quotas", "quota"),
        ("", ""),
    ],
)
def test_things(item: str, expected: str) -> None:
    assert thing(item) == expected


def test_a_sentence_ends_before_the_next_number() -> None:
    text = "If it rains they stay. 300 troops left. U.S. Marines came."
    assert text[slice(*sentence(text, text.index("300"), text.index("300") + 3))] == "300 troops left"


def _of(found: list[NumberSeries], item: str, act: str = "level") -> NumberSeries:
    (one,) = [s for s in found if (s.item, s.act) == (item, act)]
    return one


def test_changes_plans_and_steps() -> None:
    given = Made()
    one = given.document("Norland has 900 soldiers in Vellia.", published=date(2031, 1, 10))
    given.quantity(one, "900 soldiers", 900, "soldiers", ("XNL",))
    two = given.document("Norland will cut its force from 900 troops to 400 by autumn.", "Evening Mail", date(2031, 5, 10))
    given.quantity(two, "900 troops", 900, "troops", ("XNL",))
    given.quantity(two, "400", 400, "troops", ("XNL",))
    three = given.document("Norland has cut its force to 410 servicemen.", "Evening Mail", date(2031, 9, 10))
    given.quantity(three, "410 servicemen", 410, "servicemen", ("XNL",))
    series = _of(numbers(given.book()), "troops")
    assert (series.whose, series.where, series.stories) == (("XNL",), "XVE", 3)
    assert [(s.low, str(s.on), s.differ) for s in series.steps] == [(900, "2031-01-10", False), (410, "2031-09-10", False)]
    assert len(series.steps[0].points) == 2
    assert [(p.low, p.told) for p in series.apart] == [(400, "planned")]
    assert series.line() == "900 (2031-01-10 to 2031-05-10) → 410 (2031-09-10)"


@pytest.mark.parametrize(
    ("second", "value", "day", "low", "high", "differ"),
    [
        ("There are 700 soldiers of Norland.", 700, 20, 500, 700, True),
        ("There are about 510 soldiers of Norland.", 510, 20, 500, 510, False),
        ("There are more than 450 soldiers of Norland.", 450, 20, 450, 500, False),
    ],
)
def test_sources_that_differ_make_a_range(second: str, value: int, day: int, low: int, high: int, differ: bool) -> None:
    given = Made()
    one = given.document("Norland has 500 soldiers there.", published=date(2031, 1, 10))
    given.quantity(one, "500 soldiers", 500, "soldiers", ("XNL",))
    two = given.document(second, "Evening Mail", date(2031, 1, day))
    words = second[second.index(str(value)) : second.index(" of")]
    given.quantity(two, words, value, "soldiers", ("XNL",), approximate="about" in second)
    (step,) = _of(numbers(given.book()), "troops").steps
    assert (step.low, step.high, step.differ) == (low, high, differ)
    assert {e.outlet for p in step.points for e in p.evidence} == {"Dawn Post", "Evening Mail"}


def test_copies_of_a_story_are_one_point() -> None:
    given = Made()
    for outlet in ("Dawn Post", "Evening Mail"):
        text = given.document("Norland has 500 soldiers there.", outlet, date(2031, 1, 10), story="s1")
        given.quantity(text, "500 soldiers", 500, "soldiers", ("XNL",))
    (point,) = _of(numbers(given.book()), "troops").points
    assert [e.outlet for e in point.evidence] == ["Dawn Post", "Evening Mail"]


def test_nobodys_numbers_are_not_compared_across_stories() -> None:
    given = Made()
    for n, outlet in ((30, "Dawn Post"), (41, "Evening Mail")):
        text = given.document(f"There were {n} lorries.", outlet, date(2031, 1, 10))
        given.quantity(text, f"{n} lorries", n, "lorries")
    assert [len(s.points) for s in numbers(given.book())] == [1, 1]


def test_losses_are_no_level_and_years_are_no_series() -> None:
    given = Made()
    text = given.document("A mine killed 14 soldiers of Norland after 20 years of war.", published=date(2031, 1, 10))
    given.quantity(text, "14 soldiers", 14, "soldiers")
    given.quantity(text, "20 years", 20, "war", unit="year")
    (series,) = numbers(given.book())
    assert (series.item, series.act, series.whose) == ("troops", "killed", ("XNL",))


def test_whose_is_taken_from_the_number_before_and_marked() -> None:
    given = Made()
    text = given.document("Norland has 500 soldiers. A year earlier 800 soldiers were there.", published=date(2031, 1, 10))
    given.quantity(text, "500 soldiers", 500, "soldiers", ("XNL",))
    given.quantity(text, "800 soldiers", 800, "soldiers")
    series = _of(numbers(given.book()), "troops")
    assert [(p.low, p.moment, p.inferred) for p in series.points] == [(800, "before", True), (500, "now", False)]
    assert series.line() == "800 (before 2031-01-10) → 500 (2031-01-10)"


def test_undated_texts_stand_apart_with_their_bound() -> None:
    given = Made()
    text = given.document("In 2030 Norland signed. When it withdrew, 500 soldiers remained.")
    given.event(
        text, "signed", "AGREE", ("XNL",), date_start=date(2030, 1, 1), date_end=date(2030, 12, 31), date_basis="expression"
    )
    given.quantity(text, "500 soldiers", 500, "soldiers", ("XNL",))
    series = _of(numbers(given.book()), "troops")
    assert series.steps == ()
    assert [str(p.not_before) for p in series.undated] == ["2030-01-01"]


def test_narrowed() -> None:
    given = Made()
    text = given.document("Norland has 500 soldiers. Qoros holds 30 prisoners.", published=date(2031, 1, 10))
    given.quantity(text, "500 soldiers", 500, "soldiers", ("XNL",))
    given.quantity(text, "30 prisoners", 30, "prisoners", ("XQO",))
    book = given.book()
    found = numbers(book)
    assert [s.item for s in narrowed(found, [book.party("Qoros")])] == ["prisoners"]
    assert [s.item for s in narrowed(found, item="troop")] == ["troops"]
    assert narrowed(found, since=date(2031, 2, 1)) == []
