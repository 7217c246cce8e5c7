"""Who did it to whom, as pairs of codes, and which pairs of gold and prediction are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.records import Actor, ActorKind, Reading

Pair = tuple[str, str, bool]
"""Codes of actor and recipient, empty where there is none; whether the pair holds either way."""
_CODES = {ActorKind.IGO: "IGO", ActorKind.NGO: "NGO", ActorKind.ARMED_GROUP: "REB"}


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder says of a sentence."""

    categories: frozenset[str]
    pairs: tuple[tuple[str, Pair], ...]


def coded(reading: Reading) -> Coded:
    """The PLOVER categories of a sentence's events, and each event's pairs with its category."""
    actors = {a.actor_id: a for a in reading.actors}
    held = [e for e in reading.events if e.plover_type is not None]
    found: list[tuple[str, Pair]] = []
    for event in held:
        sides = [{code(actors[i]) for i in ids} for ids in (event.actor_ids, event.recipient_ids)]
        found += [(str(event.plover_type), pair) for pair in pairs(sides[0], sides[1], False)]
    return Coded(frozenset(str(e.plover_type) for e in held), tuple(dict.fromkeys(found)))


def code(actor: Actor) -> str:
    """Three letters: the country, or IGO, NGO, REB for those without; persons who serve an organisation have its code."""
    served = next((s for s in actor.sectors if s in _CODES.values()), "---")
    return actor.country or _CODES.get(actor.kind, served)


def pairs(actors: Iterable[str], recipients: Iterable[str], reciprocal: bool) -> list[Pair]:
    """Directed pairs; of a compound actor without recipient the pairs among its members, either way."""
    first, second = sorted(set(actors)), sorted(set(recipients))
    if not second and len(first) > 1:
        return [(a, b, True) for i, a in enumerate(first) for b in first[i + 1 :]]
    return [(a, b, reciprocal) for a in first or [""] for b in second or [""]]


def same(one: Pair, other: Pair) -> bool:
    """Whether two pairs have the same codes, in either order if one of them is reciprocal."""
    if one[:2] == other[:2]:
        return True
    return (one[2] or other[2]) and one[:2] == other[1::-1]


def matches(gold: Sequence[tuple[frozenset[str], Pair]], found: Sequence[tuple[str, Pair]], typed: bool) -> int:
    """One-to-one matches of pairs, with the category if `typed`."""
    left, count = list(found), 0
    for kinds, pair in gold:
        hit = next((f for f in left if same(pair, f[1]) and (not typed or f[0] in kinds)), None)
        if hit is not None:
            left.remove(hit)
            count += 1
    return count
