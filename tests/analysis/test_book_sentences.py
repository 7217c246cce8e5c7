"""What a book knows of the words around its records: mentions, sentences, and what `until` leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from books import act, book, paper

import detente
from detente.analysis.book import Book
from detente.records import Mention

TEXTS = {
    "dated.txt": "Turkey and Russia meet - Dawn Post\n\nMay 3, 2016\n\nRussia and Turkey met in Geneva on Monday. It rained.\n",
    "undated.txt": "Russia and Turkey met again, said an observer of their relations.\n",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    path = folder / "ledger.duckdb"
    detente.read(texts, ledger=path)
    return path


def _book(path: Path, until: str | None = None) -> Book:
    return detente.open_ledger(path).book(until)


def test_until_counts_the_undated(ledger: Path) -> None:
    assert _book(ledger).undated == 0
    narrowed = _book(ledger, "2016-12")
    assert narrowed.undated == 1
    assert {s.published for s in narrowed.sources.values()} == {date(2016, 5, 3)}


def test_mentions_and_sentences_from_a_ledger(ledger: Path) -> None:
    held = _book(ledger, "2016-12")
    (source,) = held.sources.values()
    assert {"RUS", "TUR"} <= held.named(source.document_id, 0, len(source.text))
    assert held.blocks[source.document_id]
    met = next(e for e in held.events if e.event_type == "CONSULT")
    assert held.sentence(met).text.endswith(("on Monday.", "meet"))


def test_only_mentions_within_a_stretch_are_named() -> None:
    made = book(paper("a", "2018-03-01", act("CONSULT", "NOR SUD", text="Norland and Sudmark met")))
    mentions = (Mention("a", 0, 7, "Norland", "NOR"), Mention("a", 12, 19, "Sudmark", "SUD"))
    held = replace(made, mentions=mentions)
    assert held.named("a", 0, 7) == {"NOR"}
    assert held.named("a", 0, 18) == {"NOR"}
    assert held.named("a", 0, 19) == {"NOR", "SUD"}
    assert held.named("b", 0, 19) == frozenset()
