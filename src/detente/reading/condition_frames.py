"""Where conditions stand in a parse: markers, antecedents and consequents in tokens; `conditions.py` makes records of them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.agreements import exchanged, obligation
from detente.reading.condition_markers import Draft, Lexicon, Marker, lexicon
from detente.reading.parsed import parsed
from detente.reading.saying import lexicon as sayings
from detente.records import ConditionKind

_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should", "'ll", "’ll", "wo", "ca", "'d", "’d"})
_INVERTED = frozenset({"should", "were", "had"})
_OTHERS = _INVERTED | {"in", "must", "require", "requires", "required"}
"""What may open a condition without being a marker."""
_VAGUE = frozenset({"this", "that", "it", "which", "he", "she", "they", "i", "we", "you", "what", "who"})


def drafts(doc: Doc) -> Iterator[Draft]:
    """The conditions of a text in the order of their markers; a word opens one at most."""
    words = lexicon()
    taken: set[int] = set()
    held = parsed(doc)
    for token, lower in zip(held.tokens, held.lower, strict=True):
        if not (lower in _OTHERS or words.may_open(token, lower)) or token.i in taken:
            continue
        draft = _at(token, words)
        if draft is not None and draft.antecedent:
            taken.update(range(*draft.marker))
            yield draft


def _at(token: Token, words: Lexicon) -> Draft | None:
    for marker in words.opened_by(token):
        draft = _match(token, marker, words)
        if draft is not None and draft.consequent:
            return draft
    lower = token.lower_
    if lower in _INVERTED:
        draft = _inverted(token)
        return draft if draft is not None and draft.consequent else None
    if lower == "in":
        return exchanged(token, words)
    return obligation(token, words) if lower in {"must", "require", "requires", "required"} else None


def _match(token: Token, marker: Marker, words: Lexicon) -> Draft | None:
    if marker.frame in {"subject", "depends"}:
        return _consequence(token, marker)
    end = token.i + len(marker.words)
    if tuple(parsed(token.doc).lower[token.i : end]) != marker.words:
        return None
    if marker.frame == "phrase":
        return _phrase(token, end, marker)
    return _clause(token, end, marker, words)


# Clauses ---------------------------------------------------------------------------------------------------------------


def _clause(token: Token, end: int, marker: Marker, words: Lexicon) -> Draft | None:
    doc = token.doc
    if marker.words[-1] == "if" and _is_no_condition(token, end, words):
        return None
    if marker.words == ("provided",) and token.dep_ != "mark" and (doc[end - 1].nbor().pos_ == "ADP" if end < len(doc) else True):
        return None
    head = _opened_by(doc, token.i, end)
    if head is None or (not syntax.is_clause(head) and head.tag_ not in {"VBN", "VBG"}):
        return None
    main = _main(head, token, end)
    if main is None:
        return None
    if marker.words[-1] == "if" and ((head.dep_ == "ccomp" and head.i > main.i) or _asks(main, token.i, words)):
        return None
    if marker.frame == "negated" and not _is_refused(main):
        return None
    if main.dep_ in {"acl:relcl", "acl"} and main.i < token.i and not _has_modal(main):
        main = syntax.clause_head(main.head.head)
    infinitive = main.dep_ in {"ccomp", "advcl", "acl"} and syntax.marker_of(main) == "to"
    if (main.dep_ == "xcomp" or infinitive) and syntax.is_clause(main.head) and main.head.i < main.i:
        main = main.head
    main = _behind_tag(main, head)
    if marker.frame == "negated" and _is_narrative(main):
        return None
    inside = set(range(*syntax.bounds(head))) | set(range(token.i, end))
    consequent = _told(main, inside)
    antecedent = {t.i for t in syntax.subtree(head)} - set(range(end)) - consequent
    if doc[end - 1].lower_ == "takes":
        return None
    kind = marker.kind
    if kind is ConditionKind.IF and _is_demand(main, words) and syntax.lemma(head) in words.wishes:
        return Draft((token.i, end), ConditionKind.DEMAND, frozenset(consequent), frozenset(antecedent), head.i)
    return Draft((token.i, end), kind, frozenset(antecedent), frozenset(consequent), main.i)


def _behind_tag(main: Token, head: Token) -> Token:
    """What is said, where the parse made the speaker's tag the main clause: "If they leave, he indicated, the ban could go"."""
    if not sayings().verbs.keys() & syntax.forms(main):
        return main
    clauses = syntax.children(main, "ccomp")
    told = next((c for c in clauses if c.i < head.i < main.i), None)
    if told is not None:
        return told
    said = next((c for c in clauses if c.i > main.i > head.i), None)
    if said is None:
        return main
    return said if any(t.text == "," for t in main.doc[main.i + 1 : said.left_edge.i + 1]) else main


