"""The questions of the five articles that this project began with. Skipped where ../shared is not beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.analysis.book import Book
from detente.analysis.issues import load_issues
from detente.engines import Setup
from detente.ledger.ledger import Ledger
from detente.outlook.ask import ask
from detente.outlook.question import parse_question
from detente.run import Run

pytestmark = pytest.mark.shared

OTHERS = ("Have Russia and Afghanistan become friends again?", "Will Moscow side with the Taliban?")
"""For the two articles whose titles ask nothing."""


@pytest.fixture(scope="module")
def book(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    held = Ledger.open(tmp_path_factory.mktemp("seeds") / "ledger.duckdb", create=True)
    Run(held, Setup(), workers=1).read([str(shared / "seeds")])
    return held.book()


def test_three_on_each_side_three_conditions_and_the_issues(book: Book) -> None:
    issues = load_issues()
    titles = [s.title for s in book.sources.values() if s.kind == "article" and s.title and s.title.endswith("?")]
    assert len(titles) == 3
    for question in (*titles, *OTHERS):
        found = ask(book, parse_question(question, book, issues), issues)
        assert len(found.for_) >= 3, question
        assert len(found.against) >= 3, question
        assert len(found.conditions) >= 3, question
        assert any(c.verdict != "silent" for c in found.issues), question
        assert all(said.records for said in found.said), question


@pytest.mark.parametrize("question", ["Will Peru join NATO?", "What is the capital of France?", "xyz"])
def test_on_anything_else_it_says_so(book: Book, question: str) -> None:
    found = ask(book, parse_question(question, book), ())
    assert found.degree == "no answer"
    assert found.for_ == found.against == ()
