"""Written forms and the actors that they can mean, found by longest match over folded words.

A form that several actors share is decided by date: what holds on that day wins over what does not, a full name over a
short one, a user's entry over a built-in one. What then is still open stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from detente.actors.forms import is_acronym, words
from detente.actors.schema import ALWAYS, Term

LATELY = 3 * 366
"""Days around a person's offices in which the bare family name is still understood."""


class Use(IntEnum):
    """What a form is for its actor; a lower number wins."""

    NAME = 0
    METONYM = 1
    SEAT = 2
    ADJECTIVE = 3
    DEMONYM = 4
    SHORT = 5


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of an actor, with the days on which it means that actor."""

    actor_id: str
    use: Use
    surface: str
    term: Term = ALWAYS
    user: bool = False

    @property
    def acronym(self) -> bool:
        return is_acronym(self.surface)


@dataclass(frozen=True, slots=True)
class Match:
    """Words start to end (exclusive) that are forms of actors."""

    start: int
    end: int
    forms: tuple[Form, ...]


class Lexicon:
    """Forms by their folded words."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[tuple[str, ...], list[Form]] = {}
        for form in forms:
            key = words(form.surface)
            if key[:1] == ("the",):
                key = key[1:]
            if key:
                self._forms.setdefault(key, []).append(form)
        lengths: dict[str, set[int]] = {}
        for key in self._forms:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def forms(self, key: tuple[str, ...]) -> Sequence[Form]:
        """All forms written with these words."""
        return self._forms.get(key[1:] if key[:1] == ("the",) else key, ())

    def starting(self, sequence: Sequence[str], at: int) -> Iterator[Match]:
        """Matches that start at a word, the longest first."""
        for length in self._lengths.get(sequence[at], ()):
            if at + length <= len(sequence):
                found = self._forms.get(tuple(sequence[at : at + length]))
                if found:
                    yield Match(at, at + length, tuple(found))

    def best(self, key: tuple[str, ...], on: date | None) -> Form | None:
        """The one form that these words mean at a date."""
        return choose(self.forms(key), on)


def ranked(forms: Iterable[Form], on: date | None) -> list[Form]:
    """Forms by fitness at a date, one per actor; short names that are long past or far ahead are left out."""
    best: dict[str, Form] = {}
    for form in sorted((f for f in forms if _lives(f, on)), key=lambda f: _rank(f, on)):
        best.setdefault(form.actor_id, form)
    return list(best.values())


def choose(forms: Iterable[Form], on: date | None) -> Form | None:
    """The fittest form, or None when two actors fit equally well."""
    order = ranked(forms, on)
    if not order or (len(order) > 1 and _rank(order[0], on) == _rank(order[1], on)):
        return None
    return order[0]


def _lives(form: Form, on: date | None) -> bool:
    return form.use is not Use.SHORT or on is None or form.term.days_from(on) <= LATELY


def _rank(form: Form, on: date | None) -> tuple[bool, bool, bool, int]:
    return (not form.user, form.use is Use.SHORT, not form.term.covers(on), form.use)
