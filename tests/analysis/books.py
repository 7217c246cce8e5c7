"""Books made by hand, for tests of the analyses: documents with the acts that they tell, between invented states.

book(paper("a", "2018-03-01", act("CONSULT", "NOR SUD", text="Norland and Sudmark met")))
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.analysis.book import Book, Source
from detente.reading.plover import score
from detente.records import Actor, ActorKind, Event, EventType, Modality

ACTORS = (
    Actor("NOR", "Norland", ActorKind.STATE, "NOR", ("GOV",)),
    Actor("NOR.MIL", "Norlandic army", ActorKind.ORGAN, "NOR", ("MIL",)),
    Actor("ona-brandt", "Ona Brandt", ActorKind.PERSON, "NOR", ("GOV",)),
    Actor("SUD", "Sudmark", ActorKind.STATE, "SUD", ("GOV",)),
    Actor("EST", "Estmark", ActorKind.STATE, "EST", ("GOV",)),
    Actor("WEL", "Weland", ActorKind.STATE, "WEL", ("GOV",)),
    Actor("FROST", "Frost Brigade", ActorKind.ARMED_GROUP, "SUD", ("REB",)),
    Actor("HERALD", "The Herald", ActorKind.MEDIA, "NOR", ("MED",)),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be: its acts are told one after another in its text."""

    document_id: str
    published: date | None
    story_id: str
    acts: tuple[dict[str, Any], ...]
    outlet: str | None


def act(event_type: str, actors: str, recipients: str = "", **more: Any) -> dict[str, Any]:
    """An act, ids given in one string; told as a fact of the day of its document unless `more` says otherwise."""
    return {
        "event_type": EventType(event_type),
        "actor_ids": tuple(actors.split()),
        "recipient_ids": tuple(recipients.split()),
        **more,
    }


def paper(
    document_id: str, published: str | None, *acts: dict[str, Any], story: str | None = None, outlet: str | None = None
) -> Paper:
    """A document of a day; `story` is the story of which it is a copy."""
    return Paper(document_id, date.fromisoformat(published) if published else None, story or document_id, acts, outlet)


def book(*papers: Paper, actors: Iterable[Actor] = ACTORS, until: date | None = None) -> Book:
    """The book of some documents."""
    sources: dict[str, Source] = {}
    events: list[Event] = []
    for told in sorted(papers, key=lambda p: (p.published or date.max, p.document_id)):
        text = ""
        for number, given in enumerate(told.acts):
            text += ". " if text else ""
            events.append(_event(told, number, len(text), given))
            text += events[-1].text
        sources[told.document_id] = Source(
            told.document_id,
            f"Title of {told.document_id}",
            told.outlet,
            None,
            told.published,
            "article",
            told.story_id,
            None,
            text,
        )
    return Book(sources, {a.actor_id: a for a in actors}, tuple(events), (), (), (), {}, until)


def _event(told: Paper, number: int, start: int, given: dict[str, Any]) -> Event:
    fields = dict(given)
    kind = fields["event_type"]
    text = fields.pop("text", f"{kind.value} {number} of {told.document_id}")
    day = fields.pop("on", None)
    if day is not None:
        fields |= {"date_start": date.fromisoformat(day), "date_end": date.fromisoformat(day), "date_basis": "expression"}
    elif "date_basis" not in fields and fields.get("modality", Modality.ACTUAL) == Modality.ACTUAL and told.published:
        fields |= {"date_start": told.published, "date_end": told.published, "date_basis": "document"}
    fields.setdefault("confidence", 0.8)
    fields.setdefault("score", score(kind, fields.get("modes", ())))
    fields.setdefault("plover_type", kind)
    end = start + len(text)
    return Event(
        f"{told.document_id}:event:{start}-{end}",
        told.document_id,
        start,
        end,
        text,
        trigger_start=start,
        trigger_end=end,
        **fields,
    )
