"""The tokens of a passage as one of its cues sees them: where each hangs from the cue, how far off it is, in which sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.reading.drafts import Stretch
from detente.reading.grid import Floats, Grid, Ints
from detente.reading.scene import Scene

Places = NDArray[np.int64]

_BOUNDS = np.array([1, 2, 3, 4, 6, 8, 12, 18, 28, 45, 80])
_FARTHEST = int(_BOUNDS[-1])
_LONGEST_WAY_UP = 24
_DEEPEST_LEVEL = 5
_OTHER_SENTENCE = 0
_SENTENCES_OFF = 3
_LONGEST_SIGHT = 160
_WAY_DOUBLED = 5
"""Ways up from a token are followed for two to this power steps."""


@dataclass(frozen=True, slots=True)
class Look:
    """A cue with its passage in the grid: the row of its first token, its length; and the quotation around the cue, if any."""

    passage: int
    begin: int
    length: int
    cue: Stretch
    head: int
    quote: range | None

    @property
    def first(self) -> int:
        """The first token of the passage that the cue sees."""
        return max(0, self.cue[0] - _LONGEST_SIGHT)

    @property
    def seen(self) -> int:
        """How many tokens it sees."""
        return min(self.length, self.cue[1] + _LONGEST_SIGHT) - self.first


@dataclass(frozen=True, slots=True)
class View:
    """The passages of cues as they see them: arrays of shape (cues, tokens of the longest); `head` is the cue's own head.

    `flags` are: inside the cue, inside the quotation that the cue stands in, hanging on the cue's own way up.
    """

    level: Ints
    branch_dep: Ints
    up_dep: Ints
    distance: Ints
    sentence: Ints
    flags: Floats
    head: Ints


def looks(grid: Grid, passage: int, cues: Sequence[Stretch], scene: Scene) -> Iterator[Look]:
    """The cues of one passage of a grid."""
    begin, length = grid.begins[passage], grid.lengths[passage]
    heads = (grid.head[begin : begin + length] - begin).tolist()
    for cue in cues:
        yield Look(passage, begin, length, cue, _head(heads, cue), scene.around(cue[0]))


def view_of(grid: Grid, cues: Sequence[Stretch], scene: Scene) -> View:
    """The single passage of a grid as its cues see it."""
    return view_of_all(grid, list(looks(grid, 0, cues, scene)))


def view_of_all(grid: Grid, rows: Sequence[Look]) -> View:
    """What each cue sees of its whole passage; what lies beyond its end means nothing."""
    start = np.array([r.begin for r in rows])[:, None]
    length = np.array([r.length for r in rows])[:, None]
    begin = np.array([r.cue[0] for r in rows])[:, None]
    end = np.array([r.cue[1] for r in rows])[:, None]
    head = np.array([r.head for r in rows])[:, None]
    here = np.arange(int(length.max()))
    real = here < length
    at = np.where(real, start + here, start)
    dep = grid.dep[at]
    level, branch, up = _levels(np.where(real, grid.head[at] - start, here), head)
    flags = np.zeros((*at.shape, 3), np.float32)
    flags[:, :, 0] = (here >= begin) & (here < end)
    flags[:, :, 2] = branch == here
    for k, row in enumerate(rows):
        if row.quote is not None:
            flags[k, row.quote[0] : row.quote[-1] + 1, 1] = 1
    steps = np.where(level < 0, _OTHER_SENTENCE, np.minimum(level, _DEEPEST_LEVEL) + 1)
    gap = np.where(here < begin, here - begin, np.maximum(here - end + 1, 0))
    off = grid.sentence[at] - grid.sentence[start + begin]
    return View(
        level=(steps * 2 + (branch > head)).astype(np.int32),
        branch_dep=_pick(dep, branch),
        up_dep=np.where(level > 0, _pick(dep, up), 0).astype(np.int32),
        distance=distance_class(gap),
        sentence=(np.clip(off, -_SENTENCES_OFF, _SENTENCES_OFF) + _SENTENCES_OFF).astype(np.int32),
        flags=flags,
        head=head[:, 0].astype(np.int32),
    )


def distance_class(gap: Places) -> Ints:
    """Distances in tokens as 24 classes: 0 for the cue itself, then those before it, then those after it."""
    return _CLASSES[np.clip(gap, -_FARTHEST, _FARTHEST) + _FARTHEST]


def _classes() -> Ints:
    gap = np.arange(-_FARTHEST, _FARTHEST + 1)
    size = np.digitize(np.abs(gap), _BOUNDS)
    return np.where(gap < 0, size, np.where(gap == 0, 0, size + len(_BOUNDS))).astype(np.int32)


_CLASSES = _classes()


def _head(heads: Sequence[int], cue: Stretch) -> int:
    """The last token of the cue whose head lies outside of it."""
    outside = (i for i in range(cue[1] - 1, cue[0] - 1, -1) if not cue[0] <= heads[i] < cue[1] or heads[i] == i)
    return next(outside, cue[0])


def _pick(table: Ints, columns: Places) -> Ints:
    """For each row its own columns."""
    found: Ints = np.take(table, columns + np.arange(len(table))[:, None] * table.shape[1])
    return found


def _levels(heads: Places, cue: Places) -> tuple[Places, Places, Places]:
    """How far up from each cue the tokens hang, by which branch, and the last step of the cue's way up to there.

    Level 0 hangs below the cue itself, level 1 below its head, and so on; -1 is another tree. The branch is the first
    token on the way down from there.
    """
    count, length = heads.shape
    first = np.arange(count)[:, None] * length
    up = (heads + first).ravel()
    here = np.arange(count * length)
    level = np.full(count * length, -1)
    ways = np.empty((_LONGEST_WAY_UP, count), np.int64)
    at = (cue + first)[:, 0]
    for k in range(_LONGEST_WAY_UP):
        ways[k] = at
        fresh = at[level[at] < 0]
        if not len(fresh):
            ways[k:] = at
            break
        level[fresh] = k
        at = up[at]
    on_way = level >= 0
    branch = np.where(on_way | on_way[up] | (up == here), here, up)
    for _ in range(_WAY_DOUBLED):
        branch = branch[branch]
    own = level[branch]
    level = np.where(own >= 0, own, level[up[branch]])
    before = ways.ravel()[np.clip(level - 1, 0, None) * count + here // length]
    shape = heads.shape
    return level.reshape(shape), branch.reshape(shape) - first, before.reshape(shape) - first
