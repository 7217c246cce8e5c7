"""Words that name acts: the examples of matters.yaml, and what they must leave alone."""

from __future__ import annotations

import pytest

from detente.analysis.matters import act_words, families, family_of_type, load

EXAMPLES = [
    tuple(line.rpartition(" = ")[::2])
    for entry in load("matters.yaml")["families"]
    for line in entry["examples"].splitlines()
    if line.strip()
]


@pytest.mark.parametrize(("text", "act"), EXAMPLES)
def test_examples(text: str, act: str) -> None:
    assert act in [word.family.act for word in act_words(text)]


def test_every_family_has_examples_and_a_known_broader_one() -> None:
    acts = {kind.act for kind in families()}
    assert all(kind.broader is None or kind.broader in acts for kind in families())
    assert {act for _, act in EXAMPLES} == acts


@pytest.mark.parametrize(
    "text",
    ["It sold wheat to the League.", "He gave a speech.", "A test of patience.", "They broke the silence.", "An armed guard."],
)
def test_words_without_their_things_are_no_acts(text: str) -> None:
    assert act_words(text) == []


def test_an_act_has_its_topic_and_place() -> None:
    text = "They agreed on a truce in May."
    (word,) = act_words(text)
    assert (text[word.start : word.end], word.topic) == ("agreed", "ceasefire")


def test_event_types() -> None:
    kind = family_of_type("CONSULT")
    assert kind is not None
    assert kind.mutual
    assert family_of_type("REQUEST") is None
