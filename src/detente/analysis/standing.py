"""A party's standing on an issue: all its positions, copies once, drawn together, and how it changed.

    standing(book, issue, party, positions) -> Standing

Each position lies on the issue's line at its pole's value times its stance. The stance of the party is their mean, by weight:
what it says counts 1, what it does 0.7, what others ascribe to it 0.5, and half as much for each year before the latest
position of anybody that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.issues import Issue
from detente.records import Position, PositionBasis

WEIGHTS: Final = {PositionBasis.STATEMENT: 1.0, PositionBasis.EVENT: 0.7, PositionBasis.ATTRIBUTION: 0.5}
HALF_LIFE: Final = 365.0
"""Days after which a position counts half."""
SIDE: Final = 0.15
"""From here on a place on the line is on one side of the middle."""
TORN: Final = 0.25
"""The share of weight on the lesser side from which on a party is on both sides."""
_UNDATED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Backing:
    """A position with its sentence; `value` is its place on the issue's line, `copies` how many texts of the story repeat it."""

    position: Position
    value: float
    weight: float
    evidence: Evidence
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of sides: on which day, from where to where on the line, and the position that shows it."""

    on: date
    before: float
    after: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a party stands: `stance` is its place on the line, None where the ledger has no position of it."""

    party: Party
    stance: float | None
    backings: tuple[Backing, ...]
    shifts: tuple[Shift, ...]

    @property
    def positions(self) -> tuple[Position, ...]:
        return tuple(b.position for b in self.backings)

    @property
    def silent(self) -> bool:
        """Whether the ledger has no position of it, which is not the same as being neutral."""
        return not self.backings

    @property
    def torn(self) -> bool:
        """Whether it stands on both sides: at least a quarter of the weight lies on the lesser."""
        sides = [sum(b.weight for b in self.backings if b.value * sign > SIDE) for sign in (1, -1)]
        return min(sides) >= TORN * sum(sides) > 0


def position_evidence(book: Book, position: Position) -> Evidence:
    """A position as evidence; `said_by` are those on whose word it stands: its holder, or who ascribes it; else nobody."""
    source = book.sources[position.document_id]
    told = book.statement_of.get(position.statement_id or "")
    if told and position.event_id is None and position.basis == PositionBasis.ATTRIBUTION:
        told = book.statement_of.get(told.parent_statement_id or "")
    speakers = book.speakers(told) if told else ()
    return Evidence(
        "position",
        position.position_id,
        position.document_id,
        position.start,
        position.end,
        position.text,
        position.held_on,
        source.published,
        source.outlet,
        source.story_id,
        speakers,
    )


def standing(book: Book, issue: Issue, party: Party, held: Iterable[Position]) -> Standing:
    """What the positions make of a party's standing; those on other issues and of others are passed over."""
    own = [p for p in held if p.issue_id == issue.issue_id and p.actor_id in party.ids]
    return _standing(book, issue, party, own, latest(own))


def standings(book: Book, issue: Issue, parties: Sequence[Party], held: Iterable[Position]) -> tuple[Standing, ...]:
    """The standings of several parties, weighed from the same day."""
    on_issue = [p for p in held if p.issue_id == issue.issue_id]
    own = [[p for p in on_issue if p.actor_id in party.ids] for party in parties]
    last = latest(p for found in own for p in found)
    return tuple(_standing(book, issue, party, found, last) for party, found in zip(parties, own, strict=True))


def latest(held: Iterable[Position]) -> date | None:
    """The last day of some positions."""
    return max((p.held_on for p in held if p.held_on), default=None)


def _standing(book: Book, issue: Issue, party: Party, own: Sequence[Position], last: date | None) -> Standing:
    backings = _once(book, issue, own, last)
    total = sum(b.weight for b in backings)
    stance = round(sum(b.value * b.weight for b in backings) / total, 2) if total else None
    return Standing(party, stance, backings, _shifts(backings))


def _once(book: Book, issue: Issue, own: Sequence[Position], last: date | None) -> tuple[Backing, ...]:
    """Each position once for a story, a pole and a side, by the strongest of its sentences; by date, undated last."""
    stories: dict[tuple[str, str, bool], list[Position]] = {}
    for position in own:
        key = (book.sources[position.document_id].story_id, position.pole, position.stance > 0)
        stories.setdefault(key, []).append(position)
    found = []
    for copies in stories.values():
        best = max(copies, key=lambda p: (WEIGHTS[PositionBasis(p.basis)], abs(p.stance)))
        texts = len({p.document_id for p in copies})
        weight = WEIGHTS[PositionBasis(best.basis)] * _recency(best.held_on, last)
        found.append(Backing(best, issue.value(best.pole, best.stance), weight, position_evidence(book, best), texts))
    return tuple(sorted(found, key=lambda b: (b.position.held_on or date.max, b.position.position_id)))


def _recency(on: date | None, last: date | None) -> float:
    if on is None or last is None:
        return _UNDATED
    return float(0.5 ** ((last - on).days / HALF_LIFE))


def _shifts(backings: Sequence[Backing]) -> tuple[Shift, ...]:
    """Where the positions go over to the other side, by date; what is undated or in the middle shows none."""
    found: list[Shift] = []
    before: Backing | None = None
    for backing in backings:
        on = backing.position.held_on
        if on is None or abs(backing.value) <= SIDE:
            continue
        if before is not None and before.value * backing.value < 0 and before.position.held_on != on:
            found.append(Shift(on, before.value, backing.value, backing.evidence))
        before = backing
    return tuple(found)
