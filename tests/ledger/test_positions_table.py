"""Positions are settled: made anew from all that was read, and following decisions on actors."""

from __future__ import annotations

from ledger_examples import article, bring

from detente.ledger import Ledger


def held(ledger: Ledger) -> set[tuple[str, str, str, float]]:
    return {(p["issue_id"], p["actor_id"], p["basis"], p["stance"]) for p in ledger.positions()}


def test_positions_come_with_settling(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    assert len(ledger.positions()) == 0
    ledger.settle()
    assert held(ledger) == {("rebel-talks", "RUS", "event", 0.6), ("rebel-talks", "taliban", "event", 0.6)}
    assert ledger.verify() == []


def test_what_is_denied_shows_no_position(ledger: Ledger) -> None:
    bring(ledger, article(3, "a.txt"))
    ledger.settle()
    assert len(ledger.positions()) == 0


def test_positions_follow_a_merge_and_its_undoing(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    ledger.settle()
    before = held(ledger)
    done = ledger.merge("taliban", "RUS", by="me", force=True)
    assert {actor for _, actor, _, _ in held(ledger)} <= {"RUS"}
    ledger.undo(done.decision_id, by="me")
    assert held(ledger) == before


def test_positions_go_with_their_document(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    ledger.settle()
    bring(ledger, article(3, "a.txt"))
    assert len(ledger.positions()) == 0
