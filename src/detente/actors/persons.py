"""Persons by full name: known ones from the registry, others from the pipeline's names.

The first of two passes over a document; the second, for family names that stand alone, is in `detente.actors.family_names`.
"""

from __future__ import annotations

from spacy.tokens import Doc

from detente.actors.forms import slug, words
from detente.actors.genders import gender_of_given_name
from detente.actors.lexicon import Form, Use
from detente.actors.name_edges import names_a_thing, with_suffix
from detente.actors.names import HONORIFICS, titled
from detente.actors.people import Key, People, begins_with_particle, is_family_only, is_junior, name_key
from detente.actors.scene import Scene
from detente.actors.stage import Stage
from detente.reading.parsed import parsed
from detente.records import Actor, ActorKind, MentionForm, Origin


def claim_full_names(stage: Stage, scene: Scene, spans: list[tuple[int, int]], people: People) -> list[tuple[int, int]]:
    """Claim the names of two words or more; what is returned is left for the second pass."""
    left = []
    for start, end in spans:
        text = parsed(scene.doc).slice(start, end)
        key = name_key(text)
        inside = stage.hits_in(scene, start, end)
        longer = [h for h, f in inside if h.end - h.start >= end - start and not _is_short(f) and not stage.is_person(f.actor_id)]
        if longer or not key:
            continue
        if len(key) == 1 and titled(stage, scene, start) and not scene.is_headline:
            people.address(key[-1], scene.lowered[start - 1])
        if names_a_thing(scene, start, end):
            _note_namesake(stage, scene, start, key, people)
            for hit, form in inside:
                if stage.is_person(form.actor_id):
                    stage.forget(scene, hit)
            continue
        if len(key) < 2 or len(key[0]) == 1 or _is_family_name(stage, text, key):
            left.append((start, end))
            continue
        _claim_full_name(stage, scene, (start, end), key, people)
    return left


def _note_namesake(stage: Stage, scene: Scene, start: int, key: Key, people: People) -> None:
    """Note the person after whom a thing is called, since the text may go on with the family name: "The Jo Lind Show"."""
    given = gender_of_given_name(key[0]) or stage.registry.gender_of_name(key[0])
    if len(key) == 2 and given:
        actor_id = _person(stage, key, people) or new_person(stage, scene.doc, start, start + 2, key)
        people.meet(key, actor_id, scene.index, start)


def _claim_full_name(stage: Stage, scene: Scene, span: tuple[int, int], key: Key, people: People) -> None:
    start, end = span
    whole = with_suffix(scene, end)
    called = _without_nickname(scene, start, end)
    held = parsed(scene.doc)
    key = name_key(held.slice(start, end) if called is None else called[0])
    actor_id = _junior(stage, held.slice(start, whole), key) or _person(stage, key, people)
    actor_id = actor_id or new_person(stage, scene.doc, start, end, key)
    for hit, _ in stage.hits_in(scene, start, end):
        stage.forget(scene, hit)
    if stage.claim(scene, start, whole, actor_id, MentionForm.NAME, 1.0 if actor_id in stage.registry else 0.9):
        people.meet(key, actor_id, scene.index, start)
        if called is not None:
            people.meet((*called[1], key[-1]), actor_id, scene.index, start)


def _is_family_name(stage: Stage, text: str, key: Key) -> bool:
    """Whether several words are a family name alone, "al-Assad", "De Blasio", and none that the registry has."""
    if not (is_family_only(text, key) or begins_with_particle(key)):
        return False
    return _known_person(stage, key) is None


def _without_nickname(scene: Scene, start: int, end: int) -> tuple[str, Key] | None:
    """A name without the nickname in quotation marks, and the nickname: Robert C. "Bobby" Scott."""
    marks = [i for i in range(start + 1, end - 1) if not scene.doc[i].text[:1].isalnum() and scene.doc[i].text not in {"-", "."}]
    if len(marks) != 2:
        return None
    outside = f"{scene.doc[start : marks[0]].text} {scene.doc[marks[1] + 1 : end].text}"
    return outside, words(scene.doc[marks[0] + 1 : marks[1]].text)


def _junior(stage: Stage, text: str, key: Key) -> str | None:
    """The son of a known person: "Donald Trump Jr." is not Donald Trump, but "Joseph R. Biden Jr." is Joe Biden."""
    if not is_junior(text) or _known_person(stage, key) is None:
        return None
    actor_id = slug(text)
    stage.actors.setdefault(actor_id, Actor(actor_id, text, ActorKind.PERSON, origin=Origin.TEXT))
    return actor_id


def _is_short(form: Form) -> bool:
    return form.use.is_short


def _person(stage: Stage, key: Key, people: People) -> str | None:
    """The registry's person of a full name, also without middle names, else one met before in the document."""
    return _known_person(stage, key) or people.known(key)


def _known_person(stage: Stage, key: Key) -> str | None:
    lexicon = stage.registry.lexicon
    for tried in (key, (key[0], key[-1]), key[-2:]):
        forms = [f for f in lexicon.forms(tried) if f.use is Use.NAME and stage.is_person(f.actor_id)]
        form = stage.choose(forms)
        if form:
            return form.actor_id
    return None


def new_person(stage: Stage, doc: Doc, start: int, end: int, key: Key) -> str:
    """The actor that a name makes: its id is the slug of its words."""
    shown = [t.text_with_ws for t in doc[start:end] if words(t.text)[:1] not in {(h,) for h in HONORIFICS}]
    actor_id = slug(" ".join(key))
    stage.actors.setdefault(actor_id, Actor(actor_id, "".join(shown).strip(), ActorKind.PERSON, origin=Origin.TEXT))
    return actor_id


def claim_known(stage: Stage, scene: Scene, people: People) -> None:
    """Claim the registry's persons by full name where the pipeline saw no name."""
    for hit in list(scene.hits):
        found = stage.hit(scene, hit.start)
        form = found[1] if found else None
        if (
            form
            and form.use is Use.NAME
            and stage.is_person(form.actor_id)
            and not names_a_thing(scene, hit.start, hit.end)
            and stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NAME, 1.0)
        ):
            key = name_key(scene.doc[hit.start : hit.end].text) or words(form.surface)
            people.meet(key, form.actor_id, scene.index, hit.start)
