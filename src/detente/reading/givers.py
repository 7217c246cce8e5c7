"""Cues that give a text before they tell what it says: "issued a statement saying", "put out a report arguing"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.saying import lexicon

_GIVING = frozenset({"issue", "release", "put", "send", "publish", "post", "write", "make"})
_LONGEST_GAP = 3


def giver_of(verb: Token) -> Token | None:
    """The verb before "a statement saying": its subject speaks, and it belongs to the cue."""
    text = verb.head
    if (
        verb.tag_ != "VBG"
        or verb.dep_ != "acl"
        or text.dep_ != "obj"
        or not text.head.i < text.i < verb.i <= text.i + _LONGEST_GAP
    ):
        return None
    lemma = syntax.lemma
    told = lemma(text) in lexicon().utterances and lemma(text.head) in _GIVING and lemma(verb) in lexicon().verbs
    return text.head if told else None


def gives_words(verb: Token) -> bool:
    """Whether a verb gives a text whose words a participle tells: that participle is the cue then."""
    given = syntax.child(verb, "obj") if syntax.lemma(verb) in _GIVING else None
    return given is not None and any(giver_of(c) == verb for c in syntax.children(given, "acl"))
