"""Deeds: what two sides did to each other, each act once however many texts tell it.

    deeds(book) -> {("NOR", "SUD"): (Deed, ...), ...}       all pairs of blocs
    deeds_between(book, one, other) -> (Deed, ...)          two parties, also persons

Copies are one story. Tellings are one deed where type, modality and direction are the same and their days can be one, as is
usual with event data: of one type and direction a pair has at most one deed a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations, product
from math import prod
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.takebacks import TAKEN_BACK, takes_back
from detente.reading.plover import MUTUAL, quad_class, score
from detente.records import Event, EventType, Modality

LONGEST: Final = 45
"""Days of an interval beyond which a deed has no day: "in 2015"."""
NEWS: Final = 2
"""Days after an act in which other stories tell it as news."""
SAME_STORY: Final = 7
"""Days before its report to which a story may date what its title tells without a day."""
CANCELLED: Final = "cancelled"
"""What a meeting that was called off is instead of its modality."""
NO_DAY: Final = frozenset({"none", "document"})
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Deed:
    """An act between two sides. `doer` is None where both do it; `share` is less than 1 at a table of more than two.

    `confidence` is the chance that one of its stories is rightly read; `first_on` is None where no text dates it to less
    than LONGEST days. `reported` says that the day is that of the report. `evidence` has one place a story, surest first.
    """

    event_type: str
    counts_as: str | None
    quad: str
    modality: str
    historical: bool
    doer: str | None
    first_on: date | None
    last_on: date | None
    reported: bool
    score: float
    confidence: float
    share: float
    story_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        return self.confidence * self.share


@dataclass(frozen=True, slots=True)
class _Telling:
    """An event as one pair sees it. `own` is whether the text itself dates it; `sides` is how many sit at the table."""

    event: Event
    evidence: Evidence
    modality: str
    doer: str | None
    sides: int
    first: date | None
    last: date | None
    own: bool
    meeting_id: str | None

    @property
    def dated(self) -> bool:
        return self.first is not None and self.last is not None and (self.last - self.first).days <= LONGEST

    @property
    def order(self) -> tuple[int, int, date, str, int]:
        """What is dated best comes first, so that the rest joins it."""
        rank = 3 if not self.dated else 0 if self.own else 1
        length = (self.last - self.first).days if self.first and self.last and self.dated else 0
        return rank, length, self.first or date.max, self.event.document_id, self.event.trigger_start


def deeds(book: Book) -> dict[Pair, tuple[Deed, ...]]:
    """The deeds of all pairs of blocs, by the pair in alphabetical order; each in the order of its days, undated last."""
    return _deeds(book, book.events, book.bloc)


def deeds_between(book: Book, one: Party, other: Party) -> tuple[Deed, ...]:
    """The deeds between two parties; `doer` is the id of one of them. Everybody else counts only as a side at the table."""

    def side(actor_id: str) -> str:
        if actor_id in one.ids:
            return one.actor_id
        return other.actor_id if actor_id in other.ids else book.bloc(actor_id)

    pair = _pair(one.actor_id, other.actor_id)
    events = [e for e in book.events if {pair[0], pair[1]} <= {side(i) for i in (*e.actor_ids, *e.recipient_ids)}]
    return _deeds(book, events, side).get(pair, ())


def _deeds(book: Book, events: Iterable[Event], side: Callable[[str], str]) -> dict[Pair, tuple[Deed, ...]]:
    meeting_of = {event_id: m for m in book.meetings for event_id in m.event_ids}
    found: dict[Pair, dict[tuple[object, ...], list[_Telling]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        evidence = book.evidence(event)
        first, last, own = _days(event, evidence)
        meeting = meeting_of.get(event.event_id)
        modality = TAKEN_BACK if takes_back(book, event) else str(event.modality)
        if meeting and meeting.status == CANCELLED and event.event_type == EventType.CONSULT:
            modality = CANCELLED
        for pair, doer, sides in _directions(event, side):
            meeting_id = meeting.meeting_id if meeting else None
            telling = _Telling(event, evidence, modality, doer, sides, first, last, own, meeting_id)
            direction = None if event.event_type in MUTUAL else doer
            found[pair][event.event_type, modality, event.historical, direction].append(telling)
    return {
        pair: tuple(sorted((_deed(g) for told in alike.values() for g in _groups(told)), key=_order))
        for pair, alike in sorted(found.items())
    }


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _order(deed: Deed) -> tuple[date, str, tuple[str, ...]]:
    return deed.first_on or date.max, deed.event_type, deed.event_ids


def _days(event: Event, evidence: Evidence) -> tuple[date | None, date | None, bool]:
    """First and last day, and whether the text gives them; else the day of the report. An open end is no day."""
    if event.date_basis not in NO_DAY and (event.date_start or event.date_end):
        return event.date_start, event.date_end, True
    return evidence.on, evidence.on, False


def _directions(event: Event, side: Callable[[str], str]) -> Iterator[tuple[Pair, str | None, int]]:
    """The pairs that an act concerns, who does it to whom (nobody where both do), and how many sit at the table.

    Who is visited or called does not meet the others who are; who is brought together does.
    """
    actors = {side(i) for i in event.actor_ids if i not in event.absent_ids}
    recipients = {side(i) for i in event.recipient_ids if i not in event.absent_ids}
    if "third-party" in event.modes:
        actors, recipients = actors | recipients, set()
    table = sorted(actors) if event.event_type in MUTUAL or (not recipients and is_mutual(event.frame)) else []
    for one, other in combinations(table, 2):
        yield (one, other), None, len(table)
    done: dict[Pair, set[str]] = defaultdict(set)
    for actor, recipient in product(sorted(actors - recipients), sorted(recipients - actors)):
        done[_pair(actor, recipient)].add(actor)
    for pair, doers in done.items():
        for doer in sorted(doers):
            yield pair, (None if event.event_type == EventType.CONSULT else doer), 2


@cache
def _mutual() -> Mapping[str, frozenset[str]]:
    import yaml

    text = (files("detente.analysis") / "data" / "mutual.yaml").read_text(encoding="utf-8")
    held = yaml.load(text, Loader=yaml.BaseLoader)
    return {kind: frozenset(word.replace("_", " ") for word in words.split()) for kind, words in held.items()}


def is_mutual(frame: str) -> bool:
    """Whether a frame, such as `ASSAULT/clash`, tells what two do to each other where they are named side by side."""
    kind, _, rest = frame.partition("/")
    return rest.partition(":")[0] in _mutual().get(kind, ())


def _groups(told: Iterable[_Telling]) -> list[list[_Telling]]:
    """Tellings of one type, modality and direction by deed. The first of each, which is dated best, says when it was."""
    groups: list[list[_Telling]] = []
    held: dict[object, set[int]] = defaultdict(set)
    for telling in sorted(told, key=lambda t: t.order):
        names = _names(telling)
        near = sorted({n for key in (*names, *_nearby(telling, NEWS)) for n in held.get(key, ())})
        number = next((n for n in near if _is_same(groups[n][0], telling)), len(groups))
        if number == len(groups):
            groups.append([])
            names = (*names, *_nearby(telling, 0))
        groups[number].append(telling)
        for key in names:
            held[key].add(number)
    return groups


def _names(telling: _Telling) -> tuple[object, ...]:
    """What a telling and others of the same deed may have in common, beside the day."""
    story = ("story", telling.evidence.story_id)
    return (story, ("meeting", telling.meeting_id)) if telling.meeting_id else (story,)


def _nearby(telling: _Telling, around: int) -> Iterator[int]:
    """The days of a telling and those around it, as numbers."""
    if telling.dated and telling.first and telling.last:
        yield from range(telling.first.toordinal() - around, telling.last.toordinal() + around + 1)


def _is_same(first: _Telling, telling: _Telling) -> bool:
    """Whether a telling tells the same deed as the first of a group."""
    if first.meeting_id is not None and first.meeting_id == telling.meeting_id:
        return True
    one_story = first.evidence.story_id == telling.evidence.story_id
    if not (first.dated and telling.dated and first.first and first.last and telling.first and telling.last):
        return one_story and (first.first, first.last) == (telling.first, telling.last)
    if first.own and telling.own:
        return first.first <= telling.last and telling.first <= first.last
    if one_story and not first.own:
        return True
    before = timedelta(days=SAME_STORY if one_story else NEWS)
    return first.first - timedelta(days=1) <= telling.last and telling.first <= first.last + before


def _deed(told: list[_Telling]) -> Deed:
    """One deed of its tellings. The surest telling of each story counts; stories err independently of each other."""
    by_story: dict[str, _Telling] = {}
    for telling in sorted(told, key=_sureness):
        by_story.setdefault(telling.evidence.story_id, telling)
    best, first = next(iter(by_story.values())), told[0]
    doers = {t.doer for t in told}
    event = best.event
    mutual = doers == {None} or len(doers) > 1
    return Deed(
        str(event.event_type),
        str(event.plover_type) if event.plover_type else None,
        quad_class(event.event_type),
        best.modality,
        event.historical,
        None if mutual else best.doer,
        first.first if first.dated else None,
        first.last if first.dated else None,
        not first.own,
        score(event.event_type, event.modes) if event.score is None else event.score,
        1 - prod(1 - t.event.confidence for t in by_story.values()),
        2 / best.sides,
        tuple(by_story),
        tuple(t.event.event_id for t in told),
        tuple(t.evidence for t in by_story.values()),
    )


def _sureness(telling: _Telling) -> tuple[float, date, str, int]:
    evidence = telling.evidence
    return -telling.event.confidence, evidence.published or date.max, evidence.document_id, evidence.start


def done(held: Iterable[Deed]) -> list[Deed]:
    """Those told as facts of the time; not planned, possible, alleged, denied or cancelled, nor what the text looks back on."""
    return [d for d in held if d.modality == Modality.ACTUAL and not d.historical]
