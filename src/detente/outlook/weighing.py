"""What a piece of evidence weighs: named factors from 0 to 1, each with its reason, whose product is the weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import prod
from typing import Any

from detente.analysis.book import Book, Evidence, Record
from detente.ledger.quotes import Quote
from detente.outlook.relation import shades
from detente.outlook.topic import Topic


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a weight, 0 to 1, and why it is what it is."""

    name: str
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence for or against. `evidence` is its best telling, `others` those of other stories.

    `gist` says in a few words what it is; `modality` how it is told; `sentence` holds the evidence's words.
    """

    side: str
    gist: str
    modality: str
    evidence: Evidence
    sentence: Quote
    factors: tuple[Factor, ...]
    story_ids: tuple[str, ...]
    others: tuple[Evidence, ...] = ()
    judges: bool = False
    """Whether it is a sentence about the relation and tells no act."""

    @property
    def weight(self) -> float:
        """The product of the factors, 0 to 1."""
        return prod(f.value for f in self.factors)


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale on which a question's evidence is weighed: the book, the topic and the day as of which is asked."""

    book: Book
    topic: Topic
    as_of: date | None

    def certainty(self, kind: str, confidence: float | None = None) -> Factor:
        """How sure the record is: its own confidence, else the share of its kind that was found right."""
        if confidence is not None:
            return Factor("certainty", min(confidence, 1.0), f"confidence {confidence:.2f}")
        return Factor("certainty", float(numbers()["certainty"][kind]), f"a {kind}")

    def modality(self, modality: str) -> Factor:
        return Factor("modality", float(numbers()["modality"][modality]), modality)

    def recency(self, on: date | None) -> Factor:
        """How long before the day as of which is asked."""
        rule = numbers()["recency"]
        if on is None or self.as_of is None:
            return Factor("recency", float(rule["undated"]), "undated")
        years = max(0.0, (self.as_of - on).days / 365.25)
        value = max(float(rule["floor"]), 0.5 ** (years / float(rule["half_life"])))
        return Factor("recency", round(value, 3), f"{years:.1f} years before {self.as_of}" if years >= 0.05 else "new")

    def stories(self, number: int) -> Factor:
        one = float(numbers()["stories"]["one"])
        return Factor("stories", round(1 - (1 - one) ** number, 3), "1 story" if number == 1 else f"{number} independent stories")

    def nearness(self, record: Record | Evidence) -> Factor | None:
        """Where the topic is named; None where the document does not name it at all."""
        near = self.topic.nearness(self.book, record)
        if near is None:
            return None
        return Factor("topic", float(numbers()["topic"][near]), f"named in the {near}")

    def direct(self, name: str, value: float, why: str) -> Factor:
        """How directly it bears on what is asked."""
        return Factor(name, round(value, 3), why)


def former(text: str) -> tuple[Factor, ...]:
    """Less weight to what its words put into an earlier time."""
    found = shades().former.search(text)
    return (Factor("time", float(numbers()["time"]["former"]), f"'{found[0]}'"),) if found else ()


@cache
def numbers() -> Mapping[str, Any]:
    """The numbers of data/weights.yaml."""
    import yaml

    text = (files("detente.outlook") / "data" / "weights.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


def as_of(book: Book) -> date | None:
    """The day as of which a book tells: its own, else the last day of publication."""
    return book.until or max((s.published for s in book.sources.values() if s.published), default=None)
