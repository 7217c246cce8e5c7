"""Title blocks hold the title and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.intake.title_blocks import cut_titles
from detente.records import Block, BlockRole, Document, DocumentKind

BODY = (
    "The envoys of both sides met in Doha on Monday for the first time since the autumn, the host said.\n\n"
    "Both sides said that the talks on a ceasefire would go on, but neither would say when they would end.\n"
)


def parts(document: Document, role: BlockRole) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.role is role]


@pytest.mark.parametrize(
    ("line", "outlet", "expected"),
    [
        ("Envoys meet in Doha - Lake Herald", None, [("title", "Envoys meet in Doha"), ("byline", "- Lake Herald")]),
        ("Envoys meet in Doha | Lake Herald", None, [("title", "Envoys meet in Doha"), ("byline", "| Lake Herald")]),
        ("Envoys meet in Doha – Brightmoor", "Brightmoor", [("title", "Envoys meet in Doha"), ("byline", "– Brightmoor")]),
        ("Envoys meet in Doha – Brightmoor", None, [("title", "Envoys meet in Doha – Brightmoor")]),
        ("Envoys meet - what we know", None, [("title", "Envoys meet - what we know")]),
        ("# Envoys meet in Doha", None, [("navigation", "#"), ("title", "Envoys meet in Doha")]),
        ("Envoys meet in Doha", "Lake Herald", [("title", "Envoys meet in Doha")]),
        ("Herald", None, [("title", "Herald")]),
    ],
)
def test_a_title_line_is_cut(line: str, outlet: str | None, expected: list[tuple[str, str]]) -> None:
    blocks = cut_titles(line, (Block(0, len(line), BlockRole.TITLE),), outlet, None)
    assert [(b.role.value, line[b.start : b.end]) for b in blocks] == expected


def test_a_repeated_title_is_read_once(opened: Callable[..., object]) -> None:
    title = "Envoys of the lake states meet in Doha"
    document = opened("a.txt", f"{title} - Lake Herald\n\n{title}\n\nBy Ada Byron\n\n{BODY}").document  # type: ignore[attr-defined]
    assert parts(document, BlockRole.TITLE) == [title]
    assert (document.title, document.outlet) == (title, "Lake Herald")


def test_titles_of_pages_and_records(opened: Callable[..., object]) -> None:
    page = f"<html><body><h1>Envoys meet in Doha for talks - Lake Herald</h1><p>{BODY}</p><p>{BODY}</p></body></html>"
    document = opened("a.html", page).document  # type: ignore[attr-defined]
    assert parts(document, BlockRole.TITLE) in (["Envoys meet in Doha for talks"], [])
    headline = opened("a.jsonl", '{"title": "Envoys meet in Doha for talks - Reuters"}').document  # type: ignore[attr-defined]
    assert (headline.kind, headline.title, headline.outlet) == (DocumentKind.HEADLINE, "Envoys meet in Doha for talks", "Reuters")
    assert parts(headline, BlockRole.TITLE) == ["Envoys meet in Doha for talks"]


def test_a_page_of_headlines_is_no_article(opened: Callable[..., object]) -> None:
    listed = (
        "Guns fall silent in the north - Lake Herald - March 3rd, 2020\nMinisters fly to Doha - Gulf Post - March 4th, 2020\n"
    )
    found = opened("a.txt", f"Search results: talks in Doha\nSorted by date\n\n{listed}")
    assert found.skips == []  # type: ignore[attr-defined]
    page, *headlines = found.documents  # type: ignore[attr-defined]
    assert (page.title, page.published, page.word_count) == ("Search results: talks in Doha", None, 0)
    assert [h.title for h in headlines] == ["Guns fall silent in the north", "Ministers fly to Doha"]
    assert {h.parent_id for h in headlines} == {page.document_id}
