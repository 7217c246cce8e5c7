"""Scores: cooperation and conflict between two sides, from PLOVER's score of each deed and how far it can be trusted.

weight of a deed = confidence x share                       0 to 1
cooperation      = sum of weight x score, over scores > 0
conflict         = sum of weight x |score|, over scores < 0
balance          = (cooperation - conflict) / sum of weights            -10 to 10
closeness        = (cooperation - conflict) / (sum of weights + 2)      the same, drawn to 0 on few deeds
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from detente.analysis.deeds import Deed

DOUBT: Final = 2.0
"""The weight of neutral deeds that is added, so that a single deed makes neither friends nor enemies."""
FORMULA: Final = (
    "weight = (1 - product over stories of (1 - confidence)) x (2 / sides at a table of more than two); "
    "cooperation = sum of weight x score > 0; conflict = sum of weight x |score < 0|; "
    "balance = (cooperation - conflict) / weights; closeness = (cooperation - conflict) / (weights + 2)"
)
QUADS: Final = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


@dataclass(frozen=True, slots=True)
class Score:
    """What some deeds come to. `deeds` counts acts, `stories` the independent stories that tell of them."""

    cooperation: float = 0.0
    conflict: float = 0.0
    weight: float = 0.0
    deeds: int = 0
    stories: int = 0

    @classmethod
    def of(cls, deeds: Iterable[Deed]) -> Score:
        held = tuple(deeds)
        return cls(
            sum((d.weight * d.score for d in held if d.score > 0), 0.0),
            sum((-d.weight * d.score for d in held if d.score < 0), 0.0),
            sum((d.weight for d in held), 0.0),
            len(held),
            len({s for d in held for s in d.story_ids}),
        )

    @property
    def balance(self) -> float | None:
        """Mean score of the deeds, -10 to 10; None without any."""
        return (self.cooperation - self.conflict) / self.weight if self.weight else None

    @property
    def closeness(self) -> float:
        """The balance, drawn to 0 where there are few deeds; -10 to 10."""
        return (self.cooperation - self.conflict) / (self.weight + DOUBT)


@dataclass(frozen=True, slots=True)
class Count:
    """Deeds of one quad class, and the story-and-deed pairs that tell them: a deed told by three stories is 1 and 3."""

    deeds: int = 0
    tellings: int = 0


def counts(deeds: Iterable[Deed]) -> dict[str, Count]:
    """Counts for each quad class, also where it is 0."""
    held = tuple(deeds)
    return {quad: Count(len(of := [d for d in held if d.quad == quad]), sum(len(d.story_ids) for d in of)) for quad in QUADS}
