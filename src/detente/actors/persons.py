"""Persons by name: known ones from the registry, others from the pipeline's names; family names resolve within the document.

Two passes: full names first, over the whole document, then the family names that stand alone.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc

from detente.actors.forms import slug, words
from detente.actors.genders import gender_of_address, gender_of_given_name
from detente.actors.lexicon import ALSO_WORDS, Form, Use
from detente.actors.names import HONORIFICS
from detente.actors.scene import Scene
from detente.actors.stage import Stage
from detente.actors.wordlists import listed
from detente.records import Actor, ActorKind, MentionForm, Origin

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_CALENDAR = listed("calendar") | {"will"}
_SAYING = listed("saying")
_HYPHENS = frozenset({"-", "–", "‑"})
_NEAR = 2
_DOMINANT = 3


class People:
    """The full names of one document, by family name."""

    def __init__(self) -> None:
        self._by_last: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[tuple[str, str], str] = {}
        self._by_first: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        self.places: list[tuple[int, int, str]] = []

    def meet(self, key: tuple[str, ...], actor_id: str, passage: int, at: int) -> None:
        """Note a full name where it stands."""
        self._by_last[key[-1]].add(actor_id)
        self._by_name[key[0], key[-1]] = actor_id
        if len(key) > 1:
            self._by_first[key[0]].add((key, actor_id))
        self.places.append((passage, at, actor_id))

    def repeated(self, scene: Scene, at: int) -> tuple[int, str] | None:
        """The end of a full name met before that stands at a token, written out again, and its person."""
        for key, actor_id in self._by_first.get(scene.words[scene.first[at]] if scene.first[at] < len(scene.words) else "", ()):
            first = scene.first[at]
            if tuple(scene.words[first : first + len(key)]) == key:
                end = scene.owner[first + len(key) - 1] + 1
                return None if end < len(scene.tokens) and scene.lowered[end] in _HYPHENS else (end, actor_id)
        return None

    def weight(self, actor_id: str) -> int:
        """How often a full name has been met."""
        return sum(1 for _, _, a in self.places if a == actor_id)

    def known(self, key: tuple[str, ...]) -> str | None:
        return self._by_name.get((key[0], key[-1]))

    def with_last(self, last: str) -> set[str]:
        return self._by_last.get(last, set())


def name_key(text: str) -> tuple[str, ...]:
    """A name's folded words without titles, initials and suffixes."""
    found = [w for w in words(text) if w not in HONORIFICS and w not in _SUFFIXES and w != "s"]
    return tuple(w for i, w in enumerate(found) if len(w) > 1 or i == 0)


def claim_full_names(stage: Stage, scene: Scene, spans: list[tuple[int, int]], people: People) -> list[tuple[int, int]]:
    """Claim the names of two words or more; what is returned is left for the second pass."""
    left = []
    for start, end in spans:
        key = name_key(scene.doc[start:end].text)
        inside = stage.hits_in(scene, start, end)
        longer = [h for h, f in inside if h.end - h.start >= end - start and not _is_short(f) and not stage.is_person(f.actor_id)]
        if longer or not key:
            continue
        if len(key) < 2:
            left.append((start, end))
            continue
        actor_id = _person(stage, key, people) or _new(stage, scene.doc, start, end, key)
        for hit, _ in inside:
            stage.forget(scene, hit)
        if stage.claim(scene, start, end, actor_id, MentionForm.NAME, 1.0 if actor_id in stage.registry else 0.9):
            people.meet(key, actor_id, scene.index, start)
    return left


def _is_short(form: Form) -> bool:
    return form.use.is_short


def _person(stage: Stage, key: tuple[str, ...], people: People) -> str | None:
    """The registry's person of a full name, also without middle names, else one met before in the document."""
    lexicon = stage.registry.lexicon
    for tried in (key, (key[0], key[-1]), key[-2:]):
        forms = [f for f in lexicon.forms(tried) if f.use is Use.NAME and stage.is_person(f.actor_id)]
        form = stage.choose(forms)
        if form:
            return form.actor_id
    return people.known(key)


