"""Conditions that are no clauses: "without a truce", "in exchange for fuel", "a raid would prompt …", "depends on …"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.condition_clauses import MODALS, exists_not, has_modal, told
from detente.reading.condition_markers import Draft, Marker

_VAGUE = frozenset({"this", "that", "it", "which", "he", "she", "they", "i", "we", "you", "what", "who"})


def phrase(token: Token, end: int, marker: Marker) -> Draft | None:
    doc = token.doc
    head = next((doc[i].head for i in range(end - 1, token.i - 1, -1) if doc[i].head.i >= end), None)
    if head is None:
        last = doc[end - 1]
        head = next((c for c in [*last.children, *last.head.children] if c.i >= end), None)
    if head is None:
        return None
    host = next((a for a in syntax.ancestors(head) if a.i < token.i or a.i > head.right_edge.i), None)
    main = syntax.clause_head(host) if host is not None else None
    if main is None or not syntax.is_clause(main):
        return None
    opens = token.i == token.sent.start or doc[token.i - 1].is_punct or doc[token.i - 1].pos_ in {"CCONJ", "SCONJ"}
    if marker.words == ("without",) and not (has_modal(main) if opens and main.i > token.i else exists_not(main)):
        return None
    inside = set(range(*syntax.bounds(head))) | set(range(token.i, end))
    antecedent = {t.i for t in syntax.subtree(head)} - set(range(token.i, end))
    return Draft((token.i, end), marker.kind, frozenset(antecedent), frozenset(told(main, inside)), main.i)


def consequence(token: Token, marker: Marker) -> Draft | None:
    if marker.words[0] not in {syntax.lemma(token), token.lower_.removesuffix("s")}:
        return None
    subject = syntax.child(token, "nsubj", "csubj")
    if subject is None or subject.lower_ in _VAGUE or subject.i > token.i or syntax.is_negated(token):
        return None
    end = token.i + 1
    children = syntax.children(token)
    if len(marker.words) == 2:
        follower = next((c for c in children if syntax.marker_of(c) == marker.words[1] and c.i > token.i), None)
        if follower is None:
            return None
        heads = [follower]
        case = syntax.child(follower, "case", "mark")
        end = case.i + 1 if case is not None and case.i - token.i <= 2 else end
    else:
        heads = [c for c in children if c.dep_ in {"ccomp", "obj", "xcomp", "obl"} and c.i > token.i]
        heads = heads if any(h.dep_ != "obl" for h in heads) else []
    modal = any(c.dep_ == "aux" and c.lower_ in MODALS for c in token.children)
    clause = marker.words == ("mean",) and any(h.dep_ == "ccomp" for h in heads)
    if not heads or (marker.frame == "subject" and not (modal or clause)):
        return None
    heads += [c for c in children if c.dep_ in {"advcl", "xcomp"} and c not in heads and syntax.marker_of(c) == "to"][
        : bool(heads)
    ]
    heads += [c for c in children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.left_edge.i == heads[-1].right_edge.i + 1]
    after = frozenset(t.i for h in heads for t in syntax.subtree(h)) - set(range(token.i, end))
    before = frozenset(t.i for t in syntax.subtree(subject))
    first, second = (before, after) if marker.frame == "subject" else (after, before)
    return Draft((token.i, end), marker.kind, first, second)


def need(token: Token, end: int, marker: Marker) -> Draft | None:
    """ "X is a condition for Y", "they made X a condition for Y": X comes first."""
    noun = token.doc[end - 2]
    what = next((c for c in syntax.children(noun, "nmod", "acl", "advcl", "obl") if c.i >= end), None)
    if what is None:
        what = next(
            (c for c in syntax.children(noun.head, "obl", "nmod", "advcl") if c.i >= end and c.left_edge.i == end - 1), None
        )
    first = _needed(noun)
    if what is None or first is None or first.lower_ in _VAGUE:
        return None
    inside = range(*syntax.bounds(what))
    after = frozenset(i for i in inside if i >= end)
    before = frozenset(t.i for t in syntax.subtree(first) if t.i < token.i)
    return Draft((token.i, end), marker.kind, before, after)


def _needed(noun: Token) -> Token | None:
    """The subject of "is a condition", or what somebody makes one."""
    subject = syntax.child(noun, "nsubj", "csubj")
    if subject is not None:
        return subject if subject.i < noun.i else None
    made = [c for c in syntax.children(noun.head, "obj") if c.i < noun.i and noun.head.pos_ == "VERB"]
    return made[-1] if made else None
