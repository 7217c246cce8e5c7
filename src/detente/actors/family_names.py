"""Family names that stand alone, and other halves of names: whom they mean in this document.

The second pass over a document, when all full names have been met: a full name of the document first, then a leader of the day.
"""

from __future__ import annotations

from detente.actors.forms import words
from detente.actors.genders import gender_of_address, gender_of_given_name
from detente.actors.lexicon import ALSO_WORDS, Form
from detente.actors.name_edges import names_a_thing
from detente.actors.names import HONORIFICS, titled
from detente.actors.people import PARTICLES, Key, People, name_key
from detente.actors.persons import new_person
from detente.actors.scene import Scene
from detente.actors.stage import Stage
from detente.actors.towns import is_town
from detente.actors.wordlists import listed
from detente.records import Actor, ActorKind, MentionForm, Origin

_CALENDAR = listed("calendar") | {"will"}
_SAYING = listed("saying")
_NO_NAME = listed("no_name") - listed("calendar") - {"he"}
_NEAR = 2
_DOMINANT = 3


def claim_family_names(stage: Stage, scene: Scene, spans: list[tuple[int, int]], people: People) -> None:
    """Claim family names that stand alone: a full name of the document first, then a leader of the day."""
    starts = dict(spans)
    for at in scene.capitals:
        if stage.at(scene, at) or _is_town(stage, scene, at, people):
            continue
        again = people.repeated(scene, at)
        if again is not None and names_a_thing(scene, at, again[0]):
            continue
        if again is not None and stage.claim(scene, at, again[0], again[1], MentionForm.NAME, 0.9):
            continue
        end = starts.get(at, at + 1)
        named = at in starts
        if not named and (not _may_be_name(scene, at, people) or _within_name(stage, scene, at)):
            continue
        key = name_key(scene.texts[at] if end == at + 1 else scene.doc[at:end].text)
        if len(key) > 1:
            if named:
                _claim_unusual(stage, scene, (at, end), key, people)
            continue
        if (
            not key
            or _is_noun(stage, scene, at, key, people, named=named)
            or not _means_a_name(stage, scene, at, key[0], people, named=named)
        ):
            continue
        actor_id, score = _bare(stage, scene, at, key[0], people, named=named)
        if actor_id is None and (named or _is_somebody(stage, scene, at)):
            actor_id, score = _by_half_a_name(stage, scene, at, key[0], people)
        if actor_id and stage.claim(scene, at, end, actor_id, MentionForm.NAME, score):
            people.use(actor_id)


def _is_town(stage: Stage, scene: Scene, at: int, people: People) -> bool:
    """Whether a word names a town here, or has named one before and nobody that the document calls by a full name."""
    word = scene.lowered[at]
    if is_town(scene, at) and not titled(stage, scene, at):
        people.towns.add(word)
        return True
    return word in people.towns and not people.with_last(word)


def _is_noun(stage: Stage, scene: Scene, at: int, key: Key, people: People, *, named: bool) -> bool:
    """Whether a name is a noun of people instead ("King", "Major"), unless somebody of the name has been met."""
    if key[0] in _NO_NAME:
        return True
    if not stage.registry.agents.noun(key):
        return False
    addressed = at > 0 and scene.lowered[at - 1].strip(".") in HONORIFICS
    return not (people.with_last(key[0]) and (addressed or named))


def _claim_unusual(stage: Stage, scene: Scene, span: tuple[int, int], key: Key, people: People) -> None:
    """Claim an initial with a family name ("V. Putin") or a family name of several words; without a bearer it is a new name."""
    start, end = span
    if len(key[0]) == 1:
        fitting = people.with_initial(key[0], key[-1]) or _leaders(stage, key)
    else:
        fitting = {a for a in people.with_last(key[-1]) if words(stage.actor(a).name)[-len(key) :] == key or key[0] in PARTICLES}
    if len(fitting) > 1 or not stage.free(scene, start, end):
        return
    actor_id = fitting.pop() if fitting else new_person(stage, scene.doc, start, end, key)
    stage.claim(scene, start, end, actor_id, MentionForm.NAME, 0.8)
    people.meet(key, actor_id, scene.index, start)


def _leaders(stage: Stage, key: Key) -> set[str]:
    """The leader of the day with a family name, if the initial agrees."""
    short = stage.choose([f for f in stage.registry.lexicon.forms(key[-1:]) if f.use.is_short])
    return {short.actor_id} if short and words(stage.actor(short.actor_id).name)[0].startswith(key[0]) else set()


def _by_half_a_name(stage: Stage, scene: Scene, at: int, name: str, people: People) -> tuple[str | None, float]:
    """A given name that one person in the document bears, or a family name after a title that has no full name here.

    The id of such a family name holds the document's, since the same name elsewhere may be somebody else's.
    """
    hit = stage.hit(scene, at)
    if people.with_last(name) or (hit and not hit[1].use.is_short) or scene.is_headline:
        return None, 0.0
    bearers = people.with_first(name)
    if bearers:
        return (bearers.pop(), 0.6) if len(bearers) == 1 else (None, 0.0)
    if not people.addressed(name) or any(f.use.is_short for f in stage.registry.lexicon.forms((name,)) if stage.on is None):
        return None, 0.0
    token = scene.tokens[at]
    actor_id = f"{name}@{stage.passages[scene.index].document_id}"
    stage.actors.setdefault(actor_id, Actor(actor_id, token.text, ActorKind.PERSON, origin=Origin.TEXT))
    return actor_id, 0.7


