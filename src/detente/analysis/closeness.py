"""Who is closest to whom, and who keeps ties with parties that oppose each other.

    closeness(book) -> [Tie, ...]           closest first, most hostile last
    balancing(book, party) -> [Balance, ...]

A tie is symmetrised: deeds in both directions count, what both do together once. Each direction is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.deeds import Deed, Pair, deeds, deeds_between, done
from detente.analysis.scores import DOUBT, Score
from detente.records import ActorKind, Modality

NO_PARTY: Final = frozenset({"MED", "EDU", "CVL", "REF"})
"""First sectors of those who tell and explain, and of people at large."""
REBELS: Final = frozenset({"REB", "UAF"})
MOST_QUOTED: Final = 3
LEAST_TIE: Final = 0.25
"""The closeness from which a tie is one of cooperation; it also takes two deeds."""
LEAST_HOSTILITY: Final = 1.0
"""The hostility from which two count as opposed, where LEAST_STRIFE is reached too."""
LEAST_STRIFE: Final = 1 / 3


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds or parts two sides, over all deeds told as facts. `closeness` (-10 to 10) is the score's.

    `by_one` and `by_other` hold what each does to the other, and what both do. `alleged` is in no other figure.
    `evidence` quotes the deeds that move the score most, for each side of it.
    """

    one: str
    other: str
    score: Score
    by_one: Score
    by_other: Score
    alleged: Score
    first_on: date | None
    last_on: date | None
    deeds: tuple[Deed, ...]
    cooperating: tuple[Evidence, ...]
    conflicting: tuple[Evidence, ...]

    @property
    def closeness(self) -> float:
        return self.score.closeness

    @property
    def strife(self) -> float:
        """The part of conflict in cooperation and conflict together, 0 to 1."""
        both = self.score.cooperation + self.score.conflict
        return self.score.conflict / both if both else 0.0

    @property
    def hostility(self) -> float:
        """Conflict alone as a mean by weight, drawn to 0 where there are few deeds; 0 to 10."""
        return self.score.conflict / (self.score.weight + DOUBT)

    @property
    def is_opposed(self) -> bool:
        return self.hostility >= LEAST_HOSTILITY and self.strife >= LEAST_STRIFE


class Basis(StrEnum):
    """Why two count as opposed: by what they do to each other, or as rebels and the state that they fight."""

    SCORES = "scores"
    REBELS = "rebels"


@dataclass(frozen=True, slots=True)
class Balance:
    """A party's ties with two that oppose each other. `opposition` is None where nothing is told between the two.

    `strength` is the weaker tie's closeness, or the hostility of the two where that is less; 0 to 10.
    """

    party: str
    one: str
    other: str
    tie_one: Tie
    tie_other: Tie
    opposition: Tie | None
    basis: Basis
    strength: float


def closeness(book: Book, since: date | None = None, last: date | None = None, party: Party | None = None) -> list[Tie]:
    """All pairs of blocs, or those of a party, with a deed told as a fact, closest first."""
    every = ties(book, since, last)
    found = every.values() if party is None else _ties_of(book, party, every, since, last).values()
    return sorted(found, key=lambda t: (-t.closeness, t.one, t.other))


def ties(book: Book, since: date | None = None, last: date | None = None) -> dict[Pair, Tie]:
    """The ties of all pairs of blocs that are parties, by the pair in alphabetical order; of the days asked for."""
    found = {
        pair: tie(pair, within(held, since, last))
        for pair, held in deeds(book).items()
        if not any(is_no_party(book, i) for i in pair)
    }
    return {pair: held for pair, held in found.items() if held.deeds}


def within(held: Iterable[Deed], since: date | None, last: date | None) -> list[Deed]:
    """The deeds from one day to another, both inclusive; all of them without either."""
    if since is None and last is None:
        return list(held)
    return [
        d
        for d in held
        if d.first_on and d.last_on and (since is None or d.last_on >= since) and (last is None or d.first_on <= last)
    ]


