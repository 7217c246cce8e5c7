"""Small questions about a UD parse that the casting of actors asks often."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading.parsed import parsed
from detente.reading.syntax import SUBJECTS, first_conjunct

__all__ = ["NOMINAL", "SUBJECTS", "case_of", "first_conjunct", "head_of", "is_capitalised", "is_possessor"]

NOMINAL = frozenset({"NOUN", "PROPN"})


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of a span that the rest hangs on: the first one whose head lies outside, else the last."""
    held = parsed(doc)
    heads = held.heads
    return held.tokens[next((i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i), end - 1)]


def case_of(token: Token) -> str | None:
    """The preposition of a noun, in lower case: "in", "according to"; None without one. A genitive 's is no preposition."""
    held, at = parsed(token.doc), token.i
    relations, lower = held.relations, held.lower
    found = [i for i in held.below[at] if i < at and relations[i] == "case"]
    if not found:
        return None
    words = [lower[found[0]], *(lower[i] for i in held.below[found[0]] if relations[i] == "fixed")]
    words += [lower[i] for i in found[1:]]
    return " ".join(words)


def is_possessor(token: Token) -> bool:
    """Whether a noun has a genitive 's."""
    held, at = parsed(token.doc), token.i
    return held.relations[at] == "nmod:poss" or any(held.tags[i] == "POS" for i in held.below[at] if i > at)


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper()
