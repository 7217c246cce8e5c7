"""Which word tells which act: a small network over features of a word in its parse and in the lexicon of frames.

Frames say what a predicate can tell; here is learned, from the curriculum, when it does. A feature is a readable string, so
that the reasons for an event can be shown. The weights (data/triggers.npz) are made by training/events.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from detente.reading.candidate import Candidate
from detente.reading.clauses import objects, subjects
from detente.reading.frames import Frame, classes
from detente.reading.parsed import parsed
from detente.reading.participants import Stage
from detente.reading.syntax import children, is_passive, lemma, marker_of

_PHRASES = frozenset({"obl", "nmod", "obl:tmod", "advcl", "acl", "dep"})
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "acl:relcl", "conj", "parataxis")
_NOT = frozenset({"not", "n't", "n’t", "never", "no"})


@dataclass(slots=True)
class Trial:
    """A word that can tell an act: its frames, the candidate of the frame that fits, and what became of it."""

    token: Token
    frames: tuple[Frame, ...]
    candidate: Candidate | None = None
    kept: bool = False
    complete: bool = False
    first: str = ""
    """The type that fitted before acts were folded into what governs them."""
    theme_of: str = ""
    """The type of the light verb whose noun it is."""
    features: list[str] = field(default_factory=list)


def kind_of(tag: str) -> str:
    """N for nouns, V for what may be a verb."""
    return "N" if tag[:2] == "NN" else "V"


@cache
def word_classes() -> dict[str, tuple[str, ...]]:
    """The semantic classes of a noun's lemma."""
    found: dict[str, list[str]] = {}
    for name, lemmas in classes().items():
        for word in lemmas:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@dataclass(frozen=True, slots=True)
class Present:
    """Who is in the sentence: where the mentions are, how many countries they are of, and of which kinds they are."""

    places: Sequence[int]
    lands: int
    kinds: frozenset[str]


def features(trial: Trial, types_of: dict[int, tuple[str, ...]], stage: Stage, present: Present) -> list[str]:
    """The features of a word; `types_of`: the types of the frames of each word of the sentence."""
    token = trial.token
    held = parsed(token.doc)
    name = lemma(token)
    kind = kind_of(token.tag_)
    can = types_of.get(token.i, ())
    fit = "-" if trial.candidate is None else str(trial.candidate.event_type)
    state = "complete" if trial.complete else "open"
    found = [
        f"w={name}", f"w={name}/{kind}", f"tag={token.tag_}", f"dep={token.dep_}", f"{kind}&dep={token.dep_}",
        f"fit={fit}", f"fit={fit}&{kind}", f"first={trial.first}&{'kept' if trial.kept else 'dropped'}", f"fit={fit}&{state}",
        f"theme={trial.theme_of}", f"can#={min(len(can), 4)}", *(f"can={t}" for t in can),
        *(f"can={t}&fit={fit == t}" for t in can),
    ]  # fmt: skip
    if len(can) == 1:
        found += [f"only={can[0]}", f"only={can[0]}&{kind}", f"only={can[0]}&dep={token.dep_}"]
    if trial.candidate is not None:
        found += [f"frame={trial.candidate.frame.frame_id}", f"weight={trial.candidate.frame.weight // 100}"]
    found += _around(token, types_of, held.lower)
    found += _sides(token, name, stage)
    count = len(present.places)
    left, lands = sum(1 for p in present.places if p < token.i), min(present.lands, 3)
    found += [
        f"left={min(left, 2)}",
        f"right={min(count - left, 2)}",
        f"{kind}&left={min(left, 1)}&right={min(count - left, 1)}",
        f"lands={lands}",
        f"{kind}&lands={lands}",
        f"many={min(count, 8) // 2}&lands={lands}",
        *(f"has={one}" for one in present.kinds),
        *(f"can={t}&lands={lands}" for t in can),
    ]
    return found


def _around(token: Token, types_of: dict[int, tuple[str, ...]], lower: Sequence[str]) -> list[str]:
    """What governs the word, and what hangs on it."""
    head, relation = token.head, token.dep_
    found = []
    if head.i != token.i:
        above = types_of.get(head.i, ())
        marker = marker_of(token)
        found += [
            f"up={lemma(head)}",
            f"up={relation}:{lemma(head)}",
            f"upm={relation}:{marker}",
            f"uptag={relation}:{head.tag_[:2]}",
        ]
        found += [f"upt={relation}:{t}" for t in above] or [f"upt={relation}:-"]
        if head.head.i != head.i:
            found += [f"up2={t}" for t in types_of.get(head.head.i, ())]
    passive = is_passive(token)
    found += [f"passive={passive}"]
    for child in children(token):
        name, word = child.dep_, lower[child.i]
        if name in {"aux", "aux:pass", "mark", "cop", "det", "compound:prt"}:
            found.append(f"{name}={word}")
        elif name in {"obj", "iobj", "nsubj", "nsubj:pass", "compound", "amod", "nmod:poss"}:
            found.append(f"{name}={lemma(child)}")
        elif name in _PHRASES and (marker := marker_of(child)):
            found += [f"prep={marker}", f"prep={marker}:{lemma(child)}"]
        if name in _CLAUSES:
            found += [f"{name}>={lemma(child)}", *(f"{name}>{t}" for t in types_of.get(child.i, ()))]
        if word in _NOT:
            found.append("not")
    return found


def _sides(token: Token, name: str, stage: Stage) -> list[str]:
    """Who and what is the word's subject and object."""
    found = []
    known = word_classes()
    for side, nouns in (("s", subjects(token)), ("o", objects(token))) if token.tag_[:2] != "NN" else ():
        if not nouns:
            found.append(f"{side}=none")
        for noun in nouns[:3]:
            actor = stage.at(noun)
            found.append(f"{side}={lemma(noun) if actor is None else '@' + stage.actor(actor).kind}")
            if actor is not None:
                found.append(f"{side}@{stage.is_political(actor)}")
            elif side == "o":
                found.append(f"w={name}&o={lemma(noun)}")
            found += [f"{side}:{c}" for c in known.get(lemma(noun), ())]
    return found
