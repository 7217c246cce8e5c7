"""The registry's names in a text: which of them are parties, and which only places, languages or parts of longer names."""

from __future__ import annotations

from spacy.tokens import Token

from detente.actors import places
from detente.actors.forms import words
from detente.actors.lexicon import Form, Use
from detente.actors.namesakes import means_namesake
from detente.actors.scene import Hit, Scene
from detente.actors.stage import Stage
from detente.actors.syntax import NOMINAL, case_of, head_of
from detente.actors.wordlists import listed
from detente.records import ActorKind, MentionForm

HYPHENS = frozenset({"-", "–", "‑"})
_PLACED = frozenset(
    {"based", "born", "occupied", "held", "bound", "wide", "style", "area", "educated", "related", "focused", "specific"}
)
_GROUPS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
_NEW = frozenset({"england", "mexico", "britain", "ireland", "spain"})
"""What makes a place of its own with a "New" before it, even where a sentence begins."""
_CALENDAR = listed("calendar")
_LEAVING = listed("leaving")
_ASKING = frozenset(
    {"can", "could", "did", "do", "does", "had", "has", "have", "is", "are", "may", "must", "should", "will", "would"}
)


def claim_hit(stage: Stage, scene: Scene, hit: Hit, form: Form) -> None:
    """Claim a name of the registry, unless it is only a place, a language or a part of a longer name."""
    actor = stage.actor(form.actor_id)
    if form.use.is_short:
        return
    head = head_of(scene.doc, hit.start, hit.end)
    if form.use is Use.NAME and means_namesake(stage, scene, hit):
        return
    if form.use is Use.NAME and actor.kind not in _GROUPS:
        if not _inside_longer_name(stage, scene, hit):
            stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NAME, 1.0)
        return
    if form.use in {Use.ADJECTIVE, Use.DEMONYM}:
        _claim_adjective(stage, scene, hit, form)
        return
    if _inside_longer_name(stage, scene, hit) or _after_city(stage, scene, hit):
        return
    if _after_place_word(scene, hit) or (form.use is Use.METONYM and _is_destination(head)):
        return
    seat = form.use is Use.SEAT
    score = 0.9 if form.use is Use.METONYM else _compound_score(scene, hit, seat=seat)
    if score is None and not seat and _before_titled_person(stage, scene, hit.end):
        score = 0.5
    if score is None and _is_asked_about(scene, hit):
        score = 0.7
    if score is None:
        score = places.party_score(head, seat=seat)
    if score > 0:
        kind = MentionForm.METONYM if form.use in {Use.SEAT, Use.METONYM} else MentionForm.NAME
        stage.claim(scene, hit.start, hit.end, form.actor_id, kind, score)


def _is_destination(head: Token) -> bool:
    """Whether a seat of power is where somebody goes or comes from: "summoned him to the Oval Office"."""
    case = case_of(head)
    if case == "for":
        return head.head.lemma_.lower() in {"run", "race", "bid", "campaign", "candidate", "contender", "quest", "fight"}
    return case in {"to", "from", "at", "into", "onto"} and places.party_score(head, seat=True) == 0


def _is_asked_about(scene: Scene, hit: Hit) -> bool:
    """Whether a question begins with a verb and the name: "Should Beijing Trust Washington?"."""
    doc = scene.tokens
    before = doc[hit.start - 1] if hit.start else None
    return (
        before is not None
        and before.is_sent_start is True
        and before.lower_ in _ASKING
        and doc[before.sent.end - 1].text == "?"
        and doc[hit.end - 1].whitespace_ != ""
    )


def _after_place_word(scene: Scene, hit: Hit) -> bool:
    """Whether "in X" stands there in so many words, whatever the parse says; "in X's view" is something else."""
    doc = scene.tokens
    at = hit.start - 2 if hit.start > 1 and doc[hit.start - 1].lower_ == "the" else hit.start - 1
    possessive = hit.end < len(doc) and (doc[hit.end].tag_ == "POS" or doc[hit.end].text == "-")
    if at > 0 and doc[at].lower_ == "from" and doc[at - 1].lemma_.lower() in _LEAVING and not possessive:
        return True
    return at >= 0 and doc[at].lower_ in {"in", "inside", "near", "across", "throughout", "within", "outside"} and not possessive


def _compound_score(scene: Scene, hit: Hit, *, seat: bool) -> float | None:
    """How surely a name in a hyphenated word is a party: "US-led" is one, "Moscow-based" is not; None for other words."""
    doc = scene.tokens
    before = doc[hit.start - 1] if hit.start else None
    after = doc[hit.end] if hit.end < len(doc) else None
    if (
        after is not None
        and after.text in HYPHENS
        and not after.whitespace_
        and not doc[hit.end - 1].whitespace_
        and hit.end + 1 < len(doc)
    ):
        following = doc[hit.end + 1].lower_
        if following in _PLACED:
            return 0.0
        if not seat:
            return 0.6
        return (
            (0.6 if following.endswith("ed") or following == "friendly" else 0.0) if doc[hit.end + 1].text[:1].islower() else None
        )
    if before is not None and before.text in HYPHENS and not before.whitespace_ and hit.start > 1:
        return 0.5
    return None


