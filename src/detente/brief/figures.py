"""Numbers as a brief groups and writes them: by what they count, money and spans of time apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from detente.brief.model import Row
from detente.brief.words import number

TIME_UNITS: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
MONEY: Final = "Money"
TIME: Final = "Spans of time"
OTHER: Final = "Counted once"
SOLDIERS: Final = "soldiers and troops"
_SAME: Final = {"soldier": SOLDIERS, "soldiers": SOLDIERS, "troop": SOLDIERS, "troops": SOLDIERS}


def grouped(told: Iterable[list[Row]]) -> list[tuple[str, list[list[Row]]]]:
    """Heading and tellings: what is counted most first, then what is counted once, spans of time last."""
    groups: dict[str, list[list[Row]]] = {}
    for tellings in told:
        groups.setdefault(heading(tellings[0]), []).append(tellings)
    single = [name for name, held in groups.items() if len(held) == 1 and name not in (MONEY, TIME, OTHER)]
    if len(single) > 1:
        once = [groups.pop(name)[0] for name in single]
        groups[OTHER] = [*groups.get(OTHER, []), *once]
    return sorted(groups.items(), key=lambda g: (g[0] == TIME, g[0] == OTHER, -len(g[1]), g[0]))


def heading(row: Row) -> str:
    """What is counted, by its last noun, so that `American soldiers` stand with `soldiers`."""
    unit, item = str(row["unit"] or ""), " ".join(str(row["item"]).split())
    if _time_unit(unit):
        return TIME
    if _is_currency(unit):
        return MONEY
    noun = "".join(item.removeprefix("of ").split(" of ")[0].split()[-1:])
    return _SAME.get(noun.lower(), noun) or unit or OTHER


def figure(row: Row, under: str) -> str:
    """The number in words: `8,600`, `3 to 5 million`, `45%`, `USD 15.2 billion`, `135 days`, with what it counts where the
    heading it stands `under` says less. Where the text is not exact ("more than 140", "thousands of rifles"), its own words.
    """
    unit, item = str(row["unit"] or ""), " ".join(str(row["item"]).split())
    if row["approximate"]:
        told = " ".join(row["text"].split())
        return told if item.lower() in told.lower() else f"{told} {item}"
    if unit and item and not item.startswith("of "):
        item = f"of {item}"
    counted = f" {item}" if item and item.lower() != under.lower() else ""
    return f"{_value(row, unit)}{counted}"


def _value(row: Row, unit: str) -> str:
    high = row["value_high"]
    value = number(row["value"]) if high is None else f"{number(row['value'])} to {number(high)}"
    if _is_currency(unit):
        return f"{unit} {value}"
    if unit == "percent":
        return f"{value}%"
    if _time_unit(unit):
        return f"{value} {unit}" if row["value"] == 1 and high is None else f"{value} {unit}s"
    return f"{value} {unit}".strip()


def _time_unit(unit: str) -> bool:
    return unit.rpartition(" ")[2] in TIME_UNITS


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()
