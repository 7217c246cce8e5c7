"""What can be claimed: families of acts, and the words of a text that name one.

    >>> [w.family.act for w in act_words("accused Moscow of selling weapons to the rebels")]
    ['arming']

Knowledge is in `data/matters.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from detente.reading.words import noun_forms, verb_forms

_AFTER: Final = 8
_BEFORE: Final = 4
_TOKEN: Final = re.compile(r"[\w’'-]+")
_TOPICAL_SYNONYMS: Final = {"truce": "ceasefire", "release": "prisoners", "exchange": "prisoners"}


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of act about which claims are made, with the words that name it; the flags are explained in the file.

    `broader` names the family that it is a case of, `onto` the prepositions before the one on whom it is done.
    """

    act: str
    words: frozenset[str]
    phrases: re.Pattern[str] | None
    things: frozenset[str]
    types: frozenset[str]
    broader: str | None = None
    mutual: bool = False
    single: bool = False
    grave: bool = False
    lone: bool = False
    topical: bool = False
    onto: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ActWord:
    """A place in a text that names an act of a family; offsets into that text."""

    family: Family
    start: int
    end: int
    topic: str | None = None


def load(name: str) -> Any:
    """A YAML file of `analysis/data`; every scalar is a string."""
    text = (files("detente.analysis") / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


@cache
def families() -> tuple[Family, ...]:
    """All families, in the order in which they are tried."""
    return tuple(_family(entry) for entry in load("matters.yaml")["families"])


@cache
def family(act: str) -> Family | None:
    return next((f for f in families() if f.act == act), None)


@cache
def family_of_type(event_type: str) -> Family | None:
    """The family of events of a PLOVER type whose words are of none."""
    return next((f for f in families() if event_type in f.types), None)


@cache
def family_of_trigger(word: str) -> Family | None:
    """The family of which a word is the verb, where it is known to be one."""
    return next((f for f in families() if word in f.triggers), None)


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of the file, in all their forms for those of verbs and nouns."""
    listed = load("matters.yaml")[name].split()
    if name in {"denying", "rejecting", "admitting"}:
        return _forms(listed, verb_forms)
    return _forms(listed, noun_forms) if name == "accusations" else frozenset(listed)


@cache
def phrases(name: str) -> re.Pattern[str]:
    """A list of phrases of the file, apart by bars, as a pattern."""
    return _pattern(" ".join(load("matters.yaml")[name].split()))


def act_words(text: str) -> list[ActWord]:
    """The places of a text that name an act, in their order; none lies within another."""
    found: list[ActWord] = []
    for number, start, end in sorted(_places(text)):
        if all(end <= w.start or w.end <= start for w in found):
            kind = families()[number]
            found.append(ActWord(kind, start, end, _topic(kind, text, start)))
    return sorted(found, key=lambda w: w.start)


def _places(text: str) -> Iterator[tuple[int, int, int]]:
    """Families by number, with the places of the words and phrases that fit them."""
    said = _TOKEN.findall(text.casefold())
    for match in () if _by_word().keys().isdisjoint(said) else _TOKEN.finditer(text):
        for number in _by_word().get(match.group().casefold(), ()):
            things = families()[number].things
            if not things or not things.isdisjoint(_near(text, *match.span())):
                yield number, *match.span()
    if _all_phrases().search(text):
        for number, kind in enumerate(families()):
            if kind.phrases is not None:
                yield from ((number, *m.span()) for m in kind.phrases.finditer(text))


@cache
def _by_word() -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, kind in enumerate(families()):
        for word in kind.words:
            found[word].append(number)
    return found


@cache
def _all_phrases() -> re.Pattern[str]:
    return re.compile("|".join(k.phrases.pattern for k in families() if k.phrases is not None), re.IGNORECASE)


def _near(text: str, start: int, end: int) -> list[str]:
    """The words about a place, in lower case, within its sentence."""
    before = _TOKEN.findall(re.split(r"[.!?;]\s", text[:start])[-1])[-_BEFORE:]
    after = _TOKEN.findall(re.split(r"[.!?;]\s", text[end:])[0])[:_AFTER]
    return [w.casefold() for w in (*before, *after)]


def _topic(kind: Family, text: str, start: int) -> str | None:
    """What an agreement is about: the first of the topics after it in its sentence."""
    if not kind.topical:
        return None
    after = [str(w).casefold() for w in _TOKEN.findall(re.split(r"[.!?;]\s", text[start:])[0])]
    topic = next((w for w in after if w in words("topics")), None)
    return _TOPICAL_SYNONYMS.get(topic, topic) if topic else None


def _family(entry: dict[str, Any]) -> Family:
    forms = _forms(entry.get("verbs", "").split(), verb_forms) | _forms(entry.get("nouns", "").split(), noun_forms)
    flags = {flag: entry.get(flag) == "yes" for flag in ("mutual", "single", "grave", "lone", "topical")}
    return Family(
        act=entry["act"],
        words=forms,
        phrases=_pattern(entry["phrases"]) if "phrases" in entry else None,
        things=frozenset(entry.get("things", "").split()),
        types=frozenset(entry.get("types", "").split()),
        broader=entry.get("broader"),
        onto=frozenset(entry["onto"].split()) if "onto" in entry else words("onto"),
        triggers=_forms(entry.get("triggers", "").split(), verb_forms),
        **flags,
    )


def _pattern(listed: str) -> re.Pattern[str]:
    parts = [re.escape(p).replace(r"\*", r"\w*").replace("'", "['’]") for p in listed.split("|")]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _forms(listed: Iterable[str], forms: Any) -> frozenset[str]:
    return frozenset(form for word in listed for form in {word} | forms(word))
