"""What the matter hangs on: open conditions between the parties, and who must move first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from detente.analysis.book import Book, Evidence
from detente.ledger.quotes import Quote, quote
from detente.outlook.question import Question
from detente.outlook.weighing import Scale
from detente.outlook.wish import terms_pattern
from detente.records import Condition
from detente.terms import ActorKind, ConditionKind

_COUNTERFACTUAL: Final = re.compile(
    r"\b(?:would|could|might|should)(?:n[’']t| not)? (?:have|(?:\w+ly )?never have)\b"
    r"|\bhad (?:\w+ly )?(?:\w+ed|come|been|gone|done|made|known)\b"
)
_ADDRESS: Final = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_DEPENDS: Final = re.compile(r"depend|hinge|hang|contingent|subject to", re.IGNORECASE)
_WHERE: Final = re.compile(r"\b(?:in|from|inside|within|across|throughout|out of|into)\s+(?:the\s+)?$", re.IGNORECASE)
_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Hinge:
    """An open condition. `first` are the parties that would have to move first, by name, as far as the text says.

    `between` says that it concerns two of the parties asked for, not only one of them. `kind` is the condition's.
    """

    kind: str
    antecedent: str
    consequent: str | None
    first: tuple[str, ...]
    then: tuple[str, ...]
    between: bool
    due_on: date | None
    evidence: Evidence
    sentence: Quote
    others: tuple[Evidence, ...] = ()


def hinges(question: Question, scale: Scale) -> list[Hinge]:
    """The open conditions, those between the parties first, then the newest; the same one told twice only once."""
    book = scale.book
    found: dict[tuple[str, str], Hinge] = {}
    ranked: dict[tuple[str, str], tuple[bool, float, str, int]] = {}
    named = terms_pattern(question.wish.issue, book) if question.wish else None
    if question.wish:
        scale = replace(scale, topic=replace(scale.topic, issue=None, issue_terms=None))
    for condition in book.conditions:
        concerned = _concerned(question, book, condition) if _is_open(condition, scale.as_of) else []
        near = scale.nearness(condition) if concerned else None
        if near is None or (named is not None and not named.search(book.sentence(condition).text)):
            continue
        hinge = _hinge(book, condition, len(concerned) > 1 or len(question.parties) == 1)
        key = (" ".join(hinge.antecedent.casefold().split()), " ".join((hinge.consequent or "").casefold().split()))
        alike = next((k for k in found if _alike(k, key)), None)
        if alike is not None:
            held = found[alike]
            if hinge.evidence.story_id not in {held.evidence.story_id, *(e.story_id for e in held.others)}:
                found[alike] = replace(held, others=(*held.others, hinge.evidence))
            continue
        found[key] = hinge
        recent = scale.recency(hinge.evidence.on).value * near.value
        ranked[key] = (not hinge.between, -recent, condition.document_id, condition.start)
    return [found[key] for key in sorted(found, key=ranked.__getitem__)][:_SHOWN]


def _concerned(question: Question, book: Book, condition: Condition) -> list[str]:
    """The parties that a condition concerns: on either side of it, as its speaker, or named in its sentence; where it speaks
    to somebody ("if you want"), also those named in the sentence before."""
    sentence = book.sentence(condition)
    ids = {*condition.antecedent_actor_ids, *condition.consequent_actor_ids, *book.speakers(condition)}
    ids |= _named_as_party(book, condition.document_id, sentence.start, sentence.end)
    if not condition.antecedent_actor_ids and _ADDRESS.search(sentence.text):
        ids |= _named_before(book, condition, sentence.start)
    return [p.actor_id for p in question.parties if p.ids & ids]


def _named_as_party(book: Book, document_id: str, start: int, end: int) -> frozenset[str]:
    """The actors named in a stretch of a document; not a state that is only where something is ("in Norland")."""
    text, found = book.sources[document_id].text, set()
    for mention in book.mentions_in(document_id, start, end):
        actor = book.actors.get(mention.actor_id) if mention.actor_id else None
        if actor and not (actor.kind == ActorKind.STATE and _WHERE.search(text, max(0, mention.start - 20), mention.start)):
            found.add(actor.actor_id)
    return frozenset(found)


def _named_before(book: Book, condition: Condition, start: int) -> frozenset[str]:
    """The actors named in the sentence that ends before an offset."""
    text = book.source(condition).text
    at = len(text[:start].rstrip())
    held = quote(condition.document_id, text, max(0, at - 1), at, book.blocks.get(condition.document_id, ()))
    return book.named(condition.document_id, held.start, held.end)


def _is_open(condition: Condition, as_of: date | None) -> bool:
    """Not past its day, not told of a past that was not, and no mere consequence ("means")."""
    if condition.kind == ConditionKind.CONSEQUENCE and not _DEPENDS.match(condition.marker):
        return False
    if condition.due_on and as_of and condition.due_on < as_of:
        return False
    return not _COUNTERFACTUAL.search(f"{condition.antecedent} ; {condition.consequent or ''}")


def _hinge(book: Book, condition: Condition, between: bool) -> Hinge:
    first = condition.antecedent_actor_ids or tuple(
        sorted(book.named(condition.document_id, condition.antecedent_start, condition.antecedent_end))
    )
    return Hinge(
        str(condition.kind),
        " ".join(condition.antecedent.split()),
        " ".join(condition.consequent.split()) if condition.consequent else None,
        _names(book, first),
        _names(book, condition.consequent_actor_ids),
        between,
        condition.due_on,
        book.evidence(condition),
        book.sentence(condition),
    )


def _names(book: Book, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(book.name(book.bloc(i)) for i in ids))


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two conditions say the same in nearly the same words."""
    return all(_overlap(a, b) for a, b in zip(one, other, strict=True))


def _overlap(one: str, other: str) -> bool:
    these, those = set(one.split()), set(other.split())
    if not these or not those:
        return these == those
    return len(these & those) >= 0.6 * len(these | those)
