"""Places of events and the countries that hold them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from detente.reading.where import adjective_of, country_of, gazetteer, locate
from detente.reading.where_names import capital_of, states_of


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


def test_shared_names_are_decided_by_the_document(nlp: Language) -> None:
    fought = next(t for t in nlp("Soldiers fought with militants in Tripoli.") if t.text == "fought")
    assert locate(fought) == ("Tripoli", "LBY")
    assert locate(fought, frozenset({"LBN", "SYR"})) == ("Tripoli", "LBN")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Trump attacked Clinton for her record.", "attacked"),
        ("Germany bought gas from Russia.", "bought"),
        ("Russia sells arms to Algeria.", "sells"),
        ("The envoy from Oslo accused Minsk.", "accused"),
        ("BRUSSELS (Reuters) - Russia bombed Georgia on Friday.", "bombed"),
    ],
)
def test_names_that_are_no_places_of_the_act(nlp: Language, text: str, trigger: str) -> None:
    assert locate(next(t for t in nlp(text) if t.text == trigger)) == (None, None)


def test_states_of_names() -> None:
    assert states_of("the Black Sea") == ()
    assert states_of("Congo") == ("COD", "COG")
    assert states_of("Palma")[0] == "MOZ"
    assert states_of("Nowhereville") == ()
    assert capital_of("AFG") == "Kabul"
    assert capital_of("XXX") is None
