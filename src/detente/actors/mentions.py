"""Every mention of an actor in a document.

    >>> cast = cast_passages(passages, Registry.load(), on=date(2016, 3, 2))  # doctest: +SKIP

Longest names first, over the whole document; then nouns with an owner ("Afghan officials"), then states and seats where they
are parties and not places, last what refers back ("the envoy", "he").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.actors import bodies, places
from detente.actors.anaphora import claim_references
from detente.actors.cast import Cast
from detente.actors.forms import words
from detente.actors.lexicon import Form, Use
from detente.actors.nominals import claim_parts
from detente.actors.persons import People, claim_family_names, claim_full_names, claim_known, name_spans
from detente.actors.registry import Registry
from detente.actors.scene import Hit, Scene
from detente.actors.stage import Stage
from detente.actors.syntax import NOMINAL, head_of
from detente.actors.titles import describe_persons
from detente.language.passages import Passage
from detente.records import ActorKind, MentionForm

_HYPHENS = frozenset({"-", "–", "‑"})
_GROUPS = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})


def cast_passages(passages: Sequence[Passage], registry: Registry, on: date | None = None) -> Cast:
    """The mentions of a document's passages, with the actors they mean at its date.

    Without a date, names mean what they mean today. Text never makes this raise.
    """
    stage = Stage(passages, registry, on)
    people = People()
    left: list[list[tuple[int, int]]] = []
    told = _document_words(stage)
    for scene in stage.scenes:
        stage.settle_hits(scene)
        _drop_doubtful(stage, scene, told)
        _skip_dateline(stage, scene)
        left.append(claim_full_names(stage, scene, name_spans(stage, scene), people))
        claim_known(stage, scene, people)
    for scene, spans in zip(stage.scenes, left, strict=True):
        claim_family_names(stage, scene, spans, people)
        _claim_bodies(stage, scene)
        claim_parts(stage, scene)
        for hit in list(scene.hits):
            found = stage.hit(scene, hit.start)
            if found and stage.free(scene, hit.start, hit.end):
                _claim_hit(stage, scene, hit, found[1])
    describe_persons(stage)
    claim_references(stage)
    return stage.cast()


def _document_words(stage: Stage) -> str:
    return " ".join(word for scene in stage.scenes for word in ("", *scene.words, ""))


def _drop_doubtful(stage: Stage, scene: Scene, told: str) -> None:
    """Forget names of states and bodies where the document speaks of a namesake."""
    doubts = places.doubts()
    for hit in list(scene.hits):
        key = words(scene.doc[hit.start : hit.end].text)
        against = doubts.get(" ".join(key), ())
        if any(f" {' '.join(phrase)} " in told for phrase in against):
            stage.forget(scene, hit)


def _skip_dateline(stage: Stage, scene: Scene) -> None:
    """Forget the names in "KABUL, Afghanistan (AP) -" at the start of a passage."""
    doc = scene.doc
    if len(doc) < 4 or not (doc[0].text.isupper() and len(doc[0]) > 2) or scene.shouting:
        return
    for i in range(1, min(len(doc) - 1, 14)):
        if doc[i].text in {"-", "–", "—", "--"} and (doc[i - 1].whitespace_ or doc[i].whitespace_):
            for hit in [h for h in scene.hits if h.end <= i]:
                stage.forget(scene, hit)
            return
        if doc[i].pos_ in {"VERB", "AUX"}:
            return


def _claim_bodies(stage: Stage, scene: Scene) -> None:
    """Claim organisations of the pipeline that the registry does not know."""
    doc = scene.doc
    if scene.is_headline:
        return
    for ent in doc.ents:
        start = ent.start + (doc[ent.start].lower_ == "the")
        end = ent.end - (doc[ent.end - 1].tag_ == "POS")
        if ent.label_ != "ORG" or end <= start or not stage.free(scene, start, end) or not bodies.plausible(doc, start, end):
            continue
        start = _name_start(scene, start)
        if not stage.free(scene, start, end) or (start and doc[start - 1].text in _HYPHENS):
            continue
        inside = stage.hits_in(scene, start, end)
        if any(h.start <= start and h.end >= end for h, _ in inside) or _is_part(stage, scene, start, end):
            continue
        country = next((f.actor_id for _, f in inside if stage.actor(f.actor_id).kind is ActorKind.STATE), None)
        actor = bodies.body(doc, start, end, country)
        if actor.actor_id in stage.registry.entries:
            continue
        for hit, _ in inside:
            stage.forget(scene, hit)
        stage.actors.setdefault(actor.actor_id, actor)
        stage.claim(scene, start, end, actor.actor_id, MentionForm.NAME, 0.7)


def _name_start(scene: Scene, start: int) -> int:
    """Where a body's name begins: before capitalised words that the pipeline cut off."""
    doc = scene.doc
    while start > 1:
        if _is_name_word(doc[start - 1]) and not doc[start - 1].is_sent_start:
            start -= 1
        elif doc[start - 1].lower_ == "of" and _is_name_word(doc[start - 2]):
            start -= 2
        else:
            break
    return start


def _is_part(stage: Stage, scene: Scene, start: int, end: int) -> bool:
    """Whether a name is a state's own body, such as "Russian Foreign Ministry", which has an id of its own."""
    last = scene.first[end - 1] + 1
    return stage.registry.agents.ending(scene.words, last) is not None or (
        "of" in {t.lower_ for t in scene.doc[start:end]} and stage.registry.agents.noun(words(scene.doc[start].text)) is not None
    )


