"""Who did what to whom: a ledger's events, one entry for one story's tellings of one act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from detente.brief.citations import Citations
from detente.brief.model import Act, Group, Row, Section
from detente.brief.names import Names, Stories
from detente.brief.words import ALONE, VERBS, day, days

RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
TOGETHER = "Several together"
UNDATED = date.max


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
        yield sorted(group, key=lambda e: (not _has_own_date(e), -len(e["text"])))


class Acts:
    """Makes the entries of events. `authors` gives who says so, by statement id."""

    def __init__(self, citations: Citations, names: Names, stories: Stories, authors: dict[str, str]) -> None:
        self._citations = citations
        self._names = names
        self._stories = stories
        self._authors = authors

    def section(self, events: Sequence[Row], limit: int, command: str) -> Section[Act]:
        """The acts with a named actor, by who acts; those with both sides named come before others where not all fit."""
        acts = [tellings for tellings in tell_once(events, self._stories) if tellings[0]["actor_ids"]]
        chosen = sorted(sorted(acts, key=_weight)[:limit], key=lambda a: (_day(a[0]) or UNDATED, a[0]["event_id"]))
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
        verbs = VERBS if recipients else ALONE
        told = [self._citations.cite(code if i == 0 else f"{code}.{i}", row) for i, row in enumerate(tellings)]
        return Act(
            code=code,
            event_id=event["event_id"],
            event_type=event["event_type"],
            verb=verbs.get(event["event_type"], event["event_type"].lower()),
            modes=tuple(event["modes"]),
            modality=event["modality"],
            actors=actors,
            recipients=recipients,
            day=_day(event),
            when=_when(event, told[0].published),
            place=event["place"],
            said_by=self._authors.get(event["statement_id"] or ""),
            telling=told[0],
            others=tuple(told[1:]),
        )


def _weight(tellings: list[Row]) -> tuple[bool, bool, float]:
    event = tellings[0]
    return (bool(event["historical"]), not event["recipient_ids"], -float(event["confidence"]))


def _has_own_date(event: Row) -> bool:
    return event["date_start"] is not None and event["date_basis"] not in ("none", "document")


def _day(event: Row) -> date | None:
    """The day an act is put at: its own, else that of the report."""
    when = event["date_start"] or event.get("published")
    return when if isinstance(when, date) else None


def _when(event: Row, published: str) -> str:
    if _has_own_date(event):
        return days(event["date_start"], event["date_end"])
    return f"reported {published}" if published != "undated" else day(None)
