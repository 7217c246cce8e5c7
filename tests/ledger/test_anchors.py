"""Places found again by their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ledger.anchors import Anchor, anchor, locate

TEXT = "Ghani met Ghani. The envoy said that Ghani had left."


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        (TEXT, 37, 37),
        (TEXT, 0, 0),
        ("A note of the editor.\n" + TEXT, 37, 59),
        (TEXT.replace("The envoy said", "The special envoy said"), 37, 45),
        (TEXT.replace("Ghani met Ghani. ", ""), 37, 20),
    ],
)
def test_a_place_is_found_by_its_words_and_what_stands_around_them(text: str, start: int, expected: int) -> None:
    assert locate(anchor("d1", TEXT, start, start + 5), text) == (expected, expected + 5)


def test_without_context_the_nearest_is_taken() -> None:
    assert locate(Anchor("d1", 12, 17, "Ghani"), TEXT) == (10, 15)


@pytest.mark.parametrize("quote", ["Karzai", ""])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert locate(Anchor("d1", 0, len(quote), quote), TEXT) is None


@given(st.text(max_size=60), st.data())
def test_in_the_same_text_it_is_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = locate(anchor("d1", text, start, end), text)
    assert found is None if start == end else found is not None and text[slice(*found)] == text[start:end]
