"""A ledger that is whole has no violations; each kind of damage is found and named."""

from __future__ import annotations

import duckdb
import pytest
from ledger_examples import article, bring

from detente.ledger import Ledger


def test_a_whole_ledger(kept: Ledger) -> None:
    assert kept.verify() == []


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ('UPDATE events SET "start" = "start" + 1', "events: text is not the document's: 2 rows, such as "),
        ("UPDATE mentions SET text = 'Oslo' WHERE actor_id = 'RUS'", "mentions: text is not the document's: 2 rows"),
        ("UPDATE statements SET cue_end = 99999", "statements: cue is not in the document"),
        ("UPDATE conditions SET consequent = 'peace'", "conditions: consequent is not in the document"),
        ("UPDATE statements SET content_spans = [[0, 1]]", "statements: content_spans lie outside the content"),
        ("INSERT INTO quantities SELECT * FROM quantities", "quantities: quantity_id stands twice"),
        ("DELETE FROM events", "meetings: event_ids lead nowhere: 2 rows"),
        ("UPDATE meetings SET host_id = 'nobody'", "meetings: no such actor: 1 rows, such as nobody"),
        ("DELETE FROM documents WHERE source = 'a.txt'", "events: no such document: 1 rows"),
        ("DELETE FROM actors WHERE actor_id = 'taliban'", "events: no such actor: 1 rows, such as taliban"),
        ("DELETE FROM statements", "events: statement_id leads nowhere: 2 rows"),
        ("UPDATE documents SET parent_id = 'gone'", "documents: parent_id leads nowhere: 1 rows, such as gone"),
    ],
)
def test_damage_is_found(ledger: Ledger, damage: str, message: str) -> None:
    bring(ledger, article(1, "a.txt"), article(2, "b.txt", "Lunov"))
    ledger.settle()
    with duckdb.connect(str(ledger.path)) as connection:
        connection.execute(damage)
    assert [line for line in ledger.verify() if line.startswith(message)], ledger.verify()


def test_spans_count_characters_as_python_does(ledger: Ledger) -> None:
    """Beyond the basic plane, combining marks and joined emoji, and NUL."""
    entry = article(1, "a.txt", "K\u0301𝔘👨‍👩‍👧\x00ov")
    bring(ledger, entry)
    ledger.settle()
    assert ledger.verify() == []
    text = ledger.document(entry.document.document_id)["text"]
    for table in ("mentions", "statements", "events", "conditions", "quantities", "positions", "blocks"):
        for row in ledger.table(table, {}):
            assert text[row["start"] : row["end"]] == row["text"]
