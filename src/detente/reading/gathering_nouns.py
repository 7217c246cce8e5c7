"""The nouns by which a sentence calls a meeting: "the fourth round of the Doha talks", "for a conference in Istanbul"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from detente.reading.syntax import children, forms, marker_of
from detente.reading.words import noun_forms, verb_forms, word_lists

_BELOW = ("obj", "obl", "nmod", "nsubj:pass", "appos", "conj", "compound")
_UP = frozenset({"nmod", "obj", "obl", "nsubj:pass", "nsubj", "compound", "conj", "appos", "xcomp", "acl", "acl:relcl", "advcl"})
_LATER = frozenset({"after", "before", "since", "until", "following", "ahead", "ahead of", "despite", "beyond"})
_DEPTH = 3


@cache
def _formed(name: str) -> frozenset[str]:
    listed = word_lists("gatherings.yaml")[name]
    return frozenset(f for word in listed for f in {word} | noun_forms(word) | verb_forms(word))


def is_word(token: Token, *names: str) -> bool:
    """Whether a word is of one of the lists of `data/gatherings.yaml`, in any form."""
    return any(token.lower_ in _formed(name) for name in names) or any(
        form in word_lists("gatherings.yaml")[name] for name in names for form in forms(token)[:1]
    )


def occasion(trigger: Token) -> list[Token]:
    """The nouns that name the meeting of a trigger, nearest first: itself, what hangs on it, and what it hangs on.

    What is told to come before or after the meeting, or beside it ("on the sidelines of the summit"), is another.
    """
    found: dict[int, Token] = {}
    if is_word(trigger, "nouns") and trigger.pos_ in {"NOUN", "PROPN"}:
        found[trigger.i] = trigger
    _below(trigger, 0, found)
    token = trigger
    for _ in range(_DEPTH):
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ not in _UP or marker_of(token) in _LATER:
            break
        token = token.head
        if is_word(token, "beside"):
            break
        if is_word(token, "nouns") and token.pos_ in {"NOUN", "PROPN"}:
            found.setdefault(token.i, token)
        elif token.pos_ == "VERB":
            _below(token, 1, found)
    return list(found.values())


def _below(head: Token, depth: int, found: dict[int, Token]) -> None:
    for token in children(head, *_BELOW):
        if marker_of(token) in _LATER or is_word(token, "beside"):
            continue
        is_noun = token.pos_ in {"NOUN", "PROPN"}
        if is_noun and is_word(token, "nouns", "standing"):
            found.setdefault(token.i, token)
        if is_noun and depth < _DEPTH:
            _below(token, depth + 1, found)
