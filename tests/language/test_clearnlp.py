"""ClearNLP trees become UD trees."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from detente.language.clearnlp import is_clearnlp, to_universal

_vocab = English().vocab

Word = tuple[str, str, str, int, str]  # form, lemma, part of speech, head, relation

TREES: list[tuple[list[Word], list[tuple[int, str]]]] = [
    (
        [("Envoys", "envoy", "NOUN", 1, "nsubj"), ("met", "meet", "VERB", 1, "ROOT"), ("in", "in", "ADP", 1, "prep"),
         ("Oslo", "Oslo", "PROPN", 2, "pobj")],
        [(1, "nsubj"), (1, "ROOT"), (3, "case"), (1, "obl")],
    ),
    (
        [("Oslo", "Oslo", "PROPN", 1, "nsubj"), ("is", "be", "AUX", 1, "ROOT"), ("host", "host", "NOUN", 1, "attr"),
         ("again", "again", "ADV", 1, "advmod")],
        [(2, "nsubj"), (2, "cop"), (2, "ROOT"), (2, "advmod")],
    ),
    (
        [("talks", "talk", "NOUN", 2, "nsubjpass"), ("were", "be", "AUX", 2, "auxpass"), ("held", "hold", "VERB", 2, "ROOT"),
         ("by", "by", "ADP", 2, "agent"), ("Oslo", "Oslo", "PROPN", 3, "pobj")],
        [(2, "nsubj:pass"), (2, "aux:pass"), (2, "ROOT"), (4, "case"), (2, "obl")],
    ),
    (
        [("withdrawal", "withdrawal", "NOUN", 0, "ROOT"), ("of", "of", "ADP", 0, "prep"), ("troops", "troop", "NOUN", 1, "pobj")],
        [(0, "ROOT"), (2, "case"), (0, "nmod")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), TREES)
def test_tree(words: list[Word], expected: list[tuple[int, str]]) -> None:
    doc = Doc(
        _vocab,
        words=[w[0] for w in words],
        lemmas=[w[1] for w in words],
        pos=[w[2] for w in words],
        heads=[w[3] for w in words],
        deps=[w[4] for w in words],
    )
    assert [(t.head.i, t.dep_) for t in to_universal(doc)] == expected


def test_label_sets_are_told_apart() -> None:
    assert is_clearnlp(["nsubj", "dobj", "pobj"])
    assert not is_clearnlp(["nsubj", "obj", "obl"])
