"""Corpora in tables: .csv (comma, semicolon, tab or bar, whichever the header uses) and .tsv, one document a row.

A row whose quotation mark is never closed would swallow the rows after it. Such a row becomes a Skip that names
its line, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import Final

from detente.intake import settings
from detente.intake.decoding import lines
from detente.intake.fields import from_record, has_text
from detente.intake.reasons import Reason, megabytes
from detente.intake.sources import Source, fault_of, stream
from detente.records import Document, Skip

_DELIMITERS: Final = ",;\t|"
_MOST_DAMAGED: Final = 1000


class _Feed:
    """Lines for the csv reader, which can be put back and read again."""

    def __init__(self, numbered: Iterator[tuple[int, str | None]]) -> None:
        self._numbered = numbered
        self._ahead: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []
        self.overlong: list[int] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self._ahead:
            number, line = next(self._numbered)
            while line is None:
                self.overlong.append(number)
                number, line = next(self._numbered)
            plain = line.replace("\x00", " ").replace("\r\n", "\n").removesuffix("\r")
            self._ahead.extend((number, part + "\n") for part in plain.removesuffix("\n").split("\r"))
        self.taken.append(self._ahead.popleft())
        return self.taken[-1][1]

    def put_back(self, from_index: int) -> None:
        self._ahead.extendleft(reversed(self.taken[from_index:]))


def read_table(source: Source) -> Iterator[Document | Skip]:
    """One Document or Skip a row. Streams."""
    csv.field_size_limit(settings.LONGEST_LINE)
    with stream(source) as opened:
        feed = _Feed(lines(opened))
        yield from _read_rows(source, feed)
        fault = fault_of(opened)
        if fault is not None:
            yield Skip(source.name, Reason.CUT_OFF, fault)
        for number in feed.overlong:
            yield Skip(f"{source.name} line {number}", Reason.TOO_LONG, f"a line of more than {megabytes(settings.LONGEST_LINE)}")


def _read_rows(source: Source, feed: _Feed) -> Iterator[Document | Skip]:
    header = _header(feed)
    if header is None:
        yield Skip(source.name, Reason.EMPTY)
        return
    names, delimiter = header
    if not has_text(dict.fromkeys(names)):
        yield Skip(source.name, Reason.NO_TEXT_COLUMN, "columns: " + ", ".join(names[:8]))
        return
    damaged = 0
    for row, number in _rows(feed, delimiter, len(names)):
        place = f"{source.name} line {number}"
        if isinstance(row, Skip):
            damaged += 1
            yield Skip(place, row.reason, row.detail)
            if damaged == _MOST_DAMAGED:
                yield Skip(source.name, Reason.OPEN_QUOTE, f"given up after {damaged} damaged rows")
                return
        elif len(row) > len(names):
            yield Skip(place, Reason.TOO_MANY_COLUMNS, f"{len(row)} columns; the header has {len(names)}")
        elif any(cell.strip() for cell in row):
            yield from from_record(dict(zip(names, row, strict=False)), source.name, number)


def _header(feed: _Feed) -> tuple[list[str], str] | None:
    """Column names and delimiter: the one that cuts the first line into most cells."""
    for line in feed:
        if line.strip():
            delimiter = max(_DELIMITERS, key=line.count)
            names = next(csv.reader([line], delimiter=delimiter), [])
            return [name.strip().strip('"').lower() for name in names], delimiter
    return None


def _rows(feed: _Feed, delimiter: str, width: int) -> Iterator[tuple[list[str] | Skip, int]]:
    """Rows with the number of their first line; in place of a damaged row a Skip."""
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.taken = []
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number = feed.taken[0][0]
            feed.put_back(1)
            reader = csv.reader(feed, delimiter=delimiter)
            yield Skip("", Reason.OPEN_QUOTE, str(error)), number
            continue
        number = feed.taken[0][0]
        if _swallowed(feed.taken, row, width, delimiter):
            feed.put_back(1)
            reader = csv.reader(feed, delimiter=delimiter)
            yield Skip("", Reason.OPEN_QUOTE, feed.taken[0][1].strip()[:60]), number
        else:
            yield row, number


def _swallowed(taken: list[tuple[int, str]], row: list[str], width: int, delimiter: str) -> bool:
    """Whether a row has run over lines that are not its own."""
    if len(taken) == 1:
        return False
    try:
        rows = list(csv.reader([line for _, line in taken], delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return len(rows) != 1 or len(row) != width
