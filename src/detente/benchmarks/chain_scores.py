"""Scores of coreference chains: MUC, B³ and CEAF with φ4, and plain precision and recall.

A chain is a set of mentions; the key holds the gold chains, the response those of the system. After Pradhan et al. (2014),
"Scoring coreference partitions of predicted mentions".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

Chains = Sequence[frozenset[Hashable]]


@dataclass(slots=True)
class Tally:
    """Hits out of what was given and what was wanted; tallies of documents add up."""

    hit_given: float = 0
    given: float = 0
    hit_wanted: float = 0
    wanted: float = 0

    def add(self, other: Tally) -> None:
        self.hit_given += other.hit_given
        self.given += other.given
        self.hit_wanted += other.hit_wanted
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        return self.hit_given / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.hit_wanted / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


def muc(key: Chains, response: Chains) -> Tally:
    """Links: for each chain, how many of its links the other side keeps."""
    hit_wanted, wanted = _links(key, response)
    hit_given, given = _links(response, key)
    return Tally(hit_given, given, hit_wanted, wanted)


def _links(chains: Chains, others: Chains) -> tuple[int, int]:
    owner = {m: number for number, other in enumerate(others) for m in other}
    kept = total = 0
    for chain in chains:
        parts = {owner[m] for m in chain if m in owner}
        lone = sum(m not in owner for m in chain)
        kept += len(chain) - len(parts) - lone
        total += len(chain) - 1
    return kept, total


def b_cubed(key: Chains, response: Chains) -> Tally:
    """Mentions: for each mention, how much of its chain the other side's chain has."""
    hit_wanted, wanted = _shares(key, response)
    hit_given, given = _shares(response, key)
    return Tally(hit_given, given, hit_wanted, wanted)


def _shares(chains: Chains, others: Chains) -> tuple[float, int]:
    owner = {m: other for other in others for m in other}
    hit = sum(len(chain & owner[m]) / len(chain) for chain in chains for m in chain if m in owner)
    return hit, sum(len(chain) for chain in chains)


def ceaf(key: Chains, response: Chains) -> Tally:
    """Entities: the best one-to-one alignment of chains by φ4, the Dice coefficient of their mentions."""
    # SciPy takes a second to import, and has no stubs.
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    hit = 0.0
    if key and response:
        alike = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key])
        hit = float(alike[linear_sum_assignment(-alike)].sum())
    return Tally(hit, len(response), hit, len(key))


MEASURES: dict[str, Callable[[Chains, Chains], Tally]] = {"MUC": muc, "B3": b_cubed, "CEAF-e": ceaf}
