"""Persons by name: known ones from the registry, others from the pipeline's names; family names resolve within the document.

Two passes: full names first, over the whole document, then the family names that stand alone.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc, Token

from detente.actors import bodies
from detente.actors.forms import slug, words
from detente.actors.lexicon import Form, Use, choose
from detente.actors.scene import Scene
from detente.actors.stage import Stage
from detente.records import Actor, ActorKind, MentionForm, Origin

HONORIFICS = frozenset(
    "mr mrs ms miss dr prof sir lord lady gen lt col maj sgt capt adm sen rep gov hon sheikh haji hajji rev amb sec pres st brig cmdr cpl madam judge dame".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NO_NAME = frozenset(
    "the a an he she it they we i you this that monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
    "god allah islam brexit covid internet twitter facebook".split()
)
_OPENINGS = frozenset(
    "does did do is are was were has have had should could would must why how what when where after before with as for if but and while in on at by from to of not no when since "
    "meanwhile today here there yet so also then who".split()
)
_MONTHS = frozenset({"may", "march", "april", "june", "august", "mark", "will", "bill", "rose", "grant"})
_SAYING = frozenset(
    "say tell believe think explain add note argue claim warn write state stress insist surmise agree suggest announce point continue predict comment observe recall admit".split()
)
_NEAR = 2


class People:
    """The full names of one document, by family name."""

    def __init__(self) -> None:
        self._by_last: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[tuple[str, str], str] = {}
        self.places: list[tuple[int, int, str]] = []

    def meet(self, key: tuple[str, ...], actor_id: str, passage: int, at: int) -> None:
        """Note a full name where it stands."""
        self._by_last[key[-1]].add(actor_id)
        self._by_name[key[0], key[-1]] = actor_id
        self.places.append((passage, at, actor_id))

    def known(self, key: tuple[str, ...]) -> str | None:
        return self._by_name.get((key[0], key[-1]))

    def with_last(self, last: str) -> set[str]:
        return self._by_last.get(last, set())


def name_key(text: str) -> tuple[str, ...]:
    """A name's folded words without titles, initials and suffixes."""
    found = [w for w in words(text) if w not in HONORIFICS and w not in _SUFFIXES and w != "s"]
    return tuple(w for i, w in enumerate(found) if len(w) > 1 or i == 0)


def name_spans(stage: Stage, scene: Scene) -> list[tuple[int, int]]:
    """Tokens that are persons' names: the pipeline's, trimmed, and capitalised words after a title."""
    doc = scene.doc
    spans = [trimmed for ent in doc.ents if ent.label_ == "PERSON" and (trimmed := _trim(stage, scene, ent.start, ent.end))]
    taken = {i for start, end in spans for i in range(start, end)}
    if not scene.is_headline:
        for start, end in _runs(stage, scene):
            if not taken.intersection(range(start, end)):
                spans.append((start, end))
    return spans


