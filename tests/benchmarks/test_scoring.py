"""Precision, recall and F1."""

from __future__ import annotations

import pytest

from detente.benchmarks.scoring import Score


def test_counts_add_up() -> None:
    score = Score()
    score.add(1, 2, 2)
    score.add(2, 2, 6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.375, 0.5)
    assert str(score) == "P 0.750  R 0.375  F1 0.500"


@pytest.mark.parametrize(("predicted", "gold"), [(0, 0), (3, 0), (0, 3)])
def test_nothing_right_is_nought(predicted: int, gold: int) -> None:
    score = Score(0, predicted, gold)
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)
