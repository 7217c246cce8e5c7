"""The brief's charts: inline SVG, readable without colour, each beside the numbers it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from detente.brief.words import MONTHS, count

MOST_YEARS = 15
BAR_WIDTH = 20
BAR_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class Month:
    """A month's acts: those told as fact, and the planned, possible, alleged and denied ones."""

    year: int
    month: int
    actual: int
    other: int
    bar: Markup

    @property
    def anchor(self) -> str:
        return f"m{self.year:04}-{self.month:02}"

    @property
    def name(self) -> str:
        return f"{MONTHS[self.month]} {self.year}"

    @property
    def spoken(self) -> str:
        """The cell for those who listen to it."""
        return f"{self.name}: {count(self.actual, 'act')} told as fact, {self.other} other"


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    months: tuple[Month, ...]

    @property
    def actual(self) -> int:
        return sum(m.actual for m in self.months)

    @property
    def other(self) -> int:
        return sum(m.other for m in self.months)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The last `MOST_YEARS` years in which something is dated, latest last; `before` acts are older than these, `loose` ones
    belong to no one month."""

    years: tuple[Year, ...]
    before: int
    loose: int


def calendar(acts: Iterable[tuple[date | None, str]]) -> Calendar:
    """Counts acts, given by a day of their month (None where they have none) and modality."""
    held = list(acts)
    actual, other = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for when, modality in held:
        if when is not None:
            (actual if modality == "actual" else other)[(when.year, when.month)] += 1
    both = actual + other
    years = sorted({year for year, _ in both})
    shown = years[-MOST_YEARS:]
    most = max(both.values(), default=1)
    return Calendar(
        years=tuple(Year(y, tuple(_month(y, m, actual[y, m], other[y, m], most) for m in range(1, 13))) for y in shown),
        before=sum(n for (year, _), n in both.items() if year not in shown),
        loose=sum(1 for when, _ in held if when is None),
    )


def _month(year: int, month: int, actual: int, other: int, most: int) -> Month:
    return Month(year, month, actual, other, bar(actual, other, most))


def bar(actual: int, other: int, most: int) -> Markup:
    """A standing bar, `most` acts high at its fullest: solid for what is told as fact, hatched above it for the rest."""
    if actual + other == 0:
        return Markup("")
    scale = (BAR_HEIGHT - 2) / max(most, 1)
    low, high = round(actual * scale, 1), round(other * scale, 1)
    solid = f'<rect x="1" y="{BAR_HEIGHT - low:g}" width="{BAR_WIDTH - 2}" height="{low:g}" class="solid"/>' if actual else ""
    top = BAR_HEIGHT - low - high
    hatched = f'<rect x="1" y="{top:g}" width="{BAR_WIDTH - 2}" height="{high:g}" class="hatched"/>' if other else ""
    return Markup(
        f'<svg viewBox="0 0 {BAR_WIDTH} {BAR_HEIGHT}" width="{BAR_WIDTH}" height="{BAR_HEIGHT}"'
        f' aria-hidden="true" focusable="false">{solid}{hatched}</svg>'
    )


def month_anchor(when: date | None) -> str:
    """The anchor of the list of a month's acts."""
    return f"m{when.year:04}-{when.month:02}" if when else "m-undated"
