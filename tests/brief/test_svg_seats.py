"""The seat matrix."""

from __future__ import annotations

from dataclasses import replace

from tests.brief.svg_checks import HOSTILE, LONG, SVG, check, check_safe, check_same, hovers, parsed, texts

from detente.brief.svg.model import MeetingStatus, Ref, SeatLine, SeatMark, SeatTable
from detente.brief.svg.seats import seat_matrix

SEATS = (("Norland", SeatMark.HOST), ("Sudvik", SeatMark.SEATED), ("Coast League", SeatMark.ABSENT))
VELL = SeatLine("7 July 2015", "Vell", MeetingStatus.HELD, SEATS, 2, (Ref("M1", "#m1"),))
NEXT = SeatLine("2 March 2016", "Osk", MeetingStatus.PLANNED, (("Sudvik", SeatMark.SEATED), ("Outer Isles", SeatMark.HOST)))
MATRIX = SeatTable("seats", ("Norland", "Sudvik", "Coast League"), (VELL, NEXT))


def signs(drawing_svg: object) -> dict[str, str]:
    """What each mark says, and the shapes that it is drawn with."""
    root = parsed(drawing_svg)  # type: ignore[arg-type]
    found = {}
    for group in root.iter(f"{SVG}g"):
        told = group.findtext(f"{SVG}title")
        if told:
            shapes = [e for e in group.iter() if e.tag.removeprefix(SVG) in {"circle", "rect", "path", "text"}]
            found[told] = " ".join(f"{e.tag.removeprefix(SVG)}:{e.get('fill')}:{e.get('stroke-dasharray') or ''}" for e in shapes)
    return found


def test_matrix_shows_and_tells_every_seat() -> None:
    drawing = seat_matrix(MATRIX)
    check(drawing)
    assert drawing.summary == (
        "2 meetings (1 held and 1 planned) of 3 parties. Most often seated: Norland (1) and Sudvik (1)."
        " Told to be absent: Coast League (1)."
    )
    assert (
        set(hovers(drawing.wide))
        == set(hovers(drawing.narrow))
        == {
            "Norland: host, 7 July 2015",
            "Sudvik: seated, 7 July 2015",
            "Coast League: absent, 7 July 2015",
            "Sudvik: seated, 2 March 2016, planned",
        }
    )
    told = [c.text for c in drawing.table.rows[0]]
    assert told == ["7 July 2015", "Vell", "held", "Norland", "Sudvik", "Coast League", "2", ""]
    assert drawing.table.rows[0][-1].refs == (Ref("M1", "#m1"),)


def test_seats_and_statuses_differ_in_shape_not_only_in_colour() -> None:
    lines = tuple(replace(VELL, when=str(status), status=status) for status in MeetingStatus)
    drawn = signs(seat_matrix(replace(MATRIX, lines=lines)).wide)
    assert len(drawn) == 12
    seated = [shape for told, shape in drawn.items() if "seated" in told]
    hosts = [shape for told, shape in drawn.items() if "host" in told]
    assert len(set(seated)) == len(set(hosts)) == 4
    assert not set(seated) & set(hosts)


def test_party_without_a_column_is_named_beneath_its_meeting() -> None:
    drawing = seat_matrix(MATRIX)
    for svg in (drawing.wide, drawing.narrow):
        assert "also Outer Isles (host)" in texts(svg)


def test_no_meeting_is_said_and_not_drawn() -> None:
    for matrix in (SeatTable("seats", (), ()), replace(MATRIX, lines=())):
        drawing = seat_matrix(matrix)
        assert drawing.is_empty
        assert drawing.summary == "No meeting is told."


def test_many_meetings_and_parties() -> None:
    parties = tuple(f"{LONG} {n}" for n in range(60))
    lines = tuple(
        SeatLine(LONG, LONG, MeetingStatus.HELD, tuple((p, SeatMark.SEATED) for p in parties[n % 30 :])) for n in range(500)
    )
    drawing = seat_matrix(SeatTable("seats", parties, lines))
    check(drawing)
    assert drawing.notes == ("470 more meetings in the table alone.",)
    assert len(drawing.table.rows) == 500
    assert len(drawing.wide) < 200_000


def test_names_lean_only_where_they_have_no_room() -> None:
    assert "rotate" not in seat_matrix(replace(MATRIX, parties=("Norland", "Sudvik"))).wide
    assert "rotate" in seat_matrix(replace(MATRIX, parties=tuple(f"Coast League {n}" for n in range(12)))).wide


def test_hostile_names_stay_text() -> None:
    line = SeatLine(HOSTILE, HOSTILE, MeetingStatus.HELD, ((HOSTILE, SeatMark.HOST), (f"{HOSTILE} too", SeatMark.ABSENT)))
    check_safe(seat_matrix(SeatTable("seats", (HOSTILE,), (line,))))


def test_same_input_gives_the_same_matrix() -> None:
    check_same(seat_matrix(MATRIX), seat_matrix(MATRIX))
