"""Claims as tables, lines and objects for the terminal and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from detente.analysis.book import Book
from detente.analysis.claims import Claim
from detente.analysis.plain import plain
from detente.analysis.stands import STANDS, Side, Stand
from detente.ledger.table import Table

COLUMNS: Final = (
    "matter", "chain", *(s.value for s in STANDS), "first_on", "last_on", "publishers", "claim_id",
    "document_id", "start", "end", "text",
)  # fmt: skip
SHOWN: Final = ("matter", "chain", *(s.value for s in STANDS), "first_on", "last_on", "publishers")
_NOBODY: Final = {Stand.ALLEGED.value: "by nobody named"}
_TEXT: Final = "the text itself"
_QUOTED: Final = 140
_NAME: Final = "claims by matter"


def claim_table(book: Book, found: Sequence[Claim]) -> Table:
    """A row for each claim: its chain in words, and the independent stories for each stand."""
    return Table(_NAME, COLUMNS, tuple(_row(book, claim) for claim in found))


def narrow(table: Table) -> Table:
    """The columns that a terminal shows; stands that no claim has are left out."""
    empty = {s.value for s in STANDS if not any(table.column(s.value))}
    kept = [name for name in SHOWN if name not in empty]
    places = [table.columns.index(name) for name in kept]
    return Table(_NAME, tuple(kept), tuple(tuple(row[p] for p in places) for row in table.rows))


def claim_json(book: Book, claim: Claim) -> dict[str, Any]:
    """A claim with all its sides and their evidence; document_id, start, end and text are of its first telling."""
    first = claim.first_told.evidence
    place = {name: getattr(first, name) for name in ("document_id", "start", "end", "text")}
    held: dict[str, Any] = plain(claim)
    held["contradictions"] = [
        {"between": _between(book, one, other), "sides": [plain(one), plain(other)]} for one, other in claim.contradictions
    ]
    return held | {"chain": chain(book, claim)} | place


def chain(book: Book, claim: Claim) -> str:
    """How it went: "alleged 2017-08-22 Donald Trump; denied 2017-08-22 Pakistan"."""
    return "; ".join(f"{s.stand} {s.on or 'undated'} {_who(book, s)}" for s in claim.chain)


def contradiction_lines(book: Book, found: Sequence[Claim]) -> list[str]:
    """A line for each contradiction: who says what, with the words of both."""
    lines = []
    for claim in found:
        for one, other in claim.contradictions:
            lines.append(f"{claim.matter}: {_between(book, one, other)}")
            lines.extend(f"  {s.stand} {s.on or 'undated'}, {_who(book, s)}: {_quote(s)}" for s in (one, other))
    return lines


def _row(book: Book, claim: Claim) -> tuple[Any, ...]:
    first = claim.first_told.evidence
    publishers = "one only" if claim.single_publisher else "several"
    counts = [claim.story_counts[s] or None for s in STANDS]
    dates = (claim.first_on, claim.last_on)
    place = (first.document_id, first.start, first.end, first.text)
    return (claim.matter, chain(book, claim), *counts, *dates, publishers, claim.claim_id, *place)


def _between(book: Book, denial: Side, other: Side) -> str:
    """Of whom a contradiction is."""
    if other.stand == Stand.ADMITTED:
        blocs = sorted(book.blocs(denial.by) & book.blocs(other.by))
        if blocs:
            return f"{', '.join(map(book.name, blocs))} denies it and admits it"
    return f"{_who(book, denial)} denies what {_who(book, other)} {'admits' if other.stand == Stand.ADMITTED else 'says'}"


def _who(book: Book, side: Side) -> str:
    return ", ".join(map(book.name, side.by)) or _NOBODY.get(side.stand, _TEXT)


def _quote(side: Side) -> str:
    text = " ".join(side.evidence.text.split())
    return f"“{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}”"
