"""Why an event was coded: the frame, the rule, what was learned, and a confidence."""

from __future__ import annotations

import re
from bisect import bisect
from datetime import date

import pytest
from spacy.language import Language

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import parse
from detente.reading.coding import models
from detente.reading.events import coded, extract_events
from detente.reading.frames import lexicon
from detente.records import Block, BlockRole, Document, Event, EventType

DAY = date(2016, 3, 2)
RULE = re.compile(
    r"(frame|folded frame|(loose frame|learned) \((?P<signs>[^()].*)\))(, recipient by (place|own state|likelihood))?"
)
TEXTS = (
    "Turkish jets bombed a Syrian town on Monday. France condemned Turkey and praised Syria.",
    "The US accused Russia of arming the Taliban. Moscow denies that it gave them weapons.",
    "Iran threatened to attack Israel after talks in Oman. The Iranian minister attacked Israel in a speech.",
    "Norway offered to host talks between Chad and Sudan. Chad's president agreed to a ceasefire in Sudan.",
    "Three Japanese were arrested by China. Tokyo demanded their release and recalled its ambassador.",
    "Greek workers marched in Athens. Police fired tear gas at them. Greece sent troops to the border.",
    "US sanctions on Russia remained in force. Germany will send aid to Ukraine. Peru and Chile signed a treaty.",
    "In an attack on Kabul the Taliban killed two Afghan officials. Pakistan expelled an Indian diplomat.",
    "Turkey put forward a plan for Cyprus. Peru's assault on Chile was met with fury. Kenya paid Somalia a visit.",
)


@pytest.fixture(scope="module")
def told(nlp: Language) -> list[Event]:
    found = []
    for document, passages in parse([_document(text) for text in TEXTS], nlp):
        cast = cast_passages(passages, Registry.load(), DAY)
        found += extract_events(passages, cast, (), document)
    return found


def _document(text: str) -> Document:
    return Document(f"d{TEXTS.index(text)}", "test", text, "", (Block(0, len(text), BlockRole.BODY),), published=DAY)


def test_there_are_events_to_judge(told: list[Event]) -> None:
    assert len(told) >= 15
    assert len({e.event_type for e in told}) >= 8


def test_every_event_names_its_frame(told: list[Event]) -> None:
    for event in told:
        kind, _, word = event.frame.partition("/")
        assert kind in set(EventType), event
        assert word, event


def test_every_event_says_by_which_rule(told: list[Event]) -> None:
    assert [e.rule for e in told if RULE.fullmatch(e.rule) is None] == []


def test_plain_acts_are_told_by_frames(told: list[Event]) -> None:
    held = {frame.frame_id for frame in lexicon().frames}
    by_frame = [e for e in told if e.rule.partition(", ")[0] == "frame"]
    assert len(by_frame) >= len(told) / 2
    assert {e.frame for e in by_frame} <= held


def test_what_no_frame_fits_names_its_signs(told: list[Event]) -> None:
    """The signs are features that the model knows."""
    known = models().triggers.rows
    loose = [e for e in told if e.rule.startswith(("loose", "learned"))]
    assert loose
    for event in loose:
        match = RULE.fullmatch(event.rule)
        assert match is not None
        signs = match["signs"].split("; ")
        assert 1 <= len(signs) <= 3
        assert [s for s in signs if s not in known] == []


def test_confidence_is_a_chance_that_is_worth_telling(told: list[Event]) -> None:
    assert all(0.2 <= e.confidence <= 1 for e in told)
    assert len({e.confidence for e in told}) > 5


def test_what_is_little_trusted_is_coded_but_not_told(nlp: Language) -> None:
    """What has that trust is told, if it has half that of the surest of its sentence or is only possible."""
    least, beside = 0.2, 0.5
    kept, dropped = [], 0
    for document, passages in parse([_document(text) for text in TEXTS], nlp):
        cast = cast_passages(passages, Registry.load(), DAY)
        every = [e for _, e in coded(passages, cast, (), document, models())]
        ids = {e.event_id for e in extract_events(passages, cast, (), document)}
        ends = [s.end_char for p in passages for s in p.doc.sents]
        told: dict[int, list[Event]] = {}
        for event in every:
            told.setdefault(bisect(ends, event.trigger_start), []).append(event)
        for events in told.values():
            bar = beside * max(e.confidence for e in events)
            for event in events:
                wanted = event.confidence >= (max(least, bar) if event.modality != "possible" else least)
                assert (event.event_id in ids) == wanted, event
                kept += [True] if wanted else []
                dropped += not wanted
    assert kept
    assert dropped
