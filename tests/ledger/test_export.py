"""The ledger as files, and back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from detente.errors import BadInput
from detente.ledger import Ledger
from detente.ledger.export import MANIFEST, export, relations


def plain(value: Any) -> Any:
    """A value as files give it back."""
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def held(ledger: Ledger, table: str) -> list[dict[str, Any]]:
    with ledger.reading() as connection:
        rows = connection.table(table)
        return [{n: plain(v) for n, v in zip(rows.columns, row, strict=True)} for row in rows.fetchall()]


def same(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> bool:
    return sorted(map(repr, found)) == sorted(map(repr, wanted))


def read_back(path: Path, types: dict[str, str]) -> list[dict[str, Any]]:
    """The rows of an exported file, as `held` gives them."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".parquet":
        rows = duckdb.connect().read_parquet(str(path))
        return [{n: plain(v) for n, v in zip(rows.columns, row, strict=True)} for row in rows.fetchall()]
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: from_csv(value, types[name]) for name, value in row.items()} for row in csv.DictReader(file)]


def from_csv(value: str, type: str) -> Any:
    if value == "" and type != "VARCHAR":
        return None
    if type.endswith("[]"):
        return json.loads(value)
    if type in ("INTEGER", "DOUBLE"):
        return json.loads(value)
    return {"true": True, "false": False}[value] if type == "BOOLEAN" else value


def with_objects(rows: list[dict[str, Any]], types: dict[str, str]) -> list[dict[str, Any]]:
    """Objects as such, and not as the text that the ledger, CSV and Parquet keep them in."""
    names = {name for name, type in types.items() if type == "JSON"}
    return [{n: json.loads(v) if n in names and isinstance(v, str) and v else v for n, v in row.items()} for row in rows]


def without_nulls(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Python's CSV reader does not tell a missing value from an empty text."""
    return [{name: "" if value is None else value for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_table_comes_back(kept: Ledger, tmp_path: Path, form: str) -> None:
    counts = export(kept, tmp_path / "out", form)
    with kept.reading() as connection:
        tables = relations(connection)
        types = {t: dict(zip(connection.table(t).columns, map(str, connection.table(t).types), strict=True)) for t in tables}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([MANIFEST, *(f"{t}.{form}" for t in tables)])
    assert {"documents", "events", "statements", "actors", "skips", "decisions"} <= set(tables)
    for table in tables:
        rows = with_objects(read_back(tmp_path / "out" / f"{table}.{form}", types[table]), types[table])
        wanted = with_objects(held(kept, table), types[table])
        assert counts[table] == len(rows) == len(wanted)
        assert same(without_nulls(rows), without_nulls(wanted)), table


def test_the_manifest_says_what_is_there(kept: Ledger, tmp_path: Path) -> None:
    counts = export(kept, tmp_path, "jsonl")
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    assert manifest["complete"] is True
    assert manifest["rows"] == counts


def test_a_folder_with_other_files_is_left_alone(kept: Ledger, tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text("mine")
    with pytest.raises(BadInput, match="holds other files; name an empty or a new folder"):
        export(kept, tmp_path)
    assert (tmp_path / "events.jsonl").read_text() == "mine"


def test_an_earlier_export_is_replaced_and_other_files_stay(kept: Ledger, tmp_path: Path) -> None:
    export(kept, tmp_path, "jsonl")
    (tmp_path / "notes.txt").write_text("mine")
    export(kept, tmp_path, "parquet")
    names = {path.name for path in tmp_path.iterdir()}
    assert "events.parquet" in names
    assert "events.jsonl" not in names
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_an_export_that_was_cut_off_is_replaced(kept: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("detente.ledger.export._write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export(kept, tmp_path)
    (tmp_path / "events.jsonl.part").write_text("half")
    export(kept, tmp_path)
    assert not (tmp_path / "events.jsonl.part").exists()


def test_a_quote_in_a_folders_name(kept: Ledger, tmp_path: Path) -> None:
    assert export(kept, tmp_path / "it's; DROP TABLE events", "csv")["events"] == len(kept.events())


def test_bad_formats_and_places(kept: Ledger, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no format 'xlsx'; use jsonl, csv, parquet"):
        export(kept, tmp_path / "out", "xlsx")
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="is a file; name a folder"):
        export(kept, tmp_path / "file")
    with pytest.raises(BadInput, match="can't write to"):
        export(kept, tmp_path / "file" / "below")
