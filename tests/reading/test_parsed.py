"""A parse in lists says what spaCy says."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from detente.reading.parsed import parsed

TEXTS = [
    "",
    "Peace.",
    "Minister Ada Holm, who had met both envoys, said on Monday that Norland wouldn't leave. Nobody answered her.",
    "NORLAND TO SEND ENVOY\n\nThe talks, delayed since May, were to be held in Vell; the rebels (and their allies) refused.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_lists_are_what_the_tokens_say(nlp: Language, text: str) -> None:
    doc = nlp(text)
    held = parsed(doc)
    assert held.tokens == list(doc)
    assert held.relations == [t.dep_ for t in doc]
    assert held.tags == [t.tag_ for t in doc]
    assert held.lower == [t.lower_ for t in doc]
    assert [list(b) for b in held.below] == [[c.i for c in t.children] for t in doc]
    assert held.heads == [t.head.i for t in doc]
    assert held.texts == [t.text for t in doc]
    assert held.lemmas == [(t.lemma_ or t.text).lower() for t in doc]


def test_a_doc_without_a_parse(nlp: Language) -> None:
    held = parsed(Doc(nlp.vocab, words=["Norland", "left"]))
    assert (held.relations, held.tags, held.lower) == (["", ""], ["", ""], ["norland", "left"])
    assert (held.heads, held.texts, held.lemmas) == ([0, 1], ["Norland", "left"], ["norland", "left"])
    assert not any(held.below)
