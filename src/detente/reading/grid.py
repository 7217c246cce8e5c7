"""A parsed passage as arrays of numbers, as the attributor reads it: its tokens, and each token as a cue sees it.

Every array has one row a token. Words are coded by the attributor's vocabularies (0: no token, 1: unknown); names of all
kinds are one word, so that nothing is learned about the persons of the training articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_TYPE, HEAD, IS_QUOTE, IS_TITLE, IS_UPPER, LEMMA, LIKE_NUM, SENT_START, TAG
from spacy.strings import get_string_id

from detente.actors.cast import Appearance
from detente.language.passages import Passage
from detente.reading.drafts import Stretch
from detente.reading.scene import Scene
from detente.records import BlockRole

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

UNKNOWN, NAMED = 1, 2
FLAGS = 11
_ATTRIBUTES = [LEMMA, TAG, DEP, ENT_TYPE, HEAD, SENT_START, IS_TITLE, IS_UPPER, IS_QUOTE, LIKE_NUM]
_TENSOR_SCALE = 3.0
_DISTANCES = np.array([1, 2, 3, 4, 6, 8, 12, 18, 28, 45, 80])
_LONGEST_WAY_UP = 24
_LEVELS = 6
OTHER_SENTENCE = 0


class Vocabulary:
    """Words with their numbers, looked up by spaCy's hashes: 0 is no token, 1 any other word, 2 a name."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        hashes = np.array([get_string_id(w) for w in self.words], np.uint64)
        self._order = np.argsort(hashes)
        self._sorted = hashes[self._order]

    def __len__(self) -> int:
        return len(self.words) + 3

    def __call__(self, hashes: NDArray[np.uint64]) -> Ints:
        places = np.minimum(np.searchsorted(self._sorted, hashes), len(self._sorted) - 1)
        return np.where(self._sorted[places] == hashes, self._order[places] + 3, UNKNOWN).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Grid:
    """The tokens of a passage, `proposed` is 1 + the act of a cue that the rules propose, at its first token."""

    lemma: Ints
    tag: Ints
    dep: Ints
    ent: Ints
    head: Ints
    sentence: Ints
    flags: Floats
    tensor: Floats

    @property
    def length(self) -> int:
        return len(self.lemma)


@dataclass(frozen=True, slots=True)
class View:
    """The tokens of a passage as each of its cues sees them: arrays of shape (cues, tokens); `head` is the cue's own head."""

    level: Ints
    branch_dep: Ints
    up_dep: Ints
    distance: Ints
    sentence: Ints
    flags: Floats
    head: Ints


@dataclass(frozen=True, slots=True)
class Stand:
    """A passage with its quotations and its mentions of actors: persons, and others."""

    passage: Passage
    scene: Scene
    persons: tuple[Appearance, ...]
    others: tuple[Appearance, ...]


def grid_of(stand: Stand, words: Mapping[str, Vocabulary]) -> Grid:
    """The grid of a passage; `words` are the vocabularies lemma, tag, dep and ent."""
    passage, scene = stand.passage, stand.scene
    doc, length = passage.doc, len(passage.doc)
    raw = np.asarray(doc.to_array(_ATTRIBUTES), np.uint64).reshape(length, len(_ATTRIBUTES))
    tag, lemma = words["tag"](raw[:, 1]), words["lemma"](raw[:, 0])
    named = np.isin(raw[:, 1], _PROPER)
    starts = raw[:, 5].astype(np.int64) == 1
    starts[:1] = True
    flags = np.zeros((length, FLAGS), np.float32)
    flags[:, :4] = raw[:, 6:10]
    flags[:, 4] = starts
    flags[list(scene.in_quote), 5] = 1
    flags[:, 6] = passage.block.role is BlockRole.TITLE
    flags[0, 7] = flags[-1, 8] = 1
    for column, mentions in ((9, stand.persons), (10, stand.others)):
        for found in mentions:
            flags[found.start : found.end, column] = 1
    return Grid(
        lemma=np.where(named, NAMED, lemma).astype(np.int32),
        tag=tag,
        dep=words["dep"](raw[:, 2]),
        ent=np.where(raw[:, 3] == 0, 0, words["ent"](raw[:, 3])).astype(np.int32),
        head=(raw[:, 4].astype(np.int64) + np.arange(length)).astype(np.int32),
        sentence=np.cumsum(starts).astype(np.int32),
        flags=flags,
        tensor=np.asarray(doc.tensor, np.float32) / _TENSOR_SCALE,
    )


