"""Bodies and people whose state is not named beside them: by their city ("Karachi police"), or by what the document is about."""

from __future__ import annotations

from collections import Counter
from weakref import WeakKeyDictionary

from detente.actors import gazetteer
from detente.actors.agents import Noun
from detente.actors.lexicon import Use
from detente.actors.owners import ATTACHED, Owner
from detente.actors.scene import Scene
from detente.actors.stage import Stage

_COUNTED = frozenset({Use.NAME, Use.METONYM, Use.SEAT, Use.ADJECTIVE, Use.DEMONYM})
_NATIONAL = frozenset({"LEG", "JUD", "MFA", "MOD", "MOI", "MOJ", "FIN", "CBK"})
_VAGUE = frozenset({("court",), ("tribunal",), ("prosecution",), ("treasury",)})
_LEAST = 3
_SHARE = 0.7
_counts: WeakKeyDictionary[Stage, Counter[str]] = WeakKeyDictionary()


def countries(stage: Stage) -> Counter[str]:
    """How often the document names each state, by name, seat, adjective or people."""
    found = _counts.get(stage)
    if found is None:
        found = Counter()
        for scene in stage.scenes:
            for hit in scene.hits:
                settled = stage.hit(scene, hit.start)
                country = stage.actor(settled[1].actor_id).country if settled and settled[1].use in _COUNTED else None
                if country:
                    found[country] += 1
        _counts[stage] = found
    return found


def local_owner(stage: Stage, scene: Scene, start: int, end: int, noun: Noun) -> Owner | None:
    """The state of the city before a noun of local people or bodies, or after "in" and "of": Karachi police."""
    if noun.part is None or not noun.part.within or noun.key[-1].startswith("population"):
        return None
    doc = scene.doc
    named = start > 0 and doc[start - 1].pos_ == "PROPN" and stage.free(scene, start - 1, start)
    for first in range(max(0, start - 3), start) if named else ():
        found = _city(stage, scene, first, start)
        if found is not None:
            return found
    if end + 1 >= len(doc) or doc[end].lower_ not in {"in", "of", "from"}:
        return None
    last = end + 1
    while last < len(doc) and last - end < 4 and doc[last].text[:1].isupper():
        last += 1
    return _city(stage, scene, end + 1, last) if last > end + 1 else None


def _city(stage: Stage, scene: Scene, start: int, end: int) -> Owner | None:
    doc = scene.doc
    if doc[end - 1].pos_ != "PROPN" or not doc[start].text[:1].isupper() or not stage.free(scene, start, end):
        return None
    if any(t.text in ATTACHED for t in (doc[start - 1 if start else 0], doc[end - 1])) or _continues(scene, start, end):
        return None
    states = gazetteer.states_of(doc[start:end].text)
    known = [state for state in states if state in countries(stage)] if len(states) > 1 else list(states)
    state = stage.registry.state(known[0]) if len(known) == 1 else None
    return Owner(state.actor_id, start, end) if state else None


def _continues(scene: Scene, start: int, end: int) -> bool:
    """Whether other words of a name stand around: the Jackson of "Andrew Jackson"."""
    doc = scene.doc
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    return any(
        t is not None and t.pos_ == "PROPN" and t.text[:1].isupper() and (t.whitespace_ or t is after) for t in (before, after)
    )


def national_body(stage: Stage, scene: Scene, start: int, end: int, noun: Noun) -> str | None:
    """The body that a document about one state means by a bare name in capitals: "the Senate", "the Supreme Court"."""
    doc = scene.doc
    if noun.person or noun.part is None or noun.part.code not in _NATIONAL or scene.is_headline or noun.key in _VAGUE:
        return None
    if not doc[start].text[:1].isupper() or start == 0 or doc[start - 1].lower_ != "the":
        return None
    if end < len(doc) and (doc[end].lower_ in {"of", "for"} or doc[end].text[:1].isupper() or doc[end].text in ATTACHED):
        return None
    held = countries(stage)
    if not held:
        return None
    country, count = held.most_common(1)[0]
    state = stage.registry.state(country)
    if state is None or count < _LEAST or count < _SHARE * sum(held.values()):
        return None
    named = stage.registry.named_body(state.actor_id, " ".join(noun.key))
    return named or stage.registry.compose(state.actor_id, noun.part).actor_id
