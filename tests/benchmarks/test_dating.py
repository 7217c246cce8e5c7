"""The benchmark of dates and places: tables are read, answers are counted, and the published shares hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from detente.benchmarks import dating
from detente.benchmarks.options import Options
from detente.errors import BadInput

TABLES = Path(__file__).parents[1] / "reading" / "tables"


def test_rows_need_their_columns(tmp_path: Path) -> None:
    table = tmp_path / "when.tsv"
    table.write_text("# head\nOne.\tmet\n", encoding="utf-8")
    assert list(dating.rows_of(table, 2)) == [["One.", "met"]]
    with pytest.raises(BadInput, match="7 columns"):
        list(dating.rows_of(table, 7))


def test_without_the_tables_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="tables"):
        list(dating.run(Options()))


def test_shares_count_what_is_right() -> None:
    found = dating.Shares(("date", "basis"))
    found.add("a", (1, 2), (1, 2))
    found.add("b", (1, 2), (1, 3))
    assert (found.share("date"), found.share("basis")) == (1.0, 0.5)
    assert list(dating.report("t", found, 1)) == ["table t: 2 acts, right date 1.000, basis 0.500", "b\n  gold 1 2, ours 1 3"]


@pytest.mark.parametrize("name", ["when", "when_held"])
def test_dates_are_right(nlp: Language, name: str) -> None:
    found = dating.dated(nlp, dating.rows_of(TABLES / f"{name}.tsv", 7))
    assert found.share("date") >= 0.9
    assert found.share("basis") >= 0.92
    assert found.share("historical") >= 0.95


@pytest.mark.parametrize("name", ["where", "where_held"])
def test_places_are_right(nlp: Language, name: str) -> None:
    found = dating.placed(nlp, dating.rows_of(TABLES / f"{name}.tsv", 4))
    assert found.share("place") >= 0.85
