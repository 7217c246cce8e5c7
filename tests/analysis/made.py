"""Books made from sentences, for tests that look at the words: each record is a stretch of its document's text.

made = Made()
text = made.document("Norland sent 400 soldiers to Vell.", published=date(2031, 5, 2))
made.event(text, "sent", "MOBILIZE", actors=("XNL",))
made.book()
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from detente.analysis.book import Book, Source
from detente.records import Act, Actor, ActorKind, Event, EventType, Modality, Quantity, Statement, StatementKind, record_id


def state(code: str, name: str) -> Actor:
    return Actor(code, name, ActorKind.STATE, code)


def person(actor_id: str, name: str, country: str | None, *sectors: str) -> Actor:
    return Actor(actor_id, name, ActorKind.PERSON, country, sectors)


STATES = (state("XNL", "Norland"), state("XVE", "Vellia"), state("XQO", "Qoros"))


@dataclass
class Made:
    """A book in the making. The words of a record are the first such words of its text."""

    actors: tuple[Actor, ...] = STATES
    sources: dict[str, Source] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    def document(
        self, text: str, outlet: str | None = "Dawn Post", published: date | None = None, story: str | None = None
    ) -> Source:
        key = f"d{len(self.sources)}"
        self.sources[key] = Source(key, text[:30], outlet, None, published, "article", story or key, None, text)
        return self.sources[key]

    def event(
        self, source: Source, words: str, type: str, actors: tuple[str, ...] = (), recipients: tuple[str, ...] = (), **more: Any
    ) -> Event:
        start, end = _at(source, words)
        key = record_id(source.document_id, "event", start, end, f"{type}{len(self.events)}")
        more.setdefault("modality", Modality.ACTUAL)
        made = Event(
            key,
            source.document_id,
            start,
            end,
            words,
            EventType(type),
            start,
            end,
            actor_ids=actors,
            recipient_ids=recipients,
            **more,
        )
        self.events.append(made)
        return made

    def statement(self, source: Source, words: str, speaker: str, act: str = "assert") -> Statement:
        start, end = _at(source, words)
        made = Statement(
            record_id(source.document_id, "statement", start, end),
            source.document_id,
            start,
            end,
            words,
            start,
            start,
            start,
            end,
            ((start, end),),
            words,
            StatementKind.INDIRECT,
            Act(act),
            speaker,
            source_actor_ids=(speaker,),
        )
        self.statements.append(made)
        return made

    def quantity(self, source: Source, words: str, value: float, item: str, whose: tuple[str, ...] = (), **more: Any) -> Quantity:
        start, end = _at(source, words)
        key = record_id(source.document_id, "quantity", start, end)
        more.setdefault("as_of", source.published)
        made = Quantity(key, source.document_id, start, end, words, value, item, actor_ids=whose, **more)
        self.quantities.append(made)
        return made

    def book(self) -> Book:
        order = {key: (s.published or date.max, key) for key, s in self.sources.items()}

        def held(records: list[Any]) -> tuple[Any, ...]:
            return tuple(sorted(records, key=lambda r: (order[r.document_id], r.start, r.end)))

        actors = {a.actor_id: a for a in self.actors}
        return Book(self.sources, actors, held(self.events), held(self.statements), (), held(self.quantities), {})


def _at(source: Source, words: str) -> tuple[int, int]:
    start = source.text.index(words)
    return start, start + len(words)
