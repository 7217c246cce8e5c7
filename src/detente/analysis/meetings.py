"""Meetings: who sat at which table, told by however many texts. Rows of events in, in any order; meetings out.

    meetings(rows, actors) -> list[Meeting]

Tellings go together where their sides overlap, their dates can be one and neither place nor format speaks against it. What the
texts date best comes first, so that what they leave undated joins the nearest, and repeated meetings stay apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Final

from detente.analysis.encounters import Encounter, weeks
from detente.analysis.tellings import KnownActor, Row, Telling, Told, tellings
from detente.records import ActorKind, record_id

_LONGEST: Final = 400
"""Days of an interval beyond which it tells of relations, not of a meeting ("have met for two decades")."""
_MANY: Final = 3
"""Sides from which on a meeting without a name is called by its place ("Beijing")."""
_LEAST: Final = 0.4
"""The chance that one telling at least is right, as if they were independent, under which there is no meeting."""
_NEAR: Final = 1200
"""Characters within which a text goes on about the same meeting."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who sat at one table, after all the events that tell of it. The span is that of its best telling.

    `status` is held, planned, cancelled, or alleged where no text tells it as a fact.
    """

    meeting_id: str
    participant_ids: tuple[str, ...]
    host_id: str | None
    place: str | None
    country: str | None
    date_start: date | None
    date_end: date | None
    format: str | None
    status: str
    absent_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    document_id: str
    start: int
    end: int
    text: str


def meetings(rows: Iterable[Row], actors: Mapping[str, KnownActor]) -> list[Meeting]:
    """All meetings of all events, in the order of their dates. Rows are those that `tellings` takes."""
    found = [_meeting(encounter, actors) for encounter in _encounters(tellings(rows, actors)) if _is_one(encounter, actors)]
    return sorted(found, key=lambda m: (m.date_start or date.max, m.meeting_id))


def _encounters(told: list[Telling]) -> list[Encounter]:
    groups = _Groups()
    for telling in sorted((t for t in told if t.told.founds and not t.continues), key=_precision):
        groups.put(telling, founds=True)
    for telling in sorted((t for t in told if t.continues), key=lambda t: (t.document_id, *t.at, t.event_id)):
        groups.carry_on(telling)
    for telling in (t for t in told if not t.told.founds and not t.continues):
        groups.put(telling, founds=False)
    return groups.encounters


def _precision(telling: Telling) -> tuple[int, int, tuple[date, str, int, str]]:
    """What the text dates first, the shortest intervals first; then news of the day; then the undated."""
    if telling.when is not None:
        return 0, (telling.when[1] - telling.when[0]).days, telling.order
    return (1 if telling.news else 2), 0, telling.order


class _Groups:
    """The encounters made so far, found by side and week, and by document."""

    def __init__(self) -> None:
        self.encounters: list[Encounter] = []
        self._by_week: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._by_document: dict[str, list[tuple[Telling, int]]] = defaultdict(list)

    def put(self, telling: Telling, founds: bool) -> None:
        """Adds a telling to the encounter that fits best, the earlier at a tie, or makes it one of its own."""
        fits = [(fit, -n) for n in self._near(telling) if (fit := self.encounters[n].fit(telling)) is not None]
        if fits:
            self._add(telling, -max(fits)[1])
        elif founds and not (telling.when and (telling.when[1] - telling.when[0]).days > _LONGEST):
            self.encounters.append(Encounter())
            self._add(telling, len(self.encounters) - 1)

    def carry_on(self, telling: Telling) -> None:
        """Adds what goes on about the meeting told last before it in the document; else it stands for itself."""
        before = [
            (at.at, n)
            for at, n in self._by_document[telling.document_id]
            if 0 <= telling.at[0] - at.at[0] <= _NEAR and self.encounters[n].is_told_as(telling.told)
        ]
        if before:
            self._add(telling, max(before)[1])
        else:
            self.put(telling, founds=telling.told.founds)

    def _near(self, telling: Telling) -> list[int]:
        """The encounters that may fit: with two sides in common about that time, or one if names or too few sides decide."""
        shared: Counter[int] = Counter()
        for country in map(_country, telling.sides):
            shared.update({n for week in weeks(telling, look=True) for n in self._by_week.get((country, week), ())})
        alone = len(telling.sides) == 1
        found = {n for n, sides in shared.items() if sides > 1 or alone or self.encounters[n].may_share_one(telling)}
        return sorted(found | {n for _, n in self._by_document[telling.document_id]})

    def _add(self, telling: Telling, number: int) -> None:
        self.encounters[number].add(telling)
        self._by_document[telling.document_id].append((telling, number))
        for side in telling.sides:
            for week in weeks(telling):
                held = self._by_week[_country(side), week]
                if not held or held[-1] != number:
                    held.append(number)


def _country(side: str) -> str:
    return side.partition("~")[0] or side


def _is_one(encounter: Encounter, actors: Mapping[str, KnownActor]) -> bool:
    """Whether enough is told to call it a meeting: two sides, two persons of one, or somebody and the meeting's name.

    Single tellings that are little trusted ("he spoke in Kabul") make none.
    """
    if 1 - prod(1 - t.confidence for t in encounter.tellings if t.told.founds) < _LEAST:
        return False
    known = {i for t in encounter.tellings for i in t.participant_ids}
    persons = [i for i in known if i in actors and actors[i].kind == ActorKind.PERSON]
    return len(encounter.sides) > 1 or len(persons) > 1 or (bool(known) and any(t.format for t in encounter.tellings))


def _meeting(encounter: Encounter, actors: Mapping[str, KnownActor]) -> Meeting:
    told = sorted(encounter.tellings, key=lambda t: t.order)
    status = _status(told)
    best = min((t for t in told if t.told is status), key=lambda t: (-len(t.participant_ids), t.order))
    participants, absent = _present(told)
    place, country = _place(told)
    format = _commonest(t.format for t in told)
    sides = {actors[i].side(i) if i in actors else i for i in participants}
    if format is None and place is not None and len(sides) >= _MANY:
        format = place
    start, end = encounter.when or (None, None)
    first = told[0]
    meeting_id = record_id(first.document_id, "meeting", *first.at, first.event_id.rpartition(":")[2])
    return Meeting(
        meeting_id,
        participants,
        _commonest(t.host_id for t in told),
        place,
        country,
        start,
        end,
        format,
        status.value,
        absent,
        tuple(t.event_id for t in told),
        best.document_id,
        best.start,
        best.end,
        best.text,
    )


def _status(told: list[Telling]) -> Told:
    """Of held and cancelled what was told last, cancelled at a tie; else planned, else alleged."""
    last = {t.told: t.on or date.min for t in told}
    if Told.CANCELLED in last and last.get(Told.HELD, date.min) <= last[Told.CANCELLED]:
        return Told.CANCELLED
    return next(s for s in (Told.HELD, Told.PLANNED, Told.ALLEGED) if s in last)


def _present(told: list[Telling]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who takes part, most told first, and who is absent: whoever is said to be, unless told to have been there."""
    absent = dict.fromkeys(i for t in told for i in t.absent_ids)
    there = {i for t in told if t.told is Told.HELD for i in t.participant_ids}
    away = tuple(i for i in absent if i not in there)
    counts = Counter(i for t in told if t.told.founds for i in t.participant_ids if i not in away)
    places = {i: n for n, i in enumerate(counts)}
    return tuple(sorted(counts, key=lambda i: (-counts[i], places[i]))), away


def _place(told: list[Telling]) -> tuple[str | None, str | None]:
    """The place that most tellings give, with its country; of a tie the first."""
    counts = Counter((t.place, t.country) for t in told if t.place and t.told.founds)
    if counts:
        return counts.most_common(1)[0][0]
    return None, _commonest(t.country for t in told)


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return counts.most_common(1)[0][0] if counts else None
