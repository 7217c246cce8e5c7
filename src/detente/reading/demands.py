"""Demands told by a modal: "Russia said that Sudan must return the helicopter" is a REQUEST of Russia to Sudan."""

from __future__ import annotations

from spacy.tokens import Span, Token

from detente.reading.frames import Frame
from detente.reading.modality import words
from detente.reading.parsed import parsed
from detente.reading.participants import Stage, actors_of
from detente.reading.syntax import children
from detente.records import EventType

MUST = Frame(EventType.REQUEST, "must", False, ("subject",), ("subject",), contexts=("diplomatic",), needs="both")
_MODALS = frozenset({"must", "should", "ought"})


def demands(sentence: Span, stage: Stage) -> list[tuple[Token, Token, Token]]:
    """(modal, the verb it stands with, the verb of saying) wherever one actor says what another must do."""
    found = []
    held = parsed(sentence.doc)
    for i in range(sentence.start, sentence.end):
        if held.lower[i] not in _MODALS or held.relations[i] != "aux":
            continue
        token = held.tokens[i]
        verb = token.head
        saying = _saying(verb)
        if saying is None:
            continue
        speakers = {a.actor_id for s in children(saying, "nsubj") for a in actors_of(stage, s)}
        asked = {a.actor_id for s in children(verb, "nsubj", "nsubj:pass") if stage.at(s) for a in actors_of(stage, s)}
        if speakers and asked and not speakers & asked:
            found.append((token, verb, saying))
    return found


def _saying(verb: Token) -> Token | None:
    """The verb of saying whose content a clause is: above it, or, for a parenthetical, below it."""
    if verb.dep_ in {"ccomp", "parataxis"} and verb.head.lemma_.lower() in words()["say"] | {"say", "said"}:
        return verb.head
    for c in children(verb, "parataxis"):
        if c.lemma_.lower() in words()["say"]:
            return c
    return None
