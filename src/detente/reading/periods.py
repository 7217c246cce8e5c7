"""Periods of days and their arithmetic: inclusive intervals, where an unknown bound is None."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name: i for i, name in enumerate(calendar.month_name) if name} | {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12
}  # fmt: skip
WEEKDAYS = {name: i for i, name in enumerate(calendar.day_name)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "a hundred": 100, "a": 1, "an": 1, "couple": 2, "a couple": 2, "few": 3, "a few": 3, "several": 4,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
WARS = {
    "World War I": (1914, 1918), "First World War": (1914, 1918), "World War II": (1939, 1945), "Second World War": (1939, 1945),
    "World War Two": (1939, 1945), "World War One": (1914, 1918), "Cold War": (1947, 1991),
}  # fmt: skip
"""Wars that date what took place in them."""
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
_MONTHS_IN = {"month": 1, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive; None where a bound is open or unknown."""

    start: date | None
    end: date | None


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found)


def month(year: int, number: int, part: str = "") -> Period:
    """A month or its early (1 to 10), mid (11 to 20) or late (21 to the end) third."""
    last = calendar.monthrange(year, number)[1]
    first, final = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return Period(date(year, number, first), date(year, number, final))


def year(number: int, part: str = "") -> Period:
    """A year or its early (January to April), mid (May to August) or late (September to December) third."""
    first, final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return Period(date(number, first, 1), date(number, final, calendar.monthrange(number, final)[1]))


def years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))


def month_near(number: int, on: date, future: bool) -> int:
    """The year of a month named without one: the last such month up to `on`, in the future tense the next from it."""
    if future:
        return on.year if number >= on.month else on.year + 1
    return on.year if number <= on.month else on.year - 1


def day_near(month_number: int, number: int, on: date, future: bool) -> Period | None:
    """A day named without its year, by the same rule."""
    for step in (0, 1 if future else -1):
        found = day(on.year + step, month_number, number)
        if found is not None and found.start is not None and (found.start >= on if future else found.start <= on):
            return found
    return None


def weekday_near(number: int, on: date, future: bool, shift: int = 0) -> Period:
    """The last such weekday up to `on`, in the future tense the next after it; `shift` in weeks."""
    back = (on.weekday() - number) % 7
    found = on - timedelta(days=back) if not future else on + timedelta(days=(number - on.weekday()) % 7 or 7)
    found += timedelta(weeks=shift)
    return Period(found, found)


def calendar_unit(unit: str, on: date, shift: int) -> Period:
    """The week, month, year or decade `shift` units from the one of `on`."""
    if unit == "week":
        monday = on - timedelta(days=on.weekday()) + timedelta(weeks=shift)
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        index = on.year * 12 + on.month - 1 + shift
        return month(index // 12, index % 12 + 1)
    if unit == "year":
        return year(on.year + shift)
    first = (on.year // 10 + shift) * 10
    return years(first, first + 9)


def moved(on: date, count: int, unit: str) -> date:
    """The day `count` units before (negative) or after `on`; months and years by the calendar, clamped to its range."""
    if unit in _MONTHS_IN:
        step = count * _MONTHS_IN[unit]
        index = max(12, min(on.year * 12 + on.month - 1 + step, 9998 * 12))
        last = calendar.monthrange(index // 12, index % 12 + 1)[1]
        return date(index // 12, index % 12 + 1, min(on.day, last))
    return on + timedelta(days=max(-500_000, min(count * _DAYS[unit], 500_000)))


def ago(on: date, count: int, unit: str) -> Period:
    """Some units ago: the very day for days and weeks, else the month or year it falls in."""
    then = moved(on, -count, unit)
    if unit in {"day", "week"}:
        return Period(then, then)
    return month(then.year, then.month) if unit == "month" else year(then.year)


def season(name: str, number: int) -> Period:
    """A season of a year; the winter of a year begins in its December."""
    first, last = SEASONS[name]
    return Period(month(number, first).start, month(number + (last < first), last).end)


def season_near(name: str, on: date, future: bool) -> int:
    """The year of a season named without one: the last that has begun, in the future tense the next or the present one."""
    first, last = SEASONS[name]
    if last < first and on.month <= last:
        return on.year - 1 if not future or on.month <= last else on.year
    if future:
        return on.year if last < first or on.month <= last else on.year + 1
    return on.year if on.month >= first else on.year - 1


def weekend(on: date, shift: int) -> Period:
    """The last weekend that has begun, or `shift` weekends on; of a working day the one before."""
    saturday = on - timedelta(days=(on.weekday() - 5) % 7) + timedelta(weeks=shift)
    return Period(saturday, saturday + timedelta(days=1))


def part_of_year(number: int, index: int, parts: int) -> Period:
    """A quarter (4 parts) or half (2 parts) of a year, counted from 1."""
    months = 12 // parts
    return Period(month(number, (index - 1) * months + 1).start, month(number, index * months).end)
