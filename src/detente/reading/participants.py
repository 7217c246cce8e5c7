"""Which actors of the cast stand in the slots of a frame: subject, object, prepositions, possessives, adjectives, carriers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from detente.actors.cast import Appearance, Cast
from detente.reading.clauses import is_light, objects, phrases, subjects
from detente.reading.frames import Frame, classes
from detente.reading.syntax import ancestors, children, coordinated, lemma
from detente.reading.where import adjective_of, place_at
from detente.reading.words import grammar
from detente.records import Actor, ActorKind, EventType, Mention, MentionForm

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
_CARRIERS = grammar("carriers")
_FORCE_CARRIERS = grammar("force_carriers")
_FORCE = frozenset({EventType.ASSAULT, EventType.COERCE})
_MODIFIERS = ("nmod:poss", "amod", "compound", "nmod:desc")
_DEPTH = 3
_AT_HOME = frozenset({ActorKind.ARMED_GROUP, ActorKind.GROUP, ActorKind.IGO})
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Stage:
    """One passage of a document and who appears in it."""

    cast: Cast
    passage: int

    def at(self, token: Token) -> Appearance | None:
        return self.cast.at(self.passage, token)

    def all_at(self, token: Token) -> tuple[Appearance, ...]:
        """Everybody whom a token means: both of "both sides"."""
        return self.cast.all_at(self.passage, token)

    def place(self, token: Token) -> Appearance | None:
        """A state as the place where something is done ("troops in Mali"), with the id of the state; it is no mention."""
        named = place_at(token)
        country = adjective_of(token.text) if named is None else named[1]
        if country is None:
            return None
        mention = Mention("", token.idx, token.idx + len(token), token.text, country, MentionForm.METONYM, 0.8)
        return Appearance(mention, self.passage, token.i, token.i + 1, token.i)

    def country(self, appearance: Appearance) -> str | None:
        return self.actor(appearance).country

    def actor(self, appearance: Appearance) -> Actor:
        """The cast's actor; for a state that is only a place, the state."""
        known = self.cast.actors.get(appearance.actor_id)
        return known or Actor(appearance.actor_id, appearance.actor_id, ActorKind.STATE, appearance.actor_id, ("GOV",))

    def is_political(self, appearance: Appearance) -> bool:
        """Whether an actor belongs to a state or acts like one; persons and companies of no known country do not."""
        actor = self.actor(appearance)
        return actor.country is not None or actor.kind in POLITICAL


def actors_of(stage: Stage, head: Token, depth: int = 0) -> list[Appearance]:
    """The actors that a phrase means: its head's and its conjuncts', else its owner's ("Iran's efforts", "dozens of men")."""
    found: list[Appearance] = []
    for token in coordinated(head)[:12]:
        own = stage.at(token)
        if own is not None:
            found += [*_joined_adjectives(stage, token, own), *stage.all_at(token)]
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


@cache
def _concrete() -> frozenset[str]:
    return classes()["people"] | classes()["troops"] | classes()["place"]


