"""Splits on ledgers: some mentions of an actor mean another, and their records go with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decision_examples import KABIROV, LUNOV, NEW, document_of, entries, named, without_decisions
from ledger_examples import bring

from detente.errors import BadInput
from detente.ledger import Entry, Ledger
from detente.records import Reading


def test_a_split_makes_a_new_actor_of_a_documents_mentions(read: Ledger) -> None:
    start = without_decisions(read)
    key = document_of(read, KABIROV)
    done = read.split("Kabirov", NEW, text="kabirov", document=key, by="Ada")
    assert set(read.mentions(actor=NEW.actor_id).column("document_id")) == {key}
    assert set(read.statements(actor=NEW.actor_id).column("document_id")) == {key}
    assert set(read.roles(actor=NEW.actor_id).column("document_id")) == {key}
    assert key not in read.statements(actor=KABIROV).column("document_id")
    assert read.actors(actor="Oleg Kabirov").column("aliases") == [["Kabirov"]]
    assert read.verify() == []
    bring(read, *entries(), version="reader 2")
    read.settle()
    assert set(read.statements(actor=NEW.actor_id).column("document_id")) == {key}
    bring(read, *entries())
    read.settle()
    read.undo(done.decision_id)
    assert without_decisions(read) == start


def test_a_split_of_everything_leaves_nobody_behind(read: Ledger) -> None:
    read.split(KABIROV, "Lunov", text="Kabirov")
    assert KABIROV not in set.union(*named(read).values())
    assert read.verify() == []


def test_a_split_by_place_and_by_period(read: Ledger) -> None:
    mention = next(iter(read.mentions(actor=KABIROV)))
    span = (mention["start"] + 1, mention["start"] + 2)
    read.split(KABIROV, LUNOV, document=mention["document_id"], span=span)
    assert mention["document_id"] in read.statements(actor=LUNOV).column("document_id")
    with pytest.raises(BadInput, match="no mention of person-kabirov is like that"):
        read.split(KABIROV, LUNOV, since="2017")
    read.split(KABIROV, LUNOV, until="2016-03")
    assert KABIROV not in named(read)["statements"]


def test_a_split_finds_its_place_in_a_text_that_grew(read: Ledger) -> None:
    entry = next(e for e in entries() if any(m.actor_id == KABIROV for m in e.reading.mentions))
    read.split(KABIROV, NEW, document=entry.document.document_id)
    correction = "Corrected.\n"
    moved = replace(entry.document, document_id="d-longer", text=correction + entry.document.text, blocks=())
    mention = next(m for m in entry.reading.mentions if m.actor_id == KABIROV)
    place = {"document_id": "d-longer", "start": mention.start + len(correction), "end": mention.end + len(correction)}
    reading = Reading("d-longer", actors=entry.reading.actors, mentions=(replace(mention, **place),))
    bring(read, Entry(entry.source, moved, reading), fingerprint="f2")
    read.settle()
    assert read.mentions(document="d-longer").column("actor_id") == [NEW.actor_id]


def test_split_takes_a_merge_back(read: Ledger) -> None:
    start = without_decisions(read)
    read.merge("Lunov", "Kabirov")
    read.split("Kabirov", "Lunov", by="Ben")
    assert without_decisions(read) == start
    assert read.decisions().column("kind") == ["merge", "reject"]
    with pytest.raises(BadInput, match="'Marov' was not merged into Kabirov; say which mentions"):
        read.split("Kabirov", "Marov")
