"""What a number counts and what its sentence says of it: thing, act, and whether it is told as a fact.

    counted(text, start, end, item) -> Counted(thing="troops", act="level", told="fact", moment="now", bound=None)

The words are in data/counted.yaml. Nothing but the sentence is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

LEVEL: Final = "level"
LIMIT: Final = "limit"
_SENTENCE: Final = re.compile(r"(?<!\b[A-Z])[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n")
_CLAUSE: Final = re.compile(
    r", |; |\s[–—-]\s|—|,? (?:but|while|whereas|although|though|unless|after|before|which|who|because|so that)\s"
)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_TAIL: Final = re.compile(r"\b(?:in|of|from|for|to|with|at|on|by|who|that|which|per|as|since|inside|across)\b", re.IGNORECASE)
_DEFINITE: Final = re.compile(
    r"\b(?:the|its|their|his|her|our|all|those|these)\s+(?:about\s+|some\s+|roughly\s+)?$", re.IGNORECASE
)
_LONG: Final = 600
"""Characters before a number in which its sentence is looked for."""
_OF_ANOTHER: Final = re.compile(r"(?:\s+of)?\s+(?:(?:about|some|up to|at least|more than|the|last)\s+)*\d")
"""After an act: it is told of another number."""
_TO_NUMBER: Final = re.compile(
    r"[^.;]{0,60}?\bto\s+(?:(?:about|some|just|only|around|fewer than|less than|under)\s+)*(?:\d|[a-z]+\b)"
)
_VAGUE: Final = re.compile(r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_REACH: Final = 90
"""Characters from the number within which a word says what is told of it."""


class Told(StrEnum):
    """Whether a number is told as a fact."""

    FACT = "fact"
    ALLEGED = "alleged"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Moment(StrEnum):
    """Whether a number holds at the time of the report, held before it, or comes after an announced change."""

    BEFORE = "before"
    NOW = "now"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number as its sentence tells it. `act` is "level" for how many there are, "limit" for a floor or ceiling.

    `bound` is "at least" or "at most" where the words before the number say so.
    """

    thing: str
    act: str
    told: Told
    moment: Moment
    bound: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of counted.yaml, ready to look up."""

    things: Mapping[str, str]
    measures: frozenset[str]
    acts: Mapping[str, str]
    remaining: frozenset[str]
    changes: frozenset[str]
    limits: frozenset[str]
    phrases: Mapping[str, re.Pattern[str]]
    bounds: Mapping[str, re.Pattern[str]]
    spans: frozenset[str]


@cache
def words() -> Words:
    raw = raw_words()
    pick = ("planned", "possible", "denied", "alleged", "earlier")
    return Words(
        {noun: name for name, nouns in raw["things"].items() for noun in (name, *nouns)},
        frozenset(raw["measures"]),
        {word: act for act, forms in raw["acts"].items() for word in forms},
        frozenset(raw["remaining"]),
        frozenset(raw["changes"]),
        frozenset(raw["limits"]),
        {name: _any_of(raw[name]) for name in pick}
        | {"past": re.compile(rf"\bwhen\b.*\b(?:{'|'.join(raw['past'])})\b", re.IGNORECASE | re.DOTALL)},
        {"at least": _ending_in(raw["at_least"]), "at most": _ending_in(raw["at_most"])},
        frozenset(raw["spans"]),
    )


@cache
def raw_words() -> dict[str, Any]:
    """counted.yaml as it is written, with its examples."""
    loaded: dict[str, Any] = yaml.safe_load(files("detente.analysis").joinpath("data/counted.yaml").read_text(encoding="utf-8"))
    return loaded


def _any_of(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])", re.IGNORECASE)


def _ending_in(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\s*$", re.IGNORECASE)


def counted(text: str, start: int, end: int, item: str) -> Counted:
    """What the number at these offsets counts; `item` is the ledger's name of it."""
    first, last = sentence(text, start, end)
    number = _number_at(text, start, end)
    before, after = text[first:number], text[end:last]
    clause = _clause(before, text[start:end], after)
    act = _act(before, text[number:end], after)
    told = _told(clause)
    if act == LEVEL and _is_definite(before) and not _end_of_change(before, after):
        told = Told.FACT
    moment = _moment(before, after, clause, told) if act == LEVEL else Moment.NOW
    if _end_of_change(before, after) == "from":
        told = Told.FACT
    vague = _VAGUE.match(text, number, end)
    return Counted(thing(item), act, told, moment, "at least" if vague else _bound(text[first:number]))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence, headline or line around a span."""
    breaks = [m.end() for m in _SENTENCE.finditer(text, max(0, start - _LONG), min(len(text), start + 2)) if m.end() <= start]
    following = _SENTENCE.search(text, end)
    return (breaks[-1] if breaks else max(0, start - _LONG)), (following.start() if following else len(text))


def thing(item: str) -> str:
    """What is counted, by its head noun: "American soldiers" and "troops" are troops. Empty where nothing is named."""
    return _thing(item, words())


def _thing(item: str, known: Words) -> str:
    rest = re.sub(r"^(?:of|the)\s+", "", item.strip(), flags=re.IGNORECASE)
    rest = re.sub(r"^(?:of|the)\s+", "", rest, flags=re.IGNORECASE)
    cut = _TAIL.search(rest)
    head = _WORD.findall(rest[: cut.start()] if cut and cut.start() else rest)
    if not head:
        return ""
    noun = singular(head[-1].casefold())
    if noun in known.measures and cut and rest[cut.start() : cut.end()].casefold() == "of":
        return _thing(rest[cut.end() :], known) or noun
    return known.things.get(noun) or known.things.get(head[-1].casefold()) or noun


def singular(noun: str) -> str:
    """A noun's singular by the regular endings."""
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _number_at(text: str, start: int, end: int) -> int:
    """Where the figure itself begins, after words such as "about"."""
    found = re.search(
        r"\d|\b(?!about|some|at|least|most|more|than|up|to|over|under|nearly|almost|around|roughly)[a-z]", text[start:end], re.I
    )
    return start + (found.start() if found else 0)


