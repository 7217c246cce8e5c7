"""Small questions about a UD parse that the casting of actors asks often."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading.syntax import SUBJECTS, first_conjunct

__all__ = ["NOMINAL", "SUBJECTS", "case_of", "first_conjunct", "head_of", "is_capitalised", "is_possessor"]

NOMINAL = frozenset({"NOUN", "PROPN"})


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of a span that the rest hangs on: the first one whose head lies outside, else the last."""
    for i in range(start, end):
        if not start <= doc[i].head.i < end or doc[i].head.i == i:
            return doc[i]
    return doc[end - 1]


def case_of(token: Token) -> str | None:
    """The preposition of a noun, in lower case: "in", "according to"; None without one. A genitive 's is no preposition."""
    found = [c for c in token.lefts if c.dep_ == "case"]
    if not found:
        return None
    words = [found[0].lower_, *(c.lower_ for c in found[0].children if c.dep_ == "fixed")]
    words += [c.lower_ for c in found[1:]]
    return " ".join(words)


def is_possessor(token: Token) -> bool:
    """Whether a noun has a genitive 's."""
    return token.dep_ == "nmod:poss" or any(c.tag_ == "POS" for c in token.rights)


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper()
