"""How likely each stretch of a page belongs to its article, by two looks of a model learned from news pages.

The weights in data/pages.npz are made by training/pages.py from 95 pages of the article-extraction-benchmark, with
and without their indentation and as HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.intake.context import surroundings
from detente.intake.features import Matrix, describe
from detente.intake.stretches import Stretch
from detente.intake.trees import Forest

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class BodyModel:
    """The forests of both looks."""

    first: Forest
    second: Forest

    @classmethod
    def load(cls, arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> BodyModel:
        """The model whose arrays are stored under names with this prefix."""
        return cls(Forest.load(arrays, f"{prefix}first"), Forest.load(arrays, f"{prefix}second"))

    def chances(self, text: str, stretches: Sequence[Stretch], signs: Matrix | None = None) -> Matrix:
        """A number from 0 to 1 for every stretch; `signs` as for `features.describe`."""
        if not stretches:
            return np.zeros(0)
        described = describe(text, stretches, signs)
        return self.second.probabilities(surroundings(stretches, described, self.first.probabilities(described)))


@cache
def shipped_model() -> BodyModel:
    """The model in the package."""
    with files("detente.intake").joinpath("data/pages.npz").open("rb") as stored, np.load(stored) as arrays:
        return BodyModel.load(dict(arrays))
