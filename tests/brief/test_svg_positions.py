"""The strip of positions on an issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.brief.svg_checks import HOSTILE, LONG, check, check_safe, check_same, hovers, texts

from detente.brief.svg.model import Ref, StripIssue, StripPoint, StripPole, StripRow
from detente.brief.svg.positions import position_strip

ISSUE = StripIssue(
    "harbour",
    "Shall the harbour be shared?",
    (StripPole("shared", 1.0), StripPole("by turns", 0.2), StripPole("kept by Norland", -1.0)),
)
NORLAND = StripRow(
    "Norland",
    0.4,
    (StripPoint(-0.8, date(2015, 7, 7), ref=Ref("P1", "#p1")), StripPoint(0.9, date(2016, 3, 2), ascribed=True)),
    (-0.8, 0.9),
    date(2016, 3, 2),
)
SUDVIK = StripRow("Sudvik", -0.9, (StripPoint(-0.9, ascribed=True),))
LEAGUE = StripRow("Coast League", None)


def test_strip_shows_where_each_stands() -> None:
    drawing = position_strip(ISSUE, [NORLAND, SUDVIK, LEAGUE])
    check(drawing)
    assert "Nearer “kept by Norland”: Sudvik." in drawing.summary
    assert "Nearer “shared”: Norland." in drawing.summary
    assert "Norland: +0.40" in hovers(drawing.wide)
    assert "Norland, 7 July 2015: −0.80" in hovers(drawing.narrow)
    for svg in (drawing.wide, drawing.narrow):
        assert {"shared", "by turns", "kept by Norland", "Norland", "Sudvik"} <= set(texts(svg))


def test_silence_is_told_and_not_put_in_the_middle() -> None:
    drawing = position_strip(ISSUE, [NORLAND, LEAGUE])
    assert "Nothing is told of Coast League: that is silence, not neutrality." in drawing.summary
    assert not any(said.startswith("Coast League") for said in hovers(drawing.wide))
    assert any("Silent, so not on the line: Coast League" in said for said in texts(drawing.wide))
    assert [c.text for c in drawing.table.rows[1]] == ["Coast League", "silent", "", "", "", ""]


def test_table_tells_turns_and_what_is_only_ascribed() -> None:
    norland, sudvik = position_strip(ISSUE, [NORLAND, SUDVIK]).table.rows
    assert [c.text for c in norland] == [
        "Norland",
        "+0.40",
        "by turns",
        "2 times, last 2 March 2016",
        "−0.80 to +0.90, 2 March 2016",
        "",
    ]
    assert norland[-1].refs == (Ref("P1", "#p1"),)
    assert sudvik[3].text == "1 time; only ascribed by others"


def test_who_stands_on_both_sides_is_set_apart() -> None:
    drawing = position_strip(ISSUE, [replace(NORLAND, torn=True)])
    assert "On both sides: Norland." in drawing.summary
    assert "Nearer" not in drawing.summary
    assert "on both sides" in texts(drawing.wide)


def test_side_without_a_name_is_named_after_the_other() -> None:
    drawing = position_strip(replace(ISSUE, poles=(StripPole("shared", 1.0),)), [SUDVIK])
    check(drawing)
    assert "Nearer “against shared”: Sudvik." in drawing.summary
    check(position_strip(replace(ISSUE, poles=()), [SUDVIK]))


def test_nobody_and_only_the_silent() -> None:
    for rows in ([], [LEAGUE], [replace(NORLAND, stance=float("nan"))]):
        drawing = position_strip(ISSUE, rows)
        assert drawing.is_empty
        assert drawing.summary.startswith("No actor has a position on it in the ledger.")
        assert "<svg" not in drawing.figure()


def test_many_actors_and_positions() -> None:
    points = tuple(StripPoint((n % 41 - 20) / 20) for n in range(400))
    rows = [StripRow(f"{LONG} {n}", (n % 21 - 10) / 10, points) for n in range(200)]
    drawing = position_strip(ISSUE, rows)
    check(drawing)
    assert drawing.notes == ("176 more actors in the table alone.", "Of each actor the last 60 positions are drawn.")
    assert len(drawing.table.rows) == 200


def test_stances_off_the_line_are_put_at_its_end() -> None:
    drawing = position_strip(ISSUE, [StripRow("Norland", 7.0, (StripPoint(-9.0), StripPoint(float("inf"))))])
    check(drawing)
    assert "Norland: +1.00" in hovers(drawing.wide)


def test_hostile_names_stay_text() -> None:
    issue = StripIssue("h", HOSTILE, (StripPole(HOSTILE, 1.0), StripPole(LONG, -1.0)))
    check_safe(position_strip(issue, [replace(NORLAND, name=HOSTILE), replace(LEAGUE, name=HOSTILE)]))


def test_same_input_gives_the_same_strip() -> None:
    check_same(position_strip(ISSUE, [NORLAND, SUDVIK]), position_strip(ISSUE, (NORLAND, SUDVIK)))
