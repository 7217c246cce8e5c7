"""What is promised, asked or refused, folded into what governs it; and acts that adjectives, auxiliaries and phases tell."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from detente.actors.cast import Appearance
from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import parse
from detente.reading.adjectives import adjectives
from detente.reading.candidate import Candidate
from detente.reading.embedding import fold, governs
from detente.reading.frames import Frame
from detente.reading.modality import judge
from detente.reading.outlooks import refusals, threats
from detente.reading.participants import Stage
from detente.reading.phases import phases
from detente.reading.restating import restated
from detente.reading.words import load_yaml
from detente.records import Block, BlockRole, Document, EventType, Mention, MentionForm, Modality

ON = date(2016, 3, 2)
EXAMPLES = [e for entry in load_yaml("adjectives.yaml")["adjectives"] for e in entry["examples"]]


def _stage(nlp: Language, text: str) -> tuple[Doc, Stage]:
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),), published=ON)
    ((_, passages),) = parse([document], nlp)
    return passages[0].doc, Stage(cast_passages(passages, Registry.load(), ON), 0)


def _party(name: str) -> Appearance:
    return Appearance(Mention("", 0, 1, name, name, MentionForm.METONYM, 0.8), 0, 0, 1, 0)


def _candidate(
    doc: Doc, word: str, kind: EventType, sides: tuple[list[str], list[str]] = ([], []), needs: str = "either"
) -> Candidate:
    trigger = next(t for t in doc if t.text == word)
    frame = Frame(kind, word, trigger.pos_ == "NOUN", ("subject",), (), needs=needs)
    return Candidate(frame, trigger, None, [_party(n) for n in sides[0]], [_party(n) for n in sides[1]])


def _codes(found: list[Appearance], stage: Stage) -> set[str]:
    return {stage.country(a) or a.actor_id for a in found}


@pytest.mark.parametrize("example", EXAMPLES)
def test_adjectives_read_their_own_examples(nlp: Language, example: str) -> None:
    text, _, roles = example.rpartition(" = ")
    kind, _, parties = roles.partition(" ")
    actors, _, recipients = parties.partition(" > ")
    doc, stage = _stage(nlp, text)
    (told,) = adjectives(doc[:], stage, [])
    assert (str(told.event_type), _codes(told.actors, stage), _codes(told.recipients, stage)) == (kind, {actors}, {recipients})


def test_an_adjective_without_its_complement_tells_nothing(nlp: Language) -> None:
    for text in (
        "Kenya is ready.",
        "The Kenyan dinner is ready.",
        "The ready answer of Kenya came late.",
        "Kenya is open on Sundays.",
    ):
        doc, stage = _stage(nlp, text)
        assert adjectives(doc[:], stage, []) == []


@pytest.mark.parametrize(
    ("text", "verb", "actor"),
    [
        ("Spain will not extradite the singer.", "extradite", "ESP"),
        ("Kenya would never recognise the border.", "recognise", "KEN"),
        ("Slovakia is not going to supply more guns to Ukraine.", "supply", "SVK"),
    ],
)
def test_what_a_party_will_not_do_it_refuses(nlp: Language, text: str, verb: str, actor: str) -> None:
    doc, stage = _stage(nlp, text)
    (told,) = refusals(doc[:], stage, [])
    assert (told.event_type, told.trigger.text, _codes(told.actors, stage)) == (EventType.REJECT, verb, {actor})
    assert judge(told.teller or told.trigger).modality is Modality.ACTUAL


def test_an_intention_denied_is_a_refusal(nlp: Language) -> None:
    doc, stage = _stage(nlp, "Mauritius has no intention of leasing the island.")
    assert [(c.event_type, c.trigger.text) for c in refusals(doc[:], stage, [])] == [(EventType.REJECT, "leasing")]
    doc, stage = _stage(nlp, "Mauritius has every intention of leasing the island.")
    assert refusals(doc[:], stage, []) == []


def test_hostile_acts_that_will_not_be_done_are_no_refusals(nlp: Language) -> None:
    doc, stage = _stage(nlp, "Russia will not attack Georgia.")
    assert refusals(doc[:], stage, [_candidate(doc, "attack", EventType.ASSAULT)]) == []
    doc, stage = _stage(nlp, "Spain did not extradite the singer. Germany will not win.")
    assert refusals(doc[:], stage, []) == []


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Iran vowed to retaliate against Israel.", "vowed", "IRN"),
        ("Turkey warned that it would attack Syria.", "warned", "TUR"),
        ("France said it would punish Mali.", "punish", "FRA"),
        ("Ethiopia said it would invade Eritrea if the road were closed.", "invade", "ETH"),
    ],
)
def test_threats(nlp: Language, text: str, trigger: str, actor: str) -> None:
    doc, stage = _stage(nlp, text)
    (told,) = threats(doc[:], stage, [])
    assert (told.event_type, told.trigger.text, _codes(told.actors, stage)) == (EventType.THREATEN, trigger, {actor})


@pytest.mark.parametrize(
    "text",
    [
        "Kenya warned that Ethiopia would attack Somalia.",
        "Iran vowed not to attack Israel.",
        "Turkey attacked Syria, as it had vowed.",
        "Chad promised Sudan money after Libya had attacked it.",
        "If Iran attacked Israel, the world would suffer.",
        "If Iran attacked Israel, Turkey would invade Iran.",
        "Oman said that Turkey would invade Iran.",
    ],
)
def test_no_threats(nlp: Language, text: str) -> None:
    doc, stage = _stage(nlp, text)
    assert threats(doc[:], stage, []) == []


@pytest.mark.parametrize(
    ("text", "inner", "kind", "wanted", "trigger"),
    [
        ("Libya stopped shelling Tunisia.", "shelling", EventType.ASSAULT, EventType.RETREAT, "stopped"),
        ("Italy stopped training the Libyan coastguard.", "training", EventType.AID, EventType.SANCTION, "stopped"),
        ("Slovakia no longer sends guns to Ukraine.", "sends", EventType.AID, EventType.SANCTION, "sends"),
    ],
)
def test_acts_that_end(nlp: Language, text: str, inner: str, kind: EventType, wanted: EventType, trigger: str) -> None:
    doc, stage = _stage(nlp, text)
    (told,) = phases(doc[:], stage, [_candidate(doc, inner, kind)])
    assert (told.event_type, told.trigger.text) == (wanted, trigger)
    assert judge(told.teller or told.trigger).modality is Modality.ACTUAL


def test_acts_that_go_on_do_not_end(nlp: Language) -> None:
    doc, stage = _stage(nlp, "Libya kept shelling Tunisia and sends it no longer letters of regret.")
    assert phases(doc[:], stage, [_candidate(doc, "shelling", EventType.ASSAULT)]) == []


def test_what_is_restated_takes_the_place_of_what_frames_found(nlp: Language) -> None:
    doc, stage = _stage(nlp, "Spain will not extradite the singer to Chad.")
    (told,) = restated([_candidate(doc, "extradite", EventType.COOPERATE, (["ESP"], ["TCD"]))], doc[:], stage)
    assert (told.event_type, [a.actor_id for a in told.recipients]) == (EventType.REJECT, ["TCD"])


def test_a_promise_stays_where_what_is_promised_is_not_complete(nlp: Language) -> None:
    doc, _ = _stage(nlp, "Kenya agreed to provide shelter to Sudan.")
    promise = _candidate(doc, "agreed", EventType.AGREE, (["KEN"], []))
    whole = _candidate(doc, "provide", EventType.AID, ([], ["SDN"]), needs="both")
    assert [c.trigger.text for c in fold([promise, whole])] == ["provide"]
    part = _candidate(doc, "provide", EventType.AID, ([], []), needs="both")
    assert [c.trigger.text for c in fold([promise, part])] == ["agreed", "provide"]


def test_giving_up_what_was_agreed_is_told_by_the_agreement(nlp: Language) -> None:
    doc, _ = _stage(nlp, "Kenya agreed to release the Sudanese pilot.")
    told = fold(
        [_candidate(doc, "agreed", EventType.AGREE, (["KEN"], [])), _candidate(doc, "release", EventType.RETREAT, ([], ["SDN"]))]
    )
    assert [(c.trigger.text, [a.actor_id for a in c.recipients]) for c in told] == [("agreed", ["SDN"])]


def test_comments_and_terms_are_not_governed(nlp: Language) -> None:
    doc, _ = _stage(nlp, "Djibouti would not let the tanker dock, Egypt complained.")
    assert not governs(_candidate(doc, "let", EventType.REJECT), _candidate(doc, "complained", EventType.ACCUSE))
    doc, _ = _stage(nlp, "Chad agreed to return on condition that Sudan withdraws its troops.")
    assert not governs(_candidate(doc, "agreed", EventType.AGREE), _candidate(doc, "withdraws", EventType.RETREAT))


def test_odd_input_tells_nothing_and_raises_nothing(nlp: Language) -> None:
    for text in ("will not " * 60, "ready to " * 60, "Russia " * 80, "vowed ,,, to ((( attack", "no longer", "Kenya will not"):
        doc, stage = _stage(nlp, text)
        for sentence in doc.sents:
            restated([], sentence, stage)
