"""The timeline: what an actor did or what a pair did to each other, in order, each act once a story.

timeline(book, [book.party("Russia"), book.party("Taliban")]) -> (Entry, ...)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.deeds import LONGEST, NO_DAY
from detente.reading.plover import MUTUAL
from detente.records import Event

SAME: Final = 7
"""Days before its report to which a story may date what its title tells without a day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as one story tells it. `first_on` is None where it has no day; `reported` says that the day is the report's.

    `others` are further places in which the same story and its copies tell it.
    """

    first_on: date | None
    last_on: date | None
    reported: bool
    event_type: str
    modes: tuple[str, ...]
    modality: str
    historical: bool
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    place: str | None
    confidence: float
    evidence: Evidence
    others: tuple[Evidence, ...]


def timeline(book: Book, parties: Sequence[Party] = (), since: date | None = None, last: date | None = None) -> tuple[Entry, ...]:
    """Acts in which all the parties take part, by day; those without a day come last, and only where no days are asked for."""
    told: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in book.events:
        taking = {*event.actor_ids, *event.recipient_ids}
        if taking and all(taking & party.ids for party in parties):
            told[_identity(book, event)].append(event)
    entries = [_entry(book, act) for tellings in told.values() for act in _by_day(book, tellings)]
    kept = [e for e in entries if _is_within(e, since, last)]
    return tuple(sorted(kept, key=lambda e: (e.first_on or date.max, e.last_on or date.max, e.evidence.record_id)))


def _identity(book: Book, event: Event) -> tuple[object, ...]:
    """What tellings of one act in one story have in common, beside the day."""
    actors, recipients = book.blocs(event.actor_ids), book.blocs(event.recipient_ids)
    parties = (actors | recipients,) if event.event_type in MUTUAL else (actors, recipients)
    return book.source(event).story_id, event.event_type, event.modality, event.historical, *parties


def _days(book: Book, event: Event) -> tuple[date | None, date | None, bool]:
    """First and last day; whether the text gives them. Long and open spans are no days."""
    start, end = event.date_start, event.date_end
    if event.date_basis in NO_DAY or not (start or end):
        on = book.on(event)
        return on, on, False
    if start is None or end is None or (end - start).days > LONGEST:
        return None, None, True
    return start, end, True


def _by_day(book: Book, tellings: Sequence[Event]) -> list[list[Event]]:
    """Tellings of one kind in one story by act: those with a day of their own by it, the others with the nearest before."""
    own: dict[tuple[date | None, date | None], list[Event]] = defaultdict(list)
    rest: list[tuple[date | None, Event]] = []
    for event in tellings:
        start, end, is_own = _days(book, event)
        if is_own:
            own[start, end].append(event)
        else:
            rest.append((start, event))
    left = []
    for on, event in rest:
        near = [days for days in own if on and days[0] and days[1] and days[0] <= on and (on - days[1]).days <= SAME]
        if near:
            own[max(near, key=lambda d: d[1] or date.min)].append(event)
        else:
            left.append(event)
    return [*own.values(), *([left] if left else [])]


def _entry(book: Book, act: Sequence[Event]) -> Entry:
    ordered = sorted(act, key=lambda e: (-e.confidence, e.document_id, e.start))
    best = ordered[0]
    dated = next((e for e in ordered if _days(book, e)[2]), best)
    start, end, own = _days(book, dated)
    return Entry(
        start,
        end,
        not own,
        str(best.event_type),
        best.modes,
        str(best.modality),
        best.historical,
        best.actor_ids,
        best.recipient_ids,
        best.place,
        best.confidence,
        book.evidence(best),
        tuple(book.evidence(e) for e in ordered[1:]),
    )


def _is_within(entry: Entry, since: date | None, last: date | None) -> bool:
    if since is None and last is None:
        return True
    if entry.first_on is None or entry.last_on is None:
        return False
    return (since is None or entry.last_on >= since) and (last is None or entry.first_on <= last)
