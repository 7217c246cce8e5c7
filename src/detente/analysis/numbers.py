"""Numbers over time: how many, whose and where, by source; where sources differ, the range with all of them.

    numbers(book)[0].line()    -> "9,800 (2015-10-16) → 13,000 (2020-03-01) → 2,500 (2021-01-16)"

Only what a text tells as a fact makes a step. Plans, demands, denials and hearsay stay points of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.counting import LEVEL, Counted, Moment, Told, counted, words
from detente.analysis.numbered import Step, steps
from detente.analysis.owners import Owners
from detente.analysis.whereabouts import Places
from detente.records import Modality, Quantity

__all__ = ["NumberPoint", "NumberSeries", "Step", "numbers"]

_AS_TOLD: Final = {t.value: t for t in Told}
Key = tuple[str, str | None, str, tuple[str, ...]]
"""What is counted, its unit, what is told of it, and whose it is."""


@dataclass(frozen=True, slots=True)
class NumberPoint:
    """One value as one story tells it, with all the places where it does.

    `low` and `high` are the same but for a range; `bound` is "at least" or "at most". `on` is the day that it holds for: the
    report's, or None where that is unknown; then `not_before` is the last day that the text dates as past, if any.
    `by` are those on whose word it stands; `inferred` says that whose it is comes from the number told before it.
    """

    low: float
    high: float
    approximate: bool
    bound: str | None
    told: Told
    moment: Moment
    on: date | None
    not_before: date | None
    by: tuple[str, ...]
    story_id: str
    evidence: tuple[Evidence, ...]
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A number on its way into a series."""

    quantity: Quantity
    point: NumberPoint
    where: str | None


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """What is counted, whose and where, with all points, oldest first, and the steps that the facts among them make.

    `act` is "level" for how many there are, else what happened to them ("killed"). `where` is a country's code.
    `undated` are the facts of texts without a date, in the order in which each text tells them.
    """

    item: str
    unit: str | None
    act: str
    whose: tuple[str, ...]
    where: str | None
    points: tuple[NumberPoint, ...]
    steps: tuple[Step, ...]
    undated: tuple[NumberPoint, ...]

    @property
    def stories(self) -> int:
        """Independent stories that tell any of its points."""
        return len({p.story_id for p in self.points})

    @property
    def differ(self) -> bool:
        """Whether sources differ about the same time."""
        return any(s.differ for s in self.steps)

    @property
    def apart(self) -> tuple[NumberPoint, ...]:
        """What is told otherwise than as a fact."""
        return tuple(p for p in self.points if p.told is not Told.FACT)

    def line(self) -> str:
        """The dated steps in one line, then the undated values of each text."""
        arrow = " → " if self.act == LEVEL else "; "
        shown = arrow.join(f"{step.value} ({step.when})" for step in self.steps)
        texts: dict[str, list[NumberPoint]] = defaultdict(list)
        for point in self.undated:
            texts[point.story_id].append(point)
        apart = "; ".join(
            f"{arrow.join(figure(p) for p in told)} ({f'after {since}' if (since := told[0].not_before) else 'no date'})"
            for told in texts.values()
        )
        return " · ".join(part for part in (shown, apart and f"undated: {apart}") if part)


def figure(point: NumberPoint) -> str:
    """A point's value as people write it."""
    shown = number(point.low) if point.high == point.low else f"{number(point.low)}-{number(point.high)}"
    return f"{point.bound or ('about' if point.approximate else '')} {shown}".strip()


def number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def numbers(book: Book) -> list[NumberSeries]:
    """All series of a book: those told by most independent stories first. Lengths of time and of ways make none."""
    places, owners, passed = Places.of(book), Owners.of(book), _not_before(book)
    groups: dict[Key, list[Member]] = defaultdict(list)
    for quantity in book.quantities:
        if quantity.unit in words().spans:
            continue
        text = book.source(quantity).text
        found = counted(text, quantity.start, quantity.end, quantity.item)
        what = found.thing if quantity.unit != "percent" else f"of {quantity.item}" if quantity.item else ""
        whose, inferred = owners.of_number(quantity, what)
        point = _point(book, quantity, found, passed.get(quantity.document_id), inferred)
        groups[what, quantity.unit, found.act, whose].append(Member(quantity, point, places.of_number(quantity, whose)))
    made = [series for key, members in groups.items() for series in _series(key, members)]
    return sorted(made, key=lambda s: (-s.stories, -len(s.steps), -len(s.points), s.item, s.act, s.whose, s.where or ""))


