"""The scorer of pages, on pages of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from detente.benchmarks.options import Options
from detente.benchmarks.pages import compare, flatten, fold_models, run, runs


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("Two words", 1), ("one two three four", 1), ("one, two, three, four, five", 2)]
)
def test_runs_of_four_words(text: str, count: int) -> None:
    assert runs(text).total() == count


def test_what_is_found_and_what_else() -> None:
    score = compare("a b c d e f", "B C D E F G H")
    assert (score.right, score.predicted, score.gold) == (2, 3, 4)
    assert score.f1 == pytest.approx(4 / 7)


def test_dumps_without_their_form() -> None:
    assert flatten("   * Home\n\n*\n   The minister left.\n") == "Home\nThe minister left."


def test_the_benchmark_prints_every_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "\n\n".join(
        f"In the morning the minister of Vell, number {n}, left for talks about the border and the harbour." for n in range(9)
    )
    html = f"<html><body><article>{''.join(f'<p>{p}</p>' for p in body.split(chr(10) * 2))}</article></body></html>"
    (tmp_path / "pages").mkdir()
    with gzip.open(tmp_path / "pages" / "pages-dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "1", "url": "http://example.org/1", "html": html, "dump": body, "body": body}) + "\n")
    monkeypatch.chdir(tmp_path)
    lines = list(run(Options(tmp_path, errors=1)))
    assert lines[0] == "1 pages, by the shipped weights, which were learned from the development pages"
    assert [line.split(":")[0] for line in lines[1::2]] == [
        "text dumps",
        "text dumps without indentation, bullets, empty lines",
        "HTML",
    ]
    assert all(line.endswith("http://example.org/1") for line in lines[2::2])


def test_each_page_of_a_fold_has_the_model_that_is_blind_to_it() -> None:
    path = Path(__file__).parents[2] / "training" / "pages_folds.npz"
    models = fold_models(path)
    with np.load(path) as stored:
        assert len(models) == sum(len(stored[name]) for name in stored if name.endswith("_pages"))
    assert len({id(model) for model in models.values()}) == 5
