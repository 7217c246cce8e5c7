"""Steps of a number: values that hold at about the same time, told by one or more sources, which agree or differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from detente.analysis.counting import Moment

if TYPE_CHECKING:
    from detente.analysis.numbers import NumberPoint

_MONTH: Final = 31
"""Days within which two values of a level are about the same time."""
_INCIDENT: Final = 3
"""Days within which two counts of an act may be of the same act."""
_ABOUT: Final = 0.05
"""By which share an approximate value may be off and still agree."""


@dataclass(frozen=True, slots=True)
class Step:
    """A value at about one time: `low` to `high` over its points; `differ` where independent sources don't agree on it.

    `on` and `until` are the first and last day for which it is told; `earlier` says that it held some time before that.
    """

    low: float
    high: float
    on: date
    until: date
    earlier: bool
    differ: bool
    points: tuple[NumberPoint, ...]

    @property
    def value(self) -> str:
        """The value or the range as people write it, "differing" where sources differ."""
        from detente.analysis.numbers import figure, number

        if self.low == self.high:
            plain = [p for p in self.points if p.bound is None and not p.approximate]
            return figure((plain or self.points)[0])
        return f"{number(self.low)} to {number(self.high)}{', sources differ' if self.differ else ''}"

    @property
    def when(self) -> str:
        if self.earlier:
            return f"before {self.on}"
        return f"{self.on}" if (self.until - self.on).days <= _MONTH else f"{self.on} to {self.until}"


def steps(points: Sequence[NumberPoint], level: bool) -> tuple[Step, ...]:
    """The steps of dated facts, oldest first. Counts of acts are put together only within days, levels within a month.

    A level that is told again unchanged goes on. An earlier one ("from 900 to 400") confirms a step that agrees with it, or is
    one of its own.
    """
    groups: list[list[NumberPoint]] = []
    for point in sorted(points, key=_order):
        fits = [group for group in groups if _belongs(point, group, level)]
        if not fits and level and groups and all((p.low, p.high) == (point.low, point.high) for p in groups[-1]):
            fits = groups[-1:]
        if fits:
            fits[-1].append(point)
        else:
            groups.append([point])
    return tuple(map(_step, groups))


def _order(point: NumberPoint) -> tuple[date, bool]:
    return point.on or date.max, point.moment is not Moment.BEFORE


def _belongs(point: NumberPoint, group: Sequence[NumberPoint], level: bool) -> bool:
    if not level:
        return all(_days(point, other) <= _INCIDENT and _comparable(point, other) for other in group)
    if point.moment is Moment.BEFORE:
        return any(_agree(point, other) for other in group)
    near = all(_days(point, other) <= _MONTH for other in group if other.moment is not Moment.BEFORE)
    same = near and all(_comparable(point, other) for other in group)
    return same and any(other.moment is not Moment.BEFORE for other in group)


def _days(one: NumberPoint, other: NumberPoint) -> int:
    return abs(((one.on or date.max) - (other.on or date.max)).days)


def _comparable(one: NumberPoint, other: NumberPoint) -> bool:
    """Whether two values can be of the same: they agree, or come from different stories or speakers."""
    return _agree(one, other) or one.story_id != other.story_id or one.by != other.by


def _agree(one: NumberPoint, other: NumberPoint) -> bool:
    """Whether two values can both be true, "about" taken for five percent either way."""
    (a, b), (c, d) = _bounds(one), _bounds(other)
    return a <= d and c <= b


def _bounds(point: NumberPoint) -> tuple[float, float]:
    slack = _ABOUT if point.approximate and point.bound is None else 0.0
    low = 0.0 if point.bound == "at most" else point.low * (1 - slack)
    high = float("inf") if point.bound == "at least" else point.high * (1 + slack)
    return low, high


def _step(group: Sequence[NumberPoint]) -> Step:
    told = [p for p in group if p.moment is not Moment.BEFORE] or group
    days = [p.on for p in told if p.on is not None]
    differ = any(not _agree(one, other) for n, one in enumerate(group) for other in group[n + 1 :])
    return Step(
        min(p.low for p in group),
        max(p.high for p in group),
        min(days),
        max(days),
        all(p.moment is Moment.BEFORE for p in group),
        differ,
        tuple(group),
    )
