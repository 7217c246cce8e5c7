"""Nouns of people and bodies, and the part of a state that they name: soldiers are MIL, a foreign ministry is MFA.

The words are data: agents.yaml has people by PLOVER sector, parts.yaml the bodies that every state has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from detente.actors.forms import words
from detente.actors.schema import Loader
from detente.records import ActorKind

DATA = Path(__file__).parent / "data"
STATE = "STATE"
FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a state: its code in composed ids, the label in names, PLOVER sectors."""

    code: str
    label: str
    kind: ActorKind
    sectors: tuple[str, ...]
    within: bool = False

    @property
    def is_state(self) -> bool:
        """Whether the part stands for the whole: governments do."""
        return self.code == STATE


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun (or title of several words) for people or bodies.

    `part` is None for mere functions (director); `acting` nouns count only where they act.
    """

    key: tuple[str, ...]
    part: Part | None
    person: bool
    plural: bool = False
    acting: bool = False


class Agents:
    """The nouns by their folded words, the parts by code."""

    def __init__(self, parts: Iterable[Part], nouns: Iterable[Noun]) -> None:
        self._parts = {part.code: part for part in parts}
        self._nouns: dict[tuple[str, ...], Noun] = {}
        for noun in nouns:
            self._nouns.setdefault(noun.key, noun)
        ends: dict[str, set[int]] = {}
        for key in self._nouns:
            ends.setdefault(key[-1], set()).add(len(key))
        self._lengths = {last: tuple(sorted(found, reverse=True)) for last, found in ends.items()}

    @classmethod
    def load(cls) -> Agents:
        return _load()

    def extended(self, own: Iterable[tuple[str, str]]) -> Agents:
        """With a user's nouns, which win: pairs of code and noun. A noun with a capital names a body, others people.

        Errors: KeyError for a code that no part has.
        """
        added: list[Noun] = []
        for code, surface in own:
            added.extend(_nouns(surface, self._parts[code], "people" if surface == surface.lower() else "bodies"))
        return Agents(self._parts.values(), [*added, *self._nouns.values()])

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all parts."""
        return tuple(self._parts)

    def part(self, code: str) -> Part | None:
        return self._parts.get(code)

    def noun(self, key: tuple[str, ...]) -> Noun | None:
        return self._nouns.get(key)

    def ends_noun(self, word: str) -> bool:
        """Whether any noun has this last word."""
        return word in self._lengths

    def ends(self, sequence: Sequence[str]) -> list[int]:
        """The places of the words with which any noun ends."""
        lengths = self._lengths
        return [i for i, word in enumerate(sequence) if word in lengths]

    def ending(self, sequence: Sequence[str], end: int) -> Noun | None:
        """The longest noun whose last word is the one before `end`."""
        for length in self._lengths.get(sequence[end - 1], ()):
            if length <= end:
                noun = self._nouns.get(tuple(sequence[end - length : end]))
                if noun:
                    return noun
        return None


@lru_cache(maxsize=1)
def _load() -> Agents:
    raw = [item for name in ("parts.yaml", "agents.yaml") for item in yaml.load((DATA / name).read_text("utf-8"), Loader=Loader)]
    parts: list[Part] = []
    nouns: list[Noun] = []
    for item in raw:
        part = _part(item)
        if part:
            parts.append(part)
        for key in ("bodies", "people", "equipment"):
            for surface in item.get(key, ()):
                nouns.extend(_nouns(str(surface), part, key))
    return Agents(parts, nouns)


def _part(item: Mapping[str, Any]) -> Part | None:
    if not item.get("code"):
        return None
    return Part(
        str(item["code"]),
        str(item["label"]),
        ActorKind(str(item["kind"])),
        tuple(item["sectors"]),
        bool(item.get("within", False)),
    )


def _nouns(surface: str, part: Part | None, listed: str) -> list[Noun]:
    """A noun and its plural. Titles with `of` take it inside: secretaries of state."""
    key = words(surface)
    at = next((i for i, word in enumerate(key) if word in {"of", "for", "in"} and i), len(key)) - 1
    person, acting = listed == "people", listed == "equipment"
    plurals = ((*key[:at], plural, *key[at + 1 :]) for plural in _plurals(key[at]))
    return [Noun(key, part, person, acting=acting), *(Noun(p, part, person, plural=True, acting=acting) for p in plurals)]


def _plurals(word: str) -> tuple[str, ...]:
    """The regular plural; of words in -man both that of policemen and that of hetmans."""
    if word.endswith("man"):
        return (word[:-3] + "men", word + "s")
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s"),)
