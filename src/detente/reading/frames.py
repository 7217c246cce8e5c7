"""Frames: which verb or noun tells which kind of act, and which of its dependents did it and to whom.

The knowledge is in `data/frames/*.yaml`, one file for each PLOVER type. A file has `type`, `contexts`, optional
`defaults` and a list of `frames`; a frame has

    verbs / nouns   the predicates, by lemma; a verb may have a particle ("pull out")
    mode, contexts  PLOVER's, for every predicate of the frame
    actor, recipient  slots, tried in order: subject, object, iobj, modifier (possessives, adjectives), carrier (the
                    subject of the verb that the noun is the object of), or a preposition
    object          what the object's head must be: lemmas, "$class" of classes.yaml or nouns.yaml, "@actor", "@any" or "@none"
    subject, subject_not  what the subject's head must or must not be: lemmas or "$class"
    actor_kind, actor_kind_not  kinds of actors (person, state, group …) that every actor must, or none may, be
    recipient_kind_not  kinds that no recipient may be
    clause          what complement the verb must have: "any" clause, "none", "to" (an infinitive or a "for" phrase), "complement"
    theme           where that object stands: "object" or a preposition ("call for a ceasefire")
    complement      with `clause: complement`, the lemma of the adjective or noun said of the object ("hold Iran responsible")
    reciprocal      "true": both sides are actors ("met with"); "pair": two subjects may do it to each other ("clashed")
    needs           which roles must be actors of the cast: either, both, actor, recipient
    examples        "Sentence. = ACTORS > RECIPIENTS", actors as country codes, joined by "+"; the tests read them

Ids of frames ("ASSAULT/attack") name the file and the predicate, and are the reason given for an event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from detente.reading.words import load_yaml, noun_forms, verb_forms
from detente.records import EventType

_LISTS = "nouns.yaml"
NEEDS = frozenset({"either", "both", "actor", "recipient"})
_KEYS = frozenset(
    {
        "verbs",
        "nouns",
        "mode",
        "contexts",
        "actor",
        "recipient",
        "object",
        "theme",
        "reciprocal",
        "needs",
        "examples",
        "subject",
        "subject_not",
        "actor_kind",
        "actor_kind_not",
        "recipient_kind_not",
        "clause",
        "complement",
    }
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the countries expected as actors and recipients of the frame's type."""

    text: str
    actors: frozenset[str]
    recipients: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate's way of telling an act. `objects` is empty where anything may be the object."""

    event_type: EventType
    predicate: str
    is_noun: bool
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    objects: frozenset[str] = frozenset()
    theme: str = "object"
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    reciprocal: str = "false"
    needs: str = "either"
    subject: frozenset[str] = frozenset()
    subject_not: frozenset[str] = frozenset()
    actor_kind: frozenset[str] = frozenset()
    actor_kind_not: frozenset[str] = frozenset()
    recipient_kind_not: frozenset[str] = frozenset()
    clause: str = ""
    complement: frozenset[str] = frozenset()

    @property
    def frame_id(self) -> str:
        return f"{self.event_type}/{self.predicate}"

    @property
    def lemma(self) -> str:
        return self.predicate.split(" ")[0]

    @property
    def particle(self) -> str:
        return _particle(self.predicate)

    @property
    def weight(self) -> int:
        """How specific the frame is: of two that fit one trigger the more specific one is taken."""
        narrowed = 0 if not self.objects or "@any" in self.objects else 1 if self.objects == {"@actor"} else 2
        return 100 * (
            narrowed + bool(self.subject or self.actor_kind) + 3 * bool(self.particle) + (self.theme != "object")
        ) - min(len(self.objects), 99)


@cache
def _particle(predicate: str) -> str:
    return predicate.partition(" ")[2]


class FrameError(ValueError):
    """A frame file that does not say what it must; the message names the file and the frame."""


@dataclass(frozen=True)
class Lexicon:
    """All frames, looked up by the form of their trigger, in lower case."""

    frames: tuple[Frame, ...]
    examples: tuple[tuple[str, EventType, Example], ...]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]


