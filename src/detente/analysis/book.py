"""The book: everything that the analyses need of a ledger, loaded once, as of a day. They are pure functions over it.

    book = Book.of(connection, until=date(2017, 12, 31))
    book.events, book.statements, book.actors["RUS"], book.source(event).outlet

With `until` the book holds only what was published by then; undated documents are left out. Rows are typed records.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import duckdb

from detente.analysis.evidence import Evidence, Party, Source
from detente.analysis.meetings import Meeting, meetings
from detente.analysis.tellings import KnownActor
from detente.analysis.typed_rows import frozen, made, records
from detente.collector import paused
from detente.ledger.filters import KnownActor as KnownName
from detente.ledger.filters import resolve
from detente.ledger.quotes import Quote, quote
from detente.records import Actor, ActorKind, Condition, Event, Mention, Quantity, Statement

__all__ = ["APART", "STATELIKE", "Book", "Evidence", "Party", "Record", "Source"]

STATELIKE: Final = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGAN, ActorKind.PERSON})
APART: Final = frozenset({"OPP", "REB", "UAF", "MED", "NGO", "CVL", "LAB", "EDU", "REL", "CRM", "BUS", "REF"})
"""First sectors of those who do not act for their state."""
_REBELS: Final = frozenset({"REB", "UAF"})
_ORGANIZATIONS: Final = """
SELECT actor_id, min_by(organization, coalesce(document_id, '')) FROM roles WHERE organization IS NOT NULL GROUP BY actor_id
"""
_BLOCKS: Final = """
SELECT document_id, list([start, "end"] ORDER BY start) FROM blocks
WHERE role IN ('title', 'lead', 'body', 'caption', 'quote') GROUP BY document_id
"""
_TELLING: Final = tuple(f.name for f in fields(Event))
Record = Event | Statement | Condition | Quantity | Meeting
_TABLES: Final[Mapping[str, type]] = {
    "events": Event,
    "statements": Statement,
    "conditions": Condition,
    "quantities": Quantity,
    "mentions": Mention,
}


@dataclass(frozen=True)
class Book:
    """The records of a ledger. All tuples are in a fixed order: by publication (undated last), document, place."""

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    conditions: tuple[Condition, ...]
    quantities: tuple[Quantity, ...]
    organizations: Mapping[str, str]
    """Persons to the organisation of their first role, by its name."""
    until: date | None = None
    mentions: tuple[Mention, ...] = ()
    blocks: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """The stretches of each document that are read: title, lead, paragraphs."""
    undated: int = 0
    """Documents that `until` leaves out because nothing says when they were published."""

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, until: date | None = None) -> Book:
        """The book of a ledger, as actor decisions name its actors. `until`: the last day of publication."""
        names = [f.name for f in fields(Source)]
        where = "" if until is None else " WHERE published <= $until"
        bound = {} if until is None else {"until": until}
        told = connection.execute(f"SELECT {', '.join(names)} FROM documents{where}", bound).fetchall()
        sources = {row[0]: Source(*row) for row in told}
        known = connection.execute(f"SELECT {', '.join(f.name for f in fields(Actor))} FROM actors ORDER BY actor_id").fetchall()
        actors = {actor.actor_id: actor for actor in made(Actor, known)}
        order = {key: (s.published or date.max, key) for key, s in sources.items()}
        with paused():
            held: dict[str, Any] = {name: tuple(records(connection, name, record, order)) for name, record in _TABLES.items()}
        worked = dict(connection.execute(_ORGANIZATIONS).fetchall())
        blocks = {k: frozen(spans) for k, spans in connection.execute(_BLOCKS).fetchall() if k in sources}
        dateless = connection.execute("SELECT count(*) FROM documents WHERE published IS NULL").fetchall()[0][0]
        return cls(sources, actors, **held, organizations=worked, until=until, blocks=blocks, undated=dateless if until else 0)

    def without(self, document_ids: Container[str]) -> Book:
        """The book as it would be had these documents never been read."""
        kept = {key: source for key, source in self.sources.items() if key not in document_ids}
        return replace(
            self,
            sources=kept,
            events=tuple(r for r in self.events if r.document_id in kept),
            statements=tuple(r for r in self.statements if r.document_id in kept),
            conditions=tuple(r for r in self.conditions if r.document_id in kept),
            quantities=tuple(r for r in self.quantities if r.document_id in kept),
            mentions=tuple(r for r in self.mentions if r.document_id in kept),
            blocks={key: spans for key, spans in self.blocks.items() if key in kept},
        )

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings that the events of this book tell of."""
        known = {key: KnownActor(str(a.kind), a.country, a.sectors[0] if a.sectors else None) for key, a in self.actors.items()}
        return tuple(meetings(map(self._telling_row, self.events), known))

    def _telling_row(self, event: Event) -> dict[str, Any]:
        source = self.source(event)
        row = {name: getattr(event, name) for name in _TELLING}
        return row | {"trigger": source.text[event.trigger_start : event.trigger_end], "published": source.published}

    @cached_property
    def statement_of(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {s.statement_id: s for s in self.statements}

    @cached_property
    def event_of(self) -> Mapping[str, Event]:
        """Events by id."""
        return {e.event_id: e for e in self.events}

    def source(self, record: Record | Evidence) -> Source:
        return self.sources[record.document_id]

    def name(self, actor_id: str) -> str:
        """An actor's name; the id itself where the ledger has no such actor."""
        actor = self.actors.get(actor_id)
        return actor.name if actor else actor_id

    def bloc(self, actor_id: str) -> str:
        """For whom an actor stands: a minister or an army for their state (by its code), a rebel for their group.

        Opposition, media, companies, citizens and international organisations stand for themselves.
        """
        if actor_id not in self._blocs:
            self._blocs[actor_id] = self._bloc_of(actor_id)
        return self._blocs[actor_id]

    @cached_property
    def _blocs(self) -> dict[str, str]:
        """The blocs that were asked for so far."""
        return {}

    def _bloc_of(self, actor_id: str) -> str:
        actor = self.actors.get(actor_id)
        if actor is None or not actor.country or actor.kind not in STATELIKE:
            return actor_id
        if actor.kind == ActorKind.PERSON and actor.sectors and actor.sectors[0] in _REBELS:
            return self._group_of(actor)
        if actor.sectors and actor.sectors[0] in APART:
            return actor_id
        return self._states.get(actor.country, actor.country)

    @cached_property
    def _states(self) -> dict[str, str]:
        """Country to its state, where that has an id of its own (a user's entry)."""
        states = (a for a in self.actors.values() if a.kind == ActorKind.STATE and a.country)
        return {a.country: a.actor_id for a in states if a.country and a.country not in self.actors}

    def _group_of(self, person: Actor) -> str:
        """The armed group of a rebel: that of their role, else the one of their country of which the ledger tells most."""
        named = self.organizations.get(person.actor_id, "").casefold()
        groups = self._armed_groups.get(person.country or "", [])
        for group in groups:
            if named and named in {n.casefold() for n in (group.name, *group.aliases)}:
                return group.actor_id
        named_groups = [g for g in groups if "." not in g.actor_id]
        best = max(named_groups, key=lambda g: (self._taking_part[g.actor_id], g.actor_id), default=None)
        return best.actor_id if best else person.actor_id

    @cached_property
    def _armed_groups(self) -> Mapping[str, Sequence[Actor]]:
        """The armed groups of each country."""
        found: dict[str, list[Actor]] = defaultdict(list)
        for actor in self.actors.values():
            if actor.kind == ActorKind.ARMED_GROUP and actor.country:
                found[actor.country].append(actor)
        return found

    @cached_property
    def _taking_part(self) -> Counter[str]:
        return Counter(i for e in self.events for i in {*e.actor_ids, *e.recipient_ids})

    def party(self, asked: str) -> Party:
        """Whom an id, a code or a name stands for. Raises UnknownActor.

        A state is its government, organs, officials; a group is itself with its people.
        """
        known = [KnownName(a.actor_id, a.name, str(a.kind), a.country, a.aliases) for a in self.actors.values()]
        found = resolve(asked, known)
        lead = found[0]
        if len(found) > 1:
            lead = next(self._states.get(c, c) for i in found if (c := self.actors[i].country))
        return Party(lead, self.name(lead), frozenset(self.acting_for.get(lead, ())) | {lead})

    @cached_property
    def acting_for(self) -> Mapping[str, tuple[str, ...]]:
        """The actors that stand for each bloc, in the order of their ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for actor_id in self.actors:
            found[self.bloc(actor_id)].append(actor_id)
        return {bloc: tuple(ids) for bloc, ids in found.items()}

    @cached_property
    def mentions_of(self) -> Mapping[str, Sequence[Mention]]:
        """The mentions of each document that has any, by place."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.document_id].append(mention)
        return {key: sorted(held, key=lambda m: (m.start, m.end)) for key, held in found.items()}

    def named(self, document_id: str, start: int, end: int) -> frozenset[str]:
        """The actors that are mentioned within a stretch of a document, also by a pronoun or a description."""
        return frozenset(m.actor_id for m in self.mentions_in(document_id, start, end))

    def mentions_in(self, document_id: str, start: int, end: int) -> list[Mention]:
        """The mentions within a stretch of a document."""
        held = self.mentions_of.get(document_id, ())
        first = bisect_left(held, start, key=lambda m: m.start)
        last = bisect_left(held, end, first, key=lambda m: m.start)
        return [m for m in held[first:last] if m.end <= end]

    def sentence(self, record: Record | Evidence) -> Quote:
        """The sentences that hold a record, as every command shows them; never more than its paragraph."""
        blocks = self.blocks.get(record.document_id, ())
        return quote(record.document_id, self.source(record).text, record.start, record.end, blocks)

    def blocs(self, actor_ids: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self.bloc, actor_ids))

    def speakers(self, record: Event | Condition | Quantity | Statement) -> tuple[str, ...]:
        """On whose word a record stands in its text: the sources of its statement; nobody where the text itself says so."""
        if isinstance(record, Statement):
            statement: Statement | None = record
        else:
            statement = self.statement_of.get(record.statement_id or "")
        if statement is None:
            return ()
        return statement.source_actor_ids or ((statement.source_actor_id,) if statement.source_actor_id else ())

    def on(self, record: Record) -> date | None:
        """The day that a record is about: when it began, was said or is as of; else the day of publication."""
        published = self.source(record).published
        match record:
            case Event() | Meeting():
                return record.date_start or record.date_end or published
            case Statement():
                return record.said_on or published
            case Quantity():
                return record.as_of or published
            case _:
                return published

    def evidence(self, record: Record) -> Evidence:
        """A record as evidence."""
        kind = type(record).__name__.lower()
        source = self.source(record)
        return Evidence(
            kind,
            str(getattr(record, f"{kind}_id")),
            record.document_id,
            record.start,
            record.end,
            record.text,
            self.on(record),
            source.published,
            source.outlet,
            source.story_id,
            () if isinstance(record, Meeting) else self.speakers(record),
        )
