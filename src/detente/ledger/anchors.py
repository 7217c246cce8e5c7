"""Places in documents that are found again by their words: the W3C's text quote selector, with the place it was at.

A document's id is made of its text, so an anchor holds as long as the text does. When a page is rendered anew or gets
another line, the quote and what stood around it lead to the same words in the new text.

    >>> place = Anchor("d1", 4, 9, "Ghani", "But ", " left")
    >>> locate(place, "Late: But Ghani left. Ghani?")
    (10, 15)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

CONTEXT: Final = 32
"""Characters that an anchor keeps on either side of its quote."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document, found again by its words: the quoted span, and some characters before and after it."""

    document_id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @property
    def words(self) -> str:
        """The quote with what stands around it."""
        return self.prefix + self.quote + self.suffix


def anchor(document_id: str, text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end]."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(document_id, start, end, text[start:end], before, after)


def locate(place: Anchor, text: str) -> tuple[int, int] | None:
    """Where the quote stands in a text: where most of its context fits, then nearest to where it was; None if nowhere."""
    if not place.quote:
        return None
    found = [match.start() for match in re.finditer(f"(?={re.escape(place.quote)})", text)]
    if not found:
        return None
    best = max(found, key=lambda start: (_fit(place, text, start), -abs(start - place.start)))
    return best, best + len(place.quote)


def _fit(place: Anchor, text: str, start: int) -> int:
    """How many characters of the context stand around the quote."""
    end = start + len(place.quote)
    before = _shared(text[max(0, start - len(place.prefix)) : start][::-1], place.prefix[::-1])
    return before + _shared(text[end : end + len(place.suffix)], place.suffix)


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
