"""The frame files load, are complete, and read their own examples."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from spacy.language import Language

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import parse
from detente.reading import plover
from detente.reading.events import extract_events
from detente.reading.frames import FrameError, _example, _frames_of, _objects, classes, lexicon
from detente.reading.words import noun_forms, verb_forms
from detente.records import ActorKind, Block, BlockRole, Document, EventType, Modality

FLOOR = 0.90


def test_every_type_has_frames_and_there_are_many() -> None:
    held = Counter(frame.event_type for frame in lexicon().frames)
    assert set(held) == set(EventType)
    assert sum(held.values()) >= 700
    assert min(held.values()) >= 8


def test_every_predicate_has_two_examples() -> None:
    text = Counter(word.strip(".,'").lower() for _, _, e in lexicon().examples for word in e.text.split())
    bare = []
    for frame in lexicon().frames:
        forms = {frame.lemma} | (noun_forms(frame.lemma) if frame.is_noun else verb_forms(frame.lemma))
        if sum(text[form] for form in forms) < 2:
            bare.append(frame.frame_id)
    assert not bare


def test_modes_and_contexts_are_plovers() -> None:
    table = plover.ontology()
    for frame in lexicon().frames:
        assert frame.mode is None or frame.mode in table["types"][frame.event_type.value].get("modes", {}), frame.frame_id
        assert set(frame.contexts) <= set(table["contexts"]), frame.frame_id


def test_classes_are_not_empty() -> None:
    assert all(held for held in classes().values())


@pytest.mark.parametrize(
    "bad", [{"verbs": ["x"], "colour": "red"}, {"verbs": ["x"], "needs": "all"}, {"verbs": ["x"], "object": ["$no"]}]
)
def test_a_wrong_frame_is_named(bad: dict[str, object]) -> None:
    with pytest.raises(FrameError, match=r"file\.yaml"):
        list(_frames_of({"type": "AID"}, bad, "file.yaml"))


def test_a_wrong_example_is_named() -> None:
    with pytest.raises(FrameError, match="without"):
        _example("Russia attacked Georgia.", "file.yaml")
    assert _objects(["$talks"], "file.yaml") >= {"talk", "summit"}


def test_scores_and_future_rules() -> None:
    assert plover.score(EventType.CONSULT, ("visit",)) == 4
    assert plover.score(EventType.AID) == 10
    assert plover.counted_as(EventType.AID, Modality.PLANNED) is EventType.AGREE
    assert plover.counted_as(EventType.RETREAT, Modality.PLANNED) is EventType.CONCEDE
    assert plover.counted_as(EventType.CONSULT, Modality.DENIED, refused=True) is EventType.REJECT
    assert plover.counted_as(EventType.ASSAULT, Modality.DENIED) is None


def test_inflections() -> None:
    assert {"staged", "staging", "stages"} <= verb_forms("stage")
    assert {"rapped", "rapping"} <= verb_forms("rap")
    assert "raped" not in verb_forms("rap")
    assert {"withdrew", "withdrawn"} <= verb_forms("withdraw")
    assert noun_forms("ally") == {"allies"}


def test_examples_are_read_as_meant(nlp: Language) -> None:
    held, registry, on = lexicon().examples, Registry.load(), date(2020, 6, 15)
    documents = [
        Document(f"e{i}", "test", e.text, "", (Block(0, len(e.text), BlockRole.BODY),), published=on)
        for i, (_, _, e) in enumerate(held)
    ]
    wrong = []
    for (where, kind, example), (document, passages) in zip(held, parse(documents, nlp), strict=True):
        cast = cast_passages(passages, registry, on)

        def codes(ids: tuple[str, ...], cast=cast) -> set[str]:  # type: ignore[no-untyped-def]
            actors = [cast.actors.get(i) or registry.get(i) for i in ids]
            return {a.country or ("IGO" if a.kind is ActorKind.IGO else a.kind.value) for a in actors}

        if not any(
            kind in (e.event_type, e.plover_type)
            and codes(e.actor_ids) == example.actors
            and codes(e.recipient_ids) == example.recipients
            for e in extract_events(passages, cast, (), document)
        ):
            wrong.append(f"{where}: {example.text}")
    share = 1 - len(wrong) / len(held)
    assert share >= FLOOR, f"{share:.3f} right; wrong: {wrong[:40]}"