def _new(stage: Stage, doc: Doc, start: int, end: int, key: tuple[str, ...]) -> str:
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
            and stage.claim(scene, hit.start, hit.end, form.actor_id, MentionForm.NAME, 1.0)
        ):
            key = name_key(scene.doc[hit.start : hit.end].text) or words(form.surface)
            people.meet(key, form.actor_id, scene.index, hit.start)


def claim_family_names(stage: Stage, scene: Scene, spans: list[tuple[int, int]], people: People) -> None:
    """Claim family names that stand alone: a full name of the document first, then a leader of the day."""
    starts = dict(spans)
    for at in scene.capitals:
        token = scene.tokens[at]
        if stage.at(scene, at):
            continue
        again = people.repeated(scene, at)
        if again is not None and stage.claim(scene, at, again[0], again[1], MentionForm.NAME, 0.9):
            continue
        end = starts.get(at, at + 1)
        named = token.i in starts
        if not named and (not _may_be_name(scene, at, people) or _within_name(stage, scene, token.i)):
            continue
        key = name_key(scene.doc[token.i : end].text)
        if len(key) != 1 or stage.registry.agents.noun(key) or not _means_a_name(stage, scene, at, key[0], people, named=named):
            continue
        actor_id, score = _bare(stage, scene, token.i, key[0], people, named=named)
        if actor_id and stage.free(scene, token.i, end):
            stage.claim(scene, token.i, end, actor_id, MentionForm.NAME, score)


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
    if last not in ALSO_WORDS or _titled(stage, scene, at):
        return True
    token = scene.tokens[at]
    met = bool(people.with_last(last))
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in _SAYING
    if last in _CALENDAR:
        return met and (speaks or (at + 1 < len(scene.tokens) and scene.tokens[at + 1].tag_ in {"VBD", "VBZ", "POS"}))
    if scene.is_headline or token.is_sent_start or (at and not scene.tokens[at - 1].text[:1].isalnum()):
        return named and (met or speaks)
    return named or (token.pos_ == "PROPN" and token.dep_ not in {"compound", "amod"})


def _titled(stage: Stage, scene: Scene, i: int) -> bool:
    before = words(scene.doc[i - 1].text) if i else ()
    noun = stage.registry.agents.noun(before)
    return bool(before and before[0] in HONORIFICS) or (noun is not None and noun.person)


def _bare(stage: Stage, scene: Scene, at: int, last: str, people: People, *, named: bool) -> tuple[str | None, float]:
    met = people.with_last(last)
    if not met:
        met = {a for _, _, a in people.places if any(f.actor_id == a for f in stage.registry.lexicon.forms((last,)))}
    hit = stage.hit(scene, at)
    if hit and not hit[1].use.is_short and not (met and named):
        return None, 0.0
    short = stage.choose([f for f in stage.registry.lexicon.forms((last,)) if f.use.is_short])
    if met:
        return _of_those_met(stage, scene, at, met, people, short)
    if short is None or (stage.on is None and not named):
        return None, 0.0
    return short.actor_id, 0.85 if named else 0.8


def _of_those_met(
    stage: Stage, scene: Scene, at: int, met: set[str], people: People, short: Form | None
) -> tuple[str | None, float]:
    """Of the persons met with one family name: whom the form of address fits, who stands close before, the leader who is known by
    the bare name, or who is named far more often."""
    gender = gender_of_address(scene.lowered[at - 1]) if at else None
    known = {short.actor_id} if short else set()
    fitting = {a for a in met | (known if gender else set()) if gender is None or _gender(stage, a) in {None, gender}}
    if len(fitting) == 1:
        return next(iter(fitting)), 0.9
    near = _nearest(scene, at, fitting, people)
    if near is not None:
        return near, 0.6
    if known & fitting:
        return known.pop(), 0.6
    order = sorted(fitting, key=lambda a: (-people.weight(a), a))
    if len(order) > 1 and people.weight(order[0]) >= _DOMINANT * people.weight(order[1]):
        return order[0], 0.6
    return None, 0.0


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
    doc = scene.doc
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
