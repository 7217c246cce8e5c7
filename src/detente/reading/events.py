"""Events: who did what to whom, in PLOVER's terms, and whether it is told as having happened.

    extract_events(passages, cast, statements, document) -> Iterator[Event]

Candidates come from `coding`; an event needs at least one actor of political standing. Its confidence is the chance that type,
modality and parties are all right, as learned from marked sentences; what is not worth a fifth is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance, Cast
from detente.actors.registry import Registry
from detente.language.passages import Passage
from detente.reading import plover
from detente.reading.candidate import Candidate, trigger_tokens
from detente.reading.coding import Models, candidates, models
from detente.reading.frames import lexicon
from detente.reading.gatherings import Gathering, gathering
from detente.reading.locals import populated
from detente.reading.modal_words import is_bare
from detente.reading.modality import Verdict, hedge, judge
from detente.reading.participants import Stage, actors_of
from detente.reading.when import Dating, date_event, is_historical
from detente.reading.where import locate
from detente.records import Act, ActorKind, Document, Event, EventType, Modality, Statement, record_id

_LONGEST_SENTENCE = 400
_LEAST_TRUST = 0.2
_BESIDE = 0.5
"""Of the acts that one sentence tells, what is not half as sure as the surest is left out, but for what is only possible."""
_MEETING = frozenset({EventType.CONSULT, EventType.AGREE, EventType.REJECT})


@dataclass(frozen=True, slots=True)
class _Scene:
    """What an event is made from beside its candidate."""

    passage: Passage
    stage: Stage
    statements: Sequence[Statement]
    document: Document
    learned: Models
    least: float
    states: frozenset[str]


def extract_events(
    passages: Sequence[Passage], cast: Cast, statements: Sequence[Statement], document: Document
) -> Iterator[Event]:
    """The events of a document in text order. Sentences of more than 400 tokens are lists or noise and are passed over."""
    learned = models()
    for candidate, event in coded(passages, cast, statements, document, learned, _LEAST_TRUST):
        yield replace(event, rule=_why(candidate, learned))


def _why(candidate: Candidate, learned: Models) -> str:
    """How the act was found; where no frame fits, the features that spoke most for it."""
    how = candidate.rule
    if how in {"loose frame", "learned"}:
        how += f" ({'; '.join(learned.triggers.reasons(candidate.told_by, str(candidate.event_type)))})"
    return f"{how}, recipient by {candidate.known_by}" if candidate.known_by else how


def coded(
    passages: Sequence[Passage],
    cast: Cast,
    statements: Sequence[Statement],
    document: Document,
    learned: Models,
    least: float = 0.0,
) -> Iterator[tuple[Candidate, Event]]:
    """What could be an event with a trust of at least `least`, with the candidate that it is made from."""
    cast = populated(passages, cast, document.published)
    states = frozenset(a.country for a in cast.actors.values() if a.country)
    starts: dict[int, list[int]] = defaultdict(list)
    for appearance in cast.appearances:
        starts[appearance.passage].append(appearance.start)
    for index, passage in enumerate(passages):
        scene = _Scene(passage, Stage(cast, index), statements, document, learned, least, states)
        here = starts.get(index, [])
        if not here or not passage.doc.has_annotation("DEP"):
            continue
        for sentence in passage.doc.sents:
            next_one = bisect_left(here, sentence.start)
            if len(sentence) <= _LONGEST_SENTENCE and next_one < len(here) and here[next_one] < sentence.end:
                yield from _events_of(sentence, scene)


def _events_of(sentence: Span, scene: _Scene) -> Iterator[tuple[Candidate, Event]]:
    told: dict[tuple[object, ...], tuple[Candidate, Event]] = {}
    for candidate in candidates(sentence, scene.stage, lexicon(), scene.learned):
        event = _event(candidate, sentence, scene)
        if event is None:
            continue
        key = (event.event_type, frozenset(event.actor_ids), frozenset(event.recipient_ids), event.modality)
        if key not in told or told[key][1].confidence < event.confidence:
            told[key] = candidate, event
    least = max((event.confidence for _, event in told.values()), default=0.0) * (_BESIDE if scene.least else 0.0)
    kept = (pair for pair in told.values() if pair[1].confidence >= least or pair[1].modality is Modality.POSSIBLE)
    yield from sorted(kept, key=lambda pair: (pair[1].trigger_start, pair[1].event_id))


def _trust(candidate: Candidate, modality: Modality, learned: Models) -> float:
    """The chance that type, modality and parties are all right, as learned from the curriculum."""
    if learned.trust is None:
        return candidate.chance
    told = learned.trust.chances([*candidate.signs, f"modality={modality}"])
    return round(told[learned.trust.labels.index("True")], 3)


def _event(candidate: Candidate, sentence: Span, scene: _Scene) -> Event | None:
    """The event that a candidate tells; None where it is not to be trusted."""
    passage, trigger, kind = scene.passage, candidate.trigger, candidate.event_type
    tokens = [t.i for t in trigger_tokens(candidate)]
    trigger_start, trigger_end = (
        passage.place(min(tokens), max(tokens) + 1) if _adjacent(tokens) else passage.place_token(trigger)
    )
    statement = _statement(trigger_start, trigger_end, scene.statements)
    verdict = _verdict(candidate, scene, statement)
    trust = _trust(candidate, verdict.modality, scene.learned)
    if trust < scene.least:
        return None
    parties = [*candidate.actors, *candidate.recipients]
    for appearance in parties:
        if sentence.start <= appearance.start and appearance.end <= sentence.end:
            tokens += [appearance.start, appearance.end - 1]
    start, end = passage.place(min(tokens), max(tokens) + 1)
    dating = date_event(trigger, scene.document.published, verdict.modality)
    if dating.basis != "expression" and _is_of_the_past(candidate, scene):
        dating = Dating(None, None, "none", looks_back=True)
    place, country = locate(trigger, scene.states)
    met = gathering(trigger, parties, scene.stage) if kind in _MEETING else Gathering()
    return Event(
        event_id=record_id(passage.document_id, "event", trigger_start, trigger_end, kind.value),
        document_id=passage.document_id,
        start=start,
        end=end,
        text=passage.slice(start, end),
        event_type=kind,
        trigger_start=trigger_start,
        trigger_end=trigger_end,
        modes=candidate.modes,
        contexts=candidate.frame.contexts,
        plover_type=plover.counted_as(kind, verdict.modality, verdict.refused),
        actor_ids=tuple(a.actor_id for a in candidate.actors),
        recipient_ids=tuple(a.actor_id for a in candidate.recipients),
        date_start=dating.start,
        date_end=dating.end,
        date_basis=dating.basis,
        place=place,
        country=country,
        modality=verdict.modality,
        historical=is_historical(dating, scene.document.published, verdict.modality),
        score=plover.score(kind, candidate.modes),
        statement_id=None if statement is None else statement.statement_id,
        confidence=trust,
        host_id=met.host_id,
        format=met.format,
        absent_ids=met.absent_ids,
        frame=candidate.frame.frame_id,
    )


def _adjacent(tokens: list[int]) -> bool:
    return max(tokens) - min(tokens) <= 6


def _statement(start: int, end: int, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content covers the trigger."""
    around = [
        s for s in statements if any(a <= start and end <= b for a, b in s.content_spans or ((s.content_start, s.content_end),))
    ]
    return min(around, key=lambda s: (s.content_end - s.content_start, s.statement_id), default=None)


