"""Questions about the clauses of conditions: modals, refusals, what a main clause tells without what is beside it."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.saying import lexicon as sayings

MODALS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should", "'ll", "’ll", "wo", "ca", "'d", "’d"})
_INNER = frozenset({"ccomp", "acl:relcl", "acl"})
_ASKED = frozenset({"what", "how", "why", "whether"})


def has_modal(main: Token) -> bool:
    """Whether a clause tells what will, would, can or may be."""
    copula = syntax.child(main, "cop")
    return any(c.lower_ in MODALS for c in [*main.children, *(copula.children if copula is not None else ())])


def exists_not(main: Token) -> bool:
    """ "There will be no …"."""
    there = syntax.child(main, "expl") is not None
    return there and has_modal(main) and any(syntax.is_negated(c) for c in [main, *main.children])


def is_refused(main: Token) -> bool:
    """Whether something is refused for the time being: "will not", "cannot", "refuses to", "no … will"."""
    subject = syntax.child(main, *syntax.SUBJECTS)
    none = subject is not None and (subject.lower_ in syntax.NEGATIONS or syntax.is_negated(subject))
    refuses = any(syntax.lemma(t) in {"refuse", "decline"} and syntax.child(t, "xcomp") is not None for t in (main, main.head))
    return refuses or (has_modal(main) and (syntax.is_negated(main) or none or _no_object(main)))


def lasts(main: Token, lasting: frozenset[str]) -> bool:
    """Whether something will go on for the time being: "will stay", "would keep its troops there"."""
    return has_modal(main) and not lasting.isdisjoint(syntax.forms(main))


def is_narrative(main: Token) -> bool:
    """Whether "would not … until …" tells what happened: a past tense that nobody is quoted with."""
    past = any(c.lower_ in {"would", "could", "did", "'d", "’d"} for c in main.children if c.dep_ == "aux")
    return past and not any(a.dep_ in {"ccomp", "xcomp"} for a in [main, *syntax.ancestors(main)])


def is_open_question(main: Token) -> bool:
    """Whether a clause asks: "what would happen (if …)", "what to do (if …)", "what it could look like (if …)"."""
    if main.dep_ == "acl:relcl" and main.head.lower_ == "what":
        return True
    if any(c.lower_ == "what" for c in syntax.children(main, *syntax.SUBJECTS)) and has_modal(main):
        return True
    opened = any(c.lower_ in _ASKED and c.i < main.i for c in syntax.children(main))
    return opened and main.dep_ in {"ccomp", "csubj", "xcomp", "advcl"}


def swallows(main: Token, end: int) -> bool:
    """Whether the parse takes a part of the condition for the main clause: "If asked what he knows, he would …"."""
    doc = main.doc
    beside = next((c for c in syntax.children(main, "parataxis") if c.i > main.i and has_modal(c)), None)
    if beside is None or has_modal(main) or sayings().verbs.keys() & syntax.forms(beside):
        return False
    return not any(t.text == "," for t in doc[end : main.i]) and any(t.text == "," for t in doc[main.i : beside.i])


def is_past(main: Token) -> bool:
    """Whether a clause tells what happened, so that "only after" dates it."""
    copula = syntax.child(main, "cop", "aux:pass", "aux")
    return not has_modal(main) and (main.tag_ == "VBD" or (copula is not None and copula.tag_ == "VBD"))


def _no_object(main: Token) -> bool:
    return any(syntax.is_negated(c) for c in syntax.children(main, "obj", "nsubj", "attr"))


def told(main: Token, inside: set[int]) -> set[int]:
    """The tokens of a main clause without those of its condition, of other conditions before it, and of a speaker's tag."""
    tags = [c for c in syntax.children(main, "parataxis") if c.i > main.i or c.i not in inside]
    then = [c for c in syntax.children(main, "advmod", "mark") if c.dep_ == "mark" or (c.lower_ == "then" and c.i < main.i)]
    aside = [c for c in syntax.children(main, "advcl") if _stands_apart(c, main)]
    aside += [c for c in syntax.children(main, "conj") if any(syntax.marker_of(a) == "if" for a in syntax.children(c, "advcl"))]
    return {t.i for t in syntax.subtree(main, leaving=[*tags, *then, *aside])} - inside


def _stands_apart(clause: Token, main: Token) -> bool:
    """Another condition in front, or the writer's ", while …" at the end."""
    mark = syntax.marker_of(clause)
    return mark in {"if", "unless", "when"} if clause.i < main.i else mark in {"while", "although", "though", "whereas"}


def main_of(head: Token, token: Token, end: int) -> Token | None:
    """The head of the clause that a conditional clause belongs to; where the parse made the two siblings or swapped them, too."""
    if head.head.i != head.i and head.dep_ not in {"conj", "parataxis"}:
        host = head.head
        while token.i <= host.i < end and host.head.i != host.i:
            host = host.head
        main = syntax.clause_head(host)
        own = [c for c in syntax.children(main, "ccomp") if c.i < token.i and c != head]
        return own[-1] if own and main.i < own[-1].i < token.i else main
    return next((c for c in syntax.children(head, "parataxis", "ccomp", "conj") if c.i > head.i and syntax.is_clause(c)), None)


def behind_tag(main: Token, head: Token) -> Token:
    """What is said, where the parse made the speaker's tag the main clause: "If they leave, he indicated, the ban could go"."""
    if not sayings().verbs.keys() & syntax.forms(main):
        return main
    clauses = syntax.children(main, "ccomp")
    told = next((c for c in clauses if c.i < head.i < main.i), None)
    if told is not None:
        return told
    beside = next((c for c in syntax.children(main, "parataxis") if c.i > main.i > head.i and main.right_edge.i > c.i), None)
    spoken = beside is None or has_modal(main) or sayings().verbs.keys() & syntax.forms(beside)
    if beside is not None and not spoken and any(t.text == "," for t in main.doc[main.i + 1 : beside.i]) and not clauses:
        return beside
    said = next((c for c in clauses if c.i > main.i > head.i), None)
    if said is None:
        return main
    return said if any(t.text == "," for t in main.doc[main.i + 1 : said.left_edge.i + 1]) else main


def hanging(main: Token, marker: Token) -> Token:
    """What may or would be, right before the marker, where the parse hangs the condition on a clause that tells what was.

    "They backed an offer that Oslo would pay if Rome paid": the payment hangs on it, not the backing.
    """
    if main.i > marker.i or has_modal(main):
        return main
    for token in reversed(main.doc[main.i + 1 : marker.i]):
        if token.pos_ in {"VERB", "AUX", "ADJ"} and token.dep_ in _INNER and has_modal(token):
            touches = token.right_edge.i >= marker.i - 2
            return token if touches and main in syntax.ancestors(token) else main
    return main
