"""Whose people or bodies a noun names: the owner before it in its phrase, or after "of", "from" and "in"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.actors.agents import Noun
from detente.actors.lexicon import Use
from detente.actors.scene import Scene
from detente.actors.stage import Stage
from detente.actors.syntax import NOMINAL, SUBJECTS
from detente.actors.wordlists import listed

BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV", "X", "SYM"})
_REACH = 8
ATTACHED = frozenset({"-", "–", "‑"})
_PRO = frozenset({"pro", "anti", "non", "ex", "post", "pre", "intra", "inter"})
_LEAVING = listed("leaving")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose part a noun names: the actor, and the tokens that say so."""

    actor_id: str
    start: int
    end: int
    adjective: bool = False


def owner_before(stage: Stage, scene: Scene, start: int) -> Owner | None:
    doc = scene.doc
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        token = doc[i]
        draft = stage.at(scene, i)
        if draft:
            return None if _attached(doc, draft.start, draft.end) else Owner(draft.actor_id, draft.start, draft.end)
        found = stage.hit(scene, i)
        if found and not found[1].use.is_short:
            hit, form = found
            if _attached(doc, hit.start, hit.end) or (form.use is Use.DEMONYM and doc[hit.end - 1].tag_ in {"NNS", "NNPS"}):
                return None
            return Owner(form.actor_id, hit.start, hit.end, form.use is Use.ADJECTIVE)
        if _is_other_party(stage, token):
            return None
        if token.text in ATTACHED or (token.pos_ == "VERB" and token.dep_ == "amod" and doc[max(0, i - 1)].tag_ != "NNS"):
            continue
        if token.pos_ not in BEFORE or (token.is_sent_start and token.pos_ == "ADV"):
            return None
    return None


def _is_other_party(stage: Stage, token: Token) -> bool:
    """Whether a noun before the noun is a party of its own: "[Turkish warplanes] bombed militants"."""
    noun = stage.registry.agents.noun((token.lower_,)) if token.tag_ == "NNS" else None
    return noun is not None and (noun.person or noun.acting)


def owner_after(stage: Stage, scene: Scene, end: int, noun: Noun) -> Owner | None:
    doc = scene.doc
    if end + 1 >= len(doc):
        return None
    preposition = doc[end].lower_
    if preposition == "from" and not _comes_from(doc, end, noun):
        return None
    if not (preposition in {"of", "from"} or (preposition == "in" and noun.part is not None and noun.part.within)):
        return None
    for i in range(end + 1, min(len(doc), end + 4)):
        found, draft = stage.hit(scene, i), stage.at(scene, i)
        if draft:
            return (
                None if preposition == "in" or stage.is_person(draft.actor_id) else Owner(draft.actor_id, draft.start, draft.end)
            )
        if found:
            hit, form = found
            after = doc[hit.end] if hit.end < len(doc) else None
            open_end = after is None or (after.pos_ not in NOMINAL | {"PART"} and after.text not in ATTACHED)
            return (
                Owner(form.actor_id, hit.start, hit.end) if form.use in {Use.NAME, Use.SEAT, Use.METONYM} and open_end else None
            )
        if doc[i].pos_ not in {"DET", "ADJ"}:
            return None
    return None


def _comes_from(doc: Doc, end: int, noun: Noun) -> bool:
    """Whether "from X" tells whose people they are, and not where they leave: "withdraw the soldiers from X"."""
    head = doc[end - 1]
    if head.head.lemma_.lower() in _LEAVING or head.lemma_.lower() in _LEAVING:
        return False
    return noun.part is None or noun.part.code != "MIL" or head.dep_ in SUBJECTS


def _attached(doc: Doc, start: int, end: int) -> bool:
    """Whether a name only shares a hyphenated word: US-led, pro-Russian, Moscow-based."""
    after = doc[end] if end < len(doc) else None
    before = doc[start - 1] if start else None
    if before is not None and before.text in ATTACHED and not before.whitespace_:
        return start > 1 and doc[start - 2].lower_ in _PRO
    if before is not None and before.lower_ in _PRO:
        return True
    if after is not None and after.text in ATTACHED and not after.whitespace_ and end + 1 < len(doc):
        return doc[end + 1].text[:1].islower()
    return False
