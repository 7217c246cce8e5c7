"""Whom an act concerns when nobody is named: the state where it is done, or the actors' own.

PLOVER's records always have a recipient for acts of protest, repression and concession: a curfew in Cizre by Turkish authorities
is Turkey's on Turkey. So does the coder, and says so in `rule`; where neither place nor actors tell a state, the side is empty.

    PROTEST, COERCE, CONCEDE   the state of the place that the act's own clause names, else the one that all actors belong to
    ASSAULT                    the state of that place, else, of rebels, their own
    MOBILIZE                   the state of that place
    all others                 nobody

Somebody who is faintly likely to be the recipient goes before a state that is only inferred.
"""

from __future__ import annotations

from detente.actors.cast import Appearance
from detente.reading.candidate import Candidate
from detente.reading.participants import Stage
from detente.reading.where import locate
from detente.records import ActorKind, EventType, Mention, MentionForm

_AT_HOME = frozenset({EventType.PROTEST, EventType.COERCE, EventType.CONCEDE})
_IN_PLACE = _AT_HOME | {EventType.ASSAULT, EventType.MOBILIZE}


def concerned(candidate: Candidate, maybe: Appearance | None, stage: Stage) -> tuple[list[Appearance], str]:
    """Whom an act without recipients concerns, and how it is known: "likelihood", "place", "own state", or nobody and ""."""
    if candidate.recipients or not candidate.actors or candidate.event_type not in _IN_PLACE:
        return [], ""
    own = {stage.country(a) for a in candidate.actors}
    if maybe is not None and stage.country(maybe) not in {None, *own}:
        return [maybe], "likelihood"
    country = locate(candidate.trigger)[1]
    if country is not None:
        return [_state(country, candidate)], "place"
    rebels = candidate.event_type is EventType.ASSAULT and _are_rebels(candidate, stage)
    if (candidate.event_type in _AT_HOME or rebels) and len(own) == 1 and (country := own.pop()) is not None:
        return [_state(country, candidate)], "own state"
    return [], ""


def _are_rebels(candidate: Candidate, stage: Stage) -> bool:
    return all(stage.actor(a).kind is ActorKind.ARMED_GROUP for a in candidate.actors)


def _state(country: str, candidate: Candidate) -> Appearance:
    token = candidate.trigger
    mention = Mention("", token.idx, token.idx + len(token), token.text, country, MentionForm.METONYM, 0.5)
    return Appearance(mention, candidate.actors[0].passage, token.i, token.i + 1, token.i)
