"""The commands that give an overview: a ledger read from small texts, shown and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import detente
from detente.cli import app
from detente.errors import BadInput, UnknownActor

TEXTS = {
    "one.txt": "Talks in Geneva - Dawn Post\n\nMay 3, 2016\n\nGENEVA - Russia and Turkey held talks in Geneva on Monday. "
    "Turkey has about 900 soldiers in Syria. Russian officials said that the talks were useful.\n",
    "two.txt": "Turkey counts its soldiers - Evening Mail\n\nMay 9, 2016\n\nANKARA - Turkey has 400 soldiers in Syria, the "
    "Turkish Foreign Ministry said on Monday.\n",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overview")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    path = folder / "ledger.duckdb"
    detente.read(texts, ledger=path)
    return path


def _run(ledger: Path, *words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--ledger", str(ledger)], catch_exceptions=False, standalone_mode=False)
    return result.output


def test_seats(ledger: Path) -> None:
    page = _run(ledger, "seats")
    assert "Russia" in page
    assert "x seated" in page
    found = json.loads(_run(ledger, "seats", "--actor", "RUS", "--format", "json"))
    (meeting,) = found["meetings"]
    assert {p for p, seat in meeting["seats"].items() if seat in {"seated", "host"}} == {"RUS", "TUR"}
    assert {"document_id", "start", "end", "text"} <= meeting.keys()
    assert json.loads(_run(ledger, "seats", "--until", "2016-05-01", "--format", "json"))["meetings"] == []


def test_numbers(ledger: Path) -> None:
    (series,) = json.loads(_run(ledger, "numbers", "--item", "troops", "--format", "json"))
    assert (series["whose"], series["differ"]) == (["TUR"], True)
    assert [(s["low"], s["high"]) for s in series["steps"]] == [(400, 900)]
    assert {"document_id", "start", "end", "text"} <= series["points"][0].keys()
    assert "sources differ" in _run(ledger, "numbers")


def test_coverage(ledger: Path) -> None:
    assert "2 documents, 2 independent stories" in _run(ledger, "coverage")
    found = json.loads(_run(ledger, "coverage", "--format", "json"))
    assert (found["documents"], found["share_undated"]) == (2, 0)
    assert any(c["kind"] == "number" for p in found["pillars"] for c in p["carries"])


def test_a_page_is_written_to_a_file(ledger: Path, tmp_path: Path) -> None:
    for command in ("seats", "numbers", "coverage"):
        assert _run(ledger, command, "--out", str(tmp_path / command)) == ""
        assert (tmp_path / command).read_text(encoding="utf-8").strip()


def test_what_cannot_be_done_is_said(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownActor):
        _run(ledger, "seats", "--actor", "Atlantis")
    with pytest.raises(BadInput, match="table or json"):
        _run(ledger, "numbers", "--format", "csv")
    with pytest.raises(BadInput, match="can't be written"):
        _run(ledger, "coverage", "--out", str(tmp_path / "no" / "page.txt"))
