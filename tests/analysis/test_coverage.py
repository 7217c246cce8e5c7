"""On whom the ledger is thin, and what hangs on one source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from tests.analysis.made import Made

from detente.analysis.book import Book
from detente.analysis.coverage import coverage
from detente.analysis.findings import Found, found_numbers, found_pairs


@pytest.fixture
def made() -> Made:
    """Norland is heard, Vellia only spoken about; one story turns the pair to conflict; nothing in February."""
    given = Made()
    for n, (outlet, month) in enumerate((("Dawn Post", 1), ("Evening Mail", 3), ("Dawn Post", 3))):
        text = given.document(f"Norland said it aided Vellia, part {n}.", outlet, date(2031, month, 5))
        given.statement(text, "Norland said it aided Vellia", "XNL")
        given.event(text, "aided", "AID", ("XNL",), ("XVE",), score=2.0, confidence=0.6)
    text = given.document("Norland shelled Vellia.", "Lone Herald", date(2031, 3, 6))
    given.event(text, "shelled", "ASSAULT", ("XNL",), ("XVE",), score=-9.0, confidence=0.9)
    given.document("Weather.", None)
    return given


def test_who_is_heard(made: Made) -> None:
    found = coverage(made.book())
    parties = {p.bloc: (p.told, p.heard, p.thin) for p in found.parties}
    assert parties == {"XNL": (4, 3, None), "XVE": (4, 0, "only spoken about, never heard")}
    assert found.share_heard == 0.5
    assert [p.bloc for p in found.thin_parties] == ["XVE"]


def test_undated_months_and_outlets(made: Made) -> None:
    found = coverage(made.book())
    assert (found.documents, len(found.undated), found.share_undated, found.without_outlet) == (5, 1, 0.2, 1)
    assert [(m.month.month, m.stories, m.thin) for m in found.months] == [(1, 1, False), (2, 0, True), (3, 3, False)]
    assert [(o.outlet, o.stories, o.alone) for o in found.outlets][:2] == [("Dawn Post", 2, 2), ("Evening Mail", 1, 1)]
    assert found.main_outlet is None


def test_the_story_that_turns_a_pair(made: Made) -> None:
    (pair,) = found_pairs(made.book())
    assert pair.verdict == "conflict"
    first = coverage(made.book()).pillars.pillars[0]
    assert (first.kind, [e.document_id for e in first.changed[0].finding.evidence][-1]) == ("story", "d3")
    assert [(c.finding.kind, c.finding.verdict, c.without) for c in first.changed] == [("pair", "conflict", "cooperation")]


def test_denied_historical_and_copied_acts_do_not_count(made: Made) -> None:
    text = made.document("Vellia denied that it had shelled Norland.", "Dawn Post", date(2031, 3, 9))
    made.event(text, "had shelled", "ASSAULT", ("XVE",), ("XNL",), modality="denied", score=-9.0)
    made.event(text, "shelled", "ASSAULT", ("XVE",), ("XNL",), historical=True, score=-9.0)
    copy = made.document("Norland shelled Vellia.", "Copycat", date(2031, 3, 6), story="d3")
    made.event(copy, "shelled", "ASSAULT", ("XNL",), ("XVE",), score=-9.0, confidence=0.9)
    (pair,) = found_pairs(made.book())
    assert len(pair.evidence) == 4


def test_a_number_that_one_story_carries(made: Made) -> None:
    for n, (day, value) in enumerate(((1, 900), (28, 400))):
        text = made.document(f"Norland has {value} soldiers, {n}.", "Dawn Post", date(2031, 4 + n, day))
        made.quantity(text, f"{value} soldiers", value, "soldiers", ("XNL",))
    (number,) = found_numbers(made.book())
    assert number.verdict == "400"
    assert {(c.finding.kind, c.without) for p in coverage(made.book()).pillars.pillars for c in p.carries} >= {("number", None)}


def test_other_finders_join(made: Made) -> None:
    def claims(book: Book) -> Iterable[Found]:
        told = [e for e in book.events if e.event_type == "ASSAULT"]
        if book.events:
            yield Found("claim", "shelling", "shelling", "asserted" if told else "silent", tuple(map(book.evidence, told)))

    found = coverage(made.book(), (claims,)).pillars
    assert found.findings == {"claim": 1}
    assert [(p.source_id, p.changed[0].without) for p in found.pillars] == [("d3", "silent")]


def test_without_forgets_all_of_a_document(made: Made) -> None:
    rest = made.book().without({"d0"})
    assert "d0" not in rest.sources
    assert not [r for r in (*rest.events, *rest.statements, *rest.quantities) if r.document_id == "d0"]


def test_an_empty_book() -> None:
    found = coverage(Made().book())
    assert (found.share_undated, found.share_heard, found.months, found.pillars.pillars) == (0.0, 0.0, (), ())
