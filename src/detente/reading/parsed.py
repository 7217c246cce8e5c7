"""A parse in Python's own lists, for the extractors that walk over it many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, LOWER, ORTH, TAG
from spacy.tokens import Doc, Token

_MOST_TOKENS = 100_000
"""Lists are kept for the last Docs with about so many tokens: more than are read together, some 30 MB."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A Doc in Python's own lists, by token: asking spaCy again and again makes a new object each time, also each string."""

    tokens: list[Token]
    relations: list[str]
    tags: list[str]
    lower: list[str]
    below: list[Sequence[int]]
    """The dependents of each token, in text order."""
    heads: list[int]
    texts: list[str]
    lemmas: list[str]
    """In lower case; the word itself where the pipeline gave none."""


class _Shelf(dict[Doc, Parsed]):
    """The lists of the Docs last read; the oldest go when there are too many tokens."""

    tokens = 0

    def __missing__(self, doc: Doc) -> Parsed:
        self.tokens += len(doc)
        while self and self.tokens > _MOST_TOKENS:
            self.tokens -= len(self.pop(next(iter(self))).tokens)
        made = self[doc] = _made(doc)
        return made


class _Strings(dict[int, str]):
    """The strings of spaCy's hashes, which are the same in all vocabularies; as they are, or in lower case."""

    def __init__(self, *, lowered: bool) -> None:
        super().__init__()
        self._lowered = lowered

    def of(self, keys: Sequence[int], doc: Doc) -> list[str]:
        """The strings of some hashes of a Doc."""
        try:
            return [self[key] for key in keys]
        except KeyError:
            strings = doc.vocab.strings
            self.update((key, strings[key].lower() if self._lowered else strings[key]) for key in set(keys).difference(self))
            return [self[key] for key in keys]


_shelf = _Shelf()
_strings, _lower_strings = _Strings(lowered=False), _Strings(lowered=True)


def parsed(doc: Doc) -> Parsed:
    """The lists of a Doc that won't be changed any more; made once for the extractors that walk over it."""
    return _shelf[doc]


def _made(doc: Doc) -> Parsed:
    columns = doc.to_array([DEP, TAG, LOWER, LEMMA, ORTH, HEAD])
    relations, tags, lower, lemmas, texts, _ = columns.T.tolist()
    # The offsets of heads are unsigned numbers of 64 bits.
    heads = (columns[:, -1].astype(np.int64) + np.arange(len(columns))).tolist()
    if 0 in lemmas:
        lemmas = [key or word for key, word in zip(lemmas, texts, strict=True)]
    below: list[Sequence[int]] = [()] * len(heads)
    for i, head in enumerate(heads):
        if head != i:
            if below[head]:
                below[head].append(i)
            else:
                below[head] = [i]
    return Parsed(
        list(doc),
        _strings.of(relations, doc),
        _strings.of(tags, doc),
        _strings.of(lower, doc),
        below,
        heads,
        _strings.of(texts, doc),
        _lower_strings.of(lemmas, doc),
    )
