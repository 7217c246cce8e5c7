"""Books made from sentences about invented states, in which every name is a mention.

world = World()
paper = world.paper("Norland and Ostia met in Vell.", "2031-05-02")
world.act(paper, "met", "CONSULT", "XNL XOS")
world.book()
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from detente.analysis.book import Book, Source
from detente.records import (
    Act,
    Actor,
    ActorKind,
    Condition,
    ConditionKind,
    Event,
    EventType,
    Mention,
    MentionForm,
    Modality,
    Statement,
    StatementKind,
    record_id,
)

ACTORS = (
    Actor("XNL", "Norland", ActorKind.STATE, "XNL", (), ("Norlandic", "Bergby")),
    Actor("mara-quist", "Mara Quist", ActorKind.PERSON, "XNL", ("GOV",), ("Quist",)),
    Actor("XOS", "Ostia", ActorKind.STATE, "XOS", (), ("Ostian",)),
    Actor("XVE", "Vellia", ActorKind.STATE, "XVE", (), ("Vellian", "Vell")),
    Actor("CLANS", "Hill Clans", ActorKind.ARMED_GROUP, "XVE", ("REB",), ("Clans",)),
    Actor("dov-arran", "Dov Arran", ActorKind.PERSON, None, ("EDU",), ("Arran",)),
)


@dataclass
class World:
    """A book in the making. The words of a record are the first such words of its text."""

    sources: dict[str, Source] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    until: date | None = None

    def paper(self, text: str, published: str | None = "2031-05-02", outlet: str | None = "Dawn Post", title: str = "") -> Source:
        key = f"d{len(self.sources)}"
        day = date.fromisoformat(published) if published else None
        self.sources[key] = Source(key, title or None, outlet, None, day, "article", key, None, text)
        return self.sources[key]

    def act(self, source: Source, words: str, type: str, actors: str, recipients: str = "", **more: Any) -> Event:
        start, end = _at(source, words)
        span = {"start": more.pop("start", start), "end": more.pop("end", end)}
        more = {"modality": Modality.ACTUAL, "confidence": 0.8, "frame": f"{type}/{words}", **more}
        made = Event(
            record_id(source.document_id, "event", start, end, type),
            source.document_id,
            **span,
            text=source.text[span["start"] : span["end"]],
            event_type=EventType(type),
            trigger_start=start,
            trigger_end=end,
            actor_ids=tuple(actors.split()),
            recipient_ids=tuple(recipients.split()),
            **more,
        )
        self.events.append(made)
        return made

    def says(self, source: Source, words: str, speaker: str, cue: str = "said", act: Act = Act.ASSERT) -> Statement:
        start, end = _at(source, words)
        cue_start, cue_end = _at(source, cue)
        made = Statement(
            record_id(source.document_id, "statement", start, end),
            source.document_id,
            min(start, cue_start),
            max(end, cue_end),
            source.text[min(start, cue_start) : max(end, cue_end)],
            cue_start,
            cue_end,
            start,
            end,
            ((start, end),),
            words,
            StatementKind.INDIRECT,
            act,
            speaker,
            source_actor_ids=(speaker,),
        )
        self.statements.append(made)
        return made

    def hangs(self, source: Source, antecedent: str, consequent: str, first: str, then: str = "", **more: Any) -> Condition:
        low, high = _at(source, antecedent), _at(source, consequent)
        start, end = min(low[0], high[0]), max(low[1], high[1])
        more = {"kind": ConditionKind.IF, "marker": "if", **more}
        made = Condition(
            record_id(source.document_id, "condition", start, end),
            source.document_id,
            start,
            end,
            source.text[start:end],
            antecedent_start=low[0],
            antecedent_end=low[1],
            antecedent=antecedent,
            consequent_start=high[0],
            consequent_end=high[1],
            consequent=consequent,
            antecedent_actor_ids=tuple(first.split()),
            consequent_actor_ids=tuple(then.split()),
            **more,
        )
        self.conditions.append(made)
        return made

    def book(self) -> Book:
        order = {key: (s.published or date.max, key) for key, s in self.sources.items()}

        def held(records: list[Any]) -> tuple[Any, ...]:
            return tuple(sorted(records, key=lambda r: (order[r.document_id], r.start, r.end)))

        mentions = [m for source in self.sources.values() for m in _mentions(source)]
        actors = {a.actor_id: a for a in ACTORS}
        tables = (held(self.events), held(self.statements), held(self.conditions), ())
        return Book(self.sources, actors, *tables, {}, self.until, held(mentions))


def _mentions(source: Source) -> list[Mention]:
    names = {name: a.actor_id for a in ACTORS for name in (a.name, *a.aliases)}
    pattern = re.compile(r"\b(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")\b")
    return [
        Mention(source.document_id, m.start(), m.end(), m[0], names[m[0]], MentionForm.NAME)
        for m in pattern.finditer(source.text)
    ]


def _at(source: Source, words: str) -> tuple[int, int]:
    start = source.text.index(words)
    return start, start + len(words)
