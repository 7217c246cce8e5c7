"""Axes: where a day or a value lies, and the ticks that people read them by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, isfinite, log10
from typing import Final

from markupsafe import Markup

from detente.brief.svg.shapes import FAINT, LINE, SOFT, breadth, rule, text
from detente.brief.words import MONTHS, days

_DAYS: Final = (1, 2, 5, 10)
_MONTHS: Final = (1, 2, 3, 6)
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `first` to `last`, both inclusive, over a stretch from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    @property
    def length(self) -> int:
        """Days."""
        return (self.last - self.first).days + 1

    def x(self, on: date) -> float:
        """Where a day begins."""
        return self.left + (self.right - self.left) * (on - self.first).days / self.length

    def middle(self, on: date) -> float:
        """The middle of a day."""
        return self.x(on) + (self.right - self.left) / self.length / 2

    def ticks(self, apart: float, by_day: bool = True) -> list[tuple[date, str]]:
        """Days with a label, about so far apart or further; the finest step that allows it, months at least if not `by_day`."""
        most = max(1.0, (self.right - self.left) / apart)
        for step in _DAYS if by_day else ():
            if self.length / step <= most:
                return _named(self._days(step))
        for step in _MONTHS:
            if self.length / (30.4 * step) <= most:
                return _named(self._months(step))
        for step in _YEARS:
            if self.length / (365.25 * step) <= most:
                return [(on, str(on.year)) for on in self._years(step)]
        return []

    def _days(self, step: int) -> Iterator[date]:
        """Every so many days from the first of each month on, but for one that the next first would crowd."""
        for n in range((self.last - self.first).days + 1):
            on = self.first + timedelta(days=n)
            if (on.day - 1) % step == 0 and on.day + step // 2 <= 31:
                yield on

    def _months(self, step: int) -> Iterator[date]:
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13, step):
                on = date(year, month, 1)
                if self.first <= on <= self.last:
                    yield on

    def _years(self, step: int) -> Iterator[date]:
        for year in range(self.first.year, self.last.year + 1):
            on = date(year, 1, 1)
            if year % step == 0 and self.first <= on <= self.last:
                yield on


def _named(days: Iterator[date]) -> list[tuple[date, str]]:
    """Labels as short as they stay clear: the year with the first and where it changes, a day only where days are told apart."""
    held = list(days)
    by_day = any(on.day != 1 for on in held)
    found: list[tuple[date, str]] = []
    for n, on in enumerate(held):
        new_year = n == 0 or held[n - 1].year != on.year
        name = f"{on.day} {MONTHS[on.month][:3]}" if by_day else MONTHS[on.month][:3]
        if new_year:
            name = f"{name} {on.year}" if by_day or on.month != 1 else str(on.year)
        found.append((on, name))
    return found


def time_marks(axis: TimeAxis, y: float, by_day: bool = True) -> list[Markup]:
    """The axis of days, with labels that neither touch nor run out of the picture."""
    parts = [rule(axis.left, y, axis.right, y, LINE)]
    ends = 0.0
    ticks = axis.ticks(62, by_day)
    if len(ticks) < 2:
        whole = days(axis.first, axis.last)
        return [*parts, text((axis.left + axis.right) / 2, y + 18, whole, text_anchor="middle", fill=SOFT)]
    for on, label in ticks:
        x, wide = axis.x(on), breadth(label)
        left = min(max(x - wide / 2, axis.left - 8), axis.right + 6 - wide)
        if left >= ends:
            parts += [rule(x, y, x, y + 5, FAINT), text(left + wide / 2, y + 18, label, text_anchor="middle", fill=SOFT)]
            ends = left + wide + 6
    return parts


def rungs(top: float, most: int) -> list[float]:
    """Round values from 0 to `top` or just below it, at most so many steps; [0] where there is nothing to measure."""
    if not isfinite(top) or top <= 0:
        return [0.0]
    size = 10.0 ** floor(log10(top / max(most, 1)))
    step = next(size * n for n in (1, 2, 5, 10, 20) if top / (size * n) <= most)
    return [step * n for n in range(floor(top / step + 1e-9) + 1)]
