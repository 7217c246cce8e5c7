"""Regressions over named features: chances, unknown features, files, reasons."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from detente.reading import linear
from detente.reading.linear import Hidden, Linear

NAMES = ("w=attack", "o=@state", "o:disease", "not")
PLAIN = Linear(
    ("none", "ASSAULT", "AID"),
    {name: i for i, name in enumerate(NAMES)},
    np.array([[0, 3, 0], [-1, 2, 1], [4, -2, 0], [0.5, 0, 0]], np.float32),
    np.array([1, 0, -1], np.float32),
)
DEEP = Linear(
    PLAIN.labels,
    PLAIN.rows,
    PLAIN.weights,
    PLAIN.bias,
    Hidden(
        np.array([[1, -2], [1, 0.5], [-3, 1], [0, 0]], np.float32),
        np.array([-1.5, 0], np.float32),
        np.array([[-2, 4, 0], [3, 0, 0]], np.float32),
    ),
)
SHIPPED = ("triggers.npz", "parts.npz", "company.npz", "trust.npz")
TOLD = ([], ["w=attack"], ["w=attack", "o=@state"], ["w=attack", "o:disease", "not"], ["never seen"])


@pytest.mark.parametrize("model", [PLAIN, DEEP])
@pytest.mark.parametrize("told", TOLD)
def test_chances_sum_to_one(model: Linear, told: list[str]) -> None:
    chances = model.chances(told)
    assert len(chances) == 3
    assert sum(chances) == pytest.approx(1, abs=1e-5)
    assert min(chances) > 0


@pytest.mark.parametrize("name", SHIPPED)
def test_chances_of_the_shipped_models(name: str) -> None:
    model = linear.load(name)
    known = list(model.rows)[::40]
    for told in ([], known[:1], known[:30], known):
        assert sum(model.chances(told)) == pytest.approx(1, abs=1e-4)


def test_the_shipped_labels() -> None:
    triggers, parts, company, trust = (linear.load(name) for name in SHIPPED)
    assert len(triggers.labels) == 17
    assert "none" in triggers.labels
    assert parts.labels == company.labels == ("none", "actor", "recipient")
    assert set(trust.labels) == {"True", "False"}


def test_scores_that_were_reckoned_by_hand() -> None:
    """The plain scores are 1, 3 and -1; the hidden sums are (-0.5, -2), which rectified are nothing."""
    powers = np.exp([1, 3, -1])
    assert PLAIN.chances(["w=attack"]) == pytest.approx(list(powers / powers.sum()), abs=1e-5)
    assert DEEP.chances(["w=attack"]) == pytest.approx(PLAIN.chances(["w=attack"]), abs=1e-5)
    powers = np.exp([0 - 1, 5 + 2, 0])
    assert DEEP.chances(["w=attack", "o=@state"]) == pytest.approx(list(powers / powers.sum()), abs=1e-5)


@pytest.mark.parametrize("model", [PLAIN, DEEP])
def test_what_is_unknown_or_said_twice_counts_for_nothing(model: Linear) -> None:
    once = model.chances(["w=attack", "not"])
    assert model.chances(["w=attack", "never seen", "not", "not", ""]) == once


@pytest.mark.parametrize("model", [PLAIN, DEEP])
def test_a_file_gives_back_what_was_saved(model: Linear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    name = f"{tmp_path.name}.npz"
    model.save(tmp_path / "data" / name)
    monkeypatch.setattr(linear, "files", lambda _: tmp_path)
    held = linear.load(name)
    assert (held.labels, dict(held.rows), held.hidden is None) == (model.labels, dict(model.rows), model.hidden is None)
    for told in TOLD:
        assert held.chances(told) == pytest.approx(model.chances(told), abs=1e-3)


def test_features_that_weigh_little_are_left_out() -> None:
    weights = np.array([[0.5, -0.5], [0.01, -0.02], [0, 0.3]], np.float32)
    model = linear.fitted(("no", "yes"), ("strong", "weak", "fair"), weights, np.zeros(2, np.float32), 0.1)
    assert dict(model.rows) == {"strong": 0, "fair": 1}
    assert model.chances(["weak"]) == pytest.approx([0.5, 0.5])
    assert model.chances(["fair"])[1] > 0.5


@pytest.mark.parametrize("model", [PLAIN, DEEP])
def test_reasons_are_what_speaks_for_a_label(model: Linear) -> None:
    told = ["o=@state", "not", "w=attack", "never seen"]
    assert model.reasons(told, "ASSAULT") == ["w=attack", "o=@state"]
    assert model.reasons(told, "ASSAULT", 1) == ["w=attack"]
    assert model.reasons(["o:disease", "w=attack"], "none") == ["o:disease"]
    assert model.reasons([], "none") == []
