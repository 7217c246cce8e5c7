"""Where a person without a state of his own serves, guessed from what stands before the name and from the whole document."""

from __future__ import annotations

from dataclasses import replace

from detente.actors.cast import Appearance, Cast
from detente.actors.stage import Stage
from detente.actors.states_served import HYPHENS
from detente.actors.unowned import countries
from detente.records import ActorKind, Origin

_OF_A_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "OPP", "REB"})
_ONLY, _OFTEN = 0.85, 5
_LONGEST_TITLE = 5


def serve_body(stage: Stage, cast: Cast, appearance: Appearance) -> None:
    """Somebody named right after an organisation and an office serves it: "Arab League Secretary-General X Y"."""
    actor = stage.actor(appearance.actor_id)
    if actor.origin is not Origin.TEXT or actor.country or actor.sectors:
        return
    at = _before_title(stage, cast, appearance)
    before = cast.at(appearance.passage, at) if 0 <= at < appearance.start - 1 else None
    if before is not None and cast.actor(before).kind is ActorKind.IGO:
        stage.actors[actor.actor_id] = replace(actor, sectors=("IGO",))


def _before_title(stage: Stage, cast: Cast, appearance: Appearance) -> int:
    """The token before the capitalised words that stand before a name and mention nobody; at most five tokens back."""
    doc, passage = stage.passages[appearance.passage].doc, appearance.passage
    at = appearance.start - 1
    while at > 0 and appearance.start - at < _LONGEST_TITLE and cast.at(passage, at) is None:
        if not doc[at].text[:1].isupper() and doc[at].text not in HYPHENS:
            break
        at -= 1
    return at


def settle_at_home(stage: Stage) -> None:
    """Officials, soldiers and politicians whose state the text does not give serve the one state that the document is about."""
    held = countries(stage)
    country, count = held.most_common(1)[0] if held else ("", 0)
    if not count or count < _ONLY * held.total() or (len(held) > 1 and count < _OFTEN):
        return
    for actor_id, actor in list(stage.actors.items()):
        serves = actor.kind is ActorKind.PERSON and actor.origin is Origin.TEXT and actor.country is None
        if serves and _OF_A_STATE.intersection(actor.sectors[:1]):
            stage.actors[actor_id] = replace(actor, country=country)
