"""Acts that end: "stopped firing" is a ceasefire, "stopped training the coastguard" an aid cut off."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from detente.reading.candidate import Candidate
from detente.reading.clauses import subjects
from detente.reading.frames import Frame
from detente.reading.parsed import parsed
from detente.reading.participants import Stage, actors_of, strangers, unique
from detente.reading.syntax import children, lemma
from detente.reading.words import grammar
from detente.records import EventType

_ENDING = grammar("ending")
_ENDED: dict[EventType, tuple[EventType, str | None]] = {
    EventType.ASSAULT: (EventType.RETREAT, "ceasefire"),
    EventType.MOBILIZE: (EventType.RETREAT, "withdraw"),
    EventType.COERCE: (EventType.RETREAT, "access"),
    EventType.SANCTION: (EventType.CONCEDE, None),
    EventType.PROTEST: (EventType.CONCEDE, None),
    EventType.THREATEN: (EventType.CONCEDE, None),
    EventType.AID: (EventType.SANCTION, "discontinue"),
    EventType.COOPERATE: (EventType.SANCTION, "discontinue"),
    EventType.SUPPORT: (EventType.SANCTION, "discontinue"),
    EventType.CONSULT: (EventType.SANCTION, "discontinue"),
}


def phases(sentence: Span, stage: Stage, found: Sequence[Candidate]) -> list[Candidate]:
    """A candidate at each verb of ending that governs an act: "halted", "ceased", "no longer sends" stands at the act itself."""
    held = parsed(sentence.doc)
    told: dict[int, Candidate] = {}
    for inner in found:
        into = _ENDED.get(inner.event_type)
        if into is None:
            continue
        ending = _ending(inner.trigger)
        if ending is None and _is_no_longer(inner.trigger):
            ending = inner.trigger
        if ending is None or held.tags[ending.i][:2] != "VB":
            continue
        actors = unique(a for s in subjects(ending) for a in actors_of(stage, s)) or inner.actors
        recipients = strangers(stage, actors, [*inner.recipients, *inner.actors])
        kind, mode = into
        frame = Frame(kind, f"{lemma(ending)} {lemma(inner.trigger)}", False, ("subject",), (), mode=mode, needs="actor")
        teller = next(iter(children(ending, "nsubj")), None) if ending is inner.trigger else None
        told.setdefault(ending.i, Candidate(frame, ending, None, actors, recipients, (mode,) if mode else (), teller=teller))
    return list(told.values())


def _ending(trigger: Token) -> Token | None:
    """The verb of ending above an act in -ing: "stopped firing", "quit supplying"."""
    above = trigger.head
    if trigger.tag_ == "VBG" and trigger.dep_ in {"xcomp", "obj", "ccomp"} and lemma(above) in _ENDING:
        return above
    return None


def _is_no_longer(trigger: Token) -> bool:
    words = children(trigger, "advmod")
    return any(
        w.lower_ in {"longer", "anymore"} and (w.lower_ == "anymore" or w.nbor(-1).lower_ in {"no", "any"}) for w in words if w.i
    )
