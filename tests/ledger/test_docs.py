"""docs/ledger.md names every table and column of a new ledger, with its type, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from detente.ledger import Ledger

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"


def documented() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    table = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"##+ ([a-z_]+)", line):
            table = heading[1]
        elif row := re.fullmatch(r"\| (\w+) \| ([A-Z\[\]]+) \| .+ \|", line):
            found.setdefault(table, []).append((row[1], row[2]))
    return found


def test_every_table_and_column_is_documented(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        rows = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal "
            "ORDER BY table_name, column_index"
        ).fetchall()
    live: dict[str, list[tuple[str, str]]] = {}
    for table, column, type in rows:
        live.setdefault(table, []).append((column, type))
    assert documented() == live