def _claim_hit(stage: Stage, scene: Scene, hit: Hit, form: Form) -> None:
    """Claim a name of the registry, unless it is only a place, a language or a part of a longer name."""
    actor = stage.actor(form.actor_id)
    if form.use is Use.SHORT:
        return
    head = head_of(scene.doc, hit.start, hit.end)
    if form.use is Use.NAME and actor.kind not in _GROUPS:
        if not _inside_longer_name(stage, scene, hit):
            stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NAME, 1.0)
        return
    if form.use in {Use.ADJECTIVE, Use.DEMONYM}:
        _claim_adjective(stage, scene, hit, form)
        return
    if _inside_longer_name(stage, scene, hit) or _after_city(stage, scene, hit):
        return
    seat = form.use is Use.SEAT
    score = 0.9 if form.use is Use.METONYM else _compound_score(scene, hit, seat=seat)
    if score is None and not seat and _before_titled_person(stage, scene, hit.end):
        score = 0.5
    if score is None:
        score = places.party_score(head, seat=seat)
    if score > 0:
        kind = MentionForm.METONYM if form.use in {Use.SEAT, Use.METONYM} else MentionForm.NAME
        stage.claim(scene, hit.start, hit.end, form.actor_id, kind, score)


def _compound_score(scene: Scene, hit: Hit, *, seat: bool) -> float | None:
    """How surely a name in a hyphenated word is a party: "US-led" and "Russia-China" are, "Moscow-based" is not; None elsewhere."""
    doc = scene.doc
    before = doc[hit.start - 1] if hit.start else None
    after = doc[hit.end] if hit.end < len(doc) else None
    if (
        after is not None
        and after.text in _HYPHENS
        and not after.whitespace_
        and not doc[hit.end - 1].whitespace_
        and hit.end + 1 < len(doc)
    ):
        following = doc[hit.end + 1].lower_
        if following in {
            "based",
            "born",
            "occupied",
            "held",
            "bound",
            "wide",
            "style",
            "area",
            "educated",
            "related",
            "focused",
            "specific",
        }:
            return 0.0
        if not seat:
            return 0.6
        return (
            (0.6 if following.endswith("ed") or following == "friendly" else 0.0) if doc[hit.end + 1].text[:1].islower() else None
        )
    if before is not None and before.text in _HYPHENS and not before.whitespace_ and hit.start > 1:
        return 0.5
    return None


def _claim_adjective(stage: Stage, scene: Scene, hit: Hit, form: Form) -> None:
    """A state's adjective is its mention as a possessor; as a noun it means people: "the Russians" a party, "Russians" civilians."""
    doc = scene.doc
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
    if stage.hit(scene, noun.i) and noun.head.i > noun.i:
        noun = noun.head
    if (
        noun.pos_ == "PROPN"
        and not scene.is_headline
        and noun.text[:1].isupper()
        and stage.registry.agents.noun(words(noun.text)) is None
    ):
        following = stage.at(scene, noun.i)
        if following is None:
            return
    if not places.is_place_noun(noun):
        stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NAME, 0.5)


def _inside_longer_name(stage: Stage, scene: Scene, hit: Hit) -> bool:
    """Whether other capitalised words make one name with the hit: University of Kabul, Moscow Times, New England."""
    if scene.is_headline:
        return False
    doc = scene.doc
    after = doc[hit.end] if hit.end < len(doc) else None
    if after is not None and _is_name_word(after) and doc[hit.end - 1].whitespace_ and not _separate(stage, scene, after.i):
        return True
    if hit.start >= 1:
        before = doc[hit.start - 1]
        if _is_name_word(before) and before.whitespace_ and not before.is_sent_start and not _separate(stage, scene, before.i):
            return not stage.registry.agents.noun(words(before.text))
        if (
            before.lower_ == "of"
            and hit.start >= 2
            and _is_name_word(doc[hit.start - 2])
            and not doc[hit.start - 2].is_sent_start
        ):
            return True
    return False


def _before_titled_person(stage: Stage, scene: Scene, end: int) -> bool:
    """Whether a title and a person's name follow: "US [diplomat X Y]", "Afghan [Deputy Foreign Minister X Y]"."""
    titled = False
    for i in range(end, min(len(scene.doc), end + 9)):
        draft = stage.at(scene, i)
        if draft:
            return titled and stage.is_person(draft.actor_id)
        if scene.doc[i].pos_ not in {"ADJ", "NOUN", "PROPN"} and scene.doc[i].lower_ not in {"of", "for"}:
            return False
        noun = stage.registry.agents.noun(words(scene.doc[i].text))
        titled = titled or bool(noun and noun.person)
    return False


def _is_name_word(token: object) -> bool:
    return (
        getattr(token, "pos_", "") in NOMINAL
        and getattr(token, "text", "")[:1].isupper()
        and getattr(token, "pos_", "") == "PROPN"
    )


def _separate(stage: Stage, scene: Scene, i: int) -> bool:
    """Whether the neighbour of a name stands for itself: another actor, a month, a title."""
    return (
        stage.at(scene, i) is not None
        or stage.hit(scene, i) is not None
        or stage.registry.agents.noun(words(scene.doc[i].text)) is not None
        or scene.doc[i].lower_ in _CALENDAR
    )


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split()
)


def _after_city(stage: Stage, scene: Scene, hit: Hit) -> bool:
    """Whether a state only says where a city is: "Geneva, Switzerland"."""
    doc = scene.doc
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
