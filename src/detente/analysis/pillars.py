"""Pillars: outlets and stories without which a finding would be another, found by leaving each of them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.book import Book
from detente.analysis.findings import Finder, Finding
from detente.analysis.sifting import Sifter

MOST: Final = 60
"""At most so many outlets and so many stories are left out in turn, those with most evidence first."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A finding that changes without a source: `without` is its verdict then, None where nothing of it is left."""

    finding: Finding
    without: str | None


@dataclass(frozen=True, slots=True)
class Pillar:
    """An outlet or a story, and the findings that hang on it. `name` is the outlet's, or the story's first title."""

    kind: str
    source_id: str
    name: str
    documents: int
    carries: tuple[Carried, ...]

    @property
    def changed(self) -> tuple[Carried, ...]:
        """The findings that would be others, not just gone: these are the ones to look at first."""
        return tuple(c for c in self.carries if c.without is not None)


@dataclass(frozen=True, slots=True)
class Pillars:
    """All pillars, those that carry most first. `findings` counts what was tried, by kind, and `single` what is gone without
    one story; `untried` the outlets and stories that were left untried, because there are too many.
    """

    pillars: tuple[Pillar, ...]
    findings: Mapping[str, int]
    single: Mapping[str, int]
    untried: int


def pillars(book: Book, finders: Sequence[Finder]) -> Pillars:
    """Which outlets and stories carry which findings."""
    finders = [f.prepared(book) if isinstance(f, Sifter) else f for f in finders]
    whole = _all(book, finders)
    weight: dict[tuple[str, str], int] = defaultdict(int)
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source in book.sources.values():
        documents["story", source.story_id].add(source.document_id)
        if source.outlet:
            documents["outlet", source.outlet].add(source.document_id)
    for finding in whole.values():
        for evidence in finding.evidence:
            weight["story", evidence.story_id] += 1
            if evidence.outlet:
                weight["outlet", evidence.outlet] += 1
    tried, untried = _tried(documents, weight)
    found = [_pillar(book, finders, whole, source, documents[source]) for source in tried]
    found = [pillar for pillar in found if pillar.carries]
    counts, single = _counts(whole.values(), found)
    found.sort(key=lambda p: (-len(p.changed), -len(p.carries), p.kind, p.source_id))
    return Pillars(tuple(found), counts, single, untried)


def _tried(
    documents: Mapping[tuple[str, str], set[str]], weight: Mapping[tuple[str, str], int]
) -> tuple[list[tuple[str, str]], int]:
    """The sources to leave out. An outlet that is but one story is tried as the story."""
    stories = {frozenset(ids) for (kind, _), ids in documents.items() if kind == "story"}
    real = [s for s in weight if s[0] == "story" or frozenset(documents[s]) not in stories]
    kept = []
    for kind in ("outlet", "story"):
        kept += sorted((s for s in real if s[0] == kind), key=lambda s: (-weight[s], s))[:MOST]
    return kept, len(real) - len(kept)


def _pillar(
    book: Book, finders: Sequence[Finder], whole: Mapping[tuple[str, str], Finding], source: tuple[str, str], ids: set[str]
) -> Pillar:
    rest = _all(book.without(ids), finders)
    carried = []
    for key, finding in whole.items():
        other = rest.get(key)
        if other is None and not any(e.document_id in ids for e in finding.evidence):
            continue
        if other is None or other.verdict != finding.verdict:
            carried.append(Carried(finding, other.verdict if other else None))
    kind, source_id = source
    name = source_id if kind == "outlet" else _title(book, ids)
    return Pillar(kind, source_id, name, len(ids), tuple(carried))


def _title(book: Book, ids: set[str]) -> str:
    """The first title of a story's documents, else its outlet and day, else the document's id."""
    sources = [book.sources[i] for i in sorted(ids)]
    for source in sources:
        if source.title:
            return source.title
    first = sources[0]
    named = ", ".join(filter(None, (first.outlet, str(first.published or ""))))
    return f"untitled, {named or first.document_id}"


def _all(book: Book, finders: Sequence[Finder]) -> dict[tuple[str, str], Finding]:
    return {(f.kind, f.key): f for finder in finders for f in finder(book)}


def _counts(whole: Iterable[Finding], found: Sequence[Pillar]) -> tuple[dict[str, int], dict[str, int]]:
    counts: dict[str, int] = defaultdict(int)
    for finding in whole:
        counts[finding.kind] += 1
    gone = {(c.finding.kind, c.finding.key) for p in found if p.kind == "story" for c in p.carries if c.without is None}
    single: dict[str, int] = defaultdict(int)
    for kind, _ in gone:
        single[kind] += 1
    return dict(counts), dict(single)