def _is_narrative(main: Token) -> bool:
    """Whether "would not … until …" tells what happened: a past tense that nobody is quoted with."""
    past = any(c.lower_ in {"would", "could", "did", "'d", "’d"} for c in main.children if c.dep_ == "aux")
    return past and not any(a.dep_ in {"ccomp", "xcomp"} for a in [main, *syntax.ancestors(main)])


def _is_no_condition(token: Token, end: int, words: Lexicon) -> bool:
    """ "as if", "even if", "what if", "if any", "if not"."""
    doc = token.doc
    before = doc[token.i - 1].lower_ if token.i else ""
    after = doc[end].lower_ if end < len(doc) else ""
    return (
        (before in {"as", "even", "what", "or"} and token.lower_ == "if") or after in words.idioms or after in {",", ".", "?", ""}
    )


def _opened_by(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the clause that a marker opens: the head of one of its words, when it stands after the marker."""
    for i in range(end - 1, start - 1, -1):
        if doc[i].head.i >= end:
            clause = syntax.clause_head(doc[i].head)
            return clause if clause.i >= end else doc[i].head
    last = doc[end - 1]
    for c in [*last.children, *last.head.children]:
        if c.i >= end and (
            c.dep_ in {"acl", "ccomp", "advcl"} or (c.dep_ in {"obj", "xcomp"} and syntax.child(c, "nsubj") is not None)
        ):
            return c
    return None


def _main(head: Token, token: Token, end: int) -> Token | None:
    """The head of the clause that a conditional clause belongs to; where the parse made the two siblings or swapped them, too."""
    if head.head.i != head.i and head.dep_ not in {"conj", "parataxis"}:
        host = head.head
        while token.i <= host.i < end and host.head.i != host.i:
            host = host.head
        main = syntax.clause_head(host)
        own = [c for c in syntax.children(main, "ccomp") if c.i < token.i and c != head]
        return own[-1] if own and main.i < own[-1].i < token.i else main
    return next((c for c in syntax.children(head, "parataxis", "ccomp", "conj") if c.i > head.i and syntax.is_clause(c)), None)


def _asks(main: Token, marker: int, words: Lexicon) -> bool:
    """Whether the clause is what somebody asks, knows or sees: its verb stands right before the marker."""
    near = main.doc[max(main.i, marker - 4) : marker]
    return (
        syntax.lemma(main) in words.questions and main.i < marker and not any(t.is_punct for t in near) and marker - main.i <= 4
    )


def _is_refused(main: Token) -> bool:
    """Whether something is refused for the time being: "will not", "cannot", "refuses to", "no … will"."""
    subject = syntax.child(main, *syntax.SUBJECTS)
    none = subject is not None and (subject.lower_ in syntax.NEGATIONS or syntax.is_negated(subject))
    refuses = any(syntax.lemma(t) in {"refuse", "decline"} and syntax.child(t, "xcomp") is not None for t in (main, main.head))
    return refuses or (_has_modal(main) and (syntax.is_negated(main) or none or _no_object(main)))


def _no_object(main: Token) -> bool:
    return any(syntax.is_negated(c) for c in syntax.children(main, "obj", "nsubj", "attr"))


def _is_demand(main: Token, words: Lexicon) -> bool:
    start, end = max(0, main.i - 5), main.i + 3
    text = " ".join(t.lower_ for t in main.doc[start:end])
    return any(f" {d} " in f" {text} " for d in words.deontic)


def _inverted(token: Token) -> Draft | None:
    """ "Should Kabul fall, …", "Were the talks to fail, …", "Had they asked, …"."""
    if token.lower_ not in _INVERTED or token.i + 1 >= len(token.doc):
        return None
    first = syntax.sentence_bounds(token)[0]
    if not (token.i == first or token.doc[token.i - 1].is_quote or token.doc[token.i - 1].text == ","):
        return None
    head = token.head if token.head.i > token.i else token
    if token.dep_ == "cop" and syntax.child(head, "acl") is not None:
        return _were_to(token, head)
    subject = syntax.child(head, *syntax.SUBJECTS)
    if subject is None or not token.i < subject.i <= head.i or syntax.sentence_bounds(token)[1] <= head.i:
        return None
    if token.doc[syntax.sentence_bounds(token)[1] - 1].text == "?":
        return None
    main = _main(head, token, token.i + 1)
    if main is None or not _has_modal(main):
        return None
    consequent = {t.i for t in syntax.subtree(main, leaving=[head])}
    antecedent = {t.i for t in syntax.subtree(head, leaving=[main])} - consequent - {token.i}
    return Draft((token.i, token.i + 1), ConditionKind.IF, frozenset(antecedent), frozenset(consequent), main.i)


def _were_to(token: Token, subject: Token) -> Draft | None:
    """ "Were the talks to fail", where the parse takes "to fail" for an attribute of the talks."""
    below = syntax.child(subject, "parataxis", "ccomp")
    main = below if subject.head == subject and below is not None else syntax.clause_head(subject.head)
    if main == subject or main.i < subject.i or not _has_modal(main):
        return None
    antecedent = {t.i for t in syntax.subtree(subject, leaving=[main])} - {token.i}
    return Draft(
        (token.i, token.i + 1), ConditionKind.IF, frozenset(antecedent), frozenset(_told(main, antecedent | {token.i})), main.i
    )


def _told(main: Token, inside: set[int]) -> set[int]:
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


# Phrases and consequences ------------------------------------------------------------------------------------------------


def _phrase(token: Token, end: int, marker: Marker) -> Draft | None:
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
    if marker.words == ("without",) and not (_has_modal(main) if opens and main.i > token.i else _exists_not(main)):
        return None
    inside = set(range(*syntax.bounds(head))) | set(range(token.i, end))
    antecedent = {t.i for t in syntax.subtree(head)} - set(range(token.i, end))
    return Draft((token.i, end), marker.kind, frozenset(antecedent), frozenset(_told(main, inside)), main.i)


def _exists_not(main: Token) -> bool:
    """ "there will be no …"."""
    there = syntax.child(main, "expl") is not None
    return there and _has_modal(main) and any(syntax.is_negated(c) for c in [main, *main.children])


def _has_modal(main: Token) -> bool:
    copula = syntax.child(main, "cop")
    return any(c.lower_ in _MODALS for c in [*main.children, *(copula.children if copula is not None else ())])


def _consequence(token: Token, marker: Marker) -> Draft | None:
    if marker.words[0] not in {syntax.lemma(token), token.lower_.removesuffix("s")}:
        return None
    subject = syntax.child(token, "nsubj", "csubj")
    if subject is None or subject.lower_ in _VAGUE or subject.i > token.i or syntax.is_negated(token):
        return None
    end = token.i + 1
    if len(marker.words) == 2:
        follower = next((c for c in [*token.children] if syntax.marker_of(c) == marker.words[1] and c.i > token.i), None)
        if follower is None:
            return None
        heads = [follower]
        case = syntax.child(follower, "case", "mark")
        end = case.i + 1 if case is not None and case.i - token.i <= 2 else end
    else:
        heads = [c for c in token.children if c.dep_ in {"ccomp", "obj", "xcomp", "obl"} and c.i > token.i]
        heads = heads if any(h.dep_ != "obl" for h in heads) else []
    modal = any(c.dep_ == "aux" and c.lower_ in _MODALS for c in token.children)
    clause = marker.words == ("mean",) and any(h.dep_ == "ccomp" for h in heads)
    if not heads or (marker.frame == "subject" and not (modal or clause)):
        return None
    after = frozenset(t.i for h in heads for t in syntax.subtree(h)) - set(range(token.i, end))
    before = frozenset(t.i for t in syntax.subtree(subject))
    first, second = (before, after) if marker.frame == "subject" else (after, before)
    return Draft((token.i, end), marker.kind, first, second)
