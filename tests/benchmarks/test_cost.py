"""The measurement of cost, on articles of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.benchmarks.cost import articles, run
from detente.benchmarks.options import Options
from detente.errors import BadInput

ARTICLE = "Norland ready to talk\n\n" + "\n\n".join(
    f"On {day} May minister Ada Holm said the border would stay open. France and Germany signed an agreement."
    for day in range(1, 9)
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "notes").mkdir()
    for name in ("one", "two"):
        (tmp_path / "text" / f"{name}.txt").write_text(ARTICLE.replace("Norland", name))
        for annotator in "ab":
            (tmp_path / "notes" / f"{name}_{annotator}.ann").write_text("")
    return tmp_path


def test_every_article_is_taken_in_once(corpus: Path) -> None:
    assert len(list(articles(Options(corpus)))) == 2


def test_the_ratio_to_the_bare_pipeline(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    first, second = run(Options(corpus))
    assert re.fullmatch(r"PolNeAR dev: 2 documents, \d+ words, \d+ events and statements", first)
    ratio = re.fullmatch(r"  bare .* words a second\), reading .* s: ([\d.]+) times the bare pipeline", second)
    assert ratio is not None
    assert 0.9 < float(ratio[1]) < 3


def test_neither_demo_nor_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="no folder examples/afghanistan"):
        list(run(Options()))
