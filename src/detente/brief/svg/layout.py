"""Places for the nodes of a network: stress majorization (Gansner, Koren and North 2004), the same for the same input.

The wished distance of two nodes with a tie falls with its closeness; that of two without one is the shortest way over ties. The
best of some starts is taken; then the picture is turned along its longer side, fitted to its box, and labels are pushed apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin, tanh
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

Pair = tuple[float, float]
_SEED: Final = 1815
_STARTS: Final = 8
_ROUNDS: Final = 150
_LOOSE: Final = 0.2
"""The weight of a distance between nodes without a tie."""
_FURTHEST: Final = 2.6
_MOST_STRETCH: Final = 1.7
"""How much more one side may be stretched than the other to fill the box."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The box that the nodes are put in: middles of nodes stay within it."""

    left: float
    top: float
    right: float
    bottom: float


def placed(sizes: Sequence[Pair], ties: Mapping[tuple[int, int], float], frame: Frame) -> list[Pair]:
    """Places of nodes: `sizes` are the width and height that each takes, `ties` their closeness (-10 to 10) by pair."""
    count = len(sizes)
    if count == 0:
        return []
    if count == 1:
        return [((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2)]
    points = _fitted(_turned(_majorized(count, ties), frame), frame)
    return _apart(points, sizes, frame)


def _majorized(count: int, ties: Mapping[tuple[int, int], float]) -> Array:
    """The arrangement of least stress among those that the starts lead to."""
    import numpy as np

    wished, weights = _distances(count, ties)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    random = np.random.default_rng(_SEED)
    best, least = None, float("inf")
    for start in range(_STARTS):
        order = np.arange(count) if start == 0 else random.permutation(count)
        angles = 2 * pi * order / count
        held = np.column_stack([np.cos(angles), np.sin(angles)]) * wished.max() / 2
        for _ in range(_ROUNDS):
            held = inverse @ _pull(held, wished, weights) @ held
        stress = float((weights * (wished - _spread(held)) ** 2).sum())
        if stress < least - 1e-6:
            best, least = held, stress
    return best if best is not None else np.zeros((count, 2))


def _distances(count: int, ties: Mapping[tuple[int, int], float]) -> tuple[Array, Array]:
    """Wished distances and their weights."""
    import numpy as np

    wished = np.full((count, count), np.inf)
    np.fill_diagonal(wished, 0.0)
    weights = np.full((count, count), _LOOSE)
    np.fill_diagonal(weights, 0.0)
    for (one, other), closeness in ties.items():
        wished[one, other] = wished[other, one] = 1.1 - 0.5 * tanh(closeness / 3)
        weights[one, other] = weights[other, one] = 1.0
    direct = wished.copy()
    for middle in range(count):
        wished = np.minimum(wished, wished[:, middle, None] + wished[None, middle, :])
    wished = np.where(np.isfinite(direct), direct, np.minimum(np.maximum(wished, 1.2), _FURTHEST))
    return wished, weights


def _spread(held: Array) -> Array:
    import numpy as np

    squares: Array = ((held[:, None, :] - held[None, :, :]) ** 2).sum(axis=2)
    return np.sqrt(squares)


def _pull(held: Array, wished: Array, weights: Array) -> Array:
    import numpy as np

    apart = np.maximum(_spread(held), 1e-9)
    pull = -weights * wished / apart
    np.fill_diagonal(pull, 0.0)
    np.fill_diagonal(pull, -pull.sum(axis=1))
    return pull


def _turned(held: Array, frame: Frame) -> list[Pair]:
    """The arrangement with its longer axis along the longer side of the frame, the first node to the left and above."""
    centred = held - held.mean(axis=0)
    xx, yy = float((centred[:, 0] ** 2).sum()), float((centred[:, 1] ** 2).sum())
    xy = float((centred[:, 0] * centred[:, 1]).sum())
    angle = atan2(2 * xy, xx - yy) / 2
    if frame.bottom - frame.top > frame.right - frame.left:
        angle -= pi / 2
    c, s = cos(angle), sin(angle)
    points = [(float(x) * c + float(y) * s, float(y) * c - float(x) * s) for x, y in centred]
    across = -1.0 if points[0][0] > 1e-6 else 1.0
    down = -1.0 if points[0][1] > 1e-6 else 1.0
    return [(x * across, y * down) for x, y in points]


def _fitted(points: Sequence[Pair], frame: Frame) -> list[Pair]:
    """The points scaled to the frame, its sides unlike each other only so far."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across = (frame.right - frame.left) / max(max(xs) - min(xs), 1e-6)
    down = (frame.bottom - frame.top) / max(max(ys) - min(ys), 1e-6)
    across, down = min(across, down * _MOST_STRETCH), min(down, across * _MOST_STRETCH)
    left, top = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(left + (x - middle[0]) * across, top + (y - middle[1]) * down) for x, y in points]


def _apart(points: Sequence[Pair], sizes: Sequence[Pair], frame: Frame) -> list[Pair]:
    """The points moved until what stands around them does not overlap, as far as the frame has room."""
    held = [list(p) for p in points]
    for _ in range(300):
        moved = False
        for one in range(len(held)):
            for other in range(one + 1, len(held)):
                dx, dy = held[other][0] - held[one][0], held[other][1] - held[one][1]
                over_x = (sizes[one][0] + sizes[other][0]) / 2 - abs(dx)
                over_y = (sizes[one][1] + sizes[other][1]) / 2 - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                axis = 0 if over_x < over_y else 1
                push = (over_x if axis == 0 else over_y) / 2 + 0.5
                ahead = 1 if (dx, dy)[axis] >= 0 else -1
                held[one][axis] -= push * ahead
                held[other][axis] += push * ahead
        for n, point in enumerate(held):
            half = sizes[n][0] / 2
            point[0] = min(max(point[0], frame.left + half), max(frame.right - half, frame.left + half))
            point[1] = min(max(point[1], frame.top), frame.bottom)
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in held]
