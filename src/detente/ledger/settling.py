"""What depends on all documents together: which tell one story, who the actors are that the texts tell of, and who met whom.

Settling makes these anew from all that was read, so that they depend neither on the order nor on interruptions.
"""

from __future__ import annotations

from detente.analysis.meetings import meetings
from detente.analysis.tellings import KnownActor
from detente.ledger.commit import DIRTY
from detente.ledger.decisions import Decision
from detente.ledger.rewriting import apply
from detente.ledger.rows import columns, insert
from detente.ledger.sql import query
from detente.ledger.store import Connection, Store


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
    _set_meetings(connection)


def _set_meetings(connection: Connection) -> None:
    """Makes the meetings anew from all events, as decisions name their actors."""
    actors = {row[0]: KnownActor(*row[1:]) for row in connection.execute(query("actors_that_meet")).fetchall()}
    cursor = connection.execute(query("events_of_meetings"))
    names = [column[0] for column in cursor.description or ()]
    found = meetings((dict(zip(names, row, strict=True)) for row in cursor.fetchall()), actors)
    connection.execute(query("empty_meetings"))
    insert(connection, "meetings", [tuple(getattr(m, name) for name in columns("meetings")) for m in found])


def is_settled(store: Store) -> bool:
    with store.reading() as connection:
        return _token(connection) is None


def _token(connection: Connection) -> str | None:
    rows = connection.execute(query("get_meta"), {"key": DIRTY}).fetchall()
    return rows[0][0] if rows else None
