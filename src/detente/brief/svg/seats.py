"""Who sat at which table: meetings by parties. The shape says the seat, its filling whether the meeting took place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup

from detente.brief.svg.drawing import Cell, Drawing, Table
from detente.brief.svg.model import MeetingStatus, SeatLine, SeatMark, SeatTable
from detente.brief.svg.shapes import (
    BLUE,
    FAINT,
    INK,
    PAPER,
    SOFT,
    Canvas,
    box,
    breadth,
    broken,
    canvases,
    dot,
    el,
    hover,
    legend,
    lines,
    path,
    rule,
    shortened,
    text,
)
from detente.brief.words import count, series

_MOST_PARTIES: Final = 12
_MOST_LINES: Final = 30
_MOST_HEAD: Final = 120.0
"""How long a party's name may be over its column."""


def seat_matrix(matrix: SeatTable) -> Drawing:
    """The matrix. The first parties are columns, the others are named beneath their meetings; the table has all."""
    title = "Who sat at which table"
    canvas = canvases(matrix.key)
    shown = matrix.lines[:_MOST_LINES]
    parties = matrix.parties[:_MOST_PARTIES]
    summary = _summary(matrix)
    drawn = [Markup(""), Markup("")]
    if shown and parties:
        drawn = [_Grid(c, parties).draw(shown, title, summary) for c in canvas]
    notes = []
    if len(matrix.lines) > len(shown):
        notes.append(f"{count(len(matrix.lines) - len(shown), 'more meeting')} in the table alone.")
    return Drawing(matrix.key, title, summary, drawn[0], drawn[1], _table(matrix), notes=tuple(notes))


def _summary(matrix: SeatTable) -> str:
    if not matrix.lines or not matrix.parties:
        return "No meeting is told."
    by_status = Counter(line.status for line in matrix.lines)
    told = series(f"{by_status[s]} {s}" for s in MeetingStatus if by_status[s])
    parts = [f"{count(len(matrix.lines), 'meeting')} ({told}) of {count(len(matrix.parties), 'party', 'parties')}."]
    held = [dict(line.seats) for line in matrix.lines if line.status is MeetingStatus.HELD]
    sat = Counter(p for seats in held for p, mark in seats.items() if mark is not SeatMark.ABSENT)
    away = Counter(p for seats in held for p, mark in seats.items() if mark is SeatMark.ABSENT)
    for name, counted in (("Most often seated", sat), ("Told to be absent", away)):
        if counted:
            best = sorted(counted, key=lambda p: (-counted[p], p))[:3]
            parts.append(f"{name}: {series(f'{p} ({counted[p]})' for p in best)}.")
    return " ".join(parts)


def _table(matrix: SeatTable) -> Table:
    columns = ("When", "Meeting", "Status", "Host", "Seated", "Told to be absent", "Stories", "Sentences")
    return Table(columns, tuple(map(_cells, matrix.lines)))


def _cells(line: SeatLine) -> tuple[Cell, ...]:
    by_mark = [", ".join(p for p, mark in line.seats if mark is asked) for asked in SeatMark]
    told = (line.when, line.name, str(line.status), *by_mark, str(line.stories))
    return (*map(Cell, told), Cell("", line.refs))


