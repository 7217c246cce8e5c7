"""Where a number is: the country that its sentence names for it, as far as the book knows its places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detente.analysis.book import Book
from detente.analysis.counting import sentence
from detente.records import ActorKind, Quantity

_IN: Final = re.compile(
    r"\b(?:in|to|at|across|inside|near|throughout|from)\s+(?:the\s+)?((?:[A-Z][\w'’.-]*)(?:\s+[A-Z][\w'’.-]*)*)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Names of places with their countries: states by all their names, towns as the events of the book place them."""

    book: Book
    countries: Mapping[str, str]

    @classmethod
    def of(cls, book: Book) -> Places:
        named = {
            name.casefold(): actor.country
            for actor in book.actors.values()
            if actor.kind == ActorKind.STATE and actor.country
            for name in (actor.name, *actor.aliases)
        }
        towns: dict[str, Counter[str]] = defaultdict(Counter)
        for event in book.events:
            if event.place and event.country:
                towns[event.place.casefold()][event.country] += 1
        return cls(book, {name: found.most_common(1)[0][0] for name, found in towns.items()} | named)

    def of_number(self, quantity: Quantity, whose: tuple[str, ...]) -> str | None:
        """The country named next after the number in its sentence, else next before it, else its event's; not its owner's."""
        text = self.book.source(quantity).text
        first, last = sentence(text, quantity.start, quantity.end)
        after = [m.group(1) for m in _IN.finditer(text, quantity.end, last)]
        before = [m.group(1) for m in _IN.finditer(text, first, quantity.start)]
        for name in (*after, *reversed(before)):
            country = self.countries.get(_bare(name))
            if country and country not in whose:
                return country
        event = self.book.event_of.get(quantity.event_id or "")
        return event.country if event and event.country and event.country not in whose else None


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", name.rstrip(".'’")).casefold()
