"""The ledger: one DuckDB file with what was read, opened for the moment of a commit or a query.

ledger = Ledger.open("ledger.duckdb")
ledger.events(actor=["RUS", "Taliban"], since="2016", modality="actual")
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Unpack

from detente.errors import BadInput
from detente.ledger import actor_decisions, same_persons, verify
from detente.ledger.actor_decisions import Signature, Which, known_actors
from detente.ledger.batch import Batch, Committed
from detente.ledger.commit import commit
from detente.ledger.decisions import Decision
from detente.ledger.filters import Filters, asked_actors, last_day, parameters, resolve
from detente.ledger.quotes import Quote, quote
from detente.ledger.settling import is_settled, settle
from detente.ledger.sql import query
from detente.ledger.store import READ_WAIT, WRITE_WAIT, Connection, Store
from detente.ledger.table import Span, Table
from detente.records import Actor

if TYPE_CHECKING:
    from detente.analysis.book import Book

DEFAULT_PATH: Final = "ledger.duckdb"
PATH_VARIABLE: Final = "DETENTE_LEDGER"
_UNSCOPED: Final = ("skips", "sources", "meetings", "claims", "decisions")


class Ledger:
    """A ledger at a path: `path`, else $DETENTE_LEDGER, else `ledger.duckdb` here. It need not exist before `create`.

    Every method may raise LedgerMissing, LedgerBusy (another process kept the file longer than the wait, in seconds),
    LedgerVersion or LedgerUnreadable; writing methods also LedgerReadOnly and LedgerFull.
    """

    def __init__(self, path: str | Path | None = None, read_wait: float = READ_WAIT, write_wait: float = WRITE_WAIT) -> None:
        self.path = Path(path or os.environ.get(PATH_VARIABLE) or DEFAULT_PATH)
        self.store = Store(self.path, read_wait, write_wait)

    @classmethod
    def open(cls, path: str | Path | None = None, create: bool = False) -> Ledger:
        """The ledger at a path, after a look whether it can be read; with `create` an empty one is made if there is none."""
        ledger = cls(path)
        if create:
            ledger.store.create()
        with ledger.store.reading():
            return ledger

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def commit(self, batch: Batch) -> Committed:
        """Brings a batch to the ledger in one transaction: all of it or nothing. See detente.ledger.commit."""
        return commit(self.store, batch)

    def settle(self) -> bool:
        """Makes stories and actors anew where commits left that open; to be called at the end of every run."""
        return settle(self.store)

    @property
    def settled(self) -> bool:
        return is_settled(self.store)

    def current_sources(self, reader_version: str) -> dict[str, str]:
        """Source to fingerprint, of all that was read to its end by this version."""
        with self.store.reading() as connection:
            return dict(connection.execute(query("current_sources"), {"reader_version": reader_version}).fetchall())

    def current_documents(self, reader_version: str) -> dict[str, str]:
        """Document to the source that holds it, of all that this version read."""
        with self.store.reading() as connection:
            return dict(connection.execute(query("current_documents"), {"reader_version": reader_version}).fetchall())

    def is_current(self, source: str, fingerprint: str, reader_version: str) -> bool:
        """Whether a source needs no reading. For many sources ask `current_sources` once."""
        return self.current_sources(reader_version).get(source) == fingerprint

    def documents(self, **filters: Unpack[Filters]) -> Table:
        """Documents without their text; for that see `document`."""
        return self.table("documents", filters)

    def blocks(self, **filters: Unpack[Filters]) -> Table:
        return self.table("blocks", filters)

    def skips(self, **filters: Unpack[Filters]) -> Table:
        return self.table("skips", filters)

    def sources(self, **filters: Unpack[Filters]) -> Table:
        """What each source gave; `merged_ids` are the documents that another source holds."""
        return self.table("sources", filters)

    def actors(self, **filters: Unpack[Filters]) -> Table:
        """Actors with the number of documents and mentions, most mentioned first."""
        return self.table("actors", filters)

    def roles(self, **filters: Unpack[Filters]) -> Table:
        """Roles; `since` and `until` by the role's own dates, open where it has none."""
        return self.table("roles", filters)

    def mentions(self, **filters: Unpack[Filters]) -> Table:
        return self.table("mentions", filters)

    def statements(self, **filters: Unpack[Filters]) -> Table:
        """Statements; `actor` is their source, `type` their act. Of several actors each is asked for."""
        return self.table("statements", filters)

    def events(self, **filters: Unpack[Filters]) -> Table:
        """Events; `since` and `until` by their dates, by the document's where they have none."""
        return self.table("events", filters)

    def meetings(self, **filters: Unpack[Filters]) -> Table:
        """Meetings, each once for all the texts that tell of it; `actor` takes part, `type` is the status.

        They are made at the end of a run (`settle`) and by every decision on actors.
        """
        return self.table("meetings", filters)

    def claims(self, **filters: Unpack[Filters]) -> Table:
        """Claims with their sides; `actor` is concerned or quoted, `type` the act, such as `arming`. Made when meetings are."""
        return self.table("claims", filters)

    def conditions(self, **filters: Unpack[Filters]) -> Table:
        return self.table("conditions", filters)

    def quantities(self, **filters: Unpack[Filters]) -> Table:
        """Quantities; `type` is a unit or part of what is counted."""
        return self.table("quantities", filters)

    def positions(self, **filters: Unpack[Filters]) -> Table:
        """Where actors stand on the built-in issues; `issue` is an issue's id, `type` a pole.

        They are made at the end of a run (`settle`) and by every decision on actors; `analysis.positions` takes other issues.
        """
        return self.table("positions", filters)

    def decisions(self, **filters: Unpack[Filters]) -> Table:
        """What reviewers decided, in that order; `undone_by` is the decision that took one back."""
        return self.table("decisions", filters)

    def decide(self, decision: Decision) -> None:
        """Keeps a reviewer's decision. Reading again does not touch it, and names the actors that merges and splits say."""
        actor_decisions.decide(self.store, decision)

    def merge(
        self,
        actor: str,
        other: str,
        *,
        into: str | None = None,
        by: str | None = None,
        note: str | None = None,
        force: bool = False,
    ) -> Decision:
        """Makes `actor` one with `other`, which is kept unless `into` names the first; by ids or names.

        `by` is who decides, else the account's name. Raises UnknownActor; BadInput where both are one already, and, unless
        `force`, where a person or a state would become something of another kind.
        """
        if into not in {None, actor, other}:
            raise BadInput(f"into: '{into}' is none of the two; name {actor} or {other}")
        merged, kept = (other, actor) if into == actor else (actor, other)
        return actor_decisions.merge(self.store, merged, kept, Signature(by, note), force)

    def split(
        self, actor: str, to: str | Actor, *, by: str | None = None, note: str | None = None, **which: Unpack[Which]
    ) -> Decision:
        """Says that the mentions that `which` tells mean `to`: an actor of the ledger, by id or name, or a new Actor.

        Without `which`, takes back the merge of `to` into the actor. Raises UnknownActor; BadInput where no mention fits.
        """
        return actor_decisions.split(self.store, actor, to, which, Signature(by, note))

    def undo(self, decision_id: str, *, by: str | None = None, note: str | None = None) -> Decision:
        """Takes a merge or split back, as if it had not been; that too is logged. Raises BadInput where it can't be."""
        return actor_decisions.undo(self.store, decision_id, Signature(by, note))

    def same_persons(self) -> list[tuple[str, ...]]:
        """Groups of ids that are surely one person, as names and offices were read, with the one to keep first.

        Groups that were merged already are among them, and those that somebody keeps apart.
        """
        return [group.ids for group in same_persons.alike(self.store)]

    def join_same_persons(self) -> int:
        """Merges them, by decisions of "detente", but for those about whom anybody decided before; how many went into another.

        To be called at the end of a run, after `settle`; again it changes nothing.
        """
        return same_persons.join(self.store)

    def table(self, name: str, filters: Filters) -> Table:
        """A table by name, narrowed by filters, in a fixed order. Raises BadInput and UnknownActor."""
        asked = asked_actors(filters)
        with self.store.reading() as connection:
            known = known_actors(connection) if asked else []
            bound = parameters(name, filters, [resolve(actor, known) for actor in asked])
            sql = query(name) if name in _UNSCOPED else f"{query('scope')}\n{query(name)}"
            cursor = connection.execute(sql, bound)
            columns = tuple(column[0] for column in cursor.description or ())
            return Table(name, columns, tuple(cursor.fetchall()), self.sentences)

    def document(self, document_id: str) -> dict[str, Any]:
        """All columns of one document, and its `blocks` as (start, end, role). Raises BadInput where there is none."""
        with self.store.reading() as connection:
            cursor = connection.execute(query("document"), {"document_id": document_id})
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
            if not rows:
                raise BadInput(f"no document '{document_id}' in {self.path}; see: detente documents")
            blocks = connection.execute(query("document_blocks"), {"document_id": document_id}).fetchall()
        return dict(zip(names, rows[0], strict=True)) | {"blocks": blocks}

    def sentence(self, document_id: str, start: int, end: int) -> Quote:
        """The sentences around a span, within its block. Raises BadInput for an unknown document."""
        return self.sentences([(document_id, start, end)])[0]

    def sentences(self, spans: Sequence[Span]) -> list[Quote]:
        """The sentences around many spans, in their order, with one look into the ledger."""
        wanted = {"document_ids": sorted({span[0] for span in spans})}
        with self.store.reading() as connection:
            texts: dict[str, str] = dict(connection.execute(query("texts"), wanted).fetchall())
            blocks: dict[str, list[tuple[int, int]]] = {key: [] for key in texts}
            for key, start, end, _ in connection.execute(query("known_blocks"), wanted).fetchall():
                blocks[key].append((start, end))
        missing = [key for key in wanted["document_ids"] if key not in texts]
        if missing:
            raise BadInput(f"no document '{missing[0]}' in {self.path}; see: detente documents")
        return [quote(key, texts[key], start, end, blocks[key]) for key, start, end in spans]

    def book(self, until: date | str | None = None) -> Book:
        """Everything that the analyses need, as of a day: `until` is the last day of publication, as for the tables."""
        from detente.analysis.book import Book

        last = last_day(until, "until")
        with self.reading() as connection:
            return Book.of(connection, last)

    def verify(self) -> list[str]:
        """What in the ledger is not as it must be, a line each; empty when all is well."""
        with self.reading() as connection:
            return verify.violations(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only DuckDB connection that sees one state of the ledger. Writers wait until it is closed."""
        with self.store.reading() as connection:
            yield connection
