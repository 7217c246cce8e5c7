"""Lemmas by memory are spaCy's lemmas."""

from __future__ import annotations

import spacy
from spacy.language import Language

from detente.language.lemmas import NAME, remember_lemmas

TEXT = "The envoys met twice; they have since been meeting rebels whose leaders left. Norway's ministers were told: leave!"


def test_the_same_lemmas_as_the_pipeline_as_spacy_loads_it(nlp: Language) -> None:
    assert NAME in nlp.pipe_names
    assert "lemmatizer" not in nlp.pipe_names
    plain = spacy.load("en_detente")
    wanted = [t.lemma_ for t in plain(TEXT)]
    assert "meet" in wanted
    for _ in range(2):
        assert [t.lemma_ for t in nlp(TEXT)] == wanted
    assert [t.lemma_ for t in nlp("")] == []


def test_a_pipeline_without_rules_keeps_its_own() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("lemmatizer", config={"mode": "lookup"})
    remember_lemmas(blank)
    assert blank.pipe_names == ["lemmatizer"]
