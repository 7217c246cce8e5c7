"""How well quantities are found: values, units, what is counted and whose it is, on hand-written tables.

A quantity of ours is found when its value is that of a quantity of the sentence. Items are right when they share half of
their words; owners are compared by their countries, or by their ids where they have none. The tables lie in the checkout
(`tests/reading/tables`), not in the package. The readers were made on `quantities`; `quantities_held` was looked at once, at
the end; `quantities_fresh` was written after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

from detente.benchmarks.conditions import read_sentences
from detente.benchmarks.options import Options, table_folder
from detente.benchmarks.scoring import Score
from detente.engines import Setup
from detente.records import Quantity, Reading

_LITTLE = frozenset({"the", "a", "an", "of", "its", "their"})


@dataclass(frozen=True, slots=True)
class Told:
    """A quantity as a table gives it."""

    value: float
    value_high: float | None
    approximate: bool
    unit: str | None
    item: str
    whose: frozenset[str]


@dataclass(slots=True)
class Scores:
    """What is counted over a table; `whole` are values, units and items that are right together, of those found."""

    found: Score = field(default_factory=Score)
    whose: Score = field(default_factory=Score)
    whole: int = 0
    hedged: int = 0
    owned: int = 0
    wrong: list[str] = field(default_factory=list)


def run(options: Options) -> Iterator[str]:
    """F1 of values, shares with unit, item, approximation and owner right. Errors: BadInput where the tables are missing."""
    reader = Setup().reader()
    for path in sorted(table_folder().glob("quantities*.tsv")):
        rows = list(options.first(read_table(path)))
        scores = judged(rows, read_sentences(reader, [text for text, _ in rows]))
        count = max(scores.found.right, 1)
        yield f"table {path.stem}: {len(rows)} sentences, {scores.found.gold:.0f} quantities"
        yield f"  value                  {scores.found}"
        yield f"  value, unit and item   {scores.whole / count:.3f} right of those found"
        yield f"  approximate            {scores.hedged / count:.3f} right of those found"
        yield f"  whose                  {scores.owned / count:.3f} right of those found; {scores.whose}"
        yield from scores.wrong[: options.errors]


def judged(rows: Sequence[tuple[str, tuple[Told, ...]]], readings: Iterable[Reading]) -> Scores:
    """What is right of the quantities that were read."""
    scores = Scores()
    for (text, marked), reading in zip(rows, readings, strict=True):
        countries = {a.actor_id: a.country or a.actor_id for a in reading.actors}
        left = list(reading.quantities)
        for told in marked:
            ours = next((q for q in left if isclose(q.value, told.value, rel_tol=0.001, abs_tol=0.01)), None)
            if ours is not None:
                left.remove(ours)
            _count(told, ours, countries, scores, text)
        for extra in left:
            scores.found.add(0, 1, 0)
            scores.wrong.append(f"{text}\n  not told: {shown(extra)}")
    return scores


def _count(told: Told, ours: Quantity | None, countries: dict[str, str], scores: Scores, text: str) -> None:
    scores.found.add(ours is not None, ours is not None, 1)
    if ours is None:
        scores.whose.add(0, 0, len(told.whose))
        scores.wrong.append(f"{text}\n  missing: {told.value:g} {told.unit or ''} {told.item}")
        return
    whole = (ours.value_high, ours.unit) == (told.value_high, told.unit) and is_same_item(ours.item, told.item)
    whose = frozenset(countries.get(i, i) for i in ours.actor_ids)
    scores.whole += whole
    scores.hedged += ours.approximate == told.approximate
    scores.owned += whose == told.whose
    scores.whose.add(len(whose & told.whose), len(whose), len(told.whose))
    if not whole or whose != told.whose or ours.approximate != told.approximate:
        scores.wrong.append(f"{text}\n  {shown(ours)} {sorted(whose)}; told {told}")


def shown(quantity: Quantity) -> str:
    """A quantity on one line."""
    high = f"..{quantity.value_high:g}" if quantity.value_high is not None else ""
    hedge = "~" if quantity.approximate else ""
    return f"{quantity.value:g}{high}{hedge} | {quantity.unit or '-'} | {quantity.item or '-'}"


def is_same_item(ours: str, told: str) -> bool:
    """Whether two items have at least half of their words in common."""
    one, two = (frozenset(re.findall(r"[\w-]+", item.lower())) - _LITTLE for item in (ours, told))
    return 2 * len(one & two) >= len(one | two)


def read_table(path: Path) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Each sentence of a table with its quantities, none for a trap."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, *cells = line.split("\t")
            yield text, tuple(_told(cell) for cell in cells if cell != "-")


def _told(cell: str) -> Told:
    number, unit, item, whose = (part.strip() for part in cell.split("|"))
    low, _, high = number.rstrip("~").partition("..")
    return Told(
        float(low),
        float(high) if high else None,
        number.endswith("~"),
        None if unit == "-" else unit,
        "" if item == "-" else item,
        frozenset() if whose == "-" else frozenset(whose.split(",")),
    )
