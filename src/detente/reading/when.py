"""When an event took place: date expressions of a sentence against the document's date, as inclusive intervals.

    resolve_dates(sentence, on) -> (start, end, basis)
    date_event(trigger, on, modality) -> Dating
    is_historical(dating, on, modality) -> bool

Basis: "expression" the text says when; "document" it is told as news, so the document's own day is taken; "none" neither.
Without a document date only absolute expressions give a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from detente.reading.entailment import in_list, is_bare
from detente.reading.expressions import after, expressions
from detente.reading.periods import Period
from detente.reading.syntax import children, marker_of
from detente.reading.when_ties import CARRIED, OWN, Tie, carries, rank, ties
from detente.reading.words import word_lists
from detente.records import Modality

_YEARS = re.compile(r"\b(?:years|decades?|centur(?:y|ies)) $")
_AHEAD = frozenset({"will", "'ll", "’ll", "wo", "would", "shall"})
_DUE = frozenset({"due", "set", "scheduled", "slated", "expected"})
_NOT_ONCE = frozenset({"again", "more", "a", "every", "and"})
_LONG_AGO = 730
_FARTHEST = 8


@dataclass(frozen=True, slots=True)
class Dating:
    """The interval of an event and where it comes from; `looks_back` for decades and "years ago"."""

    start: date | None
    end: date | None
    basis: str
    looks_back: bool = False


_UNDATED = Dating(None, None, "none")


def resolve_dates(sentence: Span, on: date | None, future: bool = False) -> tuple[date | None, date | None, str]:
    """The first date expression of a stretch of text; (None, None, "none") where there is none."""
    found = expressions(sentence.text, on, future)
    return (found[0].period.start, found[0].period.end, "expression") if found else (None, None, "none")


def date_event(trigger: Token, on: date | None, modality: Modality) -> Dating:
    """The date of an act: what its own clause says, else the document's day for what is told as news."""
    future = is_ahead(trigger, modality)
    held = ties(trigger.sent, on, future)
    found = _said(trigger, held, future) or _beside(trigger, held, on)
    if found is not None:
        return found
    if not future and _is_once(trigger):
        return Dating(None, on, "expression") if on is not None else _UNDATED
    if _is_years_before(trigger):
        return Dating(None, None, "none", looks_back=True)
    if on is None or future or modality in {Modality.PLANNED, Modality.POSSIBLE, Modality.DENIED} or is_background(trigger):
        return _UNDATED
    return Dating(on, on, "document")


def is_historical(dating: Dating, on: date | None, modality: Modality) -> bool:
    """Whether the text looks back over two years or more to something that happened."""
    if modality in {Modality.PLANNED, Modality.POSSIBLE}:
        return False
    if dating.looks_back:
        return True
    return dating.basis == "expression" and dating.end is not None and on is not None and (on - dating.end).days > _LONG_AGO


def is_ahead(trigger: Token, modality: Modality) -> bool:
    """Whether an act is yet to come, so that "on Friday" is the next one: "will meet", "due to be signed"."""
    helpers = {c.lower_ for c in children(trigger, "aux")}
    above = {c.lower_ for c in children(trigger.head, "aux", "aux:pass", "cop")} if trigger.dep_ == "xcomp" else set()
    if (helpers | above) & {"was", "were"} and trigger.tag_ == "VB":
        return False
    if modality in {Modality.PLANNED, Modality.POSSIBLE}:
        return not helpers & {"have", "had"}
    if helpers & _AHEAD:
        return "have" not in helpers
    if any(c.lower_ in _DUE for c in children(trigger, "mark")):
        return True
    return trigger.dep_ in {"xcomp", "ccomp", "advcl"} and trigger.head.lower_ in _DUE


def is_background(trigger: Token) -> bool:
    """Whether an act is only referred to and no news of the day: "had agreed", "since the invasion", "their war had …"."""
    if marker_of(trigger) == "since" or _is_of_an_era(trigger):
        return True
    if trigger.pos_ in {"VERB", "AUX"}:
        perfect = any(c.lower_ in {"had", "'d"} and c.dep_ == "aux" for c in trigger.children)
        return perfect and not (trigger.dep_ in {"ccomp", "conj"} and in_list(trigger.head, "say"))
    head = trigger.head
    if head.i == trigger.i or head.pos_ not in {"VERB", "AUX"} or is_bare(trigger) or carries(head):
        return False
    return trigger.dep_ not in {"obl", "nmod"} and not in_list(head, "answering")


