"""What has to be done by a day: the terms of agreements, promises with a deadline, and demands with one.

"Under the pact the army will leave by May" and "Oslo pledged to pay within a month" are terms; "the army must leave by
May" is a demand where no agreement says so.
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.condition_deadlines import deadline
from detente.reading.condition_markers import Draft, Lexicon
from detente.records import ConditionKind

_FRAMES = frozenset({"under", "by", "in", "per", "to"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
_BOUND = frozenset({"oblige", "require", "obligate", "bind", "commit"})
_WALLS = frozenset({",", ";", ":", "“", "”", '"', "(", ")", "—"})
_FARTHEST = 25
"""How many tokens may stand between what is asked and its deadline."""
_BARRIERS = frozenset({";", ":", "“", "”", '"', "(", ")"})


def term(token: Token, words: Lexicon, on: date | None) -> Draft | None:
    """The term or demand whose deadline a word opens."""
    start, stop = syntax.sentence_bounds(token)
    found = _nearest(token, words, (start, stop))
    if found is None:
        return _undertaking(token, words, on)
    by = deadline(token, on)
    if by is None:
        return None
    trigger, kind, first = found
    end = by.start if by.start > trigger.i else _clause_end(trigger.doc, trigger.i, stop)
    first, end = syntax.trim(token.doc, first, end, ".")
    if end - first < 2:
        return None
    demanded = kind is ConditionKind.DEMAND
    marker = (trigger.i, trigger.i + 1) if demanded else (by.start, by.end)
    inside = range(first, by.end if demanded and by.start >= end else end)
    return Draft(marker, kind, frozenset(inside), due=by.due)


def _undertaking(token: Token, words: Lexicon, on: date | None) -> Draft | None:
    """ "The point of the accord, the withdrawal of the troops within a year, …": a noun that an agreement asks for."""
    doc, first = token.doc, syntax.sentence_bounds(token)[0]
    before = range(token.i - 1, max(first, token.i - 10) - 1, -1)
    noun = next((doc[i] for i in before if doc[i].pos_ == "NOUN" and syntax.lemma(doc[i]) in words.undertakings), None)
    if noun is None or any(t.pos_ in {"VERB", "AUX"} or t.text in _BARRIERS for t in doc[noun.i : token.i]):
        return None
    if not any({syntax.lemma(t), t.lower_} & words.agreements for t in doc[first : noun.i]):
        return None
    by = deadline(token, on)
    if by is None:
        return None
    return Draft((by.start, by.end), ConditionKind.TERM, frozenset(range(max(noun.left_edge.i, first), by.start)), due=by.due)


def due_within(draft: Draft, doc: Doc, on: date | None) -> date | None:
    """The last day of a deadline inside what a demand asks."""
    for i in sorted(draft.antecedent):
        if doc[i].lower_ in {"by", "before", "within", "later"} and (by := deadline(doc[i], on)) is not None:
            return by.due
    return None


def _nearest(token: Token, words: Lexicon, bounds: tuple[int, int]) -> tuple[Token, ConditionKind, int] | None:
    """The nearest word before the deadline (after it, where it opens the sentence) that asks or promises."""
    doc, (start, stop) = token.doc, bounds
    before = range(token.i - 1, max(start, token.i - _FARTHEST) - 1, -1)
    places = before if any(doc[i].pos_ in {"VERB", "AUX"} for i in before) else range(token.i + 1, stop)
    for i in places:
        if doc[i].text in _BARRIERS:
            return None
        found = _asks(doc[i], words, bounds)
        if found is not None:
            return doc[i], *found
        if doc[i].tag_ == "VBD" and i < token.i and doc[i].dep_ != "acl:relcl":
            return None
    return None


def _asks(token: Token, words: Lexicon, bounds: tuple[int, int]) -> tuple[ConditionKind, int] | None:
    """Whether a word asks or promises something, and where that begins."""
    doc, after = token.doc, token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None or after.lower_ in {"not", "n't", "n’t", "never"} or _is_denied(token):
        return None
    lower, lemma = token.lower_, syntax.lemma(token)
    if token.pos_ == "VERB" or token.tag_.startswith("VB"):
        if lemma in words.commitments and after.lower_ == "to":
            return ConditionKind.TERM, after.i
        if lemma in _BOUND and _terms_subject(token, words):
            return ConditionKind.TERM, after.i + (after.lower_ == "that")
        if lower in {"required", "obliged", "obligated", "bound", "expected"} and lower != "expected" and after.lower_ == "to":
            return _kind(token, words, bounds), subject_start(token, bounds[0])
        if lemma in words.demanding:
            return ConditionKind.DEMAND, after.i + (after.lower_ in {"that", "on", "for"})
    if lower == "must" or (lemma in {"have", "need"} and after.lower_ == "to"):
        return _kind(token, words, bounds), subject_start(token, bounds[0])
    if lower in _FUTURE or (lower in {"is", "are", "was", "were"} and after.lower_ == "to"):
        return (ConditionKind.TERM, subject_start(token, bounds[0])) if is_framed(doc, words, bounds) else None
    return None


def _kind(token: Token, words: Lexicon, bounds: tuple[int, int]) -> ConditionKind:
    return ConditionKind.TERM if is_framed(token.doc, words, bounds) else ConditionKind.DEMAND


def _is_denied(token: Token) -> bool:
    """Whether what is asked is denied above: "nothing says that they must leave by June"."""
    for above in [token, *syntax.ancestors(token)]:
        subject = syntax.child(above, *syntax.SUBJECTS)
        if syntax.is_negated(above) or (subject is not None and subject.lower_ in syntax.NEGATIONS):
            return True
    return False


def is_framed(doc: Doc, words: Lexicon, bounds: tuple[int, int]) -> bool:
    """Whether a sentence tells terms: "under the accord …", "the deal says …", "according to the roadmap"."""
    for i in range(*bounds):
        noun = doc[i]
        if noun.pos_ not in {"NOUN", "PROPN"} or not {syntax.lemma(noun), noun.lower_} & words.frames:
            continue
        if any(t.lower_ in _FRAMES or t.lower_ == "according" for t in doc[max(bounds[0], i - 4) : i]):
            return True
        if _terms_verb(noun, words):
            return True
    return False


def _terms_verb(noun: Token, words: Lexicon) -> bool:
    return noun.dep_ == "nsubj" and syntax.lemma(noun.head) in words.stipulating


def _terms_subject(verb: Token, words: Lexicon) -> bool:
    subject = syntax.child(verb, "nsubj")
    return subject is not None and bool({syntax.lemma(subject), subject.lower_} & words.frames)


def subject_start(token: Token, first: int) -> int:
    """Where the clause of a modal begins, without the phrase that frames it ("under the accord")."""
    doc = token.doc
    at = token.i
    while at > first:
        before = doc[at - 1]
        if before.text in _WALLS or before.tag_ in {"VBD", "VBZ", "VBP", "MD"} or before.pos_ in {"SCONJ", "CCONJ"}:
            break
        if before.lower_ == "that" and before.dep_ in {"mark", "ccomp"}:
            break
        at -= 1
    return _past_frame(doc, at, token.i)


def _past_frame(doc: Doc, at: int, stop: int) -> int:
    """The place after "under the accord", where the clause goes on without a comma."""
    if doc[at].lower_ not in {"under", "in"}:
        return at
    end = at + 1
    while end < stop and doc[end].pos_ in {"DET", "ADJ"}:
        end += 1
    return min(end + 1, stop - 1) if end < stop else at


def _clause_end(doc: Doc, at: int, stop: int) -> int:
    return next((i for i in range(at, stop) if doc[i].text in _WALLS | {"."}), stop)
