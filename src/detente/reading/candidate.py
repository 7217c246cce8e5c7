"""A frame met in a sentence, with the actors in its slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.actors.cast import Appearance
from detente.reading.frames import Frame
from detente.reading.participants import Stage
from detente.reading.syntax import lemma
from detente.records import EventType


@dataclass(slots=True)
class Candidate:
    """A frame that tells an act at a trigger. `modes` and the roles are completed from the acts it governs.

    `rule` says how the frame was found, `known_by` how a recipient whom nobody names, `signs` what bears on the trust in it,
    `chance` how likely the trigger tells this act, `told_by` the features of the trigger that this was judged by.
    """

    frame: Frame
    trigger: Token
    theme: Token | None
    actors: list[Appearance]
    recipients: list[Appearance]
    modes: tuple[str, ...] = ()
    promised: bool = False
    teller: Token | None = None
    governed: list[Candidate] = field(default_factory=list)
    rule: str = "frame"
    known_by: str = ""
    chance: float = 1.0
    signs: list[str] = field(default_factory=list)
    told_by: list[str] = field(default_factory=list)

    @property
    def event_type(self) -> EventType:
        return self.frame.event_type


def is_complete(candidate: Candidate, stage: Stage) -> bool:
    """Whether the roles that the frame needs are filled, by at least one actor of political standing."""
    actors, recipients, frame = candidate.actors, candidate.recipients, candidate.frame
    if not any(stage.is_political(a) for a in [*actors, *recipients]):
        return False
    kinds = {stage.actor(a).kind.value for a in actors}
    if kinds & frame.actor_kind_not or (frame.actor_kind and not kinds <= frame.actor_kind):
        return False
    if frame.recipient_kind_not & {stage.actor(r).kind.value for r in recipients}:
        return False
    if frame.reciprocal == "pair" and len(actors) > 1:
        return True
    if frame.reciprocal == "true":
        return len(actors) > 1 if frame.needs == "both" else bool(actors)
    wanted = {"both": bool(actors and recipients), "actor": bool(actors), "recipient": bool(recipients), "either": True}
    return wanted[frame.needs]


def trigger_tokens(candidate: Candidate) -> Iterator[Token]:
    """The trigger and the theme that belongs to it ("hold … talks")."""
    yield candidate.trigger
    if candidate.theme is not None and lemma(candidate.theme) in candidate.frame.objects:
        yield candidate.theme
