"""A query's rows, shown and turned into other things."""

from __future__ import annotations

import builtins
import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from ledger_examples import article, bring

from detente.errors import LedgerMissing, MissingExtra
from detente.ledger import Ledger, Quote, Table

ROWS = Table(
    "things",
    ("name", "on", "at", "ids", "value", "pairs"),
    (
        ("<b>é</b> & \x1b[31m𝔘", date(2016, 3, 2), datetime(2016, 3, 2, 4, 5), ["a", "b"], 1.5, [[1, 2]]),
        ('with "quotes",\nand lines', None, None, [], None, []),
    ),
)


def test_rows_are_counted_and_iterated() -> None:
    assert len(ROWS) == 2
    assert [row["value"] for row in ROWS] == [1.5, None] == ROWS.column("value")
    assert ROWS.to_dicts()[0]["on"] == date(2016, 3, 2)


def test_json() -> None:
    assert json.loads(ROWS.to_json()) == [json.loads(line) for line in ROWS.to_jsonl().splitlines()]
    assert json.loads(ROWS.to_json())[0] | {"name": ""} == {
        "name": "",
        "on": "2016-03-02",
        "at": "2016-03-02T04:05:00",
        "ids": ["a", "b"],
        "value": 1.5,
        "pairs": [[1, 2]],
    }


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(ROWS.to_csv())))
    assert [row["name"] for row in rows] == ROWS.column("name")
    assert [json.loads(row["pairs"]) for row in rows] == [[[1, 2]], []]
    assert [row["on"] for row in rows] == ["2016-03-02", ""]


def test_frames(kept: Ledger) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    events = kept.events()
    assert len(events.to_pandas()) == len(events.to_polars()) == events.to_arrow().num_rows == len(events)
    assert str(events.to_pandas()["date_start"].dtype).startswith("datetime64")
    assert events.to_polars()["actor_ids"].to_list() == events.column("actor_ids")
    assert events.to_arrow().column("published").to_pylist() == events.column("published")


@pytest.mark.parametrize(("method", "library"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")])
def test_a_missing_library_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, method: str, library: str) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name == library:
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtra, match=rf'^{library} is not installed; run: pip install "detente\[data\]"$'):
        getattr(ROWS, method)()


def test_a_terminal_shows_no_control_characters() -> None:
    shown = str(ROWS)
    assert "<b>é</b>" in shown
    assert "\x1b" not in shown
    assert shown.endswith("2 things" + " " * (len(shown.splitlines()[-1]) - len("2 things")))


def test_a_notebook_shows_escaped_text_with_the_sentence(kept: Ledger) -> None:
    shown = kept.conditions(limit=1)._repr_html_()
    assert "<mark>If the Taliban stop fighting, the United States will withdraw" in shown
    assert "<th>sentence</th>" in shown
    assert "<b>" not in ROWS._repr_html_()
    assert "&lt;b&gt;é&lt;/b&gt;" in ROWS._repr_html_()


def test_documents_titles_are_escaped(ledger: Ledger) -> None:
    bring(ledger, article(1, "<script>alert(1)</script>.txt"))
    assert "<script>" not in ledger.documents()._repr_html_()
    assert "<script>" not in ledger.events()._repr_html_()


def test_many_rows_are_cut_and_counted(kept: Ledger) -> None:
    table = kept.mentions()
    assert len(table) > 20
    assert table._repr_html_().count("<tr>") == 21
    assert f"{len(table)} mentions, {len(table) - 20} more not shown" in table._repr_html_()
    assert f"{len(table) - 20} more not shown" in str(table)


def test_roles_without_a_span_have_no_sentence(kept: Ledger) -> None:
    assert "<td></td>" in kept.roles(actor="taliban")._repr_html_()


def test_a_ledger_that_is_gone_shows_rows_without_sentences() -> None:
    def gone(_: object) -> list[Quote]:
        raise LedgerMissing("nowhere")

    table = Table("events", ("document_id", "start", "end"), (("d1", 0, 4),), gone)
    assert "d1" in table._repr_html_()


def test_a_table_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        ROWS.rows = ()  # type: ignore[misc]


def test_a_table_outlives_its_query(kept: Ledger) -> None:
    assert isinstance(kept.events().rows, tuple)
    assert Path(kept.path).exists()
