"""What the charts are drawn from: plain values, names already in words. No chart knows an analysis or a ledger.

Every chart takes one of these, and returns a `Drawing` (drawing.py). `key` is the chart's id on its page: letters, digits and
hyphens, once only. `refs` are the places that back a value; they become links in the table beneath the chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to the sentence that backs a value: `Ref("E12", "#e12")`."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A pair's deeds in one period, from `start` to `end`, both inclusive.

    `cooperation` and `conflict` are scores of what is told as fact, both 0 or more, `deeds` and `stories` what they rest on; the
    `alleged_` ones are of allegations alone. Periods without any need not be given.
    """

    start: date
    end: date
    label: str
    cooperation: float = 0.0
    conflict: float = 0.0
    deeds: int = 0
    stories: int = 0
    alleged_cooperation: float = 0.0
    alleged_conflict: float = 0.0
    alleged_deeds: int = 0
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """A change of a relation: its first day, and what changed in a sentence or less ("Tone falls from 2.1 to -3.4")."""

    on: date
    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationSeries:
    """The relation of a pair over time. `period` says how long a stretch is: week, month, quarter or year."""

    key: str
    one: str
    other: str
    period: str
    stretches: tuple[Stretch, ...]
    changes: tuple[ChangeMark, ...] = ()


@dataclass(frozen=True, slots=True)
class StripPole:
    """A named place on an issue's line, -1 to 1."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class StripIssue:
    """An issue's question and its poles."""

    key: str
    question: str
    poles: tuple[StripPole, ...]


@dataclass(frozen=True, slots=True)
class StripPoint:
    """A position that an actor took: its place on the line, its day, whether only others ascribe it to them."""

    value: float
    on: date | None = None
    ascribed: bool = False
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class StripRow:
    """An actor on an issue's line. `stance` is where they stand by all that is told, None where nothing is: silent.

    `points` are the positions it is drawn from, oldest first. `shift` is the change of sides to be drawn as an arrow, from and to
    on the line; `shift_on` its day. `torn` says that they stand on both sides.
    """

    name: str
    stance: float | None
    points: tuple[StripPoint, ...] = ()
    shift: tuple[float, float] | None = None
    shift_on: date | None = None
    torn: bool = False


class SeatMark(StrEnum):
    """What is told of a party at a table. A blank is not a mark: the party is not mentioned."""

    HOST = "host"
    SEATED = "seated"
    ABSENT = "absent"


class MeetingStatus(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    ALLEGED = "alleged"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A meeting: `when` in words, its name or place, and the marks by party, those not mentioned left out."""

    when: str
    name: str
    status: MeetingStatus
    seats: tuple[tuple[str, SeatMark], ...]
    stories: int = 1
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatTable:
    """Meetings by parties, both in the order in which they are to be shown; parties by the names that the lines use."""

    key: str
    parties: tuple[str, ...]
    lines: tuple[SeatLine, ...]


class NodeKind(StrEnum):
    """What an actor is drawn as."""

    STATE = "state"
    GROUP = "armed group"
    ORGANIZATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the network. Those `asked` for are set off, and stay where there are too many."""

    node_id: str
    name: str
    kind: NodeKind = NodeKind.STATE
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of two nodes: `closeness` from -10 (hostile) to 10, `weight` how much is told of it (0 or more)."""

    one: str
    other: str
    closeness: float
    weight: float
    deeds: int
    stories: int = 1
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Who is near to whom."""

    key: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class Told(StrEnum):
    """As what a number is told."""

    FACT = "fact"
    ALLEGED = "alleged"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A value at a time, `low` to `high`, from `on` to `until`.

    `text` is the value as people write it ("about 9,800"), `source` on whose word. `differ` says that sources don't agree on it;
    `values` are then the single ones. A value that held some time before `on` is `earlier`.
    """

    low: float
    high: float
    on: date
    until: date | None = None
    text: str = ""
    source: str = ""
    told: Told = Told.FACT
    differ: bool = False
    values: tuple[float, ...] = ()
    earlier: bool = False
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number over time. `level` is True for how many there are (drawn as steps), False for counts of acts (as bars)."""

    key: str
    title: str
    unit: str
    marks: tuple[NumberMark, ...]
    level: bool = True
