"""The frame files load, are complete, and read their own examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from spacy.language import Language

from detente.actors.cast import Cast
from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import Passage, parse
from detente.reading import plover
from detente.reading.candidate import Candidate
from detente.reading.coding import trials_of
from detente.reading.events import extract_events
from detente.reading.frames import Example, FrameError, _example, _frames_of, _objects, classes, lexicon
from detente.reading.locals import populated
from detente.reading.participants import Stage
from detente.reading.words import noun_forms, verb_forms
from detente.records import ActorKind, Block, BlockRole, Document, EventType, Modality

MATCHED, CODED = 0.90, 0.80
SAMPLE = 400


def test_every_type_has_frames_and_there_are_many() -> None:
    held = Counter(frame.event_type for frame in lexicon().frames)
    assert set(held) == set(EventType)
    assert sum(held.values()) >= 2500
    assert min(held.values()) >= 100


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


def test_lists_of_nouns_are_for_frames_alone() -> None:
    """The other readers know the classes; the long lists of persons and authorities only tell frames what their objects are."""
    assert _objects(["$person"], "file.yaml") >= {"nurse", "trawlerman", "blogger"}
    assert "person" not in classes()


def test_a_complement_is_read() -> None:
    (frame,) = _frames_of(
        {"type": "ACCUSE"}, {"verbs": ["hold"], "clause": "complement", "complement": ["responsible"]}, "file.yaml"
    )
    assert frame.complement == {"responsible"}
    asking = [f for f in lexicon().frames if f.clause == "complement"]
    assert asking
    assert all(f.complement for f in asking)


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


@dataclass(frozen=True)
class Read:
    """A frame's example, as the product reads it."""

    where: str
    kind: EventType
    example: Example
    document: Document
    passages: list[Passage]
    cast: Cast

    def is_meant(self, actors: Iterable[str], recipients: Iterable[str]) -> bool:
        """Whether these actors are the countries that the example names."""
        return self._codes(actors) == self.example.actors and self._codes(recipients) == self.example.recipients

    def _codes(self, ids: Iterable[str]) -> set[str]:
        actors = [self.cast.actors.get(i) or Registry.load().get(i) for i in ids]
        return {a.country or ("IGO" if a.kind is ActorKind.IGO else a.kind.value) for a in actors}


@pytest.fixture(scope="module")
def examples(nlp: Language) -> list[Read]:
    listed, on = lexicon().examples, date(2020, 6, 15)
    documents = [
        Document(f"e{i}", "test", e.text, "", (Block(0, len(e.text), BlockRole.BODY),), published=on)
        for i, (_, _, e) in enumerate(listed)
    ]
    return [
        Read(where, kind, example, document, passages, cast_passages(passages, Registry.load(), on))
        for (where, kind, example), (document, passages) in zip(listed, parse(documents, nlp), strict=True)
    ]


def matched(read: Read) -> Iterator[Candidate]:
    """What the frames alone find in an example, once acts are folded into what governs them; all their words are tried."""
    stage = Stage(populated(read.passages, read.cast, read.document.published), 0)
    for sentence in read.passages[0].doc.sents:
        for trial in trials_of(sentence, stage, lexicon(), frozenset()).words:
            if trial.candidate is not None and trial.kept:
                yield trial.candidate


def test_frames_match_their_examples(examples: list[Read]) -> None:
    """Type and roles by the frame's own slots, before what was learned decides what is coded."""
    wrong = [
        f"{read.where}: {read.example.text}"
        for read in examples
        if not any(
            candidate.event_type is read.kind
            and read.is_meant((a.actor_id for a in candidate.actors), (a.actor_id for a in candidate.recipients))
            for candidate in matched(read)
        )
    ]
    share = 1 - len(wrong) / len(examples)
    assert share >= MATCHED, f"{share:.3f} matched; wrong: {wrong[:40]}"


def test_examples_are_coded_as_meant(examples: list[Read]) -> None:
    """What the whole coder makes of one example in so many: a sample of 400, always the same."""
    sample = examples[:: len(examples) // SAMPLE][:SAMPLE]
    assert len(sample) == SAMPLE
    wrong = [
        f"{read.where}: {read.example.text}"
        for read in sample
        if not any(
            read.kind in (event.event_type, event.plover_type) and read.is_meant(event.actor_ids, event.recipient_ids)
            for event in extract_events(read.passages, read.cast, (), read.document)
        )
    ]
    share = 1 - len(wrong) / len(sample)
    assert share >= CODED, f"{share:.3f} right; wrong: {wrong[:40]}"
