"""When an event took place: date expressions of a sentence against the document's date, as inclusive intervals.

    resolve_dates(sentence, on) -> (start, end, basis)
    date_event(trigger, on, modality) -> Dating

Basis: "expression" the text says when; "document" it is told as news, so the document's own day is taken; "none" neither.
Without a document date only absolute expressions give a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from detente.reading.entailment import in_list, is_bare
from detente.reading.expressions import DateExpression, expressions
from detente.reading.syntax import ancestors, marker_of
from detente.records import Modality

_ELSEWHEN = frozenset({"after", "before", "since", "until", "following"})
_YEARS = re.compile(r"\b(?:years|decades?|centur(?:y|ies)) $")


@dataclass(frozen=True, slots=True)
class Dating:
    """The interval of an event and where it comes from; `looks_back` for decades and "years ago"."""

    start: date | None
    end: date | None
    basis: str
    looks_back: bool = False


def resolve_dates(sentence: Span, on: date | None, future: bool = False) -> tuple[date | None, date | None, str]:
    """The first date expression of a stretch of text; (None, None, "none") where there is none."""
    found = expressions(sentence.text, on, future)
    return (found[0].period.start, found[0].period.end, "expression") if found else (None, None, "none")


def date_event(trigger: Token, on: date | None, modality: Modality) -> Dating:
    """The date of an act: the expression in its own clause, else the document's day for what is told as news."""
    sentence = trigger.sent
    future = modality in {Modality.PLANNED, Modality.POSSIBLE}
    held = [(e, _anchor(sentence, e)) for e in expressions(sentence.text, on, future)]
    best: tuple[int, int, DateExpression] | None = None
    for expression, anchor in held:
        rank = _rank(sentence.doc[anchor], trigger)
        if rank is not None and (best is None or (rank, abs(anchor - trigger.i)) < best[:2]):
            best = (rank, abs(anchor - trigger.i), expression)
    if best is not None and not (future and best[0] and not _carries(sentence.doc[_to_verb(trigger)[-1]])):
        return Dating(best[2].period.start, best[2].period.end, "expression", best[2].looks_back)
    if _is_years_before(trigger):
        return Dating(None, None, "none", looks_back=True)
    if on is None or future or modality is Modality.DENIED or is_background(trigger):
        return Dating(None, None, "none")
    return Dating(on, on, "document")


def is_background(trigger: Token) -> bool:
    """Whether an act is only referred to and no news of the day: "had agreed", "since the invasion", "their war had …"."""
    if marker_of(trigger) == "since":
        return True
    if trigger.pos_ in {"VERB", "AUX"}:
        perfect = any(c.lower_ in {"had", "'d"} and c.dep_ == "aux" for c in trigger.children)
        return perfect and not (trigger.dep_ in {"ccomp", "conj"} and in_list(trigger.head, "say"))
    head = trigger.head
    if head.i == trigger.i or head.pos_ not in {"VERB", "AUX"} or is_bare(trigger) or _carries(head):
        return False
    return trigger.dep_ not in {"obl", "nmod"} and not in_list(head, "answering")


def _carries(verb: Token) -> bool:
    """Whether a verb tells that the act of its noun took place ("talks were held", "the attack began")."""
    return in_list(verb, "light") or in_list(verb, "happen")


def _is_years_before(trigger: Token) -> bool:
    """Whether what is told came years later: "two decades after the withdrawal", "six years after she was released"."""
    mark = next((c for c in trigger.children if c.lower_ in {"after", "since"} and c.dep_ in {"case", "mark"}), None)
    return mark is not None and _YEARS.search(trigger.doc[max(mark.i - 5, trigger.sent.start) : mark.i].text + " ") is not None


def _rank(anchor: Token, trigger: Token) -> int | None:
    """0 where the expression hangs below the act, 1 where on the verb that carries it, None where elsewhere."""
    path = _to_verb(anchor)
    if trigger.i in path:
        between = [trigger.doc[i] for i in path[: path.index(trigger.i)]]
        return None if any(marker_of(t) in _ELSEWHEN for t in between) else 0
    return 1 if trigger.pos_ not in {"VERB", "AUX"} and path[-1] in _to_verb(trigger) else None


def _to_verb(token: Token) -> list[int]:
    path = [token.i]
    for above in ancestors(token):
        if token.doc[path[-1]].pos_ in {"VERB", "AUX"}:
            break
        path.append(above.i)
    return path


def _anchor(sentence: Span, expression: DateExpression) -> int:
    """The verb or noun that a date expression says something of: the first head above it outside the expression."""
    first = sentence.start_char
    span = sentence.doc.char_span(first + expression.start_char, first + expression.end_char, alignment_mode="expand")
    if span is None:
        return sentence.root.i
    root = span.root
    for token in (root, *ancestors(root)):
        outside = token.i >= span.end or token.i < span.start
        if outside and (token.pos_ in {"VERB", "AUX", "NOUN"} or token.head.i == token.i):
            return token.i
    return root.i
