"""A number over time: values as dots, ranges as bars between their ends, what is not told as a fact hollow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, isfinite
from typing import Any, Final

from markupsafe import Markup

from detente.brief.svg.axes import TimeAxis, rungs, time_marks
from detente.brief.svg.drawing import Cell, Drawing, Table
from detente.brief.svg.model import NumberLine, NumberMark, Told
from detente.brief.svg.shapes import (
    BLUE,
    FAINT,
    INK,
    PAPER,
    SOFT,
    Canvas,
    breadth,
    canvases,
    dot,
    el,
    hover,
    legend,
    path,
    polygon,
    rule,
    shortened,
    text,
)
from detente.brief.words import count, day, days, number, series

_MOST_MARKS: Final = 120
_LEAST_DAYS: Final = 28
_MARGIN: Final = 10
_COLUMNS: Final = ("When", "Value", "Told as", "Source", "Sentences")
_HEIGHT: Final = 190.0


def number_chart(line: NumberLine) -> Drawing:
    """The chart of a number. The axis begins at nought; the last values are drawn where there are too many."""
    canvas = canvases(line.key)
    held = sorted((m for m in line.marks if isfinite(m.low) and isfinite(m.high)), key=lambda m: (m.on, m.low, m.high))
    shown = held[-_MOST_MARKS:]
    summary = _summary(held)
    drawn = [_draw(c, line, shown, summary) for c in canvas] if shown else [Markup(""), Markup("")]
    notes = [f"{count(len(held) - len(shown), 'earlier value')} in the table alone."] if len(held) > len(shown) else []
    if len(held) < len(line.marks):
        notes.append(f"{count(len(line.marks) - len(held), 'value')} left out: no number.")
    return Drawing(
        line.key, line.title, summary, drawn[0], drawn[1], Table(_COLUMNS, tuple(map(_cells, held))), notes=tuple(notes)
    )


def _summary(held: Sequence[NumberMark]) -> str:
    facts = [m for m in held if m.told is Told.FACT]
    if not held:
        return "No value with a day is told."
    parts = []
    if len(facts) == 1:
        parts.append(f"{_value(facts[0])} ({_when(facts[0])}), told once.")
    elif facts:
        first, last = facts[0], facts[-1]
        parts.append(
            f"From {_value(first)} ({_when(first)}) to {_value(last)} ({_when(last)}); {count(len(facts), 'value')} told as fact."
        )
    differ = sum(m.differ for m in held)
    if differ:
        parts.append(f"Sources differ on {differ} of them.")
    others = Counter(str(m.told) for m in held if m.told is not Told.FACT)
    if others:
        parts.append(f"Not told as fact: {series(f'{others[t]} {t}' for t in Told if others[t])}.")
    return " ".join(parts)


def _value(mark: NumberMark) -> str:
    if mark.text:
        return mark.text
    return _figure(mark.low) if mark.low == mark.high else f"{_figure(mark.low)} to {_figure(mark.high)}"


def _figure(value: float) -> str:
    return number(value).replace("-", "−")


def _when(mark: NumberMark) -> str:
    if mark.earlier:
        return f"before {day(mark.on)}"
    return days(mark.on, mark.until or mark.on)


def _cells(mark: NumberMark) -> tuple[Cell, ...]:
    told = f"{mark.told}{', sources differ' if mark.differ else ''}"
    return Cell(_when(mark)), Cell(_value(mark)), Cell(told), Cell(mark.source), Cell("", mark.refs)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days and values lie."""

    axis: TimeAxis
    top: float
    bottom: float
    least: float
    most: float

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * (value - self.least) / (self.most - self.least)


def _draw(canvas: Canvas, line: NumberLine, marks: Sequence[NumberMark], summary: str) -> Markup:
    parts, top = legend(0, 9, canvas.width, _signs(marks))
    top += 8
    if line.unit:
        parts.append(text(0, top + 6, shortened(line.unit, canvas.width), fill=SOFT))
        top += 14
    high, low = max(0.0, *(m.high for m in marks)), min(0.0, *(m.low for m in marks))
    steps = rungs(high - low, 4)
    step = steps[1] if len(steps) > 1 else 1.0
    most, least = max(1, ceil(high / step - 1e-9)) * step, -ceil(-low / step - 1e-9) * step
    ticks = [least + step * n for n in range(round((most - least) / step) + 1)]
    left = max(breadth(_figure(t)) for t in ticks) + 10
    plot = _Plot(_axis(marks, left, canvas.width - 8), top + 20, top + 20 + _HEIGHT, least, most)
    for tick in ticks:
        y = plot.y(tick)
        parts += [rule(left, y, canvas.width, y, "#e6e3dc"), text(left - 6, y + 4, _figure(tick), text_anchor="end", fill=SOFT)]
    parts.append(rule(left, plot.y(0), canvas.width, plot.y(0), INK))
    facts = [m for m in marks if m.told is Told.FACT]
    parts += _steps(plot, facts) if line.level else [_stem(plot, m) for m in facts]
    parts += [_mark(plot, mark) for mark in sorted(marks, key=lambda m: m.told is Told.FACT)]
    parts += _labels(plot, marks)
    parts += time_marks(plot.axis, plot.bottom + 8)
    return canvas.frame(plot.bottom + 34, line.title, summary, parts)


def _axis(marks: Sequence[NumberMark], left: float, right: float) -> TimeAxis:
    """The days of the marks, with a month around what lies closer together."""
    first, last = min(m.on for m in marks), max(_end(m) for m in marks)
    if (last - first).days < _LEAST_DAYS:
        margin = timedelta(days=_MARGIN)
        first = first - margin if (first - date.min).days > _MARGIN else date.min
        last = last + margin if (date.max - last).days > _MARGIN else date.max
    return TimeAxis(first, last, left + (24 if any(m.earlier for m in marks) else 8), right - 8)


