"""What a brief shows, ready for the page: entries with their sentences, and the documents' passages they open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

T = TypeVar("T")


def anchor(code: str) -> str:
    """A code as it stands in ids and classes."""
    return code.lower().replace(".", "-")


Row = Mapping[str, Any]
"""A row of a ledger's table, column by column."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence, or more where a span runs over several, with the words marked that an entry rests on."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Where an entry stands: in which document and passage, told by whom and when. `code` is its anchor there."""

    code: str
    document_id: str
    passage: int
    in_title: bool
    outlet: str
    published: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Act:
    """An event, with every sentence of one story that tells it."""

    code: str
    event_id: str
    event_type: str
    deed: str
    mutual: bool
    modes: tuple[str, ...]
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    day: date | None
    month: date | None
    when: str
    place: str | None
    said_by: str | None
    telling: Telling
    others: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors, and the acts between them in either direction: those told as fact, and the others."""

    one: str
    other: str
    actual: int
    others: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement: who says what, how, and through whom it reached us."""

    code: str
    statement_id: str
    act: str
    verb: str
    when: str
    via: str | None
    telling: Telling
    others: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A condition: what hangs on what, and who would have to act on either side."""

    code: str
    condition_id: str
    if_label: str
    then_label: str
    antecedent: str
    consequent: str | None
    antecedent_actors: tuple[str, ...]
    consequent_actors: tuple[str, ...]
    due: str | None
    said_by: str | None
    telling: Telling
    others: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something."""

    code: str
    quantity_id: str
    figure: str
    whose: tuple[str, ...]
    day: date | None
    when: str
    telling: Telling
    others: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Entries under one heading; `left` more of them are in the ledger only."""

    heading: str
    note: str
    entries: tuple[T, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """The groups of a kind of entry; `total` counts all in the selection, `left` those that are not shown."""

    groups: tuple[Group[T], ...]
    total: int
    left: int
    command: str

    @property
    def entries(self) -> tuple[T, ...]:
        return tuple(entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True)
class Office:
    """A role somebody holds; with a telling where a text says so, without where the registry does."""

    title: str
    when: str
    telling: Telling | None


@dataclass(frozen=True, slots=True)
class Person:
    """An actor of the brief: a state, a body or a person, with roles."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    entries: int
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that tell the same thing in (nearly) the same words: one independent source."""

    document_id: str
    when: str
    outlet: str
    title: str
    kind: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage, and the codes of the entries whose span covers it."""

    text: str
    codes: tuple[str, ...]

    @property
    def classes(self) -> str:
        """The kinds of the entries (`k-e` for acts, `k-s` for statements, …) and their codes, for the page's style."""
        kinds = dict.fromkeys(f"k-{code[0].lower()}" for code in self.codes)
        return " ".join([*kinds, *(anchor(code) for code in self.codes)])


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that entries cite."""

    number: int
    role: str
    codes: tuple[str, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document."""

    document_id: str
    title: str
    outlet: str
    when: str
    authors: str
    url: str | None
    source: str
    left_out: int
    passages: tuple[Passage, ...]
