"""Attitudes: by which words an actor is for or against what they govern, and how strongly.

    attitude_in("Kabul rejected a truce", 6, 14).value == -1.0

The words stand in data/attitudes.yaml; they are matched as written, without a parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from detente.analysis.openings import Phrasebook
from detente.analysis.phrases import listed, pattern

_BEFORE: Final = re.compile(r"(?:[\w'’-]+\s+){0,4}$")
_BE: Final = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_ADJECTIVES: Final = re.compile(
    r"(?:ready|willing|prepared|open|committed|determined|resolved|eager|keen|interested|wary|worried|concerned|against|skept|scept"
    r"|hostile|averse|in favou?r|hoping|seeking|calling|asking|backing|offering|demanding|insisting|urging|\w+ing\b)",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"\s+by\b")
_INFINITIVE: Final = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_OBLIGED: Final = re.compile(r"\b(?:should|must|ought|whether|if|may|might|could|can)\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[.;:!?—\n,]")


@dataclass(frozen=True, slots=True)
class Attitude:
    """What a word says of whoever it is told of: from -1 (against) to 1 (for). `end`: after the words in the text.

    mental: wished or feared rather than said. inner: told of by an infinitive, so that another verb governs it.
    """

    value: float
    start: int
    end: int
    mental: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The parsed word lists."""

    graded: Phrasebook[tuple[float, bool]]
    turning: re.Pattern[str]
    neutral: re.Pattern[str]
    must: re.Pattern[str]
    own: re.Pattern[str]
    doubtful: re.Pattern[str]
    good: re.Pattern[str]
    bad: re.Pattern[str]


@cache
def words() -> Words:
    """The word lists of data/attitudes.yaml."""
    text = (files("detente.analysis") / "data" / "attitudes.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    graded = Phrasebook(
        ((float(value), kind == "mental"), listed(entries), {})
        for kind in ("spoken", "mental")
        for value, entries in data[kind].items()
    )
    lists = ("turning", "neutral_turns", "must", "own", "doubtful", "good", "bad")
    return Words(graded, *(pattern([e.replace("n't", "*n't") for e in listed(data[name])], {}) for name in lists))


def attitude_in(text: str, start: int, end: int) -> Attitude | None:
    """The last attitude whose words begin in a stretch of a text; None where it has none, or leaves it open.

    Open are what may be, whether it is so, what somebody is told to do, and what is done to them ("was asked").
    """
    found = [
        Attitude(value, m.start(), m.end(), mental)
        for (value, mental), m in words().graded.found(text, max(start, 0), min(len(text), end + 40))
        if m.start() < end
    ]
    if not found:
        return None
    best = max(found, key=lambda a: (a.start, a.end))
    before = _before(text, best.start)
    said = text[best.start : best.end]
    if _OBLIGED.search(before) or _BY.match(text, best.end) or (_BE.search(before) and not _ADJECTIVES.match(said)):
        return None
    if turns(before) % 2:
        # Who does not want or support a thing is against it; who does not reject it is hardly for it.
        value = -best.value if best.value > 0 else 0.3
        return Attitude(value, best.start, best.end, best.mental)
    return best


def is_inner(text: str, start: int) -> bool:
    """Whether a word stands as an infinitive, so that the verb before it says who is meant to do it."""
    return bool(_INFINITIVE.search(text[max(0, start - 30) : start]))


def turns(text: str) -> int:
    """How many words of a text turn what follows into its contrary."""
    return len(words().turning.findall(words().neutral.sub(" ", text)))


def _before(text: str, start: int) -> str:
    """Up to four words before a place, in its clause."""
    stretch = text[max(0, start - 60) : start]
    cut = [m.end() for m in _CLAUSE.finditer(stretch)]
    held = _BEFORE.search(stretch[cut[-1] :] if cut else stretch)
    return held.group() if held else ""
