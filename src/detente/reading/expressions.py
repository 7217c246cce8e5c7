"""Date expressions of English and the periods they mean against a document's date.

Kinds follow TimeML's TIMEX3 (Pustejovsky et al. 2003) as far as they bound a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from detente.reading import periods
from detente.reading.periods import MONTHS, NUMBERS, SEASONS, WEEKDAYS, Period

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_MONTH2 = _MONTH.replace("month", "month2")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DAY2 = _DAY.replace("day", "day2")
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d|\s+(?:troops|soldiers|people|men|dollars|civilians|fighters|refugees))"
_YEAR2 = _YEAR.replace("year", "year2")
_PART = r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Tt]he (?:beginning|start|middle|end) of|[Bb]eginning of|[Ee]nd of)"
_NUMBER = r"(?P<number>\d{1,3}|(?i:" + "|".join(NUMBERS) + r"))(?: of)?"
_BEFORE_NOUN = r"(?:(?<=[Tt]he )|(?<=[Ii]ts )|(?<=[Tt]heir )|(?<=[Hh]is )|(?<=['’]s )|(?<=\b[Aa] ))"
_UNIT = r"(?P<unit>day|week|month|year|decade)"
_DASH = r"\s*(?:to|and|through|until|till|-|–|—)\s*"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A stretch of a sentence (characters of the Doc) and the period it means."""

    start_char: int
    end_char: int
    period: Period
    looks_back: bool = False


Match = re.Match[str]
Reader = Callable[[Match, "date | None", bool], "Period | None"]


def _part(match: Match) -> str:
    word = (match.groupdict().get("part") or match.groupdict().get("part2") or "").lower().removeprefix("the ")
    return {"beginning of": "early", "start of": "early", "middle of": "mid", "end of": "late"}.get(word, word)


def _iso(m: Match, _on: date | None, _future: bool) -> Period | None:
    return periods.day(int(m["year"]), int(m["m"]), int(m["d"]))


def _days(m: Match, on: date | None, future: bool) -> Period | None:
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


def _month(m: Match, on: date | None, future: bool) -> Period | None:
    number = MONTHS[m["month"]]
    if m["year"]:
        return periods.month(int(m["year"]), number, _part(m))
    if on is None:
        return None
    return periods.month(periods.month_near(number, on, future), number, _part(m))


def _relative_month(m: Match, on: date | None, _future: bool) -> Period | None:
    if on is None:
        return None
    number, word = MONTHS[m["month"]], m["word"].lower()
    if word == "this":
        return periods.month(on.year, number)
    if word == "last":
        return periods.month(on.year if number < on.month else on.year - 1, number)
    return periods.month(on.year if number > on.month else on.year + 1, number)


def _year(m: Match, _on: date | None, _future: bool) -> Period | None:
    return periods.year(int(m["year"]), _part(m))


def _years(m: Match, _on: date | None, _future: bool) -> Period | None:
    first, last = int(m["year"]), int(m["year2"])
    return periods.years(first, last) if first <= last else None


def _decade(m: Match, _on: date | None, _future: bool) -> Period | None:
    first = int(m["decade"])
    begin, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(_part(m), (0, 9))
    return periods.years(first + begin, first + end)


def _weekday(m: Match, on: date | None, future: bool) -> Period | None:
    if on is None:
        return None
    word = (m["word"] or "").lower()
    found = periods.weekday_near(
        WEEKDAYS[m["weekday"]], on, word in {"next", "this coming", "coming"} or (future and word != "last")
    )
    if word == "last" and found.start == on:
        return periods.weekday_near(WEEKDAYS[m["weekday"]], on, False, shift=-1)
    return found


def _near(m: Match, on: date | None, _future: bool) -> Period | None:
    if on is None:
        return None
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "overnight": 0}.get(m.group().lower(), 0)
    then = on + timedelta(days=shift)
    return Period(then, then)


def _unit(m: Match, on: date | None, _future: bool) -> Period | None:
    if on is None:
        return None
    word, unit = m["word"].lower(), m["unit"]
    shift = -1 if word in {"last", "past", "previous", "the past", "the previous"} else 0 if word == "this" else 1
    found = periods.calendar_unit(unit, on, shift)
    adverb = (m["adverb"] or "").lower()
    if shift == 0 and found.start is not None and adverb == "earlier":
        return Period(found.start, on)
    if shift == 0 and adverb == "later":
        return Period(on, found.end)
    return found


