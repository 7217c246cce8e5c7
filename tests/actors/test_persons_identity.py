"""Which persons of a ledger are one, and which only share a name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors.identity import Person, office_of, same_persons
from detente.actors.spellings import name_parts, same_given, sound
from detente.records import Actor, ActorKind, Origin, Role

Told = tuple[str, str | None, str | None]


def person(
    actor_id: str, name: str, *roles: Told, country: str | None = None, documents: str = "", origin: Origin = Origin.TEXT
) -> Person:
    actor = Actor(actor_id, name, ActorKind.PERSON, country, origin=origin)
    held = tuple(Role(actor_id, title, organization, state) for title, organization, state in roles)
    return Person(actor, held, {d: date(2016, 3, 2) for d in documents.split()})


ONE = [
    # two persons who are one
    (
        person("cornell-brandt", "Cornell Brandt", ("president", "Nurses' Union", None), documents="a"),
        person("cornell-james-brandt", "Cornell James Brandt", ("president", "Nurses' Union", None), documents="b"),
    ),
    (
        person("fyodor-lukyanenko", "Fyodor Lukyanenko", ("editor", "World Review", None), documents="a"),
        person("fedor-loukianenko", "Fedor Loukianenko", ("editor", "World Review", None), documents="b"),
    ),
    (
        person("omar-nessari", "Omar Nessari", ("analyst", "Centre for Afghan Studies", "RUS"), documents="a"),
        person("omar-nesari", "Omar Nesari", ("director", "Centre for Afghan Studies", "RUS"), documents="b"),
    ),
    (
        person("viktor-orlenko", "Viktor Orlenko", ("deputy foreign minister", None, "UKR"), documents="a"),
        person("v-orlenko", "V. Orlenko", ("Deputy Foreign Minister", None, "UKR"), documents="b"),
    ),
    (
        person("nikolai-orlenko", "Nikolai Orlenko", ("envoy", None, "UKR"), documents="a"),
        person("nikolai-petrovich-orlenko", "Nikolai Petrovich Orlenko", ("special envoy", None, "UKR"), documents="b"),
    ),
    (
        person("robert-haller", "Robert Haller", ("governor", None, "USA"), documents="a"),
        person("bob-haller", "Bob Haller", ("Governor", None, "USA"), documents="b"),
    ),
    (
        person("yasin-rahimi", "Yasin Rahimi", ("interior minister", None, "AFG"), documents="a"),
        person("rahimi@b", "Rahimi", ("Interior Minister", None, "AFG"), documents="b"),
    ),
    (
        person("mohammed-al-karimi", "Mohammed al-Karimi", ("spokesman", "Rivers Party", None), documents="a"),
        person("muhammad-karimi", "Muhammad Karimi", ("spokesman", "Rivers Party", None), documents="b"),
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_person_under_two_names(one: Person, other: Person) -> None:
    assert [set(g) for g in same_persons([one, other])] == [{one.actor.actor_id, other.actor.actor_id}]


TWO = [
    # two persons, and why they stay two
    (  # brothers
        person("hamid-karimi", "Hamid Karimi", ("governor", None, "AFG"), documents="a"),
        person("wali-karimi", "Wali Karimi", ("governor", None, "AFG"), documents="b"),
    ),
    (  # told apart in one document
        person("nikolai-orlenko", "Nikolai Orlenko", ("envoy", None, "UKR"), documents="a b"),
        person("nikolai-petrovich-orlenko", "Nikolai Petrovich Orlenko", ("envoy", None, "UKR"), documents="b"),
    ),
    (  # other middle names
        person("john-adam-brandt", "John Adam Brandt", ("senator", None, "USA"), documents="a"),
        person("john-peter-brandt", "John Peter Brandt", ("senator", None, "USA"), documents="b"),
    ),
    (  # other states
        person("bob-haller", "Bob Haller", ("minister", None, "AUT"), documents="a"),
        person("robert-haller", "Robert Haller", ("minister", None, "CHE"), documents="b"),
    ),
    (  # alike in sound, nothing else known
        person("omar-nessari", "Omar Nessari", documents="a"),
        person("omar-nesari", "Omar Nesari", documents="b"),
    ),
    (  # father and son
        person("karl-brandt", "Karl Brandt", ("owner", "Brandt Motors", None), documents="a"),
        person("karl-brandt-jr", "Karl Brandt Jr.", ("owner", "Brandt Motors", None), documents="b"),
    ),
    (  # a title that many have
        person("yasin-khan", "Yasin Khan", ("officer", "Army", "PAK"), documents="a"),
        person("khan@b", "Khan", ("officer", "Army", "PAK"), documents="b"),
    ),
    (  # both in the registry
        person("george-haller", "George Haller", ("president", None, "USA"), origin=Origin.REGISTRY),
        person("george-w-haller", "George W. Haller", ("president", None, "USA"), origin=Origin.REGISTRY),
    ),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_persons_with_one_name(one: Person, other: Person) -> None:
    assert same_persons([one, other]) == []


def test_a_family_name_that_two_fit_stays_open() -> None:
    yasin = person("yasin-rahimi", "Yasin Rahimi", ("interior minister", None, "AFG"), documents="a")
    other = person("zia-rahimi", "Zia Rahimi", ("interior minister", None, "AFG"), documents="c")
    bare = person("rahimi@b", "Rahimi", ("interior minister", None, "AFG"), documents="b")
    assert same_persons([yasin, other, bare]) == []


def test_an_office_of_another_time_is_no_evidence() -> None:
    actor = Actor("yasin-rahimi", "Yasin Rahimi", ActorKind.PERSON, "AFG", origin=Origin.REGISTRY)
    known = Person(actor, (Role(actor.actor_id, "Interior Minister", None, "AFG", date(2001, 1, 1), date(2004, 1, 1)),))
    assert same_persons([known, person("rahimi@b", "Rahimi", ("interior minister", None, "AFG"), documents="b")]) == []


def test_the_registrys_id_is_kept() -> None:
    known = person("yasin-rahimi", "Yasin Rahimi", ("interior minister", None, "AFG"), origin=Origin.REGISTRY)
    bare = person("rahimi@b", "Rahimi", ("interior minister", None, "AFG"), documents="b")
    long = person("yasin-gul-rahimi", "Yasin Gul Rahimi", ("interior minister", None, "AFG"), documents="c d")
    assert same_persons([bare, long, known]) == [("yasin-rahimi", "yasin-gul-rahimi", "rahimi@b")]


@given(st.permutations([p for pair in ONE for p in pair]))
def test_the_order_does_not_matter(people: list[Person]) -> None:
    assert same_persons(people) == same_persons([p for pair in ONE for p in pair])


SOUNDS = [("Lukyanov", "Loukianov"), ("Zelensky", "Zelenskiy"), ("Mikheyev", "Mikheev"), ("Nessar", "Nesar"), ("Khan", "Han")]


@pytest.mark.parametrize(("one", "other"), SOUNDS)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("Orlov", "Orlova"), ("Lavrov", "Lvov"), ("Petrov", "Petrenko")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_given_names() -> None:
    assert same_given("mohammed", "muhammad")
    assert same_given("bob", "robert")
    assert not same_given("hamid", "ahmed")


def test_parts_of_a_name() -> None:
    assert name_parts("Gen. Karl M. Brandt Jr.") == (("karl", "m"), "brandt", "jr")
    assert name_parts("Bashar al-Karimi") == (("bashar",), "karimi", "")
    assert name_parts("") == ((), "", "")


def test_the_noun_of_a_title() -> None:
    assert office_of("special envoy for Afghanistan") == "envoy"
    assert office_of("spokeswoman") == "spokesman"
    assert office_of("affiliated") == ""
