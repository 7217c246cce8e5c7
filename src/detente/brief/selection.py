"""What of a ledger goes into a brief: everything, or that in which all the asked actors take part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.brief.model import Row
from detente.ledger.actor_decisions import known_actors
from detente.ledger.filters import Filters, resolve
from detente.ledger.ledger import Ledger

SURE = 0.4
"""The least confidence of the events in a brief; the ledger keeps more doubtful ones as well."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: actors by id, country code or name, and a period, both ends inclusive ('2016', '2016-03-02')."""

    actors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    @property
    def period(self) -> Filters:
        return {"since": self.since, "until": self.until}

    @property
    def options(self) -> str:
        """The scope as options of the command line."""
        actors = "".join(f" --actor {_quoted(actor)}" for actor in self.actors)
        return actors + "".join(f" --{name} {value}" for name, value in self.period.items() if value)


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that a brief is made of. `documents`, in the order of their dates, are all those of the ledger, or, where
    the scope is narrower, those with a row."""

    scope: Scope
    documents: tuple[Row, ...]
    events: tuple[Row, ...]
    statements: tuple[Row, ...]
    conditions: tuple[Row, ...]
    quantities: tuple[Row, ...]
    actors: tuple[Row, ...]
    roles: tuple[Row, ...]
    skips: tuple[Row, ...]


def select(ledger: Ledger, scope: Scope) -> Selection:
    """Reads the rows. A statement has an actor who says it or is mentioned in what is said; so do conditions and numbers.

    Raises UnknownActor for an asked actor that the ledger does not know, and BadInput for a date that is none.
    """
    actors = tuple(ledger.actors())
    period = scope.period
    wanted = _wanted(scope.actors, ledger)
    narrowed: Filters = {**period, "actor": list(scope.actors)} if scope.actors else period
    statements: tuple[Row, ...] = tuple(ledger.statements(**period))
    quantities = tuple(ledger.quantities(**period))
    conditions = tuple(ledger.conditions(**period))
    if wanted:
        statements = tuple(_spoken(ledger, statements, wanted))
        kept = {s["statement_id"] for s in statements}
        conditions = tuple(
            c
            for c in conditions
            if c["statement_id"] in kept or _all_in(wanted, c["antecedent_actor_ids"], c["consequent_actor_ids"])
        )
        quantities = tuple(q for q in quantities if any(ids & set(q["actor_ids"]) for ids in wanted))
    events = tuple(event for event in ledger.events(**narrowed) if event["confidence"] >= SURE)
    documents = tuple(ledger.documents())
    if scope.options:
        told_in = {row["document_id"] for rows in (events, statements, conditions, quantities) for row in rows}
        documents = tuple(d for d in documents if d["document_id"] in told_in)
    known = {d["document_id"] for d in documents}
    return Selection(
        scope=scope,
        documents=documents,
        events=events,
        statements=statements,
        conditions=conditions,
        quantities=quantities,
        actors=actors,
        roles=tuple(r for r in ledger.roles() if r["document_id"] is None or r["document_id"] in known),
        skips=tuple(ledger.skips()),
    )


def _wanted(asked: Sequence[str], ledger: Ledger) -> list[set[str]]:
    if not asked:
        return []
    with ledger.store.reading() as connection:
        known = known_actors(connection)
    return [set(resolve(name, known)) for name in asked]


def _all_in(wanted: Sequence[set[str]], *actor_ids: Iterable[str]) -> bool:
    held = {actor_id for ids in actor_ids for actor_id in ids}
    return all(ids & held for ids in wanted)


def _spoken(ledger: Ledger, statements: Iterable[Row], wanted: Sequence[set[str]]) -> Iterable[Row]:
    """The statements in which every wanted actor is the source or is mentioned in the content."""
    places: dict[str, list[tuple[int, int, str]]] = {}
    for mention in ledger.mentions():
        if any(mention["actor_id"] in ids for ids in wanted):
            places.setdefault(mention["document_id"], []).append((mention["start"], mention["end"], mention["actor_id"]))
    for statement in statements:
        low, high = statement["content_start"], statement["content_end"]
        inside = [a for s, e, a in places.get(statement["document_id"], ()) if low <= s and e <= high]
        if _all_in(wanted, inside, [statement["source_actor_id"] or ""]):
            yield statement


def _quoted(text: str) -> str:
    return text if text.replace("_", "").replace(".", "").isalnum() else '"' + text.replace('"', "") + '"'
