"""Persons whom texts name differently and who are surely one are made one, by decisions that anybody can take back.

Which ones depends on what was read and on what people decided, not on the order of reading: where more documents show
that a merge was wrong, or that another id is to be kept, it is taken back. What people decided about two actors is never
touched, whichever way they decided it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from detente.actors import identity
from detente.actors.identity import Person
from detente.ledger.actor_decisions import columns_of, first_mention
from detente.ledger.decisions import Decision, DecisionKind, all_decisions, keep_all, standing
from detente.ledger.persons import persons
from detente.ledger.rewriting import follow, identified
from detente.ledger.settling import renew
from detente.ledger.store import Connection, Store
from detente.ledger.table import Table
from detente.records import Role

BY: Final = "detente"
SAME: Final = "same person"
NO_LONGER: Final = "not surely the same person any more"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Alike:
    """Persons who are surely one, the one to keep first. `apart` are those of them that people's decisions keep apart."""

    persons: tuple[Person, ...]
    apart: frozenset[str] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(person.actor.actor_id for person in self.persons)

    @property
    def merges(self) -> list[Pair]:
        """Whom to merge into whom."""
        kept, *merged = [actor_id for actor_id in self.ids if actor_id not in self.apart] or [""]
        return [(actor_id, kept) for actor_id in merged]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What has to be decided so that the ledger says who is one."""

    alike: list[Alike]
    wrong: list[Decision]
    missing: list[Pair]


def alike(store: Store) -> list[Alike]:
    """All persons who are surely one, whether they were made one or not. Writes nothing."""
    with store.reading() as connection:
        return _plan(connection).alike


def table(store: Store) -> Table:
    """A row for each of them, with offices and documents as they were read; `is_one` where nothing keeps them apart."""
    columns = ("same_as", "actor_id", "name", "offices", "documents", "is_one")
    rows = []
    for group in alike(store):
        for person in group.persons:
            offices = sorted({_office(role) for role in person.roles})
            together = person.actor.actor_id not in group.apart
            rows.append((group.ids[0], person.actor.actor_id, person.actor.name, offices, len(person.documents), together))
    return Table("same", columns, tuple(rows))


def _office(role: Role) -> str:
    whom = role.organization or role.country
    return f"{role.title} ({whom})" if whom else role.title


def join(store: Store) -> int:
    """Makes one of persons who surely are; the number of those that went into another. Raises what `Store.writing` does."""
    with store.reading() as connection:
        plan = _plan(connection)
    if not (plan.wrong or plan.missing):
        return 0
    with store.writing() as connection:
        plan = _plan(connection)
        if plan.wrong:
            keep_all(connection, _numbered(connection, [_taken_back(d) for d in plan.wrong]))
            renew(connection)
        merges = [d for pair in plan.missing for d in _merge(connection, *pair)]
        keep_all(connection, _numbered(connection, merges))
        renew(connection)
    before = {decision.target for decision in plan.wrong}
    return sum(decision.target not in before for decision in merges)


def _is_ours(decision: Decision) -> bool:
    """Whether nobody decided it, but the evidence alone."""
    note = {DecisionKind.MERGE: SAME, DecisionKind.REJECT: NO_LONGER}.get(decision.kind)
    return decision.by == BY and note is not None and (decision.after or {}).get("note") == note


def _plan(connection: Connection) -> _Plan:
    taken = all_decisions(connection)
    followed = follow(connection, taken)
    stand = [followed[d.decision_id] for d in standing(taken)]
    ours = [d for number, d in enumerate(stand) if _is_ours(d) and not _is_built_on(d, stand[number + 1 :])]
    own = {d.decision_id for d in ours}
    others = [d for d in stand if d.decision_id not in own]
    now = identified(connection, others).everywhere
    known = {person.actor.actor_id: person for person in persons(connection, others)}
    decided = {(now(one), now(other)) for one, other in _decided_pairs(taken, followed)}
    found = [_alike([known[i] for i in group], decided) for group in identity.same_persons(known.values())]
    wanted = [pair for group in found for pair in group.merges]
    made = {_pair(d): d for d in ours}
    wrong = [d for d in ours if _pair(d) not in set(wanted)]
    return _Plan(found, wrong, [pair for pair in wanted if pair not in made])


def _pair(decision: Decision) -> Pair:
    return decision.target, str((decision.after or {})["actor_id"])


def _is_built_on(decision: Decision, later: Iterable[Decision]) -> bool:
    """Whether people decided something on the actors of a merge since, for which it has to stay as it is."""
    return any(not _is_ours(d) and set(_pair(d)) & set(_pair(decision)) for d in later)


def _decided_pairs(taken: Iterable[Decision], followed: Mapping[str, Decision]) -> set[Pair]:
    """All actors of which people said that they are one, or not, or took that back: the one it was said of first."""
    found = set()
    for decision in taken:
        about = followed.get(decision.target if decision.kind is DecisionKind.REJECT else decision.decision_id)
        if about is not None and not _is_ours(decision):
            found.add(_pair(about))
    return found


def _alike(group: Sequence[Person], decided: set[Pair]) -> Alike:
    ids = [person.actor.actor_id for person in group]
    parted = {one for one, other in decided if one != other and one in ids and other in ids}
    together: list[str] = []
    for actor_id in sorted(ids, key=lambda i: i in parted):
        if not any((actor_id, other) in decided or (other, actor_id) in decided for other in together):
            together.append(actor_id)
    return Alike(tuple(group), frozenset(ids) - set(together) if len(together) > 1 else frozenset(ids))


def _merge(connection: Connection, merged: str, kept: str) -> list[Decision]:
    before, after = columns_of(connection, merged), columns_of(connection, kept)
    if before is None or after is None:
        return []
    place = first_mention(connection, merged)
    return [Decision("", DecisionKind.MERGE, merged, BY, datetime.min, place, before, after | {"note": SAME})]


def _taken_back(decision: Decision) -> Decision:
    before = {"decision_id": decision.decision_id, "kind": "merge", "target": decision.target, "after": decision.after}
    return Decision("", DecisionKind.REJECT, decision.decision_id, BY, datetime.min, decision.anchor, before, {"note": NO_LONGER})


def _numbered(connection: Connection, decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions with their times, after all others, and with ids made of what they say: the same in every ledger."""
    earlier = all_decisions(connection)
    taken = {d.decision_id for d in earlier}
    at = max([datetime.now(UTC).replace(tzinfo=None), *(d.at + timedelta(microseconds=1) for d in earlier)])
    found = []
    for number, d in enumerate(decisions):
        key = _key(d, taken)
        taken.add(key)
        when = at + timedelta(microseconds=number)
        found.append(Decision(key, d.kind, d.target, d.by, when, d.anchor, d.before, d.after))
    return found


def _key(decision: Decision, taken: set[str]) -> str:
    said = (decision.kind.value, decision.target, (decision.after or {}).get("actor_id"))
    tries = (hashlib.sha256(repr((*said, number)).encode()).hexdigest()[:8] for number in range(len(taken) + 1))
    return next(key for key in tries if key not in taken)
