"""The seat matrix: who sat at which table, who hosted, who is said to have stayed away, and of whom nothing is said.

    seats(book).rows[0].seat("RUS")     -> Seat.HOST

Parties are blocs: a minister's seat is their state's. That nobody mentions a party is not told as absence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.meetings import Meeting
from detente.records import ActorKind, Event

PERSONAL: Final = frozenset({ActorKind.PERSON, ActorKind.MEDIA})
"""Who gets no column of their own: persons of whom no side is known, and newspapers."""


class Seat(StrEnum):
    """What is told of a party at a table."""

    HOST = "host"
    SEATED = "seated"
    ABSENT = "absent"
    UNKNOWN = "not mentioned"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One table. `seats` are the blocs of which something is told; whoever is not in it is not mentioned.

    `stories` counts the independent stories that tell of it; `weight` (0 to 1) is the chance that at least one of them is read
    right: one minus the product of (1 - best confidence) over the stories. `people` are the participants by bloc, `persons`
    those whose side is unknown.
    """

    meeting: Meeting
    on: date | None
    stories: int
    weight: float
    seats: tuple[tuple[str, Seat], ...]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    persons: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def seat(self, bloc: str) -> Seat:
        return dict(self.seats).get(bloc, Seat.UNKNOWN)

    @property
    def parties(self) -> tuple[str, ...]:
        """Blocs that sat there, or are to sit there where it is planned."""
        return tuple(bloc for bloc, seat in self.seats if seat in {Seat.HOST, Seat.SEATED})

    @property
    def took_place(self) -> bool:
        return self.meeting.status == "held"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A party of which it is told that it stayed away, refused to come or sent nobody; from whom, where a text says so."""

    bloc: str
    towards: tuple[str, ...]
    modality: str
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SeatMatrix:
    """Tables by parties. `parties` are the columns, those with most seats first.

    `refusals` are told of no table of the matrix in particular, oldest first.
    """

    rows: tuple[SeatRow, ...]
    parties: tuple[str, ...]
    refusals: tuple[Refusal, ...] = ()

    def together(self, one: str, other: str) -> tuple[SeatRow, ...]:
        """The held meetings at which both blocs sat."""
        return tuple(r for r in self.rows if r.took_place and {one, other} <= set(r.parties))

    def left_out(self, bloc: str) -> tuple[SeatRow, ...]:
        """The held meetings from which a bloc is told to have been absent."""
        return tuple(r for r in self.rows if r.took_place and r.seat(bloc) is Seat.ABSENT)

    def narrowed(self, parties: Sequence[Party] = (), since: date | None = None, until: date | None = None) -> SeatMatrix:
        """Only the tables of which something is told of all these parties, from the first day to the last, both included.

        A meeting without a date is kept only where no day is asked for.
        """
        asked = [set(p.ids) | {p.actor_id} for p in parties]
        kept = [
            row
            for row in self.rows
            if all(ids & {*dict(row.seats), *row.meeting.participant_ids, *row.meeting.absent_ids} for ids in asked)
            and _within(row, since, until)
        ]
        away = [r for r in self.refusals if all(ids & {r.bloc, *r.towards} for ids in asked) and _on(r, since, until)]
        return SeatMatrix(tuple(kept), _columns(kept), tuple(away))

    def first(self, limit: int | None) -> SeatMatrix:
        """At most so many of its tables."""
        return replace(self, rows=self.rows[:limit])

    def by_date(self) -> SeatMatrix:
        """The same tables in the order of their days, the undated last."""
        return replace(
            self, rows=tuple(sorted(self.rows, key=lambda r: (r.meeting.date_start or date.max, r.meeting.meeting_id)))
        )


def seats(book: Book) -> SeatMatrix:
    """The matrix of all meetings of a book, those told by most independent stories first, then the surest."""
    rows = [_row(book, meeting) for meeting in book.meetings]
    rows.sort(key=lambda r: (-r.stories, -r.weight, r.meeting.date_start or date.max, r.meeting.meeting_id))
    return SeatMatrix(tuple(rows), _columns(rows), tuple(_refusals(book)))


def _refusals(book: Book) -> Iterable[Refusal]:
    """One for each story and bloc, the surest telling."""
    placed = {i for meeting in book.meetings for i in meeting.event_ids}
    best: dict[tuple[str, str], Refusal] = {}
    for event in book.events:
        if event.event_id in placed:
            continue
        towards = tuple(sorted(book.blocs((*event.actor_ids, *event.recipient_ids)) - book.blocs(event.absent_ids)))
        for bloc in sorted(book.blocs(event.absent_ids)):
            evidence = book.evidence(event)
            key = (evidence.story_id, bloc)
            if key not in best or event.confidence > best[key].confidence:
                best[key] = Refusal(bloc, towards, event.modality, event.confidence, evidence)
    return sorted(best.values(), key=lambda r: (r.evidence.on or date.max, r.evidence.record_id, r.bloc))


def _row(book: Book, meeting: Meeting) -> SeatRow:
    people: dict[str, list[str]] = {}
    for actor_id in meeting.participant_ids:
        people.setdefault(book.bloc(actor_id), []).append(actor_id)
    host = book.bloc(meeting.host_id) if meeting.host_id else None
    taken = dict.fromkeys(people, Seat.SEATED)
    if host is not None:
        taken[host] = Seat.HOST
    for actor_id in meeting.absent_ids:
        taken.setdefault(book.bloc(actor_id), Seat.ABSENT)
    lone = tuple(bloc for bloc in taken if _is_personal(book, bloc))
    told = [book.event_of[i] for i in meeting.event_ids if i in book.event_of]
    best: dict[str, float] = {}
    for event in told:
        story = book.source(event).story_id
        best[story] = max(best.get(story, 0.0), event.confidence)
    return SeatRow(
        meeting,
        book.on(meeting),
        len(best),
        round(1 - _product(1 - c for c in best.values()), 2),
        tuple((bloc, seat) for bloc, seat in taken.items() if bloc not in lone),
        tuple((bloc, tuple(ids)) for bloc, ids in people.items() if bloc not in lone),
        lone,
        _evidence(book, meeting, told),
    )


def _evidence(book: Book, meeting: Meeting, told: Iterable[Event]) -> tuple[Evidence, ...]:
    """The best telling, then the others."""
    best = book.evidence(meeting)
    others = (book.evidence(event) for event in told)
    return best, *(e for e in others if (e.document_id, e.start) != (best.document_id, best.start))


def _is_personal(book: Book, bloc: str) -> bool:
    actor = book.actors.get(bloc)
    return actor is not None and actor.kind in PERSONAL


def _product(factors: Iterable[float]) -> float:
    result = 1.0
    for factor in factors:
        result *= factor
    return result


def _on(refusal: Refusal, since: date | None, until: date | None) -> bool:
    day = refusal.evidence.on
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _within(row: SeatRow, since: date | None, until: date | None) -> bool:
    first, last = row.meeting.date_start, row.meeting.date_end or row.meeting.date_start
    if first is None or last is None:
        return since is None and until is None
    return (since is None or last >= since) and (until is None or first <= until)


def _columns(rows: Iterable[SeatRow]) -> tuple[str, ...]:
    """All blocs of which something is told: those seated most often first."""
    counts: Counter[str] = Counter()
    for row in rows:
        for bloc, seat in row.seats:
            counts[bloc] += 0 if seat is Seat.ABSENT else 1
    return tuple(sorted(counts, key=lambda b: (-counts[b], b)))
