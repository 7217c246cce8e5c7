"""A page as it was understood: its text, the roles of its parts, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.records import Block, DateBasis, Precision


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is the whole page, `blocks` its non-blank stretches in order. What the page does not say is None or empty."""

    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    precision: Precision = Precision.NONE
    basis: DateBasis = DateBasis.NONE
    url: str | None = None
    language: str | None = None
