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
    ("Peter Novak, an adviser to President Ashraf Ghani, said so.", "peter-novak", "adviser", None, "AFG"),
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


EXACT = [
    # text, actor, title, organisation, country, exactly
    ("Afghan expert Omar Danesh said so.", "omar-danesh", "expert", None, "AFG"),
    (
        "Omar Danesh, a professor of history at Leiden University, left.",
        "omar-danesh",
        "professor of history",
        "Leiden University",
        None,
    ),
    (
        "Irina Belova, head of the Centre for Regional Studies in Moscow, left.",
        "irina-belova",
        "head",
        "Centre for Regional Studies",
        "RUS",
    ),
    ("The spokesman for the Taliban, Omar Danesh, denied it.", "omar-danesh", "spokesman", "Taliban", "AFG"),
    (
        "Irina Belova, who heads the Centre for Regional Studies, agreed.",
        "irina-belova",
        "head",
        "Centre for Regional Studies",
        None,
    ),
    ("Irina Belova, who leads the Swiss delegation, agreed.", "irina-belova", "leader of the Swiss delegation", None, "CHE"),
    ("Former Swiss ambassador to Kabul Martin Keller warned against it.", "martin-keller", "ambassador to Kabul", None, "CHE"),
    ("Martin Keller was appointed ambassador to Kabul in 2014.", "martin-keller", "ambassador to Kabul", None, None),
    ("Martin Keller, Bern's ambassador to Kabul, agreed.", "martin-keller", "ambassador to Kabul", None, "CHE"),
    ("Irina Belova of the Carnegie Moscow Center disagreed.", "irina-belova", "affiliated", "Carnegie Moscow Center", "RUS"),
    ("Irina Belova from the University of Bergen disagreed.", "irina-belova", "affiliated", "University of Bergen", None),
    ("Gen. Martin Keller inspected the base.", "martin-keller", "General", None, None),
    ("Sen. Laura Whitfield (R-Ohio) said so.", "laura-whitfield", "Senator", None, "USA"),
    ("Foreign ministers Lars Holm and Pavel Novotny met in Vienna.", "lars-holm", "Foreign minister", None, None),
    ("Foreign ministers Lars Holm and Pavel Novotny met in Vienna.", "pavel-novotny", "Foreign minister", None, None),
    ("Justice Department lawyer Laura Whitfield resigned.", "laura-whitfield", "lawyer", "Justice Department", "USA"),
    ("Laura Whitfield, an aide to President Emmanuel Macron, left.", "laura-whitfield", "aide", None, "FRA"),
    ("Laura Whitfield, a Moscow-based analyst, disagreed.", "laura-whitfield", "analyst", None, "RUS"),
    ("Iranian Foreign Ministry spokesman Bahram Farzin left.", "bahram-farzin", "spokesman", "Iranian Foreign Ministry", "IRN"),
    (
        "Asma Rahim, Pakistan's permanent representative to the UN, left.",
        "asma-rahim",
        "permanent representative to the UN",
        None,
        "PAK",
    ),
    ("UN special envoy Geir Lund said so.", "geir-lund", "special envoy", "United Nations", None),
    (
        "The chairman of the State Duma's foreign affairs committee, Leonid Orlov, left.",
        "leonid-orlov",
        "chairman",
        "State Duma",
        "RUS",
    ),
]


@pytest.mark.parametrize(("text", "actor_id", "title", "organization", "country"), EXACT)
def test_clean_roles(nlp: Language, text: str, actor_id: str, title: str, organization: str | None, country: str | None) -> None:
    found = [(r.title, r.organization, r.country) for r in roles(nlp, text) if r.actor_id == actor_id]
    assert (title, organization, country) in found


DATED = [
    # text, first and last day
    ("Laura Whitfield, who served as ambassador to Chad from 2009 to 2012, agreed.", date(2009, 1, 1), date(2012, 12, 31)),
    ("Laura Whitfield has been foreign minister since 2013.", date(2013, 1, 1), None),
    ("Laura Whitfield became prime minister in 2011.", date(2011, 1, 1), None),
    ("Laura Whitfield was appointed ambassador to Chad in 2014.", date(2014, 1, 1), None),
    ("Then-foreign minister Laura Whitfield signed it.", None, date(2019, 3, 5)),
    ("Laura Whitfield, then deputy foreign minister, signed it.", None, date(2019, 3, 5)),
    ("Laura Whitfield, the foreign minister, signed it.", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), DATED)
def test_terms(nlp: Language, text: str, start: date | None, end: date | None) -> None:
    (role,) = (r for r in roles(nlp, text) if r.actor_id == "laura-whitfield")
    assert (role.start_date, role.end_date) == (start, end)


def test_an_office_of_a_condition_or_of_the_future_is_none(nlp: Language) -> None:
    for text in ("If Laura Whitfield is elected president, he will go.", "Laura Whitfield could be the next ambassador."):
        assert [r for r in roles(nlp, text) if r.actor_id == "laura-whitfield"] == []


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
