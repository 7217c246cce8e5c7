"""Which documents tell one story in the same words: copies, edited copies, syndicated headlines.

Nine outlets with one wire story are one independent source, so documents of one text share a `story_id`. Documents
that only share a topic do not. Locality-sensitive hashing (neighbours.py) names the candidates; the signatures decide:

- articles of like length are one story when half of their five-word shingles are common.
- a group of such articles joins another when more than half of the shorter one's shingles stand in the longer (a copy
  inside a longer page), judged by the earliest article of each. A page that holds several other articles joins the one
  it shares most with, so that it does not make one story of all of them.
- headlines are one story when they say the same (headline_words.py) within `settings.STORY_DAYS`, because formulaic
  headlines come back every year.
- headlines in the words of an article's title, within as many days, belong to that article's story. Where several
  articles bear that title, it is the nearest in time, so that a headline does not make one story of them.

The result does not depend on the order of the items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from detente.intake import settings
from detente.intake.headline_words import fixed_words, same_headline
from detente.intake.neighbours import Bands, Groups, pairs, unite_alike
from detente.intake.sketches import Sketch, signature
from detente.records import Document

__all__ = ["StoryItem", "are_alike", "signature", "stories", "story_item"]

_ALIKE: Final = 0.5
_AS_LONG: Final = 0.7
_CONTAINED: Final = 0.55
_FEWEST_SHARED: Final = 8
# Articles with resemblance 0.2 become candidates with probability 0.93, headlines with 0.6 with 0.99.
_ARTICLE_BANDS: Final[Bands] = (64, 2)
_HEADLINE_BANDS: Final[Bands] = (42, 3)


@dataclass(frozen=True, slots=True)
class StoryItem:
    """What `stories` needs to know of a document. `signature` is that of `signature()`."""

    document_id: str
    published: date | None
    signature: bytes


def story_item(document: Document) -> StoryItem:
    """The item of a document, by the blocks that are read: navigation does not make two pages alike."""
    read = [document.text[b.start : b.end] for b in document.blocks if b.role.is_read]
    compared = signature("\n".join(read) or document.text, document.kind, document.title)
    return StoryItem(document.document_id, document.published, compared)


def stories(items: Iterable[StoryItem]) -> dict[str, str]:
    """Document id to story id, for every item. A story bears the id of its earliest document, then of the smallest id."""
    ordered = sorted({item.document_id: item for item in items}.values(), key=_age)
    told = _Stories(ordered)
    copies: dict[bytes, list[int]] = defaultdict(list)
    for number, item in enumerate(ordered):
        copies[item.signature].append(number)
    sketches = [sketch for sketch in map(Sketch, copies) if not sketch.is_blank]
    articles = [sketch for sketch in sketches if not sketch.is_headline]
    headlines = [sketch for sketch in sketches if sketch.is_headline]
    _join_headlines(headlines, copies, told)
    _join_articles(articles, copies, told)
    _join_titles(articles, headlines, copies, told)
    return {item.document_id: ordered[told.root(number)].document_id for number, item in enumerate(ordered)}


Copies = dict[bytes, list[int]]
"""The places of the items with a signature, the earliest first."""


def _join_headlines(sketches: Sequence[Sketch], copies: Copies, told: _Stories) -> None:
    for sketch in sketches:
        told.join_near(copies[sketch.raw])
    words = [frozenset(sketch.words) for sketch in sketches]
    fixed = [fixed_words(sketch.words) for sketch in sketches]
    for i, j in pairs(sketches, _HEADLINE_BANDS):
        if not fixed[i] <= words[j] and not fixed[j] <= words[i]:
            continue
        both = copies[sketches[i].raw] + copies[sketches[j].raw]
        if len({told.root(number) for number in both}) > 1 and same_headline(sketches[i].words, sketches[j].words):
            told.join_near(sorted(both))


def _join_articles(sketches: Sequence[Sketch], copies: Copies, told: _Stories) -> None:
    """Copies, articles that are alike, and groups of these contained in others."""
    alike = unite_alike(sketches, _ARTICLE_BANDS, are_alike)
    for number, sketch in enumerate(sketches):
        earliest = copies[sketches[alike.root(number)].raw][0]
        for copy in copies[sketch.raw]:
            told.join(earliest, copy)
    leaders = [sketch for number, sketch in enumerate(sketches) if alike.root(number) == number]
    settled: set[int] = set()
    for _, longer, shorter in sorted(_contained(leaders, copies)):
        if longer not in settled:
            settled.add(longer)
            told.join(shorter, longer)


def are_alike(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are of like length and half of their shingles are common."""
    shorter, longer = sorted((one.size, other.size))
    if shorter < _AS_LONG * longer:
        return False
    overlap = one.overlap(other)
    return overlap.shared >= _FEWEST_SHARED and overlap.resemblance >= _ALIKE


def _contained(leaders: Sequence[Sketch], copies: Copies) -> Iterator[tuple[float, int, int]]:
    """Articles most of which stands in longer ones: minus the shingles shared, the places of the longer and the shorter."""
    for i, j in pairs(leaders, _ARTICLE_BANDS):
        shorter, longer = sorted((leaders[i], leaders[j]), key=lambda sketch: sketch.size)
        overlap = shorter.overlap(longer)
        if overlap.shared >= _FEWEST_SHARED and overlap.containment >= _CONTAINED:
            yield -overlap.containment * shorter.size, copies[longer.raw][0], copies[shorter.raw][0]


def _join_titles(articles: Sequence[Sketch], headlines: Sequence[Sketch], copies: Copies, told: _Stories) -> None:
    """Each story of headlines joins the article that bears its words and is nearest in time, if one is near enough."""
    titled: dict[bytes, list[int]] = defaultdict(list)
    for sketch in articles:
        if sketch.title:
            titled[sketch.title] += copies[sketch.raw]
    links = [
        (days, article, headline)
        for sketch in headlines
        for headline in copies[sketch.raw]
        for article in titled.get(sketch.title, ())
        if (days := told.days_between(article, headline)) is not None and days <= settings.STORY_DAYS
    ]
    joined: set[int] = set()
    for _, article, headline in sorted(links):
        story = told.root(headline)
        if story not in joined:
            joined |= {story, told.join(article, headline)}


def _age(item: StoryItem) -> tuple[date, str]:
    return (item.published or date.max, item.document_id)


class _Stories(Groups):
    """Groups of items by their places in order of age, with the days that each group spans."""

    def __init__(self, ordered: list[StoryItem]) -> None:
        super().__init__(len(ordered))
        self._first = [item.published for item in ordered]
        self._last = list(self._first)

    def join_near(self, row: list[int]) -> None:
        """Joins neighbours in a row that is in order of age, unless their groups together would span too many days."""
        for one, other in pairwise(row):
            first, second = sorted((self.root(one), self.root(other)))
            if first != second and self._near(first, second):
                self._last[self.join(first, second)] = max(
                    (day for day in (self._last[first], self._last[second]) if day is not None), default=None
                )

    def days_between(self, one: int, other: int) -> int | None:
        """Days between two items; 0 between undated ones, None where only one has a date."""
        first, second = self._first[one], self._first[other]
        if first is None or second is None:
            return 0 if first is second else None
        return abs((first - second).days)

    def _near(self, first: int, second: int) -> bool:
        """Whether two groups together stay within the window of days. Without a date, only undated ones are near."""
        start = self._first[first]
        last = (self._last[first], self._last[second])
        if start is None or last[0] is None or last[1] is None:
            return start is None and last == (None, None)
        return (max(last[0], last[1]) - start).days <= settings.STORY_DAYS
