"""What a book is made of and what it gives: documents as sources, places in texts as evidence, and parties that are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A document as evidence: who published it and when, and the story it tells with its copies."""

    document_id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    kind: str
    story_id: str
    parent_id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a text on which a finding rests, as every command shows it.

    `on` is the day that the record is about, else the day of publication; `record_id` is the event's, statement's, … id;
    `said_by` are those on whose word it stands there.
    """

    kind: str
    record_id: str
    document_id: str
    start: int
    end: int
    text: str
    on: date | None
    published: date | None
    outlet: str | None
    story_id: str
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Who is asked for: an actor with all who act for it."""

    actor_id: str
    name: str
    ids: frozenset[str]
