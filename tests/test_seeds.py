"""The five articles that this project began with, page clutter and all. Skipped where ../shared is not beside the checkout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.analysis.claims import claims
from detente.engines import Setup
from detente.ledger.ledger import Ledger
from detente.run import Run

pytestmark = pytest.mark.shared

ARTICLES = {
    "000": ("Will Washington and Moscow", "Deutsche Welle", None, ["Esther Felden"]),
    "001": (
        "Are Russia and the US Finally",
        "War and Peace",
        date(2019, 7, 21),
        ["Samuel Ramani"],
    ),
    "002": ("From foe to friend", "DW", date(2016, 3, 2), ["Waslat Hasrat-Nazimi"]),
    "003": ("Is Russia Ready", None, None, []),
    "004": (None, "The Moscow Times", None, []),
}

CLUTTER = {
    "000": ["See the article here"],
    "001": ["Registration / Login", "Printable version", "read more rss", "Inca Group", "candidate in International"],
    "002": ["Skip to content", "Skip next section", "Go to homepage", "picture-alliance"],
    "003": ["Select Page", "About The Author"],
    "004": ["Dear readers", "Remind me later", "undesirable", "Prosecutor General"],
}

SPEAKERS = {
    "arkady-dubnov", "alexey-malashenko", "zamir-kabulov", "zalmay-khalilzad", "sergei-balsamov", "dmitry-mikheyev",
    "omar-nessar", "javid-ahmad", "alice-wells", "amrullah-saleh", "fyodor-lukyanov", "mohammad-haneef-atmar",
    "RUS.MFA", "UNO", "AP",
}  # fmt: skip


@pytest.fixture(scope="module")
def ledger(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    held = Ledger.open(tmp_path_factory.mktemp("seeds") / "ledger.duckdb", create=True)
    Run(held, Setup(), workers=1).read([str(shared / "seeds")])
    return held


def article(ledger: Ledger, key: str) -> dict[str, object]:
    (found,) = [d for d in ledger.documents(type="article") if Path(d["source"]).name.startswith(key)]
    return ledger.document(found["document_id"])


@pytest.mark.parametrize("key", ARTICLES)
def test_title_outlet_date_authors(ledger: Ledger, key: str) -> None:
    document = article(ledger, key)
    title, outlet, published, authors = ARTICLES[key]
    assert (document["outlet"], document["published"], document["authors"]) == (outlet, published, authors)
    assert str(document["title"]).startswith(str(title))
    assert "Deutsche" not in str(document["title"])


@pytest.mark.parametrize("key", CLUTTER)
def test_no_clutter_is_read(ledger: Ledger, key: str) -> None:
    document = article(ledger, key)
    text = str(document["text"])
    read = "\n".join(text[s:e] for s, e, role in document["blocks"] if role in {"title", "lead", "body", "quote"})  # type: ignore[attr-defined]
    assert [phrase for phrase in CLUTTER[key] if phrase in read] == []
    assert len(read.split()) > 350


def test_eighty_headlines_each_with_its_date(ledger: Ledger) -> None:
    headlines = list(ledger.documents(type="headline"))
    assert len(headlines) == 80
    assert all(h["published"] is not None and h["published"].year == 2025 for h in headlines)
    assert sum(h["outlet"] is not None for h in headlines) >= 76
    assert len({h["story_id"] for h in headlines}) < 70


def test_the_named_speakers_speak(ledger: Ledger) -> None:
    assert SPEAKERS - set(ledger.statements().column("source_actor_id")) == set()


def test_the_ledger_is_sound(ledger: Ledger) -> None:
    assert ledger.verify() == []


def test_who_talks_to_and_who_arms_the_taliban(ledger: Ledger) -> None:
    """Accused, denied, and, of talks, owned to earlier: the contradiction is among the claim's."""
    found = {claim.matter: claim for claim in claims(ledger.book())}
    talks, arms = found["talking: Russia – Taliban"], found["arming: Russia → Taliban"]
    told = {(s.stand, *s.by) for s in talks.sides}
    assert {("alleged", "USA"), ("denied", "RUS.MFA"), ("admitted", "zamir-kabulov")} <= told
    assert [other.by for denial, other in talks.contradictions if other.stand == "admitted"] == [("zamir-kabulov",)]
    told = {(s.stand, *s.by) for s in arms.sides}
    assert {("alleged", "rex-tillerson"), ("denied", "RUS"), ("denied", "zamir-kabulov")} <= told
