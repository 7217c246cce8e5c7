"""What a sentence tells of a meeting beside who meets: who hosts it, in which format, and who is absent.

    gathering(trigger, participants, stage) -> Gathering

A host is named ("talks hosted by Qatar"), is visited ("flew to Moscow"), or is at home where a participant comes from ("met in
Ankara"). Formats are in `gathering_formats`, absences in `gathering_absences`, the words in `data/gatherings.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.actors.cast import Appearance
from detente.reading.clauses import objects, phrases, subjects
from detente.reading.gathering_absences import absent
from detente.reading.gathering_formats import format_of
from detente.reading.gathering_nouns import is_word, occasion
from detente.reading.participants import Stage, actors_of
from detente.reading.syntax import agent, children
from detente.reading.where import locate
from detente.records import ActorKind

_HOSTED = frozenset({"hosted", "sponsored", "organised", "organized", "led", "chaired"})


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who hosts a meeting, what it is called, and who is said to be absent or excluded."""

    host_id: str | None = None
    format: str | None = None
    absent_ids: tuple[str, ...] = ()


def gathering(trigger: Token, participants: Sequence[Appearance], stage: Stage) -> Gathering:
    """The host, format and absent of the meeting that a verb or noun tells, from its sentence and what goes on about it."""
    nouns = occasion(trigger)
    host = _named_host(trigger, nouns, stage) or _visited(trigger, participants, stage) or _at_home(trigger, participants, stage)
    return Gathering(host, format_of(nouns, stage), absent(trigger, nouns, stage))


def _named_host(trigger: Token, nouns: Sequence[Token], stage: Stage) -> str | None:
    for verb in _hosting(trigger, nouns):
        for head in children(verb, "nsubj") if verb.dep_ == "amod" else subjects(verb):
            if found := actors_of(stage, head):
                return found[0].actor_id
    return next((host for noun in nouns if (host := _hyphened(noun, stage)) is not None), None)


def _hosting(trigger: Token, nouns: Sequence[Token]) -> Iterator[Token]:
    """The verbs that tell who hosts: the trigger, the verb above a meeting, or one that describes it."""
    if is_word(trigger, "host_verbs") and trigger.pos_ == "VERB":
        yield trigger
    for noun in nouns:
        above = noun.head
        if is_word(above, "host_verbs") and noun.dep_ in {"obj", "nsubj:pass"}:
            yield above
        if above.lower_.startswith("play") and any(is_word(o, "host_verbs") for o in objects(above)):
            yield above
        for held in [noun, *children(noun, "nmod")]:
            for clause in children(held, "acl", "acl:relcl", "amod"):
                if is_word(clause, "host_verbs") and (agent(clause) is not None or children(clause, "nsubj")):
                    yield clause


def _hyphened(noun: Token, stage: Stage) -> str | None:
    """The host of "Qatar-hosted talks"."""
    doc = noun.doc
    for i in range(max(noun.left_edge.i + 2, 2), noun.i):
        if doc[i].lower_ in _HOSTED and doc[i - 1].text in {"-", "–"} and (own := stage.at(doc[i - 2])) is not None:
            return own.actor_id
    return None


def _visited(trigger: Token, participants: Sequence[Appearance], stage: Stage) -> str | None:
    """Who is visited: the object of "visit", where one travels to, whose capital a trip goes to."""
    if trigger.pos_ == "VERB" and is_word(trigger, "travelling"):
        heads = [*objects(trigger), *(n for marker, n in phrases(trigger) if marker in {"to", "in"})]
    elif is_word(trigger, "trips"):
        carriers = [trigger, trigger.head] if trigger.dep_ == "obj" else [trigger]
        heads = [n for head in carriers for marker, n in phrases(head) if marker == "to"]
    else:
        return None
    own = {stage.country(a) for a in participants if stage.actor(a).kind is ActorKind.PERSON}
    for head in heads:
        found = actors_of(stage, head) or [a for a in [stage.place(head)] if a is not None]
        for host in found:
            if stage.actor(host).kind is not ActorKind.ORGAN and stage.is_political(host) and own != {stage.country(host)}:
                return host.actor_id
    return None


def _at_home(trigger: Token, participants: Sequence[Appearance], stage: Stage) -> str | None:
    """The participant's state in which the others are: "met Erdogan in Ankara"."""
    country = locate(trigger)[1]
    if country is None:
        return None
    countries = {stage.country(a) for a in participants}
    hosts = [a for a in participants if stage.country(a) == country and _is_at_home(stage, a)]
    return country if hosts and len(countries) > 1 else None


def _is_at_home(stage: Stage, appearance: Appearance) -> bool:
    """Whether an actor can receive in a country's name; who fights the state can't."""
    actor = stage.actor(appearance)
    return actor.kind is not ActorKind.ARMED_GROUP and "REB" not in actor.sectors[:1]
