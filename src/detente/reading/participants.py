"""Which actors of the cast stand in the slots of a frame: subject, object, prepositions, possessives, adjectives, carriers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from detente.actors.cast import Appearance, Cast
from detente.reading.clauses import is_light, objects, phrases, subjects
from detente.reading.frames import Frame, classes
from detente.reading.syntax import children, coordinated, lemma
from detente.records import ActorKind

POLITICAL = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGAN, ActorKind.ARMED_GROUP, ActorKind.IGO})
_ALIKE = {
    "to": ("to", "toward", "towards"),
    "with": ("with", "alongside"),
    "in": ("in", "into", "inside", "across"),
    "near": ("near", "around", "off"),
    "between": ("between", "among"),
    "on": ("on", "upon"),
    "along": ("along",),
}
_CARRIERS = frozenset(
    "launch conduct carry stage make mount deliver announce offer issue hold give provide impose begin start continue resume "
    "suspend end halt order step intensify escalate declare extend wage sign complete renew express".split()
)
_MODIFIERS = ("nmod:poss", "amod", "compound", "nmod:desc")
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """One passage of a document and who appears in it."""

    cast: Cast
    passage: int

    def at(self, token: Token) -> Appearance | None:
        return self.cast.at(self.passage, token)

    def country(self, appearance: Appearance) -> str | None:
        return self.cast.actor(appearance).country

    def is_political(self, appearance: Appearance) -> bool:
        """Whether an actor belongs to a state or acts like one; persons and companies of no known country do not."""
        actor = self.cast.actor(appearance)
        return actor.country is not None or actor.kind in POLITICAL


def actors_of(stage: Stage, head: Token, depth: int = 0) -> list[Appearance]:
    """The actors that a phrase means: its head's and its conjuncts', else its owner's ("Iran's efforts", "dozens of Iranians")."""
    found: list[Appearance] = []
    for token in coordinated(head)[:12]:
        own = stage.at(token)
        if own is not None:
            found += [*_joined_adjectives(stage, token, own), own]
        elif depth < _DEPTH:
            found += _owners(stage, token, depth)
    return unique(found)


def _owners(stage: Stage, token: Token, depth: int) -> list[Appearance]:
    for relation in _MODIFIERS:
        held = [a for c in children(token, relation) for a in _modifying(stage, c)]
        if held:
            return held
    wanted = {"of", "from", "in", "by"} if lemma(token) in _concrete() or is_light(token) else {"of"}
    for marker, noun in phrases(token):
        if marker in wanted and (held := actors_of(stage, noun, depth + 1)):
            return held
    return [a for c in children(token, "appos") for a in actors_of(stage, c, depth + 1)]


def _concrete() -> frozenset[str]:
    return classes()["people"] | classes()["troops"] | classes()["place"]


def _modifying(stage: Stage, modifier: Token) -> list[Appearance]:
    return [a for c in coordinated(modifier)[:8] if (a := stage.at(c)) is not None] or (
        [a for c in children(modifier, *_MODIFIERS) if (a := stage.at(c)) is not None] if modifier.dep_ == "nmod:poss" else []
    )


def _joined_adjectives(stage: Stage, head: Token, own: Appearance) -> list[Appearance]:
    """The first actors of "Indian and Pakistani officials", where only the last is written in full."""
    found = []
    for c in children(head, *_MODIFIERS):
        group = coordinated(c)
        if len(group) > 1:
            found += [a for t in group if (a := stage.at(t)) is not None and a != own]
    return found


def unique(appearances: Iterable[Appearance]) -> list[Appearance]:
    """In order, each actor once."""
    seen: dict[str, Appearance] = {}
    for appearance in appearances:
        seen.setdefault(appearance.actor_id, appearance)
    return list(seen.values())


def fill(stage: Stage, frame: Frame, trigger: Token, theme: Token | None, slots: tuple[str, ...]) -> list[Appearance]:
    """The actors in the first of the slots that holds any."""
    for slot in slots:
        found = _noun_slot(stage, trigger, slot) if frame.is_noun else _verb_slot(stage, trigger, theme, slot)
        if found:
            return found
    return []


def _verb_slot(stage: Stage, verb: Token, theme: Token | None, slot: str) -> list[Appearance]:
    if slot == "subject":
        return unique(a for s in subjects(verb) for a in actors_of(stage, s))
    if slot == "object":
        return unique(a for o in objects(verb) for a in actors_of(stage, o))
    if slot == "iobj":
        return unique(a for o in children(verb, "iobj") for a in actors_of(stage, o))
    return _prepositional(stage, [verb] if theme is None else [verb, theme], slot)


def _prepositional(stage: Stage, heads: Iterable[Token], slot: str) -> list[Appearance]:
    wanted = _ALIKE.get(slot, (slot,))
    for head in heads:
        found = [a for marker, noun in phrases(head) if marker in wanted for a in actors_of(stage, noun)]
        if found:
            return unique(found)
    return []


def _noun_slot(stage: Stage, noun: Token, slot: str) -> list[Appearance]:
    if slot == "modifier":
        return unique(a for c in children(noun, *_MODIFIERS) for a in _modifying(stage, c))
    if slot == "carrier":
        verb = noun.head
        if noun.dep_ in {"obj", "nsubj:pass"} and lemma(verb) in _CARRIERS:
            return unique(a for s in subjects(verb) for a in actors_of(stage, s))
        return []
    found = _prepositional(stage, [noun], slot)
    if not found and noun.dep_ in {"obj", "nsubj:pass"} and slot not in {"by", "of", "from"}:
        found = _prepositional(stage, [noun.head], slot)
    return found
