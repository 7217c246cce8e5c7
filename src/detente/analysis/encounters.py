"""A meeting in the making: the tellings that are taken for one, and whether another one fits to them."""

from __future__ import annotations

from datetime import date
from typing import Final

from detente.analysis.tellings import Telling, Told, exclusive, matched

_CLOSE: Final = 2
"""Days that two dates of one meeting may lie apart."""
_NEWS: Final = 3
"""Days between the reports of the day on one meeting."""
_WEEK: Final = 7
_AHEAD: Final = 60
"""Days ahead for which an undated plan is taken for the meeting that is told with the same place or name."""
_SMALL: Final = 2
_LARGE: Final = 4
_SAME: Final = 0.5

Interval = tuple[date, date]
Fit = tuple[bool, int, int]


def weeks(telling: Telling, look: bool = False) -> range:
    """The weeks in which a telling has its meeting; with `look` those in which another telling of it may have it."""
    if telling.when is None and telling.on is None:
        return range(0)
    first, last = telling.when or (telling.on or date.min, telling.on or date.min)
    before = after = _WEEK + 1 if look else 0
    if look and telling.when is None and telling.told not in {Told.HELD, Told.ALLEGED}:
        after = _AHEAD + 1
    return range((first.toordinal() - before) // _WEEK, (last.toordinal() + after) // _WEEK + 1)


class Encounter:
    """Tellings of one meeting. `dated` is the interval that all dated ones share, `when` what is to be shown."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self.sides: set[str] = set()
        self.names: set[str] = set()
        self.countries: set[str] = set()
        self.formats: set[str] = set()
        self.dated: Interval | None = None
        self.days: list[date] = []

    @property
    def when(self) -> Interval | None:
        """The shared interval of the dated tellings, else the first day on which it was news."""
        if self.dated is not None:
            return self.dated
        news = [t.on for t in self.tellings if t.news and t.on and t.told in {Told.HELD, Told.ALLEGED}]
        return (min(news), min(news)) if news else None

    def add(self, telling: Telling) -> None:
        self.tellings.append(telling)
        self.sides |= telling.sides
        self.names |= telling.names
        if telling.country:
            self.countries.add(telling.country)
        if telling.format:
            self.formats |= exclusive(telling.format)
        if telling.when is not None:
            self.dated = _shared(self.dated, telling.when)
        if telling.on is not None:
            self.days.append(telling.on)

    def is_told_as(self, told: Told) -> bool:
        """Whether a telling of this kind may go on about it: what was held about what was held."""
        return any(t.told is told or not told.founds for t in self.tellings)

    def may_share_one(self, telling: Telling) -> bool:
        """Whether one side in common may do."""
        return len(self.sides) == 1 or not self.names.isdisjoint(telling.names)

    def fit(self, telling: Telling) -> Fit | None:
        """How well a telling fits, more is better; None where it tells of another meeting."""
        if self._contradicts(telling):
            return None
        agrees = bool(telling.names & self.names)
        overlap = self._overlap(telling, agrees)
        if overlap is None or not (telling.told.founds or agrees or telling.when):
            return None
        gap = self._gap(telling, agrees)
        return None if gap is None else (agrees, overlap, -gap)

    def _contradicts(self, telling: Telling) -> bool:
        """Whether it is told of another country, or by the name of another place."""
        if telling.country and self.countries and telling.country not in self.countries:
            return True
        own = exclusive(telling.format) if telling.format else frozenset()
        return bool(own and self.formats and not own & self.formats)

    def _overlap(self, telling: Telling, agrees: bool) -> int | None:
        """The sides in common, if they are enough to be one table; None if not."""
        shared = sum(matched(side, self.sides) for side in telling.sides)
        small, large = sorted((len(telling.sides), len(self.sides)))
        if shared == 0:
            return 0 if agrees and self._same_format(telling) else None
        if shared == 1:
            return 1 if (small == 1 and (agrees or large == 1)) or (agrees and self._same_format(telling)) else None
        if agrees or shared == large:
            return shared
        if small == _SMALL and large >= _LARGE:
            return None
        together = shared / (small + large - shared)
        return shared if shared == small or together >= _SAME else None

    def _same_format(self, telling: Telling) -> bool:
        """Whether both are told by the name of a conference or format, not only by the place."""
        return telling.format is not None and any(
            t.format is not None and t.names & telling.names for t in self.tellings if t.format
        )

    def _gap(self, telling: Telling, agrees: bool) -> int | None:
        """Days between a telling and this meeting, None where it can't be the same."""
        if telling.when is not None and self.dated is not None:
            return _within(_distance(self.dated, telling.when), _CLOSE)
        if telling.on is None or (telling.historical and telling.when is None):
            return 0 if any(t.document_id == telling.document_id for t in self.tellings) else None
        if telling.when is not None:
            return self._gap_before(telling.when)
        if self.dated is not None:
            return _announced(self.dated, telling, agrees)
        if not self.days:
            return None
        usual = _NEWS if telling.news and any(t.news for t in self.tellings) else _WEEK
        near = min(abs((telling.on - day).days) for day in self.days)
        far = max(abs((telling.on - day).days) for day in self.days)
        return _within(near, usual) if far <= _WEEK else None

    def _gap_before(self, when: Interval) -> int | None:
        """Days from an interval to undated tellings of the week after it."""
        if not self.days:
            return None
        late = (min(self.days) - when[1]).days
        return _within(max(late, 0), _WEEK) if late >= -1 else None


def _announced(dated: Interval, telling: Telling, agrees: bool) -> int | None:
    """Days from an undated telling to a dated meeting: what was held in the week before, what is planned lies ahead."""
    on = telling.on or date.min
    before, ahead = (on - dated[1]).days, (dated[0] - on).days
    if telling.told in {Told.HELD, Told.ALLEGED}:
        return _within(max(before, 0), _WEEK) if ahead <= 1 else None
    reach = _AHEAD if agrees else _WEEK
    return _within(max(ahead, before, 0), reach) if before <= _WEEK else None


def _within(days: int, most: int) -> int | None:
    return days if days <= most else None


def _distance(one: Interval, other: Interval) -> int:
    """Days between two intervals, 0 where they overlap."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def _shared(one: Interval | None, other: Interval) -> Interval:
    """What two intervals share; where that is nothing, the first."""
    if one is None:
        return other
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else one
