"""Filters as a user gives them, and as the ledger's queries take them."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypedDict

from detente.errors import BadInput, UnknownActor

NO_LIMIT: Final = 2**62


class Filters(TypedDict, total=False):
    """What a table can be narrowed to.

    actor: an actor's id, a country's ISO alpha-3 code (all its actors) or a name; of several, all must take part.
    confidence: the least, 0 to 1. issue: an issue's id. type: event type, act, kind, form, role or status, as the table has it.
    since, until: a date or '2016', '2016-03', '2016-03-02', both inclusive. source: an outlet's name or part of a source's.
    document: an id.
    """

    actor: str | Sequence[str] | None
    issue: str | None
    type: str | None
    modality: str | None
    confidence: float | None
    since: date | str | None
    until: date | str | None
    source: str | None
    document: str | None
    limit: int | None


_PLACE: Final = ("since", "until", "source", "document", "limit")
ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "documents": ("actor", "issue", "type", *_PLACE),
    "blocks": ("type", *_PLACE),
    "skips": ("type", "source", "limit"),
    "sources": ("source", "limit"),
    "actors": ("actor", "type", *_PLACE),
    "roles": ("actor", *_PLACE),
    "mentions": ("actor", "type", *_PLACE),
    "statements": ("actor", "issue", "type", *_PLACE),
    "events": ("actor", "issue", "type", "modality", "confidence", *_PLACE),
    "meetings": ("actor", "type", *_PLACE),
    "claims": ("actor", "type", *_PLACE),
    "conditions": ("actor", "issue", "type", *_PLACE),
    "quantities": ("actor", "issue", "type", *_PLACE),
    "positions": ("actor", "issue", "type", *_PLACE),
    "decisions": ("type", "document", "limit"),
}
"""The filters that each table takes."""

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the ledger, as far as finding it takes."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def parameters(table: str, filters: Filters, actors: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The parameters of a table's query; `actors` holds the ids that each asked actor stands for.

    Raises BadInput for a filter that the table does not take and for a value that is none.
    """
    allowed = ALLOWED[table]
    for name, value in filters.items():
        if value is not None and name not in allowed:
            raise BadInput(f"{table} can't be filtered by {name}; use {', '.join(allowed)}")
    bound: dict[str, Any] = {name: filters.get(name) for name in allowed if name != "actor"}
    if "actor" in allowed:
        bound["actors"] = [list(ids) for ids in actors]
    if "since" in allowed:
        bound["since"] = first_day(filters.get("since"), "since")
        bound["until"] = last_day(filters.get("until"), "until")
    bound["limit"] = _limit(filters.get("limit"))
    return bound


def first_day(value: date | str | None, name: str = "date") -> date | None:
    """The first day of '2016', '2016-03' or '2016-03-02'. Raises BadInput for anything else."""
    return _day(value, name, last=False)


def last_day(value: date | str | None, name: str = "date") -> date | None:
    """The last day of '2016', '2016-03' or '2016-03-02'. Raises BadInput for anything else."""
    return _day(value, name, last=True)


def asked_actors(filters: Filters) -> list[str]:
    asked = filters.get("actor")
    if asked is None:
        return []
    return [asked] if isinstance(asked, str) else list(asked)


def resolve(asked: str, actors: Iterable[KnownActor]) -> list[str]:
    """The ids of the actors that an id, a country code or a name stands for.

    A country's code and a state's name stand for all actors of that country. Raises UnknownActor.
    """
    known = list(actors)
    wanted = asked.strip()
    if re.fullmatch(r"[A-Z]{3}", wanted):
        found = [a.actor_id for a in known if wanted in (a.country, a.actor_id)]
        if found:
            return found
    actor = one(wanted, known)
    if actor.kind == "state" and actor.country and actor.actor_id != wanted:
        return [a.actor_id for a in known if a.country == actor.country]
    return [actor.actor_id]


def one(asked: str, known: Sequence[KnownActor]) -> KnownActor:
    """The one actor that an id or a name stands for. Raises UnknownActor, also where a name is that of several."""
    wanted = asked.strip()
    low = wanted.casefold()
    found = (
        [a for a in known if a.actor_id == wanted]
        or [a for a in known if a.name.casefold() == low]
        or [a for a in known if any(alias.casefold() == low for alias in a.aliases)]
        or [a for a in known if a.actor_id.casefold() == low]
    )
    if not found:
        raise UnknownActor(asked, suggestions(wanted, known))
    if len(found) > 1:
        raise UnknownActor(asked, [f"{a.name} ({a.actor_id})" for a in found[:8]], ambiguous=True)
    return found[0]


def suggestions(name: str, known: Iterable[KnownActor], most: int = 4) -> list[str]:
    """Actors whose names hold the words of a name, or look like it."""
    by_name = {n.casefold(): a for a in known for n in (a.actor_id, *a.names)}
    low = name.casefold()
    close = [n for n in by_name if low and low in n][:most] + difflib.get_close_matches(low, by_name, n=most, cutoff=0.7)
    return [f"{a.name} ({a.actor_id})" for a in dict.fromkeys(by_name[n] for n in close)][:most]


def _day(value: date | str | None, name: str, last: bool) -> date | None:
    if value is None or isinstance(value, date):
        return value
    match = _DATE.fullmatch(value.strip())
    try:
        if match is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None:
            raise ValueError(value)
        if not last:
            return date(year, month or 1, day or 1)
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError as error:
        raise BadInput(f"{name}: '{value}' is no date; write 2016, 2016-03 or 2016-03-02") from error


def _limit(value: int | None) -> int:
    if value is None:
        return NO_LIMIT
    if value < 0:
        raise BadInput(f"limit: {value} is negative; leave it out to see everything")
    return value
