"""The sentence around a span, as a reader wants to see it.

Sentence bounds are a simple rule, made for display: a full stop, question or exclamation mark before white space and a
capital, unless the word before it is an abbreviation or an initial; an empty line; the ends of the block.

    >>> text = "He left. Mr. Noor stayed in Kabul. Why?"
    >>> text[slice(*sentence_bounds(text, 13, 17))]
    'Mr. Noor stayed in Kabul.'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 600
"""Characters shown on either side of a span where no sentence ends."""

_END: Final = re.compile(r"""[.?!…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-Z0-9ÀÝ-ÞŠŽĀ-Ȳ])|\n\s*\n""")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Sen|Rep|Gov|Pres"
    r"|Amb|Hon|Rev|vs|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentences around a span. `start`, `end` are offsets in the document, `mark_start`, `mark_end` in `text`."""

    document_id: str
    start: int
    end: int
    text: str
    mark_start: int
    mark_end: int

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before the span, the span, the text after it."""
        return self.text[: self.mark_start], self.text[self.mark_start : self.mark_end], self.text[self.mark_end :]


def quote(document_id: str, text: str, start: int, end: int, blocks: Sequence[tuple[int, int]] = ()) -> Quote:
    """The sentences that hold a span, within the smallest block that holds it. Offsets outside the text are cut to it."""
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    holding = [(s, e) for s, e in blocks if s <= start and end <= e]
    low, high = min(holding, key=lambda b: b[1] - b[0], default=(0, len(text)))
    first, last = sentence_bounds(text, start, end, low, high)
    return Quote(document_id, first, last, text[first:last], start - first, end - first)


def sentence_bounds(text: str, start: int, end: int, low: int = 0, high: int | None = None) -> tuple[int, int]:
    """Offsets of the sentences that hold text[start:end], inside text[low:high]."""
    high = len(text) if high is None else high
    low, high = _word_start(text, max(low, start - LONGEST), low), _word_end(text, min(high, end + LONGEST), high)
    first, last = low, high
    for match in _END.finditer(text, low, high):
        if match[0] == "." and _goes_on(text, match.start(), low):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.end() >= end:
            last = match.end()
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _goes_on(text: str, stop: int, low: int) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial, or to "No. 5"."""
    if text[max(low, stop - 3) : stop].lstrip("( ") == "No" and text[stop + 1 : stop + 3].strip().isdigit():
        return True
    return _ABBREVIATION.search(text, max(low, stop - 12), stop) is not None


def _word_start(text: str, at: int, low: int) -> int:
    """The first word that starts at or after an offset, when the offset cuts into the text."""
    if at == low:
        return at
    space = re.compile(r"\s").search(text, at, at + 50)
    return space.end() if space else at


def _word_end(text: str, at: int, high: int) -> int:
    if at == high:
        return at
    space = max(text.rfind(" ", at - 50, at), text.rfind("\n", at - 50, at))
    return space if space > 0 else at
