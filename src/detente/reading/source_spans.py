"""The stretch of text that names a source, as PolNeAR's annotators cut it.

Its clauses belong to it unless the cue stands in them ("the man who runs the port said"), and the comma that closes an
apposition does ("Berg, the mayor, said"); the source of a cue in a relative clause is the pronoun ("Berg, who said …").
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax

_PRONOUNS = frozenset({"who", "which", "that"})


def source_span(head: Token, cue: tuple[int, int]) -> tuple[int, int]:
    """First token and end token (exclusive) of the source with this head."""
    pronoun = _relative(head, cue)
    if pronoun is not None:
        return pronoun.i, pronoun.i + 1
    doc = head.doc
    around_cue = [c for c in head.children if c.left_edge.i <= cue[0] <= c.right_edge.i]
    start, end = syntax.noun_phrase(head, around_cue)
    end = max(end, _with_clauses(head, end, cue))
    if end < len(doc) and doc[end].tag_ == "POS":
        return start, end + 1
    closed = end < len(doc) and doc[end].text == "," and any(t.text == "," for t in doc[head.i : end])
    return start, end + 1 if closed and not cue[0] <= end < cue[1] else end


def _relative(head: Token, cue: tuple[int, int]) -> Token | None:
    """The pronoun that stands for the source in the relative clause that holds the cue."""
    for clause in syntax.children(head, "acl:relcl"):
        if clause.left_edge.i <= cue[0] <= clause.right_edge.i:
            subjects = (c for t in (head.doc[cue[0] : cue[1]].root, clause) for c in syntax.children(t, *syntax.SUBJECTS))
            return next((c for c in subjects if c.lower_ in _PRONOUNS), None)
    return None


def _with_clauses(head: Token, end: int, cue: tuple[int, int]) -> int:
    """Where a source ends with the clauses that describe it, or its apposition, and do not hold the cue."""
    doc = head.doc
    for holder in (head, *syntax.children(head, "appos", "flat")):
        for clause in syntax.children(holder, "acl:relcl", "acl"):
            first, last = syntax.bounds(clause)
            follows = first == end or (first == end + 1 and doc[end].text == ",")
            if follows and not first <= cue[0] < last and not (clause.dep_ == "acl" and first == end + 1):
                end = syntax.trim(doc, first, last, '"“”.')[1]
    return end
