"""Where conditions stand in a parse: markers, antecedents and consequents in tokens; `conditions.py` makes records of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.agreements import exchanged, obligation, threatened
from detente.reading.condition_clauses import (
    behind_tag,
    hanging,
    has_modal,
    is_narrative,
    is_open_question,
    is_past,
    is_refused,
    lasts,
    main_of,
    swallows,
    told,
)
from detente.reading.condition_deadlines import OPENINGS
from detente.reading.condition_inverted import INVERTED, inverted
from detente.reading.condition_markers import Draft, Lexicon, Marker, lexicon
from detente.reading.condition_phrases import consequence, need, phrase
from detente.reading.condition_surface import skips_clause, split
from detente.reading.condition_terms import due_within, term
from detente.reading.parsed import parsed
from detente.reading.saying import lexicon as sayings
from detente.records import ConditionKind

_ASKING = frozenset({"must", "require", "requires", "required"})
_OTHERS = INVERTED | _ASKING | OPENINGS | {"in"}
"""What may open a condition without being a marker."""
_HAVE = frozenset({"has", "have", "had", "is", "are", "was", "were", "be", "been", "being", "he", "she", "it", "they"})
_NOW = frozenset(
    {"now", "then", "recently", "today", "yesterday", "tomorrow", "tonight", "late", "early", "noon", "midnight", "dawn"}
)
_WONDERING = frozenset({"see", "wonder", "ask", "check", "know", "doubt", "determine"})
_NAMED = frozenset({"NOUN", "PROPN"})
_NOT_ONCE = frozenset({"at", "only", "all"})
_TAG = 5
"""The most tokens of a speaker's tag, with its punctuation."""
_EDGES = frozenset({",", ";", ":", "“", "”", '"'})
_AFTER_NO_IF = frozenset({",", ".", "?", ""})


def drafts(doc: Doc, on: date | None = None) -> Iterator[Draft]:
    """The conditions of a text in the order of their markers; a word opens one at most. Deadlines are reckoned from `on`."""
    words = lexicon()
    taken: set[int] = set()
    held = parsed(doc)
    asked: list[Draft] = []
    for token, lower, lemma in zip(held.tokens, held.lower, held.lemmas, strict=True):
        if not (lower in _OTHERS or words.may_open(token, lower, lemma)) or token.i in taken:
            continue
        draft = _at(token, words, on)
        if draft is None or not draft.antecedent:
            continue
        if draft.kind in {ConditionKind.TERM, ConditionKind.DEMAND}:
            draft = _once(draft, asked, doc, on)
            if draft is None:
                continue
        taken.update(range(*draft.marker))
        if draft in asked:
            continue
        yield draft
    yield from asked


def _once(draft: Draft, asked: list[Draft], doc: Doc, on: date | None) -> Draft | None:
    """The demand with its deadline, kept in `asked` for the end; a deadline for what is asked already is added to that."""
    same = next((a for a in asked if _overlap(a.antecedent, draft.antecedent)), None)
    if same is None:
        draft = replace(draft, due=draft.due or due_within(draft, doc, on))
        asked.append(draft)
        return draft
    asked[asked.index(same)] = _joined(same, draft)
    return None


def _overlap(one: frozenset[int], two: frozenset[int]) -> bool:
    return len(one & two) * 2 > min(len(one), len(two))


def _joined(first: Draft, second: Draft) -> Draft:
    """What the two say of one demand: a term where either is one and nothing is offered for it."""
    due = first.due or second.due
    if first.consequent or second.consequent:
        return replace(first if first.consequent else second, due=due)
    return replace(second if second.kind is ConditionKind.TERM else first, due=due)


def _at(token: Token, words: Lexicon, on: date | None) -> Draft | None:
    for marker in words.opened_by(token):
        draft = _match(token, marker, words)
        if draft is not None and draft.consequent:
            return draft
    lower = token.lower_
    if lower in INVERTED:
        draft = inverted(token)
        return draft if draft is not None and draft.consequent else None
    if lower == "in":
        return exchanged(token, words)
    if lower in OPENINGS:
        return term(token, words, on)
    if lower == "must" and (draft := threatened(token, words)) is not None:
        return draft
    return obligation(token, words) if lower in _ASKING else None