def _claim_adjective(stage: Stage, scene: Scene, hit: Hit, form: Form) -> None:
    """A state's adjective mentions it as a possessor; as a noun it means people: "the Russians" a party, "Russians" civilians."""
    doc = scene.tokens
    token = doc[hit.end - 1]
    if token.tag_ in {"NNS", "NNPS"} or (token.text[-1:] == "s" and form.use is Use.DEMONYM):
        if hit.start > 0 and doc[hit.start - 1].lower_ == "the":
            stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NOMINAL, 0.7)
        elif f"{form.actor_id}.CVL" in stage.registry:
            stage.claim(scene, hit.start, hit.end, f"{form.actor_id}.CVL", MentionForm.NOMINAL, 0.6)
        return
    if _before_titled_person(stage, scene, hit.end):
        stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NAME, 0.5)
        return
    if token.dep_ not in {"amod", "compound", "nmod", "conj", "nmod:poss", "flat"} or _inside_longer_name(stage, scene, hit):
        return
    noun = token.head
    if _names_ethnicity(stage, scene, hit):
        return
    if stage.hit(scene, noun.i) and noun.head.i > noun.i:
        noun = noun.head
    if (
        noun.pos_ in NOMINAL
        and not scene.is_headline
        and noun.text[:1].isupper()
        and stage.registry.agents.noun(words(noun.text)) is None
    ):
        following = stage.at(scene, noun.i)
        if following is None:
            return
    if not places.is_place_noun(noun):
        stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NAME, 0.5)


def _names_ethnicity(stage: Stage, scene: Scene, hit: Hit) -> bool:
    """Whether a people follows whose origin the adjective tells: "Ukrainian and Lithuanian Americans"."""
    doc, i = scene.tokens, hit.end
    while i < len(doc):
        found = stage.hit(scene, i)
        if found is None:
            if doc[i].lower_ not in {"and", "or", ","}:
                return False
            i += 1
            continue
        own, form = found
        if form.use is Use.DEMONYM or (form.use is Use.ADJECTIVE and i == hit.end):
            return i == hit.end or form.use is Use.DEMONYM
        if form.use is not Use.ADJECTIVE:
            return False
        i = own.end
    return False


def _inside_longer_name(stage: Stage, scene: Scene, hit: Hit) -> bool:
    """Whether other capitalised words make one name with the hit: University of Kabul, Moscow Times, New England."""
    if scene.is_headline:
        return False
    doc = scene.tokens
    after = doc[hit.end] if hit.end < len(doc) else None
    state = any(f.use is Use.NAME and stage.actor(f.actor_id).kind is ActorKind.STATE for f in hit.forms)
    if (
        after is not None
        and (is_name_word(after) or (state and _goes_on(after)))
        and doc[hit.end - 1].whitespace_
        and not _separate(stage, scene, after.i)
    ):
        return True
    if hit.start >= 1:
        before = doc[hit.start - 1]
        if before.text == "New" and (not before.is_sent_start or scene.lowered[hit.start] in _NEW):
            return True
        if is_name_word(before) and before.whitespace_ and not before.is_sent_start and not _separate(stage, scene, before.i):
            return not stage.registry.agents.noun(words(before.text))
        if (
            before.lower_ == "of"
            and hit.start >= 2
            and _goes_on(doc[hit.start - 2])
            and not _separate(stage, scene, hit.start - 2)
        ):
            return True
    return False


def _before_titled_person(stage: Stage, scene: Scene, end: int) -> bool:
    """Whether a title and a person's name follow: "US [diplomat X Y]", "Afghan [Deputy Foreign Minister X Y]"."""
    titled = False
    for i in range(end, min(len(scene.tokens), end + 9)):
        draft = stage.at(scene, i)
        if draft:
            return titled and stage.is_person(draft.actor_id)
        if scene.tokens[i].pos_ not in {"ADJ", "NOUN", "PROPN"} and scene.tokens[i].lower_ not in {"of", "for"}:
            return False
        noun = stage.registry.agents.noun(words(scene.tokens[i].text))
        titled = titled or bool(noun and noun.person)
    return False


def is_name_word(token: object) -> bool:
    return (
        getattr(token, "pos_", "") in NOMINAL
        and getattr(token, "text", "")[:1].isupper()
        and getattr(token, "pos_", "") == "PROPN"
    )


def _goes_on(token: Token) -> bool:
    """Whether a word after a name is written as a part of it, whatever its tag."""
    return token.pos_ in NOMINAL and token.text[:1].isupper() and not token.is_sent_start


def _separate(stage: Stage, scene: Scene, i: int) -> bool:
    """Whether the neighbour of a name stands for itself: another actor, a month, a title."""
    return (
        stage.at(scene, i) is not None
        or stage.hit(scene, i) is not None
        or stage.registry.agents.noun(words(scene.tokens[i].text)) is not None
        or scene.tokens[i].lower_ in _CALENDAR
    )


def _after_city(stage: Stage, scene: Scene, hit: Hit) -> bool:
    """Whether a state only says where a city is: "Geneva, Switzerland"."""
    doc = scene.tokens
    if hit.start < 2 or doc[hit.start - 1].text != ",":
        return False
    before = doc[hit.start - 2]
    if before.pos_ != "PROPN" or stage.at(scene, before.i):
        return False
    found = stage.hit(scene, before.i)
    if found and found[1].use is Use.NAME:
        return False
    closed = hit.end >= len(doc) or doc[hit.end].text in {",", ".", ")", ";"} or doc[hit.end].tag_ == "POS"
    return closed and (found is not None or before.ent_type_ == "LOC")
