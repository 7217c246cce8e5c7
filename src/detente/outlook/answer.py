"""An answer: what was understood, a verdict in words, and everything that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.analysis.book import Evidence
from detente.analysis.same_page import Comparison
from detente.outlook.gatherings import Encounter
from detente.outlook.hinges import Hinge
from detente.outlook.question import Question
from detente.outlook.weighing import Piece


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the answer and the records that it rests on; `side` is that of the evidence, where it has one."""

    text: str
    records: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """What changed: a change point of the relation, a party's turn on an issue, or what was told last."""

    kind: str
    text: str
    on: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Caveat:
    """What the reader must know before using the answer; `rule` names why, the records are examples of it."""

    rule: str
    text: str
    records: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question as of a day. `degree` is "no answer" where the ledger gives none, and `said` says why.

    `for_` and `against` are ordered by weight; `rules` are those that gave the degree.
    """

    question: Question
    as_of: date | None
    degree: str
    said: tuple[Said, ...]
    rules: tuple[str, ...] = ()
    for_: tuple[Piece, ...] = ()
    against: tuple[Piece, ...] = ()
    issues: tuple[Comparison, ...] = ()
    conditions: tuple[Hinge, ...] = ()
    meetings: tuple[Encounter, ...] = ()
    changes: tuple[Latest, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def text(self) -> str:
        """The answer in sentences."""
        return " ".join(s.text for s in self.said)
