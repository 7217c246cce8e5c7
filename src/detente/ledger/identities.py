"""Who is meant, after what reviewers decided: merges and splits replayed, in their order, on the ids that were read.

A split says which mentions of an actor mean another one. Pronouns and descriptions go with the name before them, and
records with the mentions that they rest on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

_NAMES: Final = ("name", "metonym")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention as it was read, in the document that was published on a day."""

    document_id: str
    start: int
    end: int
    text: str
    form: str
    actor_id: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Which mentions: with one of these texts (case does not matter), in a document, at a span of it, in a period.

    What is not given does not matter; a document without a date lies in no period.
    """

    texts: tuple[str, ...] = ()
    document_id: str | None = None
    span: Place | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, seen: Seen) -> bool:
        if self.document_id is not None and seen.document_id != self.document_id:
            return False
        if self.span is not None and (seen.start >= self.span[1] or seen.end <= self.span[0]):
            return False
        if self.texts and folded(seen.text) not in {folded(text) for text in self.texts}:
            return False
        if self.since is None and self.until is None:
            return True
        return seen.published is not None and (self.since or date.min) <= seen.published <= (self.until or date.max)


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: `actor_id` is `becomes`, everywhere (a merge) or in some mentions (a split)."""

    actor_id: str
    becomes: str
    where: Where | None = None


class Identities:
    """What each id that was read has become."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps: dict[str, list[tuple[int, Step]]] = defaultdict(list)
        for number, step in enumerate(steps):
            self._steps[step.actor_id].append((number, step))
        self.named = frozenset(self._steps)
        self.split = reaching({step.actor_id for step in steps if step.where is not None}, steps)

    def everywhere(self, actor_id: str) -> str:
        """What an actor has become by merges alone."""
        return self._walk(actor_id, lambda _where: False)

    def in_mention(self, seen: Seen) -> str:
        """What a mention's actor has become, by its own words and place."""
        return self._walk(seen.actor_id, lambda where: where.holds(seen))

    @property
    def merged(self) -> dict[str, str]:
        """Every id that was merged away, with the one it has become."""
        became = {actor_id: self.everywhere(actor_id) for actor_id in self.named}
        return {actor_id: now for actor_id, now in became.items() if now != actor_id}

    def _walk(self, actor_id: str, holds: Callable[[Where], bool]) -> str:
        """Takes the decisions on the id in their order, and from there those on the id that it becomes."""
        last = -1
        while True:
            steps = self._steps.get(actor_id, ())
            later = (x for x in steps if x[0] > last and (x[1].where is None or holds(x[1].where)))
            number, step = next(later, (-1, None))
            if step is None:
                return actor_id
            last, actor_id = number, step.becomes


def reaching(wanted: set[str], steps: Sequence[Step]) -> frozenset[str]:
    """All ids that may have become one of the wanted ones when its turn came, and those."""
    found = set(wanted)
    while more := {step.actor_id for step in steps if step.becomes in found} - found:
        found |= more
    return frozenset(found)


class Mentions:
    """What all mentions of one actor in one document mean now."""

    def __init__(self, identities: Identities, mentions: Iterable[Seen]) -> None:
        seen = sorted(mentions, key=lambda m: (m.start, m.end))
        self._usual = identities.everywhere(seen[0].actor_id)
        self.now: dict[Place, str] = {(m.start, m.end): identities.in_mention(m) for m in seen}
        names = [m for m in seen if m.form in _NAMES]
        starts = [m.start for m in names]
        for m in seen:
            place = (m.start, m.end)
            before = bisect_right(starts, m.start) - 1
            if m.form not in _NAMES and self.now[place] == self._usual and before >= 0:
                self.now[place] = self.now[names[before].start, names[before].end]

    @property
    def moved(self) -> bool:
        """Whether any mention means another actor than merges alone would make it."""
        return any(now != self._usual for now in self.now.values())

    @property
    def left(self) -> bool:
        """Whether none means the actor any more."""
        return all(now != self._usual for now in self.now.values())

    def meant(self, place: Place) -> str:
        """Who a record at a place rests on: the mentions in it, if they agree, else nobody new; without any, the nearest."""
        inside = {now for (start, end), now in self.now.items() if start < place[1] and end > place[0]}
        if inside:
            return inside.pop() if len(inside) == 1 else self._usual
        nearest = min(self.now, key=lambda m: (max(place[0] - m[1], m[0] - place[1]), m))
        return self.now[nearest]


def renamed(ids: Sequence[str], became: Mapping[str, str]) -> list[str]:
    """The ids as they are now, each once."""
    return list(dict.fromkeys(became.get(actor_id, actor_id) for actor_id in ids))