def narrowed(
    found: Iterable[NumberSeries], parties: Sequence[Party] = (), item: str | None = None, since: date | None = None
) -> list[NumberSeries]:
    """The series that concern all these parties (theirs, in their country, or on their word) and count this, told since a day."""
    kept = []
    for series in found:
        named = {*series.whose, *([series.where] if series.where else []), *(i for p in series.points for i in p.by)}
        about = item is None or item.casefold() in f"{series.item} {series.unit or ''} {series.act}".casefold()
        late = since is None or any(p.on is not None and p.on >= since for p in series.points)
        if about and late and all(named & {*p.ids, p.actor_id} for p in parties):
            kept.append(series)
    return kept


def _not_before(book: Book) -> dict[str, date]:
    """For documents without a date, the last day that they themselves date as past."""
    found: dict[str, date] = {}
    for event in book.events:
        dated = event.date_basis == "expression" and event.modality == Modality.ACTUAL and event.date_start
        if dated and book.source(event).published is None:
            found[event.document_id] = max(found.get(event.document_id, dated), dated)
    return found


def _point(book: Book, quantity: Quantity, found: Counted, passed: date | None, inferred: bool) -> NumberPoint:
    told = found.told
    event = book.event_of.get(quantity.event_id or "")
    if told is Told.FACT and event is not None and found.act != LEVEL:
        told = _AS_TOLD.get(str(event.modality), told)
    evidence = book.evidence(quantity)
    return NumberPoint(
        quantity.value,
        quantity.value if quantity.value_high is None else quantity.value_high,
        quantity.approximate,
        found.bound,
        told,
        found.moment,
        evidence.on,
        None if evidence.on else passed,
        evidence.said_by,
        evidence.story_id,
        (evidence,),
        inferred,
    )


def _series(key: Key, members: Sequence[Member]) -> Iterable[NumberSeries]:
    """One series for each country; what is nobody's and nowhere is compared with no other story."""
    _, unit, act, whose = key
    split: dict[tuple[str | None, str], list[Member]] = defaultdict(list)
    for member in _placed(key, members):
        alone = member.point.story_id if not whose and member.where is None else ""
        split[member.where, alone].append(member)
    for (where, _), held in split.items():
        points = _told_once(member.point for member in held)
        facts = [p for p in points if p.told is Told.FACT]
        yield NumberSeries(
            _label(key, [member.quantity for member in held]),
            unit,
            act,
            whose,
            where,
            tuple(points),
            steps([p for p in facts if p.on is not None], act == LEVEL),
            tuple(p for p in facts if p.on is None),
        )


def _placed(key: Key, members: Sequence[Member]) -> list[Member]:
    """Members with their countries. What is known whose needs none: the only one named in its text or for all holds for it.

    What was done to somebody's people or things is one series wherever it was done.
    """
    _, _, act, whose = key
    if not whose:
        return list(members)
    named = {m.where for m in members if m.where}
    if act != LEVEL:
        return [replace(m, where=next(iter(named)) if len(named) == 1 else None) for m in members]
    own: dict[str, set[str]] = defaultdict(set)
    for m in members:
        if m.where:
            own[m.quantity.document_id].add(m.where)
    placed = []
    for m in members:
        near = own[m.quantity.document_id] if len(own[m.quantity.document_id]) == 1 else named
        placed.append(m if m.where or len(near) != 1 else replace(m, where=next(iter(near))))
    return placed


def _told_once(points: Iterable[NumberPoint]) -> list[NumberPoint]:
    """The points with those of one story that say the same put together, oldest first, undated last."""
    merged: dict[tuple[object, ...], NumberPoint] = {}
    for p in points:
        key = (p.story_id, p.low, p.high, p.told, p.moment, p.by)
        held = merged.get(key)
        merged[key] = p if held is None else replace(held, evidence=held.evidence + p.evidence)
    order = {Moment.BEFORE: 0, Moment.NOW: 1, Moment.AFTER: 2}
    return sorted(merged.values(), key=lambda p: (p.on or date.max, p.not_before or date.max, p.story_id, order[p.moment]))


def _label(key: Key, held: Sequence[Quantity]) -> str:
    """What is counted, as a person calls it: the group's name, else the commonest words of the texts."""
    what, unit, _, _ = key
    if unit is None and what in set(words().things.values()):
        return what
    said = Counter(re.sub(r"^of ", "", q.item) for q in held if q.item)
    name = said.most_common(1)[0][0] if said else ""
    return (f"{unit} of {name}" if name else unit) if unit else name or "(not named)"
