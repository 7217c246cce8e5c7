"""The second look at a page: each stretch beside what the first look made of its surroundings.

An article is one run of text, mostly in one column, with headings and short lines inside and furniture around it.
The first look sees that only dimly; its probabilities, gathered around each stretch, show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.intake.features import Matrix
from detente.intake.stretches import Stretch

_REACH = 3
_NONE = -0.2
_SURE, _SOME_WORDS = 0.7, 8


def surroundings(stretches: Sequence[Stretch], described: Matrix, first_look: Matrix) -> Matrix:
    """The columns of the first look's features and, after them, its probabilities in windows, columns and sums."""
    p, n = first_look, len(first_look)
    words = np.expm1(described[:, 0])
    padded = np.pad(p, _REACH, constant_values=_NONE)
    columns = [p, *(padded[_REACH + d : _REACH + d + n] for d in (-3, -2, -1, 1, 2, 3))]
    for width in (3, 8, 20):
        columns.append(_window(p, width) / (2 * width + 1))
        columns.append(_window(p * words, width) / np.maximum(_window(words, width), 1))
    mass = np.concatenate([[0.0], np.cumsum(p * words)])
    total = max(mass[-1], 1.0)
    sure = (p > _SURE) & (words >= _SOME_WORDS)
    columns += [mass[:-1] / total, 1 - mass[1:] / total, *_distances(sure), *_by_column(stretches, p, words)]
    columns += [np.full(n, p.max(initial=0)), np.full(n, mass[-1] / max(words.sum(), 1))]
    return np.column_stack([described, *columns])


def _window(values: Matrix, width: int) -> Matrix:
    """Sums over `width` places either side."""
    sums = np.concatenate([[0.0], np.cumsum(np.pad(values, width))])
    windows: Matrix = sums[2 * width + 1 :] - sums[: -2 * width - 1]
    return windows


def _distances(marks: NDArray[np.bool_]) -> list[Matrix]:
    index = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, index, -99))
    following = np.minimum.accumulate(np.where(marks, index, len(marks) + 99)[::-1])[::-1]
    return [np.minimum(index - last, 40), np.minimum(following - index, 40)]


def _by_column(stretches: Sequence[Stretch], p: Matrix, words: Matrix) -> list[Matrix]:
    """The share of body words in the stretch's column of indentation, that column's share, and its neighbours there."""
    everything: dict[int, float] = defaultdict(float)
    body: dict[int, float] = defaultdict(float)
    for s, chance, count in zip(stretches, p, words, strict=True):
        everything[s.indent] += count
        body[s.indent] += chance * count
    total = max(sum(body.values()), 1.0)
    share = np.array([body[s.indent] / max(everything[s.indent], 1.0) for s in stretches])
    of_all = np.array([body[s.indent] / total for s in stretches])
    return [share, of_all, _previous(stretches, p), _previous(stretches[::-1], p[::-1])[::-1]]


def _previous(stretches: Sequence[Stretch], p: Matrix) -> Matrix:
    last: dict[int, float] = {}
    found = np.full(len(p), _NONE)
    for i, s in enumerate(stretches):
        found[i] = last.get(s.indent, _NONE)
        last[s.indent] = p[i]
    return found
