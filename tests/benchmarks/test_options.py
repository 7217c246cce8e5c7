"""Where the data is looked for, and what is said when it is missing."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from detente.benchmarks import NAMES, measure, title
from detente.benchmarks.options import DATA, Options, upwards
from detente.errors import BadInput


def benchmark(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "detente", "benchmark", *words], capture_output=True, text=True, check=False, cwd=cwd
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("attribution", "--data", "none"), "detente: none is missing; name the data with --data DIR"),
        (("events", "--data", "nowhere"), "detente: nowhere is missing; name the data with --data DIR"),
        (("pages", "--data", "."), "detente: pages/pages-dev.jsonl.gz is missing; name the data with --data DIR"),
        (("weather",), "detente: no benchmark 'weather'; there are " + ", ".join(NAMES)),
    ],
)
def test_what_is_missing_is_said_in_one_line(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = benchmark(*words, cwd=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (2, said)


def test_no_data_at_all() -> None:
    with pytest.raises(BadInput, match=r"^no folder shared/data here or above; name the data with --data DIR$"):
        list(measure("attribution", Options(None)))


def test_data_is_looked_for_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / DATA).mkdir(parents=True)
    below = tmp_path / "checkout" / "docs"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert upwards(DATA) == tmp_path / DATA
    assert upwards("no such folder at all") is None


def test_all_go_on_past_the_missing_and_end_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.benchmarks.NAMES", ("pages", "events"))
    monkeypatch.setattr("detente.benchmarks.events.run", lambda _: iter(["a figure"]))
    lines: list[str] = []
    with pytest.raises(BadInput, match="no folder"):
        lines.extend(measure(None, Options()))
    assert [line.split(":")[0] for line in lines] == ["== pages", "not measured", "", "== events", "a figure", ""]


@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_has_a_title_and_runs(name: str) -> None:
    assert len(title(name)) > 20
    assert callable(import_module(f"detente.benchmarks.{name}").run)


def test_the_limit() -> None:
    assert list(Options(limit=2).first([1, 2, 3])) == [1, 2]
    assert list(Options().first([1, 2, 3])) == [1, 2, 3]
