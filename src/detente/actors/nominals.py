"""Parties named by a noun and an owner: "German soldiers", "Russia's Foreign Ministry", "rebels in northern Syria".

The owner is a state, a seat or an organisation before the noun in the same phrase, or after "of", "from" and, for nouns that
live where they act, "in".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from detente.actors.agents import FORMER, Noun
from detente.actors.designations import speaks_for_party
from detente.actors.lexicon import Use
from detente.actors.namesakes import means_namesake
from detente.actors.owners import ATTACHED, BEFORE, Owner, owner_after, owner_before
from detente.actors.places import is_place_of_seat
from detente.actors.scene import Scene
from detente.actors.schema import Term
from detente.actors.stage import Draft, Stage
from detente.actors.syntax import NOMINAL, SUBJECTS, case_of
from detente.actors.unowned import local_owner, national_body
from detente.actors.wordlists import listed
from detente.reading.parsed import parsed
from detente.records import ActorKind, MentionForm

_PAST = frozenset({"former", "ex", "ousted", "deposed", "late"})
_ALSO_ADJECTIVES = listed("also_adjectives")
_STATES = ("states",)
"""Several states, none of which is named: "the former Soviet states"."""
_OFFICIAL = frozenset({"GOV", "MIL", "STATE", "EMB", "PRES", "ELI"})


def claim_parts(stage: Stage, scene: Scene) -> None:
    """Claim every noun of people or bodies that has an owner, from the end of the passage, so that heads come first."""
    agents = stage.registry.agents
    left = len(scene.tokens)
    for at in reversed(agents.ends(scene.words)):
        end = scene.owner[at] + 1
        if end > left or scene.first[end - 1] != at:
            continue
        noun_start = _noun_at(stage, scene, end)
        if noun_start is None:
            continue
        noun = agents.ending(scene.words, at + 1)
        if noun and not _belongs_to_name(stage, scene, noun_start, end, noun):
            _claim(stage, scene, noun_start, end, noun)
        left = noun_start


def _noun_at(stage: Stage, scene: Scene, end: int) -> int | None:
    first = scene.first[end - 1]
    token = scene.tokens[end - 1]
    if parsed(scene.doc).pos[end - 1] not in NOMINAL or stage.at(scene, end - 1):
        return None
    noun = stage.registry.agents.ending(scene.words, first + 1)
    if (
        noun is None
        or _only_modifies(scene.tokens, token)
        or (end < len(scene.tokens) and scene.tokens[end].text in ATTACHED and not scene.tokens[end - 1].whitespace_)
    ):
        return None
    start = scene.owner[first + 1 - len(noun.key)]
    return None if _inside_hit(stage, scene, start, end) else start


def _inside_hit(stage: Stage, scene: Scene, start: int, end: int) -> bool:
    """Whether the noun is only a word of a known name: the People of "People's Republic"."""
    found = stage.hit(scene, start)
    if found is None or found[1].use is not Use.NAME:
        return False
    hit = found[0]
    return hit.start <= start and hit.end >= end and hit.end - hit.start > end - start


def _only_modifies(doc: Sequence[Token], token: Token) -> bool:
    """Whether a noun that is an adjective as well stands as one: "military and economic aid", "security council"."""
    if token.lower_ not in _ALSO_ADJECTIVES:
        return False
    after = doc[token.i + 1 : token.i + 3]
    joined = len(after) == 2 and after[0].lower_ in {"and", "or", ","} and after[1].pos_ == "ADJ"
    return joined or (token.dep_ in {"amod", "compound"} and token.head.i > token.i)


def _claim(stage: Stage, scene: Scene, start: int, end: int, noun: Noun) -> None:
    if noun.key == _STATES:
        return
    if noun.acting and scene.tokens[end - 1].dep_ not in SUBJECTS and case_of(scene.tokens[end - 1]) != "by":
        return
    owner = owner_before(stage, scene, start) or owner_after(stage, scene, end, noun)
    local = None if owner else local_owner(stage, scene, start, end, noun)
    owner = owner or local
    if owner is None:
        body = national_body(stage, scene, start, end, noun)
        if body is not None:
            stage.claim(scene, start, end, body, MentionForm.NAME, 0.6)
        return
    if _is_venue(stage, scene, owner, start) or _is_open(stage, scene, owner):
        return
    if local is not None and noun.part is not None and noun.part.is_state:
        noun = replace(noun, part=stage.registry.agents.part("GOV"))
    actor_id = part_of(stage, owner, noun, former=_is_past(scene.tokens, owner, start))
    if actor_id is None:
        return
    first, last = min(owner.start, start), max(owner.end, end)
    form = MentionForm.NAME if noun.part is not None and noun.part.is_state else MentionForm.NOMINAL
    named = stage.at(scene, owner.start)
    if named is not None:
        if not stage.is_person(named.actor_id):
            return
        if named.end == start and scene.tokens[start - 1].tag_ != "POS":
            stage.release(scene, named)
        else:
            first, last = start, end
    claimed = stage.claim(scene, first, last, actor_id, form, 0.9)
    if claimed and owner.adjective and owner.end <= start:
        _claim_siblings(stage, scene, owner, noun)
    elif claimed and owner.start >= end and local is None:
        _claim_following(stage, scene, owner.end, noun)


def _is_venue(stage: Stage, scene: Scene, owner: Owner, start: int) -> bool:
    """Whether a seat before the noun only says where people met: "at the Warsaw summit officials from …"."""
    found = stage.hit(scene, owner.start)
    between = scene.tokens[owner.end : start] if owner.end < start else ()
    return found is not None and found[1].use is Use.SEAT and any(is_place_of_seat(token) for token in between)


def _is_open(stage: Stage, scene: Scene, owner: Owner) -> bool:
    """Whether the owner's name may be that of a namesake."""
    found = stage.hit(scene, owner.start)
    return found is not None and found[1].use is Use.NAME and means_namesake(stage, scene, found[0])


