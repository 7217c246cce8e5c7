"""A passage as arrays: vocabularies, the tree as a cue sees it."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.strings import get_string_id

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading.attribution import stands_of
from detente.reading.grid import NAMED, UNKNOWN, Vocabulary, grid_of
from detente.reading.views import distance_class, view_of
from detente.records import Block, BlockRole

TEXT = "The envoy said on Monday that Kabul would wait."


@pytest.fixture(scope="module")
def words(nlp):
    doc = nlp(TEXT)
    return {
        "lemma": Vocabulary(["envoy", "say", "wait"]),
        "tag": Vocabulary(sorted({t.tag_ for t in doc})),
        "dep": Vocabulary(sorted({t.dep_ for t in doc})),
        "ent": Vocabulary(["PERSON", "LOC"]),
    }


@pytest.fixture(scope="module")
def stand(nlp):
    passage = Passage("d", Block(0, len(TEXT), BlockRole.BODY), nlp(TEXT), TEXT)
    return stands_of([passage], Cast([], {}))[0]


def test_vocabulary_numbers_words_and_knows_no_others():
    known = Vocabulary(["say", "tell"])
    found = known(np.array([get_string_id("tell"), get_string_id("sing"), get_string_id("say")], np.uint64))
    assert found.tolist() == [4, UNKNOWN, 3]
    assert len(known) == 5


def test_names_are_one_word(stand, words):
    grid = grid_of(stand, words)
    tokens = [t.text for t in stand.passage.doc]
    assert grid.lemma[tokens.index("Kabul")] == NAMED
    assert grid.lemma[tokens.index("envoy")] == 3
    assert grid.lemma[tokens.index("would")] == UNKNOWN


def test_heads_are_places_in_the_passage(stand, words):
    grid = grid_of(stand, words)
    assert grid.head.tolist() == [t.head.i for t in stand.passage.doc]


def test_a_cue_sees_the_tree(stand, words):
    doc = stand.passage.doc
    tokens = [t.text for t in doc]
    said = tokens.index("said")
    view = view_of(grid_of(stand, words), [(said, said + 1)], stand.scene)
    assert view.head.tolist() == [said]
    branch = {tokens[i]: words["dep"].words[view.branch_dep[0, i] - 3] for i in range(len(doc))}
    assert branch["envoy"] == branch["The"] == "nsubj"
    assert branch["Kabul"] == branch["wait"] == doc[tokens.index("wait")].dep_
    assert set(view.level[0].tolist()) <= {2, 3}
    assert view.distance[0, said] == 0


def test_what_hangs_above_a_cue_is_told_apart(stand, words):
    doc = stand.passage.doc
    tokens = [t.text for t in doc]
    wait = tokens.index("wait")
    view = view_of(grid_of(stand, words), [(wait, wait + 1)], stand.scene)
    own = view.level[0, tokens.index("Kabul")] // 2
    above = view.level[0, tokens.index("envoy")] // 2
    assert (own, above) == (1, 2)


def test_distances_fall_in_classes():
    assert distance_class(np.array([0, -1, 1, -200, 200])).tolist() == [0, 1, 12, 11, 22]
