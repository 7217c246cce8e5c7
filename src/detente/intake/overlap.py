"""How much of a stretch another text contains, by runs of three words: linear in both, whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from detente.intake.features import Matrix
from detente.intake.stretches import Stretch

_WORD = re.compile(r"\w+")
_RUN = 3


def shares(text: str, stretches: Sequence[Stretch], other: str) -> Matrix:
    """For every stretch the share of its runs of words in `other`; for one of fewer words, whether it is a line there."""
    words = _words(other)
    runs = {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    lines = {tuple(_words(line)) for line in other.split("\n")}
    return np.array([_share(_words(text[s.start : s.end]), runs, lines) for s in stretches])


def _share(words: list[str], runs: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> float:
    if len(words) < _RUN + 1:
        return float(bool(words) and tuple(words) in lines)
    own = [tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
    return sum(run in runs for run in own) / len(own)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
