"""What can be asked of parties, and what then counts for and against it: the relations of data/relations.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from detente.errors import BadInput

FOR: Final = "for"
AGAINST: Final = "against"
FAVOUR: Final = "favour"
"""The relation of a party to an issue."""
SIDES: Final = (FOR, AGAINST)
_SHADES: Final = ("spoilers", "spoilers_before", "open_words", "intended_words", "asking_words", "former_words")
_OTHER: Final = {FOR: AGAINST, AGAINST: FOR}


def other_side(side: str) -> str:
    return _OTHER[side]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that a question can ask for. `acts` gives for an event type its side and how directly it bears, 0 to 1.

    `phrase` names it in an answer; `words` are the patterns of each side that say how parties stand; `issues` is how much
    an issue compared bears on it, 0 where it does not, `disputes` how much a contradiction does. An `inverse` relation parts;
    a `strict` one is told by its own acts alone, unless a word of it stands beside; `worded` types never are without one. Of a
    `one_way` relation acts of the other side tell nothing.
    """

    relation_id: str
    phrase: str
    asks: re.Pattern[str]
    parties: int
    directed: bool
    acts: Mapping[str, tuple[str, float]]
    words: Mapping[str, re.Pattern[str]]
    issues: float
    inverse: bool
    strict: bool
    worded: frozenset[str]
    one_way: bool
    disputes: float
    examples: tuple[str, ...]

    def bearing(self, event_type: str) -> tuple[str, float] | None:
        """The side that an act of a type speaks for, and how directly; None where it speaks for neither."""
        return self.acts.get(event_type)

    def needs_word(self, event_type: str) -> bool:
        """Whether acts of a type count only beside a word of the relation."""
        held = self.bearing(event_type)
        return event_type in self.worded or (self.strict and held is not None and held[1] < 1)

    def says(self, text: str) -> bool:
        """Whether a text has a word of the relation, on either side."""
        return any(pattern.search(text) for pattern in self.words.values())


@dataclass(frozen=True, slots=True)
class Shades:
    """Words that change what a clause says.

    Spoilers turn it, some only before what they turn; open words make it possible and intended ones planned; after asking
    ones nothing is told; former ones put it into an earlier time.
    """

    spoilers: re.Pattern[str]
    spoilers_before: re.Pattern[str]
    open_words: re.Pattern[str]
    intended: re.Pattern[str]
    asking: re.Pattern[str]
    former: re.Pattern[str]


@cache
def relations() -> Mapping[str, Relation]:
    """All relations by id."""
    data = _data()
    return {key: _relation(key, value, data["words"]) for key, value in data["relations"].items()}


@dataclass(frozen=True, slots=True)
class Favouring:
    """Words that ask for a party's stand on an issue, and those of them that reverse what is asked for."""

    asks: re.Pattern[str]
    reversing: re.Pattern[str]


@cache
def favouring() -> Favouring:
    data = _data()
    return Favouring(any_word(data["attitudes"]), any_word(data["reversing_words"]))


@cache
def shades() -> Shades:
    data = _data()
    return Shades(*(any_word(data[name]) for name in _SHADES))


def relation(name: str) -> Relation:
    """The relation that a user names: an id, its phrase or a word that asks for it. Raises BadInput."""
    known = relations()
    wanted = name.strip().casefold()
    found = known.get(wanted.replace(" ", "_").replace("-", "_"))
    found = found or next((r for r in known.values() if r.phrase == wanted), None)
    found = found or next((r for r in known.values() if r.asks.fullmatch(wanted)), None)
    if found is None:
        raise BadInput(f"no relation '{name}'; use one of {', '.join(known)}")
    return found


def any_word(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for whole words or phrases."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(patterns) + r")(?!\w)", re.IGNORECASE)


def _relation(key: str, value: Mapping[str, Any], words: Mapping[str, Mapping[str, list[str]]]) -> Relation:
    acts = {kind: (side, float(direct)) for side in SIDES for kind, direct in value["acts"][side].items()}
    inverse = bool(value.get("inverse"))
    patterns = {(other_side(side) if inverse else side): any_word(words[value["words"]][side]) for side in SIDES}
    return Relation(
        key,
        value["phrase"],
        any_word(value["asks"]),
        int(value["parties"]),
        bool(value.get("directed")),
        acts,
        patterns,
        float(value.get("issues", 0)),
        inverse,
        bool(value.get("strict")),
        frozenset(value.get("worded", ())),
        bool(value.get("one_way")),
        float(value.get("disputes", value.get("issues", 0))),
        tuple(value["examples"]),
    )


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    text = (files("detente.outlook") / "data" / "relations.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data
