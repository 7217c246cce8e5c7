"""The corpus in examples/ is read as its README says."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.intake.files import find, open_source
from detente.records import Document, DocumentKind, Skip

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def given() -> list[Document | Skip]:
    found: list[Document | Skip] = []
    for source in find([str(EXAMPLES / "afghanistan")]):
        found.extend([source] if isinstance(source, Skip) else open_source(source))
    return found


def test_dispatches_and_headlines(given: list[Document | Skip]) -> None:
    documents = [d for d in given if isinstance(d, Document)]
    headlines = [d for d in documents if d.kind is DocumentKind.HEADLINE]
    dispatches = [d for d in documents if d not in headlines and "headlines" not in d.source]
    assert (len(dispatches), len(headlines)) == (44, 12)
    assert all(d.published and d.title for d in dispatches + headlines)
    assert [Path(d.source).name for d in dispatches if not d.authors] == ["2020-03-01-doha-agreement-khyber-courier.txt"]
    assert [Path(d.source).name for d in dispatches if not d.outlet] == []


def test_skips(given: list[Document | Skip]) -> None:
    assert {Path(s.source).name: s.reason for s in given if isinstance(s, Skip)} == {
        "2021-03-18-moskva.txt": "language: Russian",
        "empty.txt": "empty",
    }


def test_clutter_is_not_read(given: list[Document | Skip]) -> None:
    page = next(d for d in given if isinstance(d, Document) and "camp-david" in d.source)
    read = " ".join(page.text[b.start : b.end] for b in page.blocks if b.role.is_read)
    assert "has cancelled a secret meeting" in read
    for clutter in ("Skip to content", "Grain ships", "cookies", "Share on Facebook"):
        assert clutter in page.text
        assert clutter not in read


def test_the_readme_names_every_invented_outlet_and_reporter(given: list[Document | Skip]) -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for document in given:
        if isinstance(document, Document):
            assert not document.outlet or document.outlet in readme
            assert all(author in readme for author in document.authors)