def _match(token: Token, marker: Marker, words: Lexicon) -> Draft | None:
    if marker.frame in {"subject", "depends"}:
        return consequence(token, marker)
    end = token.i + len(marker.words)
    if tuple(parsed(token.doc).lower[token.i : end]) != marker.words:
        return None
    if marker.frame == "phrase":
        return phrase(token, end, marker)
    if marker.frame == "need":
        return need(token, end, marker)
    return _clause(token, end, marker, words)


# Clauses ---------------------------------------------------------------------------------------------------------------


def _clause(token: Token, end: int, marker: Marker, words: Lexicon) -> Draft | None:
    """The condition that a conjunction opens: by the parse, else by the commas."""
    if _is_no_marker(token, end, marker, words):
        return None
    head = _opened_by(token.doc, token.i, end)
    if head is None or (not syntax.is_clause(head) and head.tag_ not in {"VBN", "VBG"}) or skips_clause(head, token, end):
        return split(token, end, marker)
    if marker.words == ("if",) and _is_wished(head, words) and (draft := _wanted(token, head, words)) is not None:
        return draft
    main = main_of(head, token, end)
    if main is None:
        return split(token, end, marker)
    if marker.words[-1] == "if" and (_is_content(head, main, words) or _asks(main, token.i, words)):
        return None
    if is_open_question(main):
        return None
    if main.i > token.i and swallows(main, end):
        return split(token, end, marker)
    if marker.frame == "negated" and marker.words[0] == "before" and _is_demand(main, words) and has_modal(head):
        return _demanded(head, main, token, end)
    if not _fits(main, marker, words):
        return None
    main = hanging(_told_of(main, token, head), token)
    if marker.frame == "negated" and is_narrative(main):
        return None
    draft = _draft(head, main, (token.i, end), marker, words)
    return split(token, end, marker) if draft is not None and _is_tag(main, draft) else draft


def _draft(head: Token, main: Token, place: tuple[int, int], marker: Marker, words: Lexicon) -> Draft | None:
    """The condition with this head and this main clause."""
    inside = set(range(*syntax.bounds(head))) | set(range(*place))
    consequent = told(main, inside)
    antecedent = {t.i for t in syntax.subtree(head)} - set(range(place[1])) - consequent
    if _is_phrase(head, len(antecedent)):
        return None
    if marker.kind is ConditionKind.IF and _is_demand(main, words) and _is_wished(head, words):
        return Draft(place, ConditionKind.DEMAND, frozenset(consequent), frozenset(antecedent), head.i)
    return Draft(place, marker.kind, frozenset(antecedent), frozenset(consequent), main.i)


def _is_tag(main: Token, draft: Draft) -> bool:
    """Whether what seems to hang on the condition is who says it: "she said", "the king argues"."""
    return len(draft.consequent) <= _TAG and not has_modal(main) and bool(sayings().verbs.keys() & syntax.forms(main))


def _is_phrase(head: Token, length: int) -> bool:
    """ "Poor, if proud", "if you can", "if I may": too little to be a condition."""
    if length == 1:
        return head.pos_ == "ADJ"
    inside = syntax.subtree(head)
    return length <= 3 and any(t.tag_ == "MD" for t in inside) and not any(t.pos_ in _NAMED for t in inside)


def _demanded(head: Token, main: Token, token: Token, end: int) -> Draft:
    """ "They must leave before talks can begin": what they must do comes first."""
    inside = set(range(*syntax.bounds(head))) | set(range(token.i, end))
    after = {t.i for t in syntax.subtree(head)} - set(range(end))
    return Draft((token.i, end), ConditionKind.DEMAND, frozenset(told(main, inside)), frozenset(after), head.i)


def _fits(main: Token, marker: Marker, words: Lexicon) -> bool:
    """Whether the main clause is one that a marker can put under a condition."""
    if marker.words[0] in {"on", "under"} and syntax.lemma(main) in words.spoken:
        return False
    if marker.frame == "negated":
        return is_refused(main) or (marker.words == ("until",) and lasts(main, words.lasting))
    if marker.frame == "future":
        return has_modal(main) or (main.dep_ == "xcomp" and has_modal(main.head))
    return marker.frame != "undated" or not is_past(main)


