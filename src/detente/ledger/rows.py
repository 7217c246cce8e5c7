"""Records as rows, and rows into tables: in columns, one statement a table, which is far faster than row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final

import duckdb

from detente.analysis.meetings import Meeting
from detente.ledger.batch import Entry
from detente.ledger.sql import query, schema
from detente.ledger.store import Connection
from detente.ledger.tables import CLAIMS, RECORDS
from detente.records import Actor, Block, Document, Position, Role

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

_MOST_AT_ONCE: Final = 20_000
_ROLE: Final = ("actor_id", "title", "organization", "country", "start_date", "end_date")


def document_row(entry: Entry, reader_version: str) -> dict[str, Any]:
    """A document's row but for what the ledger adds: story_id and read_at. Enums are plain strings, tuples lists."""
    document = entry.document
    row = {name: getattr(document, name) for name in _names(Document) if name != "blocks"}
    row |= {"word_count": document.word_count, "reader_version": reader_version, "part_of": entry.source}
    row["authors"] = list(document.authors)
    return {name: str(value) if isinstance(value, str) else value for name, value in row.items()}


def block_rows(document: Document) -> list[Row]:
    """(document_id, start, end, role) in the order of the ledger."""
    return sorted((document.document_id, b.start, b.end, str(b.role)) for b in document.blocks)


def rows_of(entry: Entry, reader_version: str, read_at: datetime) -> Rows:
    """Everything a document brings, by table; the columns are those of `columns`."""
    from detente.intake.duplicates import story_item  # imports SciPy, a second that a query need not wait

    document, reading = entry.document, entry.reading
    if reading.document_id != document.document_id:
        raise ValueError(f"a reading of {reading.document_id} came with {document.document_id}")
    key = document.document_id
    row = document_row(entry, reader_version) | {"story_id": key, "read_at": read_at}
    rows: Rows = {
        "documents": [tuple(row[name] for name in columns("documents"))],
        "blocks": [(*_span(document, b), b.role) for b in document.blocks],
        "signatures": [(key, story_item(document).signature)],
        "document_actors": [(key, *_values(Actor, a)) for a in reading.actors],
        "document_roles": [(key, *_role_values(r)) for r in reading.roles if r.document_id is None],
        "roles": [_values(Role, r) for r in reading.roles if r.document_id is not None],
    }
    for table, record in RECORDS.items():
        rows[table] = [_values(record, r) for r in getattr(reading, table)]
    return rows


@cache
def columns(table: str) -> tuple[str, ...]:
    """The columns of a table as `rows_of` fills them."""
    if table in RECORDS:
        return _names(RECORDS[table])
    given = [name for name in _names(Document) if name != "blocks"]
    return {
        "documents": (*given, "word_count", "reader_version", "story_id", "read_at", "part_of"),
        "blocks": ("document_id", "start", "end", "text", "role"),
        "signatures": ("document_id", "signature"),
        "document_actors": ("document_id", *_names(Actor)),
        "document_roles": ("document_id", *_ROLE),
        "roles": _names(Role),
        "sources": ("source", "fingerprint", "reader_version", "document_ids"),
        "skips": ("source", "reason", "detail", "part_of", "at"),
        "meetings": _names(Meeting),
        "claims": CLAIMS,
        "positions": _names(Position),
        "decisions": ("decision_id", "kind", "target", "anchor", "before", "after", "by", "at"),
    }[table]


def insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Adds rows to a table, in the order of `columns(table)`."""
    if not rows:
        return
    types = _types(table)
    names = columns(table)
    values = ", ".join(f"unnest(CAST(${i} AS {types[name]}[]))" for i, name in enumerate(names, 1))
    statement = f"INSERT INTO {table} ({', '.join(_quoted(n) for n in names)}) SELECT {values}"
    for first in range(0, len(rows), _MOST_AT_ONCE):
        by_column = [list(column) for column in zip(*rows[first : first + _MOST_AT_ONCE], strict=True)]
        try:
            connection.execute(statement, by_column)
        except duckdb.InvalidInputException as error:
            if "surrogate" not in str(error):
                raise
            connection.execute(statement, [[_encodable(value) for value in column] for column in by_column])


def delete(connection: Connection, tables: Iterable[str], document_ids: Sequence[str]) -> None:
    """Removes all rows of some documents."""
    if document_ids:
        for table in tables:
            connection.execute(
                f"DELETE FROM {table} WHERE document_id IN (SELECT unnest(CAST($1 AS VARCHAR[])))", [list(document_ids)]
            )


@cache
def _types(table: str) -> dict[str, str]:
    """Column to type, by the schema."""
    with duckdb.connect() as empty:
        empty.execute(schema())
        return dict(empty.execute(query("column_types"), {"table": table}).fetchall())


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(record))


@cache
def _getter(record: type) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*_names(record))


def _values(record: type, value: object) -> Row:
    return _getter(record)(value)


def _role_values(role: Role) -> Row:
    return tuple(getattr(role, name) for name in _ROLE)


def _span(document: Document, block: Block) -> Row:
    return document.document_id, block.start, block.end, document.text[block.start : block.end]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _encodable(value: Any) -> Any:
    """The value with halves of surrogate pairs, which no file can hold, as U+FFFD: same length, so that offsets hold."""
    if isinstance(value, str):
        return "".join("�" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, (list, tuple)):
        return [_encodable(v) for v in value]
    return value
