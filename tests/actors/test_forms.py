"""Written forms: folding, words, acronyms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors.forms import fold, is_acronym, slug, words
from detente.actors.scene import capitals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.", ("us",)),
        ("Washington, D.C.", ("washington", "dc")),
        ("People's Republic", ("people", "s", "republic")),
        ("People’s Republic", ("people", "s", "republic")),
        ("Türkiye", ("turkiye",)),
        ("Sana'a", ("sanaa",)),
        ("Côte d'Ivoire", ("cote", "divoire")),
        ("al-Qa'ida", ("al", "qaida")),
        ("Łódź", ("lodz",)),
        ("", ()),
        ("— “ ” —", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("US", True), ("U.S.", True), ("UNESCO", True), ("Nato", False), ("G", False), ("AP News", False)]
)
def test_acronyms(text: str, expected: bool) -> None:
    assert is_acronym(text) is expected


def test_slug_is_the_same_with_and_without_accents() -> None:
    assert slug("Milorad Dodík") == slug("MILORAD DODIK") == "milorad-dodik"


@given(st.text(max_size=60))
def test_any_text_folds_and_its_words_are_stable(text: str) -> None:
    assert words(" ".join(words(text))) == words(" ".join(words(text)))
    assert all(word and word == fold(word) for word in words(text))
    assert len(capitals(text)) >= 0
