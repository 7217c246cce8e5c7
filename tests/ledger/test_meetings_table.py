"""Meetings as a table: settled with a run, the same after decisions and their undoing, filtered, counted and exported."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledger_examples import RUSSIA, TALIBAN, USA, bring, contents, document, envoy

from detente.ledger import Entry, Ledger
from detente.ledger.export import export
from detente.ledger.filters import Filters
from detente.records import Event, EventType, Mention, Modality, Reading, record_id

ENVOY = envoy("Lunov")


def telling(number: int, words: str, **more: Any) -> Entry:
    """An article whose one event is that of Russia and the Taliban; `outlet` and `published` are the document's."""
    page = {key: more.pop(key) for key in ("outlet", "published") if key in more}
    doc = document(f"Report {number}", f"Report {number}: {words} in the capital, it was said.", f"{number}.txt", **page)
    start = doc.text.index(words)
    end = start + len(words)
    at = doc.text.index("met", start)
    given = {"actor_ids": ("RUS",), "recipient_ids": ("taliban",), "modality": Modality.ACTUAL} | more
    key = doc.document_id
    event_id = record_id(key, "event", at, at + 3, "CONSULT")
    event = Event(event_id, key, start, end, words, EventType.CONSULT, at, at + 3, **given)
    mention = Mention(key, start, start + 6, doc.text[start : start + 6], "RUS")
    return Entry(doc.source, doc, Reading(key, (RUSSIA, TALIBAN, USA, ENVOY), mentions=(mention,), events=(event,)))


def dated(day: date) -> dict[str, Any]:
    return {"date_start": day, "date_end": day, "date_basis": "expression"}


MARCH, MAY = date(2016, 3, 1), date(2016, 5, 9)
ONE = [
    telling(1, "Russia met the Taliban", host_id="RUS", format="Moscow format", outlet="The Wire", **dated(MARCH)),
    telling(2, "Moscow met the movement's envoys", absent_ids=("USA",), **dated(MARCH)),
    telling(3, "Lunov met the Taliban", actor_ids=("person-lunov", "RUS"), place="Moscow", country="RUS", **dated(MARCH)),
]
OTHER = telling(4, "Russia had not met the Taliban", modality=Modality.PLANNED, **dated(MAY))


@pytest.fixture
def met(ledger: Ledger) -> Ledger:
    bring(ledger, *ONE, OTHER)
    ledger.settle()
    return ledger


def test_one_meeting_of_three_articles(met: Ledger) -> None:
    first, second = met.meetings()
    assert (first["status"], second["status"]) == ("held", "planned")
    assert first["participant_ids"] == ["RUS", "taliban", "person-lunov"]
    assert (first["host_id"], first["place"], first["format"], first["absent_ids"]) == ("RUS", "Moscow", "Moscow format", ["USA"])
    assert (first["date_start"], first["date_end"]) == (MARCH, MARCH)
    assert (first["document_count"], first["outlets"], len(first["event_ids"])) == (3, ["The Daily Envoy", "The Wire"], 3)
    assert first["text"] == "Lunov met the Taliban"
    assert met.verify() == []


def test_nothing_is_settled_before_the_run_ends(ledger: Ledger) -> None:
    bring(ledger, *ONE)
    assert len(ledger.meetings()) == 0


def test_meetings_do_not_depend_on_the_order_of_commits(met: Ledger, tmp_path: Path) -> None:
    other = Ledger.open(tmp_path / "other.duckdb", create=True)
    for entry in [OTHER, *reversed(ONE)]:
        bring(other, entry)
        other.settle()
    assert contents(other)["meetings"] == contents(met)["meetings"]


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, 2),
        ({"actor": "RUS"}, 2),
        ({"actor": ["RUS", "Taliban"]}, 2),
        ({"actor": "person-lunov"}, 1),
        ({"actor": "United States"}, 0),
        ({"type": "held"}, 1),
        ({"type": "planned"}, 1),
        ({"type": "cancelled"}, 0),
        ({"since": "2016-03-02"}, 1),
        ({"until": "2016-03"}, 1),
        ({"since": "2016-03-01", "until": "2016-05-09"}, 2),
        ({"source": "the wire"}, 1),
        ({"source": "4.txt"}, 1),
        ({"document": ONE[1].document.document_id}, 1),
        ({"limit": 1}, 1),
    ],
)
def test_filters(met: Ledger, filters: Filters, rows: int) -> None:
    assert len(met.meetings(**filters)) == rows


def test_decisions_on_actors_make_them_anew_and_undoing_them_too(met: Ledger) -> None:
    before = contents(met)["meetings"]
    done = met.merge("USA", "taliban", force=True)
    (first, _) = met.meetings()
    assert first["participant_ids"] == ["RUS", "taliban", "person-lunov"]
    assert first["absent_ids"] == []
    assert met.verify() == []
    met.undo(done.decision_id)
    assert contents(met)["meetings"] == before


def test_a_host_that_is_merged_has_the_kept_id(met: Ledger) -> None:
    met.merge("RUS", "USA", force=True)
    assert met.meetings().column("host_id")[0] == "USA"
    assert met.events().column("host_id").count("USA") == 1


def test_a_document_that_is_taken_away_leaves_the_meeting_of_the_others(met: Ledger) -> None:
    entry = ONE[2]
    bring(met, Entry(entry.source, entry.document, Reading(entry.document.document_id)), version="reader 2")
    assert met.settle()
    assert met.meetings().column("document_count")[0] == 2
    assert met.verify() == []


def test_better_reading_replaces_meetings(met: Ledger) -> None:
    entry = OTHER
    event = replace(entry.reading.events[0], **dated(MARCH))
    bring(met, replace(entry, reading=replace(entry.reading, events=(event,))), version="reader 2")
    met.settle()
    assert len(met.meetings()) == 1


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_they_are_exported(met: Ledger, tmp_path: Path, format: str) -> None:
    assert export(met, tmp_path / "out", format)["meetings"] == 2
    if format == "jsonl":
        rows = [json.loads(line) for line in (tmp_path / "out" / "meetings.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [row["status"] for row in rows] == ["held", "planned"]


def test_the_sentence_of_the_best_telling(met: Ledger) -> None:
    (first, _) = met.meetings()
    assert met.sentence(first["document_id"], first["start"], first["end"]).parts[1] == "Lunov met the Taliban"
