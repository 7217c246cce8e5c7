"""The timeline: each act once a story, by day, with its modality and sentence."""

from __future__ import annotations

from datetime import date

from books import act, book, paper

from detente.analysis.timeline import timeline


def test_each_act_once_a_story_in_the_order_of_days() -> None:
    late = paper("b", "2018-03-05", act("AID", "NOR", "SUD"))
    early = paper("a", "2018-03-06", act("CONSULT", "NOR SUD"), act("CONSULT", "SUD NOR", on="2018-03-01"))
    copy = paper("c", "2018-03-08", act("CONSULT", "NOR SUD", on="2018-03-01"), story="a")
    found = timeline(book(late, early, copy))
    assert [(e.event_type, e.first_on, e.reported) for e in found] == [
        ("CONSULT", date(2018, 3, 1), False),
        ("AID", date(2018, 3, 5), True),
    ]
    assert len(found[0].others) == 2


def test_two_stories_tell_an_act_twice() -> None:
    held = book(paper("a", "2018-03-05", act("AID", "NOR", "SUD")), paper("b", "2018-03-05", act("AID", "NOR", "SUD")))
    assert len(timeline(held)) == 2


def test_all_parties_must_take_part() -> None:
    held = book(paper("a", "2018-03-05", act("AID", "NOR.MIL", "SUD"), act("AID", "NOR", "EST")))
    assert [e.recipient_ids for e in timeline(held, [held.party("Norland"), held.party("Sudmark")])] == [("SUD",)]
    assert len(timeline(held, [held.party("Norland")])) == 2


def test_what_is_planned_or_denied_is_told_as_such() -> None:
    held = book(
        paper("a", "2018-03-05", act("AID", "NOR", "SUD", modality="denied"), act("AID", "NOR", "SUD", modality="planned"))
    )
    assert {e.modality for e in timeline(held)} == {"denied", "planned"}


def test_acts_without_a_day_come_last_and_only_without_a_period() -> None:
    held = book(paper("a", None, act("AID", "NOR", "SUD")), paper("b", "2018-03-05", act("AID", "SUD", "NOR")))
    assert [e.first_on for e in timeline(held)] == [date(2018, 3, 5), None]
    assert [e.first_on for e in timeline(held, since=date(2018, 1, 1))] == [date(2018, 3, 5)]
