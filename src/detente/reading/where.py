"""Where an event took place: the place named by a phrase of its clause, and the country that holds it.

    locate(trigger, around) -> (place, country)

The event's own phrase counts first ("in Geneva", "the shelling of Donetsk", "the Doha talks"), then one of the verb that
carries a noun, of what it acts on or of who acts ("a bomb in Quetta killed …"), last the dateline. Names: see `where_names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from spacy.tokens import Token

from detente.actors.lexicon import Use
from detente.actors.registry import Registry
from detente.reading.frames import lexicon
from detente.reading.parsed import parsed
from detente.reading.syntax import ancestors, children, marker_of
from detente.reading.when_ties import carries
from detente.reading.where_dateline import dateline
from detente.reading.where_phrases import Place, in_phrase, listed, named, place_phrases, word_list
from detente.reading.where_roles import VERBS, is_event, objects_of, of_object, of_phrases, sure
from detente.reading.words import load_yaml
from detente.records import ActorKind

_CLAUSAL = frozenset({"VBD", "VBN", "VBZ", "VBP", "VB", "VBG", "MD", "TO", "WP", "WDT", "WRB"})
_PLAINLY = frozenset({"in", "at", "near", "outside", "inside"})
_NOWHERE: frozenset[str] = frozenset()


@cache
def gazetteer() -> dict[str, str]:
    """Country by the name of a city or region."""
    text = (files("detente.reading") / "data" / "cities.tsv").read_text(encoding="utf-8")
    found = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    for country, names in load_yaml("regions.yaml").items():
        found.update(dict.fromkeys(names, country))
    return found


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """The country (ISO 3166-1 alpha-3) that a place's name means, or None for an unknown name."""
    bare = name.removeprefix("the ").removeprefix("The ").strip()
    registry = Registry.load()
    form = registry.find(bare)
    if form is not None and form.use in {Use.NAME, Use.SEAT}:
        actor = registry.get(form.actor_id)
        if actor.kind is ActorKind.STATE or form.use is Use.SEAT:
            return actor.country
    return gazetteer().get(bare)


@lru_cache(maxsize=4096)
def adjective_of(word: str) -> str | None:
    """The country that an adjective names ("Syrian")."""
    form = Registry.load().find(word)
    return Registry.load().get(form.actor_id).country if form is not None and form.use in {Use.ADJECTIVE, Use.DEMONYM} else None


def place_at(head: Token) -> tuple[str, str | None] | None:
    """The name around a proper noun and its country; None where the token names no place."""
    held, at = parsed(head.doc), head.i
    if held.pos[at] != "PROPN" and not (held.pos[at] == "NOUN" and head.text[:1].isupper() and country_of(head.text)):
        return None
    first, last = at, at
    begin, end = held.sentence(first)
    while (
        first > begin
        and first - 1 <= held.heads[first - 1] <= last
        and (held.texts[first - 1][:1].isupper() or held.pos[first - 1] == "PROPN")
    ):
        first -= 1
    while last + 1 < end and held.relations[last + 1] in {"flat", "compound"} and held.pos[last + 1] == "PROPN":
        last += 1
    for start in range(first, at + 1):
        name = held.slice(start, last + 1)
        country = country_of(name)
        if country is not None:
            return name, country
    return (held.slice(first, last + 1), None) if head.ent_type_ == "LOC" else None


def locate(trigger: Token, around: frozenset[str] = _NOWHERE) -> tuple[str | None, str | None]:
    """Place and country of an act; (None, None) if unsaid. `around`: the states that the document is about, for shared names."""
    found = next((p for p in _places(trigger, around) if p is not None), None) or dateline(trigger, around)
    return (None, None) if found is None else (found.name, found.country)


def _places(trigger: Token, around: frozenset[str]) -> Iterator[Place | None]:
    """What may be the place of an act, the surest first."""
    if _is_noun(trigger):
        yield of_phrases(trigger, around)
        yield of_object(trigger, around)
        yield _before_noun(trigger, around)
        yield from _above_noun(trigger, around)
    else:
        yield of_phrases(trigger, around, leaving=_topic(trigger))
        yield _before_noun(trigger, around)
        yield of_object(trigger, around)
        yield from _beside_verb(trigger, around)
    yield _of_parties(trigger, around)
    yield _behind_act(trigger, around)


