"""A parse in Python's own lists, for the extractors that walk over it many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import DEP, HEAD, LOWER, TAG
from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Parsed:
    """A Doc in Python's own lists, by token: asking spaCy again and again makes a new object each time."""

    tokens: list[Token]
    relations: list[str]
    tags: list[str]
    lower: list[str]
    below: list[list[int]]
    """The dependents of each token, in text order."""


@lru_cache(maxsize=64)
def parsed(doc: Doc) -> Parsed:
    """The lists of a Doc that won't be changed any more; made once for the extractors that walk over it."""
    relations, tags, lower, heads = doc.to_array([DEP, TAG, LOWER, HEAD]).T.tolist()
    below: list[list[int]] = [[] for _ in heads]
    for i, offset in enumerate(heads):
        if offset:
            # The offsets are unsigned numbers of 64 bits.
            below[i + (offset if offset < 1 << 63 else offset - (1 << 64))].append(i)
    return Parsed(list(doc), _names(doc, relations), _names(doc, tags), _names(doc, lower), below)


def _names(doc: Doc, keys: Sequence[int]) -> list[str]:
    names = {key: doc.vocab.strings[key] for key in set(keys)}
    return [names[key] for key in keys]
