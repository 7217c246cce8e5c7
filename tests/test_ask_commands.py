"""`detente ask`: a ledger read from small texts, asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import detente
from detente.cli import app
from detente.errors import BadInput, UnknownActor

TEXTS = {
    "one.txt": "Turkey and Russia sign a pact - Dawn Post\n\nMay 3, 2016\n\nGENEVA - Russia and Turkey signed an agreement on "
    "Syria in Geneva on Monday. Turkey will withdraw its troops if Russia pays.\n",
    "two.txt": "Ankara accuses Moscow - Evening Mail\n\nMay 9, 2018\n\nANKARA - Turkey accused Russia of bombing a hospital in "
    "Syria, the Turkish Foreign Ministry said on Monday.\n",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ask")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    path = folder / "ledger.duckdb"
    detente.read(texts, ledger=path)
    return path


def _run(ledger: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["ask", *words, "--ledger", str(ledger)], catch_exceptions=False, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def test_what_was_understood_comes_first(ledger: Path) -> None:
    shown = _run(ledger, "Will Moscow and Ankara come together on Syria?")
    assert shown.startswith("Understood  come together: Russia, Turkey; on Syria")
    assert "signed an agreement" in shown
    assert "accused Russia" in shown


def test_as_of_a_date(ledger: Path) -> None:
    found = json.loads(_run(ledger, "Will Moscow and Ankara come together?", "--until", "2017", "--format", "json"))
    assert {item["published"] for side in found["evidence"].values() for item in side} == {"2016-05-03"}


def test_options_set_what_is_asked(ledger: Path) -> None:
    words = ("What now?", "--actor", "Russia", "--actor", "Turkey", "--relation", "talk", "--place", "Syria", "--format", "json")
    found = json.loads(_run(ledger, *words))
    assert found["understood"] == "talk: Russia, Turkey; on Syria"


def test_a_file(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    _run(ledger, "Will Russia and Turkey talk?", "--out", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["relation"] == "talk"


@pytest.mark.parametrize(
    ("words", "error"),
    [(("--actor", "Nobodia"), UnknownActor), (("--format", "csv"), BadInput), (("--relation", "sing"), BadInput)],
)
def test_what_is_wrong(ledger: Path, words: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        _run(ledger, "Will Russia and Turkey talk?", *words)


def test_no_question(ledger: Path) -> None:
    assert "No answer" in _run(ledger, "xyz")
