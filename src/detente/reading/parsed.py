"""A parse in Python's own lists, for the extractors that walk over it many times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sys import intern

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG
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
    starts: list[int]
    """The tokens that begin a sentence; none where no sentences are marked."""
    pos: list[str]
    """The parts of speech, as `pos_`."""
    text: str

    def slice(self, start: int, end: int) -> str:
        """The text of the tokens start to end (exclusive), without the blank behind it."""
        if start >= end:
            return ""
        last = self.tokens[end - 1].idx + len(self.texts[end - 1])
        return self.text[self.tokens[start].idx : last]

    def sentence(self, i: int) -> tuple[int, int]:
        """First token and end token (exclusive) of the sentence of a token; the whole Doc where no sentences are marked."""
        number = bisect_right(self.starts, i)
        end = self.starts[number] if number < len(self.starts) else len(self.tokens)
        return self.starts[number - 1] if number else 0, end


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
            fresh = set(keys).difference(self)
            self.update((key, intern(strings[key].lower() if self._lowered else strings[key])) for key in fresh)
            return [self[key] for key in keys]


_shelf = _Shelf()
_strings, _lower_strings = _Strings(lowered=False), _Strings(lowered=True)


parsed: Callable[[Doc], Parsed] = _shelf.__getitem__
"""The lists of a Doc that won't be changed any more; made once for the extractors that walk over it."""


def _made(doc: Doc) -> Parsed:
    columns = doc.to_array([DEP, TAG, LOWER, LEMMA, ORTH, POS, SPACY, SENT_START, HEAD])
    relations, tags, lower, lemmas, words, pos, blanks = columns[:, :7].T.tolist()
    # The offsets of heads are unsigned numbers of 64 bits.
    heads = (columns[:, -1].astype(np.int64) + np.arange(len(columns))).tolist()
    if 0 in lemmas:
        lemmas = [key or word for key, word in zip(lemmas, words, strict=True)]
    texts = _strings.of(words, doc)
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
        texts,
        _lower_strings.of(lemmas, doc),
        np.nonzero(columns[:, 7] == 1)[0].tolist(),
        _strings.of(pos, doc),
        "".join([text + " " if blank else text for text, blank in zip(texts, blanks, strict=True)]),
    )
