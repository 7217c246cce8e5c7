"""What one source carries of claims and positions: the stand that leads, the side that is taken."""

from __future__ import annotations

from datetime import date

import pytest
from tests.analysis.made import Made

from detente.analysis.book import Evidence
from detente.analysis.coverage import coverage
from detente.analysis.sifting import found_claims, found_positions, leading
from detente.analysis.stands import Side


def side(stand: str, weight: float, story: str) -> Side:
    return Side(stand, (), None, weight, Evidence("event", "e", story, 0, 1, "x", None, None, None, story))


@pytest.mark.parametrize(
    ("sides", "stand"),
    [
        ([side("alleged", 0.6, "a"), side("denied", 0.5, "b")], "alleged"),
        ([side("alleged", 0.6, "a"), side("denied", 0.5, "b"), side("denied", 0.5, "c")], "denied"),
        ([side("alleged", 0.6, "a"), side("denied", 0.5, "b"), side("denied", 0.4, "b")], "alleged"),
        ([side("alleged", 0.6, "a"), side("admitted", 0.6, "b")], "balance"),
    ],
)
def test_the_stand_that_leads(sides: list[Side], stand: str) -> None:
    assert leading(sides) == stand


def shelter() -> Made:
    """Norland is accused of shelling Vellia in two stories, and denies it in a third, surer one."""
    made = Made()
    for n, (outlet, modality, confidence) in enumerate(
        (("Dawn Post", "alleged", 0.5), ("Evening Mail", "alleged", 0.5), ("Lone Herald", "denied", 0.7))
    ):
        text = made.document(f"Norland attacked Vellia, part {n}.", outlet, date(2031, 3, 1 + n))
        made.event(text, "attacked", "ASSAULT", ("XNL",), ("XVE",), modality=modality, confidence=confidence)
    return made


def test_a_claim_that_turns_without_a_story() -> None:
    book = shelter().book()
    (claim,) = found_claims(book)
    assert (claim.kind, claim.verdict, len(claim.evidence)) == ("claim", "alleged", 3)
    turned = {p.source_id: c.without for p in coverage(book, (found_claims,)).pillars.pillars for c in p.changed}
    assert turned == {"d0": "denied", "d1": "denied"}
    prepared = found_claims.prepared(book)
    assert [f.verdict for f in prepared(book.without({"d0"}))] == ["denied"]
    assert list(prepared(book.without({"d0", "d1", "d2"}))) == []


def test_a_position_that_turns_without_a_story() -> None:
    made = Made()
    told = (
        ("Dawn Post", "We reject a ceasefire"),
        ("Evening Mail", "We support a ceasefire"),
        ("Lone Herald", "We want a ceasefire"),
    )
    for n, (outlet, words) in enumerate(told):
        text = made.document(f"{words}.", outlet, date(2031, 3, 1 + n))
        made.statement(text, words, "XNL")
    book = made.book()
    (found,) = found_positions(book)
    assert (found.kind, found.key, found.verdict) == ("position", "ceasefire XNL", "on both sides")
    changed = {p.source_id: c.without for p in coverage(book, (found_positions,)).pillars.pillars for c in p.changed}
    assert changed == {"d0": "for ceasefire"}
    prepared = found_positions.prepared(book)
    assert [f.verdict for f in prepared(book.without({"d1", "d2"}))] != ["for ceasefire"]


def test_both_are_among_what_coverage_tries() -> None:
    assert coverage(shelter().book()).pillars.findings["claim"] == 1
