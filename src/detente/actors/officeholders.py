"""Who held an office on a day: by the registry's dated roles, under the names that texts give to offices.

The names are data (offices.yaml): "Britain's foreign secretary" is its Foreign Minister, "China's leader" its President. Where
two people claim an office, or nobody is known to have held it, nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from detente.actors.forms import words
from detente.actors.schema import Loader, Term
from detente.records import Role

Key = tuple[str, ...]
_LEADER: Key = ("leader",)
_CHIEF: Key = ("chief",)
_PROVISIONAL = frozenset({"interim", "acting"})


class Officeholders:
    """Dated roles by title and by whom the office serves: a state's code, or the id of an organisation."""

    def __init__(self, roles: Iterable[Role], body: Callable[[str], str | None]) -> None:
        self._held: dict[tuple[Key, str], list[Role]] = {}
        for role in roles:
            for title, owner in _offices_of(role, body):
                self._held.setdefault((title, owner), []).append(role)

    def holder(self, title: str, owner: str | None, on: date | None) -> str | None:
        """The one person who held an office on a day; None without a day, without an owner, or when several did."""
        if on is None or owner is None:
            return None
        exact = words(title)
        state, _, code = owner.partition(".")
        if code and exact == _CHIEF:
            exact, owner = _data().ministry_chief.get(code, exact), state
        known = (exact, owner) in self._held
        for key in _titles(exact, owner):
            roles = self._held.get((key, owner))
            if not roles or (known and key != exact and key[0] not in _PROVISIONAL):
                continue
            held = {role.actor_id for role in roles if Term(role.start_date, role.end_date).covers(on)}
            if held:
                return held.pop() if len(held) == 1 else None
        return None


def sole_owner(title: str) -> str | None:
    """The state that an office belongs to by its title alone: secretaries of state are American."""
    return _data().sole.get(words(title))


def is_leading(title: str) -> bool:
    """Whether an office is the first of a state."""
    return words(title) in _data().leading


class _Data:
    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.same: dict[Key, tuple[Key, ...]] = {words(t): tuple(words(s) for s in same) for t, same in raw["same"].items()}
        self.sole: dict[Key, str] = {words(title): code for code, titles in raw["sole"].items() for title in titles}
        self.leader: dict[str, Key] = {code: words(title) for title, codes in raw["leader"].items() for code in codes}
        self.ministry_chief: dict[str, Key] = {code: words(title) for code, title in raw["ministry_chief"].items()}
        self.leading: frozenset[Key] = frozenset(words(title) for title in raw["leading"])
        self.chief: tuple[Key, ...] = tuple(words(title) for title in raw["chief"])


@lru_cache(maxsize=1)
def _data() -> _Data:
    return _Data(yaml.load((Path(__file__).parent / "data" / "offices.yaml").read_text("utf-8"), Loader=Loader))


def _titles(title: Key, owner: str) -> Iterator[Key]:
    """A written title, then the titles that it can mean for this owner."""
    known = _data()
    yield title
    yield from known.same.get(title, ())
    if title == _LEADER:
        first = known.leader.get(owner, ("president",))
        yield first
        yield from known.same.get(first, ())
    if title == _CHIEF:
        yield from known.chief


def _offices_of(role: Role, body: Callable[[str], str | None]) -> Iterator[tuple[Key, str]]:
    """A role's title with each owner that it names: its state, its organisation, the body after "of" in the title."""
    title = words(role.title)
    if role.country:
        yield title, role.country
        return
    owner = body(role.organization) if role.organization else None
    if owner:
        yield title, owner
    short, _, of = role.title.partition(" of the ")
    inner = body(of) if of else None
    if inner and inner != owner:
        yield words(short), inner
