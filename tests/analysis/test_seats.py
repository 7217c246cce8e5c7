"""Who sat at which table, and who is told to have stayed away."""

from __future__ import annotations

from datetime import date

import pytest
from tests.analysis.made import STATES, Made, person

from detente.analysis.seats import Seat, seats

DAY = date(2031, 5, 2)
SCREEN = (*STATES, person("ona-brandt", "Ona Brandt", "XNL", "GOV"), person("tam", "Tam", None))


@pytest.fixture
def made() -> Made:
    """A meeting told by two stories, one planned, one without Qoros, and a refusal told of no table."""
    given = Made(SCREEN)
    for n, outlet in enumerate(("Dawn Post", "Evening Mail")):
        text = given.document(f"Ona Brandt met Vellian officials in Vell, told {n}.", outlet, DAY)
        given.event(
            text, "met", "CONSULT", ("ona-brandt", "XVE"),
            date_start=DAY, date_end=DAY, date_basis="expression", place="Vell", country="XVE", host_id="XVE",
            confidence=0.5,
        )  # fmt: skip
    text = given.document(
        "Norland and Qoros held talks; Vellia did not come. Qoros declined a visit.", "Dawn Post", date(2031, 8, 1)
    )
    given.event(
        text, "held talks", "CONSULT", ("XNL", "XQO"),
        absent_ids=("XVE",), date_start=date(2031, 7, 30), date_end=date(2031, 7, 30), date_basis="expression",
    )  # fmt: skip
    given.event(text, "declined a visit", "REJECT", ("XQO",), ("XNL",), absent_ids=("XQO",), confidence=0.8)
    plan = given.document("Vellia and Qoros will meet in June.", "Dawn Post", DAY)
    given.event(
        plan, "will meet", "CONSULT", ("XVE", "XQO"), modality="planned",
        date_start=date(2031, 6, 1), date_end=date(2031, 6, 30), date_basis="expression",
    )  # fmt: skip
    return given


def test_a_minister_sits_for_the_state_and_two_stories_weigh_more(made: Made) -> None:
    first = seats(made.book()).rows[0]
    assert dict(first.seats) == {"XNL": Seat.SEATED, "XVE": Seat.HOST}
    assert dict(first.people)["XNL"] == ("ona-brandt",)
    assert first.seat("XQO") is Seat.UNKNOWN
    assert (first.stories, first.weight) == (2, 0.75)
    assert len({e.document_id for e in first.evidence}) == 2


def test_absence_is_told_and_silence_is_not_absence(made: Made) -> None:
    matrix = seats(made.book())
    assert [str(r.on) for r in matrix.left_out("XVE")] == ["2031-07-30"]
    assert matrix.left_out("XQO") == ()


def test_plans_are_not_held(made: Made) -> None:
    matrix = seats(made.book())
    planned = next(r for r in matrix.rows if r.meeting.status == "planned")
    assert planned.parties == ("XVE", "XQO")
    assert matrix.together("XVE", "XQO") == ()
    assert len(matrix.together("XNL", "XQO")) == 1


def test_refusals_stand_beside_the_tables(made: Made) -> None:
    (refusal,) = seats(made.book()).refusals
    assert (refusal.bloc, refusal.towards, refusal.confidence) == ("XQO", ("XNL",), 0.8)
    assert refusal.evidence.text == "declined a visit"


@pytest.mark.parametrize(
    ("actors", "since", "until", "expected"),
    [
        ((), None, None, 3),
        (("XQO",), None, None, 2),
        (("XQO", "XVE"), None, None, 2),
        (("ona-brandt",), None, None, 1),
        ((), date(2031, 6, 15), None, 2),
        ((), None, date(2031, 5, 31), 1),
    ],
)
def test_narrowed(made: Made, actors: tuple[str, ...], since: date | None, until: date | None, expected: int) -> None:
    book = made.book()
    assert len(seats(book).narrowed([book.party(a) for a in actors], since, until).rows) == expected


def test_orders(made: Made) -> None:
    matrix = seats(made.book())
    assert matrix.rows[0].stories == 2
    days = [r.meeting.date_start for r in matrix.by_date().rows]
    assert days == sorted(days, key=lambda d: d or date.max)
    assert len(matrix.first(1).rows) == 1


def test_persons_of_no_known_side_have_no_column() -> None:
    given = Made(SCREEN)
    text = given.document("Tam met Norland and Vellia.", published=DAY)
    given.event(text, "met", "CONSULT", ("tam", "XNL", "XVE"), date_start=DAY, date_end=DAY, date_basis="expression")
    matrix = seats(given.book())
    assert "tam" not in matrix.parties
    assert matrix.rows[0].persons == ("tam",)
