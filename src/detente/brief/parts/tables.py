"""Who sat at which table: the parties' meetings, who was left out, when they met last and are to meet next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from detente.analysis.seats import Seat, SeatMatrix, SeatRow, seats
from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.svg.drawing import Drawing
from detente.brief.svg.model import MeetingStatus, SeatLine, SeatMark, SeatTable
from detente.brief.svg.seats import seat_matrix
from detente.brief.words import day, days, series
from detente.outlook.gatherings import LAST, NEXT, OVERDUE, Encounter, encounters

SHOWN: Final = 14
COLUMNS: Final = 10
REFUSALS_SHOWN: Final = 5
_MARKS: Final = {Seat.HOST: SeatMark.HOST, Seat.SEATED: SeatMark.SEATED, Seat.ABSENT: SeatMark.ABSENT}
_WHEN: Final = {LAST: "Last", NEXT: "To come", OVERDUE: "Planned; not told whether held"}


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting of the parties, past or to come."""

    cited: Cited
    label: str
    when: str
    place: str
    who: str


@dataclass(frozen=True, slots=True)
class Away:
    """A party that is told to have stayed away, refused to come or sent nobody."""

    cited: Cited
    text: str
    modality: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A row of the matrix in words, with its sentence."""

    cited: Cited
    when: str
    name: str
    status: str
    who: str
    absent: str
    stories: int


@dataclass(frozen=True, slots=True)
class Tables:
    """`left` meetings are not shown."""

    gatherings: tuple[Gathering, ...]
    chart: Drawing | None
    sittings: tuple[Sitting, ...]
    left: int
    away: tuple[Away, ...]


def tables(matter: Matter, cites: Cites) -> Tables:
    """The meetings at which one of the parties sits or is missed, those with most of them first; shown by date."""
    answer = matter.answer
    met = list(answer.meetings) if answer else encounters(matter.question, matter.scale) if matter.parties else []
    gatherings = tuple(_gathering(m, cites) for m in met)
    matrix = seats(matter.book).narrowed((), matter.since)
    own = {p.actor_id for p in matter.parties}
    rows = [r for r in matrix.rows if own & {bloc for bloc, _ in r.seats} and matter.is_near(r.evidence[0])]
    rows.sort(key=lambda r: (-len(own & {b for b, _ in r.seats}), -r.stories, -r.weight, r.meeting.meeting_id))
    shown = sorted(rows[: matter.most(SHOWN)], key=lambda r: (r.meeting.date_start or r.on or date.max, r.meeting.meeting_id))
    sittings = tuple(_sitting(matter, r, cites) for r in shown)
    chart = _chart(matter, shown, sittings) if shown else None
    return Tables(gatherings, chart, sittings, len(rows) - len(shown), _away(matter, matrix, cites))


def _gathering(met: Encounter, cites: Cites) -> Gathering:
    place = _named(met.format, met.place)
    when = day(met.on) if met.on else "no day named"
    return Gathering(cites.cite("M", met.evidence), _WHEN.get(met.when, met.when.capitalize()), when, place, series(met.who))


def _sitting(matter: Matter, row: SeatRow, cites: Cites) -> Sitting:
    name = matter.book.name
    host = {b for b, seat in row.seats if seat is Seat.HOST}
    there = [name(b) + (" (host)" if b in host else "") for b in row.parties] + list(matter.names(row.persons))
    absent = [name(b) for b, seat in row.seats if seat is Seat.ABSENT]
    first, *others = row.evidence
    return Sitting(
        cites.cite("S", first, others),
        _when(row),
        _name(row),
        row.meeting.status,
        series(there),
        series(absent),
        row.stories,
    )


def _when(row: SeatRow) -> str:
    first, last = row.meeting.date_start, row.meeting.date_end
    if first is None:
        return f"told {day(row.on)}" if row.on else "no date"
    return days(first, last or first)


def _name(row: SeatRow) -> str:
    return _named(row.meeting.format, row.meeting.place) or row.meeting.country or ""


def _named(format: str | None, place: str | None) -> str:
    """Format and place; the format alone where it names the place."""
    if format and place and place.casefold() not in format.casefold():
        return f"{format}, {place}"
    return format or place or ""


def _chart(matter: Matter, shown: list[SeatRow], sittings: tuple[Sitting, ...]) -> Drawing:
    """Columns are the parties, then who sits at most of the tables."""
    counts: dict[str, int] = {p.actor_id: 10**6 - n for n, p in enumerate(matter.parties)}
    for row in shown:
        for bloc, _ in row.seats:
            counts[bloc] = counts.get(bloc, 0) + 1
    told = {bloc for row in shown for bloc, _ in row.seats}
    columns = [b for b in sorted(counts, key=lambda b: (-counts[b], b)) if b in told]
    lines = tuple(
        SeatLine(
            sitting.when,
            sitting.name,
            MeetingStatus(row.meeting.status),
            tuple((matter.book.name(bloc), _MARKS[seat]) for bloc, seat in row.seats if seat in _MARKS),
            row.stories,
            (sitting.cited.ref,),
        )
        for row, sitting in zip(shown, sittings, strict=True)
    )
    return seat_matrix(SeatTable("seats", tuple(matter.book.name(b) for b in columns), lines))


def _away(matter: Matter, matrix: SeatMatrix, cites: Cites) -> tuple[Away, ...]:
    """Refusals of the parties, or towards them, latest first."""
    own = {p.actor_id for p in matter.parties}
    name = matter.book.name
    found = [r for r in matrix.refusals if own & {r.bloc, *r.towards} and matter.is_near(r.evidence)]
    lines = []
    for refusal in found[::-1][: matter.most(REFUSALS_SHOWN)]:
        towards = f" (towards {series([name(t) for t in refusal.towards])})" if refusal.towards else ""
        lines.append(Away(cites.cite("W", refusal.evidence), f"{name(refusal.bloc)}{towards}", refusal.modality))
    return tuple(lines)