_PROPER = np.array([get_string_id("NNP"), get_string_id("NNPS")], np.uint64)


def view_of(grid: Grid, cues: Sequence[Stretch], scene: Scene) -> View:
    """The passage as the cues see it."""
    length, count = grid.length, len(cues)
    here = np.arange(length)
    begin = np.array([c[0] for c in cues])[:, None]
    end = np.array([c[1] for c in cues])[:, None]
    head = np.array([_head(grid.head, c) for c in cues])
    level, branch, ways = _levels(grid.head, head)
    below = np.take_along_axis(ways, np.clip(level - 1, 0, ways.shape[1] - 1), 1)
    gap = np.where(here < begin, here - begin, np.where(here >= end, here - end + 1, 0))
    steps = np.where(level < 0, OTHER_SENTENCE, np.minimum(level, _LEVELS - 1) + 1)
    flags = np.zeros((count, length, 3), np.float32)
    flags[:, :, 0] = (here >= begin) & (here < end)
    flags[:, :, 2] = branch == here
    for k, cue in enumerate(cues):
        quote = scene.around(cue[0])
        if quote is not None:
            flags[k, quote[0] : quote[-1] + 1, 1] = 1
    return View(
        level=(steps * 2 + (branch > head[:, None])).astype(np.int32),
        branch_dep=grid.dep[branch],
        up_dep=np.where(level > 0, grid.dep[below], 0).astype(np.int32),
        distance=distance_class(gap),
        sentence=(np.clip(grid.sentence[None] - np.take(grid.sentence, begin), -3, 3) + 3).astype(np.int32),
        flags=flags,
        head=head.astype(np.int32),
    )


def distance_class(gap: NDArray[np.int64]) -> Ints:
    """Distances in tokens as 24 classes: 0 for the cue itself, then those before it, then those after it."""
    size = np.digitize(np.abs(gap), _DISTANCES)
    return np.where(gap < 0, size, np.where(gap == 0, 0, size + len(_DISTANCES))).astype(np.int32)


def _head(heads: Ints, cue: Stretch) -> int:
    """The last token of the cue whose head lies outside of it."""
    outside = (i for i in range(cue[1] - 1, cue[0] - 1, -1) if not cue[0] <= heads[i] < cue[1] or heads[i] == i)
    return next(outside, cue[0])


def _levels(heads: Ints, cues: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """How far up from each cue the tokens hang, by which branch, and the cue's way up.

    Level 0 hangs below the cue itself, level 1 below its head, and so on; -1 is another tree. The branch is the first
    token on the way down from there.
    """
    count, length = len(cues), len(heads)
    rows, here = np.arange(count), np.arange(length)
    level = np.full((count, length), -1)
    ways = np.empty((count, _LONGEST_WAY_UP), np.int64)
    at = cues.astype(np.int64)
    for k in range(_LONGEST_WAY_UP):
        ways[:, k] = at
        fresh = level[rows, at] < 0
        level[rows[fresh], at[fresh]] = k
        at = heads[at].astype(np.int64)
    on_way = level >= 0
    stops = on_way | on_way[:, heads] | (heads == here)
    branch = np.where(stops, here, heads)
    for _ in range(5):
        branch = np.take_along_axis(branch, branch, 1)
    own = np.take_along_axis(level, branch, 1)
    above = np.take_along_axis(level, heads[branch].astype(np.int64), 1)
    return np.where(own >= 0, own, above), branch, ways
