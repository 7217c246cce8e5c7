"""A batch into the ledger. What stands there afterwards depends on what was read, not on the order or on interruptions.

A text that several sources bring is one document, held by the source whose name sorts first. A source that was read to
its end takes away what it no longer gives. The meta entry `dirty` says that `settle` has to run; a run that was killed
leaves it set.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from detente.ledger.batch import Batch, Committed, Entry, SourceState
from detente.ledger.rewriting import apply
from detente.ledger.rows import Row, Rows, block_rows, delete, document_row, insert, rows_of
from detente.ledger.sql import query
from detente.ledger.store import Connection, Store
from detente.ledger.tables import BY_DOCUMENT, SETTLED
from detente.records import Skip

DIRTY: Final = "dirty"
_OF_DOCUMENTS: Final = ("documents", *BY_DOCUMENT, *SETTLED)
_NOT_COMPARED: Final = ("text", "story_id", "read_at")


@dataclass(slots=True)
class _Tally:
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    merged: int = 0
    removed: int = 0
    stale: list[str] = field(default_factory=list)

    def frozen(self) -> Committed:
        return Committed(self.added, self.replaced, self.unchanged, self.merged, self.removed, tuple(sorted(self.stale)))

    @property
    def changed(self) -> bool:
        return bool(self.added or self.replaced or self.removed or self.stale)


def commit(store: Store, batch: Batch) -> Committed:
    """Brings a batch to the ledger in one transaction; nothing of it is there before, all of it after.

    Raises LedgerMissing, LedgerBusy, LedgerVersion, LedgerReadOnly, LedgerFull; the ledger is then as before.
    """
    tally = _Tally()
    entries = _one_each(batch.entries, tally)
    now = _now()
    prepared = {key: rows_of(entry, batch.reader_version, now) for key, entry in entries.items()}
    with store.writing() as connection:
        keep = _to_write(connection, entries, batch.reader_version, tally)
        delete(connection, _OF_DOCUMENTS, [key for key, known in keep.items() if known])
        _write(connection, [prepared[key] for key in keep])
        apply(connection, list(keep))
        connection.execute(query("add_new_actors"), {"document_ids": list(keep)})
        connection.execute(query("add_decided_actors"))
        _set_sources(connection, batch.sources, batch.reader_version, tally)
        _set_skips(connection, batch, now)
        if tally.changed:
            connection.execute(query("drop_meta"), {"key": DIRTY})
            connection.execute(query("set_meta"), {"key": DIRTY, "value": uuid.uuid4().hex})
    return tally.frozen()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _one_each(entries: Iterable[Entry], tally: _Tally) -> dict[str, Entry]:
    """Of entries with the same document the one whose source sorts first; within a source the last, as over batches."""
    chosen: dict[str, Entry] = {}
    for entry in entries:
        held = chosen.get(entry.document.document_id)
        if held is not None:
            tally.merged += 1
            if held.source < entry.source:
                continue
        chosen[entry.document.document_id] = entry
    return chosen


def _to_write(connection: Connection, entries: dict[str, Entry], reader_version: str, tally: _Tally) -> dict[str, bool]:
    """The documents to write, and whether they stand in the ledger already."""
    known = _known(connection, list(entries))
    keep: dict[str, bool] = {}
    for key, entry in entries.items():
        row = known.get(key)
        if row is None:
            tally.added += 1
            keep[key] = False
        elif row["reader_version"] == reader_version and row["part_of"] < entry.source:
            tally.merged += 1
        elif row == _comparable(entry, reader_version):
            tally.unchanged += 1
        else:
            tally.replaced += 1
            keep[key] = True
    return keep


def _known(connection: Connection, document_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the ledger holds of some documents, in the form of `_comparable`."""
    cursor = connection.execute(query("known_documents"), {"document_ids": document_ids})
    names = [column[0] for column in cursor.description or ()]
    known = {row["document_id"]: row for row in (dict(zip(names, values, strict=True)) for values in cursor.fetchall())}
    blocks: dict[str, list[Row]] = defaultdict(list)
    if known:
        for row in connection.execute(query("known_blocks"), {"document_ids": list(known)}).fetchall():
            blocks[row[0]].append(row)
    return {key: row | {"blocks": blocks[key]} for key, row in known.items()}


def _comparable(entry: Entry, reader_version: str) -> dict[str, Any]:
    row = document_row(entry, reader_version)
    return {name: value for name, value in row.items() if name not in _NOT_COMPARED} | {"blocks": block_rows(entry.document)}


def _write(connection: Connection, prepared: Sequence[Rows]) -> None:
    tables: Rows = defaultdict(list)
    for rows in prepared:
        for table, found in rows.items():
            tables[table].extend(found)
    for table, found in tables.items():
        insert(connection, table, found)


def _set_sources(connection: Connection, states: Sequence[SourceState], reader_version: str, tally: _Tally) -> None:
    by_name = {state.source: state for state in states}
    names = list(by_name)
    if not names:
        return
    connection.execute(query("drop_sources"), {"sources": names})
    insert(connection, "sources", [(s.source, s.fingerprint, reader_version, s.document_ids) for s in by_name.values()])
    given = {name: set(state.document_ids) for name, state in by_name.items()}
    held = connection.execute(query("held_documents"), {"sources": names}).fetchall()
    gone = [document_id for source, document_id in held if document_id not in given[source]]
    if gone:
        _let_go(connection, gone, tally)


def _let_go(connection: Connection, document_ids: list[str], tally: _Tally) -> None:
    """Removes documents that their source no longer gives, unless another source gives them too and takes them over."""
    heirs = dict(connection.execute(query("claims_of_others"), {"document_ids": document_ids}).fetchall())
    if heirs:
        connection.execute(query("hand_over"), {"document_ids": list(heirs), "sources": list(heirs.values())})
        connection.execute(query("drop_sources"), {"sources": list(set(heirs.values()))})
        tally.stale.extend(set(heirs.values()))
    gone = [key for key in document_ids if key not in heirs]
    delete(connection, _OF_DOCUMENTS, gone)
    tally.removed += len(gone)


def _set_skips(connection: Connection, batch: Batch, now: datetime) -> None:
    """Each source's skips as this batch tells them; those told before keep their time."""
    told: dict[str, list[Skip]] = {state.source: list(state.skips) for state in batch.sources}
    failed: dict[str, list[Skip]] = defaultdict(list)
    for skip in batch.skips:
        failed[skip.source].append(skip)
    told |= failed
    if not told:
        return
    if failed:
        connection.execute(query("drop_sources"), {"sources": list(failed)})
    known: dict[str, set[Row]] = defaultdict(set)
    for part_of, *rest in connection.execute(query("known_skips"), {"sources": list(told)}).fetchall():
        known[part_of].add(tuple(rest))
    new = {name: {(s.source, str(s.reason), s.detail) for s in skips} for name, skips in told.items()}
    changed = [name for name, rows in new.items() if rows != known[name]]
    if changed:
        connection.execute(query("drop_skips"), {"sources": changed})
        insert(connection, "skips", [(*row, name, now) for name in changed for row in sorted(new[name])])
