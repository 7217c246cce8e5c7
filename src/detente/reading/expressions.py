"""Date expressions of English and the periods they mean against a document's date.

Kinds follow TimeML's TIMEX3 (Pustejovsky et al. 2003) as far as they bound a day. The patterns are in `when_patterns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from detente.reading import periods
from detente.reading.periods import Period
from detente.reading.when_patterns import FAR, HINT, NEEDS, OFFSET_NEEDS, OFFSETS, PATTERNS, SPAN
from detente.reading.when_readers import count

_SUPERLATIVE = re.compile(r"\b(?:first|second|third|only|worst|best|most|least|\w{2,}est)\b[^,;.]{0,50}$")
_RECORDS = re.compile(r"(?:[Ff]or|[Ii]n|[Ss]ince)\b")
_FAR_DAYS = 730


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A stretch of a sentence (characters of the Doc) and the period it means.

    `lasting`: it says how long ("for two weeks"). `offset`: days and unit from another day that the text names; its period
    is counted from the document's day where it is earlier, and unknown where it is later.
    """

    start_char: int
    end_char: int
    period: Period
    looks_back: bool = False
    lasting: bool = False
    offset: tuple[int, str] | None = None


@lru_cache(maxsize=1024)
def expressions(text: str, on: date | None, future: bool = False) -> tuple[DateExpression, ...]:
    """The date expressions of a text that can be resolved, in order, longest first where they overlap."""
    if not HINT.search(text):
        return ()
    found = sorted(_all(text, on, future), key=lambda e: (e.start_char - e.end_char, e.start_char))
    kept: list[DateExpression] = []
    for e in found:
        if all(e.end_char <= k.start_char or k.end_char <= e.start_char for k in kept):
            kept.append(e)
    return tuple(sorted(kept, key=lambda e: e.start_char))


def _need(pattern: str) -> int:
    """The place in `NEEDS` of what every match of a pattern holds; of a number only what holds none of the words does."""
    return next((i for i, (part, _) in enumerate(NEEDS) if part in pattern), len(NEEDS))


_GATED = tuple((pattern, reader, kind, _need(pattern.pattern)) for pattern, reader, kind in PATTERNS)
"""The patterns with what a text must hold for them to match at all."""


def _all(text: str, on: date | None, future: bool) -> Iterator[DateExpression]:
    held = [needed.search(text) is not None for _, needed in NEEDS] + [True]
    for pattern, reader, kind, need in _GATED:
        for m in pattern.finditer(text) if held[need] else ():
            period = reader(m, on, future)
            word = (m["bound"] or "").strip().lower()
            if period is None or ((kind == SPAN or word == "since") and _is_record(text, m)):
                continue
            far = kind == FAR and word != "since" and _is_far(m, period, on)
            yield DateExpression(m.start(), m.end(), _bounded(period, word, on), far, kind == SPAN)
    if on is not None and OFFSET_NEEDS.search(text):
        yield from (_counted(m, on) for m in OFFSETS.finditer(text))


def _is_record(text: str, m: re.Match[str]) -> bool:
    """Whether a span says since when there was nothing like it: "the first visit in a decade"."""
    return _RECORDS.match(m.group()) is not None and _SUPERLATIVE.search(text[max(0, m.start() - 60) : m.start()]) is not None


def _is_far(m: re.Match[str], period: Period, on: date | None) -> bool:
    """Whether an expression by itself looks back over years: "two years ago", "in the 1990s", no "a year ago"."""
    unit = (m.groupdict().get("unit") or "").lower()
    if not unit:
        return on is None or (period.end is not None and (on - period.end).days > _FAR_DAYS)
    return unit in {"decade", "century", "centurie"} or (unit == "year" and ("number" not in m.groupdict() or count(m) >= 2))


def _counted(m: re.Match[str], on: date) -> DateExpression:
    """A day counted from another; forward it is unknown until that day is."""
    word = m["side"] or m["which"] or m["day"]
    sign = {"earlier": -1, "before": -1, "previous": -1, "same": 0}.get(word, 1)
    number, unit = (int(count(m)), m["unit"]) if m["side"] else (1, "day")
    offset = (sign * number, unit)
    period = after(Period(on, on), offset) if sign < 0 else Period(None, None)
    far = sign < 0 and (unit == "decade" or (unit == "year" and number >= 2))
    return DateExpression(m.start(), m.end(), period, looks_back=far, offset=offset)


def after(period: Period, offset: tuple[int, str]) -> Period:
    """The days that lie so many units after (or before) a period; of months and years the whole month or year."""
    number, unit = offset
    if period.start is not None and (period.start == period.end or period.end is None):
        return periods.ago(period.start, -number, unit)
    if period.start is None or period.end is None:
        return Period(None, None)
    return Period(periods.moved(period.start, number, unit), periods.moved(period.end, number, unit))


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
