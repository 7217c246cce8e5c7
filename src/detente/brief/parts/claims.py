"""Claims as chains: who says so, who denies it, who admits it, in the order of days, and where one contradicts another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from detente.analysis.claims import Claim, claims, narrowed
from detente.analysis.stands import STANDS, Side, Stand
from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.svg.model import Ref
from detente.brief.words import count, day, series

SHOWN: Final = 6
SIDES_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a chain: what somebody says of the matter, on which day."""

    cited: Cited
    stand: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A claim. `counts` says in how many independent stories each stand is told; `single` that one publisher tells all."""

    matter: str
    counts: str
    single: bool
    links: tuple[Link, ...]
    left: int
    unsure: int
    contradictions: tuple[tuple[str, tuple[Ref, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chains:
    chains: tuple[Chain, ...]
    left: int


def chains(matter: Matter, cites: Cites) -> Chains:
    """The claims that concern or quote two of the parties, or one and somebody of the topic's place; the disputed ones first.

    Of a single party only those of what it does or what is done to it.
    """
    found = [c for c in narrowed(claims(matter.book), since=matter.since) if _concerns(matter, c)]
    found.sort(key=lambda c: (not c.contradictions, -len(_parties(matter, c)), -sum(c.story_counts.values())))
    shown = found[: matter.most(SHOWN)]
    return Chains(tuple(_chain(matter, c, cites) for c in shown), len(found) - len(shown))


def _parties(matter: Matter, claim: Claim) -> set[str]:
    ids = {*claim.actor_ids, *claim.recipient_ids, *(i for s in claim.sides for i in s.by)}
    return {p.actor_id for p in matter.parties if p.ids & ids}


def _concerns(matter: Matter, claim: Claim) -> bool:
    held = len(_parties(matter, claim))
    done = {*claim.actor_ids, *claim.recipient_ids}
    placed = bool(matter.topic.place_ids & done)
    enough = held > 0 and held + placed >= 2 if len(matter.parties) > 1 else bool(matter.ids & done)
    return enough and (matter.topic.is_open or any(matter.is_near(s.evidence) for s in claim.sides))


def _chain(matter: Matter, claim: Claim, cites: Cites) -> Chain:
    """Its chain, and beside it the sides of its contradictions."""
    chosen = list(dict.fromkeys((*claim.chain[:SIDES_SHOWN], *(s for pair in claim.contradictions for s in pair))))
    chosen.sort(key=claim.sides.index)
    links = {s: _link(matter, s, cites) for s in chosen}
    counts = [f"{s.value} in {count(n, 'story', 'stories')}" for s in STANDS if (n := claim.story_counts[s])]
    return Chain(
        claim.matter,
        series(counts),
        claim.single_publisher,
        tuple(links.values()),
        len(claim.sides) - len(links),
        claim.left_out,
        tuple(
            (_between(matter, one, other), (links[one].cited.ref, links[other].cited.ref)) for one, other in claim.contradictions
        ),
    )


def _link(matter: Matter, side: Side, cites: Cites) -> Link:
    return Link(cites.cite("L", side.evidence), side.stand, _who(matter, side.by, side.stand), day(side.on))


def _who(matter: Matter, by: Iterable[str], stand: str) -> str:
    return series(matter.names(by)) or ("nobody named" if stand == Stand.ALLEGED else "the text itself")


def _between(matter: Matter, denial: Side, other: Side) -> str:
    """Of whom a contradiction is: "Norland denies what Ostia says"."""
    who, whom = _who(matter, denial.by, denial.stand), _who(matter, other.by, other.stand)
    denies = "deny" if len(denial.by) > 1 else "denies"
    if other.stand != Stand.ADMITTED:
        return f"{who} {denies} what {whom} {'say' if len(other.by) > 1 else 'says'}"
    same = matter.names(sorted(matter.book.blocs(denial.by) & matter.book.blocs(other.by)))
    if len(same) == 1:
        return f"{same[0]} denies it and admits it"
    return f"{who} {denies} what {whom} {'admit' if len(other.by) > 1 else 'admits'}"
