"""Coverage: on whom, on which months and from whom the ledger is thin, and which single source carries a finding.

coverage(book).thin_parties, .thin_months, .pillars
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from detente.analysis.book import Book, Evidence
from detente.analysis.findings import FINDERS, Finder
from detente.analysis.pillars import Pillars, pillars
from detente.analysis.seats import PERSONAL
from detente.records import Event, Statement

_TALKED_ABOUT: Final = 3
"""Stories from which on a party is one of those that the ledger is about."""
_HEARD: Final = 2
"""Stories in which a party must speak to count as heard."""
_UNHEARD_SHARE: Final = 0.15
_MAIN_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class PartyCoverage:
    """How a bloc is covered, in independent stories: `told` that tell its acts or words, `heard` that give its own words,
    `outlets` that tell of it; `statements` counts its statements. `samples` are up to three of its statements or acts.
    """

    bloc: str
    name: str
    told: int
    heard: int
    outlets: int
    statements: int
    samples: tuple[Evidence, ...]

    @property
    def share_heard(self) -> float:
        return self.heard / self.told if self.told else 0.0

    @property
    def thin(self) -> str | None:
        """Why the ledger is thin on it; None where it is not."""
        if self.told < _TALKED_ABOUT:
            return None
        if self.heard == 0:
            return "only spoken about, never heard"
        if self.heard < _HEARD or self.share_heard < _UNHEARD_SHARE:
            return f"heard in {self.heard} of {self.told} stories"
        return "told of by one outlet" if self.outlets == 1 else None


@dataclass(frozen=True, slots=True)
class MonthCoverage:
    """A month between the first and the last that anything was published in."""

    month: date
    documents: int
    stories: int
    events: int
    thin: bool


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    """An outlet (None: not named), its documents, its stories, and how many of these no other outlet tells."""

    outlet: str | None
    documents: int
    stories: int
    alone: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the ledger rests on. Shares are 0 to 1. Parties are those told of most first, months and outlets all of them."""

    documents: int
    stories: int
    undated: tuple[str, ...]
    without_outlet: int
    parties: tuple[PartyCoverage, ...]
    months: tuple[MonthCoverage, ...]
    outlets: tuple[OutletCoverage, ...]
    pillars: Pillars

    @property
    def share_undated(self) -> float:
        return len(self.undated) / self.documents if self.documents else 0.0

    @property
    def main_parties(self) -> tuple[PartyCoverage, ...]:
        """Those of whom at least three stories tell."""
        return tuple(p for p in self.parties if p.told >= _TALKED_ABOUT)

    @property
    def share_heard(self) -> float:
        """How many of the main parties are heard in their own words in two stories or more."""
        main = self.main_parties
        return sum(p.heard >= _HEARD for p in main) / len(main) if main else 0.0

    @property
    def thin_parties(self) -> tuple[PartyCoverage, ...]:
        return tuple(p for p in self.parties if p.thin)

    @property
    def thin_months(self) -> tuple[MonthCoverage, ...]:
        return tuple(m for m in self.months if m.thin)

    @property
    def main_outlet(self) -> OutletCoverage | None:
        """The outlet that alone gives half of the stories or more."""
        named = [o for o in self.outlets if o.outlet and self.stories and o.stories / self.stories >= _MAIN_SHARE]
        return named[0] if named else None


def coverage(book: Book, finders: Sequence[Finder] = FINDERS) -> Coverage:
    """How well a book covers what it is about; `finders` are what is tried with each source left out."""
    sources = list(book.sources.values())
    return Coverage(
        len(sources),
        len({s.story_id for s in sources}),
        tuple(s.document_id for s in sources if s.published is None),
        sum(s.outlet is None for s in sources),
        tuple(_parties(book)),
        tuple(_months(book)),
        tuple(_outlets(book)),
        pillars(book, finders),
    )


def _parties(book: Book) -> Iterable[PartyCoverage]:
    told: dict[str, list[Event | Statement]] = defaultdict(list)
    said: dict[str, list[Statement]] = defaultdict(list)
    for event in book.events:
        for bloc in book.blocs((*event.actor_ids, *event.recipient_ids)):
            told[bloc].append(event)
    for statement in book.statements:
        for bloc in book.blocs(book.speakers(statement)):
            told[bloc].append(statement)
            said[bloc].append(statement)
    covered = []
    for bloc, records in told.items():
        actor = book.actors.get(bloc)
        if actor is None or actor.kind in PERSONAL:
            continue
        own = said[bloc]
        outlets = {o for r in records if (o := book.source(r).outlet)}
        samples = tuple(map(book.evidence, (own or records)[:3]))
        counts = len(_stories(book, records)), len(_stories(book, own)), len(outlets), len(own)
        covered.append(PartyCoverage(bloc, book.name(bloc), *counts, samples))
    return sorted(covered, key=lambda p: (-p.told, p.bloc))


def _stories(book: Book, records: Iterable[Event | Statement]) -> set[str]:
    return {book.source(r).story_id for r in records}


def _months(book: Book) -> Iterable[MonthCoverage]:
    """Every month from the first to the last; thin without a story, or with under a third of the median of those that have."""
    stories: dict[date, set[str]] = defaultdict(set)
    documents: Counter[date] = Counter()
    for source in book.sources.values():
        if source.published is not None:
            month = source.published.replace(day=1)
            stories[month].add(source.story_id)
            documents[month] += 1
    events = Counter(p.replace(day=1) for e in book.events if (p := book.source(e).published))
    if not documents:
        return
    usual = median(len(found) for found in stories.values())
    month = min(documents)
    while month <= max(documents):
        count = len(stories[month])
        yield MonthCoverage(month, documents[month], count, events[month], count == 0 or count < usual / 3)
        month = _next(month)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _outlets(book: Book) -> Iterable[OutletCoverage]:
    stories: dict[str | None, set[str]] = defaultdict(set)
    telling: dict[str, set[str | None]] = defaultdict(set)
    documents: Counter[str | None] = Counter()
    for source in book.sources.values():
        stories[source.outlet].add(source.story_id)
        telling[source.story_id].add(source.outlet)
        documents[source.outlet] += 1
    made = [
        OutletCoverage(outlet, documents[outlet], len(found), sum(telling[s] == {outlet} for s in found))
        for outlet, found in stories.items()
    ]
    return sorted(made, key=lambda o: (-o.stories, o.outlet or "~"))
