"""Relations of two parties: what counts once, what counts at all, in which period, and with which score."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from books import act, book, paper

from detente.analysis.book import Book
from detente.analysis.deeds import deeds, is_mutual
from detente.analysis.periods import Period, Span
from detente.analysis.relations import Relation, relations
from detente.analysis.scores import DOUBT
from detente.errors import BadInput
from detente.reading.frames import lexicon
from detente.reading.plover import MUTUAL


def between(held: Book, one: str = "Norland", other: str = "Sudmark", **more: Any) -> Relation:
    return relations(held, held.party(one), held.party(other), **more)


def test_one_act_in_five_copies_counts_once() -> None:
    copies = [paper(f"c{n}", "2018-03-01", act("AID", "NOR", "SUD", confidence=0.6), story="c0") for n in range(5)]
    found = between(book(*copies))
    assert (found.total.deeds, found.total.stories) == (1, 1)
    assert found.total.weight == pytest.approx(0.6)
    assert found.total.cooperation == pytest.approx(6.0)


def test_events_of_one_story_that_tell_the_same_act_count_once() -> None:
    title = act("ASSAULT", "NOR.MIL", "SUD", confidence=0.4)
    body = act("ASSAULT", "NOR", "SUD", confidence=0.9, on="2018-02-27")
    found = between(book(paper("a", "2018-03-01", title, body)))
    (deed,) = found.periods[0].deeds
    assert (deed.first_on, deed.reported, deed.confidence) == (date(2018, 2, 27), False, pytest.approx(0.9))
    assert len(deed.event_ids) == 2


def test_two_days_of_one_story_are_two_acts() -> None:
    held = book(
        paper("a", "2018-03-09", act("ASSAULT", "NOR", "SUD", on="2018-03-01"), act("ASSAULT", "NOR", "SUD", on="2018-03-07"))
    )
    assert between(held).total.deeds == 2


def test_independent_stories_of_one_act_make_it_surer_and_no_more_than_one() -> None:
    first = paper("a", "2018-03-01", act("AID", "NOR", "SUD", confidence=0.5))
    second = paper("b", "2018-03-02", act("AID", "NOR", "SUD", confidence=0.5))
    found = between(book(first, second))
    assert (found.total.deeds, found.total.stories) == (1, 2)
    assert found.total.weight == pytest.approx(0.75)
    count = found.periods[0].counts["material_cooperation"]
    assert (count.deeds, count.tellings) == (1, 2)


def test_news_of_another_week_is_another_act() -> None:
    held = book(paper("a", "2018-03-01", act("AID", "NOR", "SUD")), paper("b", "2018-03-08", act("AID", "NOR", "SUD")))
    assert between(held).total.deeds == 2


def test_direction_counts_and_is_shown() -> None:
    told = paper("a", "2018-03-01", act("ACCUSE", "NOR", "SUD"), act("ACCUSE", "SUD", "NOR"), act("CONSULT", "NOR SUD"))
    found = between(book(told))
    assert found.total.deeds == 3
    assert (found.by_one.deeds, found.by_other.deeds) == (2, 2)
    assert {d.doer for d in found.periods[0].deeds} == {"NOR", "SUD", None}


@pytest.mark.parametrize("modality", ["planned", "possible", "alleged", "denied"])
def test_only_what_is_told_as_a_fact_is_scored(modality: str) -> None:
    found = between(book(paper("a", "2018-03-01", act("AID", "NOR", "SUD", modality=modality))))
    assert found.total.deeds == 0
    assert found.left_out == {modality: 1}
    assert len(found.alleged) == (modality == "alleged")
    assert len(found.planned) == (modality == "planned")
    assert "No deed between the two is told as a fact." in found.notes


def test_allegations_are_scored_apart() -> None:
    told = paper("a", "2018-03-01", act("CONSULT", "NOR SUD"), act("ASSAULT", "NOR", "SUD", modality="alleged", confidence=0.5))
    (period,) = between(book(told)).periods
    assert period.score.conflict == 0
    assert period.alleged.conflict == pytest.approx(4.5)
    assert [d.event_type for d in period.alleged_deeds] == ["ASSAULT"]


def test_what_a_text_looks_back_on_is_background() -> None:
    found = between(book(paper("a", "2018-03-01", act("ASSAULT", "NOR", "SUD", historical=True))))
    assert (found.total.deeds, found.left_out) == (0, {"historical": 1})


def test_a_table_of_many_counts_less_for_each_pair() -> None:
    found = between(book(paper("a", "2018-03-01", act("CONSULT", "NOR SUD EST WEL", confidence=0.8))))
    assert found.total.weight == pytest.approx(0.4)


def test_who_is_visited_does_not_meet_the_others_and_who_is_brought_together_does() -> None:
    visit = book(paper("a", "2018-03-01", act("CONSULT", "EST", "NOR SUD", modes=("visit",))))
    assert set(deeds(visit)) == {("EST", "NOR"), ("EST", "SUD")}
    brought = book(paper("a", "2018-03-01", act("CONSULT", "EST", "NOR SUD", modes=("third-party",))))
    assert set(deeds(brought)) == {("EST", "NOR"), ("EST", "SUD"), ("NOR", "SUD")}


def test_acting_side_by_side_is_nothing_between_them_unless_the_verb_is_mutual() -> None:
    beside = book(paper("a", "2018-03-01", act("ASSAULT", "NOR SUD", "EST", frame="ASSAULT/attack")))
    assert ("NOR", "SUD") not in deeds(beside)
    against = book(paper("a", "2018-03-01", act("ASSAULT", "NOR SUD", frame="ASSAULT/clash")))
    assert deeds(against)["NOR", "SUD"][0].doer is None


def test_mutual_predicates_are_those_that_the_reading_knows() -> None:
    frames = [f for f in lexicon().frames if f.event_type not in MUTUAL]
    assert {f.frame_id for f in frames if is_mutual(f.frame_id)} == {f.frame_id for f in frames if f.reciprocal != "false"}


def test_a_cancelled_meeting_is_not_done() -> None:
    text = "cancelled a meeting with"
    told = paper(
        "a", "2018-03-01",
        act("REJECT", "NOR", "SUD", text=f"Norland {text} Sudmark", format="Vell talks"),
        act("CONSULT", "NOR SUD", text="meeting", format="Vell talks"),
    )  # fmt: skip
    held = book(told)
    assert {m.status for m in held.meetings} <= {"cancelled", "held"}
    modalities = {d.event_type: d.modality for d in deeds(held)["NOR", "SUD"]}
    expected = "cancelled" if any(m.status == "cancelled" for m in held.meetings) else "actual"
    assert modalities["CONSULT"] == expected


def test_a_deed_without_a_day_is_in_the_total_and_in_no_period() -> None:
    year = act("AID", "NOR", "SUD", date_start=date(2016, 1, 1), date_end=date(2016, 12, 31), date_basis="expression")
    found = between(book(paper("a", "2018-03-01", year), paper("b", None, act("CONSULT", "NOR SUD"))))
    assert (len(found.undated), found.periods, found.total.deeds) == (2, (), 2)
    assert any("2 of 2 deeds have no day" in note for note in found.notes)


def test_days_that_are_asked_for_leave_the_rest_out() -> None:
    held = book(paper("a", "2018-03-01", act("AID", "NOR", "SUD")), paper("b", None, act("CONSULT", "NOR SUD")))
    found = between(held, since=date(2018, 4, 1))
    assert (found.total.deeds, found.left_out) == (0, {"undated": 1})


def test_the_balance_and_what_doubt_makes_of_it() -> None:
    told = paper("a", "2018-03-01", act("AID", "NOR", "SUD", confidence=0.5), act("ASSAULT", "SUD", "NOR", confidence=1.0))
    total = between(book(told)).total
    assert total.balance == pytest.approx((5 - 9) / 1.5)
    assert total.closeness == pytest.approx((5 - 9) / (1.5 + DOUBT))


def test_a_person_against_a_state_and_not_against_their_own() -> None:
    held = book(paper("a", "2018-03-01", act("CONSULT", "ona-brandt SUD")))
    assert between(held, "Ona Brandt").total.deeds == 1
    with pytest.raises(BadInput, match="act for one another"):
        between(held, "Norland", "Ona Brandt")


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(BadInput, match="week, month, quarter, year"):
        between(book(), period="decade")


@pytest.mark.parametrize(
    ("span", "label", "start", "end"),
    [
        (Span.WEEK, "2021-W01", date(2021, 1, 4), date(2021, 1, 10)),
        (Span.MONTH, "2021-01", date(2021, 1, 1), date(2021, 1, 31)),
        (Span.QUARTER, "2021-Q1", date(2021, 1, 1), date(2021, 3, 31)),
        (Span.YEAR, "2021", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_periods(span: Span, label: str, start: date, end: date) -> None:
    assert Period.of(date(2021, 1, 4), span) == Period(start, end, label)


def test_a_quarter_and_a_month_at_the_end_of_the_year() -> None:
    assert Period.of(date(2020, 12, 31), Span.QUARTER).end == date(2020, 12, 31)
    assert Period.of(date(2020, 12, 31), Span.MONTH).end == date(2020, 12, 31)
    assert Period.of(date(2021, 1, 3), Span.WEEK).label == "2020-W53"
