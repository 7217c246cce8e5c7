"""Words of titles, from data/persons/titles.yaml: what they are in full, and which words around them only say how or when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from detente.actors.agents import Agents, Noun
from detente.actors.forms import words
from detente.actors.schema import Loader

_FILE = Path(__file__).parent / "data" / "persons" / "titles.yaml"


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=Loader)
    return found


@cache
def title_words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_read()[name])


@cache
def title_map(name: str) -> Mapping[str, str]:
    """One list of pairs, such as "gen" and "General"."""
    found: Mapping[str, str] = _read()[name]
    return found


@lru_cache(maxsize=1)
def _functions() -> Agents:
    return Agents((), (Noun(words(surface), None, person=True) for surface in sorted(title_words("functions"))))


def title_noun(agents: Agents, pieces: list[str]) -> Noun | None:
    """The longest title that the last of some folded words ends, singular or plural; None where they end none."""
    known = agents.ending(pieces, len(pieces))
    if known is not None and (not known.person or " ".join(known.key) in title_words("no_title")):
        known = None
    other = _functions().ending(pieces, len(pieces))
    if known is None or (other is not None and len(other.key) > len(known.key)):
        return other
    return known


def ends_title(agents: Agents, word: str) -> bool:
    """Whether a folded word is the last one of any title."""
    return agents.ends_noun(word) or _functions().ends_noun(word)


def abbreviated(word: str) -> str | None:
    """The full form of a title before a name, "General" for "Gen."; None for other words."""
    if not word[:1].isupper():
        return None
    return title_map("abbreviations").get(word.lower().rstrip("."))


def written_out(title: str) -> str:
    """A title with its abbreviations in full: "Lt. Gen." is "Lieutenant General"."""
    return " ".join((abbreviated(word) or word) if word.endswith(".") or len(word) < 5 else word for word in title.split())


def singular(agents: Agents, title: str) -> str | None:
    """A plural title as one person's, "foreign minister" for "foreign ministers"; None where the word is no title then."""
    ends = [title[:-3] + "y", title[:-3] + "man", title[:-1], title[:-2]]
    for form in ends:
        noun = agents.ending(words(form), len(words(form))) if words(form) else None
        if noun is not None and noun.person and not noun.plural:
            return form
    return None
