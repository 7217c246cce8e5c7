"""Positions: where actors stand on issues, from what they say, do and demand, and from what others ascribe to them.

    positions(book, load_issues()) -> list[Position]

Who takes a side is the source of a statement or the actor of an event, never who is asked. A position's basis is `statement`
where the actor says it, `event` where a deed shows it, `attribution` where others say so: another speaker, or the text by its own
account of what somebody wants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.attitudes import Attitude, attitude_in, is_inner, turns
from detente.analysis.book import Book
from detente.analysis.issues import Deed, Issue
from detente.analysis.phrases import pattern
from detente.analysis.stances import Stance, asserted, governed, sides, with_groups
from detente.records import (
    Act,
    ActorKind,
    Condition,
    ConditionKind,
    Event,
    EventType,
    Modality,
    Position,
    PositionBasis,
    Statement,
    record_id,
)

LEAST_CONFIDENCE: Final = 0.35
"""Events below it are not read for positions: most of them have a wrong party or type."""
LEAST_FOR_DEEDS: Final = 0.5
_SPOKEN: Final = frozenset(
    {EventType.REQUEST, EventType.SUPPORT, EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.ACCUSE}
)
_TOGETHER: Final = re.compile(r"AGREE/(?:agree|reach|sign|truce|accord|strike|understanding)")
_ENDS: Final = re.compile(r"(?<!\b[A-Z])[.!?][\"”’]?(?=\s+[A-Z\"“]|\s*$)|\n")
_WATCHING: Final = frozenset({"EDU", "MED"})
_CONDITION_VALUE: Final = 0.8
_AMONG: Final = re.compile(r"^\s*(?:\w+\s+)?(?:between|among|by|with|of)\b", re.IGNORECASE)
_NOT: Final = re.compile(r"\b(?:not|never|no|refus\w+|cannot|none)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Held:
    """Stances with those who hold them, and the record that says so."""

    record: Statement | Event
    holders: tuple[str, ...]
    basis: PositionBasis
    stances: Sequence[Stance]


def positions(book: Book, issues: Sequence[Issue]) -> list[Position]:
    """All positions that the book gives on these issues, by date (undated last), document and place.

    Where one passage puts an actor on both sides of a pole it puts them on none.
    """
    reader = _Reader(book, issues)
    held = [*reader.statements(), *reader.events(), *reader.conditions(), *reader.deeds()]
    found: dict[tuple[str, str, str, str, int], Position] = {}
    said = {(h.record.document_id, s.issue_id, s.end) for h in held if isinstance(h.record, Statement) for s in h.stances}
    torn: set[tuple[str, str, str, str, int]] = set()
    for one in held:
        for stance in one.stances:
            if _is_hearsay(one) and (one.record.document_id, stance.issue_id, stance.end) in said:
                continue
            for actor in one.holders:
                key = (one.record.document_id, stance.issue_id, stance.pole, actor, stance.end)
                other = found.get(key)
                if other is None:
                    found[key] = reader.position(one, stance, actor)
                elif other.stance * stance.stance < 0:
                    torn.add(key)
    kept = [p for key, p in found.items() if key not in torn]
    order = {key: n for n, key in enumerate(book.sources)}
    return sorted(kept, key=lambda p: (p.held_on is None, p.held_on, order[p.document_id], p.start, p.position_id))


def armed_groups(book: Book) -> tuple[str, ...]:
    """The names of the armed groups that a book tells of."""
    groups = (a for a in book.actors.values() if a.kind == ActorKind.ARMED_GROUP)
    return tuple(dict.fromkeys(n for g in groups for n in (g.name, *g.aliases) if len(n) > 2))


def _is_hearsay(held: _Held) -> bool:
    """An event ascribed by others, which gives way to a statement read from the same words."""
    return isinstance(held.record, Event) and held.basis is PositionBasis.ATTRIBUTION


class _Reader:
    """Reads the records of a book for stances."""

    def __init__(self, book: Book, issues: Sequence[Issue]) -> None:
        self.book = book
        self.issues = issues
        self.group_names = armed_groups(book)
        self.sides = sides(tuple(issues), self.group_names)
        self._names: dict[tuple[str, ...], re.Pattern[str]] = {}

    def statements(self) -> Iterator[_Held]:
        """What sources say, as far as an attitude of theirs governs it or stands in it."""
        for statement in self.book.statements:
            speakers = self.book.speakers(statement)
            text = self.book.source(statement).text
            if not speakers or _is_asked(text, statement):
                continue
            attitude = attitude_in(text, statement.cue_start, statement.cue_end)
            told = self._told(statement)
            stances: list[Stance] = []
            mental = attitude is not None and attitude.mental
            if attitude is not None and not _is_clause(statement, attitude.value):
                start = attitude.end if attitude.end < statement.content_end else statement.content_start
                start = start if start > statement.cue_start or statement.content_start > start else statement.content_start
                if statement.content_end <= statement.cue_start:
                    start = statement.content_start
                stances = governed(text, start, statement.content_end, attitude.value, self.sides)
            elif not self._is_media(speakers):
                stances = self._said(text, statement, speakers)
            if stances:
                yield _Held(statement, speakers, self._basis(speakers, told, mental), stances)

    def _said(self, text: str, statement: Statement, speakers: tuple[str, ...]) -> list[Stance]:
        if statement.act in {Act.ACCUSE, Act.DENY, Act.EXPECT}:
            return []
        names = self._named(speakers)
        return [s for a, b in statement.content_spans for s in asserted(text, a, b, self.sides, names)]

    def events(self) -> Iterator[_Held]:
        """Demands, offers, welcomes and refusals that are told as events."""
        for event in self.book.events:
            if event.event_type not in _SPOKEN or event.confidence < LEAST_CONFIDENCE or not event.actor_ids:
                continue
            text = self.book.source(event).text
            attitude = attitude_in(text, event.trigger_start, event.trigger_end)
            if attitude is None or is_inner(text, attitude.start) or event.modality in {Modality.POSSIBLE, Modality.ALLEGED}:
                continue
            if event.modality == Modality.DENIED and attitude.value > 0:
                continue
            end = _sentence_end(text, attitude.end)
            if text[end - 1 : end + 1].startswith("?"):
                continue
            stances = governed(text, attitude.end, end, attitude.value, self.sides)
            together = (*event.actor_ids, *(event.recipient_ids if _TOGETHER.match(event.frame) else ()))
            holders = tuple(i for i in together if self._takes_part(i, event, attitude, end))
            if stances and holders:
                yield _Held(event, holders, self._basis(holders, self.book.speakers(event), attitude.mental), stances)

    def conditions(self) -> Iterator[_Held]:
        """What somebody makes the condition of giving up a refusal: "will not talk until all troops have left"."""
        for condition in self.book.conditions:
            statement = self.book.statement_of.get(condition.statement_id or "")
            speakers = self.book.speakers(statement) if statement else ()
            if statement is None or not speakers or not self._is_own(condition, speakers):
                continue
            wish = _wish(condition)
            if wish and (condition.consequent is not None and _NOT.search(condition.consequent)):
                text = self.book.source(condition).text
                start, end = condition.antecedent_start, condition.antecedent_end
                stances = governed(text, start, end, wish * _CONDITION_VALUE, self.sides)
                if stances:
                    yield _Held(statement, speakers, self._basis(speakers, self._told(statement), False), stances)

    def deeds(self) -> Iterator[_Held]:
        """What actors did."""
        for issue in self.issues:
            for deed in issue.deeds:
                shown = [e for e in self.book.events if self._shows(e, deed)]
                if not shown:
                    continue
                words = pattern(deed.words, with_groups(dict(issue.words), self.group_names)) if deed.words else None
                for event in shown:
                    if words is None or words.search(event.text):
                        stance = Stance(issue.issue_id, deed.pole, deed.stance, event.start, event.end)
                        both = event.event_type == EventType.CONSULT
                        parties = (*event.actor_ids, *(event.recipient_ids if both else ()))
                        holders = tuple(filter(self._acts, parties))
                        yield _Held(event, holders, PositionBasis.EVENT, [stance])

    def _takes_part(self, actor: str, event: Event, attitude: Attitude, end: int) -> bool:
        """Whether an actor of an event can be whose attitude it is: not who is named only after it, nor who only tells of it."""
        text = self.book.source(event).text
        named = self._named((actor,))
        begins = max((m.end() for m in _ENDS.finditer(text, max(0, attitude.start - 400), attitude.start)), default=0)
        before, after = list(named.finditer(text, begins, attitude.start)), named.search(text, attitude.end, end)
        if after and not before and not _AMONG.search(text[attitude.end : after.start()]):
            return False
        told = self.book.statement_of.get(event.statement_id or "")
        if told is None or actor not in self.book.speakers(told) or len(event.actor_ids) == 1:
            return True
        return not before or any(m.start() >= told.content_start for m in before)

    def position(self, held: _Held, stance: Stance, actor: str) -> Position:
        """The record of one stance of one holder; its span goes from the record to the words of the issue."""
        record = held.record
        start, end = min(record.start, stance.start), max(record.end, stance.end)
        slug = re.sub(r"\W+", "-", stance.pole.casefold()).strip("-")
        return Position(
            record_id(record.document_id, "position", start, end, f"{stance.issue_id}:{slug}:{actor}:{stance.end}"),
            record.document_id,
            start,
            end,
            self.book.source(record).text[start:end],
            stance.issue_id,
            stance.pole,
            round(stance.stance, 2),
            actor,
            held.basis,
            self.book.on(record),
            record.statement_id,
            record.event_id if isinstance(record, Event) else None,
        )

    def _shows(self, event: Event, deed: Deed) -> bool:
        if event.event_type not in deed.types or event.modality != Modality.ACTUAL or event.historical:
            return False
        if event.confidence < LEAST_FOR_DEEDS or (deed.modes and not set(deed.modes) & set(event.modes)):
            return False
        if deed.frames and event.frame not in deed.frames:
            return False
        parties = {*event.actor_ids, *event.recipient_ids}
        if deed.partner is None:
            return bool(event.actor_ids)
        with_partner = {i for i in parties if str(getattr(self.book.actors.get(i), "kind", "")) == deed.partner}
        return bool(with_partner) and bool(parties - with_partner) and turns(event.text) == 0

    def _acts(self, actor_id: str) -> bool:
        """Whether an actor's deeds are of interest: not an analyst's, a journalist's, or those of nobody known."""
        actor = self.book.actors.get(actor_id)
        if actor is None or actor.kind == ActorKind.MEDIA or set(actor.sectors[:1]) & _WATCHING:
            return False
        return actor.kind != ActorKind.PERSON or bool(actor.sectors or actor.country)

    def _told(self, statement: Statement) -> tuple[str, ...]:
        parent = self.book.statement_of.get(statement.parent_statement_id or "")
        return self.book.speakers(parent) if parent else ()

    def _basis(self, holders: Iterable[str], told_by: Sequence[str], mental: bool) -> PositionBasis:
        """Attribution where others tell it, or where only the text itself tells of a wish."""
        if told_by:
            own = self.book.blocs(holders) & self.book.blocs(told_by)
            return PositionBasis.STATEMENT if own else PositionBasis.ATTRIBUTION
        return PositionBasis.ATTRIBUTION if mental else PositionBasis.STATEMENT

    def _asks(self, statement: Statement) -> bool:
        return statement.content.rstrip(" \"”’'").endswith("?")

    def _is_media(self, speakers: Sequence[str]) -> bool:
        found = [self.book.actors.get(i) for i in speakers]
        return any(a is not None and (a.kind == ActorKind.MEDIA or "MED" in a.sectors[:1]) for a in found)

    def _is_own(self, condition: Condition, speakers: tuple[str, ...]) -> bool:
        ids = condition.consequent_actor_ids
        return not ids or bool(self.book.blocs(ids) & self.book.blocs(speakers))

    def _named(self, speakers: tuple[str, ...]) -> re.Pattern[str]:
        """How the speakers' own side is called."""
        if speakers not in self._names:
            ids = {*speakers, *self.book.blocs(speakers)}
            known = [a for i in ids if (a := self.book.actors.get(i))]
            names = [re.escape(n) for a in known for n in (a.name, *a.aliases)]
            self._names[speakers] = re.compile(rf"(?:the\s+|\b)(?:{'|'.join(names) or '(?!)'})(?!\w)", re.IGNORECASE)
        return self._names[speakers]


def _is_asked(text: str, statement: Statement) -> bool:
    return "?" in text[statement.content_end - 1 : max(statement.content_end, statement.end) + 2]


def _is_clause(statement: Statement, value: float) -> bool:
    """Whether a promise or announcement is told as "that X will …", where X decides whose it is; demands need no such look."""
    return 0 < value < 1 and statement.content.lstrip('"“ ').startswith("that ")


def _wish(condition: Condition) -> int:
    """What the speaker wants of the antecedent: that it comes true (1), that it ends (-1), or not known (0)."""
    if condition.kind in {ConditionKind.UNLESS, ConditionKind.DEMAND}:
        return 1
    return -1 if condition.kind == ConditionKind.AS_LONG_AS else 0


def _sentence_end(text: str, start: int) -> int:
    found = _ENDS.search(text, start)
    return found.start() + 1 if found else len(text)
