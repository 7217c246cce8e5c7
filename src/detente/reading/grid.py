"""Parsed passages as arrays of numbers, as the attributor reads them: their tokens, one passage after the other.

Every array has one row a token. Words are coded by the attributor's vocabularies (0: no token, 1: unknown); names of all
kinds are one word, so that nothing is learned about the persons of the training articles. Many passages together cost hardly
more than one: an array operation is dearer than the few tokens of a paragraph.
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
from detente.reading.scene import Scene
from detente.records import BlockRole

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

UNKNOWN, NAMED = 1, 2
FLAGS = 11
_ATTRIBUTES = [LEMMA, TAG, DEP, ENT_TYPE, HEAD, SENT_START, IS_TITLE, IS_UPPER, IS_QUOTE, LIKE_NUM]
_TENSOR_SCALE = np.float32(3)
_NO_VECTORS = np.zeros((0, 0), np.float32)
_PROPER = tuple(np.uint64(get_string_id(tag)) for tag in ("NNP", "NNPS"))


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
    """The tokens of passages; `begins` are the rows of their first tokens, `lengths` their tokens. Heads are rows of the grid."""

    begins: tuple[int, ...]
    lengths: tuple[int, ...]
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
class Stand:
    """A passage with its quotations and its mentions of actors: persons, and others."""

    passage: Passage
    scene: Scene
    persons: tuple[Appearance, ...]
    others: tuple[Appearance, ...]


def grid_of(stand: Stand, words: Mapping[str, Vocabulary]) -> Grid:
    """The grid of a single passage."""
    return grid_of_all([stand], words)


def grid_of_all(stands: Sequence[Stand], words: Mapping[str, Vocabulary]) -> Grid:
    """The grid of parsed passages with vectors of one width; `words` are the vocabularies lemma, tag, dep and ent."""
    docs = [s.passage.doc for s in stands]
    lengths = [len(doc) for doc in docs]
    begins = np.cumsum([0, *lengths]).tolist()
    raw = np.concatenate([doc.to_array(_ATTRIBUTES).reshape(-1, len(_ATTRIBUTES)) for doc in docs]).astype(np.uint64, copy=False)
    first = np.array([b for b, length in zip(begins, lengths, strict=False) if length], np.int64)
    # A HEAD of spaCy's is an offset, and negative ones come as large unsigned numbers.
    head = raw[:, 4].astype(np.int64) + np.arange(len(raw))
    starts = raw[:, 5].astype(np.int64) == 1
    starts[first] = True
    vectors: list[Floats] = [np.asarray(doc.tensor, np.float32) for doc in docs if len(doc)]
    named = (raw[:, 1] == _PROPER[0]) | (raw[:, 1] == _PROPER[1])
    return Grid(
        tuple(begins[:-1]),
        tuple(lengths),
        lemma=np.where(named, NAMED, words["lemma"](raw[:, 0])).astype(np.int32),
        tag=words["tag"](raw[:, 1]),
        dep=words["dep"](raw[:, 2]),
        ent=np.where(raw[:, 3] == 0, 0, words["ent"](raw[:, 3])).astype(np.int32),
        head=head.astype(np.int32),
        sentence=np.cumsum(starts).astype(np.int32),
        flags=_flags(stands, raw[:, 6:10], starts, begins),
        tensor=np.concatenate(vectors or [_NO_VECTORS]) / _TENSOR_SCALE,
    )


def _flags(stands: Sequence[Stand], letters: NDArray[np.uint64], starts: NDArray[np.bool_], begins: Sequence[int]) -> Floats:
    """What is so or not of each token: its letters, its place in sentence and passage, quotations and mentions."""
    flags = np.zeros((len(letters), FLAGS), np.float32)
    flags[:, :4] = letters
    flags[:, 4] = starts
    for k, stand in enumerate(stands):
        begin, end = begins[k], begins[k + 1]
        if begin == end:
            continue
        for quote in stand.scene.quotes:
            flags[begin + quote[0] : begin + quote[-1] + 1, 5] = 1
        if stand.passage.block.role is BlockRole.TITLE:
            flags[begin:end, 6] = 1
        flags[begin, 7] = flags[end - 1, 8] = 1
        for column, mentions in ((9, stand.persons), (10, stand.others)):
            for found in mentions:
                flags[begin + found.start : begin + found.end, column] = 1
    return flags
