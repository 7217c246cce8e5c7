"""How the seat matrix, the numbers and the coverage are shown: objects for machines, tables for the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from detente.analysis.counting import LEVEL
from detente.analysis.numbers import NumberPoint, NumberSeries, figure
from detente.analysis.seats import Seat

if TYPE_CHECKING:
    from rich.table import Table

    from detente.analysis.book import Book, Evidence
    from detente.analysis.coverage import Coverage
    from detente.analysis.pillars import Pillars
    from detente.analysis.seats import SeatMatrix, SeatRow

MARKS: Final = {Seat.HOST: "H", Seat.SEATED: "x", Seat.ABSENT: "–", Seat.UNKNOWN: ""}
LEGEND: Final = "x seated, H host, – told to be absent, blank: not mentioned; (x) where the meeting is not told as held"
_COLUMNS: Final = 8
_SAMPLES: Final = 6


def told(evidence: Evidence) -> dict[str, Any]:
    """Evidence as an object."""
    return {f.name: plain(getattr(evidence, f.name)) for f in fields(evidence)}


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(map(plain, value)) if isinstance(value, (tuple, list)) else value


def _place(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in ("document_id", "start", "end", "text")}


def seats_json(book: Book, matrix: SeatMatrix) -> dict[str, Any]:
    """Meetings, each with the seat of every party of the matrix, and the refusals."""
    return {
        "parties": [{"actor_id": p, "name": book.name(p)} for p in matrix.parties],
        "meetings": [
            {
                **{name: plain(getattr(row.meeting, name)) for name in ("meeting_id", "status", "date_start", "date_end")},
                **{name: getattr(row.meeting, name) for name in ("place", "country", "format", "host_id")},
                "seats": {p: str(row.seat(p)) for p in matrix.parties},
                "people": {bloc: list(ids) for bloc, ids in row.people},
                "persons": list(row.persons),
                "stories": row.stories,
                "weight": row.weight,
                **_place(row.evidence[0]),
                "evidence": list(map(told, row.evidence)),
            }
            for row in matrix.rows
        ],
        "refusals": [
            {"actor_id": r.bloc, "towards": list(r.towards), "modality": r.modality, "confidence": r.confidence}
            | told(r.evidence)
            for r in matrix.refusals
        ],
    }


def seats_table(book: Book, matrix: SeatMatrix, limit: int | None) -> Table:
    """The matrix with its most frequent parties as columns, the others by name in the last."""
    from rich import box
    from rich.table import Table

    shown = matrix.parties[:_COLUMNS]
    rows = matrix.rows[:limit]
    table = Table(
        box=box.SIMPLE_HEAD, caption=f"{_shown(len(rows), len(matrix.rows))} meetings. {LEGEND}.", caption_justify="left"
    )
    table.add_column("when", no_wrap=True)
    table.add_column("where, format")
    for party in shown:
        table.add_column(book.name(party), justify="center")
    for name in ("others", "status", "stories", "weight"):
        table.add_column(name)
    for row in rows:
        other = [f"{book.name(b)}{_short(s)}" for b, s in row.seats if b not in shown]
        named = ", ".join([*other, *map(book.name, row.persons)])
        where = row.meeting.format or row.meeting.place or row.meeting.country or ""
        cells = [MARKS[row.seat(p)] if row.took_place else _bracketed(MARKS[row.seat(p)]) for p in shown]
        table.add_row(_when(row), where, *cells, named, row.meeting.status, str(row.stories), f"{row.weight:.2f}")
    return table


def refusals_table(book: Book, matrix: SeatMatrix) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title="Told to have stayed away or refused to come", title_justify="left")
    for name in ("when", "who", "from whom", "modality", "confidence", "text", "outlet"):
        table.add_column(name, overflow="fold")
    for r in matrix.refusals:
        towards = ", ".join(map(book.name, r.towards))
        cells = [str(r.evidence.on or ""), book.name(r.bloc), towards, r.modality, f"{r.confidence:.2f}"]
        table.add_row(*cells, " ".join(r.evidence.text.split()), r.evidence.outlet or "")
    return table


def _when(row: SeatRow) -> str:
    first, last = row.meeting.date_start, row.meeting.date_end
    if first is None:
        return f"told {row.on}" if row.on else "no date"
    return f"{first}" if last in {None, first} else f"{first} to {last}"


def _short(seat: Seat) -> str:
    return "" if seat is Seat.SEATED else f" ({seat})"


def _bracketed(mark: str) -> str:
    return f"({mark})" if mark else ""


def _shown(shown: int, total: int) -> str:
    return f"{total}" if shown == total else f"{shown} of {total}"


def numbers_json(book: Book, found: Sequence[NumberSeries]) -> list[dict[str, Any]]:
    """Series with their points and steps; every point carries its evidence."""
    return [
        {
            "item": s.item, "unit": s.unit, "act": s.act, "whose": list(s.whose), "whose_names": list(map(book.name, s.whose)),
            "where": s.where, "stories": s.stories, "differ": s.differ, "line": s.line(),
            "steps": [
                {name: plain(getattr(step, name)) for name in ("low", "high", "on", "until", "earlier", "differ", "value")}
                for step in s.steps
            ],
            "points": [_point_json(p) for p in s.points],
        }
        for s in found
    ]  # fmt: skip


def _point_json(point: NumberPoint) -> dict[str, Any]:
    names = ("low", "high", "approximate", "bound", "on", "not_before", "by", "story_id", "inferred")
    own = {name: plain(getattr(point, name)) for name in names}
    own |= {"told": str(point.told), "moment": str(point.moment)}
    return own | _place(point.evidence[0]) | {"evidence": list(map(told, point.evidence))}


def numbers_table(book: Book, found: Sequence[NumberSeries], total: int) -> Table:
    """A line for each point, grouped by series, with who says so and the sentence's words."""
    from rich import box
    from rich.table import Table

    left = f"; {total - len(found)} numbers told once are left out (--all shows them)" if total > len(found) else ""
    table = Table(box=box.SIMPLE_HEAD, caption=f"{len(found)} series{left}", caption_justify="left")
    for name in ("when", "value", "told as", "by", "outlet", "text"):
        table.add_column(name, overflow="fold")
    for series in found:
        table.add_row("", series_name(book, series), *[""] * 4, style="bold")
        line = series.line()
        if line:
            table.add_row("", line, *[""] * 4)
        for p in series.points:
            first = p.evidence[0]
            when = str(p.on or (f"after {p.not_before}" if p.not_before else "no date"))
            said = str(p.told) if p.moment == "now" else f"{p.told}, {p.moment}"
            more = f" (+{len(p.evidence) - 1})" if len(p.evidence) > 1 else ""
            text = " ".join(book.source(first).text[max(0, first.start - 40) : first.end + 40].split())
            table.add_row(when, figure(p), said, ", ".join(map(book.name, p.by)), (first.outlet or "") + more, f"…{text}…")
    return table


