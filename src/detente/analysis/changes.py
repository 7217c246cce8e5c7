"""Change points of a relation: when its tone, or the attention that it gets, became another.

A series of days is cut around the stretch whose mean differs most from the rest (Olshen and others 2004, without the circle).
Whether chance could do that is found by shuffling the days: p is the share of shuffles in which some stretch differs as much.
With p of at most 0.05 its ends are changes, and the parts are searched in the same way. Tone is the score of each day with
deeds; attention is the part of each day's stories that tells of a deed between both. Days are shuffled whole, since stories of
one day tell of the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from detente.analysis.book import Book, Evidence
from detente.analysis.deeds import Deed

if TYPE_CHECKING:
    import numpy

SHUFFLES: Final = 1999
SEED: Final = 20150709
SIGNIFICANT: Final = 0.05
LEAST_DAYS: Final = 8
"""Days below which nothing is searched: of fewer, hardly any order is rarer than one in twenty."""
LEAST_SIDE: Final = 3
"""Days on each side of a change."""
MOST_PLACES: Final = 120
"""Of a longer series only so many places, evenly spaced, are tried as both ends of a stretch."""
MOST_QUOTED: Final = 3
_WORDS: Final = {"tone": ("Tone", "days with a deed"), "attention": ("Attention", "days with a dated story")}


@dataclass(frozen=True, slots=True)
class Change:
    """A change on a day: the first of the new part. `before` and `after` are means: of scores, -10 to 10, for `tone`, of
    stories that tell of both, 0 to 1, for `attention`. `p` is how often chance does as much. The sentences are those nearest
    the change that speak most for it; none before where attention began.
    """

    kind: str
    on: date
    last_before: date
    before: float
    after: float
    days_before: int
    days_after: int
    p: float
    evidence_before: tuple[Evidence, ...]
    evidence_after: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes that were found, by day, and in words what could not be searched or was not found."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    on: date
    value: float
    weight: float
    told: tuple[tuple[Deed, Evidence], ...]


def changes(book: Book, facts: Sequence[Deed], since: date | None = None, last: date | None = None) -> Changes:
    """The changes in the deeds of a pair, told as facts. Only dated ones count."""
    dated = [d for d in facts if d.first_on is not None]
    found: list[Change] = []
    notes: list[str] = []
    for kind, points in (("tone", _tone(dated)), ("attention", _attention(book, dated, since, last))):
        name, unit = _WORDS[kind]
        days = len(points)
        if days < LEAST_DAYS:
            notes.append(f"{name}: too little to tell a change ({days} {unit}; it takes {LEAST_DAYS}).")
            continue
        new = _between(kind, points)
        found += new
        if not new:
            notes.append(f"{name}: no change that chance would not bring as well ({days} {unit}).")
    return Changes(tuple(sorted(found, key=lambda c: (c.on, c.kind))), tuple(notes))


def _tone(dated: Sequence[Deed]) -> list[_Point]:
    """A point for each day with deeds: their mean score by weight."""
    by_day: dict[date, list[Deed]] = defaultdict(list)
    for deed in dated:
        if deed.first_on is not None and deed.weight > 0:
            by_day[deed.first_on].append(deed)
    points = []
    for day, held in sorted(by_day.items()):
        weight = sum(d.weight for d in held)
        points.append(
            _Point(day, sum(d.weight * d.score for d in held) / weight, weight, tuple((d, d.evidence[0]) for d in held))
        )
    return points


def _attention(book: Book, dated: Sequence[Deed], since: date | None, last: date | None) -> list[_Point]:
    """A point for each day with stories: the part of them that tells of a deed between both."""
    first: dict[str, date] = {}
    for source in book.sources.values():
        on = source.published
        if on is not None and (since is None or on >= since) and (last is None or on <= last):
            first[source.story_id] = min(on, first.get(source.story_id, on))
    told: dict[str, list[tuple[Deed, Evidence]]] = defaultdict(list)
    for deed in dated:
        for evidence in deed.evidence:
            told[evidence.story_id].append((deed, evidence))
    by_day: dict[date, list[str]] = defaultdict(list)
    for story, on in first.items():
        by_day[on].append(story)
    points = []
    for on, stories in sorted(by_day.items()):
        telling = [story for story in stories if story in told]
        share = len(telling) / len(stories)
        points.append(_Point(on, share, float(len(stories)), tuple(t for story in telling for t in told[story])))
    return points


def _cuts(points: Sequence[_Point], low: int, high: int) -> Iterator[tuple[int, float]]:
    """Where points[low:high] are cut, with p: at both ends of the stretch that differs most, then within the parts."""
    best = _best_stretch(points[low:high])
    if best is None:
        return
    cuts = [low + cut for cut in best[0]]
    yield from ((cut, best[1]) for cut in cuts)
    for start, end in pairwise([low, *cuts, high]):
        yield from _cuts(points, start, end)


def _best_stretch(points: Sequence[_Point]) -> tuple[tuple[int, ...], float] | None:
    """The cuts around the stretch that differs most from the rest (one cut where it lasts to the end), and how often shuffles
    have one that differs as much; None where that is too often, or the series too short."""
    import numpy as np

    starts, ends = _stretches(points)
    if not starts:
        return None
    values, weights = np.array([p.value for p in points]), np.array([p.weight for p in points])
    places = np.array(starts), np.array(ends)
    real = _gains(values, weights, places)
    at_least = float(real.max()) - 1e-9
    if at_least <= 0:
        return None
    random = np.random.default_rng(SEED)
    as_good = 0
    for _ in range(SHUFFLES):
        order = random.permutation(len(points))
        as_good += bool(_gains(values[order], weights[order], places).max() >= at_least)
    p = (1 + as_good) / (1 + SHUFFLES)
    best = int(real.argmax())
    cuts = (starts[best], ends[best]) if ends[best] < len(points) else (starts[best],)
    return (cuts, p) if p <= SIGNIFICANT else None


def _stretches(points: Sequence[_Point]) -> tuple[list[int], list[int]]:
    """Starts and ends of the stretches that are tried: LEAST_SIDE points in them, before them and after; none of few points."""
    if len(points) < LEAST_DAYS:
        return [], []
    last = len(points) - LEAST_SIDE
    step = 1 + len(points) // MOST_PLACES
    places = range(LEAST_SIDE, last + 1, step)
    tried = [(i, j) for i in places for j in places if j - i >= LEAST_SIDE]
    tried += [(i, len(points)) for i in range(LEAST_SIDE, last + 1)]
    return [i for i, _ in tried], [j for _, j in tried]


def _gains(values: numpy.ndarray[Any, Any], weights: numpy.ndarray[Any, Any], places: tuple[numpy.ndarray[Any, Any], ...]) -> Any:
    """How much of the spread each stretch explains: the squared difference of its mean from that of the rest, times the weights
    of both over their sum."""
    import numpy as np

    starts, ends = places
    mass, sums = np.append(0.0, weights.cumsum()), np.append(0.0, (weights * values).cumsum())
    inside, total = mass[ends] - mass[starts], mass[-1]
    held = sums[ends] - sums[starts]
    rest = total - inside
    return (held / inside - (sums[-1] - held) / rest) ** 2 * inside * rest / total


def _between(kind: str, points: Sequence[_Point]) -> list[Change]:
    """The changes of a series, each between the stretches on both sides of a cut."""
    found = dict(sorted(_cuts(points, 0, len(points))))
    bounds = [0, *found, len(points)]
    return [_change(kind, points, (bounds[n], cut, bounds[n + 2]), found[cut]) for n, cut in enumerate(found)]


def _change(kind: str, points: Sequence[_Point], bounds: tuple[int, int, int], p: float) -> Change:
    low, cut, high = bounds
    before, after = points[low:cut], points[cut:high]
    mean_before, mean_after = _mean(before), _mean(after)
    return Change(
        kind,
        after[0].on,
        before[-1].on,
        mean_before,
        mean_after,
        len(before),
        len(after),
        p,
        _quoted(before[::-1], mean_before - mean_after if kind == "tone" else 0.0, mean_after),
        _quoted(after, mean_after - mean_before if kind == "tone" else 0.0, mean_before),
    )


def _mean(points: Sequence[_Point]) -> float:
    return sum(p.value * p.weight for p in points) / sum(p.weight for p in points)


def _quoted(points: Sequence[_Point], direction: float, other: float) -> tuple[Evidence, ...]:
    """The sentences of the points nearest the change that speak most for it: for tone the furthest from the other mean."""
    told = [t for p in [p for p in points if p.told][: 2 * MOST_QUOTED] for t in p.told]
    if direction:
        told = [(d, e) for d, e in told if (d.score - other) * direction > 0]
    told.sort(key=lambda t: -t[0].weight * (abs(t[0].score - other) if direction else 1.0))
    chosen = sorted(told[:MOST_QUOTED], key=lambda t: (t[0].first_on or date.max, t[1].document_id, t[1].start))
    return tuple(evidence for _, evidence in chosen)
