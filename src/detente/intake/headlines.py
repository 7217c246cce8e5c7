"""Dated lists of headlines: "Title - Outlet - October 28th, 2025 [October 28th, 2025]", one headline a line.

The date may stand first or last, in brackets or twice; dashes, bars and » part the entries; the outlet may be
missing. A headline without a date is a teaser and no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.intake.dates import PartialDate, find_dates
from detente.intake.outlets import looks_like_outlet, split_entry
from detente.intake.stretches import Stretch
from detente.records import Block, BlockRole, Precision

_BULLET = re.compile(r"(?:[-–—*+•»›▪·]|o(?=\s)|\d{1,3}[.)](?=\s))\s*")
_TAIL = re.compile(r"[\s\[\](),.;|]*")
_MARK_BEFORE = re.compile(r"(?:\s+[-–—|»·•]|\s*[\[(|])\s*$|,\s*$|\s{2,}$")
_MARK_AFTER = re.compile(r"\s*(?:[-–—|»·•:]|[\])])\s*")
_OUTLET_BRACKETS = re.compile(r"\s*[(\[](?P<outlet>[^()\[\]]{2,60}?),?\s*$")
_PUBLICATION = re.compile(r"(?:published|posted|updated|written|by|author|last|copyright|©)\b", re.IGNORECASE)
_LONGEST = 500
_FEWEST_WORDS = 3
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Headline:
    """One entry of a list: offsets of the whole entry and of its title count characters of the page's text."""

    title: str
    outlet: str | None
    published: date
    precision: Precision
    start: int
    end: int
    title_start: int
    title_end: int


def split_headlines(page_text: str, blocks: Iterable[Block]) -> list[Headline]:
    """The headlines of the blocks marked as headline list, in order; lines that are no dated headline are passed over."""
    found = []
    for block in blocks:
        if block.role is not BlockRole.HEADLINE_LIST:
            continue
        at = block.start
        for line in page_text[block.start : block.end].split("\n"):
            headline = read_headline(line, at)
            if headline is not None:
                found.append(headline)
            at += len(line) + 1
    return found


def mark_headlines(text: str, stretches: Sequence[Stretch]) -> list[bool]:
    """Which stretches are entries of a dated list: at least two near each other, or one whose date stands twice."""
    lines = [text[s.start : s.end] for s in stretches]
    dated = [len(line) <= _LONGEST and read_headline(line, 0) is not None for line in lines]
    return [
        is_dated and (_twice(lines[i]) or any(dated[max(0, i - _NEAR) : i]) or any(dated[i + 1 : i + 1 + _NEAR]))
        for i, is_dated in enumerate(dated)
    ]


def read_headline(line: str, at: int) -> Headline | None:
    """A line as a headline, or None. `at` is the line's place in the page's text."""
    if len(line) > _LONGEST:
        return None
    dates = [d for d in find_dates(line) if d.precision is not Precision.YEAR]
    if not dates:
        return None
    start = _start(line)
    span, outlet = _entry_before(line, start, dates) or _entry_after(line, start, dates) or (None, None)
    if span is None:
        return None
    if outlet is None:
        length, outlet = split_entry(line[span[0] : span[1]])
        span = (span[0], span[0] + length)
    outlet = outlet or None
    title_start, title_end = _trim(line, *span)
    title = line[title_start:title_end]
    if len(title.split()) < _FEWEST_WORDS or _PUBLICATION.match(title):
        return None
    when = dates[0]
    left, right = _trim(line, 0, len(line))
    return Headline(title, outlet, when.date, when.precision, at + left, at + right, at + title_start, at + title_end)


def _start(line: str) -> int:
    left = len(line) - len(line.lstrip())
    bullet = _BULLET.match(line, left)
    return bullet.end() if bullet and bullet.end() < len(line) else left


Entry = tuple[tuple[int, int], str | None]


def _entry_before(line: str, start: int, dates: Sequence[PartialDate]) -> Entry | None:
    """Title and outlet in front of a date that ends the line."""
    first = len(dates) - 1
    if not _TAIL.fullmatch(line, dates[first].end):
        return None
    while (
        first > 0
        and dates[first - 1].date == dates[first].date
        and _TAIL.fullmatch(line, dates[first - 1].end, dates[first].start)
    ):
        first -= 1
    before = line[: dates[first].start]
    mark = _MARK_BEFORE.search(before)
    if mark is None:
        bracket = _OUTLET_BRACKETS.search(before)
        return ((start, bracket.start()), bracket["outlet"]) if bracket and looks_like_outlet(bracket["outlet"]) else None
    if mark.start() <= start:
        return None
    bracket = _OUTLET_BRACKETS.search(line[: mark.start()])
    if bracket and mark.group().startswith(","):
        return (start, bracket.start()), bracket["outlet"]
    if line[: mark.start()].rstrip().endswith((" -", " –", " —", " |", " »")):
        return (start, len(line[: mark.start()].rstrip()) - 2), ""
    return (start, mark.start()), None


def _entry_after(line: str, start: int, dates: Sequence[PartialDate]) -> Entry | None:
    """Title and outlet after a date that begins the line."""
    if line[start : dates[0].start].strip("[( "):
        return None
    mark = _MARK_AFTER.match(line, dates[0].end)
    if mark is None or not mark.group().strip():
        return None
    begin = mark.end()
    second = _MARK_AFTER.match(line, begin)
    if second and second.group().strip():
        begin = second.end()
    return (begin, len(line.rstrip())), None


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    inner = line[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def _twice(line: str) -> bool:
    dates = find_dates(line)
    return len(dates) > 1 and dates[-1].date == dates[-2].date
