"""Conditions without a marker: "Should Kabul fall, …", "Were the talks to fail, …", "Had they asked, …"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.condition_clauses import has_modal, main_of, told
from detente.reading.condition_markers import Draft
from detente.records import ConditionKind

INVERTED = frozenset({"should", "were", "had"})


def inverted(token: Token) -> Draft | None:
    """ "Should Kabul fall, …", by the parse, else by the comma."""
    return _parsed(token) or _split(token)


def _split(token: Token) -> Draft | None:
    """A sentence that begins with the word and goes on, after a comma, with what would be."""
    doc, (start, stop) = token.doc, syntax.sentence_bounds(token)
    if not (token.i == start or (token.i == start + 1 and doc[start].is_quote)) or doc[stop - 1].text == "?":
        return None
    comma = next((i for i in range(token.i + 3, stop) if doc[i].text == ","), None)
    if comma is None or doc[token.i + 1].pos_ not in {"DET", "PROPN", "NOUN", "PRON", "ADJ"}:
        return None
    end = next((i for i in range(comma + 1, stop) if doc[i].text in {"”", '"', ";"}), stop)
    if not any(t.tag_ == "MD" for t in doc[comma + 1 : end]):
        return None
    return Draft((token.i, token.i + 1), ConditionKind.IF, frozenset(range(token.i + 1, comma)), frozenset(range(comma + 1, end)))


def _parsed(token: Token) -> Draft | None:
    """ "Should Kabul fall, …", "Were the talks to fail, …", "Had they asked, …"."""
    if token.lower_ not in INVERTED or token.i + 1 >= len(token.doc):
        return None
    head = token.head if token.head.i > token.i else token
    if not (_opens(token) or _trails(token, head)):
        return None
    if token.dep_ == "cop" and syntax.child(head, "acl", "xcomp", "advcl") is not None:
        return _were_to(token, head)
    subject = syntax.child(head, *syntax.SUBJECTS)
    if subject is None or not token.i < subject.i <= head.i or syntax.sentence_bounds(token)[1] <= head.i:
        return None
    if token.doc[syntax.sentence_bounds(token)[1] - 1].text == "?":
        return None
    main = main_of(head, token, token.i + 1)
    if main is None or not has_modal(main):
        return None
    consequent = {t.i for t in syntax.subtree(main, leaving=[head])}
    antecedent = {t.i for t in syntax.subtree(head, leaving=[main])} - consequent - {token.i}
    return Draft((token.i, token.i + 1), ConditionKind.IF, frozenset(antecedent), frozenset(consequent), main.i)


def _were_to(token: Token, subject: Token) -> Draft | None:
    """ "Were the talks to fail", where the parse takes "to fail" for an attribute of the talks."""
    below = syntax.child(subject, "parataxis", "ccomp")
    main = below if subject.head == subject and below is not None else syntax.clause_head(subject.head)
    if main == subject or main.i < subject.i or not has_modal(main):
        return None
    antecedent = {t.i for t in syntax.subtree(subject, leaving=[main])} - {token.i}
    return Draft(
        (token.i, token.i + 1), ConditionKind.IF, frozenset(antecedent), frozenset(told(main, antecedent | {token.i})), main.i
    )


def _opens(token: Token) -> bool:
    """Whether a clause begins with the word."""
    first = syntax.sentence_bounds(token)[0]
    return token.i == first or token.doc[token.i - 1].is_quote or token.doc[token.i - 1].text in {",", "that", "But", "And"}


def _trails(token: Token, head: Token) -> bool:
    """Whether the clause follows what hangs on it: "Oslo would mediate should the talks fail"."""
    return token.lower_ == "should" and head.dep_ == "advcl" and head.head.i < token.i and has_modal(head.head)
