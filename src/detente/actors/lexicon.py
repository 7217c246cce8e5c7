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
from detente.actors.wordlists import listed

ALSO_WORDS = listed("also_words")
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
    """A name of one word that the registry gives a person."""
    LAST = 6
    """The last word of a person's name, which nobody chose as a short name."""

    @property
    def is_short(self) -> bool:
        return self >= Use.SHORT


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of an actor, with the days on which it means that actor."""

    actor_id: str
    use: Use
    surface: str
    term: Term = ALWAYS
    user: bool = False
    offices: tuple[Term, ...] = ()
    """The terms of a person's offices, where the form is short; `term` reaches from the first to the last of them."""
    leading: tuple[Term, ...] = ()
    """When a person held the first office of a state: their family name is then theirs before it is another's."""

    @property
    def acronym(self) -> bool:
        return is_acronym(self.surface)

    def holds(self, on: date | None) -> bool:
        """Whether the form means its actor on a day; a family name only while its bearer is in an office."""
        return any(term.covers(on) for term in self.offices) if self.offices else self.term.covers(on)


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

    def begins(self, sequence: Sequence[str]) -> list[int]:
        """The places of the words that any form begins with."""
        lengths = self._lengths
        return [i for i, word in enumerate(sequence) if word in lengths]

    def starting(self, sequence: Sequence[str], at: int) -> Iterator[Match]:
        """Matches that start at a word, the longest first."""
        for length in self._lengths.get(sequence[at], ()):
            if at + length <= len(sequence):
                found = self._forms.get(tuple(sequence[at : at + length]))
                if found:
                    yield Match(at, at + length, tuple(found))

    def best(self, key: tuple[str, ...], on: date | None) -> Form | None:
        """The one form that these words mean at a date. A family name that is a common word too means nothing by itself."""
        found = choose(self.forms(key), on)
        return None if found and found.use.is_short and key[-1] in ALSO_WORDS else found


def ranked(forms: Iterable[Form], on: date | None) -> list[Form]:
    """Forms by fitness at a date, one per actor; short names that are long past or far ahead are left out."""
    best: dict[str, Form] = {}
    for form in sorted((f for f in forms if _lives(f, on)), key=lambda f: _rank(f, on)):
        best.setdefault(form.actor_id, form)
    return list(best.values())


def fittest(forms: Iterable[Form], on: date | None) -> list[Form]:
    """The forms that fit best at a date: one, or several actors that fit equally well."""
    held = tuple(forms)
    if len(held) == 1:
        return [held[0]] if _lives(held[0], on) else []
    order = ranked(held, on)
    return [form for form in order if _rank(form, on) == _rank(order[0], on)]


def choose(forms: Iterable[Form], on: date | None) -> Form | None:
    """The fittest form, or None when two actors fit equally well."""
    best = fittest(forms, on)
    return best[0] if len(best) == 1 else None


def _lives(form: Form, on: date | None) -> bool:
    return not form.use.is_short or on is None or form.term.days_from(on) <= LATELY


def _rank(form: Form, on: date | None) -> tuple[bool, bool, int, bool, int]:
    return (not form.user, form.use.is_short, _distance_from_lead(form, on), not form.holds(on), form.use)


def _distance_from_lead(form: Form, on: date | None) -> int:
    """0 for who leads a state on the day, 1 for who lately did or soon will, 2 for others; all names of bodies are alike."""
    if not form.leading:
        return 2 if form.use.is_short else 0
    if any(term.covers(on) for term in form.leading):
        return 0
    return 1 if on is not None and any(term.days_from(on) <= LATELY for term in form.leading) else 2