def _end(mark: NumberMark) -> date:
    return max(mark.on, mark.until or mark.on)


def _steps(plot: _Plot, facts: Sequence[NumberMark]) -> list[Markup]:
    """The way from one fact to the next: a value holds until another is told."""
    if len(facts) < 2:
        return []
    d = ""
    for n, mark in enumerate(facts):
        x, y = plot.axis.middle(mark.on), plot.y((mark.low + mark.high) / 2)
        d += f"M{x:.1f} {y:.1f}" if n == 0 else f"H{x:.1f}V{y:.1f}"
    return [path(d, fill="none", stroke="#a9c3dc", stroke_width="2")]


def _stem(plot: _Plot, mark: NumberMark) -> Markup:
    x = plot.axis.middle(mark.on)
    return rule(x, plot.y(0), x, plot.y(mark.low), "#a9c3dc", stroke_width=2)


def _mark(plot: _Plot, mark: NumberMark) -> Markup:
    x, end = plot.axis.middle(mark.on), plot.axis.middle(_end(mark))
    shapes = []
    if end - x > 3:
        y = plot.y((mark.low + mark.high) / 2)
        shapes.append(rule(x, y, end, y, BLUE, stroke_width=3))
    values: Sequence[float] = [v for v in mark.values if isfinite(v) and mark.low <= v <= mark.high] or [mark.low, mark.high]
    if mark.high > mark.low:
        a, b = plot.y(mark.low), plot.y(mark.high)
        dash = "4 3" if mark.differ else None
        shapes.append(rule(x, a, x, b, INK, stroke_width=1.6, stroke_dasharray=dash))
        shapes += [rule(x - 6, y, x + 6, y, INK, stroke_width=1.6) for y in (a, b)]
    if mark.high == mark.low or mark.differ:
        shapes += [_sign(x, plot.y(v), mark.told) for v in sorted(set(values))]
    if mark.earlier:
        shapes.append(
            path(f"M{x - 8:.1f} {plot.y(mark.high):.1f}h-12m4 -4l-4 4l4 4", stroke=INK, fill="none", stroke_width="1.4")
        )
    who = f", {mark.source}" if mark.source else ""
    told = "" if mark.told is Told.FACT else f", {mark.told}"
    return hover(el("g", *shapes), f"{_when(mark)}: {_value(mark)}{told}{who}")


def _sign(x: float, y: float, told: Told) -> Markup:
    """A disc for a fact; hollow for what is none: dashed what is alleged, a lozenge for plans, a triangle for what may be."""
    look: dict[str, Any] = {"fill": PAPER, "stroke": INK, "stroke_width": "1.5"}
    if told is Told.FACT:
        return dot(x, y, 4.5, fill=BLUE, stroke=PAPER)
    if told is Told.ALLEGED:
        return dot(x, y, 5, **{**look, "stroke_dasharray": "2.5 2"})
    if told is Told.PLANNED:
        return polygon([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], **look)
    if told is Told.POSSIBLE:
        return polygon([(x, y - 6), (x + 6, y + 5), (x - 6, y + 5)], **look)
    return path(f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10", stroke=INK, stroke_width="2", fill="none")


def _signs(marks: Sequence[NumberMark]) -> list[tuple[Markup, str]]:
    """What the marks make use of, and no more."""
    told = {m.told for m in marks if m.low == m.high or m.differ}
    signs = [(_sign(8, 0, t), "told as fact" if t is Told.FACT else str(t)) for t in Told if t in told]
    if any(m.high > m.low and not m.differ for m in marks):
        signs.append((path("M2 -6h12m-6 0v12m-6 0h12", stroke=INK, stroke_width="1.6", fill="none"), "a range"))
    if any(m.differ for m in marks):
        signs.append((path("M8 -7v14", stroke=INK, stroke_width="1.6", stroke_dasharray="4 3", fill="none"), "sources differ"))
    if any(m.earlier for m in marks):
        signs.append((path("M15 0h-12m4 -4l-4 4l4 4", stroke=FAINT, fill="none", stroke_width="1.4"), "some time before"))
    return signs


def _labels(plot: _Plot, marks: Sequence[NumberMark]) -> list[Markup]:
    """Values in words where there is room: facts first, the last and the first before those between."""
    order = sorted(range(len(marks)), key=lambda n: (marks[n].told is not Told.FACT, n not in {0, len(marks) - 1}, n))
    taken = [(plot.axis.middle(m.on) - 5, plot.y(m.high) - 5, plot.axis.middle(m.on) + 5, plot.y(m.low) + 5) for m in marks]
    parts: list[Markup] = []
    written: set[tuple[str, int]] = set()
    for n in order:
        mark = marks[n]
        said = shortened(_value(mark), 130)
        wide, x = breadth(said), plot.axis.middle(mark.on)
        if (said, round(x / 20)) in written:
            continue
        left = min(max(x - wide / 2, plot.axis.left - 6), plot.axis.right + 14 - wide)
        for base in (plot.y(mark.high) - 9, plot.y(mark.low) + 19):
            room = (left - 2, base - 10, left + wide + 2, base + 2)
            inside = base - 12 > plot.top - 24 and base < plot.bottom + 4
            if inside and not any(_touch(room, other) for k, other in enumerate(taken) if k != n):
                taken.append(room)
                written.add((said, round(x / 20)))
                halo: dict[str, Any] = {"paint_order": "stroke", "stroke": PAPER, "stroke_width": 3}
                parts.append(text(left + wide / 2, base, said, text_anchor="middle", **halo))
                break
    return parts


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
