"""The shape of a content: a clause, a quotation, an infinitive, a noun phrase, what a preposition governs."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.contents import is_infinitive

_MARKS = frozenset('"“„«‘') | {"``", "''"}
_CONJUNCTIONS = frozenset({"that", "whether", "if", "how", "why", "who", "what", "when", "where"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PREPOSITIONS = frozenset({
    "about", "against", "at", "behind", "between", "by", "for", "from", "in", "into", "of", "on", "over", "to", "upon", "with",
})  # fmt: skip


def shape_of(cue: Sequence[Token], content: Sequence[Token]) -> str:
    """One of "quote", "that", "to", "person_to", "ing", "as", "np", or the preposition before it with a colon ("of:")."""
    first = next((t for t in content if t.is_alpha), None)
    if first is None or not cue:
        return "np"
    if content[0].text in _MARKS:
        return "quote"
    if first.lower_ == "to" and first.tag_ == "TO":
        return "to"
    last = cue[-1].lower_
    if last == "to" and first.tag_ == "VB":
        return "to"
    if last == "as":
        return "as"
    if last in _PREPOSITIONS and len(cue) > 1:
        return _after(last, content)
    if first.lower_ in _PREPOSITIONS and first.dep_ in {"case", "mark"} and first.i >= cue[-1].i:
        return f"{first.lower_}:"
    return _bare(first, content)


def _after(preposition: str, content: Sequence[Token]) -> str:
    """After "called on": what is asked of whom; after another preposition, that."""
    return "person_to" if _wish(content) and preposition in {"on", "upon", "to", "for", "with"} else f"{preposition}:"


def _bare(first: Token, content: Sequence[Token]) -> str:
    roots = [t for t in syntax.tops(content) if not t.is_punct]
    if first.lower_ in _CONJUNCTIONS or any(_is_finite(r) for r in roots):
        return "that"
    if first.tag_ == "VBG":
        return "ing"
    if _wish(content):
        return "person_to"
    named = any(t.lower_ == "as" and t.dep_ in {"case", "mark"} for t in content[1:])
    predicated = len(roots) > 1 and roots[0].dep_ in {"obj", "iobj", "nsubj:pass", "nsubj"} and roots[1].dep_ in {"xcomp", "obj"}
    return "as" if named or (predicated and not is_infinitive(roots[1])) else "np"


def _wish(content: Sequence[Token]) -> bool:
    """Whether an infinitive follows a noun phrase: "the army to leave"."""
    return any(t.tag_ == "TO" and t.dep_ == "mark" and t.head.dep_ in {"xcomp", "ccomp", "advcl", "acl"} for t in content[1:])


def _is_finite(token: Token) -> bool:
    tags = {token.tag_, *(c.tag_ for c in syntax.children(token, "aux", "aux:pass", "cop"))}
    return not _FINITE.isdisjoint(tags) and syntax.child(token, *syntax.SUBJECTS, "expl") is not None
