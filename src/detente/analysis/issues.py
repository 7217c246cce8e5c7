"""Issues: questions of diplomacy, the sides one can take on them, and the words by which texts name those sides.

    load_issues() -> the built-in set; load_issues([Path("mine.yaml")]) -> the user's own besides, which win over it

The schema stands at the head of data/issues.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml

from detente.analysis.phrases import BadPhrase, check, pattern
from detente.errors import BadInput
from detente.records import EventType

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS: Final = frozenset({"id", "question", "terms", "actors", "poles", "deeds", "examples"})
_SAYING: Final = re.compile(r"<(?P<who>[^>]+)>\s*\[(?P<cue>[^\]]+)\]\s*\{(?P<what>[^}]+)\}")
NO_POSITION: Final = "none"
"""The pole of an example that is none."""


class IssueFileError(BadInput):
    """An issues' file that cannot be used: the message names the file, the issue and what to do."""


@dataclass(frozen=True, slots=True)
class Pole:
    """A side of an issue: its value on the issue's line, from -1 to 1, and the phrases that name what it stands for."""

    name: str
    value: float
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """Acts that show a side without a word: event types, narrowed by modes, frames, words in the sentence, and with whom."""

    types: tuple[str, ...]
    pole: str
    stance: float
    modes: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as who, cue and what is said, with the pole and stance that are expected of it."""

    who: str
    cue: str
    what: str
    pole: str
    stance: float


@dataclass(frozen=True, slots=True)
class Issue:
    """A question on which actors take sides; `actors` says in words who matters."""

    issue_id: str
    question: str
    poles: tuple[Pole, ...]
    terms: tuple[str, ...]
    actors: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    examples: tuple[Example, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def pole(self, name: str) -> Pole:
        """A pole by name. Raises KeyError."""
        return {p.name: p for p in self.poles}[name]

    def value(self, pole: str, stance: float) -> float:
        """Where a stance lies on the issue's line: the pole's value times the stance. Raises KeyError for a pole it lacks."""
        return round(self.pole(pole).value * stance, 2)


@cache
def built_in() -> tuple[Issue, ...]:
    """The issues that come with Détente."""
    text = (files("detente.analysis") / "data" / "issues.yaml").read_text(encoding="utf-8")
    return _parsed(text, "issues.yaml", {})


def built_in_words() -> dict[str, str]:
    """The word lists of the built-in set, which a user's phrases may use too."""
    return dict(built_in()[0].words)


def load_issues(paths: Sequence[str | Path] = ()) -> tuple[Issue, ...]:
    """The built-in issues and those of the files; an issue of the same id replaces the one before. Raises IssueFileError."""
    found = {issue.issue_id: issue for issue in built_in()}
    for path in map(Path, paths):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise IssueFileError(f"{path} can't be read ({error}); name a YAML file in UTF-8") from error
        found |= {issue.issue_id: issue for issue in _parsed(text, str(path), built_in_words())}
    return tuple(found.values())


def _parsed(text: str, name: str, words: Mapping[str, str]) -> tuple[Issue, ...]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise IssueFileError(f"{name} is no YAML: {' '.join(str(error).split())}") from error
    entries = data.get("issues") if isinstance(data, dict) else data
    if not isinstance(entries, list) or not entries:
        raise IssueFileError(f"{name} holds no issues; write a list under 'issues:'")
    own = data.get("words") if isinstance(data, dict) else None
    known = {**words, **{str(k): str(v) for k, v in (own or {}).items()}}
    found = [_issue(entry, f"{name}, issue {number}", known) for number, entry in enumerate(entries, 1)]
    twice = {i.issue_id for i in found if sum(j.issue_id == i.issue_id for j in found) > 1}
    if twice:
        raise IssueFileError(f"{name}: the id {min(twice)} stands twice; give each issue its own")
    return tuple(found)