def series_name(book: Book, series: NumberSeries) -> str:
    """What is counted, whose and where, in words."""
    act = "" if series.act == LEVEL else f" {series.act}"
    whose = f" · {', '.join(map(book.name, series.whose))}" if series.whose else ""
    where = f" · in {book.name(series.where)}" if series.where else ""
    differ = " · sources differ" if series.differ else ""
    return f"{series.item}{act}{whose}{where}{differ}"


def coverage_json(found: Coverage) -> dict[str, Any]:
    """The coverage as an object; each finding that a source carries comes with its evidence."""
    return {
        "documents": found.documents, "stories": found.stories, "undated": list(found.undated),
        "share_undated": round(found.share_undated, 3), "without_outlet": found.without_outlet,
        "share_heard": round(found.share_heard, 3),
        "parties": [
            {"actor_id": p.bloc, "name": p.name, "told": p.told, "heard": p.heard, "outlets": p.outlets,
             "statements": p.statements, "thin": p.thin, "evidence": list(map(told, p.samples))}
            for p in found.parties
        ],
        "months": [{f.name: plain(getattr(m, f.name)) for f in fields(m)} for m in found.months],
        "outlets": [{f.name: getattr(o, f.name) for f in fields(o)} for o in found.outlets],
        "findings": dict(found.pillars.findings), "on_one_story": dict(found.pillars.single), "untried": found.pillars.untried,
        "pillars": [
            {"kind": p.kind, "source": p.source_id, "name": p.name, "documents": p.documents,
             "carries": [
                 {"kind": c.finding.kind, "label": c.finding.label, "verdict": c.finding.verdict, "without": c.without,
                  "evidence": list(map(told, c.finding.evidence))}
                 for c in p.carries
             ]}
            for p in found.pillars.pillars
        ],
    }  # fmt: skip


def coverage_lines(found: Coverage) -> Iterable[str]:
    """The coverage in sentences, most telling first."""
    outlets = sum(o.outlet is not None for o in found.outlets)
    yield f"{found.documents} documents, {found.stories} independent stories, {outlets} outlets."
    yield f"Undated: {len(found.undated)} ({found.share_undated:.0%}). Without an outlet's name: {found.without_outlet}."
    if found.main_outlet is not None:
        yield f"{found.main_outlet.outlet} alone tells {found.main_outlet.stories} of {found.stories} stories."
    main = found.main_parties
    yield f"Of {len(main)} parties told of in three stories or more, {found.share_heard:.0%} are heard themselves in two or more."
    yield from (f"  thin: {p.name}: {p.thin} ({p.told} stories)" for p in found.thin_parties)
    yield f"Months that are thin: {len(found.thin_months)} of {len(found.months)}: {', '.join(_runs(found)) or 'none'}."
    yield from _pillar_lines(found.pillars)


def _runs(found: Coverage) -> Iterable[str]:
    """Thin months in a row as one span."""
    run: list[date] = []
    for month in (*found.months, None):
        if month is not None and month.thin:
            run.append(month.month)
        elif run:
            yield f"{run[0]:%Y-%m}" if len(run) == 1 else f"{run[0]:%Y-%m} to {run[-1]:%Y-%m}"
            run = []


def _pillar_lines(found: Pillars) -> Iterable[str]:
    for kind, count in found.findings.items():
        yield f"Findings: {count} of {kind}s; {found.single.get(kind, 0)} of them rest on one story alone."
    turned: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for pillar in found.pillars:
        for c in pillar.changed:
            turned[c.finding.kind, c.finding.label, c.finding.verdict, c.without or ""].append(f"{pillar.kind} “{pillar.name}”")
    for (kind, label, verdict, other), sources in turned.items():
        yield f"  {kind} {label}: {verdict}; {other} without {' or without '.join(sources)}"
    for pillar in sorted(found.pillars, key=lambda p: (-len(p.carries), p.source_id))[:_SAMPLES]:
        gone = len(pillar.carries) - len(pillar.changed)
        size = f"{pillar.documents} document{'s' if pillar.documents > 1 else ''}"
        yield f"  {pillar.kind} “{pillar.name}” ({size}): findings gone without it: {gone}"
    if found.untried:
        yield f"  {found.untried} sources that bear less were not left out in turn."
