"""From a matched date expression to the period that it means; None where it can't be resolved, as with no such day.

A reader gets the match, the document's date (None if unknown) and whether the act is yet to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from detente.reading import periods
from detente.reading.periods import MONTHS, NUMBERS, ORDINALS, WARS, WEEKDAYS, Period

Match = re.Match[str]
Reader = Callable[[Match, "date | None", bool], "Period | None"]
_RECENT = {"day": (7, "day"), "week": (4, "week"), "month": (6, "month"), "year": (5, "year"), "decade": (3, "decade")}
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the": 0}
_FEASTS = {"New Year's Day": (1, 1), "New Year's Eve": (12, 31), "Christmas Day": (12, 25), "Christmas Eve": (12, 24)}


def part_of(match: Match) -> str:
    """ "early", "mid" or "late" where the expression says which part is meant."""
    groups = match.groupdict()
    word = (groups.get("part") or groups.get("part2") or "").lower().removeprefix("the ")
    return {"beginning of": "early", "start of": "early", "middle of": "mid", "end of": "late"}.get(word, word)


def count(match: Match) -> float:
    """The number of units; "half a" is one half, "a quarter of a" one quarter."""
    groups = match.groupdict()
    if groups.get("half"):
        return 0.5 if groups["half"].lower() == "half" else 0.25
    word = (groups.get("number") or "one").lower()
    return (int(word) if word.isdigit() else NUMBERS[word]) + NUMBERS.get((groups.get("tens") or "").lower(), 0)


def _whole(match: Match) -> tuple[int, str]:
    """Number and unit, half a decade or century as years."""
    number, unit = count(match), match["unit"].lower()
    unit = "century" if unit == "centurie" else unit
    if number < 1:
        months = {"decade": 120, "century": 1200, "year": 12}.get(unit, 0) * number
        return (int(months) // 12, "year") if months >= 12 else (int(months), "month") if months else (1, unit)
    return int(number), unit


def iso(m: Match, _on: date | None, _future: bool) -> Period | None:
    return periods.day(int(m["year"]), int(m["m"]), int(m["d"]))


def days(m: Match, on: date | None, future: bool) -> Period | None:
    number = MONTHS[m["month"]]
    groups = m.groupdict()
    if groups.get("year"):
        first = periods.day(int(m["year"]), number, int(m["day"]))
    else:
        first = None if on is None else periods.day_near(number, int(m["day"]), on, future)
    if first is None or first.start is None or not groups.get("day2"):
        return first
    last = periods.day(first.start.year, MONTHS[groups.get("month2") or m["month"]], int(m["day2"]))
    if last is None or last.end is None or last.end < first.start:
        return first
    return Period(first.start, last.end)


def day_of_month(m: Match, on: date | None, future: bool) -> Period | None:
    if on is None:
        return None
    for step in (0, 1) if future else (0, -1):
        month = periods.calendar_unit("month", on, step).start
        found = periods.day(month.year, month.month, int(m["day"])) if month is not None else None
        if found is not None and found.start is not None and (found.start >= on if future else found.start <= on):
            return found
    return None


def month(m: Match, on: date | None, future: bool) -> Period | None:
    number = MONTHS[m["month"]]
    if m["year"]:
        return periods.month(int(m["year"]), number, part_of(m))
    if on is None:
        return None
    return periods.month(periods.month_near(number, on, future), number, part_of(m))


def months(m: Match, on: date | None, future: bool) -> Period | None:
    """ "From May until July", in the year that the last month is in."""
    first, last = MONTHS[m["month"]], MONTHS[m["month2"]]
    if on is None and not m["year"]:
        return None
    year = int(m["year"]) if m["year"] else periods.month_near(last, on, future) if on is not None else 0
    if m.groupdict().get("year2"):
        until = int(m["year2"])
        return (
            Period(periods.month(year, first).start, periods.month(until, last).end) if (year, first) <= (until, last) else None
        )
    return Period(periods.month(year - (first > last), first).start, periods.month(year, last).end)


def relative_month(m: Match, on: date | None, _future: bool) -> Period | None:
    if on is None:
        return None
    number, word = MONTHS[m["month"]], m["word"].lower()
    if word == "this":
        return periods.month(on.year, number, part_of(m))
    if word == "last":
        return periods.month(on.year if number < on.month else on.year - 1, number, part_of(m))
    return periods.month(on.year if number > on.month else on.year + 1, number, part_of(m))


def month_of_relative_year(m: Match, on: date | None, _future: bool) -> Period | None:
    """ "In July of last year"."""
    shift = {"last": -1, "this": 0, "next": 1}[m["word"].lower()]
    return None if on is None else periods.month(on.year + shift, MONTHS[m["month"]], part_of(m))


def year(m: Match, _on: date | None, _future: bool) -> Period | None:
    return periods.year(int(m["year"]), part_of(m))


def years(m: Match, _on: date | None, _future: bool) -> Period | None:
    first = int(m["year"])
    last = int(m["year2"]) if len(m["year2"]) == 4 else first // 100 * 100 + int(m["year2"])
    return periods.years(first, last) if first <= last else None


def decade(m: Match, _on: date | None, _future: bool) -> Period | None:
    first = int(m["decade"])
    begin, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part_of(m), (0, 9))
    return periods.years(first + begin, first + end)


def century(m: Match, _on: date | None, _future: bool) -> Period | None:
    word = m["ordinal"].lower()
    if word == "last":
        return periods.years(1901, 2000)
    number = int(word) if word.isdigit() else ORDINALS[word]
    if not 2 <= number <= 30:
        return None
    first = (number - 1) * 100 + 1
    begin, end = {"early": (0, 32), "mid": (33, 65), "late": (66, 99)}.get(part_of(m), (0, 99))
    return periods.years(first + begin, first + end)


def war(m: Match, _on: date | None, _future: bool) -> Period | None:
    return periods.years(*WARS[m["war"]])


def feast(m: Match, on: date | None, future: bool) -> Period | None:
    number, day = _FEASTS[m["feast"].replace("’", "'")]
    return None if on is None else periods.day_near(number, day, on, future)


def weekday(m: Match, on: date | None, future: bool) -> Period | None:
    if on is None:
        return None
    word = (m["word"] or "").lower()
    ahead = word in {"next", "this coming", "coming"} or (future and word != "last")
    found = periods.weekday_near(WEEKDAYS[m["weekday"]], on, ahead)
    if ahead and not word and on.weekday() == WEEKDAYS[m["weekday"]]:
        return Period(on, on)
    if word == "last" and found.start == on:
        return periods.weekday_near(WEEKDAYS[m["weekday"]], on, False, shift=-1)
    return found


def weekdays(m: Match, on: date | None, future: bool) -> Period | None:
    """ "From Monday to Wednesday": the last such days, in the future tense the next ones."""
    if on is None:
        return None
    last = periods.weekday_near(WEEKDAYS[m["weekday2"]], on, future).end
    if last is None:
        return None
    return Period(periods.weekday_near(WEEKDAYS[m["weekday"]], last, False).start, last)


def weekend(m: Match, on: date | None, future: bool) -> Period | None:
    word = (m["word"] or "").lower()
    return None if on is None else periods.weekend(on, 1 if word == "next" or (future and word != "last") else 0)


def near(m: Match, on: date | None, _future: bool) -> Period | None:
    if on is None:
        return None
    word = m.group().strip().lower()
    if word == "overnight":
        return Period(on - timedelta(days=1), on)
    then = on + timedelta(days={"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1}.get(word, 0))
    return Period(then, then)


def unit(m: Match, on: date | None, _future: bool) -> Period | None:
    if on is None:
        return None
    word, name = m["word"].lower().removeprefix("the "), m["unit"]
    shift = _SHIFTS.get(word, 1)
    found = periods.calendar_unit(name, on, shift)
    adverb, part = (m.groupdict().get("adverb") or "").lower(), part_of(m)
    if shift == 0 and found.start is not None and adverb == "earlier":
        return Period(found.start, on)
    if shift == 0 and adverb == "later":
        return Period(on, found.end)
    if part and found.start is not None and name in {"month", "year"}:
        start = found.start
        return periods.month(start.year, start.month, part) if name == "month" else periods.year(start.year, part)
    return found


def season(m: Match, on: date | None, future: bool) -> Period | None:
    name, word = m["season"], (m["word"] or "").lower()
    if m["year"]:
        return periods.season(name, int(m["year"]))
    if on is None:
        return None
    number = periods.season_near(name, on, future or word == "next")
    found = periods.season(name, number)
    inside = found.start is not None and found.end is not None and found.start <= on <= found.end
    return periods.season(name, number + {"last": -1, "next": 1}.get(word, 0)) if inside else found


def season_of_relative_year(m: Match, on: date | None, _future: bool) -> Period | None:
    """ "In the summer of last year"."""
    return None if on is None else periods.season(m["season"], on.year + {"last": -1, "this": 0, "next": 1}[m["word"]])


def end_of_year(_m: Match, on: date | None, _future: bool) -> Period | None:
    return None if on is None else Period(on, date(on.year, 12, 31))


def part_of_year(m: Match, on: date | None, future: bool) -> Period | None:
    """A quarter or half of a year."""
    parts = 4 if m["unit"] == "quarter" else 2
    index = min(ORDINALS[m["ordinal"].lower()], parts)
    groups = m.groupdict()
    if groups.get("year"):
        return periods.part_of_year(int(m["year"]), index, parts)
    if on is None:
        return None
    if groups.get("word"):
        return periods.part_of_year(on.year + _SHIFTS.get(m["word"].lower(), 1), index, parts)
    begun = (index - 1) * (12 // parts) + 1 <= on.month
    return periods.part_of_year(on.year if begun or future else on.year - 1, index, parts)


def ago(m: Match, on: date | None, _future: bool) -> Period | None:
    return None if on is None else periods.ago(on, *_whole(m))


def long_ago(m: Match, on: date | None, _future: bool) -> Period | None:
    """ "Years ago": some time before two years, "decades ago" before twenty."""
    return None if on is None else Period(None, periods.moved(on, -2, _whole(m)[1]))


def hazy(_m: Match, on: date | None, _future: bool) -> Period | None:
    """ "Recently", "in the past", "for years": some time up to the document's day."""
    return None if on is None else Period(None, on)


