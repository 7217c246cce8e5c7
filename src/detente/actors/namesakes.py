"""Whether a name that a state or body shares with another means the other: Georgia in the United States, Peru's Congress."""

from __future__ import annotations

from functools import lru_cache

from detente.actors import gazetteer, places
from detente.actors.scene import Hit, Scene
from detente.actors.stage import Stage
from detente.actors.unowned import countries

_LISTED = 6
"""Tokens before and after a name in which the other members of its list stand."""


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    """The last words of all names in question, by which most names are told to be none."""
    names = [*places.known_places("rivals"), *places.known_places("namesakes")]
    return frozenset(name.split()[-1] for name in names)


def means_namesake(stage: Stage, scene: Scene, hit: Hit) -> bool:
    """Whether the document speaks of the namesake, or leaves it open, so that the registry's actor is not meant."""
    if scene.lowered[hit.end - 1] not in _last_words():
        return False
    name = " ".join(scene.words[scene.first[hit.start] : scene.first[hit.end - 1] + 1])
    rivals = places.known_places("rivals").get(name)
    if rivals is not None:
        held = countries(stage)
        return max((held[code] for code in rivals["others"]), default=0) > held[rivals["own"]]
    raw = places.known_places("namesakes").get(name)
    if raw is None or not raw.get("equal"):
        return False
    other = raw["country"]
    return set(countries(stage)) <= {other, stage.actor(_actor(stage, scene, hit)).country} or _beside(scene, hit, other)


def _actor(stage: Stage, scene: Scene, hit: Hit) -> str:
    found = stage.hit(scene, hit.start)
    return found[1].actor_id if found else hit.forms[0].actor_id


def _beside(scene: Scene, hit: Hit, country: str) -> bool:
    """Whether regions of the namesake's state stand in one list with it: "Ohio, Florida and Georgia"."""
    doc = scene.doc
    around = [*doc[max(0, hit.start - _LISTED) : hit.start], *doc[hit.end : hit.end + _LISTED]]
    return any(token.text[:1].isupper() and gazetteer.state_of(token.text) == country for token in around)
