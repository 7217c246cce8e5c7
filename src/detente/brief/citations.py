"""The passages that a brief's entries cite: where each span stands, its sentence, and the paragraph with all its marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from detente.brief.model import Excerpt, Passage, Piece, Row, Segment, Source, Telling
from detente.brief.words import day, series, web_address
from detente.ledger.quotes import quote
from detente.records import Block, BlockRole

OUTLET_UNKNOWN = "outlet not named"


Bounds = Sequence[tuple[int, int]]
"""Starts and ends of spans in a document."""


@dataclass(frozen=True, slots=True)
class Span:
    code: str
    start: int
    end: int


def title_of(document: Row) -> str:
    """The title, or for a document without one the name of its file."""
    return str(document["title"] or f"{PurePath(document['source']).name} (no title)")


class Page:
    """A document's readable blocks, numbered from 1 as the brief numbers its passages. `row` is what the ledger gives."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.text = str(row["text"])
        blocks = [Block(start, end, BlockRole(role)) for start, end, role in row["blocks"]]
        readable = sorted((b for b in blocks if b.role.is_read and self.text[b.start : b.end].strip()), key=lambda b: b.start)
        self.blocks = readable or [Block(0, len(self.text), BlockRole.BODY)]

    def number_at(self, start: int) -> int:
        """The number of the passage that holds a character; of the nearest one before it where none does."""
        holding = [i for i, b in enumerate(self.blocks) if b.start <= start < b.end]
        if holding:
            return holding[0] + 1
        before = [i for i, b in enumerate(self.blocks) if b.start <= start]
        return (before[-1] if before else 0) + 1

    def excerpt(self, spans: Bounds) -> Excerpt:
        """The sentences that hold the spans, which are in order and inside one passage."""
        bounds = [(b.start, b.end) for b in self.blocks]
        found = quote(str(self.row["document_id"]), self.text, spans[0][0], spans[-1][1], bounds)
        marks = {place for span in spans for place in span}
        cuts = sorted({found.start, found.end, *marks})
        pieces = [
            Piece(_flat(self.text[first:last]), any(s <= first and last <= e for s, e in spans)) for first, last in pairwise(cuts)
        ]
        return Excerpt(tuple(pieces))


class Citations:
    """Collects what is cited. `code` is unique in a brief and becomes the anchor of the span in its passage."""

    def __init__(self, open_document: Callable[[str], Row], rows: Mapping[str, Row]) -> None:
        self._open = open_document
        self._rows = rows
        self._pages: dict[str, Page] = {}
        self._spans: dict[str, list[Span]] = {}

    def page(self, document_id: str) -> Page:
        if document_id not in self._pages:
            self._pages[document_id] = Page(self._open(document_id))
        return self._pages[document_id]

    def cite(self, code: str, row: Row, spans: Bounds = ()) -> Telling:
        """Notes a row with a span (`document_id`, `start`, `end`) as cited under a code; `spans` are narrower ones within."""
        document_id = str(row["document_id"])
        page = self.page(document_id)
        places = tuple(spans) or ((int(row["start"]), int(row["end"])),)
        start = places[0][0]
        self._spans.setdefault(document_id, []).extend(Span(code, first, last) for first, last in places)
        return Telling(
            code=code,
            document_id=document_id,
            passage=page.number_at(start),
            in_title=page.blocks[page.number_at(start) - 1].role is BlockRole.TITLE,
            outlet=self.outlet(document_id),
            published=self.published(document_id),
            excerpt=page.excerpt(places),
        )

    def outlet(self, document_id: str) -> str:
        document = self._rows.get(document_id, {})
        return str(document.get("outlet") or OUTLET_UNKNOWN)

    def published(self, document_id: str) -> str:
        document = self._rows.get(document_id, {})
        return day(document.get("published"), str(document.get("published_precision") or "day"))

    @property
    def cited(self) -> frozenset[str]:
        return frozenset(self._spans)

    def sources(self) -> tuple[Source, ...]:
        """The cited documents in the order of their dates, undated ones last."""
        order = {document_id: i for i, document_id in enumerate(self._rows)}
        return tuple(self._source(d) for d in sorted(self._spans, key=lambda d: order.get(d, len(order))))

    def numbers(self) -> dict[str, int]:
        """The number of each cited document in the brief, from 1."""
        return {source.document_id: i for i, source in enumerate(self.sources(), 1)}

    def _source(self, document_id: str) -> Source:
        page = self.page(document_id)
        row = page.row
        passages = tuple(_passages(page, self._spans[document_id]))
        return Source(
            document_id=document_id,
            title=title_of(row),
            outlet=self.outlet(document_id),
            when=self.published(document_id),
            authors=series(row["authors"]),
            url=web_address(row["url"]),
            source="" if row["source"] == row["url"] else PurePath(row["source"]).name,
            left_out=len(page.blocks) - len(passages),
            passages=passages,
        )


def _passages(page: Page, spans: Iterable[Span]) -> Iterable[Passage]:
    by_number: dict[int, list[Span]] = {}
    for span in spans:
        by_number.setdefault(page.number_at(span.start), []).append(span)
    for number, held in sorted(by_number.items()):
        block = page.blocks[number - 1]
        yield Passage(
            number=number,
            role=block.role.value,
            codes=tuple(dict.fromkeys(span.code for span in sorted(held, key=lambda s: (s.start, -s.end)))),
            segments=tuple(_segments(page.text, block, held)),
        )


def _segments(text: str, block: Block, spans: list[Span]) -> Iterable[Segment]:
    """Cuts a block at the bounds of its spans, so that overlapping spans can be marked side by side."""
    start, end = min(block.start, *(s.start for s in spans)), max(block.end, *(s.end for s in spans))
    cuts = sorted({start, end, *(s.start for s in spans), *(s.end for s in spans)})
    for first, last in pairwise(cuts):
        yield Segment(text[first:last], tuple(dict.fromkeys(s.code for s in spans if s.start <= first and last <= s.end)))


def _flat(text: str) -> str:
    """The text with every run of white space as one blank, at its edges too."""
    return re.sub(r"\s+", " ", text)
