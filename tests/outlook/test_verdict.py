from __future__ import annotations

import pytest
from outlook_world import World

from detente.analysis.book import Book
from detente.ledger.quotes import Quote
from detente.outlook.verdict import verdict
from detente.outlook.weighing import Factor, Piece


def pieces(book: Book, *told: tuple[str, float, str]) -> list[Piece]:
    """Pieces of (side, weight, modality), each of a document of its own."""
    made = []
    for (side, weight, modality), event in zip(told, book.events, strict=False):
        evidence = book.evidence(event)
        quote = Quote(event.document_id, event.start, event.end, event.text, 0, len(event.text))
        made.append(Piece(side, "", modality, evidence, quote, (Factor("certainty", weight, "given"),), (evidence.story_id,)))
    return made


def papers(*outlets: str) -> Book:
    world = World()
    for n, outlet in enumerate(outlets):
        world.act(world.paper("Norland helped Ostia.", f"2031-0{n + 1}-02", outlet), "helped", "AID", "XNL", "XOS")
    return world.book()


@pytest.mark.parametrize(
    ("told", "degree"),
    [
        ([("for", 0.9, "actual")] * 4, "clearly for"),
        ([("for", 0.9, "actual")] * 3 + [("against", 0.9, "actual")], "mostly for"),
        ([("for", 0.5, "actual")] * 2 + [("against", 0.5, "actual")] * 2, "divided"),
        ([("against", 0.9, "actual")] * 3 + [("for", 0.9, "actual")], "mostly against"),
        ([("against", 0.9, "actual")] * 4, "clearly against"),
        ([("for", 0.9, "possible")] * 4, "mostly for"),
        ([("for", 0.9, "actual")] * 2, "too thin to say"),
    ],
)
def test_degrees(told: list[tuple[str, float, str]], degree: str) -> None:
    book = papers("Dawn Post", "Evening Mail", "Hill Courier", "Vell Echo")
    assert verdict(book, pieces(book, *told), 0).degree == degree


def test_a_single_publisher_is_never_clear() -> None:
    book = papers(*["Dawn Post"] * 4)
    found = verdict(book, pieces(book, *[("for", 0.9, "actual")] * 4), 2)
    assert found.degree == "mostly for"
    assert [rule.partition(":")[0] for rule in found.rules] == ["balance", "single publisher", "conditional"]