def _said(trigger: Token, held: list[Tie], future: bool) -> Dating | None:
    """The nearest expression of the act's own clause; one that counts from another day only where there is no other."""
    ranked = [(r, tie) for tie in held if (r := rank(tie, trigger)) is not None and not _is_clause_offset(tie)]
    if future:
        ranked = [(r, t) for r, t in ranked if r != CARRIED or carries(t.anchor)]
    if not ranked:
        return None
    best = min(
        ranked,
        key=lambda p: (
            p[0],
            p[1].expression.offset is not None,
            p[1].expression.lasting,
            abs(p[1].anchor.i - trigger.i),
            p[1].start,
        ),
    )[1]
    period = best.expression.period
    if best.expression.offset is not None:
        base = _base(best, held)
        period = period if base is None else after(base, best.expression.offset)
    if period.start is None and period.end is None:
        return _UNDATED
    return Dating(period.start, period.end, "expression", best.expression.looks_back)


def _is_clause_offset(tie: Tie) -> bool:
    """Whether a distance leads to what it is counted from ("a day after Russia banned …")."""
    doc = tie.anchor.doc
    ends_in = doc[tie.end - 1].lower_
    return tie.expression.offset is not None and ends_in in {"after", "before"} and not _closes(doc[tie.end - 1])


def _closes(word: Token) -> bool:
    """Whether nothing that belongs to it follows a word: "the day before."."""
    after_it = word.i + 1
    return after_it >= word.sent.end or word.doc[after_it].is_punct or word.dep_ not in {"case", "mark"}


def _base(tie: Tie, held: list[Tie]) -> Period | None:
    """What a distance is counted from: the last date before it in the sentence, else the first after it."""
    others = [t for t in held if t.expression.offset is None and not t.expression.lasting]
    before = [t for t in others if t.end <= tie.start]
    return (before[-1] if before else others[0]).expression.period if others else None


def _beside(trigger: Token, held: list[Tie], on: date | None) -> Dating | None:
    """The date of an act that is so long before or after another: "expelled him on Monday, a day after he had met …"."""
    own = range(trigger.left_edge.i, trigger.right_edge.i + 1)
    for tie in held:
        offset = tie.expression.offset
        if offset is not None and _is_clause_offset(tie) and _leads_to(tie.end - 1, trigger):
            others = [t for t in held if t.expression.offset is None and (t.start not in own or t.end <= tie.start)]
            number, unit = offset
            if not others and unit in {"year", "decade"}:
                return Dating(None, None, "none", looks_back=number > 0)
            base = others[0].expression.period if others else Period(on, on)
            found = after(base, (-number, unit))
            unknown = found.start is None or (on is not None and not others and found.start > on)
            return None if unknown else Dating(found.start, found.end, "expression")
        if offset is not None and _is_clause_offset(tie) and rank(tie, trigger) == OWN:
            inner = [t for t in held if t.expression.offset is None and t.start >= tie.end and rank(t, trigger) is None]
            if inner:
                found = after(inner[0].expression.period, offset)
                return None if found.start is None else Dating(found.start, found.end, "expression")
    return None


def _leads_to(after_or_before: int, trigger: Token) -> bool:
    """Whether an act is the first that is told behind "after" or "before"; parsers often hang the word on the subject."""
    if not after_or_before < trigger.i <= after_or_before + _FARTHEST:
        return False
    between = trigger.doc[after_or_before + 1 : trigger.i]
    return not any(t.is_punct or t.tag_ in {"VBD", "VBZ", "VBP"} or (t.lower_ in {"of", "on", "in"}) for t in between)


def _is_once(trigger: Token) -> bool:
    """Whether an act is told of some earlier time: "recently", "once", "in the past"."""
    for c in children(trigger, "advmod", "obl"):
        if (
            c.lower_ in word_lists("when_words.yaml")["once"]
            and not children(c)
            and (c.i + 1 >= len(c.doc) or c.nbor(1).lower_ not in _NOT_ONCE)
        ):
            return True
        if c.lower_ == "past" and marker_of(c) == "in":
            return True
    return False


def _is_of_an_era(trigger: Token) -> bool:
    """Whether an act is told of a war or reign that is not dated: "during the war"."""
    eras = word_lists("when_words.yaml")["eras"]
    return any(
        c.lower_ in eras and marker_of(c).split(" ")[-1] in {"during", "before", "under"} for c in children(trigger, "obl")
    )


def _is_years_before(trigger: Token) -> bool:
    """Whether what is told came years later: "two decades after the withdrawal", "six years after she was released"."""
    mark = next((c for c in trigger.children if c.lower_ in {"after", "since"} and c.dep_ in {"case", "mark"}), None)
    if mark is None or any(t.text == "," for t in trigger.doc[mark.i : trigger.i]):
        return False
    return _YEARS.search(trigger.doc[max(mark.i - 5, trigger.sent.start) : mark.i].text + " ") is not None