class _Grid:
    """Columns and rows of a matrix on a canvas: a meeting's name stands beside its marks, on a narrow one above them."""

    def __init__(self, canvas: Canvas, parties: Sequence[str]) -> None:
        self.canvas = canvas
        self.parties = parties
        self.names = [shortened(p, _MOST_HEAD) for p in parties]
        self.label = 0.0 if canvas.is_narrow else 236.0
        lean = max((breadth(n) * 0.5 for n in self.names), default=0.0)
        room = canvas.width - self.label - 14
        self.step = min(96.0, (room - 6) / len(parties))
        self.upright = all(breadth(n) <= self.step - 6 for n in self.names)
        if not self.upright:
            self.step = min(44.0, (room - lean) / len(parties))
        self.head = 20.0 if self.upright else max(breadth(n) * 0.87 for n in self.names) + 14

    def x(self, column: int) -> float:
        return self.label + 10 + self.step * (column + 0.5)

    def draw(self, rows: Sequence[SeatLine], title: str, summary: str) -> Markup:
        parts, top = legend(0, 9, self.canvas.width, _signs(rows))
        top += self.head
        parts += self._heads(top)
        y = top + 6
        for n, row in enumerate(rows):
            drawn, height = self._row(row, y)
            if n % 2 == 0:
                parts.append(box(0, y, self.canvas.width, height, fill="#f6f4ef"))
            parts += drawn
            y += height
        return self.canvas.frame(y + 4, title, summary, parts)

    def _heads(self, y: float) -> list[Markup]:
        if self.upright:
            return [text(self.x(n), y, name, text_anchor="middle") for n, name in enumerate(self.names)]
        return [
            text(0, 0, name, transform=f"translate({self.x(n) + 3:.1f} {y:.1f}) rotate(-60)") for n, name in enumerate(self.names)
        ]

    def _row(self, row: SeatLine, top: float) -> tuple[list[Markup], float]:
        """A meeting's marks and words, and the height that they take."""
        label = f"{row.when}, {row.name}" if row.name else row.when
        status = "" if row.status is MeetingStatus.HELD else f" ({row.status})"
        room = self.canvas.width - 8 if self.canvas.is_narrow else self.label - 12
        said = broken(label + status, room, 2)
        others = [f"{p}{_aside(mark)}" for p, mark in row.seats if p not in self.parties]
        also = broken(f"also {', '.join(others)}", room, 2, 11.5) if others else []
        words_high = len(said) * 15.6 + len(also) * 14.4
        parts = lines(4, top + 16, said)
        parts += lines(4, top + 15 + len(said) * 15.6, also, 11.5, fill=SOFT)
        if self.canvas.is_narrow:
            y, height = top + words_high + 18, words_high + 34
        else:
            height = max(28.0, words_high + 11)
            y = top + height / 2
        seats = dict(row.seats)
        for n, party in enumerate(self.parties):
            parts.append(self._mark(n, y, row, seats.get(party)))
        return parts, height

    def _mark(self, column: int, y: float, row: SeatLine, mark: SeatMark | None) -> Markup:
        if mark is None:
            return rule(self.x(column) - 2, y, self.x(column) + 2, y, FAINT)
        told = f"{self.parties[column]}: {mark}, {row.when}{'' if row.status is MeetingStatus.HELD else f', {row.status}'}"
        return hover(_sign(self.x(column), y, mark, row.status), told)


def _aside(mark: SeatMark) -> str:
    return "" if mark is SeatMark.SEATED else f" ({mark})"


def _signs(rows: Sequence[SeatLine]) -> list[tuple[Markup, str]]:
    """What the rows make use of, and no more."""
    held = MeetingStatus.HELD
    marks = {mark for row in rows for _, mark in row.seats}
    signs = [(_sign(8, 0, mark, held), name) for mark, name in _NAMES if mark in marks]
    signs.append((rule(5, 0, 11, 0, FAINT), "not mentioned"))
    statuses = {row.status for row in rows}
    signs += [
        (_sign(8, 0, SeatMark.SEATED, status), f"meeting {status}") for status in MeetingStatus if status in statuses - {held}
    ]
    return signs


_NAMES: Final = ((SeatMark.SEATED, "seated"), (SeatMark.HOST, "host"), (SeatMark.ABSENT, "told to be absent"))


def _sign(x: float, y: float, mark: SeatMark, status: MeetingStatus) -> Markup:
    """Round for a seat, square with an H for the host, a cross for who stayed away; filled only where the meeting was held."""
    if mark is SeatMark.ABSENT:
        return path(f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10", stroke=INK, stroke_width="2.2", fill="none")
    is_held = status is MeetingStatus.HELD
    fill = BLUE if is_held else PAPER
    dash = "2.5 2" if status is MeetingStatus.ALLEGED else None
    look: dict[str, Any] = {"fill": fill, "stroke": BLUE, "stroke_width": "1.6", "stroke_dasharray": dash}
    parts = [dot(x, y, 7, **look) if mark is SeatMark.SEATED else box(x - 7.5, y - 7.5, 15, 15, **look)]
    if mark is SeatMark.HOST:
        ink = PAPER if is_held else INK
        parts.append(text(x, y + 4, "H", size=11, text_anchor="middle", font_weight="700", fill=ink))
    if status is MeetingStatus.CANCELLED:
        parts.append(path(f"M{x - 9:.1f} {y + 9:.1f}l18 -18", stroke=INK, stroke_width="1.8"))
    return el("g", *parts)
