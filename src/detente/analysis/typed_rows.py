"""Rows of the ledger as the records that they were, for the book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_type_hints

import duckdb

from detente.records import Condition, Event, Mention, Quantity, Statement

M = TypeVar("M")
R = TypeVar("R", Event, Statement, Condition, Quantity, Mention)


def records(connection: duckdb.DuckDBPyConnection, table: str, record: type[R], order: Mapping[str, tuple[date, str]]) -> list[R]:
    """The records of a table whose documents are in `order`, in that order and by place."""
    names = ", ".join(f'"{f.name}"' for f in fields(record))
    at = [f.name for f in fields(record)].index("document_id")
    rows = connection.execute(f"SELECT {names} FROM {table}").fetchall()
    found = made(record, (row for row in rows if row[at] in order))
    return sorted(found, key=lambda r: (order[r.document_id], r.start, r.end))


def made(record: type[M], rows: Iterable[tuple[Any, ...]]) -> list[M]:
    """Rows of a table as its records: members of enumerations and tuples in the place of words and lists."""
    kinds = get_type_hints(record)
    enums = [_enum(kinds[f.name]) for f in fields(record)]  # type: ignore[arg-type]
    return [
        record(*[kind(v) if kind is not None and v is not None else frozen(v) for kind, v in zip(enums, row, strict=True)])
        for row in rows
    ]


def _enum(kind: Any) -> type[StrEnum] | None:
    """The enumeration that a field holds, alone or beside None."""
    return next((k for k in get_args(kind) or (kind,) if isinstance(k, type) and issubclass(k, StrEnum)), None)


def frozen(column: Any) -> Any:
    """A list as a tuple, also within one."""
    return tuple(map(frozen, column)) if type(column) is list else column
