"""Claims as a table: settled with a run, in any order of commits, filtered, verified and exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ledger_examples import RUSSIA, TALIBAN, USA, bring, contents, document

from detente.ledger import Entry, Ledger
from detente.ledger.export import export
from detente.ledger.filters import Filters
from detente.records import Act, Mention, Reading, Statement, StatementKind, record_id

NAMES = {"Moscow": "RUS", "the movement": "taliban", "Washington": "USA"}


def saying(number: int, source: str, cue: str, act: Act, content: str, outlet: str) -> Entry:
    """An article of one statement."""
    words = f"{source} {cue} {content}"
    doc = document(f"Paper {number}", f"{words}, as paper {number} of {outlet} has it.", f"{number}.txt", outlet=outlet)
    key, start = doc.document_id, doc.text.index(words)
    at = start + len(source) + len(cue) + 2
    end = start + len(words)
    mentions = tuple(
        Mention(key, place, place + len(name), name, actor_id)
        for name, actor_id in NAMES.items()
        if (place := doc.text.find(name)) >= 0
    )
    statement = Statement(
        record_id(key, "statement", start, end), key, start, end, words, start + len(source) + 1, at - 1, at, end, ((at, end),),
        content, StatementKind.INDIRECT, act, NAMES[source], source_actor_ids=(NAMES[source],),
    )  # fmt: skip
    return Entry(doc.source, doc, Reading(key, (RUSSIA, TALIBAN, USA), mentions=mentions, statements=(statement,)))


CHARGE = saying(1, "Washington", "accuses", Act.ACCUSE, "Moscow of selling weapons to the movement", "The Wire")
DENIAL = saying(2, "Moscow", "denies", Act.DENY, "having sold weapons to the movement", "The Post")
OTHER = saying(3, "Moscow", "accuses", Act.ACCUSE, "Washington of sabotaging the conference", "The Post")


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    bring(ledger, CHARGE, DENIAL, OTHER)
    ledger.settle()
    return ledger


def test_a_claim_of_two_articles(told: Ledger) -> None:
    found = {row["act"]: row for row in told.claims()}
    assert set(found) == {"arming", "blocking"}
    arms = found["arming"]
    assert (arms["actor_ids"], arms["recipient_ids"]) == (["RUS"], ["taliban"])
    assert [arms[f"{stand}_stories"] for stand in ("alleged", "denied", "admitted", "asserted")] == [1, 1, 0, 0]
    assert (arms["single_publisher"], found["blocking"]["single_publisher"]) == (False, True)
    assert (arms["document_count"], arms["outlets"]) == (2, ["The Post", "The Wire"])
    sides = json.loads(arms["sides"])
    assert {(s["stand"], *s["by"]) for s in sides} == {("alleged", "USA"), ("denied", "RUS")}


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, 2),
        ({"actor": "USA"}, 2),
        ({"actor": "taliban"}, 1),
        ({"actor": ["taliban", "USA"]}, 1),
        ({"type": "Blocking"}, 1),
        ({"source": "the wire"}, 1),
        ({"source": "2.txt"}, 1),
        ({"since": "2100"}, 0),
        ({"until": "1900"}, 0),
        ({"limit": 1}, 1),
    ],
)
def test_filters(told: Ledger, filters: Filters, rows: int) -> None:
    assert len(told.claims(**filters)) == rows


def test_claims_do_not_depend_on_the_order_of_commits(told: Ledger, tmp_path: Path) -> None:
    other = Ledger.open(tmp_path / "other.duckdb", create=True)
    for entry in (OTHER, DENIAL, CHARGE):
        bring(other, entry)
    other.settle()
    assert contents(other)["claims"] == contents(told)["claims"]


def test_a_merge_is_followed(told: Ledger) -> None:
    told.merge("taliban", "USA", force=True)
    assert all("taliban" not in row["recipient_ids"] for row in told.claims())
    assert told.verify() == []


def test_verify_sees_a_side_that_is_not_in_its_text(told: Ledger) -> None:
    assert told.verify() == []
    with told.store.writing() as connection:
        connection.execute("UPDATE claims SET sides = replace(sides, 'weapons', 'flowers')")
    assert told.verify() == ["claims: sides are not in their documents: 1 rows, such as " + _arms_id(told)]


def _arms_id(ledger: Ledger) -> str:
    (row,) = ledger.claims(type="arming")
    return str(row["claim_id"])


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_exported(told: Ledger, tmp_path: Path, format: str) -> None:
    assert export(told, tmp_path / "out", format)["claims"] == 2
