"""Precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Score:
    """Counts of right, predicted and gold items, and the figures they give; 0 where there is nothing to count."""

    right: float = 0
    predicted: float = 0
    gold: float = 0

    def add(self, right: float, predicted: float, gold: float) -> None:
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
