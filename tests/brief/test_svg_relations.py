"""The chart of a relation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.brief.svg_checks import HOSTILE, LONG, check, check_safe, check_same, hovers, texts

from detente.brief.svg.model import ChangeMark, Ref, RelationSeries, Stretch
from detente.brief.svg.relations import relations_chart

JULY = Stretch(date(2015, 7, 1), date(2015, 7, 31), "2015-07", 3.25, 0.0, 2, 2, refs=(Ref("E1", "#e1"),))
AUGUST = Stretch(date(2015, 8, 1), date(2015, 8, 31), "2015-08", 0.5, 7.5, 4, 3)
MARCH = Stretch(date(2016, 3, 1), date(2016, 3, 31), "2016-03", alleged_cooperation=3.3, alleged_deeds=1)
TURN = ChangeMark(date(2015, 8, 9), "Tone falls from 1.6 to -1.8", (Ref("E7", "#e7"),))
SERIES = RelationSeries("pair", "Norland", "Coast League", "month", (JULY, AUGUST, MARCH), (TURN,))


def weekly(count: int) -> RelationSeries:
    start = date(1990, 1, 1)
    held = (
        Stretch(start + timedelta(7 * n), start + timedelta(7 * n + 6), f"w{n}", n % 11, n % 7, 1, 1, 0.0, n % 3, n % 2)
        for n in range(count)
    )
    return RelationSeries("long", "Norland", "Sudvik", "week", tuple(held))


def test_chart_has_a_title_a_table_and_marks() -> None:
    drawing = relations_chart(SERIES)
    check(drawing)
    assert drawing.title == "Norland and Coast League: cooperation and conflict by month"
    assert [cell.text for cell in drawing.table.rows[1]] == ["2015-08", "0.5", "7.5", "4", "3", "", ""]
    assert drawing.table.rows[0][-1].refs == JULY.refs
    assert "6 deeds told as fact" in drawing.summary
    assert "Most conflict in 2015-08 (score 7.5)" in drawing.summary


def test_allegations_are_in_no_bar_of_facts() -> None:
    drawing = relations_chart(SERIES)
    assert "1 deed only alleged" in drawing.summary
    assert "Only alleged" in texts(drawing.wide)
    alleged = [said for said in hovers(drawing.wide) if said.endswith("alleged")]
    assert alleged == ["1 March 2016 to 31 March 2016: 1 deed, cooperation 3.3, conflict 0, alleged"]
    assert "Most cooperation in 2015-07" in drawing.summary
    without = relations_chart(replace(SERIES, stretches=(JULY, AUGUST)))
    assert "Only alleged" not in texts(without.wide)
    assert "Alleged" not in without.table.columns


def test_changes_are_numbered_and_told_beneath() -> None:
    drawing = relations_chart(SERIES)
    assert "1" in texts(drawing.narrow)
    assert drawing.items[0].text == "9 August 2015: Tone falls from 1.6 to -1.8"
    assert '<a href="#e7">E7</a>' in drawing.figure()


def test_nothing_told_is_said_and_not_drawn() -> None:
    drawing = relations_chart(replace(SERIES, stretches=(), changes=()))
    assert drawing.is_empty
    assert drawing.summary == "Nothing that Norland and Coast League do to each other is told with a day."
    assert "<svg" not in drawing.figure()


def test_period_of_score_nought_is_marked() -> None:
    drawing = relations_chart(replace(SERIES, stretches=(JULY, Stretch(date(2015, 9, 1), date(2015, 9, 30), "2015-09", deeds=1))))
    check(drawing)
    assert "told, score 0" in texts(drawing.wide)


@pytest.mark.parametrize("stretches", [(JULY,), (MARCH,), (replace(JULY, cooperation=1e-9),), (replace(JULY, conflict=1e9),)])
def test_single_and_extreme_periods(stretches: tuple[Stretch, ...]) -> None:
    check(relations_chart(replace(SERIES, stretches=stretches, changes=())))


def test_first_and_last_day_of_the_calendar() -> None:
    ends = (replace(JULY, start=date.min, end=date(1, 1, 31)), replace(AUGUST, start=date(9999, 12, 1), end=date.max))
    check(relations_chart(replace(SERIES, stretches=ends, changes=())))


def test_long_series_are_drawn_by_longer_periods_and_keep_their_sums() -> None:
    drawing = relations_chart(weekly(1500))
    check(drawing)
    assert len(drawing.table.rows) == 1500
    assert any(note.startswith("Bars stand for a") for note in drawing.notes)
    bars = [said for said in hovers(drawing.narrow) if not said.endswith("alleged")]
    assert len(bars) < 100
    assert sum(int(said.split(": ")[1].split(" deed")[0]) for said in bars) == 1500
    assert len(drawing.wide) < 150_000
    assert "1,300 more rows" in drawing.figure()


def test_scores_that_are_none_are_left_out_and_counted() -> None:
    drawing = relations_chart(replace(SERIES, stretches=(JULY, replace(AUGUST, conflict=float("nan")))))
    check(drawing)
    assert "1 period left out: the score is no number." in drawing.notes
    assert len(drawing.table.rows) == 1


def test_crowded_changes_do_not_touch() -> None:
    many = tuple(ChangeMark(date(2015, 7, 1) + timedelta(n), f"Turn {n}") for n in range(30))
    drawing = relations_chart(replace(SERIES, changes=many))
    check(drawing)
    assert "18 earlier changes not marked." in drawing.notes
    assert drawing.items[-1].text == "30 July 2015: Turn 29"


def test_hostile_names_stay_text() -> None:
    drawing = relations_chart(
        replace(
            SERIES, one=HOSTILE, other=LONG, changes=(replace(TURN, text=HOSTILE, refs=(Ref(HOSTILE, "javascript:alert(1)"),)),)
        )
    )
    check_safe(drawing)
    assert 'href="javascript' not in drawing.figure()
    assert "(<javascript" not in drawing.markdown()


def test_same_input_gives_the_same_chart_in_any_order() -> None:
    check_same(relations_chart(SERIES), relations_chart(replace(SERIES, stretches=(MARCH, AUGUST, JULY))))


@pytest.mark.parametrize("key", ["", "1a", "a b", 'a"onload="', "a/b"])
def test_keys_that_are_no_ids_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        relations_chart(replace(SERIES, key=key))