def _season(m: Match, on: date | None, _future: bool) -> Period | None:
    first, last = SEASONS[m["season"]]
    word = (m["word"] or "").lower()
    if m["year"]:
        number = int(m["year"])
    elif on is None:
        return None
    else:
        past = on.year if on.month > last or (word != "last" and on.month >= first) else on.year - 1
        number = {"last": past, "this": on.year, "next": on.year + (on.month >= first)}.get(word, past)
    return Period(periods.month(number, first).start, periods.month(number, last).end)


def _ago(m: Match, on: date | None, _future: bool) -> Period | None:
    return None if on is None else periods.ago(on, _count(m), m["unit"])


def _long_ago(m: Match, on: date | None, _future: bool) -> Period | None:
    """ "Years ago": some time before two years, "decades ago" before twenty."""
    return None if on is None else Period(None, periods.moved(on, -2, m["unit"]))


def _span(m: Match, on: date | None, _future: bool) -> Period | None:
    return None if on is None else Period(periods.moved(on, -_count(m), m["unit"]), on)


def _ahead(m: Match, on: date | None, _future: bool) -> Period | None:
    return None if on is None else Period(on, periods.moved(on, _count(m), m["unit"]))


def _count(m: Match) -> int:
    word = (m["number"] or "one").lower()
    return int(word) if word.isdigit() else NUMBERS[word]


_SINCE = r"(?P<bound>\b(?:[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]rom)\s+)?"
_PATTERNS: tuple[tuple[re.Pattern[str], Reader, bool], ...] = tuple(
    (re.compile(_SINCE + pattern), reader, back)
    for pattern, reader, back in (
        (r"\b(?P<year>[12]\d{3})-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", _iso, False),
        (rf"\b(?:between )?{_MONTH} {_DAY}{_DASH}(?:{_MONTH2} )?{_DAY2}\b(?:,? {_YEAR})?", _days, False),
        (rf"\b(?:between )?{_DAY}{_DASH}{_DAY2} (?:of )?{_MONTH}\b(?:,? {_YEAR})?", _days, False),
        (rf"\b{_MONTH} {_DAY}\b(?:,? {_YEAR})?", _days, False),
        (rf"\b{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?\b", _days, False),
        (rf"\b(?P<word>[Ll]ast|[Nn]ext|[Tt]his) {_MONTH}(?!\w)", _relative_month, False),
        (rf"\b(?:{_PART}[ -](?:in )?)?{_MONTH}(?: of)?,? {_YEAR}", _month, False),
        (rf"\b(?:[Ii]n |[Dd]uring )?{_PART}[ -](?:in )?{_MONTH}(?!\w)(?P<year>)", _month, False),
        (rf"\b(?:[Ii]n|[Dd]uring|[Oo]f) {_MONTH}(?!\w|\s[A-Z])(?P<year>)", _month, False),
        (rf"{_BEFORE_NOUN}{_MONTH}(?= [a-z])(?P<year>)", _month, False),
        (rf"{_BEFORE_NOUN}{_YEAR}(?= [a-zA-Z])", _year, False),
        (rf"\b(?:between |from )?{_YEAR}{_DASH}{_YEAR2}", _years, False),
        (rf"\b(?:{_PART}[ -])?(?:the )?(?:{_PART.replace('part', 'part2')}[ -])?(?P<decade>1[89]\d0|20\d0)s\b", _decade, True),
        (rf"\b{_PART}[ -]{_YEAR}", _year, False),
        (rf"\b(?:[Ii]n|[Dd]uring|[Oo]f|[Tt]hroughout) {_YEAR}", _year, False),
        (r"\b(?:[Oo]n )?(?P<word>[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]his)? ?(?P<weekday>" + "|".join(WEEKDAYS) + r")\b",
         _weekday, False),
        (r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|overnight)\b",
         _near, False),
        (rf"\b(?:(?P<adverb>[Ee]arlier|[Ll]ater) )?(?P<word>[Ll]ast|[Tt]his|[Nn]ext|the previous|the coming) {_UNIT}\b",
         _unit, False),
        (r"\b(?:(?P<word>[Ll]ast|[Tt]his|[Nn]ext|in the|the) )(?P<season>spring|summer|autumn|fall)\b(?: of)?(?: "
         + _YEAR + ")?", _season, False),
        (rf"\b{_NUMBER} {_UNIT}s? (?:ago|earlier)\b", _ago, True),
        (r"\b(?:[Mm]any )?(?P<unit>year|decade)s (?:ago|earlier|before)\b", _long_ago, True),
        (rf"\b(?:[Ff]or|[Ii]n|[Oo]ver|[Dd]uring) the (?:past|last|previous) (?:{_NUMBER} )?{_UNIT}s?\b", _span, False),
        (rf"\b[Ff]or (?:nearly |almost |over |more than |about )?{_NUMBER} {_UNIT}s?\b", _span, False),
        (rf"\b(?:[Ww]ithin|[Ii]n) (?:the (?:next|coming) )?{_NUMBER} {_UNIT}s?\b", _ahead, False),
    )
)  # fmt: skip
_NEEDS = (
    ("(?P<month>", re.compile("|".join(MONTHS))),
    ("(?P<weekday>", re.compile("|".join(WEEKDAYS))),
    ("(?P<unit>", re.compile("day|week|month|year|decade")),
    ("(?P<season>", re.compile("spring|summer|autumn|fall")),
    (r"\d", re.compile(r"\d")),
)
_BOUND_YEAR = re.compile(
    rf"(?P<bound>\b(?:[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]rom)\s+)(?:{_PART}[ -])?{_YEAR}"
)
_BOUND_MONTH = re.compile(
    rf"(?P<bound>\b(?:[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]rom)\s+){_MONTH}(?!\w|\s[A-Z])(?P<year>)"
)
_HINT = re.compile(
    r"\d|day\b|ago\b|night|morning|tomorrow|month|year|week|decade|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|spring|summer|autumn|fall"
)


