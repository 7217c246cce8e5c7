"""Numbers over time: whose, how many, by whom told, and where sources differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.analysis.counting import LEVEL
from detente.analysis.numbers import NumberPoint, NumberSeries, Step, figure, numbers
from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.parts.wording import sentence_case
from detente.brief.svg.drawing import Drawing
from detente.brief.svg.model import NumberLine, NumberMark, Told
from detente.brief.svg.numbers import number_chart
from detente.brief.words import day, series

SHOWN: Final = 5
POINTS_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Value:
    """A value as a story tells it."""

    cited: Cited
    figure: str
    when: str
    told: str
    by: str


@dataclass(frozen=True, slots=True)
class Series:
    """A number over time. `line` has its steps in a row."""

    title: str
    line: str
    differ: bool
    chart: Drawing | None
    values: tuple[Value, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Counts:
    series: tuple[Series, ...]
    left: int


def counts(matter: Matter, cites: Cites) -> Counts:
    """The numbers of the parties, and of the topic's place, that are told twice or more; those of most stories first."""
    ids = matter.ids | {p.actor_id for p in matter.parties} | matter.topic.place_ids
    found = [s for s in numbers(matter.book) if len(s.points) > 1 and (s.steps or s.apart) and _concerns(matter, s, ids)]
    shown = found[: matter.most(SHOWN)]
    return Counts(tuple(_series(matter, s, n, cites) for n, s in enumerate(shown, 1)), len(found) - len(shown))


def _concerns(matter: Matter, found: NumberSeries, ids: frozenset[str]) -> bool:
    named = {*found.whose, *([found.where] if found.where else [])}
    since = matter.since
    late = since is None or any(p.on and p.on >= since for p in found.points)
    return late and bool(named & ids) and any(matter.is_near(p.evidence[0]) for p in found.points)


def _series(matter: Matter, found: NumberSeries, number: int, cites: Cites) -> Series:
    name = matter.book.name
    what = found.item if found.act == LEVEL else f"{found.item} {found.act}"
    whose = f", {series(matter.names(found.whose))}" if found.whose else ""
    where = f", in {name(found.where)}" if found.where and found.where not in found.whose else ""
    title = sentence_case(f"{what}{whose}{where}")
    points = sorted(found.points, key=_worth)[: matter.most(POINTS_SHOWN)]
    shown = [p for p in found.points if p in points]
    values = {id(p): _value(matter, p, cites) for p in shown}
    marks = tuple(_marks(matter, found, values))
    chart = number_chart(NumberLine(f"number-{number}", title, found.unit or "", marks, found.act == LEVEL)) if marks else None
    steps = (" → " if found.act == LEVEL else "; ").join(f"{s.value} ({_step_day(s)})" for s in found.steps)
    return Series(title, steps, found.differ, chart, tuple(values.values()), len(found.points) - len(shown))


def _worth(point: NumberPoint) -> tuple[bool, bool]:
    """Dated facts before the rest."""
    return str(point.told) != Told.FACT.value, point.on is None


def _step_day(step: Step) -> str:
    if step.earlier:
        return f"before {day(step.on)}"
    return day(step.on) if (step.until - step.on).days <= 31 else f"{day(step.on)} to {day(step.until)}"


def _value(matter: Matter, point: NumberPoint, cites: Cites) -> Value:
    if point.on:
        when = day(point.on)
    else:
        when = f"after {day(point.not_before)}" if point.not_before else "undated"
    told = "told as fact" if str(point.told) == Told.FACT.value else str(point.told)
    moment = (
        "" if str(point.moment) == "now" else {"before": ", of an earlier time", "after": ", to come"}.get(str(point.moment), "")
    )
    first, *others = point.evidence
    return Value(cites.cite("N", first, others), figure(point), when, told + moment, series(matter.names(point.by)))


def _marks(matter: Matter, found: NumberSeries, values: dict[int, Value]) -> list[NumberMark]:
    """A mark for each step of facts, and for each dated value that is told otherwise."""
    marks = []
    for step in found.steps:
        refs = tuple(values[id(p)].cited.ref for p in step.points if id(p) in values)
        single = tuple(sorted({v for p in step.points for v in (p.low, p.high)})) if step.differ else ()
        by = _sources(matter, step.points)
        marks.append(
            NumberMark(
                step.low, step.high, step.on, step.until, step.value, by, Told.FACT, step.differ, single, step.earlier, refs
            )
        )
    for p in found.apart:
        if p.on is not None:
            refs = (values[id(p)].cited.ref,) if id(p) in values else ()
            marks.append(NumberMark(p.low, p.high, p.on, None, figure(p), _sources(matter, (p,)), Told(str(p.told)), refs=refs))
    return sorted(marks, key=lambda m: m.on)


def _sources(matter: Matter, points: tuple[NumberPoint, ...]) -> str:
    """On whose word: the speakers, else the outlets."""
    by = matter.names(i for p in points for i in p.by)
    outlets = dict.fromkeys(e.outlet for p in points for e in p.evidence if e.outlet)
    return series(list(by or outlets)[:3])
