"""The state that a local party's own phrase tells: "its army", "Rio police", "students in Dhaka", "Bogotá and the guerrillas"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.reading.local_nouns import Local, Nature, words_of
from detente.reading.local_states import Clue, Named, region_after
from detente.reading.parsed import parsed
from detente.reading.participants import Stage
from detente.reading.syntax import ancestors, children, marker_of
from detente.reading.where import adjective_of, place_at
from detente.records import ActorKind

OPEN = ""
"""Several states compete, or somebody else owns the party: no wider scope may decide."""
_HYPHENS = frozenset({"-", "–", "‑"})
_INSIDE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "within", "of", "from", "on", "off"})
_OWNERS = ("nmod:poss", "compound", "amod")
_INNER = ("nmod", "nmod:poss", "amod", "appos", "compound")


def owner_of(local: Local, clues: Sequence[Named], stage: Stage) -> str | None:
    """The state in the party's own phrase: "its army", "Rio police", "students in Dhaka", "Bogotá and the guerrillas"."""
    head = local.head
    for owner in children(head, *_OWNERS):
        country = _owned_by(owner, stage)
        if country is not None:
            return country
    for phrase in children(head, "nmod") if local.nature is not Nature.FORCE else ():
        marker = marker_of(phrase)
        country = _held_by(phrase, marker, local, stage) if marker in _INSIDE else None
        if country is not None:
            return country
    return _paired(local, clues)


def _held_by(phrase: Token, marker: str, local: Local, stage: Stage) -> str | None:
    """The state that a phrase after a party means; `OPEN` for several states, unknown bodies and what is above states."""
    if phrase.lower_ in words_of("several") | words_of("of_all"):
        return OPEN
    means = stage.at(phrase)
    if means is not None:
        actor = stage.actor(means)
        if local.nature is Nature.RULING and actor.kind not in {ActorKind.STATE, ActorKind.GOVERNMENT}:
            return OPEN
        return actor.country or OPEN
    country = _country_at(phrase, stage) or _nested(phrase, stage)
    if country is None and marker in {"of", "from"} and phrase.text[:1].isupper():
        return OPEN
    return country


def _owned_by(owner: Token, stage: Stage) -> str | None:
    """The state that a possessive or adjective before a party means; `OPEN` for a name that is no state's."""
    if owner.lower_ in words_of("of_all"):
        return OPEN
    if owner.tag_ in {"PRP$", "WP$"}:
        return _meant(owner, stage) or OPEN
    if owner.dep_ == "amod" or owner.tag_ == "JJ":
        joined = owner.i > 0 and owner.nbor(-1).text in _HYPHENS
        return None if joined else adjective_of(owner.text)
    if (owner.text[:1].isupper() and not owner.is_sent_start) or owner.tag_[:3] == "NNP":
        return _country_at(owner, stage) or (OPEN if owner.dep_ == "nmod:poss" else None)
    return OPEN if owner.lower_ in words_of("several") else None


def _meant(possessive: Token, stage: Stage) -> str | None:
    """The state of "its", "his" or "whose"."""
    whose = possessive.tag_ == "WP$"
    token = _described(possessive) if whose else possessive
    means = {stage.country(a) for a in stage.all_at(token)}
    if means:
        return means.pop() if len(means) == 1 else OPEN
    return _country_at(token, stage) if whose else None


def _described(possessive: Token) -> Token:
    """The noun that the clause of "whose" describes."""
    return next((above.head for above in ancestors(possessive) if above.dep_ == "acl:relcl"), possessive)


def _country_at(token: Token, stage: Stage) -> str | None:
    means = stage.at(token)
    if means is not None:
        actor = stage.actor(means)
        return None if actor.kind is ActorKind.PERSON and token.dep_ != "nmod:poss" else actor.country
    named = place_at(token) if token.ent_type_ != "PERSON" else None
    return (region_after(token) or named[1]) if named is not None else None


def _nested(phrase: Token, stage: Stage) -> str | None:
    """The state of a place inside a phrase: "in the port of Benguela", "in eastern Ukraine's towns", "near a Syrian village"."""
    relations = ("nmod", "nmod:poss", "amod", "appos") if marker_of(phrase) == "of" else _INNER
    for inner in children(phrase, *relations):
        country = _country_at(inner, stage) if inner.tag_[:3] == "NNP" else adjective_of(inner.text)
        if country is not None:
            return country
    return None


def _paired(local: Local, clues: Sequence[Named]) -> str | None:
    """For "between Bogotá and the guerrillas": those who fight or oppose a state and are named in one breath with it."""
    if local.nature is not Nature.ARMED and (local.noun.part is None or local.noun.part.code != "OPP"):
        return None
    head = local.head
    beside = {head.head.i} if head.dep_ == "conj" else set()
    beside |= {c.i for c in children(head, "conj")}
    beside |= {c.i for i in tuple(beside) for c in parsed(head.doc).tokens[i].children if c.dep_ in {"nmod:poss", "amod"}}
    found = {c.country for c in clues if c.token.i in beside and c.clue in {Clue.STATE, Clue.FORCE}}
    return found.pop() if len(found) == 1 else None