@cache
def classes() -> dict[str, frozenset[str]]:
    """Semantic classes of nouns ("troops": soldier, force, …), by name."""
    return {name: frozenset(lemmas) for name, lemmas in load_yaml("classes.yaml").items() if name != "source"}


@cache
def _listed() -> dict[str, frozenset[str]]:
    """All that a "$class" may name: the readers' classes, and the longer lists that only frames use."""
    return classes() | {name: frozenset(lemmas) for name, lemmas in load_yaml(f"frames/{_LISTS}").items()}


@cache
def lexicon() -> Lexicon:
    """The built-in frames. Raises FrameError where a file is wrong."""
    folder = files("detente.reading") / "data" / "frames"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml") and entry.name != _LISTS)
    found: list[Frame] = []
    examples: list[tuple[str, EventType, Example]] = []
    for name in names:
        data = load_yaml(f"frames/{name}")
        for number, entry in enumerate(data["frames"]):
            where = f"{name}, frame {number + 1}"
            found += _frames_of(data, entry, where)
            kind = EventType(data["type"])
            examples += [(where, kind, _example(line, where)) for line in entry.get("examples", ())]
    return Lexicon(tuple(found), tuple(examples), _index(found, nouns=False), _index(found, nouns=True))


def _frames_of(data: Mapping[str, Any], entry: Mapping[str, Any], where: str) -> Iterator[Frame]:
    unknown = set(entry) - _KEYS
    if unknown:
        raise FrameError(f"{where}: unknown key {sorted(unknown)}")
    for plural, is_noun in (("verbs", False), ("nouns", True)):
        merged = {**data.get("defaults", {}).get(plural, {}), **entry}
        if merged.get("needs", "either") not in NEEDS:
            raise FrameError(f"{where}: needs {merged['needs']!r}")
        for predicate in entry.get(plural, ()):
            yield Frame(
                event_type=EventType(data["type"]),
                predicate=str(predicate),
                is_noun=is_noun,
                actor=tuple(merged.get("actor", ("by", "modifier", "carrier") if is_noun else ("subject",))),
                recipient=tuple(merged.get("recipient", ())),
                objects=_objects(merged.get("object", ()), where),
                theme=merged.get("theme", "object"),
                mode=merged.get("mode"),
                contexts=tuple(merged.get("contexts", data.get("contexts", ()))),
                reciprocal=merged.get("reciprocal", "false"),
                needs=merged.get("needs", "either"),
                subject=_objects(merged.get("subject", ()), where),
                subject_not=_objects(merged.get("subject_not", ()), where),
                actor_kind=frozenset(merged.get("actor_kind", ())),
                actor_kind_not=frozenset(merged.get("actor_kind_not", ())),
                recipient_kind_not=frozenset(merged.get("recipient_kind_not", ())),
                clause=merged.get("clause", ""),
                complement=_objects(merged.get("complement", ()), where),
            )


def _objects(names: Any, where: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        if not name.startswith("$"):
            found.add(name)
        elif name[1:] in _listed():
            found |= _listed()[name[1:]]
        else:
            raise FrameError(f"{where}: no class {name[1:]!r} in classes.yaml or nouns.yaml")
    return frozenset(found)


def _example(line: str, where: str) -> Example:
    text, equals, roles = line.rpartition(" = ")
    if not equals:
        raise FrameError(f"{where}: example without ' = ': {line}")
    actors, _, recipients = roles.partition(">")
    return Example(text, _codes(actors), _codes(recipients))


def _codes(text: str) -> frozenset[str]:
    return frozenset(code.strip() for code in text.split("+") if code.strip() not in {"", "-"})


def _index(frames: list[Frame], nouns: bool) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        if frame.is_noun == nouns:
            for form in {frame.lemma} | (noun_forms(frame.lemma) if nouns else verb_forms(frame.lemma)):
                found[form].append(frame)
    return {lemma: tuple(sorted(held, key=lambda f: -f.weight)) for lemma, held in found.items()}
