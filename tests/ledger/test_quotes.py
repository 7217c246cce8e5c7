"""The sentence around a span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_examples import article

from detente.errors import BadInput
from detente.ledger import Ledger
from detente.ledger.quotes import LONGEST, quote, sentence_bounds

TEXT = (
    'A first one. The U.S. envoy, Gen. J. Smith, met "the others" in Doha on 3 Oct. 2020.” He said: “No.” Then they left!\n\n'
    "A new paragraph, on Resolution No. 5, without an end"
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("first", "A first one."),
        ("envoy", 'The U.S. envoy, Gen. J. Smith, met "the others" in Doha on 3 Oct. 2020.”'),
        ("Doha", 'The U.S. envoy, Gen. J. Smith, met "the others" in Doha on 3 Oct. 2020.”'),
        ("one. The U.S. envoy", 'A first one. The U.S. envoy, Gen. J. Smith, met "the others" in Doha on 3 Oct. 2020.”'),
        ("No", "He said: “No.”"),
        ("left", "Then they left!"),
        ("paragraph", "A new paragraph, on Resolution No. 5, without an end"),
    ],
)
def test_sentences(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    first, last = sentence_bounds(TEXT, start, start + len(words))
    assert TEXT[first:last] == sentence


def test_a_sentence_stays_in_its_block() -> None:
    text = "Talks in Doha The envoy left early"
    found = quote("d1", text, 18, 23, [(0, len(text)), (0, 13), (14, len(text))])
    assert found.text == "The envoy left early"
    assert found.parts == ("The ", "envoy", " left early")


def test_a_text_without_ends_is_cut() -> None:
    found = quote("d1", "word " * 10_000, 20_000, 20_004)
    assert found.parts[1] == "word"
    assert len(found.text) <= 2 * LONGEST + 4


@given(st.text(alphabet="Ab .?!\n“”é😀1\u0301", max_size=200), st.integers(0, 220), st.integers(0, 220))
def test_the_span_is_always_inside(text: str, start: int, end: int) -> None:
    found = quote("d1", text, start, end)
    assert text[found.start : found.end] == found.text
    assert "".join(found.parts) == found.text
    low = min(start, len(text))
    assert found.parts[1] == text[low : max(low, min(end, len(text)))]


def test_the_ledger_finds_sentences(kept: Ledger) -> None:
    for row in kept.events():
        found = kept.sentence(row["document_id"], row["start"], row["end"])
        assert found.parts[1] == row["text"]
        assert found.text.startswith("😀 Envoy")
        assert found.text.endswith(".")


def test_many_sentences_at_once_keep_their_order(kept: Ledger) -> None:
    spans = [(row["document_id"], row["start"], row["end"]) for row in kept.quantities()][::-1]
    assert [q.parts[1] for q in kept.sentences(spans)] == kept.quantities().column("text")[::-1]


def test_unknown_documents(kept: Ledger) -> None:
    with pytest.raises(BadInput, match=r"no document 'd0' in .*; see: detente documents"):
        kept.sentence("d0", 0, 1)
    with pytest.raises(BadInput, match="no document"):
        kept.document("d0")


def test_a_document_is_found_whole(kept: Ledger) -> None:
    entry = article(1, "any", "Lunov")
    assert kept.document(entry.document.document_id)["text"] == entry.document.text
