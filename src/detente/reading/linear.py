"""Multinomial logistic regressions over named features, some with a hidden layer beside: small, quick, able to give reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
_STEPS = 127


@dataclass(frozen=True)
class Hidden:
    """A layer of rectified sums of features between them and the labels."""

    rows: Rows
    bias: Rows
    out: Rows


@dataclass(frozen=True)
class Linear:
    """Weights (features × labels) with a bias; a feature that is not known counts for nothing."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Rows
    bias: Rows
    hidden: Hidden | None = None

    def chances(self, features: Iterable[str]) -> list[float]:
        """The probability of each label; every feature counts once."""
        scores = self._scores(self._known(features))
        powers = np.exp(scores - scores.max())
        return [float(p) for p in powers / powers.sum()]

    def reasons(self, features: Iterable[str], label: str, count: int = 3) -> list[str]:
        """The features without which a label would have lost most against all others, strongest first."""
        names = [name for name in set(features) if name in self.rows]
        if not names:
            return []
        held = self._joined[[self.rows[name] for name in names]]
        whole = held.sum(axis=0, keepdims=True)
        column = self.labels.index(label)
        lost = self._margins(whole, column) - self._margins(whole - held, column)
        told = {name: float(value) for name, value in zip(names, lost, strict=True)}
        return [name for name in sorted(told, key=lambda n: (-told[n], n)) if told[name] > 0][:count]

    def _known(self, features: Iterable[str]) -> list[int]:
        known = self.rows
        return sorted(known[name] for name in set(features) if name in known)

    def _scores(self, at: Sequence[int]) -> Rows:
        if self.hidden is None:
            return np.add.reduce(self.weights.take(at, 0)) + self.bias if at else self.bias
        both: Rows = np.add.reduce(self._joined.take(at, 0)) if at else np.zeros(self._joined.shape[1], np.float32)
        inner = np.maximum(both[len(self.labels) :] + self.hidden.bias, 0)
        scores: Rows = both[: len(self.labels)] + self.bias + inner @ self.hidden.out
        return scores

    @cached_property
    def _joined(self) -> Rows:
        """The weights of the labels and of the hidden layer side by side, which are then gathered at once."""
        return self.weights if self.hidden is None else np.ascontiguousarray(np.hstack([self.weights, self.hidden.rows]))

    def _margins(self, sums: Rows, column: int) -> Rows:
        """How far the score of a label is above the soft maximum of the others, for each row of sums."""
        scores: Rows = sums[:, : len(self.labels)] + self.bias
        if self.hidden is not None:
            scores = scores + np.maximum(sums[:, len(self.labels) :] + self.hidden.bias, 0) @ self.hidden.out
        others = np.delete(scores, column, axis=1)
        top = others.max(axis=1)
        margins: Rows = scores[:, column] - top - np.log(np.exp(others - top[:, None]).sum(axis=1))
        return margins

    def save(self, path: Path) -> None:
        """One compressed file: names as bytes, weights in half precision, those of the hidden layer in 255 steps of each unit."""
        held: dict[str, NDArray[np.generic]] = {
            "labels": np.frombuffer("\n".join(self.labels).encode(), np.uint8),
            "names": np.frombuffer("\n".join(self.rows).encode(), np.uint8),
            "weights": self.weights.astype(np.float16),
            "bias": self.bias,
        }
        if self.hidden is not None:
            step = np.maximum(np.abs(self.hidden.rows).max(axis=0), 1e-6) / _STEPS
            steps = np.rint(self.hidden.rows / step).astype(np.int8)
            held |= {"inner": steps, "step": step, "inner_bias": self.hidden.bias, "outer": self.hidden.out}
        np.savez_compressed(path, allow_pickle=False, **held)


def fitted(labels: Sequence[str], names: Sequence[str], weights: Rows, bias: Rows, least: float) -> Linear:
    """The model with only the features of which some weight is at least `least`, in half precision as it will be saved."""
    kept = [i for i in range(len(names)) if float(np.abs(weights[i]).max()) >= least]
    rounded = weights[kept].astype(np.float16).astype(np.float32)
    return Linear(tuple(labels), {names[i]: row for row, i in enumerate(kept)}, rounded, bias.astype(np.float32))


@cache
def load(name: str) -> Linear:
    """A model of `reading/data`."""
    with (files("detente.reading") / "data" / name).open("rb") as file, np.load(file) as held:
        names = held["names"].tobytes().decode().split("\n")
        labels = tuple(held["labels"].tobytes().decode().split("\n"))
        hidden = None
        if "inner" in held:
            hidden = Hidden(held["inner"].astype(np.float32) * held["step"], held["inner_bias"], held["outer"])
        return Linear(labels, {n: i for i, n in enumerate(names)}, held["weights"].astype(np.float32), held["bias"], hidden)
