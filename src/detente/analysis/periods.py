"""Periods of a series: the week, month, quarter or year of a day.

>>> Period.of(date(2018, 8, 28), Span.QUARTER).label
'2018-Q3'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Span(StrEnum):
    """How long a period is. Weeks begin on Monday, as in ISO 8601."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """0 for a week."""
        return {"week": 0, "month": 1, "quarter": 3, "year": 12}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of the calendar, both days inclusive."""

    start: date
    end: date
    label: str

    @classmethod
    def of(cls, day: date, span: Span) -> Period:
        """The period that a day is in."""
        if span is Span.WEEK:
            start = day - timedelta(days=day.weekday())
            year, week, _ = day.isocalendar()
            return cls(start, start + timedelta(days=6), f"{year}-W{week:02}")
        first = (day.month - 1) // span.months * span.months + 1
        start = date(day.year, first, 1)
        after = date(day.year + (first + span.months > 12), (first + span.months - 1) % 12 + 1, 1)
        labels = {
            Span.MONTH: f"{day.year}-{day.month:02}",
            Span.QUARTER: f"{day.year}-Q{(first + 2) // 3}",
            Span.YEAR: str(day.year),
        }
        return cls(start, after - timedelta(days=1), labels[span])
