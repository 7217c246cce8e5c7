"""What hangs on what: conditions, exchanges, demands and consequences, with the actors and events on either side.

The antecedent is what would come first, without its marker; the consequent is what would follow. "Even if" is left
out, because what follows holds either way; so are embedded questions ("asked if") and idioms ("if any").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading import syntax
from detente.reading.condition_frames import drafts
from detente.reading.condition_markers import Draft
from detente.records import Condition, Event, Statement, record_id


def extract_conditions(
    passages: Sequence[Passage], cast: Cast, statements: Sequence[Statement] = (), events: Sequence[Event] = ()
) -> Iterator[Condition]:
    """The conditions of a document in text order, tied to the statement that holds them and the events inside them."""
    for number, passage in enumerate(passages):
        if not passage.doc.has_annotation("DEP"):
            continue
        here = [s for s in statements if passage.block.start <= s.cue_start < passage.block.end]
        for draft in drafts(passage.doc):
            condition = _record(draft, passage, here, events)
            if condition is not None:
                yield _with_actors(condition, number, cast)


def _record(draft: Draft, passage: Passage, statements: Sequence[Statement], events: Sequence[Event]) -> Condition | None:
    marker = passage.place(*draft.marker)
    holder = _holder(marker[0], statements)
    antecedent = _span(draft.antecedent, passage, holder)
    consequent = _span(_one_side(draft), passage, holder)
    if antecedent is None or (consequent is None and draft.consequent):
        return None
    sides = [s for s in (marker, antecedent, consequent) if s is not None]
    start, end = min(s[0] for s in sides), max(s[1] for s in sides)
    return Condition(
        condition_id=record_id(passage.document_id, "condition", start, end, str(marker[0])),
        document_id=passage.document_id,
        start=start,
        end=end,
        text=passage.slice(start, end),
        marker=" ".join(passage.slice(*marker).lower().split()),
        kind=draft.kind,
        antecedent_start=antecedent[0],
        antecedent_end=antecedent[1],
        antecedent=passage.slice(*antecedent),
        consequent_start=consequent[0] if consequent else None,
        consequent_end=consequent[1] if consequent else None,
        consequent=passage.slice(*consequent) if consequent else None,
        antecedent_event_id=_event(antecedent, events),
        consequent_event_id=_event(consequent, events) if consequent else None,
        statement_id=holder.statement_id if holder is not None else None,
    )


def _one_side(draft: Draft) -> frozenset[int]:
    """The side with the verb, when the condition stands in the midst of the consequent ("Oslo will, if asked, mediate")."""
    before = frozenset(i for i in draft.consequent if i < draft.marker[0])
    after = draft.consequent - before
    if draft.marker[0] > min(draft.antecedent):
        return draft.consequent
    if draft.main in draft.consequent:
        return before if draft.main in before else after
    return max(before, after, key=len)


def _holder(place: int, statements: Sequence[Statement]) -> Statement | None:
    """The smallest statement whose content holds a place."""
    around = [s for s in statements if any(a <= place < b for a, b in s.content_spans)]
    return min(around, key=lambda s: (s.content_end - s.content_start, s.statement_id), default=None)


def _span(tokens: frozenset[int], passage: Passage, holder: Statement | None) -> tuple[int, int] | None:
    """Document offsets of the tokens, trimmed; what the statement's source and cue say of it is left out."""
    kept = {i for i in tokens if holder is None or not _tags(passage.place(i, i + 1), holder)}
    if kept and passage.doc[min(kept)].lower_ == "to" and len(kept) < len(tokens):
        kept = set(tokens)
    trimmed = [
        _opened(passage.doc, *syntax.trim(passage.doc, a, b, '."“”')) for a, b in syntax.runs(passage.doc[i] for i in kept)
    ]
    found = [(a, b) for a, b in trimmed if a < b]
    if not found:
        return None
    if len(kept) < len(tokens):
        return passage.place(*max(found, key=lambda r: r[1] - r[0]))
    return passage.place(found[0][0], found[-1][1])


def _opened(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The stretch without the conjunction that joins it to what stands before: "but …", "that …", "and …"."""
    while start + 1 < end and (doc[start].dep_ == "cc" or (doc[start].dep_ == "mark" and doc[start].lower_ == "that")):
        start, end = syntax.trim(doc, start + 1, end, '."“”')
    return start, end


def _tags(place: tuple[int, int], holder: Statement) -> bool:
    inside = any(a <= place[0] < b for a, b in holder.content_spans)
    return not inside and (holder.start <= place[0] < holder.end)


def _event(span: tuple[int, int], events: Sequence[Event]) -> str | None:
    """The first event whose trigger lies in a span."""
    inside = [e for e in events if span[0] <= e.trigger_start and e.trigger_end <= span[1]]
    return min(inside, key=lambda e: e.trigger_start).event_id if inside else None


def _with_actors(condition: Condition, number: int, cast: Cast) -> Condition:
    """The condition with the actors who appear on either side."""

    def actors(start: int | None, end: int | None) -> tuple[str, ...]:
        if start is None or end is None:
            return ()
        inside = [a for a in cast.appearances if a.passage == number and start <= a.mention.start and a.mention.end <= end]
        return tuple(dict.fromkeys(a.actor_id for a in inside))

    return replace(
        condition,
        antecedent_actor_ids=actors(condition.antecedent_start, condition.antecedent_end),
        consequent_actor_ids=actors(condition.consequent_start, condition.consequent_end),
    )
