"""The shipped pipeline on sentences of the kind it is for, and the choice of another."""

from __future__ import annotations

import pytest
from spacy.language import Language

from detente.errors import BadInput
from detente.language.pipeline import load_pipeline, pipeline_version

PARSES = [
    ("The minister denied the report.", {"minister": ("nsubj", "denied"), "report": ("obj", "denied")}),
    ("Sanctions were lifted by the council.", {"Sanctions": ("nsubj:pass", "lifted"), "council": ("obl", "lifted")}),
    ("The envoy, who arrived on Monday, met the president.", {"arrived": ("acl:relcl", "envoy"), "president": ("obj", "met")}),
    ("Norway's offer was refused.", {"Norway": ("nmod:poss", "offer")}),
    ("Officials said that the talks had failed.", {"failed": ("ccomp", "said"), "talks": ("nsubj", "failed")}),
]

TOKENS = [
    ("They didn't sign.", ["They", "did", "n't", "sign", "."]),
    ("Norway's army", ["Norway", "'s", "army"]),
    ("***** and/or !!!", ["*****", "and", "/", "or", "!!!"]),
    ("a cease-fire", ["a", "cease", "-", "fire"]),
]

LEMMAS = [
    ("The envoys were meeting.", ["the", "envoy", "be", "meet", "."]),
    ("He has not gone.", ["he", "have", "not", "go", "."]),
    ("Talks held", ["talk", "hold"]),
]

NAMES = [
    (
        "Angela Merkel met Emmanuel Macron in Berlin.",
        {("Angela Merkel", "PERSON"), ("Emmanuel Macron", "PERSON"), ("Berlin", "LOC")},
    ),
    ("ANGELA MERKEL VISITS PARIS", {("ANGELA MERKEL", "PERSON"), ("PARIS", "LOC")}),
    ("The Russian government thanked the United Nations.", {("Russian", "NORP"), ("United Nations", "ORG")}),
]


@pytest.mark.parametrize(("sentence", "expected"), PARSES)
def test_parse(nlp: Language, sentence: str, expected: dict[str, tuple[str, str]]) -> None:
    doc = nlp(sentence)
    found = {t.text: (t.dep_, t.head.text) for t in doc}
    assert {word: found[word] for word in expected} == expected


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens_are_those_of_the_treebanks(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [t.text for t in nlp.make_doc(text)] == tokens


@pytest.mark.parametrize(("text", "lemmas"), LEMMAS)
def test_lemmas(nlp: Language, text: str, lemmas: list[str]) -> None:
    assert [t.lemma_.lower() for t in nlp(text)] == lemmas


@pytest.mark.parametrize(("sentence", "expected"), NAMES)
def test_names_in_sentence_and_headline(nlp: Language, sentence: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(e.text, e.label_) for e in nlp(sentence).ents}


def test_weights_are_wide_in_memory(nlp: Language) -> None:
    kinds = {
        str(node.get_param(name).dtype)
        for _, pipe in nlp.pipeline
        if hasattr(pipe, "model") and hasattr(pipe.model, "walk")
        for node in pipe.model.walk()
        for name in node.param_names
        if node.has_param(name)
    }
    assert kinds == {"float32"}


@pytest.mark.parametrize("name", ["en_no_such_pipeline", "/nowhere/at/all"])
def test_an_unknown_pipeline_is_said_in_one_line(name: str) -> None:
    with pytest.raises(BadInput, match="could not be loaded") as caught:
        load_pipeline(name)
    assert "\n" not in str(caught.value)


def test_version_names_the_pipeline(nlp: Language) -> None:
    assert pipeline_version(nlp).startswith("en_detente-")
