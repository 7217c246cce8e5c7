"""The marks on sentences of others: written as places, read back from the articles."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from detente.errors import BadInput

TRAINING = Path(__file__).resolve().parents[2] / "training"
ARTICLE = "Baltic news\n\nOslo met Riga,\nBonn and Oslo paid. Nobody laughed.\n"
NOTE = "T1\tCue 0 6\tBaltic\n"
SENTENCES = """# of nobody

Oslo met Riga, Bonn and Oslo paid.
  AID/x planned [paid] Oslo#2 > Riga + Bonn
  CONSULT actual [met] Oslo <> Riga
  ACCUSE denied [met] - > Bonn

Nobody laughed.
  none
"""
JUDGED = [
    {"text": "Nobody laughed.", "trigger": [7, 14], "type": "MOCK", "wrong": ["type", "actor"], "signs": ["a=b c", "d=1"]},
    {"text": "Nobody laughed.", "trigger": [0, 6], "type": "AID", "wrong": [], "signs": ["d=2"]},
]


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("marked")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of one article, as PolNeAR's parts are."""
    for name, content in (("text/baltic.txt", ARTICLE), ("notes/baltic.ann", NOTE)):
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "corpus"


def written(marked: ModuleType, data: Path, path: Path) -> str:
    return "\n".join(("# source: nobody", *marked.lines(path, marked.articles(data)), ""))


def test_marked_sentences_come_back(marked: ModuleType, data: Path, tmp_path: Path) -> None:
    own, table = tmp_path / "own.txt", tmp_path / "news.tsv"
    own.write_text(SENTENCES, encoding="utf-8")
    table.write_text(written(marked, data, own), encoding="utf-8")
    assert not re.search("Oslo|laughed", table.read_text(encoding="utf-8"))
    here, back = list(marked.curriculum.read_file(own)), list(marked.news(data, table))
    assert [(item.text, item.events) for item in back] == [(item.text, item.events) for item in here]
    assert [len(item.events) for item in back] == [3, 0]
    assert all(item.file.startswith("pol") for item in back)


def test_judged_events_come_back(marked: ModuleType, data: Path, tmp_path: Path) -> None:
    own, table = tmp_path / "own.json", tmp_path / "judged.tsv"
    own.write_text(json.dumps(JUDGED), encoding="utf-8")
    table.write_text(written(marked, data, own), encoding="utf-8")
    assert list(marked.judged(data, table)) == [
        marked.Judged("Nobody laughed.", (7, 14), "MOCK", ("type", "actor"), ("a=b c", "d=1")),
        marked.Judged("Nobody laughed.", (0, 6), "AID", (), ("d=2",)),
    ]


def test_a_sentence_of_no_article_is_told(marked: ModuleType, data: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("Riga met Bonn.\n  none\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no article has: Riga met Bonn"):
        written(marked, data, own)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("riga\t0\t6\t{sum}\tnone", "news.tsv:2: no article 'riga'"),
        ("baltic\t1\t7\t{sum}\tnone", "news.tsv:2: characters 1 to 7 of 'baltic' are not what was marked"),
        ("baltic\t0\t6\t{sum}", "news.tsv:2: no line of 5 columns"),
        ("baltic\t0\tx\t{sum}\tnone", "news.tsv:2: no line of 5 columns"),
        ("baltic\t0\t6\t{sum}\tAID actual 0-2 0-2", "news.tsv:2: no event: AID actual"),
        ("baltic\t0\t6\t{sum}\tAID actual 0-2 4-7 > -", "news.tsv:2: no place in the sentence: 4-7"),
    ],
)
def test_a_line_that_does_not_fit_is_told(marked: ModuleType, data: Path, tmp_path: Path, line: str, message: str) -> None:
    table = tmp_path / "news.tsv"
    table.write_text("# source: nobody\n" + line.format(sum=marked.checksum("Baltic")) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        list(marked.news(data, table))


def test_a_folder_without_articles_is_told(marked: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no part 'train'"):
        list(marked.news(tmp_path))


@pytest.mark.shared
def test_all_marks_fit_their_articles(marked: ModuleType, shared: Path) -> None:
    items, rows = list(marked.news(shared)), list(marked.judged(shared))
    assert len(items) == 5383
    assert sum(len(item.events) for item in items) == 4660
    assert len(rows) == 720
    assert all(event.trigger[1] <= len(item.text) for item in items for event in item.events)