def _need(pattern: str) -> int:
    """The place in `_NEEDS` of what every match of a pattern holds; of a number only what holds none of the words does."""
    return next((i for i, (part, _) in enumerate(_NEEDS) if part in pattern), len(_NEEDS))


@lru_cache(maxsize=1024)
def expressions(text: str, on: date | None, future: bool = False) -> tuple[DateExpression, ...]:
    """The date expressions of a text that can be resolved, in order, longest first where they overlap."""
    if not _HINT.search(text):
        return ()
    found = sorted(_all(text, on, future), key=lambda e: (e.start_char - e.end_char, e.start_char))
    kept: list[DateExpression] = []
    for e in found:
        if all(e.end_char <= k.start_char or k.end_char <= e.start_char for k in kept):
            kept.append(e)
    return tuple(sorted(kept, key=lambda e: e.start_char))


_GATED = tuple(
    (pattern, reader, back, _need(pattern.pattern))
    for pattern, reader, back in (*_PATTERNS, (_BOUND_YEAR, _year, False), (_BOUND_MONTH, _month, False))
)
"""The patterns with what a text must hold for them to match at all."""


def _all(text: str, on: date | None, future: bool) -> Iterator[DateExpression]:
    held = [needed.search(text) is not None for _, needed in _NEEDS] + [True]
    for pattern, reader, back, need in _GATED:
        for m in pattern.finditer(text) if held[need] else ():
            word = (m["bound"] or "").strip().lower()
            period = reader(m, on, future or (word in {"by", "until", "till"} and future))
            if period is None:
                continue
            far = back and (m.groupdict().get("unit") in {"year", "decade"} or "decade" in m.groupdict())
            yield DateExpression(m.start(), m.end(), _bounded(period, word, on), far)


def _bounded(period: Period, word: str, on: date | None) -> Period:
    """The period opened by "since", "by", "before" and "after"."""
    if word == "since":
        later = on if on is not None and period.start is not None and period.start <= on else period.end
        return Period(period.start, later)
    if word in {"by", "until", "till"}:
        return Period(on if on is not None and period.end is not None and on <= period.end else None, period.end)
    if word == "before":
        return Period(None, None if period.start is None else period.start - timedelta(days=1))
    if word == "after":
        return replace(period, end=on if on is not None and period.end is not None and period.end <= on else None)
    return period
