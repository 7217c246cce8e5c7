"""Where actors stand on an issue: a line from -1 to 1, an actor a row, earlier positions faint, changes of sides as arrows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Final

from markupsafe import Markup

from detente.brief.svg.drawing import Cell, Drawing, Table
from detente.brief.svg.model import StripIssue, StripPole, StripRow
from detente.brief.svg.shapes import (
    BLUE,
    INK,
    LINE,
    PAPER,
    SIZE,
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
from detente.brief.words import MONTHS, count, day, series

_MOST_ROWS: Final = 24
_MOST_POINTS: Final = 60
"""Positions of an actor that are drawn, the last ones."""
_MOST_POLES: Final = 7
_SIDE: Final = 0.15
"""From here on a place is on one side of the middle."""
_PALE: Final = "#a9c3dc"


def position_strip(issue: StripIssue, rows: Sequence[StripRow]) -> Drawing:
    """The strip of an issue. Silent actors are named beneath the line, never put in its middle."""
    canvas = canvases(issue.key)
    voiced = [r for r in rows if r.stance is not None and isfinite(r.stance)]
    silent = [r.name for r in rows if r not in voiced]
    shown = voiced[:_MOST_ROWS]
    summary = _summary(issue, voiced, silent)
    drawn = [_draw(c, issue, shown, silent, summary) for c in canvas] if shown else [Markup(""), Markup("")]
    notes = [f"{count(len(voiced) - len(shown), 'more actor')} in the table alone."] if len(voiced) > len(shown) else []
    if any(len(r.points) > _MOST_POINTS for r in shown):
        notes.append(f"Of each actor the last {_MOST_POINTS} positions are drawn.")
    return Drawing(issue.key, issue.question, summary, drawn[0], drawn[1], _table(issue, rows), notes=tuple(notes))


def _summary(issue: StripIssue, voiced: Sequence[StripRow], silent: Sequence[str]) -> str:
    parts = []
    if voiced:
        ends = _poles(issue)
        low = [r.name for r in voiced if not r.torn and _at(r) < -_SIDE]
        high = [r.name for r in voiced if not r.torn and _at(r) > _SIDE]
        middle = [r.name for r in voiced if not r.torn and abs(_at(r)) <= _SIDE]
        torn = [r.name for r in voiced if r.torn]
        sides = (f"Nearer “{ends[0].name}”", low), (f"Nearer “{ends[-1].name}”", high), ("In the middle", middle)
        parts += [f"{side}: {_few(names)}." for side, names in (*sides, ("On both sides", torn)) if names]
        turned = [r.name for r in voiced if r.shift]
        parts += [f"Changed sides: {_few(turned)}."] if turned else []
    else:
        parts.append("No actor has a position on it in the ledger.")
    if silent:
        parts.append(f"Nothing is told of {_few(silent)}: that is silence, not neutrality.")
    return " ".join(parts)


def _poles(issue: StripIssue) -> list[StripPole]:
    """The poles from left to right; a side that the issue has no name for is named after the other."""
    held = sorted((p for p in issue.poles if isfinite(p.value)), key=lambda p: p.value)[:_MOST_POLES]
    if not held:
        return [StripPole("against", -1.0), StripPole("for", 1.0)]
    if held[0].value > -_SIDE:
        held.insert(0, StripPole(f"against {held[-1].name}", -1.0))
    if held[-1].value < _SIDE:
        held.append(StripPole(f"against {held[0].name}", 1.0))
    return held


def _few(names: Sequence[str], most: int = 6) -> str:
    held = list(names)
    return series(held if len(held) <= most else [*held[: most - 1], f"{len(held) - most + 1} others"])


def _at(row: StripRow) -> float:
    return _bounded(row.stance or 0.0)


def _bounded(value: float) -> float:
    return min(1.0, max(-1.0, value))


def _table(issue: StripIssue, rows: Sequence[StripRow]) -> Table:
    columns = ("Actor", "Stands at", "Nearest to", "Told", "Changed sides", "Sentences")
    return Table(columns, tuple(_cells(issue, row) for row in rows))


def _cells(issue: StripIssue, row: StripRow) -> tuple[Cell, ...]:
    refs = tuple(p.ref for p in row.points if p.ref)
    if row.stance is None or not isfinite(row.stance):
        return (Cell(row.name), Cell("silent"), Cell(), Cell(), Cell(), Cell("", refs))
    at = _at(row)
    near = min(_poles(issue), key=lambda p: abs(p.value - at)).name
    days = [p.on for p in row.points if p.on]
    told = count(len(row.points), "time") + (f", last {day(max(days))}" if days else "")
    if row.points and all(p.ascribed for p in row.points):
        told += "; only ascribed by others"
    return (
        Cell(row.name),
        Cell(f"{_signed(at)}{', on both sides' if row.torn else ''}"),
        Cell(near),
        Cell(told),
        Cell(_turn(row)),
        Cell("", refs),
    )


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0"


def _turn(row: StripRow) -> str:
    if row.shift is None:
        return ""
    before, after = row.shift
    return f"{_signed(before)} to {_signed(after)}" + (f", {day(row.shift_on)}" if row.shift_on else "")


class _Line:
    """The line of an issue on a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.left = 24.0 if canvas.is_narrow else 196.0
        self.right = canvas.width - 24.0
        self.step = 50.0 if canvas.is_narrow else 34.0

    def x(self, value: float) -> float:
        return self.left + (self.right - self.left) * (_bounded(value) + 1) / 2


