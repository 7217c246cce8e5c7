"""Entries of the actors' files: see data/README.md for the schema.

An imprecise date is the first or last day it can mean: `start: '2014'` begins on 1 January, `end: '2014'` ends on 31 December.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from detente.errors import BadInput
from detente.records import Actor, ActorKind, Origin, Role

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


class ActorFileError(BadInput):
    """An actors' file that cannot be used: the message names the file, the entry and what to do."""


@dataclass(frozen=True, slots=True)
class Term:
    """From the first day to the last, both included; None is open."""

    start: date | None = None
    end: date | None = None

    def covers(self, on: date | None) -> bool:
        """Whether a day lies in the term; no day at all means now, so only an open end covers it."""
        if on is None:
            return self.end is None
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def days_from(self, on: date) -> int:
        """How many days lie between a day and the term; 0 inside of it."""
        if self.start and on < self.start:
            return (self.start - on).days
        if self.end and on > self.end:
            return (on - self.end).days
        return 0


ALWAYS = Term()


@dataclass(frozen=True, slots=True)
class Seat:
    """A place or building that stands for those who govern from it."""

    name: str
    means: str
    term: Term = ALWAYS
    place: bool = True


@dataclass(frozen=True, slots=True)
class Code:
    """Country and sectors of an actor in a term, where they changed."""

    country: str | None
    sectors: tuple[str, ...]
    term: Term


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with what the registry knows about it."""

    actor: Actor
    term: Term = ALWAYS
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[Seat, ...] = ()
    roles: tuple[Role, ...] = ()
    gender: str | None = None
    agents: tuple[tuple[str, str], ...] = ()
    """Nouns of the actor's own people and bodies, each after the code of the part that it names."""
    codes: tuple[Code, ...] = ()


def parse_day(value: object, *, last: bool = False) -> date | None:
    """The first (or last) day that a year, month or day means. Raises ValueError for anything else."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    match = _DATE.match(str(value).strip())
    if not match:
        raise ValueError(f"{value!r} is no date; write 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'")
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    day = int(match[3]) if match[3] else (calendar.monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


def read_entries(path: Path, origin: Origin) -> Iterator[Entry]:
    """The entries of one file. Raises ActorFileError."""
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    except OSError as error:
        raise ActorFileError(f"{path}: cannot be read ({error.strerror}); give the path of a YAML file of actors") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise ActorFileError(f"{path}: is not valid YAML ({at}{error.problem}); correct the file") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        detail = " ".join(str(error).split())
        raise ActorFileError(f"{path}: is not valid YAML ({detail}); correct the file") from error
    yield from entries_of(loaded, path, origin)


def entries_of(loaded: object, path: Path, origin: Origin) -> Iterator[Entry]:
    """The entries of a file's parsed contents. Raises ActorFileError."""
    if loaded is None:
        return
    if not isinstance(loaded, list):
        raise ActorFileError(f"{path}: must hold a list of actors, each beginning with '- id: …'")
    numbers: dict[str, int] = {}
    for number, raw in enumerate(loaded, start=1):
        entry = _entry(raw, f"{path}: entry {number}", origin)
        first = numbers.setdefault(entry.actor.actor_id, number)
        if first != number:
            raise ActorFileError(
                f"{path}: entry {number} ({entry.actor.actor_id}): entry {first} has the same id; give it another"
            )
        yield entry


def _entry(raw: object, where: str, origin: Origin) -> Entry:
    if not isinstance(raw, Mapping):
        raise ActorFileError(f"{where}: is not a mapping; write 'id: …', 'name: …' and 'kind: …'")
    where = f"{where} ({raw.get('id') or raw.get('name') or 'no id'})"
    for key in ("id", "name", "kind"):
        if not raw.get(key):
            raise ActorFileError(f"{where}: has no {key!r}; add it")
    try:
        kind = ActorKind(str(raw["kind"]))
    except ValueError:
        known = ", ".join(ActorKind)
        raise ActorFileError(f"{where}: unknown kind {raw['kind']!r}; use one of {known}") from None
    actor_id = str(raw["id"])
    country = _text(raw.get("country")) or (actor_id if kind is ActorKind.STATE else None)
    try:
        return Entry(
            actor=Actor(actor_id, str(raw["name"]), kind, country, _texts(raw, "sectors"), _texts(raw, "aliases"), origin),
            term=_term(raw),
            adjectives=_texts(raw, "adjectives"),
            demonyms=_texts(raw, "demonyms"),
            capital=_text(raw.get("capital")),
            seats=tuple(_seat(seat, actor_id) for seat in _list(raw, "seats")),
            roles=tuple(_role(role, actor_id) for role in _list(raw, "roles")),
            gender=_gender(raw),
            agents=_agents(raw),
            codes=tuple(_code(code, country) for code in _list(raw, "codes")),
        )
    except ValueError as error:
        raise ActorFileError(f"{where}: {error}") from error


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _gender(raw: Mapping[str, Any]) -> str | None:
    value = _text(raw.get("gender"))
    if value not in {None, "m", "f"}:
        raise ValueError(f"unknown gender {value!r}; write m or f, or leave it out")
    return value


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key) or []
    if not isinstance(value, list):
        raise ValueError(f"{key!r} must be a list; write it as [..., ...]")
    return value


def _texts(raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    for item in (items := _list(raw, key)):
        if not isinstance(item, str | int):
            raise ValueError(f"{key!r} holds {item!r}, which is no text; put it in quotes")
    return tuple(str(item) for item in items)


def _term(raw: Mapping[str, Any]) -> Term:
    term = Term(parse_day(raw.get("start")), parse_day(raw.get("end"), last=True))
    if term.start and term.end and term.start > term.end:
        raise ValueError(f"starts on {term.start} after it ends on {term.end}; correct 'start' or 'end'")
    return term


def _agents(raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    held = raw.get("agents") or {}
    if not isinstance(held, Mapping):
        raise ValueError("'agents' must hold nouns by code; write agents: {GOV: [...], MIL: [...]}")
    return tuple((str(code), noun) for code in held for noun in _texts(held, code))


def _code(raw: object, country: str | None) -> Code:
    if not isinstance(raw, Mapping) or not (raw.get("sectors") or raw.get("country")):
        raise ValueError("a code needs 'sectors' or a 'country'; write {sectors: [...], start: …, end: …}")
    return Code(_text(raw.get("country")) or country, _texts(raw, "sectors"), _term(raw))


def _seat(raw: object, actor_id: str) -> Seat:
    if not isinstance(raw, Mapping) or not raw.get("name"):
        raise ValueError("a seat needs a 'name'; write {name: …, start: …, end: …}")
    return Seat(str(raw["name"]), str(raw.get("means") or raw.get("actor") or actor_id), _term(raw), bool(raw.get("place", True)))


def _role(raw: object, actor_id: str) -> Role:
    if not isinstance(raw, Mapping) or not raw.get("title"):
        raise ValueError("a role needs a 'title'; write {title: …, country: …, start: …, end: …}")
    term = _term(raw)
    return Role(actor_id, str(raw["title"]), _text(raw.get("organization")), _text(raw.get("country")), term.start, term.end)
