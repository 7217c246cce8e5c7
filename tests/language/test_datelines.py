"""Datelines: what follows them is a sentence of its own."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("GENEVA - Russia and Turkey held talks on Monday.", "Russia"),
        ("ADDIS ABABA, Ethiopia (AP) — The African Union met on Monday.", "The"),
        ("OSLO, March 3 - Norway left.", "Norway"),
    ],
)
def test_a_sentence_begins_behind_a_dateline(nlp: Language, text: str, first: str) -> None:
    line, sentence, *rest = nlp(text).sents
    assert sentence[0].text == first
    assert line.end == sentence.start
    assert not rest


@pytest.mark.parametrize("text", ["Geneva - the city - is quiet.", "NATO said it would wait - and left.", "GENEVA - "])
def test_what_is_no_dateline(nlp: Language, text: str) -> None:
    assert len(list(nlp(text).sents)) == 1
