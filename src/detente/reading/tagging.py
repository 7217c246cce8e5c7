"""Tags from scores: the best tags of a linear-chain CRF (Lafferty, McCallum and Pereira 2001), and cues from chances."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from detente.reading.drafts import Stretch
from detente.reading.grid import Floats, Ints

_TAGS = 5
_IMPOSSIBLE = -1e4
_LIKELY = 0.25
"""Chance of beginning a cue from which on a word does so when it is surely inside of one."""


FORBIDDEN = np.zeros((_TAGS, _TAGS), np.float32)
for _after in (2, 4):
    FORBIDDEN[[t for t in range(_TAGS) if t not in (_after, _after - 1)], _after] = _IMPOSSIBLE
FORBIDDEN_START = np.array([0, 0, _IMPOSSIBLE, 0, _IMPOSSIBLE], np.float32)


def cue_spans(chances: Floats, threshold: float) -> list[tuple[Stretch, float]]:
    """The cues of a passage from each token's chances of being outside, the beginning, or the rest of one."""
    outside, begins, within = chances.astype(np.float64).T
    starts = (begins > threshold) | ((begins > _LIKELY) & (begins + within > max(threshold, 0.5)))
    found: list[tuple[Stretch, float]] = []
    end, length = 0, len(chances)
    for at in np.nonzero(starts)[0].tolist():
        if at < end:
            continue
        end = at + 1
        while end < length and within[end] > outside[end] and begins[end] <= max(within[end], threshold):
            end += 1
        found.append(((at, end), float(begins[at])))
    return found


def viterbi(emissions: Floats, lengths: NDArray[np.int64], weights: Mapping[str, Floats]) -> Ints:
    """The best tags of each row, (rows, tokens); what lies beyond a row's length is 0."""
    order = np.argsort(lengths, kind="stable")
    rows, longest, _ = emissions.shape
    moves = weights["crf_moves"] + FORBIDDEN
    # Tags first and rows last, the shortest rows first: a step touches only the rows that go on.
    told = np.ascontiguousarray(emissions[order].transpose(1, 2, 0))
    ended = np.searchsorted(lengths[order], np.arange(longest), side="right").tolist()
    scores = np.empty_like(told)
    scores[0] = told[0] + (weights["crf_start"] + FORBIDDEN_START)[:, None]
    for t in range(1, longest):
        on = ended[t]
        scores[t, :, on:] = (scores[t - 1, :, None, on:] + moves[:, :, None]).max(0) + told[t, :, on:]
    tags = np.zeros((longest, rows), np.int32)
    last = scores[lengths[order] - 1, :, np.arange(rows)] + weights["crf_end"]
    at = last.argmax(1)
    for t in range(longest - 1, -1, -1):
        on = ended[t]
        tags[t, on:] = at[on:]
        if t:
            at[on:] = (scores[t - 1, :, on:] + moves[:, at[on:]]).argmax(0)
    return tags.T[np.argsort(order, kind="stable")]