def part_of(stage: Stage, owner: Owner, noun: Noun, *, former: bool = False) -> str | None:
    """The actor that a noun makes with its owner; None where it makes none."""
    actor = stage.actor(owner.actor_id)
    registry = stage.registry
    if actor.kind is ActorKind.PERSON:
        state = registry.state(actor.country)
        if noun.part is None or noun.part.code not in _OFFICIAL or state is None:
            return None
        if not noun.part.is_state and not _in_office(stage, actor.actor_id):
            return None
        actor = state
    if actor.kind is not ActorKind.STATE:
        chief = (
            registry.holder(" ".join(noun.key), actor.actor_id, stage.on) if noun.person and not (noun.plural or former) else None
        )
        if noun.person and not noun.plural and actor.kind is ActorKind.PARTY and not speaks_for_party(noun.key[-1]):
            return chief
        return chief or (
            actor.actor_id
            if noun.person or noun.part is None or noun.part.kind is ActorKind.ORGAN or noun.part.is_state
            else None
        )
    if noun.part is None:
        return None
    if former and noun.part.code == "GOV":
        return f"{actor.actor_id}.{FORMER}"
    if noun.person and not noun.plural and not former:
        holder = registry.holder(" ".join(noun.key), actor.country, stage.on)
        if holder:
            return holder
    return registry.compose(actor.actor_id, noun.part).actor_id


def _in_office(stage: Stage, actor_id: str) -> bool:
    """Whether a person serves a state on the document's day, so that their aides and forces are the state's."""
    held = [Term(r.start_date, r.end_date) for r in stage.registry.roles(actor_id) if r.country]
    return stage.on is not None and any(term.covers(stage.on) for term in held)


def _claim_following(stage: Stage, scene: Scene, at: int, noun: Noun) -> None:
    """The other states of "diplomats from Russia, China and Pakistan"."""
    doc = scene.tokens
    while at + 1 < len(doc):
        step = at
        while step < len(doc) and doc[step].lower_ in {",", "and", "or", "the"}:
            step += 1
        found = stage.hit(scene, step) if at < step < len(doc) else None
        if not found or found[1].use is not Use.NAME or not stage.free(scene, found[0].start, found[0].end):
            return
        hit, form = found
        after = doc[hit.end] if hit.end < len(doc) else None
        if (
            after is not None
            and (after.pos_ in NOMINAL | {"VERB", "AUX", "PART"} or after.text in ATTACHED)
            and doc[hit.end - 1].dep_ != "conj"
        ):
            return
        actor_id = part_of(stage, Owner(form.actor_id, hit.start, hit.end), noun)
        if actor_id is None or not stage.claim(scene, hit.start, hit.end, actor_id, MentionForm.NOMINAL, 0.8):
            return
        at = hit.end


