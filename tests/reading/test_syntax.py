"""Questions to a parse, asked of trees that are built by hand."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from detente.reading import syntax

VOCAB = spacy.blank("en").vocab


def tree(*rows: str) -> Doc:
    """A Doc from rows "word tag relation head", heads as positions."""
    cells = [row.split() for row in rows]
    return Doc(
        VOCAB,
        words=[c[0] for c in cells],
        tags=[c[1] for c in cells],
        pos=["VERB" if c[1].startswith("V") else "NOUN" if c[1].startswith("N") else "X" for c in cells],
        deps=[c[2] for c in cells],
        heads=[int(c[3]) for c in cells],
    )


PASSIVE = tree(
    "Kabul NNP nsubj:pass 3", "was VBD aux:pass 3", "not RB advmod 3", "told VBN ROOT 3", "by IN case 5", "Rome NNP obl 3"
)
JOINED = tree("Rome NNP nsubj 1", "came VBD ROOT 1", "and CC cc 3", "spoke VBD conj 1")
CONTROL = tree("Rome NNP nsubj 1", "urged VBD ROOT 1", "Kabul NNP obj 1", "to TO mark 4", "talk VB xcomp 1")
PROMISE = tree("Rome NNP nsubj 1", "promised VBD ROOT 1", "Kabul NNP obj 1", "to TO mark 4", "talk VB xcomp 1")
RELATIVE = tree("the DT det 1", "envoy NN nsubj 4", "who WP nsubj 3", "spoke VBD acl:relcl 1", "left VBD ROOT 4")
APPOSED = tree(
    "Berg NNP nsubj 8", ", , punct 3", "the DT det 3", "envoy NN appos 0",
    "who WP nsubj 5", "knew VBD acl:relcl 3", "him PRP obj 5", ", , punct 0", "left VBD ROOT 8",
)  # fmt: skip


def text(token: object) -> str | None:
    return getattr(token, "text", None)


def test_voice_negation_agent() -> None:
    told = PASSIVE[3]
    assert syntax.is_passive(told)
    assert syntax.is_negated(told)
    assert text(syntax.agent(told)) == "Rome"
    assert syntax.verb_group(told) == (1, 4)
    assert not syntax.is_passive(JOINED[1])
    assert not syntax.is_negated(JOINED[1])
    assert syntax.agent(JOINED[1]) is None


@pytest.mark.parametrize(
    ("doc", "verb", "subject"),
    [(JOINED, 3, "Rome"), (CONTROL, 4, "Kabul"), (PROMISE, 4, "Rome"), (RELATIVE, 3, "envoy"), (PASSIVE, 3, "Kabul")],
)
def test_subject(doc: Doc, verb: int, subject: str) -> None:
    assert text(syntax.subject(doc[verb])) == subject


def test_noun_phrase_keeps_the_apposition_and_drops_the_relative_clause() -> None:
    start, end = syntax.noun_phrase(APPOSED[0])
    assert APPOSED[start:end].text == "Berg , the envoy"
    start, end = syntax.noun_phrase(RELATIVE[1])
    assert RELATIVE[start:end].text == "the envoy"


def test_subtree_runs_and_trim() -> None:
    tokens = syntax.subtree(APPOSED[8], leaving=[APPOSED[3]])
    assert syntax.runs(tokens) == [(0, 1), (7, 9)]
    assert syntax.trim(APPOSED, 1, 4) == (2, 4)
    assert syntax.trim(APPOSED, 1, 2) == (2, 2)
    assert syntax.runs([]) == []


def test_coordination() -> None:
    assert [t.text for t in syntax.coordinated(JOINED[1])] == ["came", "spoke"]
    assert syntax.first_conjunct(JOINED[3]).text == "came"
    assert syntax.clause_head(CONTROL[3]).text == "talk"


def test_a_deep_tree_is_walked() -> None:
    size = 5000
    doc = Doc(VOCAB, words=["x"] * size, deps=["ROOT"] + ["nmod"] * (size - 1), heads=[max(0, i - 1) for i in range(size)])
    assert len(syntax.subtree(doc[0])) == size
    assert len(list(syntax.ancestors(doc[size - 1]))) == size - 1


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_any_tree_is_answered(links: list[int]) -> None:
    """Whatever tree a parser gives, every question has an answer and every span lies in the text."""
    heads = [min(h, i) for i, h in enumerate(links)]
    deps = ["ROOT" if h == i else ("nsubj", "obj", "conj", "ccomp", "acl:relcl", "case")[i % 6] for i, h in enumerate(heads)]
    doc = Doc(VOCAB, words=["w"] * len(heads), deps=deps, heads=heads)
    for token in doc:
        syntax.subject(token)
        syntax.agent(token)
        syntax.clause_head(token)
        for start, end in (syntax.noun_phrase(token), syntax.verb_group(token), syntax.bounds(token)):
            assert 0 <= start <= end <= len(doc)
        assert token in syntax.subtree(token)


def test_without_a_parse() -> None:
    doc = Doc(VOCAB, words=["no", "tree"])
    assert syntax.subject(doc[0]) is None
    assert syntax.sentence_bounds(doc[1]) == (0, 2)
    assert syntax.lemma(doc[1]) == "tree"
