"""The Python API."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.errors import BadInput, LedgerMissing


def test_read_and_query(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russia accused Ukraine of shelling a village on Monday. Kyiv denied the accusation.")
    ledger = detente.read(tmp_path / "a.txt", ledger=tmp_path / "l.duckdb")
    events = ledger.events(actor="RUS")
    assert "ACCUSE" in events.column("event_type")
    assert "<table" in events._repr_html_()
    assert "<mark>" in events._repr_html_()
    assert len(detente.open_ledger(tmp_path / "l.duckdb").documents()) == 1


def test_read_text() -> None:
    reading = detente.read_text("Russia attacked Georgia.", published="2008-08-08")
    assert [(e.event_type, e.actor_ids, e.recipient_ids) for e in reading.events] == [("ASSAULT", ("RUS",), ("GEO",))]


@pytest.mark.parametrize("text", ["", "   \n ", "\x00", "Ж" * 50, "a" * 5000])
def test_read_text_of_anything(text: str) -> None:
    assert detente.read_text(text).events == ()


def test_read_text_wants_a_date() -> None:
    with pytest.raises(BadInput, match="is no date"):
        detente.read_text("Russia attacked Georgia.", published="yesterday")


def test_resolve() -> None:
    found = detente.resolve("German soldiers", on="2016-03-02")
    assert found.actor is not None
    assert (found.country, found.sectors[0]) == ("DEU", "MIL")


def test_an_absent_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing):
        detente.open_ledger(tmp_path / "none.duckdb")


def test_users_actors(tmp_path: Path) -> None:
    actors = tmp_path / "actors.yaml"
    actors.write_text(
        "- {id: RUR, name: Ruritania, kind: state, country: RUR, adjectives: [Ruritanian], capital: Strelsau}\n"
        "- {id: GRA, name: Graustark, kind: state, country: GRA, adjectives: [Graustarkian], capital: Edelweiss}\n"
    )
    reading = detente.read_text("Ruritanian troops attacked Graustark on Friday.", actors=[actors])
    assert [(e.event_type, e.actor_ids, e.recipient_ids) for e in reading.events] == [("ASSAULT", ("RUR.MIL",), ("GRA",))]
