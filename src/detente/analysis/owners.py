"""Whose a number is: as it was read, as the text names after "of", or as of the same things told shortly before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from detente.analysis.book import Book
from detente.records import Quantity

_BEFORE: Final = 800
"""Characters back within which a number of the same thing lends its owner to one of which none is told."""
_OWNER: Final = re.compile(r"\s+of\s+(?:the\s+)?((?:[A-Z][\w'’-]*)(?:\s+[A-Z][\w'’-]*)*)")
_OF: Final = re.compile(r"\s+of\s")


@dataclass(frozen=True, slots=True)
class Owners:
    """Asked for one number after the other, in the order of the book; it remembers the last of each thing in each text."""

    book: Book
    names: Mapping[str, str]
    last: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book) -> Owners:
        """Actors are known by names that no other has."""
        named = [(name.casefold(), a.actor_id) for a in book.actors.values() for name in {a.name, *a.aliases}]
        counts = Counter(name for name, _ in named)
        return cls(book, {name: actor_id for name, actor_id in named if counts[name] == 1})

    def of_number(self, quantity: Quantity, thing: str) -> tuple[tuple[str, ...], bool]:
        """The blocs to which a number belongs, and whether that is inferred from the number before it."""
        before = self.last.get((quantity.document_id, thing))
        text = self.book.source(quantity).text
        whose, inferred = self._told(quantity, text), False
        if not whose and before and quantity.start - before[0] <= _BEFORE and not _OF.match(text, quantity.end):
            whose, inferred = before[1], bool(before[1])
        self.last[quantity.document_id, thing] = (quantity.end, whose)
        return whose, inferred

    def _told(self, quantity: Quantity, text: str) -> tuple[str, ...]:
        if quantity.actor_ids:
            return tuple(sorted(self.book.blocs(quantity.actor_ids)))
        owner = _OWNER.match(text, quantity.end)
        found = self.names.get(owner.group(1).casefold()) if owner else None
        return (self.book.bloc(found),) if found else ()