def span(m: Match, on: date | None, future: bool) -> Period | None:
    """ "For two decades": up to the document's day, in the future tense from it on."""
    if on is None:
        return None
    number, name = _whole(m)
    return Period(on, periods.moved(on, number, name)) if future else Period(periods.moved(on, -number, name), on)


def past(m: Match, on: date | None, _future: bool) -> Period | None:
    return span(m, on, False)


def ahead(m: Match, on: date | None, _future: bool) -> Period | None:
    return span(m, on, True)


def in_units(m: Match, on: date | None, future: bool) -> Period | None:
    """ "In two weeks": that day, where it is told as past the days it took."""
    if on is None:
        return None
    number, name = _whole(m)
    return periods.ago(on, -number, name) if future else Period(periods.moved(on, -number, name), on)


def recent(m: Match, on: date | None, _future: bool) -> Period | None:
    number, name = _RECENT[m["unit"]]
    return None if on is None else Period(periods.moved(on, -number, name), on)


def coming(m: Match, on: date | None, _future: bool) -> Period | None:
    number, name = _RECENT[m["unit"]]
    return None if on is None else Period(on, periods.moved(on, number, name))


def attacks_of_2001(_m: Match, _on: date | None, _future: bool) -> Period | None:
    return periods.day(2001, 9, 11)
