"""How two sides get on over time: cooperation above the line, conflict below it, what is only alleged on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, isfinite
from typing import Final

from markupsafe import Markup

from detente.brief.svg.axes import TimeAxis, rungs, time_marks
from detente.brief.svg.drawing import Cell, Drawing, Table
from detente.brief.svg.model import ChangeMark, RelationSeries, Stretch
from detente.brief.svg.shapes import (
    BLUE,
    INK,
    PAPER,
    RUST,
    SOFT,
    Canvas,
    box,
    breadth,
    canvases,
    disc,
    dot,
    el,
    hatched,
    hollow,
    hover,
    legend,
    rule,
    text,
)
from detente.brief.words import count, day, number

_LEAST_BAR: Final = 4.0
"""Width below which bars can't be told apart: they are drawn by longer periods."""
_MOST_BAR: Final = 26.0
_MONTHS: Final = {"week": 0, "month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS: Final = {"week": 7.0, "month": 30.4, "quarter": 91.3, "year": 365.25, "decade": 3652.5}
_SCORES: Final = ("cooperation", "conflict", "alleged_cooperation", "alleged_conflict")
_MOST_MARKS: Final = 12
"""Changes that are drawn, the last ones."""


_Bar = tuple[date, date, float, float, int]
"""From, to, up, down, and how many deeds that is."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """One of the two parts of the chart: facts or allegations. `up` and `down` are how far its axis goes."""

    name: str
    bars: tuple[_Bar, ...]
    up: float
    down: float


def relations_chart(series: RelationSeries) -> Drawing:
    """The chart of a relation. Where periods are too many to be told apart, bars stand for longer ones; the table has all."""
    title = f"{series.one} and {series.other}: cooperation and conflict by {series.period}"
    held = tuple(sorted((s for s in series.stretches if _is_sound(s)), key=lambda s: (s.start, s.end)))
    changes = tuple(sorted(series.changes, key=lambda c: c.on))
    canvas = canvases(series.key)
    shown = changes[-_MOST_MARKS:]
    drawn = [_draw(c, series, held, shown, title) for c in canvas] if held else [Markup(""), Markup("")]
    notes = [f"{count(len(changes) - len(shown), 'earlier change')} not marked."] if len(changes) > len(shown) else []
    if len(held) < len(series.stretches):
        notes.append(f"{count(len(series.stretches) - len(held), 'period')} left out: the score is no number.")
    periods = {_coarseness(c, series, held) for c in canvas} - {series.period} if held else set()
    if periods:
        longer = " or ".join(p for p in _MONTHS if p in periods)
        notes.append(f"Bars stand for a {longer} where there is no room for each {series.period}; the table has each.")
    return Drawing(
        series.key,
        title,
        _summary(series, held),
        drawn[0],
        drawn[1],
        _table(series, held),
        tuple(Cell(f"{day(c.on)}: {c.text}", c.refs) for c in shown),
        tuple(notes),
    )


def _is_sound(stretch: Stretch) -> bool:
    values = (getattr(stretch, name) for name in _SCORES)
    return all(isfinite(v) and v >= 0 for v in values) and stretch.start <= stretch.end


def _summary(series: RelationSeries, held: Sequence[Stretch]) -> str:
    if not held:
        return f"Nothing that {series.one} and {series.other} do to each other is told with a day."
    told = sum(s.deeds for s in held)
    alleged = sum(s.alleged_deeds for s in held)
    parts = [f"{count(told, 'deed')} told as fact, from {held[0].label} to {held[-1].label}." if len(held) > 1 else ""]
    parts[0] = parts[0] or f"{count(told, 'deed')} told as fact, in {held[0].label}."
    for name, values in (("cooperation", [s.cooperation for s in held]), ("conflict", [s.conflict for s in held])):
        if max(values) > 0:
            most = held[values.index(max(values))]
            parts.append(f"Most {name} in {most.label} (score {_score(max(values))}).")
        else:
            parts.append(f"No {name}.")
    if alleged:
        parts.append(f"{count(alleged, 'deed')} only alleged, drawn apart.")
    return " ".join(parts)


def _table(series: RelationSeries, held: Sequence[Stretch]) -> Table:
    alleged = any(s.alleged_deeds for s in held)
    columns = (series.period.capitalize(), "Cooperation", "Conflict", "Deeds", "Stories", *(("Alleged",) if alleged else ()))
    return Table((*columns, "Sentences"), tuple(_cells(s, alleged) for s in held))


def _cells(stretch: Stretch, alleged: bool) -> tuple[Cell, ...]:
    found = [stretch.label, _score(stretch.cooperation), _score(stretch.conflict), str(stretch.deeds), str(stretch.stories)]
    if alleged:
        score = f"+{_score(stretch.alleged_cooperation)} −{_score(stretch.alleged_conflict)}"
        found.append(f"{stretch.alleged_deeds} ({score})" if stretch.alleged_deeds else "")
    return (*map(Cell, found), Cell("", stretch.refs))


def _score(value: float) -> str:
    return number(round(value, 1))


def _draw(canvas: Canvas, series: RelationSeries, held: Sequence[Stretch], changes: Sequence[ChangeMark], title: str) -> Markup:
    period = _coarseness(canvas, series, held)
    days = [*((s.start, s.end) for s in held), *((c.on, c.on) for c in changes)]
    axis = _axis(canvas, _left(canvas, held), days, period)
    facts, alleged = _panels(held, period)
    signs = [(box(2, -6, 12, 12, fill=BLUE), "cooperation, told as fact"), (_conflict_sign(), "conflict, told as fact")]
    if alleged.up + alleged.down:
        signs.append((hollow(2, -6, 12, 12, INK), "only alleged"))
    if any(s.deeds and not s.cooperation and not s.conflict for s in held):
        signs.append((dot(8, 0, 2.6, fill=PAPER, stroke=INK), "told, score 0"))
    if changes:
        signs.append((disc(8, 0, "1"), "a change, see below"))
    parts, top = legend(0, 9, canvas.width, signs)
    top += 12 + _head(axis, changes)
    scale = _scale(canvas, facts, alleged)
    bottom = top + (facts.up + facts.down) * scale
    parts += _marks(axis, changes, top, bottom)
    parts += _panel(axis, facts, top, scale)
    if alleged.up + alleged.down:
        parts.append(text(0, bottom + 26, "Only alleged", fill=SOFT))
        top = bottom + 36
        bottom = top + (alleged.up + alleged.down) * scale
        parts += _panel(axis, alleged, top, scale)
    parts += time_marks(axis, bottom + 8, by_day=period == "week")
    return canvas.frame(bottom + 34, title, _summary(series, held), parts)


def _left(canvas: Canvas, held: Sequence[Stretch]) -> float:
    """Where the plot begins: there is room for the score of all periods together."""
    top = max(sum(getattr(s, name) for s in held) for name in _SCORES)
    return max(34.0 if canvas.is_narrow else 40.0, breadth(f"{min(top, 999_999_999):,.0f}") + 10)


def _coarseness(canvas: Canvas, series: RelationSeries, held: Sequence[Stretch]) -> str:
    """The shortest period, from the asked one on, whose bars are wide enough."""
    days = (max(s.end for s in held) - held[0].start).days + 1
    room = canvas.width - _left(canvas, held)
    order = list(_MONTHS)
    start = order.index(series.period) if series.period in _MONTHS else 0
    return next((p for p in order[start:] if room * _DAYS[p] / days >= _LEAST_BAR), order[-1])


def _axis(canvas: Canvas, left: float, days: Iterable[tuple[date, date]], period: str) -> TimeAxis:
    held = list(days)
    first, last = min(a for a, _ in held), max(b for _, b in held)
    return TimeAxis(_start(first, period), last, left, canvas.width - 6)


def _start(on: date, period: str) -> date:
    """The first day of the period that a day is in; a week's is the day itself."""
    months = _MONTHS[period]
    if months == 0:
        return on
    if months > 12:
        return date(max(1, on.year // 10 * 10), 1, 1)
    return date(on.year, (on.month - 1) // months * months + 1, 1)


def _panels(held: Sequence[Stretch], period: str) -> tuple[_Panel, _Panel]:
    """Facts and allegations, scores of all stretches in one of the drawn periods added up."""
    groups: dict[date, list[Stretch]] = {}
    for stretch in held:
        groups.setdefault(_start(stretch.start, period), []).append(stretch)
    facts, alleged = [], []
    for group in groups.values():
        start, end = min(s.start for s in group), max(s.end for s in group)
        facts.append((start, end, sum(s.cooperation for s in group), sum(s.conflict for s in group), sum(s.deeds for s in group)))
        up, down = sum(s.alleged_cooperation for s in group), sum(s.alleged_conflict for s in group)
        alleged.append((start, end, up, down, sum(s.alleged_deeds for s in group)))
    return _bounded("facts", facts), _bounded("alleged", [b for b in alleged if b[4]])


def _bounded(name: str, bars: Sequence[_Bar]) -> _Panel:
    up, down = max((b[2] for b in bars), default=0.0), max((b[3] for b in bars), default=0.0)
    top = max(up, down)
    steps = rungs(top, 4)
    step = steps[1] if len(steps) > 1 else max(top, 1.0)
    least = step if name == "facts" else 0.0
    return _Panel(name, tuple(bars), max(least, _whole(up, step)), max(least, _whole(down, step)))


def _whole(value: float, step: float) -> float:
    """The whole steps that hold a value."""
    return ceil(value / step - 1e-9) * step


def _scale(canvas: Canvas, facts: _Panel, alleged: _Panel) -> float:
    """Units of height for one of score, the same in both panels."""
    return (190.0 if canvas.is_narrow else 210.0) / (facts.up + facts.down + alleged.up + alleged.down)


def _panel(axis: TimeAxis, panel: _Panel, top: float, scale: float) -> list[Markup]:
    zero = top + panel.up * scale
    parts = []
    steps = rungs(max(panel.up, panel.down), 4)
    marks = [s for s in steps if s <= panel.up * 1.0001] + [-s for s in steps[1:] if s <= panel.down * 1.0001]
    if len(marks) * 13 > (panel.up + panel.down) * scale + 13:
        marks = [0.0]
    for mark in marks:
        y = zero - mark * scale
        if mark:
            parts.append(rule(axis.left, y, axis.right, y, "#e6e3dc"))
        parts.append(text(axis.left - 6, y + 4, number(abs(mark)), text_anchor="end", fill=SOFT))
    for bar in panel.bars:
        parts.append(_bar(axis, panel.name, bar, (zero, scale)))
    parts.append(rule(axis.left, zero, axis.right, zero, INK))
    return parts


def _bar(axis: TimeAxis, name: str, bar: _Bar, place: tuple[float, float]) -> Markup:
    start, end, up, down, deeds = bar
    zero, scale = place
    left, room = axis.x(start), axis.x(end) - axis.x(start) + (axis.middle(end) - axis.x(end)) * 2
    width = max(1.6, min(_MOST_BAR, room - (1.5 if room > 5 else 0.6)))
    x = left + (room - width) / 2
    shapes = []
    if name == "alleged":
        shapes += [hollow(x, zero - up * scale, width, up * scale, BLUE)] if up else []
        shapes += [hollow(x, zero, width, down * scale, RUST)] if down else []
    else:
        shapes += [box(x, zero - up * scale, width, max(up * scale, 0.8), fill=BLUE)] if up else []
        shapes += [hatched(x, zero, width, max(down * scale, 0.8))] if down else []
    if not up and not down:
        shapes.append(dot(x + width / 2, zero, 2.6, fill=PAPER, stroke=INK))
    told = f"{_when(start, end)}: {count(deeds, 'deed')}, cooperation {_score(up)}, conflict {_score(down)}"
    return hover(el("g", *shapes), f"{told}{', alleged' if name == 'alleged' else ''}")


def _when(start: date, end: date) -> str:
    return f"{day(start)} to {day(end)}" if end > start else day(start)


def _conflict_sign() -> Markup:
    return hatched(2, -6, 12, 12)


def _levels(axis: TimeAxis, changes: Sequence[ChangeMark]) -> list[int]:
    """The row of each change's number, so that no two touch."""
    found: list[int] = []
    ends: list[float] = []
    for change in changes:
        x = axis.x(change.on)
        level = next((n for n, end in enumerate(ends) if x - end >= 18), len(ends))
        ends[level : level + 1] = [x]
        found.append(level)
    return found


def _head(axis: TimeAxis, changes: Sequence[ChangeMark]) -> float:
    """The height that the numbers of the changes take."""
    return 19.0 * (max(_levels(axis, changes)) + 1) if changes else 0.0


def _marks(axis: TimeAxis, changes: Sequence[ChangeMark], top: float, bottom: float) -> list[Markup]:
    parts = []
    for n, (change, level) in enumerate(zip(changes, _levels(axis, changes), strict=True), 1):
        x, y = axis.x(change.on), top - 12 - level * 19
        line = rule(x, y, x, bottom, INK, stroke_dasharray="2 3")
        parts.append(hover(el("g", line, disc(x, y, str(n))), f"{day(change.on)}: {change.text}"))
    return parts
