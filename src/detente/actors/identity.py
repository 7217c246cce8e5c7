"""Which persons of a ledger are surely one, though their texts wrote the names differently.

Ids are slugs of full names, so one full name is one actor. Here variants are joined: middle names and patronymics left out,
initials ("V. Orlov"), short forms, transliterations, and family names that a text gives without a full name. A name alone never
decides: the office or the organisation has to agree, nothing may contradict, and nobody else may fit as well. A wrong merge is
worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from detente.actors.forms import words
from detente.actors.spellings import name_parts, same_given, sound, without_patronymic
from detente.records import Actor, Origin, Role

_SLACK = timedelta(days=366)
_LINKS = frozenset({"of", "for", "to", "in", "at", "on", "with"})
_ANYBODYS = frozenset({"affiliated", "member", "man", "woman", "citizen", "resident", "activist", "mr", "candidate", "nominee"})
_ALIKE = {"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chairperson": "chairman"}
_SINGLE = frozenset({(t,) for t in ("president", "premier", "chancellor", "king", "queen", "emir", "sultan", "pope", "chairman")})


@dataclass(frozen=True)
class Person:
    """A person as a ledger knows them: the actor, the roles that texts and the registry give, the documents with their dates."""

    actor: Actor
    roles: tuple[Role, ...] = ()
    documents: Mapping[str, date | None] = field(default_factory=dict)

    @cached_property
    def parts(self) -> tuple[tuple[str, ...], str, str]:
        return name_parts(self.actor.name)

    @property
    def given(self) -> tuple[str, ...]:
        return self.parts[0]

    @property
    def family(self) -> str:
        return self.parts[1]

    @cached_property
    def countries(self) -> frozenset[str]:
        """The states that the person is said to serve or belong to."""
        return frozenset(c for c in (self.actor.country, *(r.country for r in self.roles)) if c)

    @cached_property
    def organizations(self) -> frozenset[tuple[str, ...]]:
        return frozenset(key for role in self.roles if role.organization and len(key := words(role.organization)) > 0)

    @cached_property
    def offices(self) -> frozenset[str]:
        """The nouns of the titles: "envoy" of "special envoy for Afghanistan"."""
        return frozenset(office for role in self.roles if (office := office_of(role.title)))

    @property
    def is_known(self) -> bool:
        return self.actor.origin is not Origin.TEXT


def office_of(title: str) -> str:
    """The noun of a title; empty for those that anybody may have."""
    found = words(title)
    cut = next((i for i, word in enumerate(found) if i and word in _LINKS), len(found))
    noun = found[cut - 1] if found else ""
    return "" if noun in _ANYBODYS else _ALIKE.get(noun, noun)


def same_persons(persons: Iterable[Person]) -> list[tuple[str, ...]]:
    """Groups of actor ids that are surely one person, each with the id to keep first; persons that stand alone are left out.

    The same persons in any order give the same groups.
    """
    buckets: dict[str, list[Person]] = defaultdict(list)
    for person in sorted(persons, key=lambda p: p.actor.actor_id):
        if person.family:
            buckets[sound(person.family)].append(person)
    groups = [group for bucket in buckets.values() if len(bucket) > 1 for group in _groups(bucket)]
    return sorted(tuple(p.actor.actor_id for p in sorted(group, key=_rank)) for group in groups)


def _rank(person: Person) -> tuple[bool, bool, int, int, str]:
    name = person.actor.name
    return (not person.is_known, not person.given, -len(person.documents), -len(name), person.actor.actor_id)


def _groups(bucket: Sequence[Person]) -> list[list[Person]]:
    """Groups among persons of one family name: fullest names first, each joining the only group that fits."""
    groups: list[list[Person]] = []
    for person in sorted(bucket, key=lambda p: (_vagueness(p), _rank(p))):
        fitting = [g for g in groups if all(not _contradict(person, other) for other in g)]
        sure = [g for g in fitting if any(_is_same(person, other) for other in g)]
        rivals = [g for g in fitting if g not in sure and any(_could_be(person, other) for other in g)]
        if len(sure) == 1 and not (rivals and _vagueness(person)):
            sure[0].append(person)
        else:
            groups.append([person])
    return [group for group in groups if len(group) > 1]


def _vagueness(person: Person) -> int:
    """How little of the name is told: 0 a given name, 1 an initial, 2 none."""
    if not person.given:
        return 2
    return int(len(person.given[0]) == 1)


def _contradict(one: Person, other: Person) -> bool:
    """Whether two persons cannot be one: told apart in a document or by the registry, or names or states that clash."""
    if (one.is_known and other.is_known) or one.documents.keys() & other.documents.keys() or one.parts[2] != other.parts[2]:
        return True
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    return _middles_clash(one.given, other.given)


def _middles_clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    first, second = without_patronymic(one)[1:], without_patronymic(other)[1:]
    return bool(first and second) and not any(_fits(a, b) for a in first for b in second)


def _fits(one: str, other: str) -> bool:
    """Whether two given names may be one, of which either may be an initial."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return same_given(one, other)


def _could_be(one: Person, other: Person) -> bool:
    """Whether the names alone allow that two persons are one."""
    return not one.given or not other.given or _fits(one.given[0], other.given[0])


def _is_same(one: Person, other: Person) -> bool:
    """Whether name and evidence make two persons one. The vaguer the name, the more has to agree."""
    if not _could_be(one, other):
        return False
    if _vagueness(one) or _vagueness(other):
        return one.family == other.family and any(_is_one_office(a, one, b, other) for a in one.roles for b in other.roles)
    exact = one.family == other.family and one.given[0] == other.given[0]
    return (exact and bool(one.offices & other.offices)) or _shares_work(one, other)


def _shares_work(one: Person, other: Person) -> bool:
    """Whether two persons have the same organisation, or the same office of the same state, at times that allow it."""
    if one.organizations & other.organizations:
        return True
    return any(
        office_of(a.title) == office_of(b.title) != "" and _serve_one_state(a, one, b, other) and _agree_in_time(a, one, b, other)
        for a in one.roles
        for b in other.roles
    )


def _serve_one_state(a: Role, one: Person, b: Role, other: Person) -> bool:
    return (a.country or one.actor.country) == (b.country or other.actor.country) is not None


def _is_one_office(a: Role, one: Person, b: Role, other: Person) -> bool:
    """Whether two roles are one office that one person holds at a time: the whole title agrees, and whom it serves."""
    title = words(a.title)
    if title != words(b.title) or not (len(title) > 1 or title[:1] in _SINGLE) or not office_of(a.title):
        return False
    body = words(a.organization or "")
    one_body = bool(body) and body == words(b.organization or "")
    return (one_body or _serve_one_state(a, one, b, other)) and _agree_in_time(a, one, b, other)


def _agree_in_time(a: Role, one: Person, b: Role, other: Person) -> bool:
    return _held(a, other) and _held(b, one)


def _held(role: Role, other: Person) -> bool:
    """Whether an office was held, or nearly, when the other's documents appeared; undated ones do not say."""
    dates = [d for d in other.documents.values() if d is not None]
    if not dates:
        return True
    after = role.start_date is None or max(dates) >= role.start_date - _SLACK
    return after and (role.end_date is None or min(dates) <= role.end_date + _SLACK)