def _behind_act(trigger: Token, around: frozenset[str]) -> Place | None:
    """The first "in …" behind an act before anything else is told, where the parse hangs it on a wrong word."""
    if listed(trigger, "telling", "posted"):
        return None
    start = trigger.head if _is_noun(trigger) and trigger.dep_ == "nsubj" and trigger.head.i > trigger.i else trigger
    for token in trigger.doc[start.i + 1 : trigger.sent.end]:
        if (
            (token.is_punct and token.text != "-")
            or token.tag_ in _CLAUSAL
            or is_event(token)
            or listed(token, "posted", "subordinating")
        ):
            return None
        if token.lower_ in _PLAINLY and token.tag_ == "IN" and token.i + 1 < trigger.sent.end:
            first = token.doc[token.i + 1]
            found = named(token.doc[token.i + 2] if first.tag_ == "DT" and token.i + 2 < trigger.sent.end else first, around)
            if found is not None and not (token.lower_ == "at" and found.is_state):
                return found
    return None


def _is_noun(trigger: Token) -> bool:
    """Whether an act is told by a noun, also where it was tagged as a verb ("clashes erupted")."""
    return trigger.pos_ not in VERBS or (trigger.dep_ in {"nsubj", "obj", "obl", "nmod"} and trigger.lower_ in lexicon().nouns)


def _topic(verb: Token) -> Token | None:
    """The event that a verb tells something about ("condemned the attack in Nice"): what follows it right away is its own."""
    if not listed(verb, "telling"):
        return None
    return next((c for c in children(verb, "obj") if is_event(c)), None)


def _beside_verb(verb: Token, around: frozenset[str]) -> Iterator[Place | None]:
    """The places of what a verb acts on, of who acts, and of the verbs that it is told with."""
    if not listed(verb, "telling"):
        for c in objects_of(verb):
            if not is_event(c) or carries(verb):
                yield sure(c, around) or (of_phrases(verb, around, holder=c) if listed(verb, "motion") else None)
    for c in (verb, *children(verb, "nsubj")):
        for clause in children(c, "advcl", "acl", "xcomp"):
            if listed(clause, "speaking") and clause.tag_ == "VBG":
                yield of_phrases(clause, around) or _of_parties(clause, around)
    for c in children(verb, "nsubj"):
        if not listed(c, "posted") and c.tag_[:3] != "NNP":
            yield sure(c, around)
    head = verb.head
    if head.i == verb.i or head.pos_ not in VERBS:
        return
    if verb.dep_ == "conj":
        led = [c for marker, c in place_phrases(head) if c.i < head.i and marker in word_list("sure")]
        yield next((p for c in led if (p := in_phrase(c, around)) is not None), None)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not marker_of(verb) and verb.i > head.i:
        yield of_phrases(head, around) or of_object(head, around)


def _of_parties(head: Token, around: frozenset[str]) -> Place | None:
    """Where those are that an act is done with or to: "fought with rebels outside Juba", "told reporters in Accra"."""
    for marker, noun in place_phrases(head):
        if (
            marker in {"with", "by", "between", "against", "to"}
            and noun.tag_ in {"NN", "NNS"}
            and not listed(noun, "posted", "place_nouns")
        ):
            found = sure(noun, around)
            if found is not None and not is_event(noun):
                return found
    return None


def _before_noun(noun: Token, around: frozenset[str]) -> Place | None:
    """The place that stands before an act's noun: "the Doha talks"; parsers may take it for a subject."""
    if not listed(noun, "held"):
        return None
    before = [c for c in children(noun, "compound", "nmod", "amod") if c.i < noun.i and not marker_of(c)]
    if noun.i > noun.sent.start and (noun.tag_ == "VBZ" or not before):
        before += [c for c in children(noun, "nsubj", "nmod:unmarked", "dep") if c.i == noun.i - 1]
    found = (named(c, around) for c in before)
    return next((p for p in found if p is not None and not p.is_state), None)


def _above_noun(noun: Token, around: frozenset[str]) -> Iterator[Place | None]:
    """The places of the verb that carries an act's noun, tells of it, or makes the journey that leads to it."""
    above = next(iter(ancestors(noun)), None)
    if above is None or above.pos_ not in VERBS:
        return
    if noun.dep_ in {"obl", "nmod"}:
        if listed(above, "motion") or marker_of(noun) in {"in", "during", "at"}:
            yield of_phrases(above, around) or of_object(above, around)
    elif carries(above) or listed(above, "carrying"):
        yield of_phrases(above, around)
    elif noun.dep_ == "obj":
        yield of_phrases(above, around, only=noun)
