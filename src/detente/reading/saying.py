"""The lexicon of attribution: cues of speech, thought and intention, read from data/saying.yaml, stances.yaml and idioms.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from detente.actors.schema import Loader
from detente.records import Act


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of using a cue: the act and the kinds of content it takes (see the head of saying.yaml)."""

    cue: str
    act: Act
    takes: frozenset[str]
    example: str

    @property
    def prepositions(self) -> frozenset[str]:
        return frozenset(t[:-1] for t in self.takes if t.endswith(":"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb with an adjective or participle that opens a clause or a phrase: "made it clear", "is convinced of"."""

    act: Act
    verbs: frozenset[str]
    words: frozenset[str]
    takes: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues. Verbs and nouns are keyed by lemma; a verb with a particle by both words ("point out")."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adverbs: Mapping[str, tuple[Frame, ...]]
    phrases: tuple[Phrase, ...]
    idioms: tuple[tuple[str, Act], ...]
    frame_nouns: frozenset[str]
    frame_examples: tuple[str, ...]
    labels: frozenset[str]
    utterances: frozenset[str]

    def examples(self) -> Iterator[tuple[str, Act | None]]:
        """Every example sentence with the act that it shows (None where the frame tells none)."""
        for group in (self.verbs, self.nouns, self.adverbs):
            yield from ((f.example, f.act) for frames in group.values() for f in frames)
        yield from ((p.example, p.act) for p in self.phrases)
        yield from ((e, None) for e in self.frame_examples)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    raw, more, fixed = _read("saying"), _read("stances"), _read("idioms")
    return Lexicon(
        verbs=_frames([*raw["verbs"], *more["verbs"]]),
        nouns=_frames([*raw["nouns"], *fixed["nouns"]]),
        adverbs=_frames(raw["adverbs"]),
        phrases=tuple(_phrase(p) for p in [*raw["phrases"], *fixed["phrases"]]),
        idioms=tuple((cue, Act(group["act"])) for group in fixed["idioms"] for cue in group["cues"]),
        frame_nouns=frozenset(raw["frames"]["nouns"]),
        frame_examples=tuple(raw["frames"]["examples"]),
        labels=frozenset(raw["labels"]),
        utterances=frozenset(more["utterances"]),
    )


def _phrase(raw: dict[str, Any]) -> Phrase:
    takes = frozenset(raw.get("takes", ("that", "to")))
    return Phrase(Act(raw["act"]), frozenset(raw["verbs"]), frozenset(raw["words"]), takes, raw["example"])


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(
        files("detente.reading").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"), Loader=Loader
    )
    return found


def _frames(groups: list[dict[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for group in groups:
        for cue, example in group["cues"].items():
            frame = Frame(cue, Act(group["act"]), frozenset(group.get("takes", ())), example)
            found[cue] = (*found.get(cue, ()), frame)
    return found
