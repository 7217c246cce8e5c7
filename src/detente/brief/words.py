"""The brief's words: dates, numbers and the ledger's terms as people write them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from math import isfinite
from typing import Final
from urllib.parse import urlsplit

UNDATED: Final = "undated"

MONTHS: Final = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}

DEEDS: Final = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "withdrawal or release",
    "REQUEST": "demand or request",
    "ACCUSE": "accusation or criticism",
    "REJECT": "refusal",
    "THREATEN": "threat or warning",
    "PROTEST": "protest",
    "SANCTION": "sanctions or reduced relations",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
"""PLOVER's types in everyday words."""

MODALITIES: Final = {
    "actual": "told as fact",
    "planned": "planned",
    "possible": "possible",
    "alleged": "alleged",
    "denied": "denied",
}

ACTS: Final = {
    "assert": "says",
    "deny": "denies",
    "accuse": "accuses",
    "request": "asks or demands",
    "promise": "promises",
    "threaten": "warns or threatens",
    "evaluate": "judges",
    "expect": "expects",
    "believe": "believes",
    "intend": "intends",
}

CONDITION_LABELS: Final = {
    "if": ("if", "then"),
    "unless": ("unless", "otherwise"),
    "as_long_as": ("as long as", "then"),
    "in_exchange": ("in exchange for", "given"),
    "demand": ("demanded", "for"),
    "term": ("by the terms", "for"),
    "consequence": ("depending on", "then"),
}
"""What stands before a condition's antecedent and before its consequent."""

ACTOR_KINDS: Final = {"armed_group": "armed group", "igo": "international organisation", "ngo": "non-governmental organisation"}


def day(when: date | None, precision: str = "day") -> str:
    """A date as people write it: `2 March 2016`, `March 2016`, `2016`; `undated` where there is none."""
    if when is None or precision == "none":
        return UNDATED
    if precision == "year":
        return str(when.year)
    month_year = f"{MONTHS[when.month]} {when.year}"
    return month_year if precision == "month" else f"{when.day} {month_year}"


def days(start: date | None, end: date | None) -> str:
    """An interval, as short as it can be said: `July 2015`, `11 to 12 July 2019`, `30 June to 2 July 2019`."""
    if start is None and end is None:
        return UNDATED
    if start is None or end is None:
        return f"from {day(start)}" if start else f"until {day(end)}"
    if start >= end:
        return day(start)
    if _is_month_end(end) and start.day == 1:
        if (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
        if (start.year, start.month) == (end.year, end.month):
            return day(start, "month")
        return f"{day(start, 'month')} to {day(end, 'month')}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def _is_month_end(when: date) -> bool:
    return when.day == monthrange(when.year, when.month)[1]


def reported(when: str) -> str:
    """For what has no date of its own: `reported 2 March 2016`, where `when` is the report's date in words."""
    return when if when == UNDATED else f"reported {when}"


def number(value: float) -> str:
    """Figures with thousands set apart by commas: `8,600`, `15.2`, `15.2 billion` from a billion upwards."""
    if not isfinite(value):
        return "not a number"
    for size, word in ((1e12, "trillion"), (1e9, "billion")):
        if abs(value) >= size:
            return f"{_plain(value / size)} {word}"
    return _plain(value)


def signed(value: float) -> str:
    """A score with its sign: `+1.6`, `−3.5`, `0.0`."""
    shown = f"{value:+.1f}".replace("-", "−")
    return "0.0" if shown in {"+0.0", "−0.0"} else shown


def _plain(value: float) -> str:
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:.4g}"


def count(number_of: int, singular: str, plural: str | None = None) -> str:
    """`1 story`, `43 stories`."""
    return f"{number_of:,} {singular if number_of == 1 else plural or singular + 's'}"


def series(names: Sequence[str] | Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    held = list(names)
    if len(held) < 2:
        return "".join(held)
    return f"{', '.join(held[:-1])} and {held[-1]}"


def web_address(url: str | None) -> str | None:
    """The address where it is one that may be linked (http or https, with a host), else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
