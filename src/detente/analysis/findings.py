"""Findings that may hang on a single source: each with a key that stays when a source is left out, and a verdict.

Finder = a function from a book to its findings; `sifting` has those that read the book but once. Others join by one more finder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Final, Protocol

from detente.analysis.book import Book, Evidence
from detente.analysis.counting import LEVEL
from detente.analysis.numbers import NumberSeries, figure, numbers
from detente.analysis.seats import seats
from detente.analysis.sifting import Found, found_claims, found_positions
from detente.records import Event, Modality

__all__ = ["FINDERS", "Finder", "Finding", "Found", "found_meetings", "found_numbers", "found_pairs"]

_TWICE: Final = 2
"""Points of a series, without which nothing is found about a number."""
_PAIR_STORIES: Final = 2
"""Stories without which nothing is found about a pair."""


class Finding(Protocol):
    """What an analysis says. Two findings are the same if kind and key are; a source changes it if the verdict changes."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


Finder = Callable[[Book], Iterable[Finding]]


def found_meetings(book: Book) -> Iterable[Found]:
    """That a table was held or planned: its parties, status and about when. The day may shift with the telling left out."""
    for row in seats(book).rows:
        names = ", ".join(book.name(p) for p in row.parties)
        key = "+".join(sorted(row.parties))
        when = row.meeting.date_start.strftime("%Y-%m") if row.meeting.date_start else "undated"
        place = f" in {row.meeting.place}" if row.meeting.place else ""
        yield Found("meeting", f"{key} {when}", f"{names}{place}, {when}", row.meeting.status, row.evidence)


def found_pairs(book: Book) -> Iterable[Found]:
    """Whether two blocs are told to cooperate or to be in conflict.

    The verdict is the sign of the mean PLOVER score of actual events between them, one of each type for each story (the surest),
    weighted by confidence. Pairs that fewer than two stories tell of are left out.
    """
    told: dict[tuple[str, str], dict[tuple[str, str], Event]] = defaultdict(dict)
    for event in book.events:
        if event.modality != Modality.ACTUAL or event.historical or event.score is None:
            continue
        story = book.source(event).story_id
        for pair in _pairs(book, event):
            held = told[pair].get((story, event.event_type))
            if held is None or event.confidence > held.confidence:
                told[pair][story, event.event_type] = event
    for (one, other), held_events in sorted(told.items()):
        events = list(held_events.values())
        if len({story for story, _ in held_events}) < _PAIR_STORIES:
            continue
        weight = sum(e.confidence for e in events)
        mean = sum((e.score or 0.0) * e.confidence for e in events) / weight if weight else 0.0
        verdict = "balance" if not mean else "cooperation" if mean > 0 else "conflict"
        evidence = tuple(map(book.evidence, events))
        yield Found("pair", f"{one}+{other}", f"{book.name(one)} and {book.name(other)}", verdict, evidence)


def _pairs(book: Book, event: Event) -> Iterable[tuple[str, str]]:
    acting, receiving = book.blocs(event.actor_ids), book.blocs(event.recipient_ids)
    if receiving:
        return sorted({(min(a, r), max(a, r)) for a in acting for r in receiving if a != r})
    return combinations(sorted(acting), 2)


def found_numbers(book: Book) -> Iterable[Found]:
    """The latest value of each level that is told at least twice, and whether sources differ on it."""
    for series in numbers(book):
        facts = len(series.steps) + len(series.undated)
        if facts == 0 or series.act != LEVEL or len(series.points) < _TWICE:
            continue
        whose = ", ".join(map(book.name, series.whose)) or "nobody's in particular"
        key = f"{series.item} {series.unit} {series.act} {'+'.join(series.whose)} {series.where}"
        evidence = tuple(e for p in series.points for e in p.evidence)
        yield Found("number", key, f"{series.item} ({whose}, {series.act})", _latest(series), evidence)


def _latest(series: NumberSeries) -> str:
    if series.steps:
        return series.steps[-1].value
    return figure(series.undated[-1])


FINDERS: Final[tuple[Finder, ...]] = (found_meetings, found_pairs, found_numbers, found_claims, found_positions)
"""What `coverage` tries unless it is given other finders."""
