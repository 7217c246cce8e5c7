"""Boosted decision trees, evaluated with numpy from plain arrays, so that no learning library is needed to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees in one row of nodes. A leaf points to itself; `roots` are the places where the trees begin."""

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    roots: NDArray[np.int64]
    depth: int
    baseline: float

    @classmethod
    def load(cls, arrays: Mapping[str, NDArray[Any]], prefix: str) -> Forest:
        """The forest whose arrays are stored under names with this prefix."""
        part = {name: arrays[f"{prefix}_{name}"] for name in ("feature", "threshold", "left", "right", "value", "roots")}
        return cls(
            part["feature"].astype(np.int64),
            part["threshold"].astype(np.float64),
            part["left"].astype(np.int64),
            part["right"].astype(np.int64),
            part["value"].astype(np.float64),
            part["roots"].astype(np.int64),
            int(arrays[f"{prefix}_depth"]),
            float(arrays[f"{prefix}_baseline"]),
        )

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The chance of the class for each row of features."""
        chunks = [self._raw(rows[i : i + _ROWS]) for i in range(0, len(rows), _ROWS)]
        raw = np.concatenate(chunks) if chunks else np.zeros(0)
        return 1.0 / (1.0 + np.exp(-raw))

    def _raw(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        node = np.tile(self.roots, (len(rows), 1))
        line = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[line, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        summed: NDArray[np.float64] = self.value[node].sum(axis=1) + self.baseline
        return summed
