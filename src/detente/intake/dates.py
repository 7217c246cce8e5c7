"""Dates as pages write them, with what is known of them: day, month or year.

    >>> find_date("Published March 2, 2016, 08:16").date.isoformat()
    '2016-03-02'

Rules where the writing leaves room:

* Numbers with dots or hyphens are day first (21.07.19), or year first (2019-07-21).
* Numbers with slashes are read by the number above 12 (7/21/2019, 21/7/2019). Where both could be the month,
  only the year is known, unless the caller says which comes first.
* Two-digit years up to 69 are of this century, the others of the last.
* A date without a year is no date, and the day is the one written: time zones do not move it.

A month or year stands for its first day in `PartialDate.date`; `last` is the end of the interval.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from urllib.parse import urlsplit

from detente.records import Precision

_EARLIEST, _LATEST = 1800, 2099
_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS["sept"] = 9

_M = r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|" + (
    r"sept|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b\.?"
)
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:1[89]|20)\d\d)"
_CLOCK = r"(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?"

_DAY_FORMS = (
    rf"(?<![\d.-]){_Y}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?![\d-]){_CLOCK}",
    rf"(?<![\d./]){_Y}(?P<mark>[./])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d./])",
    rf"(?<![\d./-]){_Y}(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?[0-2]\d[0-5]\d(?:[0-5]\d)?Z?)?(?!\d)",
    rf"\b{_M}[ ]?{_D}(?:,|\s)\s{{0,3}}{_Y}\b",
    rf"(?<![\d.,]){_D}(?:\s+of)?[\s-]{{1,3}}{_M}[\s,-]{{1,3}}{_Y}\b",
    rf"(?<![\d.,]){_D}\s{_M}\s(?P<short>\d\d)(?=\s\d\d:\d\d)",
    rf"(?<![\d.-])(?P<day>\d{{1,2}})(?P<mark>[.-])(?P<month>\d{{1,2}})(?P=mark){_Y}(?![\d.-]*\d)",
    r"(?<![\d.-])(?P<day>\d{2})\.(?P<month>\d{2})\.(?P<short>\d{2})(?![\d.-]*\d)",
    rf"(?<![\d/])(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?:{_Y}|(?P<short>\d{{2}}))(?![\d/])",
)
_MONTH_FORMS = (
    rf"\b{_M},?\s{{1,3}}{_Y}\b",
    rf"(?<![\d./-]){_Y}-(?P<month>[01]?\d)(?![\d-])",
    rf"(?<![\d./-])(?P<month>[01]?\d)/{_Y}(?![\d/])",
)
_YEAR_FORMS = (rf"(?<![\w.,/$€£-]){_Y}(?![\w%/-]|[.,]\d)",)
_FORMS = [[re.compile(f, re.IGNORECASE) for f in forms] for forms in (_DAY_FORMS, _MONTH_FORMS, _YEAR_FORMS)]
_HINT = re.compile(r"\d\d")
_AROUND = re.compile(
    r"(?:published|posted|updated|last|modified|created|dated?|on|at|the|first|written"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[.]\d+)?|[ap]\.?m\.?|gmt|utc|[a-z]?[ecmpb][sde]?t|cest|ist|z|[+-]\d{2}:?\d{2}"
    r"|\([a-z]{2,5}\)|[\s:,.;|()\[\]@•·–—-])*",
    re.IGNORECASE,
)
_URL_FORMS = (
    re.compile(rf"(?<!\d){_Y}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\d){_Y}/{_M}/(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_Y}[-_](?P<month>\d{{2}})[-_](?P<day>\d{{2}})(?!\d)"),
    re.compile(rf"(?<!\d){_Y}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"/{_Y}/(?P<month>\d{{2}})(?=/)"),
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date and how much of it is known; `start` and `end` are offsets of its writing in the text searched."""

    date: datetime.date
    precision: Precision
    start: int = 0
    end: int = 0

    @property
    def last(self) -> datetime.date:
        """The last day it can mean."""
        if self.precision is Precision.YEAR:
            return self.date.replace(month=12, day=31)
        if self.precision is Precision.MONTH:
            return self.date.replace(day=monthrange(self.date.year, self.date.month)[1])
        return self.date


def find_dates(text: str, month_first: bool | None = None) -> list[PartialDate]:
    """Every date in the text, by position; of overlapping readings the more precise. February 30, 2016 is none at all."""
    if not _HINT.search(text):
        return []
    found: list[PartialDate] = []
    taken: list[tuple[int, int]] = []
    for forms in _FORMS:
        for form in forms:
            for match in form.finditer(text):
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                taken.append(match.span())
                read = _build(match, month_first)
                if read is not None:
                    found.append(read)
    return sorted(found, key=lambda f: f.start)


def find_date(text: str, month_first: bool | None = None) -> PartialDate | None:
    """The first of the most precise dates in the text. `month_first` decides 03/04/2016; None leaves its month open."""
    rank = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
    return min(find_dates(text, month_first), key=lambda f: (rank[f.precision], f.start), default=None)


def parse_date(text: str, month_first: bool | None = None) -> PartialDate | None:
    """The date that the text as a whole is: beside it only weekday, time, zone and words like "Published"."""
    if len(text) > 200:
        return None
    found = find_date(text, month_first)
    if found is None:
        return None
    around = _AROUND.fullmatch(text[: found.start]) and _AROUND.fullmatch(text[found.end :])
    return found if around else None


def from_url(url: str) -> PartialDate | None:
    """The date in a URL's path (/2019/07/21/, /2019/jul/21/, /2018/08/); a bare year there may be a topic and is none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for form in _URL_FORMS:
        for match in form.finditer(path):
            read = _build(match, None)
            if read is not None:
                return read
    return None


def _build(match: re.Match[str], month_first: bool | None) -> PartialDate | None:
    """The date of a match, or None where its numbers make none."""
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    year = int(parts["year"]) if "year" in parts else _century(int(parts["short"]))
    if not _EARLIEST <= year <= _LATEST:
        return None
    if "one" in parts:
        return _slashed(match, year, month_first)
    month = _month(parts["month"]) if "month" in parts else None
    day = int(parts["day"]) if "day" in parts else None
    try:
        read = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    precision = Precision.DAY if day is not None else Precision.MONTH if month is not None else Precision.YEAR
    return PartialDate(read, precision, match.start(), match.end())


def _slashed(match: re.Match[str], year: int, month_first: bool | None) -> PartialDate | None:
    one, two = int(match["one"]), int(match["two"])
    month, day = (one, two) if two > 12 or (month_first and one <= 12) else (two, one)
    if month_first is None and one != two and max(one, two) <= 12:
        known = min(one, two) > 0
        return PartialDate(datetime.date(year, 1, 1), Precision.YEAR, match.start(), match.end()) if known else None
    try:
        return PartialDate(datetime.date(year, month, day), Precision.DAY, match.start(), match.end())
    except ValueError:
        return None


def _century(short: int) -> int:
    return 2000 + short if short < 70 else 1900 + short


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text.lower().rstrip(".")]