def _verdict(candidate: Candidate, scene: _Scene, statement: Statement | None) -> Verdict:
    """The grammar's verdict, made `alleged` where a party tells a hostile act of another, `denied` in a denial."""
    verdict = judge(candidate.teller or candidate.trigger)
    if candidate.theme is not None:
        verdict = hedge(candidate.theme, verdict)
    if candidate.promised and verdict.modality is Modality.ACTUAL:
        verdict = Verdict(Modality.PLANNED, "promised")
    if verdict.modality is not Modality.ACTUAL or _is_taken_for_granted(candidate.trigger):
        return verdict
    speakers = [] if verdict.speaker is None else actors_of(scene.stage, verdict.speaker)
    countries = {c for s in speakers if _is_party(scene.stage, s) and (c := _side(scene.stage, s))}
    if not countries and statement is not None and statement.source_actor_id in scene.stage.cast.actors:
        source = scene.stage.cast.actors[statement.source_actor_id]
        if source.kind is not ActorKind.MEDIA and (source.country or source.kind is ActorKind.ARMED_GROUP):
            countries = {source.country or source.actor_id}
    if statement is not None and statement.act is Act.ACCUSE and countries and _is_hostile(candidate.event_type):
        return Verdict(Modality.ALLEGED, "accusation")
    doers = {c for a in candidate.actors if (c := _side(scene.stage, a))}
    if countries and doers and not countries & doers and _is_hostile(candidate.event_type):
        return Verdict(Modality.ALLEGED, "said", speaker=verdict.speaker)
    return verdict


def _is_taken_for_granted(trigger: Token) -> bool:
    """Whether a definite noun tells the act, as known: "condemned *the execution* of the hostages"."""
    return trigger.pos_ == "NOUN" and not is_bare(trigger)


def _is_hostile(kind: EventType) -> bool:
    return plover.quad_class(kind) == plover.MATERIAL_CONFLICT


def _side(stage: Stage, appearance: Appearance) -> str | None:
    actor = stage.actor(appearance)
    return actor.country or (actor.actor_id if actor.kind is ActorKind.ARMED_GROUP else None)


def _is_party(stage: Stage, appearance: Appearance) -> bool:
    return stage.actor(appearance).kind not in {ActorKind.MEDIA, ActorKind.IGO, ActorKind.NGO}


def _is_of_the_past(candidate: Candidate, scene: _Scene) -> bool:
    """Whether a state took part that was no more when the document was published."""
    on = scene.document.published or date.max
    parties = (scene.stage.actor(a) for a in [*candidate.actors, *candidate.recipients])
    return any(p.kind is ActorKind.STATE and (end := _end_of(p.name)) is not None and (on - end).days > 730 for p in parties)


@cache
def _end_of(state: str) -> date | None:
    form = Registry.load().find(state)
    return None if form is None else form.term.end
