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
from detente.actors.family_names import claim_family_names
from detente.actors.forms import words
from detente.actors.hits import HYPHENS, claim_hit, is_name_word
from detente.actors.names import name_spans
from detente.actors.nominals import claim_parts
from detente.actors.people import People
from detente.actors.persons import claim_full_names, claim_known
from detente.actors.registry import Registry
from detente.actors.scene import Scene
from detente.actors.stage import Stage
from detente.actors.titles import describe_persons
from detente.language.passages import Passage
from detente.records import ActorKind, MentionForm


def cast_passages(passages: Sequence[Passage], registry: Registry, on: date | None = None) -> Cast:
    """The mentions of a document's passages, with the actors they mean at its date.

    Without a date, names mean what they mean today. Text never makes this raise.
    """
    stage = Stage(passages, registry, on)
    people = People()
    left: list[list[tuple[int, int]]] = []
    for scene in stage.scenes:
        stage.settle_hits(scene)
        _drop_doubtful(stage, scene)
        _skip_dateline(stage, scene)
        left.append(claim_full_names(stage, scene, name_spans(stage, scene), people))
        claim_known(stage, scene, people)
    for scene, spans in zip(stage.scenes, left, strict=True):
        claim_family_names(stage, scene, spans, people)
        _claim_bodies(stage, scene)
        _claim_acronyms(stage, scene)
        claim_parts(stage, scene)
        for hit in list(scene.hits):
            found = stage.hit(scene, hit.start)
            if found and stage.free(scene, hit.start, hit.end):
                claim_hit(stage, scene, hit, found[1])
    describe_persons(stage)
    claim_references(stage)
    return stage.cast()


def _drop_doubtful(stage: Stage, scene: Scene) -> None:
    """Forget names of states and bodies where the document speaks of a namesake."""
    doubts = places.doubts()
    for hit in list(scene.hits):
        against = doubts.get(" ".join(scene.words[scene.first[hit.start] : scene.first[hit.end - 1] + 1]), ())
        if against and any(f" {' '.join(phrase)} " in stage.told for phrase in against):
            stage.forget(scene, hit)


def _skip_dateline(stage: Stage, scene: Scene) -> None:
    """Forget the names in "KABUL, Afghanistan (AP) -" at the start of a passage."""
    doc = scene.tokens
    if len(doc) < 4 or not (doc[0].text.isupper() and len(doc[0]) > 2) or scene.shouting:
        return
    for i in range(1, min(len(doc) - 1, 14)):
        if doc[i].text in {"-", "–", "—", "--"} and (doc[i - 1].whitespace_ or doc[i].whitespace_):
            scene.begins = i + 1
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
        if (
            ent.label_ not in {"ORG", "PERSON"}
            or start < scene.begins
            or end <= start
            or not stage.free(scene, start, end)
            or not bodies.plausible(doc, start, end)
            or (ent.label_ == "PERSON" and not bodies.is_head(scene.lowered[end - 1]))
        ):
            continue
        start = _name_start(scene, start)
        if not stage.free(scene, start, end) or (start and doc[start - 1].text in HYPHENS):
            continue
        inside = stage.hits_in(scene, start, end)
        if any(h.start <= start and h.end >= end for h, _ in inside) or _is_part(stage, scene, start, end):
            continue
        country = next((f.actor_id for _, f in inside if stage.actor(f.actor_id).kind is ActorKind.STATE), None)
        actor_id = _known_by_acronym(stage, scene, end) or _new_body(stage, scene, start, end, country)
        if actor_id is None:
            continue
        for hit, _ in inside:
            stage.forget(scene, hit)
        stage.claim(scene, start, end, actor_id, MentionForm.NAME, 0.7)


def _known_by_acronym(stage: Stage, scene: Scene, end: int) -> str | None:
    """The registry's body whose acronym follows in brackets."""
    acronym = bodies.acronym_of(scene.doc, end)
    form = stage.registry.find(acronym.text, stage.on) if acronym else None
    return form.actor_id if form and form.acronym else None


def _new_body(stage: Stage, scene: Scene, start: int, end: int, country: str | None) -> str | None:
    """A body that the text brings in; its acronym in brackets means it from here on."""
    actor = bodies.body(scene.doc, start, end, country)
    if actor.actor_id in stage.registry.entries:
        return None
    stage.actors.setdefault(actor.actor_id, actor)
    acronym = bodies.acronym_of(scene.doc, end)
    if acronym is not None:
        stage.acronyms[acronym.text] = actor.actor_id
    return actor.actor_id


def _claim_acronyms(stage: Stage, scene: Scene) -> None:
    """Claim the acronyms that the document explained."""
    if not stage.acronyms:
        return
    for token in scene.tokens:
        actor_id = stage.acronyms.get(token.text)
        if actor_id is not None and stage.free(scene, token.i, token.i + 1):
            stage.claim(scene, token.i, token.i + 1, actor_id, MentionForm.NAME, 0.7)


def _name_start(scene: Scene, start: int) -> int:
    """Where a body's name begins: before capitalised words that the pipeline cut off."""
    doc = scene.doc
    while start > 1:
        if is_name_word(doc[start - 1]) and not doc[start - 1].is_sent_start:
            start -= 1
        elif doc[start - 1].lower_ == "of" and is_name_word(doc[start - 2]):
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