def _draw(canvas: Canvas, issue: StripIssue, rows: Sequence[StripRow], silent: Sequence[str], summary: str) -> Markup:
    line = _Line(canvas)
    parts, top = legend(0, 9, canvas.width, _signs(rows))
    poles = _poles(issue)
    heads, top = _heads(line, poles, top + 16)
    parts += heads
    bottom = top + line.step * len(rows)
    parts += [rule(line.x(p.value), top, line.x(p.value), bottom, LINE) for p in poles]
    parts.append(rule(line.x(0), top, line.x(0), bottom, SOFT, stroke_dasharray="2 3"))
    for n, row in enumerate(rows):
        parts.append(_row(canvas, line, row, top + line.step * n))
    if silent:
        said = broken(f"Silent, so not on the line: {_few(silent, 12)}", canvas.width, 4)
        parts += lines(0, bottom + 20, said, fill=SOFT)
        bottom += 8 + len(said) * 16
    return canvas.frame(bottom + 8, issue.question, summary, parts)


def _signs(rows: Sequence[StripRow]) -> list[tuple[Markup, str]]:
    """What the rows make use of, and no more."""
    signs = [(_stance(8, 0, BLUE), "where they stand"), (dot(8, 0, 4, fill=_PALE), "a position they took")]
    if any(p.ascribed for r in rows for p in r.points):
        signs.append((dot(8, 0, 4, fill=PAPER, stroke=BLUE), "only ascribed to them"))
    if any(r.torn for r in rows):
        signs.append((_stance(8, 0, PAPER), "on both sides"))
    if any(r.shift for r in rows):
        signs.append((_arrow(0, 14, 4, 5), "changed sides"))
    return signs


def _heads(line: _Line, poles: Sequence[StripPole], top: float) -> tuple[list[Markup], float]:
    """The names of the poles over the line, in as many rows as keep them apart; the parts, and where they end."""
    parts: list[Markup] = []
    ends: list[float] = []
    room = (line.right - line.left) * 0.46
    for pole in poles:
        x, name = line.x(pole.value), shortened(pole.name, room)
        wide = breadth(name) * 1.1
        left = min(max(x - wide / 2, line.left - 24), line.right + 22 - wide)
        level = next((n for n, end in enumerate(ends) if left >= end), len(ends))
        ends[level : level + 1] = [left + wide + 10]
        parts.append(text(left + wide / 2, top + level * 17, name, text_anchor="middle", font_weight="600"))
        if level == 0:
            parts.append(rule(x, top + 5, x, top + 10, SOFT))
    return parts, top + 17 * max(len(ends) - 1, 0) + 10


def _row(canvas: Canvas, line: _Line, row: StripRow, top: float) -> Markup:
    y = top + (30.0 if canvas.is_narrow else 19.0)
    at = _at(row)
    parts = [rule(line.left, y, line.right, y, "#e6e3dc")]
    if canvas.is_narrow:
        parts.append(text(0, top + 15, shortened(row.name, canvas.width - 4), paint_order="stroke", stroke=PAPER, stroke_width=3))
    else:
        name = broken(row.name, line.left - 36, 2)
        parts += lines(0, y + 4 - 7.5 * (len(name) - 1), name, 12 if len(name) > 1 else SIZE)
    seen: dict[int, int] = {}
    for point in row.points[-_MOST_POINTS:]:
        if isfinite(point.value):
            x = line.x(point.value)
            level = seen[round(x / 6)] = seen.get(round(x / 6), -1) + 1
            lift = (0, -5, 5, -9, 9)[level % 5]
            look = {"fill": PAPER, "stroke": BLUE} if point.ascribed else {"fill": _PALE}
            told = f"{row.name}, {day(point.on)}: {_signed(_bounded(point.value))}{', ascribed' if point.ascribed else ''}"
            parts.append(hover(dot(x, y + lift, 4, **look), told))
    if row.shift and all(map(isfinite, row.shift)):
        parts += _turned(line, row.shift, row.shift_on, y)
    told = f"{row.name}: {_signed(at)}{', on both sides' if row.torn else ''}"
    parts.append(hover(_stance(line.x(at), y, PAPER if row.torn else BLUE), told))
    return el("g", *parts)


def _turned(line: _Line, shift: tuple[float, float], on: date | None, y: float) -> list[Markup]:
    start, end = map(line.x, shift)
    if abs(start - end) < 4:
        return []
    parts = [_arrow(start, end, y, 11)]
    if on and abs(start - end) > 70:
        where = (start + end) / 2
        wide = breadth(_month(on), 11.5)
        parts.append(box(where - wide / 2, y + 3, wide, 13, fill=PAPER))
        parts.append(text(where, y + 14, _month(on), size=11.5, text_anchor="middle", fill=SOFT))
    return parts


def _month(on: date) -> str:
    return f"{MONTHS[on.month][:3]} {on.year}"


def _arrow(start: float, end: float, y: float, rise: float) -> Markup:
    """An arc from one place on a line to another, with a head."""
    back = 5 if end < start else -5
    d = f"M{start:.1f} {y:.1f}Q{(start + end) / 2:.1f} {y - 2 * rise:.1f} {end:.1f} {y - 3:.1f}"
    head = f"M{end + back:.1f} {y - 8:.1f}L{end:.1f} {y - 3:.1f}L{end + back * 1.3:.1f} {y - 1.5:.1f}"
    return el("g", path(d), path(head), fill="none", stroke=INK, stroke_width="1.4")


def _stance(x: float, y: float, fill: str) -> Markup:
    """Where an actor stands: a lozenge, larger than the dots that it is drawn from."""
    return path(f"M{x:.1f} {y - 8:.1f}l8 8l-8 8l-8 -8z", fill=fill, stroke=INK, stroke_width="1.2")
