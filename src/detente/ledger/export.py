"""The whole ledger as files: one for each table and view, as JSON lines, CSV (lists as JSON) or Parquet.

A folder of ours is known by its manifest, `detente-export.json`. Only an empty folder or one of ours is written to;
in one of ours the earlier export's files are replaced, and everything else is left alone.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import duckdb

from detente.errors import BadInput
from detente.ledger.ledger import Ledger
from detente.ledger.sql import query
from detente.ledger.store import SCHEMA_VERSION, Connection

MANIFEST: Final = "detente-export.json"


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_OPTIONS: Final = {
    Format.JSONL: "(FORMAT json)",
    Format.CSV: "(FORMAT csv, HEADER true)",
    Format.PARQUET: "(FORMAT parquet, COMPRESSION zstd)",
}
_INTERNAL: Final = frozenset({"meta", "signatures"})


def export(ledger: Ledger, folder: str | Path, format: Format | str = Format.JSONL) -> dict[str, int]:
    """Writes every table to `folder` and returns the number of rows of each; one state of the ledger, also while it grows.

    Raises BadInput for an unknown format and for a folder that holds anything but an earlier export.
    """
    try:
        chosen = Format(format)
    except ValueError as error:
        raise BadInput(f"no format '{format}'; use {', '.join(Format)}") from error
    place = Path(folder)
    _check(place)
    with ledger.reading() as connection:
        tables = relations(connection)
        try:
            _clear(place)
            _write_manifest(place, chosen, dict.fromkeys(tables, 0), complete=False)
            counts = {table: _write(connection, table, place, chosen) for table in tables}
            _write_manifest(place, chosen, counts, complete=True)
        except (OSError, duckdb.IOException) as error:
            raise BadInput(f"can't write to {place} ({str(error).splitlines()[0]}); name another folder") from error
    return counts


def relations(connection: Connection) -> list[str]:
    """The tables and views that are exported: all but the ledger's own bookkeeping."""
    return [name for (name,) in connection.execute(query("relation_names")).fetchall() if name not in _INTERNAL]


def _write(connection: Connection, table: str, folder: Path, format: Format) -> int:
    """Writes one table; a file has its name only when it is whole."""
    source = table
    if format is Format.CSV:
        types = connection.execute(query("column_types"), {"table": table}).fetchall()
        flat = ", ".join(f'to_json("{n}") AS "{n}"' if t.endswith("[]") else f'"{n}"' for n, t in types)
        source = f"(SELECT {flat} FROM {table})"
    path = folder / f"{table}.{format}"
    part = path.with_name(f"{path.name}.part")
    written = connection.execute(f"COPY {source} TO $1 {_OPTIONS[format]}", [str(part)]).fetchall()
    part.replace(path)
    return int(written[0][0])


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file; name a folder")
    if folder.is_dir() and any(folder.iterdir()) and _manifest(folder) is None:
        raise BadInput(f"{folder} holds other files; name an empty or a new folder")


def _clear(folder: Path) -> None:
    """Removes what the export before this one wrote, whole or in part."""
    folder.mkdir(parents=True, exist_ok=True)
    earlier = _manifest(folder) or {}
    for name in earlier.get("files", []):
        for left in (folder / Path(name).name, folder / f"{Path(name).name}.part"):
            left.unlink(missing_ok=True)


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "detente_export" in found else None


def _write_manifest(folder: Path, format: Format, counts: dict[str, int], complete: bool) -> None:
    content = {
        "detente_export": 1,
        "ledger_format": SCHEMA_VERSION,
        "format": format,
        "complete": complete,
        "rows": counts,
        "files": [f"{table}.{format}" for table in counts],
    }
    (folder / MANIFEST).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
