"""Attributions in the passive and by appearances: "X was accused by Y of", "it is believed that", "X seems to be"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.contents import is_infinitive, with_quotes
from detente.reading.saying import Frame
from detente.reading.scene import Attribution, Scene


def passive(verb: Token, frame: Frame, scene: Scene) -> Attribution | None:
    """ "X was accused by Y of Z", "it is believed that", "X is said to have": the subject belongs to the content."""
    source = syntax.agent(verb)
    start, end = syntax.verb_group(verb)
    content = {t.i for head in _told(verb, frame, source) for t in syntax.subtree(head)} - set(range(start, end))
    case = next((i for i in sorted(content) if i == end and scene.doc[i].lower_ == "as"), None)
    if case is not None and "object_as" in frame.takes:
        content, end = content - {case}, end + 1
    if not content and "passive" in frame.takes:
        asked = next((c for c in syntax.children(verb, "obl", "advcl") if syntax.marker_of(c) in frame.prepositions), None)
        if asked is not None and asked.left_edge.i == end:
            content, end = {t.i for t in syntax.subtree(asked)} - {end}, end + 1
    if not content and "quote" in frame.takes and source is not None:
        content = with_quotes(verb, set(), source, scene, True)
    return Attribution((start, end), frame.act, source, frozenset(content)) if content else None


def _told(verb: Token, frame: Frame, source: Token | None) -> list[Token]:
    """The heads of what is said: a clause, or the subject with what is said of it."""
    takes = frame.takes
    own = syntax.child(verb, "nsubj:pass", "nsubj")
    clause = next((c for c in syntax.children(verb, "ccomp", "xcomp", "csubj", "advcl") if c.i > verb.i), None)
    if clause is not None and clause.dep_ in {"ccomp", "csubj"} and takes & {"that", "person_that", "person_to"}:
        return [clause]
    if clause is not None and is_infinitive(clause) and takes & {"that", "person_to", "object_as"} and own is not None:
        return [own, clause]
    if "object_of" in takes and own is not None:
        return [own, *(c for c in _under(verb, source) if syntax.marker_of(c) == "of" and c.i > verb.i)][:2]
    if "object_as" in takes:
        seen = next((c for c in verb.children if c.i > verb.i and _is_seen(c)), None)
        if seen is not None:
            return [own, seen] if own is not None else [seen] if seen.dep_ in {"obl", "advcl"} else []
    if takes & {"object", "object_as"} and own is not None and source is not None:
        return [own]
    return []


def _is_seen(token: Token) -> bool:
    return (token.dep_ in {"xcomp", "obj"} and not is_infinitive(token)) or (
        token.dep_ in {"obl", "advcl"} and syntax.marker_of(token) in {"as", "for"}
    )


def _under(verb: Token, source: Token | None) -> list[Token]:
    """What hangs on a passive verb, and on its agent where the parse attached "of …" there."""
    return [*verb.children, *(source.children if source is not None else ())]


def raised(verb: Token, frame: Frame) -> Attribution | None:
    """ "X seems ill", "X appears to be winning": nobody is named; the subject belongs to the content."""
    own = syntax.child(verb, *syntax.SUBJECTS)
    seen = next((c for c in syntax.children(verb, "xcomp", "ccomp", "advcl") if c.i > verb.i), None)
    if own is None or own.lower_ in {"there", "i", "you", "we"} or seen is None:
        return None
    if seen.dep_ == "advcl" and not is_infinitive(seen):
        return None
    start, end = syntax.verb_group(verb)
    heads = [seen] if own.lower_ == "it" and own.dep_ == "expl" else [own, seen]
    content = {t.i for head in heads for t in syntax.subtree(head)} - set(range(start, end))
    return Attribution((start, end), frame.act, None, frozenset(content))
