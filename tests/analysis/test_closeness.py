"""Who is closest to whom, and who keeps ties with opponents."""

from __future__ import annotations

import pytest
from books import act, book, paper

from detente.analysis.book import Book
from detente.analysis.closeness import Basis, balancing, closeness, ties


def triangle() -> Book:
    """Weland helps Norland and Sudmark, who fight each other."""
    papers = []
    for n in range(1, 4):
        papers.append(paper(f"n{n}", f"2018-0{n}-01", act("AID", "WEL", "NOR")))
        papers.append(paper(f"s{n}", f"2018-0{n}-05", act("CONSULT", "WEL SUD")))
        papers.append(paper(f"w{n}", f"2018-0{n}-09", act("ASSAULT", "NOR.MIL", "SUD"), act("ACCUSE", "SUD", "NOR")))
    return book(*papers)


def test_the_closest_come_first_and_the_most_hostile_last() -> None:
    found = closeness(triangle())
    assert [(t.one, t.other) for t in found] == [("NOR", "WEL"), ("SUD", "WEL"), ("NOR", "SUD")]
    assert found[0].closeness > found[1].closeness > 0 > found[2].closeness


def test_ties_are_symmetrised_and_show_both_directions_and_their_volume() -> None:
    tie = ties(triangle())["NOR", "SUD"]
    assert (tie.score.deeds, tie.score.stories) == (6, 3)
    assert tie.by_one.balance == pytest.approx(-9)
    assert tie.by_other.balance == pytest.approx(-3)
    assert all(e.text.startswith("ASSAULT") for e in tie.conflicting)
    assert tie.cooperating == ()


def test_one_deed_makes_no_closer_friends_than_many() -> None:
    once = paper("once", "2018-01-01", act("AID", "EST", "NOR", confidence=0.9))
    often = [paper(f"o{n}", f"2018-0{n}-01", act("AID", "EST", "SUD", confidence=0.9)) for n in range(1, 7)]
    found = closeness(book(once, *often))
    assert [(t.one, t.other) for t in found] == [("EST", "SUD"), ("EST", "NOR")]


def test_doubtful_readings_weigh_less() -> None:
    sure = paper("a", "2018-01-01", act("AID", "EST", "NOR", confidence=0.9))
    doubtful = paper("b", "2018-01-01", act("AID", "EST", "SUD", confidence=0.3))
    assert [t.other for t in closeness(book(sure, doubtful))] == ["NOR", "SUD"]


def test_who_only_reports_is_no_party() -> None:
    assert closeness(book(paper("a", "2018-01-01", act("ACCUSE", "HERALD", "SUD")))) == []


def test_what_is_not_told_as_a_fact_makes_no_tie() -> None:
    assert closeness(book(paper("a", "2018-01-01", act("AID", "NOR", "SUD", modality="planned")))) == []


def test_balancing_is_found_from_the_scores() -> None:
    held = triangle()
    (balance,) = balancing(held, held.party("Weland"))
    assert (balance.one, balance.other, balance.basis) == ("NOR", "SUD", Basis.SCORES)
    assert balance.opposition is not None
    assert balance.opposition.conflicting
    assert 0 < balance.strength <= balance.tie_other.closeness


def test_nobody_balances_between_friends() -> None:
    held = triangle()
    assert balancing(held, held.party("Norland")) == []


def test_a_single_deed_is_no_tie_to_balance_with() -> None:
    more = paper("x", "2018-01-01", act("AID", "EST", "NOR"), act("AID", "EST", "SUD"))
    held = book(*(paper(f"w{n}", f"2018-0{n}-09", act("ASSAULT", "NOR", "SUD")) for n in range(1, 4)), more)
    assert balancing(held, held.party("Estmark")) == []


def test_rebels_oppose_their_state_also_where_no_fight_is_told() -> None:
    papers = [paper(f"a{n}", f"2018-0{n}-01", act("AID", "EST", "SUD"), act("CONSULT", "EST FROST")) for n in range(1, 4)]
    held = book(*papers)
    (balance,) = balancing(held, held.party("Estmark"))
    assert (balance.one, balance.other, balance.basis, balance.opposition) == ("FROST", "SUD", Basis.REBELS, None)


def test_the_ties_of_a_person() -> None:
    held = book(paper("a", "2018-01-01", act("CONSULT", "ona-brandt SUD"), act("AID", "NOR", "EST")))
    (tie,) = closeness(held, party=held.party("Ona Brandt"))
    assert {tie.one, tie.other} == {"ona-brandt", "SUD"}
