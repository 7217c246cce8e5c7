"""Stances: which side of which issue a stretch of text takes, once it is known whose words or wishes it holds.

    governed(text, start, end, 1.0, sides) -> what somebody demands who demands text[start:end]
    asserted(text, start, end, sides)      -> what somebody wants who says text[start:end]

A topic that is only mentioned is no stance. Without a parser, a stance counts only where the words between the attitude and the
phrase of the issue leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from detente.analysis.attitudes import attitude_in, turns, words
from detente.analysis.issues import Issue
from detente.analysis.openings import Phrasebook

_LONGEST: Final = 12
"""Words that may stand between an attitude and what it is about."""
_CUT: Final = re.compile(
    r"(?<!\b[A-Z])[.!?;\n]|\s[–—]\s|:\s"
    r"|,\s(?:which|who|whom|where|as|and|but|while|after|when|saying|adding|although|because|with)\b"
    r"|\s(?:if|unless|until|till|because|after|although|though|but|while|whereas|when|before|since|once|so that|as long as"
    r"|in (?:exchange|return)|in order to|despite|following|during|amid|which|who|whose|where|than|as(?!\s+(?:well|a|an)\b)"
    r"|over|said|says|told|according to|that it|that (?:refus\w+|reject\w*|oppos\w+|support\w*|had|have|has|are|were)"
    r"|and (?:has|had|was|were|is|are|would|will|said|says|\w+ed))\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:said|says|told|accus\w+|claim\w+|report(?:ed|s)|den(?:y|ies|ied)|because|respon\w+|alleg\w+ that|decision on"
    r"|role in|discuss\w*|attacks? on|question of|issue of|fate of|speech on|conference on|rules for|rules of|role of|impact"
    r"|effects?|consequences?|results?|discussion|feasibility|report\w*|progress|news)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?:[^.!?;\n]|\.(?=[\w,])|(?<=\b[A-Z])\.)+[.!?;]?")
_SELF: Final = re.compile(
    r"^[\s\"“”'‘’]*(?:and\s+|but\s+)?(?:that\s+)?(?:it|he|she|they|we|i|(?:his|her|its|their|our)\s+(?:\w+\s+)?"
    r"(?:government|country|party|movement|people|side|army|forces))\b",
    re.IGNORECASE,
)
_AS_A_WHOLE: Final = 0.8
_WHEN_OWN: Final = 0.8


@dataclass(frozen=True, slots=True)
class Stance:
    """A side of an issue in a text: the phrase's place, and how far it is for (1) or against (-1) the pole."""

    issue_id: str
    pole: str
    stance: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Side:
    """A pole of an issue."""

    issue_id: str
    pole: str


Sides = Phrasebook[Side]


@lru_cache(maxsize=4)
def sides(issues: tuple[Issue, ...], armed_groups: tuple[str, ...] = ()) -> Sides:
    """The poles of the issues by their phrases; `armed_groups`: names that <armed groups> takes besides its own words."""
    known = {i.words: with_groups(dict(i.words), armed_groups) for i in issues}
    return Phrasebook((Side(i.issue_id, p.name), p.phrases, known[i.words]) for i in issues for p in i.poles)


def with_groups(known: Mapping[str, str], armed_groups: Sequence[str]) -> dict[str, str]:
    """Word lists with the names of armed groups among <armed groups>."""
    plain = [n for n in armed_groups if re.fullmatch(r"[\w .'’-]+", n)]
    return {**known, "armed groups": "; ".join([known.get("armed groups", "armed groups"), *plain])}


def governed(text: str, start: int, end: int, value: float, held: Sides) -> list[Stance]:
    """What an attitude of a value takes sides on, by what it governs. Offsets are the text's."""
    cut = _CUT.search(text, start, end)
    stop = cut.start() if cut and cut.start() > start else end
    found = []
    for side, first, last in _named(text, start, stop, held):
        between = text[start:first]
        if len(between.split()) > _LONGEST or _ELSEWHERE.search(between) or words().doubtful.search(between):
            continue
        turned = turns(between)
        if turned < 2:
            sign = -1 if turned else 1
            found.append(Stance(side.issue_id, side.pole, value * sign, first, last))
    return found


def asserted(text: str, start: int, end: int, held: Sides, names: re.Pattern[str] | None = None) -> list[Stance]:
    """What somebody wants who says this: what must be, what they will do or support themselves, what is good or bad.

    `names` finds how the speaker's own side is called, besides "we", "it" and the like.
    """
    found: list[Stance] = []
    for sentence in _SENTENCE.finditer(text, start, end):
        if not sentence.group().rstrip().endswith("?"):
            found += _wanted(text, sentence.start(), sentence.end(), held, names)
    return found


def _wanted(text: str, start: int, end: int, held: Sides, names: re.Pattern[str] | None) -> Iterator[Stance]:
    known = words()
    cut = _CUT.search(text, start + 1, end)
    stop = cut.start() if cut else end
    clause = text[start:stop]
    must = known.must.search(clause)
    if must and not known.doubtful.search(clause[: must.start()]) and not _ELSEWHERE.search(clause[: must.start()]):
        yield from governed(text, start + must.end(), stop, 1.0, held)
        return
    own = _SELF.match(clause) or (names.match(clause.lstrip("\"“”' ").removeprefix("that ")) if names else None)
    if own:
        yield from _own(text, start, stop, held)
        return
    for side, first, last in _named(text, start, stop, held):
        rest = text[last:stop]
        judged = re.match(r"[\w\s]{0,40}?\b(?:is|are|was|were|would be|remains?|seems?|be)\s+", rest)
        if judged is None or turns(text[start:first]) or _ELSEWHERE.search(text[start:first]):
            continue
        verdict = rest[judged.end() : judged.end() + 40]
        value = -_AS_A_WHOLE if known.bad.match(verdict) else _AS_A_WHOLE if known.good.match(verdict) else 0.0
        if value:
            yield Stance(side.issue_id, side.pole, value, first, last)


def _own(text: str, start: int, stop: int, held: Sides) -> Iterator[Stance]:
    """What those do who speak of themselves: "we support …", "it would not …"."""
    known = words()
    head = min(stop, start + 70)
    attitude = attitude_in(text, start, head)
    if attitude is not None and attitude.start < head:
        yield from governed(text, attitude.end, stop, attitude.value, held)
        return
    will = known.own.search(text, start, head)
    if will and not known.doubtful.search(text[start : will.start()]):
        yield from governed(text, will.end(), stop, _WHEN_OWN, held)


def _named(text: str, start: int, end: int, held: Sides) -> list[tuple[Side, int, int]]:
    """The phrases in a stretch, at most one of an issue at a place: the one that begins first, then the longest."""
    stretch = text[start:end]
    hits = sorted(
        ((side, start + m.start(), start + m.end()) for side, m in held.found(stretch)),
        key=lambda hit: (hit[0].issue_id, hit[1], -hit[2]),
    )
    found: list[tuple[Side, int, int]] = []
    for hit in hits:
        last = found[-1] if found else None
        if last is None or last[0].issue_id != hit[0].issue_id or hit[1] >= last[2]:
            found.append(hit)
    return found
