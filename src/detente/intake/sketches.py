"""A text's signature: what is kept of it to compare it with others.

An article's signature holds the number of its five-word shingles, a hash of its title's words, the minima of MinHash
(Broder 1997; datasketch's affine scheme) by which candidates are found, and the smallest shingle hashes themselves. Below
the smaller of two samples' largest hashes both samples are complete, so that resemblance and containment are estimated
from it without the texts. A headline's signature holds its words.
"""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from detente.intake.headline_words import headline_words
from detente.records import DocumentKind

PERMUTATIONS: Final = 128
FEWEST_SHINGLES: Final = 12
"""A text with fewer shingles is compared like a headline."""

_SHINGLE: Final = 5
_FEWEST_WORDS: Final = 3
_SAMPLE: Final = 256
_ARTICLE: Final = b"A"
_HEADLINE: Final = b"H"
_TITLE_AT: Final = 5
_MINIMA_AT: Final = 13
_SAMPLE_AT: Final = _MINIMA_AT + 4 * PERMUTATIONS
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share: shingles in both of those in either, and of those in the shorter."""

    resemblance: float
    containment: float
    shared: int


@dataclass(frozen=True)
class Sketch:
    """A signature unpacked."""

    raw: bytes

    @property
    def is_headline(self) -> bool:
        return self.raw.startswith(_HEADLINE)

    @property
    def is_blank(self) -> bool:
        """Whether there is too little to compare."""
        return self.is_headline and len(self.words) < _FEWEST_WORDS

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.raw[1:].decode("utf-8").split())

    @cached_property
    def size(self) -> int:
        """Different shingles in the text."""
        return int(struct.unpack_from("<I", self.raw, 1)[0])

    @cached_property
    def sample(self) -> NDArray[np.uint32]:
        """The smallest shingle hashes, in order; all of them when there are no more than fit."""
        return np.frombuffer(self.raw, dtype="<u4", offset=_SAMPLE_AT)

    @cached_property
    def title(self) -> bytes:
        """A hash of a headline's words or of an article's title; empty where these are too few to tell anything."""
        if self.is_headline:
            return _title_hash(self.words)
        return self.raw[_TITLE_AT:_MINIMA_AT].strip(b"\0")

    def minima(self) -> bytes:
        """The minima, four bytes each."""
        if self.is_headline:
            return _minima([_hash(word) for word in self.words])
        return self.raw[_MINIMA_AT:_SAMPLE_AT]

    def overlap(self, other: Sketch) -> Overlap:
        """Of two articles, estimated from their samples."""
        limit = min(self._complete_to(), other._complete_to())
        mine, theirs = (s.sample[: int(np.searchsorted(s.sample, limit, side="right"))] for s in (self, other))
        shared = len(np.intersect1d(mine, theirs, assume_unique=True))
        shorter = mine if self.size <= other.size else theirs
        return Overlap(shared / max(1, len(mine) + len(theirs) - shared), shared / max(1, len(shorter)), shared)

    def _complete_to(self) -> int:
        return int(self.sample[-1]) if self.size > len(self.sample) else 2**32


def signature(text: str, kind: DocumentKind = DocumentKind.ARTICLE, title: str | None = None) -> bytes:
    """What is compared of a text: about 1.5 kB for an article, the content words of a headline."""
    hashes = _shingle_hashes(text) if kind is DocumentKind.ARTICLE else []
    if len(hashes) < FEWEST_SHINGLES:
        return _HEADLINE + " ".join(headline_words(text)).encode("utf-8")
    sample = np.array(hashes[:_SAMPLE], dtype="<u4")
    named = _title_hash(headline_words(title or "")).ljust(_MINIMA_AT - _TITLE_AT, b"\0")
    return _ARTICLE + struct.pack("<I", len(hashes)) + named + _minima(hashes) + sample.tobytes()


def _shingle_hashes(text: str) -> list[int]:
    words = _WORD.findall(text.casefold())
    return sorted({_hash(" ".join(words[n : n + _SHINGLE])) for n in range(len(words) - _SHINGLE + 1)})


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=4).digest(), "little")


def _title_hash(words: tuple[str, ...]) -> bytes:
    if len(words) < _FEWEST_WORDS:
        return b""
    return hashlib.blake2b(" ".join(words).encode("utf-8"), digest_size=_MINIMA_AT - _TITLE_AT).digest().strip(b"\0")


def _minima(hashes: list[int]) -> bytes:
    found = MinHash(num_perm=PERMUTATIONS, hashfunc=int, scheme="affine32")
    found.update_batch(hashes)
    minima: bytes = found.hashvalues.astype("<u4").tobytes()
    return minima
