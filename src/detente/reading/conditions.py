"""What hangs on what: conditions, exchanges, demands and consequences, with the actors and events on either side.

The antecedent is what would come first, without its marker; the consequent is what would follow. "Even if" is left
out, because what follows holds either way; so are embedded questions ("asked if") and idioms ("if any").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date

from spacy.tokens import Doc, Token

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading import syntax
from detente.reading.condition_actors import Stage
from detente.reading.condition_frames import drafts
from detente.reading.condition_markers import Draft
from detente.records import Condition, ConditionKind, Event, Statement, record_id


def extract_conditions(
    passages: Sequence[Passage],
    cast: Cast,
    statements: Sequence[Statement] = (),
    events: Sequence[Event] = (),
    on: date | None = None,
) -> Iterator[Condition]:
    """The conditions of a document in text order, tied to the statement that holds them and the events inside them.

    Deadlines are reckoned from the date `on`. A deadline in a sentence without actors is an everyday one, and left out.
    """
    for number, passage in enumerate(passages):
        if not passage.doc.has_annotation("DEP"):
            continue
        here = [s for s in statements if passage.block.start <= s.cue_start < passage.block.end]
        for draft in drafts(passage.doc, on):
            dated = draft.kind is ConditionKind.TERM or draft.due is not None
            if dated and not _is_political(draft, passage.doc, number, cast):
                continue
            holder = _holder(passage.place(*draft.marker)[0], here)
            stage = Stage(passage, number, cast, holder.source_actor_ids if holder is not None else ())
            condition = _record(draft, stage, holder, events)
            if condition is not None:
                yield condition


def _is_political(draft: Draft, doc: Doc, number: int, cast: Cast) -> bool:
    """Whether an actor appears in the sentence that asks something."""
    return bool(cast.within(number, *syntax.sentence_bounds(doc[draft.marker[0]])))


def _record(draft: Draft, stage: Stage, holder: Statement | None, events: Sequence[Event]) -> Condition | None:
    passage = stage.passage
    teller = holder if holder is None or not _is_told(draft, passage, holder) else None
    first, second = _span(draft.antecedent, passage, teller), _span(_one_side(draft), passage, teller)
    if first is None or (second is None and draft.consequent):
        return None
    marker, antecedent = passage.place(*draft.marker), passage.place(*first)
    consequent = passage.place(*second) if second is not None else None
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
        antecedent_actor_ids=stage.acting(first),
        consequent_actor_ids=stage.acting(second),
        antecedent_event_id=_event(antecedent, events),
        consequent_event_id=_event(consequent, events) if consequent else None,
        statement_id=holder.statement_id if holder is not None else None,
        due_on=draft.due,
    )


def _is_told(draft: Draft, passage: Passage, holder: Statement) -> bool:
    """Whether a statement's cue is what hangs on the condition ("the court will ask …"), not what tells of it."""
    doc = passage.doc
    cue = doc.char_span(holder.cue_start - passage.block.start, holder.cue_end - passage.block.start, alignment_mode="expand")
    if cue is None:
        return False
    if cue.start <= draft.main < cue.end:
        return syntax.child(doc[draft.main], "ccomp", "xcomp") is None
    return cue.start in draft.consequent and any(t.tag_ == "MD" for t in doc[max(cue.start - 1, 0) : cue.end])


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
    """The stretch of tokens, trimmed; what the statement's source and cue say of it is left out."""
    kept = {i for i in tokens if holder is None or not _tags(passage.place(i, i + 1), holder)}
    if kept and len(kept) < len(tokens) and (_is_torn(passage.doc[min(kept)]) or _tells(tokens, passage) > _tells(kept, passage)):
        kept = set(tokens)
    trimmed = [
        _opened(passage.doc, *syntax.trim(passage.doc, a, b, '."“”')) for a, b in syntax.runs(passage.doc[i] for i in kept)
    ]
    found = [(a, b) for a, b in trimmed if a < b]
    if not found:
        return None
    if len(kept) < len(tokens):
        return max(found, key=lambda r: r[1] - r[0])
    return found[0][0], found[-1][1]


def _tells(tokens: Set[int], passage: Passage) -> bool:
    """Whether there is a verb among the tokens."""
    return any(passage.doc[i].pos_ in {"VERB", "AUX"} for i in tokens)


def _is_torn(first: Token) -> bool:
    """Whether what is left of a side begins in the midst of a clause ("is a lie", "on a plan", "to sign")."""
    finite = first.tag_ in {"VBZ", "VBP", "VBD"} and first.dep_ != "conj"
    return first.lower_ == "to" or (first.tag_ == "IN" and first.dep_ == "case") or finite


def _opened(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The stretch without the conjunctions that join it to what stands around it: "but …", "that …", "…, but"."""
    while start + 1 < end and (doc[start].dep_ == "cc" or (doc[start].dep_ == "mark" and doc[start].lower_ == "that")):
        start, end = syntax.trim(doc, start + 1, end, '."“”')
    while start + 1 < end and doc[end - 1].lower_ in {"but", "and", "or"}:
        start, end = syntax.trim(doc, start, end - 1, '."“”')
    return start, end


def _tags(place: tuple[int, int], holder: Statement) -> bool:
    inside = any(a <= place[0] < b for a, b in holder.content_spans)
    return not inside and (holder.start <= place[0] < holder.end)


def _event(span: tuple[int, int], events: Sequence[Event]) -> str | None:
    """The first event whose trigger lies in a span."""
    inside = [e for e in events if span[0] <= e.trigger_start and e.trigger_end <= span[1]]
    return min(inside, key=lambda e: e.trigger_start).event_id if inside else None
