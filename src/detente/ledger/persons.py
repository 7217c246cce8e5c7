"""The ledger's persons with their names, offices and documents, as some of the decisions make them.

What decides by itself who is one has to look at what was read and at what people decided, and not at its own decisions;
else what it finds would depend on the order in which documents came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from detente.actors.identity import Person
from detente.ledger.decisions import Decision
from detente.ledger.identities import Identities, Mentions
from detente.ledger.rewriting import identified, moved
from detente.ledger.sql import query
from detente.ledger.store import Connection
from detente.records import Actor, ActorKind, Origin, Role

_OWN, _DECIDED, _MERGED = range(3)
_ORIGINS: Final = {Origin.USER: 0, Origin.REGISTRY: 1, Origin.TEXT: 2}


@dataclass(slots=True)
class _Told:
    """What documents and decisions tell of an id: entries with the rank of their source, and the documents."""

    entries: Counter[tuple[int, Actor]] = field(default_factory=Counter)
    documents: dict[str, date | None] = field(default_factory=dict)
    roles: dict[Role, None] = field(default_factory=dict)

    def person(self, actor_id: str) -> Person:
        best = min(self.entries, key=lambda e: (e[0], _ORIGINS[e[1].origin], -self.entries[e], -len(e[1].name), e[1].name))[1]
        names = {name for _, actor in self.entries for name in (actor.name, *actor.aliases)} - {best.name}
        countries = Counter(country for role in self.roles if (country := role.country))
        country = best.country or min(countries, key=lambda c: (-countries[c], c), default=None)
        actor = Actor(actor_id, best.name, best.kind, country, best.sectors, tuple(sorted(names)), best.origin)
        return Person(actor, tuple(self.roles), self.documents)


def persons(connection: Connection, decisions: Sequence[Decision]) -> list[Person]:
    """The persons that the documents bring, with nothing decided but what these decisions say, in the order of their ids."""
    identities = identified(connection, decisions)
    parted = moved(connection, identities, None)
    told: dict[str, _Told] = defaultdict(_Told)
    for document_id, published, actor_id, *columns in connection.execute(query("persons_read")).fetchall():
        for now in _now(identities, parted, document_id, actor_id):
            rank = _OWN if now == actor_id else _MERGED
            told[now].entries[rank, _actor(now, *columns)] += 1
            told[now].documents[document_id] = published
    for decision in decisions:
        after = decision.after or {}
        if after.get("actor_id") in told and {"name", "kind"} <= set(after):
            told[after["actor_id"]].entries[_DECIDED, _decided(after)] += 1
    _give_roles(connection.execute(query("roles_read")).fetchall(), identities, parted, told)
    found = (one.person(actor_id) for actor_id, one in sorted(told.items()))
    return [person for person in found if person.actor.kind is ActorKind.PERSON]


def _give_roles(
    rows: Iterable[tuple[Any, ...]], identities: Identities, parted: Mapping[tuple[str, str], Mentions], told: Mapping[str, _Told]
) -> None:
    for actor_id, title, organization, country, start_date, end_date, document_id, start, end in rows:
        mentions = parted.get((document_id, actor_id))
        known = mentions is not None and start is not None
        now = mentions.meant((start, end)) if mentions is not None and known else identities.everywhere(actor_id)
        if now in told:
            told[now].roles[Role(now, title, organization, country, start_date, end_date)] = None


def _now(identities: Identities, parted: Mapping[tuple[str, str], Mentions], document_id: str, actor_id: str) -> set[str]:
    mentions = parted.get((document_id, actor_id))
    return set(mentions.now.values()) if mentions is not None else {identities.everywhere(actor_id)}


def _actor(actor_id: str, name: str, country: str | None, sectors: list[str], aliases: list[str], origin: str) -> Actor:
    return Actor(actor_id, name, ActorKind.PERSON, country, tuple(sectors), tuple(aliases), Origin(origin))


def _decided(after: Mapping[str, Any]) -> Actor:
    lists = (tuple(after.get("sectors") or ()), tuple(after.get("aliases") or ()))
    origin = Origin(after.get("origin", "user"))
    return Actor(after["actor_id"], after["name"], ActorKind(after["kind"]), after.get("country"), *lists, origin)
