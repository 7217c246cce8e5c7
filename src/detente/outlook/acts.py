"""Acts between the parties as evidence: each deed once, however many stories tell it, on the side that its type speaks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.deeds import deeds_between
from detente.analysis.takebacks import TAKEN_BACK
from detente.outlook.clauses import Clause, clause_at
from detente.outlook.judgements import pairs
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR, Relation, other_side, shades
from detente.outlook.weighing import Factor, Piece, Scale, former, numbers
from detente.records import Event
from detente.terms import Modality

CONDITIONAL: Final = "conditional"
QUESTION: Final = "asked, not told"
HISTORICAL: Final = "looked back on"
DOUBTFUL: Final = "doubtful"
OFF_TOPIC: Final = "off the topic"
MATTER: Final = "about a party, not with it"
_OVER: Final = re.compile(r"\s+(?:over|about|regarding|concerning)\s+(?:the\s+)?", re.IGNORECASE)
CANCELLED: Final = "cancelled"
"""How `analysis.deeds` calls a planned act that was called off."""


@dataclass(frozen=True, slots=True)
class Told:
    """A deed in what matters here, also of one party alone. `doer` is an actor id, None where both do it."""

    event_type: str
    modality: str
    historical: bool
    doer: str | None
    confidence: float
    share: float
    story_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    parties: tuple[str, ...]


def act_pieces(question: Question, scale: Scale, left_out: dict[str, int]) -> Iterator[Piece]:
    """The acts for and against; why others are left out is counted in `left_out`."""
    kind = question.relation
    if kind is None:
        return
    conditional = {i for c in scale.book.conditions for i in (c.antecedent_event_id, c.consequent_event_id) if i}
    for told in _told(question, scale.book):
        bearing = _bearing(kind, told)
        if bearing is None or (kind.needs_word(told.event_type) and not kind.says(_clause(scale.book, told).text)):
            continue
        if kind.one_way and told.doer not in {None, question.parties[0].actor_id}:
            continue
        reason = why_not(told, scale, conditional)
        near = scale.nearness(told.evidence[0])
        if reason or near is None:
            left_out[reason or OFF_TOPIC] = left_out.get(reason or OFF_TOPIC, 0) + 1
            continue
        side, direct = bearing
        factors = (
            scale.certainty("event", told.confidence),
            scale.modality(told.modality),
            scale.recency(told.evidence[0].on),
            scale.stories(len(told.story_ids)),
            scale.direct("bearing", direct, f"{told.event_type} bears on '{kind.phrase}'"),
            *_direction(question, told),
            *former(_clause(scale.book, told).text),
            near,
        )
        best, *others = told.evidence
        yield Piece(
            side, gist(scale.book, told), told.modality, best, scale.book.sentence(best), factors, told.story_ids, tuple(others)
        )


def gist(book: Book, told: Told) -> str:
    """What is done by whom to whom, and how it is told: "ACCUSE, United States → Russia"."""
    names = [book.name(i) for i in told.parties]
    if told.doer and len(names) > 1:
        first = book.name(told.doer)
        names = [first, *(n for n in names if n != first)]
    who = " → ".join(names) if told.doer else ", ".join(names)
    return f"{told.event_type}{'' if told.modality == Modality.ACTUAL else ' (' + told.modality + ')'}, {who}"


def _told(question: Question, book: Book) -> Iterator[Told]:
    if len(question.parties) < 2:
        yield from alone(book, question.parties[0])
        return
    for one, other in pairs(question):
        if one.ids & other.ids:
            continue
        for d in deeds_between(book, one, other):
            yield Told(
                d.event_type, d.modality, d.historical, d.doer, d.confidence, d.share, d.story_ids, d.event_ids, d.evidence,
                (one.actor_id, other.actor_id),
            )  # fmt: skip


def alone(book: Book, party: Party) -> Iterator[Told]:
    """What one party does, to whomever: one deed for each type, modality and story, and for copies of a day."""
    groups: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in book.events:
        if party.ids & {*event.actor_ids}:
            dated = event.date_start or book.source(event).published
            key = dated if event.date_basis != "none" and dated else book.source(event).story_id
            groups[event.event_type, event.modality, event.historical, key].append(event)
    for events in groups.values():
        best: dict[str, Event] = {}
        for event in sorted(events, key=lambda e: -e.confidence):
            best.setdefault(book.source(event).story_id, event)
        first = next(iter(best.values()))
        confidence = 1 - prod(1 - e.confidence for e in best.values())
        yield Told(
            str(first.event_type), str(first.modality), first.historical, party.actor_id, confidence, 1.0, tuple(best),
            tuple(e.event_id for e in events), tuple(map(book.evidence, best.values())), (party.actor_id,),
        )  # fmt: skip


def _bearing(kind: Relation, told: Told) -> tuple[str, float] | None:
    """The side of a deed. A denied or cancelled act that would speak for it speaks against it, one against it for nothing."""
    bearing = kind.bearing(told.event_type)
    if bearing is None or told.modality not in {Modality.DENIED, CANCELLED}:
        return bearing
    friendly = AGAINST if kind.inverse else FOR
    return (other_side(bearing[0]), bearing[1]) if bearing[0] == friendly else None


def why_not(told: Told, scale: Scale, conditional: set[str]) -> str:
    """Why a deed is no evidence; empty where it is."""
    if told.historical:
        return HISTORICAL
    if told.modality == TAKEN_BACK:
        return TAKEN_BACK
    if _is_matter(scale.book, told):
        return MATTER
    if conditional & set(told.event_ids):
        return CONDITIONAL
    if _is_asked(scale.book, told):
        return QUESTION
    return DOUBTFUL if told.confidence < float(numbers()["least_confidence"]) else ""


def _is_matter(book: Book, told: Told) -> bool:
    """Whether one of the parties is only what it is about, in the best telling: "clashed over Norland"."""
    event = book.event_of[told.evidence[0].record_id]
    text = book.source(event).text
    after = _OVER.match(text, event.trigger_end)
    if after is None or len(told.parties) < 2:
        return False
    held = (book.actors.get(party) for party in told.parties)
    names = [name for actor in held if actor for name in (actor.name, *actor.aliases)]
    return any(text.startswith(name, after.end()) for name in names)


def _is_asked(book: Book, told: Told) -> bool:
    """Whether the best telling is a question, also an indirect one ("whether they are willing")."""
    clause, event = _clause(book, told), book.event_of[told.evidence[0].record_id]
    sentence = book.sentence(event)
    return Clause(event.document_id, sentence.start, sentence.end, sentence.text).asks or bool(
        shades().asking.search(clause.text, 0, max(0, event.trigger_start - clause.start))
    )


def _clause(book: Book, told: Told) -> Clause:
    """The clause of the word that tells the act, in its best telling."""
    event = book.event_of[told.evidence[0].record_id]
    held = book.sentence(event)
    return clause_at(Clause(event.document_id, held.start, held.end, held.text), event.trigger_start)


def _direction(question: Question, told: Told) -> Sequence[Factor]:
    """For what one does to the other: less where the other does it; and less at a larger table."""
    found = []
    kind = question.relation
    if kind and kind.directed and len(question.parties) > 1:
        way = "both" if told.doer is None else "asked" if told.doer == question.parties[0].actor_id else "answered"
        value = float(numbers()["direction"][way])
        whys = {"both": "done by both", "asked": f"done by {question.parties[0].name}", "answered": "done by the other side"}
        found.append(Factor("direction", value, whys[way]))
    if told.share < 1:
        found.append(Factor("table", max(told.share, float(numbers()["table"]["least_share"])), "at a larger table"))
    return found
