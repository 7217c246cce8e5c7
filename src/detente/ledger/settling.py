"""What depends on all documents together: stories, actors, who met whom, who stands where, who claims what.

Settling makes these anew from all that was read, so that they depend neither on the order nor on interruptions.
"""

from __future__ import annotations

from detente.analysis.meetings import Meeting
from detente.collector import paused
from detente.ledger.commit import DIRTY
from detente.ledger.decisions import Decision
from detente.ledger.rewriting import apply
from detente.ledger.rows import Row, columns, insert
from detente.ledger.sql import query
from detente.ledger.store import Connection, Store
from detente.records import Position


def settle(store: Store) -> bool:
    """Settles what commits left open; False when nothing was. Other processes may go on reading and committing.

    Raises what `Store.writing` does; the ledger then stays marked and the next run settles it.
    """
    from detente.intake.duplicates import StoryItem, stories  # imports SciPy, a second that a query need not wait

    with store.reading() as connection:
        token = _token(connection)
        if token is None:
            return False
        items = [StoryItem(*row) for row in connection.execute(query("signatures")).fetchall()]
    found = stories(items)
    with store.writing() as connection:
        names = {"document_ids": list(found), "story_ids": list(found.values())}
        connection.execute(query("set_stories"), names)
        renew(connection)
        if _token(connection) == token:
            connection.execute(query("drop_meta"), {"key": DIRTY})
    return True


def renew(connection: Connection, on: Decision | None = None) -> None:
    """Applies the decisions on actors, or the one given, and makes the actors and their standing roles anew."""
    apply(connection, on=on)
    for step in ("empty_actors", "settle_actors", "empty_standing_roles", "settle_roles"):
        connection.execute(query(step))
    with paused():
        _set_findings(connection)


def _set_findings(connection: Connection) -> None:
    """Makes meetings, positions on the built-in issues and claims anew from everything that was read."""
    from detente.analysis.book import Book  # imports this package
    from detente.analysis.claims import claim_row, claims
    from detente.analysis.issues import load_issues
    from detente.analysis.positions import positions

    book = Book.of(connection)
    found: dict[str, list[Row]] = {
        "meetings": [_row(m, "meetings") for m in book.meetings],
        "positions": [_row(p, "positions") for p in positions(book, load_issues())],
        "claims": [claim_row(claim) for claim in claims(book)],
    }
    for table, rows in found.items():
        connection.execute(query(f"empty_{table}"))
        insert(connection, table, rows)


def _row(finding: Meeting | Position, table: str) -> Row:
    return tuple(getattr(finding, name) for name in columns(table))


def is_settled(store: Store) -> bool:
    with store.reading() as connection:
        return _token(connection) is None


def _token(connection: Connection) -> str | None:
    rows = connection.execute(query("get_meta"), {"key": DIRTY}).fetchall()
    return rows[0][0] if rows else None
