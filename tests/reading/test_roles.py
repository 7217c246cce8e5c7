"""Roles read from text: titles with organisation and country."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

sys.path.insert(0, str(Path(__file__).parents[1] / "actors"))

from casting import passages

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.reading.roles import extract_roles
from detente.records import Role


def roles(nlp: Language, text: str, on: str = "2019-03-05") -> list[Role]:
    held = passages(nlp, text)
    day = date.fromisoformat(on)
    return list(extract_roles(held, cast_passages(held, Registry.load(), day), day))


TABLE = [
    # text, actor, title, organisation, country
    (
        "Lena Hartmann, a Central Asia researcher at Leiden University, disagreed.",
        "lena-hartmann",
        "Central Asia researcher",
        "Leiden University",
        None,
    ),
    ("Swiss envoy Martin Keller arrived on Friday.", "martin-keller", "envoy", None, "CHE"),
    ("U.S. Secretary of State John Kerry met them.", "john-kerry", "Secretary of State", None, "USA"),
    ("Tajik Deputy Foreign Minister Rustam Nazarov spoke first.", "rustam-nazarov", "Deputy Foreign Minister", None, "TJK"),
    ("Former president Hamid Karzai warned against it.", "hamid-karzai", "president", None, None),
    ("Peter Novak, now the mayor of Graz, said so.", "peter-novak", "mayor", None, None),
    ("Peter Novak, an adviser to President Ashraf Ghani, said so.", "peter-novak", "adviser", None, None),
    (
        "Peter Novak, the director of the Institute for Peace Studies, said so.",
        "peter-novak",
        "director",
        "Institute for Peace Studies",
        None,
    ),
    ("Peter Novak, who serves as special envoy to Myanmar, said so.", "peter-novak", "special envoy to Myanmar", None, None),
    ("Peter Novak is a professor at Charles University.", "peter-novak", "professor", "Charles University", None),
    ("The spokesman of the Interior Ministry, Peter Novak, declined to comment.", "peter-novak", "spokesman", None, None),
    ("NATO Secretary General Jens Stoltenberg said so.", "jens-stoltenberg", "Secretary General", "NATO", None),
    ("Iran's foreign minister, Mohammad Javad Zarif, refused.", "mohammad-javad-zarif", "foreign minister", None, "IRN"),
    (
        "The Turkish president's special envoy to Libya, Peter Novak, agreed.",
        "peter-novak",
        "special envoy to Libya",
        None,
        "TUR",
    ),
]


@pytest.mark.parametrize(("text", "actor_id", "title", "organization", "country"), TABLE)
def test_roles(nlp: Language, text: str, actor_id: str, title: str, organization: str | None, country: str | None) -> None:
    found = [r for r in roles(nlp, text) if r.actor_id == actor_id]
    assert found
    best = found[0]
    assert best.title.lower().startswith(title.lower())
    assert best.country == country
    if organization:
        assert best.organization == organization


OTHERS = [
    "Abdullah met former President Hamid Karzai and Gulbuddin Hekmatyar in Kabul.",
    "He was joined by German Chancellor Angela Merkel, French President Emmanuel Macron and British Prime Minister Theresa May.",
    "Lena Hartmann, Swiss envoy Martin Keller and the French ambassador, Paul Girard, attended.",
    "Martin Keller is not a diplomat.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_nobody_gets_the_role_of_a_neighbour(nlp: Language, text: str) -> None:
    given = {(r.actor_id, r.title.lower()) for r in roles(nlp, text, "2017-03-05")}
    allowed = {
        ("hamid-karzai", "president"),
        ("angela-merkel", "chancellor"),
        ("emmanuel-macron", "president"),
        ("theresa-may", "prime minister"),
        ("martin-keller", "envoy"),
        ("paul-girard", "ambassador"),
    }
    assert given <= allowed


def test_a_former_office_ended_by_the_documents_date(nlp: Language) -> None:
    text = "Former Swiss president Peter Novak warned against it."
    (dated,) = roles(nlp, text)
    assert (dated.title, dated.country, dated.end_date) == ("president", "CHE", date(2019, 3, 5))
    held = passages(nlp, text)
    (undated,) = extract_roles(held, cast_passages(held, Registry.load(), None), None)
    assert (undated.title, undated.end_date) == ("former president", None)


def test_two_roles_joined_by_and_are_two_records(nlp: Language) -> None:
    found = roles(nlp, "Lena Hartmann, a lecturer at Leiden University and adviser to the Dutch government, wrote the report.")
    assert len([r for r in found if r.actor_id == "lena-hartmann"]) == 2


def test_spans_are_the_documents_words(nlp: Language) -> None:
    text = "Good morning.\nSwiss envoy Martin Keller met Lena Hartmann, an analyst at the Institute for Peace Studies."
    found = roles(nlp, text)
    assert found
    for role in found:
        assert role.start is not None
        assert text[role.start : role.end] == role.text
        assert role.document_id == "d1"
        assert role.title in (role.text or "")
        assert role.end_date is None


@pytest.mark.parametrize(
    "text",
    [
        "Martin Keller, officials said, had left.",
        "When Martin Keller arrived, the minister left.",
        "After meeting the ambassador, Martin Keller flew home.",
    ],
)
def test_what_only_stands_beside_a_name_is_no_role(nlp: Language, text: str) -> None:
    assert [r for r in roles(nlp, text) if r.actor_id == "martin-keller"] == []