def _may_be_name(scene: Scene, at: int, people: People) -> bool:
    """Whether a word is tagged as a name, or is the family name of somebody met, in a place that asks for no capital."""
    token = scene.tokens[at]
    if token.pos_ == "PROPN":
        return True
    if scene.is_headline or token.pos_ not in {"NOUN", "ADJ", "X"} or not people.with_last(scene.lowered[at]):
        return False
    return not token.is_sent_start or (at + 1 < len(scene.tokens) and scene.tokens[at + 1].lemma_ in _SAYING)


def _means_a_name(stage: Stage, scene: Scene, at: int, last: str, people: People, *, named: bool) -> bool:
    """Whether a family name that is a common word too ("Rice", "Power", "May") stands for a person here.

    After a title it does; else it needs a capital that no sentence or headline asks for. Months and "Will" need a full name in
    the document and something that only persons do.
    """
    if last not in ALSO_WORDS or titled(stage, scene, at):
        return True
    token = scene.tokens[at]
    met = bool(people.with_last(last))
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in _SAYING
    if last in _CALENDAR:
        return met and (speaks or (at + 1 < len(scene.tokens) and scene.tokens[at + 1].tag_ in {"VBD", "VBZ", "POS"}))
    if scene.is_headline or token.is_sent_start or (at and not scene.tokens[at - 1].text[:1].isalnum()):
        return named and (met or speaks)
    return named or (token.pos_ == "PROPN" and token.dep_ not in {"compound", "amod"})


def _bare(stage: Stage, scene: Scene, at: int, last: str, people: People, *, named: bool) -> tuple[str | None, float]:
    met = people.with_last(last)
    if not met:
        called = {f.actor_id for f in stage.registry.lexicon.forms((last,))}
        met = {a for _, _, a in people.places if a in called} if called else set()
    hit = stage.hit(scene, at)
    if hit and not hit[1].use.is_short and not (met and (named or _is_somebody(stage, scene, at))):
        return None, 0.0
    short = stage.choose([f for f in stage.registry.lexicon.forms((last,)) if f.use.is_short])
    if met:
        return _of_those_met(stage, scene, at, met, people, short)
    if short is None or (stage.on is None and not named) or people.with_first(last) - {short.actor_id}:
        return None, 0.0
    return short.actor_id, 0.85 if named else 0.8


def _is_somebody(stage: Stage, scene: Scene, at: int) -> bool:
    """Whether a word is addressed or speaks, so that it is no state's adjective: "Mr. Burman", "said Burman"."""
    token = scene.tokens[at]
    return titled(stage, scene, at) or (token.pos_ == "PROPN" and token.dep_ == "nsubj" and token.head.lemma_ in _SAYING)


def _of_those_met(
    stage: Stage, scene: Scene, at: int, met: set[str], people: People, short: Form | None
) -> tuple[str | None, float]:
    """Of the persons met with one family name: whom the form of address fits, who stands close before, the leader who is known by
    the bare name, or who is named far more often."""
    gender = gender_of_address(scene.lowered[at - 1]) if at else None
    known = {short.actor_id} if short else set()
    spoken_of = {a for a in known if gender or people.weight(a) or not people.any_before(met, scene.index, at)}
    fitting = {a for a in met | spoken_of if gender is None or _gender(stage, a) in {None, gender}}
    fitting = people.before(fitting, scene.index, at) | (spoken_of & fitting)
    if len(fitting) == 1:
        return next(iter(fitting)), 0.9
    near, dominant = _nearest(scene, at, fitting, people), _dominant(fitting, people)
    if near is not None or dominant is not None:
        chosen = near or dominant
        return (chosen, 0.6) if dominant in {None, chosen} else (None, 0.0)
    if known & fitting:
        return known.pop(), 0.6
    return None, 0.0


def _dominant(fitting: set[str], people: People) -> str | None:
    """Of persons with one family name, the one who has been named far more often than any other."""
    order = sorted(fitting, key=lambda a: (-people.weight(a), a))
    far = len(order) > 1 and people.weight(order[0]) >= _DOMINANT * people.weight(order[1])
    return order[0] if far else None


def _gender(stage: Stage, actor_id: str) -> str | None:
    return stage.registry.gender(actor_id) or gender_of_given_name((words(stage.actor(actor_id).name) or ("",))[0])


def _nearest(scene: Scene, at: int, met: set[str], people: People) -> str | None:
    """Of two persons with one family name, the one whose full name stands close before, alone."""
    here = scene.doc[at].sent
    reach = max(0, here.start)
    for _ in range(_NEAR):
        reach = scene.doc[max(0, reach - 1)].sent.start
    close = {a for passage, start, a in people.places if a in met and passage == scene.index and reach <= start < at}
    return close.pop() if len(close) == 1 else None


def _within_name(stage: Stage, scene: Scene, i: int) -> bool:
    """Whether a capitalised word belongs to a longer capitalised name, so that it cannot be a family name alone."""
    doc = scene.tokens
    if scene.is_headline:
        return False
    after = doc[i + 1] if i + 1 < len(doc) else None
    if (
        after is not None
        and after.pos_ == "PROPN"
        and after.text[:1].isupper()
        and not stage.registry.agents.noun(words(after.text))
    ):
        return True
    before = doc[i - 1] if i else None
    if before is None or before.pos_ != "PROPN" or not before.text[:1].isupper():
        return False
    folded = words(before.text)
    return not (
        stage.hit(scene, before.i)
        or stage.registry.agents.noun(folded)
        or (folded[:1] and folded[0] in HONORIFICS)
        or before.is_sent_start
    )
