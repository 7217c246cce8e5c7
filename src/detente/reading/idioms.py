"""Fixed phrases as cues: "made no secret of", "took issue with", "is under the impression that"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.saying import lexicon
from detente.reading.scene import Attribution, Scene
from detente.records import Act

_POSSESSORS = frozenset({"my", "your", "his", "her", "its", "our", "their"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"})
_NOBODY = frozenset({"it", "there", "this", "that", "what", "i", "you", "we"})
_OPENERS = frozenset({"that", "to", "whether", "how", "why", "if", "what"})
_PREPOSITIONS = frozenset(
    {"of", "to", "with", "on", "at", "for", "from", "by", "in", "about", "over", "behind", "against", "between"}
)
_CLOSED = _PREPOSITIONS | {"that"}
_LONGEST_GAP = 2


@cache
def _patterns() -> Mapping[str, tuple[tuple[tuple[str, ...], Act], ...]]:
    """The idioms by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for words, act in lexicon().idioms:
        parts = tuple(words.split())
        found.setdefault(parts[0], []).append((parts, act))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in found.items()}


def idiom(verb: Token, _: Scene) -> Attribution | None:
    """The idiom that begins with a verb (also "be" before a phrase), if a content follows it."""
    patterns = _patterns().get(syntax.lemma(verb))
    if patterns is None:
        return None
    for parts, act in patterns:
        end = _matched(verb.doc, verb.i, parts)
        source = _holder(verb) if end else None
        if not end or source is None or source.lower_ in _NOBODY:
            continue
        content = _content(verb.doc, end, parts[-1])
        content = {i for i in content if i >= end} if parts[-1] != "that" else content
        if content:
            start = syntax.verb_group(verb)[0]
            stop = end - 1 if parts[-1] == "that" else end
            return Attribution((min(start, verb.i), stop), act, source, frozenset(content - set(range(start, stop))))
    return None


def _holder(verb: Token) -> Token | None:
    """The subject: of "be", that of what it is said of."""
    if verb.dep_ in {"cop", "aux", "aux:pass"}:
        return syntax.subject(verb.head)
    return syntax.subject(verb)


def _matched(doc: Doc, start: int, parts: tuple[str, ...]) -> int:
    """Where an idiom that begins at a token ends, 0 if it is not there; adverbs and adjectives may stand between its words."""
    i = start + 1
    for part in parts[1:]:
        stop = min(len(doc), i + 1 + _LONGEST_GAP)
        while i < stop and not _is(doc[i], part):
            if doc[i].pos_ not in {"ADV", "ADJ"}:
                return 0
            i += 1
        if i >= stop:
            return 0
        i += 1
    return i


def _is(token: Token, part: str) -> bool:
    if part == "POSS":
        return token.lower_ in _POSSESSORS
    if part == "SELF":
        return token.lower_ in _SELVES
    return token.lower_ == part or syntax.lemma(token) == part


def _content(doc: Doc, end: int, last: str) -> set[int]:
    """What the last preposition governs, or the clause that "that", "to" or a question word opens."""
    if last in _CLOSED:
        opener = doc[end - 1]
        head = opener.head if opener.head.i >= end else None
        if head is None:
            head = next((c for c in opener.children if c.i >= end), None)
        found = {t.i for t in syntax.subtree(head)} if head is not None else set()
        return found - (set() if last == "that" else {opener.i})
    if end >= len(doc) or doc[end].lower_ not in _OPENERS:
        return set()
    clause = doc[end].head
    return {t.i for t in syntax.subtree(clause)} if clause.i > end else set()
