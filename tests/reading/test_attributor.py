"""The network of attribution: its decoding, and that passages don't disturb each other."""

from __future__ import annotations

import numpy as np
import pytest

import detente
from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading.attribution import extract_statements, stands_of
from detente.reading.attributor import attributor
from detente.reading.tagging import cue_spans, viterbi
from detente.records import Block, BlockRole

SENTENCES = (
    "The envoy said on Monday that Kabul would wait.",
    "“We are ready,” Marta Lund told reporters. “Nobody has asked us.”",
    "According to the ministry, two villages were shelled.",
    "Snow fell all night.",
    "He made no secret of his hope that the talks would fail.",
)


def passages(nlp, sentences=SENTENCES):
    found, at = [], 0
    for sentence in sentences:
        block = Block(at, at + len(sentence), BlockRole.BODY)
        found.append(Passage("d", block, nlp(sentence), sentence))
        at += len(sentence) + 2
    return found


@pytest.mark.parametrize(
    ("begins", "within", "expected"),
    [
        ([0.9, 0.0, 0.0], [0.0, 0.0, 0.0], [(0, 1)]),
        ([0.9, 0.1, 0.0], [0.0, 0.8, 0.1], [(0, 2)]),
        ([0.4, 0.0, 0.0], [0.0, 0.9, 0.0], []),
        ([0.9, 0.9, 0.0], [0.0, 0.0, 0.0], [(0, 1), (1, 2)]),
        ([0.3, 0.0, 0.6], [0.3, 0.0, 0.0], [(0, 1), (2, 3)]),
        ([0.0, 0.0, 0.0], [0.9, 0.9, 0.9], []),
    ],
)
def test_cues_begin_where_one_begins(begins, within, expected):
    chances = np.array([[1 - b - w, b, w] for b, w in zip(begins, within, strict=True)], np.float32)
    assert [span for span, _ in cue_spans(chances, 0.45)] == expected


def test_viterbi_continues_only_what_began():
    weights = {
        "crf_moves": np.zeros((5, 5), np.float32),
        "crf_start": np.zeros(5, np.float32),
        "crf_end": np.zeros(5, np.float32),
    }
    emissions = np.zeros((2, 3, 5), np.float32)
    emissions[0, 0, 2] = emissions[0, 1, 4] = emissions[0, 2, 4] = 3
    emissions[0, 1, 3] = 2.5
    emissions[1, 0, 3] = emissions[1, 1, 4] = 1
    tags = viterbi(emissions, np.array([3, 2]), weights)
    assert tags[0].tolist() == [3, 4, 4]
    assert tags[1].tolist() == [3, 4, 0]


def test_passages_are_read_alone_as_together(nlp):
    network = attributor()
    assert network is not None
    stands = stands_of(passages(nlp), Cast([], {}))
    together = network.read(stands)
    alone = [network.read([s])[0] for s in stands]
    assert [[(t.cue, t.source, t.spans) for t in told] for told in together] == [
        [(t.cue, t.source, t.spans) for t in told] for told in alone
    ]
    assert sum(map(len, together)) >= 4


def test_nothing_to_read_gives_nothing():
    network = attributor()
    assert network is not None
    assert network.read([]) == []


def test_what_is_told_stays_in_its_passage(nlp):
    network = attributor()
    assert network is not None
    stands = stands_of(passages(nlp), Cast([], {}))
    for stand, told in zip(stands, network.read(stands), strict=True):
        size = len(stand.passage.doc)
        for found in told:
            assert 0 <= found.cue[0] < found.cue[1] <= size
            assert 0.25 < found.score <= 1
            assert all(0 <= a < b <= size for a, b in found.spans)
            assert not {i for a, b in found.spans for i in range(a, b)} & set(range(*found.cue))


def test_a_long_passage_is_read(nlp):
    """A cue sees 160 tokens either way, so that a page without paragraphs costs no more than its length."""
    long = " ".join(["The envoy said that the talks would go on."] * 150)
    stands = stands_of(passages(nlp, [long]), Cast([], {}))
    network = attributor()
    assert network is not None
    (told,) = network.read(stands)
    assert len(told) > 130


def test_another_pipeline_is_read_by_the_rules_alone(nlp):
    found = passages(nlp)
    for passage in found:
        passage.doc.tensor = np.zeros((len(passage.doc), 4), np.float32)
    network = attributor()
    assert network is not None
    assert not network.knows(found[0].doc)
    statements = list(extract_statements(found, Cast([], {})))
    assert any(s.text.startswith("The envoy said") for s in statements)


def test_the_same_text_gives_the_same_statements(nlp):
    first, second = (list(extract_statements(passages(nlp), Cast([], {}))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("MOSCOW - Russia demanded that Turkey withdraw its troops from Syria.", "Russia", "RUS"),
        ("MOSCOW, March 3 - Russia denied that it had armed the rebels.", "Russia", "RUS"),
        ("Moscow said that talks would be held.", "Moscow", "RUS"),
    ],
)
def test_a_dateline_is_no_source(text: str, source: str, speaker: str) -> None:
    (statement,) = detente.read_text(text, published="2020-03-03").statements
    assert statement.source_start is not None
    assert text[statement.source_start : statement.source_end] == source
    assert statement.source_actor_ids == (speaker,)
