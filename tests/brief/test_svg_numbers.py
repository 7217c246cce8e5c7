"""The chart of a number over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.brief.svg_checks import HOSTILE, LONG, check, check_safe, check_same, hovers, texts

from detente.brief.svg.model import NumberLine, NumberMark, Ref, Told
from detente.brief.svg.numbers import number_chart

FIRST = NumberMark(9800, 9800, date(2015, 10, 16), source="Vell Gazette", refs=(Ref("N1", "#n1"),))
RANGE = NumberMark(8000, 8600, date(2016, 7, 6), date(2016, 9, 1), differ=True, values=(8000, 8600), text="8,000 to 8,600")
PLAN = NumberMark(5000, 5000, date(2016, 11, 1), told=Told.PLANNED)
LAST = NumberMark(2500, 2500, date(2017, 1, 16), text="about 2,500")
LINE = NumberLine("troops", "Soldiers of Norland abroad", "soldiers", (FIRST, RANGE, PLAN, LAST))


def test_chart_shows_and_tells_every_value() -> None:
    drawing = number_chart(LINE)
    check(drawing)
    assert drawing.summary == (
        "From 9,800 (16 October 2015) to about 2,500 (16 January 2017); 3 values told as fact."
        " Sources differ on 1 of them. Not told as fact: 1 planned."
    )
    assert set(hovers(drawing.wide)) == {
        "16 October 2015: 9,800, Vell Gazette",
        "6 July to 1 September 2016: 8,000 to 8,600",
        "1 November 2016: 5,000, planned",
        "16 January 2017: about 2,500",
    }
    assert [c.text for c in drawing.table.rows[1]][1:3] == ["8,000 to 8,600", "fact, sources differ"]
    assert drawing.table.rows[0][-1].refs == (Ref("N1", "#n1"),)
    assert {"9,800", "about 2,500"} <= set(texts(drawing.narrow))


def ways(line: NumberLine) -> list[str]:
    """The ways from value to value."""
    paths = [part.split("/>")[0] for part in str(number_chart(line).wide).split("<path ")[1:]]
    return [part.split('"')[1] for part in paths if 'stroke="#a9c3dc"' in part]


def test_plans_take_no_part_in_the_steps() -> None:
    (way,) = ways(LINE)
    assert way.count("H") == 2
    assert ways(replace(LINE, marks=(FIRST, PLAN))) == []


def test_counts_of_acts_are_no_steps() -> None:
    check(number_chart(replace(LINE, level=False)))
    assert ways(replace(LINE, level=False)) == []


def test_each_way_of_telling_has_its_own_sign() -> None:
    marks = tuple(NumberMark(n + 1, n + 1, date(2015, n + 1, 1), told=told) for n, told in enumerate(Told))
    drawing = number_chart(replace(LINE, marks=marks))
    check(drawing)
    assert {"told as fact", "alleged", "planned", "possible", "denied"} <= set(texts(drawing.wide))


def test_no_value_is_said_and_not_drawn() -> None:
    drawing = number_chart(replace(LINE, marks=()))
    assert drawing.is_empty
    assert drawing.summary == "No value with a day is told."


@pytest.mark.parametrize(
    "marks",
    [
        (LAST,),
        (PLAN,),
        (NumberMark(0, 0, date(2015, 1, 1)),),
        (NumberMark(-3.2e9, 4.1e12, date.min), NumberMark(1e-7, 1e-7, date.max)),
        (NumberMark(20000, 20000, date(2015, 1, 1), earlier=True), FIRST),
        (FIRST, replace(FIRST, source="another")),
        (NumberMark(1, 1, date(2015, 3, 2), date(2014, 1, 1)),),
    ],
)
def test_few_and_extreme_values(marks: tuple[NumberMark, ...]) -> None:
    check(number_chart(replace(LINE, marks=marks)))


def test_values_that_are_none_are_left_out_and_counted() -> None:
    drawing = number_chart(replace(LINE, marks=(FIRST, replace(LAST, high=float("inf")))))
    check(drawing)
    assert drawing.notes == ("1 value left out: no number.",)


def test_many_values() -> None:
    marks = tuple(NumberMark(n % 91, n % 91 + n % 2, date(2010, 1, 1) + timedelta(n)) for n in range(2000))
    drawing = number_chart(replace(LINE, marks=marks))
    check(drawing)
    assert drawing.notes == ("1,880 earlier values in the table alone.",)
    assert len(drawing.wide) < 150_000


def test_hostile_words_stay_text() -> None:
    mark = replace(FIRST, text=HOSTILE, source=HOSTILE, refs=(Ref(HOSTILE, "data:text/html,x"),))
    drawing = number_chart(replace(LINE, title=HOSTILE, unit=LONG, marks=(mark, LAST)))
    check_safe(drawing)
    assert "data:" not in drawing.figure()


def test_same_input_gives_the_same_chart_in_any_order() -> None:
    check_same(number_chart(LINE), number_chart(replace(LINE, marks=LINE.marks[::-1])))
