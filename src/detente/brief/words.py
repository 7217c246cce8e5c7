"""The brief's words: dates, numbers and the ledger's terms as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

VERBS: Final = {
    "AGREE": "agrees with",
    "CONSULT": "talks with",
    "SUPPORT": "supports",
    "CONCEDE": "yields to",
    "COOPERATE": "cooperates with",
    "AID": "aids",
    "RETREAT": "withdraws or releases, towards",
    "REQUEST": "asks or demands of",
    "ACCUSE": "accuses or criticises",
    "REJECT": "rejects or refuses",
    "THREATEN": "threatens",
    "PROTEST": "protests against",
    "SANCTION": "cuts or limits relations with",
    "MOBILIZE": "mobilises against",
    "COERCE": "coerces",
    "ASSAULT": "attacks",
}
"""PLOVER's types between an actor and a recipient."""

ALONE: Final = {
    "AGREE": "agrees",
    "CONSULT": "holds talks",
    "SUPPORT": "gives support",
    "CONCEDE": "yields",
    "COOPERATE": "cooperates",
    "AID": "gives aid",
    "RETREAT": "withdraws or releases",
    "REQUEST": "asks or demands",
    "ACCUSE": "accuses or criticises",
    "REJECT": "rejects or refuses",
    "THREATEN": "threatens",
    "PROTEST": "protests",
    "SANCTION": "cuts or limits relations",
    "MOBILIZE": "mobilises",
    "COERCE": "coerces",
    "ASSAULT": "attacks",
}
"""PLOVER's types of an actor without a recipient."""

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

CONDITION_KINDS: Final = {
    "if": "if",
    "unless": "unless",
    "as_long_as": "as long as",
    "in_exchange": "in exchange",
    "demand": "demand",
    "consequence": "consequence",
}

ACTOR_KINDS: Final = {"armed_group": "armed group", "igo": "international organisation", "ngo": "non-governmental organisation"}


def day(when: date | None, precision: str = "day") -> str:
    """A date as people write it: `2 March 2016`, `March 2016`, `2016`; `undated` where there is none."""
    if when is None or precision == "none":
        return "undated"
    if precision == "year":
        return str(when.year)
    month_year = f"{MONTHS[when.month - 1]} {when.year}"
    return month_year if precision == "month" else f"{when.day} {month_year}"


def days(start: date | None, end: date | None) -> str:
    """An interval, as short as it can be said: `July 2015`, `11 to 12 July 2019`, `30 June to 2 July 2019`."""
    if start is None and end is None:
        return "undated"
    if start is None or end is None:
        return f"from {day(start)}" if start else f"until {day(end)}"
    if start >= end:
        return day(start)
    if _is_month_end(end) and start.day == 1:
        if (start.month, end.month) == (1, 12) and start.year == end.year:
            return str(start.year)
        if (start.year, start.month) == (end.year, end.month):
            return day(start, "month")
        return f"{day(start, 'month')} to {day(end, 'month')}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def _is_month_end(when: date) -> bool:
    return date.fromordinal(when.toordinal() + 1).day == 1


def number(value: float) -> str:
    """Figures with thousands set apart by commas: `8,600`, `15.2`, `15.2 billion` from a billion upwards."""
    for size, word in ((1e12, "trillion"), (1e9, "billion")):
        if abs(value) >= size:
            return f"{_plain(value / size)} {word}"
    return _plain(value)


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


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