def _told_of(main: Token, token: Token, head: Token) -> Token:
    """The clause that hangs on the condition, where the marker hangs on a part of it."""
    if main.dep_ in {"acl:relcl", "acl"} and main.i < token.i and not has_modal(main):
        main = syntax.clause_head(main.head.head)
    infinitive = main.dep_ in {"ccomp", "advcl", "acl"} and syntax.marker_of(main) == "to"
    if (main.dep_ == "xcomp" or infinitive) and syntax.is_clause(main.head) and main.head.i < main.i:
        main = main.head
    return behind_tag(main, head)


def _is_no_marker(token: Token, end: int, marker: Marker, words: Lexicon) -> bool:
    """ "as if", "even if", "what if", "if any", "if not", "provided by"."""
    doc = token.doc
    before = doc[token.i - 1].lower_ if token.i else ""
    after = doc[end].lower_ if end < len(doc) else ""
    if marker.words == ("provided",):
        if end >= len(doc) or doc[end].pos_ == "ADP" or before in _HAVE:
            return True
        return token.dep_ not in {"mark", "advcl"} and not (before == "," and token.dep_ != "ROOT")
    if before == "by" or (
        marker.words[0] in {"until", "before"} and (after in _NOW or (end < len(doc) and syntax.is_time(doc[end])))
    ):
        return True
    if marker.words == ("once",):
        return (
            token.dep_ != "mark" or before in {"at", "only", "all"} or doc[end].pos_ == "ADP" or after in {"again", "more", "a"}
        )
    if marker.words[-1] != "if":
        return doc[end - 1].lower_ == "takes"
    if token.i and doc[token.i - 1].pos_ == "VERB" and syntax.lemma(doc[token.i - 1]) in _WONDERING:
        return True
    if before == "," and end + 1 < len(doc) and doc[end].pos_ == "ADJ" and doc[end + 1].text in {",", "."}:
        return True
    return (before in {"as", "even", "what", "or"} and token.lower_ == "if") or after in words.idioms or after in _AFTER_NO_IF


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


def _is_content(head: Token, main: Token, words: Lexicon) -> bool:
    """Whether the clause is the object of its main clause; of "ready to mediate" it can't be."""
    return head.dep_ == "ccomp" and head.i > main.i and syntax.lemma(main.head) not in words.willing


def _asks(main: Token, marker: int, words: Lexicon) -> bool:
    """Whether the clause is what somebody asks, knows or sees: its verb stands right before the marker."""
    near = main.doc[main.i + 1 : marker]
    if main.i > marker or any(t.is_punct for t in near):
        return False
    lemma = syntax.lemma(main)
    if lemma in {"ask", "question"} and not any(t.pos_ == "VERB" for t in near):
        return True
    return lemma in words.questions and marker - main.i <= 4


def _wanted(token: Token, head: Token, words: Lexicon) -> Draft | None:
    """ "They closed it, so they are to open it, if they want to trade": what is asked stands right before the "if"."""
    doc, start = token.doc, syntax.sentence_bounds(token)[0]
    stop = token.i - 1 if doc[token.i - 1].text == "," else token.i
    first = next((i + 1 for i in range(stop - 1, start - 1, -1) if doc[i].text in _EDGES), start)
    while first < stop and doc[first].lower_ in {"then", "and", "but", "so"}:
        first += 1
    asked = " ".join(t.lower_ for t in doc[first:stop])
    if not any(f" {d} " in f" {asked} " for d in words.deontic):
        return None
    after = frozenset(t.i for t in syntax.subtree(head) if t.i > token.i)
    return Draft((token.i, token.i + 1), ConditionKind.DEMAND, frozenset(range(first, stop)), after, head.i)


def _is_demand(main: Token, words: Lexicon) -> bool:
    text = " ".join(t.lower_ for t in main.doc[max(0, main.i - 5) : main.i + 3])
    return any(f" {d} " in f" {text} " for d in words.deontic)


def _is_wished(head: Token, words: Lexicon) -> bool:
    """ "If you want to trade", "if it is to receive the loan"."""
    below = {c.lower_ for c in syntax.children(head, "mark", "cop", "aux", "case")}
    return syntax.lemma(head) in words.wishes or ("to" in below and not below.isdisjoint({"is", "are", "was", "were"}))
