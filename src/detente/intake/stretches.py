"""A plain-text page cut into stretches: its lines, or its paragraphs where the file is hard-wrapped.

A line is the unit because dumps of pages and pasted articles write one paragraph a line. Only when the whole
file shows the marks of hard wrapping (lines broken where the next word would not have fitted, in the middle of
sentences) are lines joined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ITEM = re.compile(r"(?:[*+•»▪‣>–-]|o|\d{1,2}[.)])\s")
_ENDS = frozenset(".!?:;…\"”’')]")
_NARROWEST, _WIDEST = 40, 120
_TAB = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A non-blank stretch: offsets without white space at the ends, indentation in columns, blank lines before it."""

    start: int
    end: int
    indent: int
    gap: int


def find_stretches(text: str) -> list[Stretch]:
    """Every non-blank stretch in order. Offsets count characters of `text`."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    return _join(text, lines, width) if width else lines


def _lines(text: str) -> list[Stretch]:
    found = []
    last_end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        left = len(raw) - len(raw.lstrip())
        start, end = match.start() + left, match.start() + len(raw.rstrip())
        indent = len(raw[:left].expandtabs(_TAB)) if left < 400 else 400
        newlines = text.count("\n", last_end, start)
        found.append(Stretch(start, end, indent, max(0, newlines - 1)))
        last_end = end
    return found


def _fits_no_more(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    """Whether the first word of the following line would have run past the width."""
    word = text[following.start : following.start + width].split(None, 1)[0]
    return line.indent + (line.end - line.start) + 1 + len(word) > width


def _wrap_width(text: str, lines: list[Stretch]) -> int:
    """The column at which the file is wrapped, or 0 where it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0 and not _ITEM.match(text, b.start)]
    if len(pairs) < 4:
        return 0
    widths = sorted(line.indent + line.end - line.start for line in lines)
    width = widths[int(0.98 * (len(widths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = [a for a, b in pairs if _fits_no_more(text, a, b, width - 4)]
    broken = sum(1 for a in full if text[a.end - 1] not in _ENDS)
    return width if len(full) >= 0.6 * len(pairs) and broken >= 0.5 * len(full) else 0


def _join(text: str, lines: list[Stretch], width: int) -> list[Stretch]:
    joined: list[Stretch] = []
    previous = None
    for line in lines:
        goes_on = (
            previous is not None
            and line.gap == 0
            and not _ITEM.match(text, line.start)
            and (_fits_no_more(text, previous, line, width - 12) or text[line.start].islower())
        )
        if goes_on:
            first = joined[-1]
            joined[-1] = Stretch(first.start, line.end, first.indent, first.gap)
        else:
            joined.append(line)
        previous = line
    return joined
