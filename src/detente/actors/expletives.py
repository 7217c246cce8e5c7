"""Whether "it" stands for nothing: the weather, a clause that follows."""

from __future__ import annotations

from spacy.tokens import Token

from detente.actors.wordlists import listed

_PERSONAL = listed("personal_adjectives")


def _is_clause_ahead(token: Token) -> bool:
    """It remains unclear whether …, it is impossible to …; but it is ready to … has somebody in mind."""
    doc, i = token.doc, token.i + 1
    while (
        i < len(doc)
        and i < token.i + 6
        and (doc[i].pos_ in {"AUX", "ADV", "PART"} or doc[i].lemma_ in {"remain", "seem", "become", "prove", "appear"})
    ):
        i += 1
    if i + 1 >= len(doc) or doc[i].pos_ not in {"ADJ", "NOUN"} or doc[i].lower_ in _PERSONAL:
        return False
    return doc[i + 1].lower_ in {"that", "whether", "to", "for", "how", "if", "when", "who"}


def is_expletive(token: Token) -> bool:
    """Whether "it" stands for a clause, the weather or nothing."""
    if token.dep_ == "expl":
        return True
    if _is_clause_ahead(token):
        return True
    head = token.head
    clausal = any(c.dep_ in {"ccomp", "csubj", "xcomp", "acl", "advcl"} and c.i > head.i for c in head.children)
    copular = any(c.dep_ == "cop" for c in head.children)
    if copular:
        return (head.pos_ == "ADJ" and clausal) or (head.pos_ == "NOUN" and clausal)
    return head.lemma_ in {"seem", "appear", "happen", "rain", "turn", "take", "depend", "matter", "emerge"} or (
        head.dep_ == "ROOT" and head.tag_ == "VBN" and clausal
    )