def _clause(before: str, number: str, after: str) -> str:
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    stop = _CLAUSE.search(after)
    return f"{before[cuts[-1] if cuts else 0 :]}{number}{after[: stop.start()] if stop else after}"


def _end_of_change(before: str, after: str) -> str | None:
    """Whether a number is an end of a change of level: "from", "to", or a limit's word; None if not."""
    known = words()
    found = re.search(r"\b(from|to|below|above|beneath|beyond|at)\s+(?:[a-z]+\s+){0,3}$", before, re.IGNORECASE)
    if found is None or not any(w.casefold() in known.changes for w in _WORD.findall(before[-160:])):
        return None
    word = found.group(1).casefold()
    if word == "from" and not _TO_NUMBER.match(after):
        return None
    return LIMIT if word in known.limits else word


def _is_definite(before: str) -> bool:
    known = words()
    before = before.rstrip() + " "
    last = _WORD.findall(before[-24:])
    if last and last[-1].casefold() in known.remaining:
        before = before[: before.rfind(last[-1])]
    return bool(_DEFINITE.search(before))


def _act(before: str, number: str, after: str) -> str:
    known = words()
    change = _end_of_change(before, after)
    if change is not None:
        return LIMIT if change == LIMIT else LEVEL
    if _is_definite(before) and not re.match(r".*\b(?:of|killed|wounded)\b", number):
        return LEVEL
    stop = re.search(r"[;:]|, (?:and|but) ", after)
    near = [(len(before) - m.end(), known.acts[w]) for m in _WORD.finditer(before) if (w := m.group().casefold()) in known.acts]
    near += [
        (m.start(), known.acts[w])
        for m in _WORD.finditer(after[: stop.start()] if stop else after)
        if (w := m.group().casefold()) in known.acts and not _OF_ANOTHER.match(after, m.end())
    ]
    distance, act = min(near, default=(_REACH + 1, LEVEL))
    return act if distance <= _REACH else LEVEL


def _told(clause: str) -> Told:
    known = words().phrases
    order = (Told.DENIED, Told.POSSIBLE, Told.PLANNED, Told.ALLEGED)
    return next((told for told in order if known[told.value].search(clause)), Told.FACT)


def _moment(before: str, after: str, clause: str, told: Told) -> Moment:
    change = _end_of_change(before, after)
    known = words().phrases
    if change == "from":
        return Moment.BEFORE if told is Told.FACT else Moment.NOW
    if told is Told.FACT and (known["past"].search(clause) or known["earlier"].search(clause)):
        return Moment.BEFORE
    return Moment.AFTER if change == "to" and told is not Told.FACT else Moment.NOW


def _bound(before_number: str) -> str | None:
    return next((name for name, pattern in words().bounds.items() if pattern.search(before_number)), None)
