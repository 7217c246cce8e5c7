"""Demands, plans and threats in the words of a content: "must", "we will", "would retaliate"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

from detente.reading import syntax

_DUTIES = frozenset({"must", "should", "ought"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo", "shall", "'d", "’d"})
_IDLE = frozenset({"remember", "look", "let", "imagine", "thank", "bless", "see", "guess", "suppose", "god"})
_OWN = frozenset({"i", "we"})
_SINGULAR = frozenset({"he", "she", "it"})


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Hostile acts, and what nobody wills."""
    raw = yaml.safe_load(files("detente.reading").joinpath("data/acts.yaml").read_text(encoding="utf-8"))
    return frozenset(raw["hostile"]), frozenset(raw["unwilled"])


def main_verb(content: Sequence[Token]) -> Token | None:
    """The head of the first clause of a content."""
    return next((t for t in syntax.tops(content) if syntax.is_clause(t)), None)


def demands(content: Sequence[Token]) -> bool:
    """Whether the main clause says what somebody must do, or is an imperative: not of what "must be" so ("must have been")."""
    verb = main_verb(content)
    if verb is None:
        return False
    helpers = {c.lower_ for c in syntax.children(verb, "aux")}
    if helpers & _DUTIES:
        return "have" not in helpers and not _is_question(content)
    bound = syntax.child(verb, "xcomp")
    if syntax.lemma(verb) in {"have", "need"} and bound is not None and not helpers and syntax.child(verb, "nsubj") is not None:
        return bound.left_edge.i == verb.i + 1 and bound.left_edge.lower_ == "to" and verb.tag_ in {"VBP", "VBZ"}
    if syntax.lemma(verb) in _IDLE:
        return False
    return verb.tag_ == "VB" and not helpers - {"do"} and syntax.child(verb, *syntax.SUBJECTS, "mark") is None


def plans(word: Token | None, content: Sequence[Token]) -> bool:
    """Whether the source says what it will do itself: "I will", "we won't", "said she would"."""
    verb = main_verb(content)
    subject = syntax.child(verb, "nsubj") if verb is not None else None
    if verb is None or subject is None or syntax.lemma(verb) in _verbs()[1] or verb.pos_ != "VERB" or _is_question(content):
        return False
    going = syntax.lemma(verb) == "go" and syntax.child(verb, "xcomp") is not None and verb.tag_ == "VBG"
    if not going and (verb.tag_ != "VB" or _FUTURE.isdisjoint(c.lower_ for c in syntax.children(verb, "aux"))):
        return False
    if any(t.pos_ == "PROPN" and t.i < subject.i for t in content):
        return False
    return subject.lower_ in _OWN or _same(syntax.subject(word) if word is not None else None, subject)


def threatens(content: Sequence[Token]) -> bool:
    """Whether a hostile act is announced: by the main verb, one below it ("start to bomb") or one joined to it."""
    verb = main_verb(content)
    if verb is None:
        return False
    chain = [verb, *syntax.children(verb, "xcomp", "conj")]
    return any(syntax.lemma(t) in _verbs()[0] for t in chain)


def _same(source: Token | None, pronoun: Token) -> bool:
    """Whether a pronoun may stand for the source: by number, or by being the same pronoun."""
    if source is None or source.i == pronoun.i:
        return False
    if source.pos_ == "PRON":
        return source.lower_ == pronoun.lower_ or source.lower_ in {"who", "which", "that"}
    many = source.tag_ in {"NNS", "NNPS"} or syntax.child(source, "conj") is not None
    return pronoun.lower_ == "they" if many else pronoun.lower_ in _SINGULAR


def _is_question(content: Sequence[Token]) -> bool:
    return any(t.text == "?" for t in content[-3:])
