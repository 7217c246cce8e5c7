"""The same-page table: agree, differ, mixed, silent; copies once; how a standing changed."""

from __future__ import annotations

from datetime import date

import pytest

from detente.analysis.book import Book, Source
from detente.analysis.issues import built_in
from detente.analysis.same_page import Comparison, Verdict, compare, same_page
from detente.records import Actor, ActorKind, Position, PositionBasis

ISSUE = next(i for i in built_in() if i.issue_id == "foreign-forces")
LEAVE, SOME, STAY = (p.name for p in ISSUE.poles)
ACTORS = {c: Actor(c, n, ActorKind.STATE, c) for c, n in (("XNL", "Norland"), ("XVE", "Vellia"), ("XQO", "Qoros"))}

Told = tuple[str, str, float, str]
"""Who, pole, stance, day or document."""


def table(*told: Told, stories: dict[str, str] | None = None) -> Comparison:
    sources, held = {}, []
    for number, (actor, pole, stance, day) in enumerate(told):
        key = f"d{number}"
        story = (stories or {}).get(key, key)
        sources[key] = Source(key, None, "Gazette", None, date.fromisoformat(day), "article", story, None, "words")
        held.append(
            Position(f"p{number}", key, 0, 5, "words", ISSUE.issue_id, pole, stance, actor, PositionBasis.STATEMENT,
                     date.fromisoformat(day))
        )  # fmt: skip
    book = Book(sources, ACTORS, (), (), (), (), {})
    return compare(book, ISSUE, [book.party("Norland"), book.party("Vellia")], held)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ([("XNL", LEAVE, 1.0, "2031-01-01"), ("XVE", LEAVE, 0.6, "2031-01-01")], Verdict.AGREE),
        ([("XNL", LEAVE, 1.0, "2031-01-01"), ("XVE", STAY, -0.8, "2031-01-01")], Verdict.AGREE),
        ([("XNL", LEAVE, 1.0, "2031-01-01"), ("XVE", STAY, 0.8, "2031-01-01")], Verdict.DIFFER),
        ([("XNL", LEAVE, 1.0, "2031-01-01"), ("XVE", SOME, 1.0, "2031-01-01")], Verdict.DIFFER),
        ([("XNL", LEAVE, 1.0, "2031-01-01")], Verdict.SILENT),
        (
            [("XNL", LEAVE, 1.0, "2031-01-01"), ("XNL", STAY, 1.0, "2031-01-01"), ("XVE", STAY, 1.0, "2031-01-01")],
            Verdict.MIXED,
        ),
    ],
)
def test_verdicts(told: list[Told], verdict: Verdict) -> None:
    assert table(*told).verdict is verdict


def test_silence_is_no_stance() -> None:
    found = table(("XNL", LEAVE, 1.0, "2031-01-01"))
    assert [s.stance for s in found.standings] == [1.0, None]
    assert [p.actor_id for p in found.silent] == ["XVE"]


def test_copies_of_a_story_count_once() -> None:
    told = [("XNL", LEAVE, 1.0, "2031-01-01")] * 3 + [("XNL", STAY, 1.0, "2031-01-01")]
    once = table(*told, stories={"d1": "d0", "d2": "d0"}).standings[0]
    assert once.stance == 0.0
    assert [b.copies for b in once.backings if b.value > 0] == [3]


def test_later_words_weigh_more_and_a_change_is_shown() -> None:
    found = table(("XNL", STAY, 1.0, "2029-01-01"), ("XNL", LEAVE, 1.0, "2031-01-01")).standings[0]
    assert (found.stance or 0) > 0.5
    assert [(s.on, s.before, s.after) for s in found.shifts] == [(date(2031, 1, 1), -1.0, 1.0)]


def test_issues_on_which_all_are_silent_are_left_out_unless_asked_for() -> None:
    book = Book({}, ACTORS, (), (), (), (), {})
    parties = [book.party("Norland"), book.party("Vellia")]
    assert same_page(book, [], [ISSUE], parties) == []
    assert [c.verdict for c in same_page(book, [], [ISSUE], parties, every=True)] == [Verdict.SILENT]
