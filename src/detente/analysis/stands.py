"""The stands that parties take on a matter, and what single texts tell of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from detente.analysis.book import Evidence


class Stand(StrEnum):
    """How somebody stands to a matter. *Raised* is told of as possible: it counts only when somebody denies it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    ADMITTED = "admitted"
    RAISED = "raised"


STANDS = (Stand.ALLEGED, Stand.DENIED, Stand.ADMITTED, Stand.ASSERTED)
"""Those that a claim has, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is said to be done: an act, by which bloc, to which. `topic` is what an agreement is about.

    An act of no family is named by the words that tell it.
    """

    act: str
    actor: str
    recipient: str | None = None
    topic: str | None = None

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(filter(None, (self.actor, self.recipient)))


@dataclass(frozen=True, slots=True)
class Account:
    """One text that tells of a matter: with which stand, on whose word (nobody: the text's own), how surely (0 to 1).

    `at` is the place in the document by which a denial finds what it denies.
    """

    matter: Matter
    stand: Stand
    by: tuple[str, ...]
    weight: float
    evidence: Evidence
    at: int


@dataclass(frozen=True, slots=True)
class Side:
    """One stand on a claim: by whom (actor ids; nobody: the text itself), when, how surely (0 to 1), in which words."""

    stand: str
    by: tuple[str, ...]
    on: date | None
    weight: float
    evidence: Evidence
