"""Who did what to whom: a ledger's events, one entry for one story's tellings of one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from detente.brief.citations import Citations
from detente.brief.model import Act, Group, Pair, Row, Section
from detente.brief.names import Names, Stories
from detente.brief.words import DEEDS, days, reported

RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
TOGETHER = "Several together"
UNDATED = date.max
LONGEST = timedelta(days=45)


def tell_once(events: Iterable[Row], stories: Stories) -> list[list[Row]]:
    """Events that one story tells of the same actors, type, modality and day, fullest telling first.

    Tellings without a day of their own (titles, mostly) join the first that has one.
    """
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for event in events:
        alike.setdefault(_identity(event, stories), []).append(event)
    return [act for tellings in alike.values() for act in _by_day(tellings)]


def _identity(event: Row, stories: Stories) -> tuple[Any, ...]:
    actors, recipients = frozenset(event["actor_ids"]), frozenset(event["recipient_ids"])
    parties = (actors | recipients,) if event["event_type"] in RECIPROCAL else (actors, recipients)
    return (stories.of(event["document_id"]), event["event_type"], event["modality"], *parties)


def _by_day(tellings: list[Row]) -> Iterator[list[Row]]:
    dated: dict[tuple[Any, Any], list[Row]] = {}
    undated: list[Row] = []
    for event in tellings:
        if _has_own_date(event):
            dated.setdefault((event["date_start"], event["date_end"]), []).append(event)
        else:
            undated.append(event)
    groups = list(dated.values()) or [[]]
    for group in (groups[0] + undated, *groups[1:]):
        first = min(group, key=lambda e: (not _has_own_date(e), -len(e["text"])))
        rest = [event for event in group if event is not first]
        yield [first, *sorted(rest, key=lambda e: (e["document_id"] != first["document_id"], e["document_id"], e["start"]))]


def pairs_of(acts: Iterable[list[Row]], names: Names, most: int) -> tuple[Pair, ...]:
    """The pairs with most acts told as fact; an act between many counts for each pair of an actor and a recipient."""
    actual: Counter[tuple[str, str]] = Counter()
    others: Counter[tuple[str, str]] = Counter()
    for tellings in acts:
        event = tellings[0]
        (actual if event["modality"] == "actual" else others).update(_pairs(event))
    every = sorted({*actual, *others}, key=lambda p: (-actual[p], -others[p], p))
    return tuple(Pair(names.of(a), names.of(b), actual[a, b], others[a, b]) for a, b in every[:most])


def _pairs(event: Row) -> set[tuple[str, str]]:
    actors, recipients = list(event["actor_ids"]), list(event["recipient_ids"])
    met = combinations(actors + recipients, 2) if event["event_type"] in RECIPROCAL else product(actors, recipients)
    return {(min(pair), max(pair)) for pair in met if pair[0] != pair[1]}


class Acts:
    """Makes the entries of events. `author` tells who makes a statement, by its id."""

    def __init__(self, citations: Citations, names: Names, author: Callable[[str | None], str | None]) -> None:
        self._citations = citations
        self._names = names
        self._author = author

    def section(self, acts: Sequence[list[Row]], limit: int, command: str) -> Section[Act]:
        """Acts, as `tell_once` gives them, by who acts; those with both sides named come first where not all fit."""
        chosen = sorted(sorted(acts, key=_weight)[:limit], key=lambda a: (day_of(a[0]) or UNDATED, a[0]["event_id"]))
        by_actor: dict[str, list[Act]] = {}
        for number, tellings in enumerate(chosen, 1):
            by_actor.setdefault(self._heading(tellings[0]), []).append(self._act(f"E{number}", tellings))
        groups = [
            Group(heading, "", tuple(entries))
            for heading, entries in sorted(by_actor.items(), key=lambda g: (g[0] == TOGETHER, -len(g[1]), g[0]))
        ]
        return Section(tuple(groups), len(acts), len(acts) - len(chosen), command)

    def _heading(self, event: Row) -> str:
        names = self._names.all(event["actor_ids"])
        return names[0] if len(names) == 1 else TOGETHER

    def _act(self, code: str, tellings: list[Row]) -> Act:
        event = tellings[0]
        actors, recipients = self._names.all(event["actor_ids"]), self._names.all(event["recipient_ids"])
        recipients = tuple(r for r in recipients if r not in actors)
        told = [self._citations.cite(code if i == 0 else f"{code}.{i}", row) for i, row in enumerate(tellings)]
        return Act(
            code=code,
            event_id=event["event_id"],
            event_type=event["event_type"],
            deed=DEEDS.get(event["event_type"], event["event_type"].lower()),
            mutual=event["event_type"] in RECIPROCAL,
            modes=tuple(event["modes"]),
            modality=event["modality"],
            actors=actors,
            recipients=recipients,
            day=day_of(event),
            month=month_of(event),
            when=_when(event, told[0].published),
            place=event["place"],
            said_by=self._author(event["statement_id"]),
            telling=told[0],
            others=tuple(told[1:]),
        )


def _weight(tellings: list[Row]) -> tuple[bool, bool, float]:
    event = tellings[0]
    return (bool(event["historical"]), not event["recipient_ids"], -float(event["confidence"]))


def _has_own_date(event: Row) -> bool:
    return event["date_start"] is not None and event["date_basis"] not in ("none", "document")


def day_of(event: Row) -> date | None:
    """The day an act is put at: its own, else that of the report."""
    when = event["date_start"] or event.get("published")
    return when if isinstance(when, date) else None


def month_of(event: Row) -> date | None:
    """A day of the month an act belongs to; None where it is dated to a longer span than `LONGEST`, or not at all."""
    start, end = event["date_start"], event["date_end"]
    if start is not None and end is not None and end - start > LONGEST:
        return None
    return day_of(event)


def _when(event: Row, published: str) -> str:
    if _has_own_date(event):
        return days(event["date_start"], event["date_end"])
    return reported(published)
