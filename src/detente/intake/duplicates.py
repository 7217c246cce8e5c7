"""Which documents tell one story in the same words: copies, edited copies, syndicated headlines.

Nine outlets with one wire story are one independent source, so documents of one text share a `story_id`. Documents
that only share a topic do not. Locality-sensitive hashing (datasketch) names the candidates; the signatures decide:

- articles of like length are one story when half of their five-word shingles are common, others when more than half
  of the shorter one's stand in the longer (a copy inside a longer page). A page that holds several other articles
  joins the one it shares most with, so that it does not make one story of all of them.
- headlines are one story when they say the same (headline_words.py) within `settings.STORY_DAYS`, because formulaic
  headlines come back every year.

The result does not depend on the order of the items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from datasketch import MinHashLSH

from detente.intake import settings
from detente.intake.headline_words import same_headline
from detente.intake.sketches import PERMUTATIONS, Sketch, signature
from detente.records import Document

__all__ = ["StoryItem", "signature", "stories", "story_item"]

_ALIKE: Final = 0.5
_AS_LONG: Final = 0.7
_CONTAINED: Final = 0.55
_FEWEST_SHARED: Final = 8
# Bands and rows: articles with resemblance 0.2 become candidates with probability 0.93, headlines with 0.6 with 0.99.
_ARTICLE_BANDS: Final = (64, 2)
_HEADLINE_BANDS: Final = (42, 3)


@dataclass(frozen=True, slots=True)
class StoryItem:
    """What `stories` needs to know of a document. `signature` is that of `signature()`."""

    document_id: str
    published: date | None
    signature: bytes


def story_item(document: Document) -> StoryItem:
    """The item of a document, by the blocks that are read: navigation does not make two pages alike."""
    read = [document.text[b.start : b.end] for b in document.blocks if b.role.is_read]
    return StoryItem(document.document_id, document.published, signature("\n".join(read) or document.text, document.kind))


def stories(items: Iterable[StoryItem]) -> dict[str, str]:
    """Document id to story id, for every item. A story bears the id of its earliest document, then of the smallest id."""
    ordered = sorted({item.document_id: item for item in items}.values(), key=_age)
    groups = _Groups(ordered)
    copies: dict[bytes, list[StoryItem]] = defaultdict(list)
    for item in ordered:
        copies[item.signature].append(item)
    sketches = [sketch for sketch in map(Sketch, copies) if not sketch.is_blank]
    for sketch in sketches:
        groups.join_row(copies[sketch.raw])
    for one, other in _same_headlines([sketch for sketch in sketches if sketch.is_headline]):
        groups.join_row(sorted(copies[one.raw] + copies[other.raw], key=_age))
    contained: list[_Contained] = []
    for one, other in _candidates([sketch for sketch in sketches if not sketch.is_headline], _ARTICLE_BANDS):
        overlap = one.overlap(other)
        shorter, longer = sorted((one, other), key=lambda sketch: sketch.size)
        if overlap.shared < _FEWEST_SHARED:
            continue
        if overlap.resemblance >= _ALIKE and shorter.size >= _AS_LONG * longer.size:
            groups.join(copies[one.raw][0], copies[other.raw][0])
        elif overlap.containment >= _CONTAINED:
            contained.append(_Contained(copies[shorter.raw][0], copies[longer.raw][0], overlap.containment * shorter.size))
    _join_contained(contained, groups)
    return groups.names()


@dataclass(frozen=True, slots=True)
class _Contained:
    """An article most of which stands in a longer one; `shared` is how many shingles."""

    shorter: StoryItem
    longer: StoryItem
    shared: float


def _join_contained(found: list[_Contained], groups: _Groups) -> None:
    """Each longer article joins the one contained article that it shares most with."""
    settled: set[str] = set()
    for pair in sorted(found, key=lambda p: (-p.shared, p.longer.document_id, p.shorter.document_id)):
        if pair.longer.document_id not in settled:
            settled.add(pair.longer.document_id)
            groups.join(pair.shorter, pair.longer)


def _age(item: StoryItem) -> tuple[date, str]:
    return (item.published or date.max, item.document_id)


def _same_headlines(sketches: list[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    for one, other in _candidates(sketches, _HEADLINE_BANDS):
        if same_headline(one.words, other.words):
            yield one, other


def _candidates(sketches: list[Sketch], bands: tuple[int, int]) -> Iterator[tuple[Sketch, Sketch]]:
    """Pairs that hashing brings together, each once, in the order of the sketches."""
    index = MinHashLSH(num_perm=PERMUTATIONS, params=bands)
    for number, sketch in enumerate(sketches):
        minhash = sketch.minhash()
        for found in sorted(index.query(minhash)):
            yield sketches[found], sketch
        index.insert(number, minhash)


class _Groups:
    """Union-find over items in order of age; a group's root is its earliest item."""

    def __init__(self, ordered: list[StoryItem]) -> None:
        self._ordered = ordered
        self._place = {item.document_id: n for n, item in enumerate(ordered)}
        self._parent = list(range(len(ordered)))
        self._last = [item.published for item in ordered]

    def join(self, one: StoryItem, other: StoryItem) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        if first == second or (Sketch(one.signature).is_headline and not self._near(first, second)):
            return
        self._parent[second] = first
        days = [day for day in (self._last[first], self._last[second]) if day is not None]
        self._last[first] = max(days, default=None)

    def join_row(self, ordered: list[StoryItem]) -> None:
        for one, other in pairwise(ordered):
            self.join(one, other)

    def names(self) -> dict[str, str]:
        return {item.document_id: self._ordered[self._root(item)].document_id for item in self._ordered}

    def _root(self, item: StoryItem) -> int:
        at = self._place[item.document_id]
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def _near(self, first: int, second: int) -> bool:
        """Whether two groups together stay within the window of days. Without a date, only undated ones are near."""
        start = self._ordered[first].published
        last = (self._last[first], self._last[second])
        if start is None or last[0] is None or last[1] is None:
            return start is None and last == (None, None)
        return (max(last[0], last[1]) - start).days <= settings.STORY_DAYS
