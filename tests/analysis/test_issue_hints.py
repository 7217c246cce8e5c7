"""Matters that no issue covers: what two sides speak of in two stories."""

from __future__ import annotations

from datetime import date

from tests.analysis.made import Made

from detente.analysis.issue_hints import Hint, issue_hints
from detente.analysis.issues import built_in


def made(*told: tuple[str, str, str]) -> list[Hint]:
    """The hints of what is demanded: speaker, words, story."""
    given = Made()
    for speaker, words, story in told:
        text = given.document(f"{words}.", "Dawn Post", date(2031, 3, 1), story)
        given.statement(text, words, speaker, "request")
    return issue_hints(given.book(), built_in())


def test_what_two_sides_speak_of_in_two_stories() -> None:
    found = made(("XNL", "Vellia must close the herring fishery", "a"), ("XVE", "nobody may touch the herring fishery", "b"))
    pair = next(h for h in found if h.words == "herring fishery")
    assert (pair.story_count, pair.actor_ids) == (2, ("XNL", "XVE"))
    assert {e.document_id for e in pair.examples} == {"d0", "d1"}


def test_one_side_or_one_story_is_not_enough() -> None:
    assert made(("XNL", "close the herring fishery", "a"), ("XNL", "close the herring fishery", "b")) == []
    assert made(("XNL", "close the herring fishery", "a"), ("XVE", "keep the herring fishery", "a")) == []


def test_what_an_issue_covers_and_names_are_left_out() -> None:
    assert made(("XNL", "Vellia must lift its sanctions", "a"), ("XVE", "nobody may lift the sanctions", "b")) == []
    found = made(("XNL", "the norland herring must go", "a"), ("XVE", "the norland herring must stay", "b"))
    assert "herring" in {h.words for h in found}
    assert not any("norland" in h.words for h in found)


def test_only_demands_refusals_and_the_like() -> None:
    given = Made()
    for speaker in ("XNL", "XVE"):
        text = given.document("The herring fishery was quiet.", "Dawn Post", date(2031, 3, 1))
        given.statement(text, "The herring fishery was quiet", speaker, "assert")
    assert issue_hints(given.book(), built_in()) == []
