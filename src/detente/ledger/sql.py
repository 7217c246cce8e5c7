"""The ledger's SQL, by name. Queries live in `queries.sql` and `decisions.sql`, each under a
line `-- name: NAME`; the tables in `schema.sql`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

_MARK: Final = "-- name: "
_FILES: Final = ("queries.sql", "decisions.sql")


@cache
def schema() -> str:
    return _file("schema.sql")


@cache
def queries() -> dict[str, str]:
    """Every named query. A name that stands twice is a programming error."""
    found: dict[str, str] = {}
    pieces = [piece for name in _FILES for piece in _file(name).split(_MARK)[1:]]
    for piece in pieces:
        name, _, body = piece.partition("\n")
        if name.strip() in found:
            raise ValueError(f"query {name.strip()} stands twice")
        found[name.strip()] = body.strip()
    return found


def query(name: str) -> str:
    return queries()[name]


def _file(name: str) -> str:
    return (files("detente.ledger") / name).read_text(encoding="utf-8")
