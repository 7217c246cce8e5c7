"""The vocabulary that every floor speaks: frozen, typed records of what was read, and the enums they use.

Offsets (`start`, `end`) count characters of `Document.text`, end exclusive; `text` is that slice.
Ids are made of the document, the kind of record and its span, so that reading again gives the same ids.

    >>> record_id("d0a1", "event", 12, 20)
    'd0a1:event:12-20'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detente.terms import (
    Act,
    ActorKind,
    BlockRole,
    ConditionKind,
    DateBasis,
    DocumentKind,
    EventType,
    MentionForm,
    Modality,
    Origin,
    PositionBasis,
    Precision,
    StatementKind,
)

__all__ = [
    "Act",
    "Actor",
    "ActorKind",
    "Block",
    "BlockRole",
    "Condition",
    "ConditionKind",
    "DateBasis",
    "Document",
    "DocumentKind",
    "Event",
    "EventType",
    "Mention",
    "MentionForm",
    "Modality",
    "Origin",
    "Position",
    "PositionBasis",
    "Precision",
    "Quantity",
    "Reading",
    "Role",
    "Skip",
    "Statement",
    "StatementKind",
    "record_id",
]


def record_id(document_id: str, kind: str, start: int, end: int, part: str = "") -> str:
    """A stable, readable id. `part` tells apart records of one kind that share a span."""
    return f"{document_id}:{kind}:{start}-{end}" + (f":{part}" if part else "")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text and its role on the page."""

    start: int
    end: int
    role: BlockRole


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was published. `text` is canonical: decoded, NFC, newlines as \\n, nothing removed."""

    document_id: str
    source: str
    text: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    kind: DocumentKind = DocumentKind.ARTICLE
    external_id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_precision: Precision = Precision.NONE
    published_basis: DateBasis = DateBasis.NONE
    language: str = "en"
    parent_id: str | None = None

    @property
    def word_count(self) -> int:
        """Words of the blocks that are read; of the whole text when there are no blocks."""
        if not self.blocks:
            return len(self.text.split())
        return sum(len(self.text[b.start : b.end].split()) for b in self.blocks if b.role.is_read)


@dataclass(frozen=True, slots=True)
class Skip:
    """A source that was not read, with a reason that a person understands."""

    source: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts: country as ISO 3166-1 alpha-3, sectors as PLOVER codes, first matters most."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    origin: Origin = Origin.REGISTRY


@dataclass(frozen=True, slots=True)
class Role:
    """An office or description held by an actor; with a span when it was read from text."""

    actor_id: str
    title: str
    organization: str | None = None
    country: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    document_id: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that means an actor; score is 0 to 1, 1 where a registry entry decides alone."""

    document_id: str
    start: int
    end: int
    text: str
    actor_id: str
    form: MentionForm = MentionForm.NAME
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """Speech, thought or intention ascribed to a source. The span covers source, cue and content.

    `source_actor_ids` are all who speak ("both countries", "A and B"), `source_actor_id` the first of them.
    """

    statement_id: str
    document_id: str
    start: int
    end: int
    text: str
    cue_start: int
    cue_end: int
    content_start: int
    content_end: int
    content_spans: tuple[tuple[int, int], ...]
    content: str
    kind: StatementKind
    act: Act
    source_actor_id: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    said_on: date | None = None
    parent_statement_id: str | None = None
    source_actor_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An act between actors in PLOVER's terms. The span covers trigger and participants in their sentence.

    `host_id`, `format` and `absent_ids` belong to meetings; `frame` and `rule` say why the event was coded.
    """

    event_id: str
    document_id: str
    start: int
    end: int
    text: str
    event_type: EventType
    trigger_start: int
    trigger_end: int
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    plover_type: EventType | None = None
    actor_ids: tuple[str, ...] = ()
    recipient_ids: tuple[str, ...] = ()
    date_start: date | None = None
    date_end: date | None = None
    date_basis: str = "none"
    place: str | None = None
    country: str | None = None
    modality: Modality = Modality.ACTUAL
    historical: bool = False
    score: float | None = None
    statement_id: str | None = None
    confidence: float = 0.5
    host_id: str | None = None
    format: str | None = None
    absent_ids: tuple[str, ...] = ()
    frame: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What hangs on what: if the antecedent, then the consequent. The span covers both; `due_on` is a deadline's last day."""

    condition_id: str
    document_id: str
    start: int
    end: int
    text: str
    marker: str
    kind: ConditionKind
    antecedent_start: int
    antecedent_end: int
    antecedent: str
    consequent_start: int | None = None
    consequent_end: int | None = None
    consequent: str | None = None
    antecedent_actor_ids: tuple[str, ...] = ()
    consequent_actor_ids: tuple[str, ...] = ()
    antecedent_event_id: str | None = None
    consequent_event_id: str | None = None
    statement_id: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: `value_high` where the text gives a range, `unit` for money, percent, distance."""

    quantity_id: str
    document_id: str
    start: int
    end: int
    text: str
    value: float
    item: str
    value_high: float | None = None
    unit: str | None = None
    approximate: bool = False
    actor_ids: tuple[str, ...] = ()
    as_of: date | None = None
    event_id: str | None = None
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue: stance from -1 (against the pole) to 1 (for it)."""

    position_id: str
    document_id: str
    start: int
    end: int
    text: str
    issue_id: str
    pole: str
    stance: float
    actor_id: str
    basis: PositionBasis
    held_on: date | None = None
    statement_id: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document_id: str
    actors: tuple[Actor, ...] = field(default=())
    roles: tuple[Role, ...] = field(default=())
    mentions: tuple[Mention, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
    events: tuple[Event, ...] = field(default=())
    conditions: tuple[Condition, ...] = field(default=())
    quantities: tuple[Quantity, ...] = field(default=())