def _trim(stage: Stage, scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    doc = scene.doc
    while start < end and (_is_title_word(stage, scene, start, end) or _is_opening(stage, scene, start, end)):
        start += 1
    while start < end and (
        doc[end - 1].tag_ == "POS" or not doc[end - 1].text[:1].isalpha() or doc[end - 1].pos_ in {"ADP", "VERB", "AUX", "DET"}
    ):
        if doc[end - 1].text[:1].isupper() and doc[end - 1].pos_ == "VERB" and not scene.is_headline:
            break
        end -= 1
    span = doc[start:end]
    if start >= end or len(span) > 6 or not doc[start].text[:1].isupper() or doc[start].lower_ in _NO_NAME:
        return None
    if any(
        t.like_num or t.like_url or any(c.isdigit() for c in t.text) or t.text in {"@", "/", "|", ":", ",", "(", "»"}
        for t in span
    ):
        return None
    return start, end


def _is_title_word(stage: Stage, scene: Scene, i: int, end: int) -> bool:
    token = scene.doc[i]
    if not token.text[:1].isalpha() or token.tag_ == "POS" or token.text[:1].islower():
        return True
    folded = words(token.text)
    if folded and folded[0] in HONORIFICS:
        return True
    if i + 1 >= end:
        return False
    noun = stage.registry.agents.noun(folded)
    hit = stage.hit(scene, i)
    adjective = (
        hit is not None
        and hit[0].end < end
        and (hit[1].use in {Use.ADJECTIVE, Use.METONYM} or _title_at(stage, scene, hit[0].end))
    )
    return (
        (noun is not None and noun.person)
        or adjective
        or folded in {("former",), ("deputy",), ("foreign",), ("prime",), ("vice",), ("acting",), ("state",)}
    )


def _title_at(stage: Stage, scene: Scene, i: int) -> bool:
    noun = stage.registry.agents.noun(words(scene.doc[i].text))
    return noun is not None and noun.person


def _is_opening(stage: Stage, scene: Scene, i: int, end: int) -> bool:
    """Whether a word stands in capitals only because it opens a sentence or headline: "Will [Washington] …"."""
    word = scene.doc[i].lower_
    if i + 1 >= end or not (scene.doc[i].is_sent_start or scene.title_case):
        return False
    return word in _OPENINGS or (word in {"will", "may", "mark", "can"} and stage.hit(scene, i + 1) is not None)


def _runs(stage: Stage, scene: Scene) -> list[tuple[int, int]]:
    """Two or three capitalised words that stand where a person is named, though the pipeline saw none: after a title, beside a
    verb of saying, or between commas after a title."""
    doc, found, i = scene.doc, [], 0
    while i < len(doc):
        end = i
        while end < len(doc) and _proper(doc[end]) and not stage.hit(scene, end) and not _title_at(stage, scene, end):
            end += 1
        if 2 <= end - i <= 4 and any(t.pos_ == "PROPN" for t in doc[i:end]) and _named_as_person(stage, scene, i, end):
            found.append((i, end))
        i = max(end, i + 1)
    return found


def _named_as_person(stage: Stage, scene: Scene, start: int, end: int) -> bool:
    doc = scene.doc
    if any(bodies.is_head(t.lower_) or t.lower_ in _NO_NAME for t in doc[start:end]) or doc[start].is_sent_start:
        return False
    before, after = doc[start - 1] if start else None, doc[end] if end < len(doc) else None
    if before is None:
        return False
    titled = words(before.text)[:1] in {(h,) for h in HONORIFICS} or _is_singular_title(stage, before)
    other = {t.ent_type_ for t in doc[start:end]} - {"", "PERSON"}
    if titled or other:
        return titled
    if before.lemma_ in _SAYING and before.pos_ == "VERB" and before.i and doc[before.i - 1].text in {",", '"', "”", "’", "'"}:
        return True
    if after is not None and after.lemma_ in _SAYING and after.pos_ == "VERB" and doc[end - 1].dep_ in {"nsubj", "flat"}:
        return end - start <= 3
    bracketed = before.text == "," and after is not None and after.text == ","
    return bracketed and any(_is_singular_title(stage, t) for t in doc[max(doc[start].sent.start, start - 12) : start - 1])


def _is_singular_title(stage: Stage, token: Token) -> bool:
    noun = stage.registry.agents.noun(words(token.text)) if token.pos_ in {"NOUN", "PROPN"} else None
    return noun is not None and noun.person and not noun.plural


def _proper(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.text.isalpha()
        and token.pos_ in {"PROPN", "ADJ", "NOUN"}
        and not (token.is_sent_start and token.pos_ != "PROPN")
    )


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
    return form.use is Use.SHORT


def _person(stage: Stage, key: tuple[str, ...], people: People) -> str | None:
    """The registry's person of a full name, also without middle names, else one met before in the document."""
    lexicon = stage.registry.lexicon
    for tried in (key, (key[0], key[-1])):
        forms = [f for f in lexicon.forms(tried) if f.use is Use.NAME and stage.is_person(f.actor_id)]
        form = choose(forms, stage.on)
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
        form = choose(hit.forms, stage.on)
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
    starts = {start: end for start, end in spans}
    for token in scene.doc:
        if not token.text[:1].isupper() or not stage.free(scene, token.i, token.i + 1):
            continue
        end = starts.get(token.i, token.i + 1)
        named = token.i in starts
        if not named and (token.pos_ != "PROPN" or _within_name(stage, scene, token.i, people)):
            continue
        key = name_key(scene.doc[token.i : end].text)
        if len(key) != 1 or stage.registry.agents.noun(key) or (key[0] in _MONTHS and not _titled(stage, scene, token.i)):
            continue
        actor_id, score = _bare(stage, scene, token.i, key[0], people, named=named)
        if actor_id and stage.free(scene, token.i, end):
            stage.claim(scene, token.i, end, actor_id, MentionForm.NAME, score)


def _titled(stage: Stage, scene: Scene, i: int) -> bool:
    before = words(scene.doc[i - 1].text) if i else ()
    noun = stage.registry.agents.noun(before)
    return bool(before and before[0] in HONORIFICS) or (noun is not None and noun.person)


def _bare(stage: Stage, scene: Scene, at: int, last: str, people: People, *, named: bool) -> tuple[str | None, float]:
    met = people.with_last(last)
    if not met:
        met = {a for _, _, a in people.places if any(f.actor_id == a for f in stage.registry.lexicon.forms((last,)))}
    hit = stage.hit(scene, at)
    if hit and hit[1].use is not Use.SHORT and not (met and named):
        return None, 0.0
    if len(met) == 1:
        return next(iter(met)), 0.9
    if met:
        return _nearest(scene, at, met, people), 0.6
    short = choose([f for f in stage.registry.lexicon.forms((last,)) if f.use is Use.SHORT], stage.on)
    if short is None or (stage.on is None and not named):
        return None, 0.0
    return short.actor_id, 0.85 if named else 0.8


def _nearest(scene: Scene, at: int, met: set[str], people: People) -> str | None:
    """Of two persons with one family name, the one whose full name stands close before, alone."""
    here = scene.doc[at].sent
    reach = max(0, here.start)
    for _ in range(_NEAR):
        reach = scene.doc[max(0, reach - 1)].sent.start
    close = {a for passage, start, a in people.places if a in met and passage == scene.index and reach <= start < at}
    return close.pop() if len(close) == 1 else None


def _within_name(stage: Stage, scene: Scene, i: int, people: People) -> bool:
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
        or folded[:1]
        and folded[0] in HONORIFICS
        or before.is_sent_start
    )