def _is_past(doc: Sequence[Token], owner: Owner, start: int) -> bool:
    around = [*doc[max(0, owner.start - 2) : owner.start], *doc[owner.end : max(owner.end, start)]]
    return any(t.lower_ in _PAST for t in around)


def _claim_siblings(stage: Stage, scene: Scene, owner: Owner, noun: Noun) -> None:
    """The other adjectives of "Iraqi, Syrian and Turkish officials"."""
    at = owner.start
    while at >= 2 and scene.tokens[at - 1].lower_ in {"and", "or", ",", "/"}:
        step = at - 2 if scene.tokens[at - 2].text != "," else at - 3
        found = stage.hit(scene, step) if step >= 0 else None
        if not found or not (found[1].use is Use.ADJECTIVE or found[1].acronym):
            return
        hit, form = found
        actor_id = part_of(stage, Owner(form.actor_id, hit.start, hit.end, adjective=True), noun)
        if actor_id is None or not stage.claim(scene, hit.start, hit.end, actor_id, MentionForm.NOMINAL, 0.8):
            return
        at = hit.start


def _belongs_to_name(stage: Stage, scene: Scene, start: int, end: int, noun: Noun) -> bool:
    """Whether the noun is the title of a person named beside it, or a word inside a longer name."""
    doc = scene.tokens
    after = stage.at(scene, end) if end < len(doc) else None
    if after and stage.is_person(after.actor_id) and after.form is MentionForm.NAME:
        return True
    if not noun.person:
        return False
    head = doc[end - 1]
    if _partner(stage, scene, head) or _name_follows(stage, scene, end):
        return True
    left = _phrase_start(doc, start)
    before = stage.at(scene, left - 2) if left >= 2 and doc[left - 1].text in {",", "(", "–", "—"} else None
    return bool(before and stage.is_person(before.actor_id) and not noun.plural and _is_apposition(doc, end))


def _name_follows(stage: Stage, scene: Scene, end: int) -> bool:
    """Whether a title's complement ends in a name: "envoy for Afghanistan, X Y, …", "Representative for Z X Y"."""
    doc, i = scene.tokens, end
    while i < len(doc) and i - end < 9 and stage.at(scene, i) is None and doc[i].pos_ in {"ADP", "DET", "PROPN", "NOUN", "ADJ"}:
        i += 1
    comma = i < len(doc) and doc[i].text == ","
    named = stage.at(scene, i + comma) if i + comma < len(doc) else None
    if named is None or not stage.is_person(named.actor_id) or named.form is not MentionForm.NAME or named.start != i + comma:
        return False
    if comma:
        return named.end < len(doc) and doc[named.end].text in {",", ".", ")", "—"}
    return i == end or (doc[end - 1].text[:1].isupper() and doc[end].pos_ == "ADP" and doc[i - 1].text[:1].isupper())


def _partner(stage: Stage, scene: Scene, head: Token) -> Draft | None:
    """The person that a noun stands in apposition to."""
    related = [c for c in head.children if c.dep_ in {"appos", "flat"}]
    if head.dep_ in {"appos", "flat"}:
        related.append(head.head)
    elif head.dep_ == "conj" and head.head.dep_ == "appos":
        related.append(head.head.head)
    for token in related:
        draft = stage.at(scene, token.i)
        if draft and stage.is_person(draft.actor_id) and abs(token.i - head.i) < 15:
            return draft
    return None


def _phrase_start(doc: Sequence[Token], start: int) -> int:
    i = start
    while i > 0 and (doc[i - 1].pos_ in BEFORE or doc[i - 1].pos_ == "DET" or doc[i - 1].text in ATTACHED) and start - i < 12:
        i -= 1
    return i


def _is_apposition(doc: Sequence[Token], end: int) -> bool:
    """Not "X, officials said": the noun after a name and comma must not be the subject of a verb of its own."""
    return doc[end - 1].dep_ not in {"nsubj", "nsubj:pass"}
