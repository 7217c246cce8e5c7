"""Change points: found where there is one, with its sentences, and not found in noise or on thin data."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from books import Paper, act, book, paper

from detente.analysis.book import Book
from detente.analysis.changes import LEAST_DAYS, Changes, changes
from detente.analysis.deeds import deeds, done

START = date(2018, 1, 1)


def day(week: int) -> str:
    return (START + timedelta(weeks=week)).isoformat()


def series(kinds: list[str]) -> Book:
    """A deed of each kind, one a week."""
    return book(*(paper(f"d{n:02}", day(n), act(kind, "NOR", "SUD")) for n, kind in enumerate(kinds)))


def found(held: Book) -> Changes:
    return changes(held, done(deeds(held).get(("NOR", "SUD"), ())))


def test_a_turn_from_help_to_attacks_is_found_on_its_day_with_its_sentences() -> None:
    held = found(series(["AID"] * 6 + ["ASSAULT"] * 6))
    (change,) = [c for c in held.changes if c.kind == "tone"]
    assert (change.on, change.last_before) == (date.fromisoformat(day(6)), date.fromisoformat(day(5)))
    assert (change.before, change.after) == (pytest.approx(10), pytest.approx(-9))
    assert change.p < 0.02
    assert len(change.evidence_before) == 3
    assert all(e.text.startswith("AID") for e in change.evidence_before)
    assert len(change.evidence_after) == 3
    assert all(e.text.startswith("ASSAULT") for e in change.evidence_after)


def test_two_turns_are_two_changes() -> None:
    held = found(series(["AID"] * 8 + ["ASSAULT"] * 8 + ["AID"] * 8))
    assert [c.on for c in held.changes if c.kind == "tone"] == [date.fromisoformat(day(8)), date.fromisoformat(day(16))]


def test_a_steady_relation_has_no_change() -> None:
    held = found(series(["CONSULT"] * 20))
    assert not held.changes
    assert any(note.startswith("Tone: no change") for note in held.notes)


def test_noise_is_seldom_taken_for_a_change() -> None:
    chance = random.Random(3)
    taken = 0
    for _ in range(40):
        held = found(series([chance.choice(["AID", "ASSAULT", "CONSULT", "ACCUSE"]) for _ in range(16)]))
        taken += any(c.kind == "tone" for c in held.changes)
    assert taken <= 6


def test_thin_data_is_called_thin() -> None:
    held = found(series(["AID"] * 3 + ["ASSAULT"] * (LEAST_DAYS - 4)))
    assert not held.changes
    assert any(f"Tone: too little to tell a change ({LEAST_DAYS - 1} days" in note for note in held.notes)


def test_no_deeds_at_all() -> None:
    held = found(book())
    assert not held.changes
    assert len(held.notes) == 2


def test_attention_is_the_part_of_the_stories_that_tell_of_both() -> None:
    papers: list[Paper] = []
    for n in range(24):
        pair = act("CONSULT", "NOR SUD") if n >= 12 else act("CONSULT", "EST WEL")
        papers.append(paper(f"d{n:02}", day(n), pair))
    held = found(book(*papers))
    (change,) = held.changes
    assert (change.kind, change.on, change.before, change.after) == ("attention", date.fromisoformat(day(12)), 0, 1)
    assert (change.evidence_before, len(change.evidence_after)) == ((), 3)


def test_many_stories_of_one_day_are_one_point() -> None:
    first = [paper(f"a{n:02}", day(0), act("CONSULT", "NOR SUD")) for n in range(20)]
    rest = [paper(f"b{n:02}", day(n), act("CONSULT", "EST WEL")) for n in range(1, 9)]
    assert not found(book(*first, *rest)).changes


def test_the_same_book_gives_the_same_changes() -> None:
    held = series(["AID"] * 6 + ["ASSAULT"] * 6)
    assert found(held) == found(held)
