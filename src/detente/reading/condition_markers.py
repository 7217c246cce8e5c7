"""The markers of conditions, read from data/conditions.yaml, and a condition as tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

from detente.reading import syntax
from detente.records import ConditionKind

_LISTS = (
    "questions", "idioms", "deontic", "wishes", "agreements", "commitments", "frames", "stipulating", "demanding",
    "undergone", "lasting", "penalties", "spoken", "undertakings", "willing",
)  # fmt: skip
_INFLECTED = frozenset({"VERB", "ADJ", "NOUN"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as data/conditions.yaml describes it; `words` are what to look for in the text, or lemmas for verbs."""

    words: tuple[str, ...]
    kind: ConditionKind
    frame: str
    example: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    markers: tuple[Marker, ...]
    by_word: Mapping[str, tuple[Marker, ...]]
    questions: frozenset[str]
    idioms: frozenset[str]
    deontic: frozenset[str]
    wishes: frozenset[str]
    agreements: frozenset[str]
    commitments: frozenset[str]
    frames: frozenset[str]
    stipulating: frozenset[str]
    demanding: frozenset[str]
    undergone: frozenset[str]
    lasting: frozenset[str]
    penalties: frozenset[str]
    spoken: frozenset[str]
    undertakings: frozenset[str]
    willing: frozenset[str]

    def may_open(self, token: Token, lower: str, lemma: str) -> bool:
        """Whether a token, `lower` in lower case, begins any marker."""
        if lower in self.by_word:
            return True
        return (lemma in self.by_word or lower.removesuffix("s") in self.by_word) and token.pos_ in _INFLECTED

    def opened_by(self, token: Token) -> Iterator[Marker]:
        """The markers that may begin with a token, longest first; only verbs and adjectives are looked up by their lemmas."""
        if token.lower_ in self.by_word:
            yield from self.by_word[token.lower_]
        elif token.pos_ in _INFLECTED:
            for word in dict.fromkeys((syntax.lemma(token), token.lower_.removesuffix("s"))):
                yield from self.by_word.get(word, ())


@dataclass(frozen=True, slots=True)
class Draft:
    """A condition as tokens of one passage; `main` is the head of the consequent's clause, `due` the last day of a deadline."""

    marker: tuple[int, int]
    kind: ConditionKind
    antecedent: frozenset[int]
    consequent: frozenset[int] = frozenset()
    main: int = -1
    due: date | None = None


@cache
def lexicon() -> Lexicon:
    """The markers that ship with the package, longest first."""
    raw = yaml.safe_load(files("detente.reading").joinpath("data/conditions.yaml").read_text(encoding="utf-8"))
    found = [
        Marker(tuple(words.split()), ConditionKind(group["kind"]), group["frame"], example)
        for group in raw["conditions"]
        for words, example in group["markers"].items()
    ]
    found.sort(key=lambda m: -len(m.words))
    first = {m.words[0]: tuple(o for o in found if o.words[0] == m.words[0]) for m in found}
    return Lexicon(
        tuple(found),
        first,
        *(frozenset(raw[k]) for k in _LISTS),
    )