def _modifying(stage: Stage, modifier: Token) -> list[Appearance]:
    return [a for c in coordinated(modifier)[:8] for a in stage.all_at(c)] or (
        [a for c in children(modifier, *_MODIFIERS) for a in stage.all_at(c)] if modifier.dep_ == "nmod:poss" else []
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


def strangers(stage: Stage, actors: list[Appearance], recipients: list[Appearance]) -> list[Appearance]:
    """The recipients that are neither among the actors nor the very state that all actors belong to ("a rally in Ohio").

    Armed groups do act against their own state.
    """
    taken = {a.actor_id for a in actors}
    home = {None if stage.actor(a).kind in _AT_HOME else stage.country(a) for a in actors}
    return [
        r
        for r in recipients
        if r.actor_id not in taken and not (stage.actor(r).kind is ActorKind.STATE and home == {stage.country(r)})
    ]


def fill(stage: Stage, frame: Frame, trigger: Token, theme: Token | None, slots: tuple[str, ...]) -> list[Appearance]:
    """The actors in the first of the slots that holds any."""
    if theme is not None and lemma(theme) in classes()["talks"] - frame.objects and frame.event_type is EventType.CONSULT:
        theme = None
    for slot in slots:
        found = _noun_slot(stage, trigger, slot, frame.event_type) if frame.is_noun else _verb_slot(stage, trigger, theme, slot)
        if found:
            return found
    return _places(stage, frame, trigger, theme, slots) if slots is frame.recipient else []


def _places(stage: Stage, frame: Frame, trigger: Token, theme: Token | None, slots: tuple[str, ...]) -> list[Appearance]:
    """States that are recipients as places: withdrawn from, visited, deployed in."""
    heads = nested(trigger) if frame.is_noun else [trigger] if theme is None else [trigger, *nested(theme)]
    for slot in slots:
        if slot == "object" and not frame.is_noun:
            nouns = objects(trigger)
        else:
            nouns = [n for head in heads for marker, n in phrases(head) if marker in _ALIKE.get(slot, (slot,))]
        found = [a for noun in nouns for n in _named(noun) if (a := stage.place(n)) is not None]
        if found:
            return unique(found)
    return []


def _named(noun: Token) -> list[Token]:
    """A proper noun and its conjuncts, or what lies inside a common one ("a base near Kabul", "eastern Ukraine's cities")."""
    if noun.pos_ == "PROPN" or (noun.text[:1].isupper() and noun.pos_ == "NOUN" and noun.i > noun.sent.start):
        return coordinated(noun)[:6]
    inner = [n for marker, n in phrases(noun) if marker in {"of", "in", "near", "with", "from"}]
    return [c for c in [*children(noun, "nmod:poss", "compound", "amod"), *inner] if c.text[:1].isupper()]


def _verb_slot(stage: Stage, verb: Token, theme: Token | None, slot: str) -> list[Appearance]:
    if slot == "subject":
        return unique(a for s in subjects(verb) for a in actors_of(stage, referent(stage, s)))
    if slot == "object":
        return unique(a for o in objects(verb) for a in actors_of(stage, o))
    if slot == "iobj":
        return unique(a for o in [*children(verb, "iobj"), *_swallowed(verb)] for a in actors_of(stage, o))
    return _prepositional(stage, [verb] if theme is None else [verb, *nested(theme)], slot)


def referent(stage: Stage, noun: Token) -> Token:
    """For "it" in "Syria says it will withdraw": the speaker, unless the cast knows better."""
    if noun.pos_ != "PRON" or noun.lower_ not in {"it", "he", "she", "they"} or stage.at(noun) is not None:
        return noun
    for above in list(ancestors(noun))[:6]:
        clauses = {"ccomp"} if noun.lower_ == "they" else {"ccomp", "advcl"}
        if above.dep_ in clauses and above.head.pos_ == "VERB":
            speaker = next((s for s in children(above.head, "nsubj") if s.pos_ != "PRON"), None)
            if speaker is not None:
                return speaker
    return noun


def nested(noun: Token) -> list[Token]:
    """A noun and the nouns that hang below it by prepositions: parsers attach "to Syria" to "weapons" or to "Iran" at random."""
    found = coordinated(noun)[:4]
    for token in found[:]:
        found += [n for _, n in phrases(token)]
    for token in found[1:6]:
        found += [n for _, n in phrases(token)]
    return found


def _swallowed(verb: Token) -> list[Token]:
    """A receiver that the parser took for part of the gift: "sent Ukraine weapons", "offered the rebels talks"."""
    first = verb.i + 2 if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "the" else verb.i + 1
    gifts = [o for o in children(verb, "obj") if first == verb.i + 1 or o.tag_ == "NNS" or not children(o, "amod")]
    return [c for o in gifts for c in children(o, "compound") if first in (c.left_edge.i, c.i)]


def _headline_subjects(noun: Token) -> list[Token]:
    """Who is told to act in a headline whose verb was taken for an adjective ("Chad and rebels open talks")."""
    is_root = noun.dep_ == "ROOT" and noun.tag_ in {"NN", "NNS"} and not children(noun, "cop", "aux", "det")
    return children(noun, "nsubj") if is_root else []


def _prepositional(stage: Stage, heads: Iterable[Token], slot: str) -> list[Appearance]:
    wanted = _ALIKE.get(slot, (slot,))
    tried = list(heads)
    for head in tried:
        found = [a for marker, noun in phrases(head) if marker in wanted for a in actors_of(stage, noun)]
        if found:
            return unique(found)
    return _two_sides(stage, tried[0]) if slot == "between" and tried else []


def _two_sides(stage: Stage, head: Token) -> list[Appearance]:
    """Both sides of the next "between" after a word, wherever the parser hung it: "talks hosted by Oman between A and B"."""
    for token in head.doc[head.i + 1 : min(head.i + _NEAR, head.sent.end)]:
        if token.lower_ in {"between", "among"} and token.dep_ == "case":
            above = token.head.head
            if above.pos_ == "NOUN" and above.i > head.i and above.head.i != head.i:
                return []
            found = actors_of(stage, token.head)
            return found if len(found) > 1 else []
        if token.pos_ == "VERB" and token.dep_ in {"ccomp", "ROOT"} and token.i > head.i + 1:
            return []
    return []


def _noun_slot(stage: Stage, noun: Token, slot: str, kind: EventType) -> list[Appearance]:
    if slot == "modifier":
        found = unique(a for c in children(noun, *_MODIFIERS) for a in _modifying(stage, c))
        return found or unique(a for s in _headline_subjects(noun) for a in actors_of(stage, s))
    if slot == "carrier":
        verb = noun.head
        carrying = _FORCE_CARRIERS if kind in _FORCE else _CARRIERS
        if noun.dep_ in {"obj", "nsubj:pass"} and lemma(verb) in carrying:
            return unique(a for s in subjects(verb) for a in actors_of(stage, s))
        return []
    found = _prepositional(stage, nested(noun), slot)
    if not found and noun.dep_ in {"obj", "nsubj:pass"} and slot not in {"of", "from"} and (slot != "by" or noun.dep_ == "obj"):
        found = _prepositional(stage, [noun.head], slot)
    return found