def _issue(entry: Any, at: str, words: Mapping[str, str]) -> Issue:
    if not isinstance(entry, dict):
        raise IssueFileError(f"{at}: write fields such as id and question, not {type(entry).__name__}")
    issue_id = entry.get("id")
    if not isinstance(issue_id, str) or not _ID.fullmatch(issue_id):
        raise IssueFileError(f"{at}: id '{issue_id}' is none; write small letters, digits and hyphens")
    at = f"{at} ({issue_id})"
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        raise IssueFileError(f"{at}: '{unknown[0]}' is no field; there are {', '.join(sorted(_FIELDS))}")
    question = entry.get("question")
    if not isinstance(question, str):
        raise IssueFileError(f"{at}: say what is in question, such as question: Should the port be open?")
    poles = tuple(_pole(p, at, words) for p in _listed(entry, "poles", at))
    if not poles:
        raise IssueFileError(f"{at}: name at least one pole, with a value from -1 to 1 and phrases")
    names = [p.name for p in poles]
    if len(set(names)) < len(names):
        raise IssueFileError(f"{at}: two poles have one name; give each its own")
    deeds = tuple(_deed(d, at, names, words) for d in _listed(entry, "deeds", at))
    examples = tuple(_example(e, at, names) for e in _listed(entry, "examples", at))
    terms = _strings(entry.get("terms"), at, "terms")
    _check(terms, at, words)
    held = tuple(words.items())
    return Issue(issue_id, question, poles, terms, _strings(entry.get("actors"), at, "actors"), deeds, examples, held)


def _pole(entry: Any, at: str, words: Mapping[str, str]) -> Pole:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise IssueFileError(f"{at}: a pole needs a name, such as name: withdrawal")
    where = f"{at}, pole '{entry['name']}'"
    if entry["name"] == NO_POSITION:
        raise IssueFileError(f"{where}: '{NO_POSITION}' says that there is no position; name the pole otherwise")
    phrases = _strings(entry.get("phrases"), where, "phrases")
    if not phrases:
        raise IssueFileError(f"{where}: give phrases that name what it stands for")
    _check(phrases, where, words)
    return Pole(entry["name"], _grade(entry.get("value"), where, "value"), phrases)


def _deed(entry: Any, at: str, poles: Sequence[str], words: Mapping[str, str]) -> Deed:
    if not isinstance(entry, dict):
        raise IssueFileError(f"{at}: a deed needs fields such as types, pole and stance")
    types = _strings(entry.get("types"), at, "types")
    wrong = [t for t in types if t not in set(EventType)]
    if wrong or not types:
        raise IssueFileError(f"{at}: '{wrong[0] if wrong else ''}' is no event type; there are {', '.join(EventType)}")
    pole = _one_of(entry.get("pole"), poles, at)
    beside = _strings(entry.get("words"), at, "words")
    _check(beside, at, words)
    modes, frames = _strings(entry.get("modes"), at, "modes"), _strings(entry.get("frames"), at, "frames")
    return Deed(types, pole, _grade(entry.get("stance"), at, "stance"), modes, frames, beside, entry.get("with"))


def _example(entry: Any, at: str, poles: Sequence[str]) -> Example:
    said = _SAYING.search(str(entry.get("say", ""))) if isinstance(entry, dict) else None
    if said is None:
        raise IssueFileError(f"{at}: an example is written say: '<Who> [cue] {{what}}', with pole and stance")
    pole = _one_of(entry.get("pole"), [*poles, NO_POSITION], at)
    stance = 0.0 if pole == NO_POSITION else _grade(entry.get("stance"), at, "stance")
    return Example(said["who"], said["cue"], said["what"], pole, stance)


def _listed(entry: Mapping[str, Any], name: str, at: str) -> list[Any]:
    value = entry.get(name, [])
    if not isinstance(value, list):
        raise IssueFileError(f"{at}: {name} must be a list")
    return value


def _strings(value: Any, at: str, name: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise IssueFileError(f"{at}: {name} must be a list of words or phrases")
    return tuple(value)


def _grade(value: Any, at: str, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1 <= value <= 1:
        raise IssueFileError(f"{at}: {name} '{value}' is no number from -1 to 1")
    return float(value)


def _one_of(value: Any, names: Sequence[str], at: str) -> str:
    if value not in names:
        raise IssueFileError(f"{at}: '{value}' is no pole of it; there are {', '.join(names)}")
    return str(value)


def _check(phrases: Iterable[str], at: str, words: Mapping[str, str]) -> None:
    for phrase in phrases:
        try:
            check(phrase, words)
        except BadPhrase as error:
            raise IssueFileError(f"{at}: {error}") from error


def topic(issue: Issue, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Finds the terms of an issue, by which texts are about it without taking sides."""
    return pattern(issue.terms, words or dict(issue.words))