def tie(pair: Pair, held: Iterable[Deed]) -> Tie:
    """The tie that some deeds of a pair make."""
    told = tuple(held)
    facts = tuple(done(told))
    one, other = pair
    days = [day for d in facts for day in (d.first_on, d.last_on) if day is not None]
    return Tie(
        one,
        other,
        Score.of(facts),
        Score.of(d for d in facts if d.doer in {None, one}),
        Score.of(d for d in facts if d.doer in {None, other}),
        Score.of(d for d in told if d.modality == Modality.ALLEGED and not d.historical),
        min(days, default=None),
        max(days, default=None),
        facts,
        _quoted(d for d in facts if d.score > 0),
        _quoted(d for d in facts if d.score < 0),
    )


def _quoted(held: Iterable[Deed]) -> tuple[Evidence, ...]:
    weightiest = sorted(held, key=lambda d: (-d.weight * abs(d.score), d.event_ids))[:MOST_QUOTED]
    return tuple(d.evidence[0] for d in weightiest)


def is_no_party(book: Book, actor_id: str) -> bool:
    """Whether an actor is no party: media, scholars, people at large, persons of no known office and country."""
    actor = book.actors.get(actor_id)
    if actor is None:
        return False
    sector = actor.sectors[0] if actor.sectors else None
    nobody = actor.kind == ActorKind.PERSON and sector is None and actor.country is None
    return actor.kind == ActorKind.MEDIA or sector in NO_PARTY or nobody


def balancing(book: Book, party: Party, since: date | None = None, last: date | None = None) -> list[Balance]:
    """Pairs that oppose each other and that the party has ties of cooperation with, the strongest first.

    Two are opposed where the hostility and strife of their deeds are great enough, or where one is an armed group that by
    its entry fights the state that the other is. The party's tie with each must reach LEAST_TIE, with two deeds.
    """
    every = ties(book, since, last)
    held = _ties_of(book, party, every, since, last)
    own = {other: t for other, t in held.items() if t.score.deeds > 1 and t.closeness >= LEAST_TIE}
    found = []
    for one, other in combinations(sorted(own), 2):
        opposition = every.get((one, other))
        weaker = min(own[one].closeness, own[other].closeness)
        if opposition is not None and opposition.is_opposed:
            basis, strength = Basis.SCORES, min(weaker, opposition.hostility)
        elif _fights(book, one, other) or _fights(book, other, one):
            basis, strength = Basis.REBELS, weaker
        else:
            continue
        found.append(Balance(party.actor_id, one, other, own[one], own[other], opposition, basis, strength))
    return sorted(found, key=lambda b: (-b.strength, b.one, b.other))


def _fights(book: Book, group: str, state: str) -> bool:
    """Whether an actor is, by its entry, an armed group of rebels in the state that the other is."""
    actor = book.actors.get(group)
    return (
        actor is not None and actor.kind == ActorKind.ARMED_GROUP and bool(REBELS & set(actor.sectors)) and actor.country == state
    )


def _ties_of(book: Book, party: Party, every: Mapping[Pair, Tie], since: date | None, last: date | None) -> dict[str, Tie]:
    """The party's ties by the other side; a person's own where the party is one."""
    is_bloc = book.bloc(party.actor_id) == party.actor_id
    if is_bloc:
        held = {t.other if t.one == party.actor_id else t.one: t for t in every.values() if party.actor_id in {t.one, t.other}}
    else:
        others = {i for pair in every for i in pair} - {book.bloc(party.actor_id)}
        held = {}
        for other in sorted(others):
            rest = Party(other, book.name(other), frozenset(i for i in book.actors if book.bloc(i) == other) | {other})
            told = within(deeds_between(book, party, rest), since, last)
            held[other] = tie((min(party.actor_id, other), max(party.actor_id, other)), told)
    return {other: t for other, t in held.items() if t.deeds}
