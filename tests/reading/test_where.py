"""Places of events and the countries that hold them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from detente.reading.where import adjective_of, country_of, gazetteer, locate


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Paris", "FRA"),
        ("London", "GBR"),
        ("Moscow", "RUS"),
        ("Kabul", "AFG"),
        ("Helmand", "AFG"),
        ("Crimea", "UKR"),
        ("Homs", "SYR"),
        ("the Gaza Strip", "PSE"),
        ("Birmingham", "GBR"),
        ("Nowhereville", None),
        ("", None),
    ],
)
def test_country_of_a_name(name: str, country: str | None) -> None:
    assert country_of(name) == country


def test_adjectives() -> None:
    assert adjective_of("Syrian") == "SYR"
    assert adjective_of("green") is None


def test_the_gazetteer_has_codes_of_three_letters() -> None:
    held = gazetteer()
    assert len(held) > 10_000
    assert all(len(code) == 3 and code.isupper() for code in held.values())


@pytest.mark.parametrize(
    ("text", "trigger", "place", "country"),
    [
        ("Russian and Turkish officials met in Geneva.", "met", "Geneva", "CHE"),
        ("Israel attacked a base near Homs.", "attacked", "Homs", "SYR"),
        ("Talks between Iran and Iraq in Doha ended.", "Talks", "Doha", "QAT"),
        ("Iran met its obligations.", "met", None, None),
        ("Russia attacked Georgia in August.", "attacked", None, None),
    ],
)
def test_places_of_events(nlp: Language, text: str, trigger: str, place: str | None, country: str | None) -> None:
    token = next(t for t in nlp(text) if t.text == trigger)
    assert locate(token) == (place, country)
