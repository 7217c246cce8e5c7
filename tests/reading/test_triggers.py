"""What is said of a word that can tell an act, and what was learned from it."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import Passage
from detente.reading.coding import idle_words, models, trials_of
from detente.reading.frames import lexicon
from detente.reading.participants import Stage
from detente.reading.triggers import Trial, kind_of, word_classes
from detente.records import Block, BlockRole, EventType


def trials(nlp: Language, text: str, idle: frozenset[str] | None = None) -> dict[str, Trial]:
    """The words of one sentence that can tell an act."""
    passage = Passage("d", Block(0, len(text), BlockRole.BODY), nlp(text), text)
    stage = Stage(cast_passages([passage], Registry.load(), date(2016, 3, 2)), 0)
    return {t.token.text: t for t in trials_of(passage.doc[:], stage, lexicon(), idle).words}


def test_the_labels_are_plovers_types_and_none() -> None:
    assert set(models().triggers.labels) == {*(str(kind) for kind in EventType), "none"}


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        (
            "Peru did not attack Chile on Monday.",
            "attack",
            {"w=attack", "w=attack/V", "tag=VB", "dep=ROOT", "aux=did", "not", "s=@state", "o=@state", "s@True", "o@True",
             "nsubj=peru", "obj=chile", "prep=on", "left=1", "right=1", "V&left=1&right=1", "passive=False"},
        ),
        ("Two Peruvian miners were arrested by Chile.", "arrested", {"passive=True", "aux:pass=were", "prep=by"}),
        ("Norway wants to visit Peru.", "visit", {"dep=xcomp", "up=want", "up=xcomp:want", "mark=to", "uptag=xcomp:VB"}),
        ("Norway attacked diseases in Peru.", "attacked", {"o=disease", "w=attack&o=disease", "s=@state"}),
        ("Norway's invasion of Peru ended.", "invasion", {"w=invasion/N", "N&dep=nsubj", "nmod:poss=norway", "prep=of:peru"}),
        ("Norway withdrew its troops and condemned Peru.", "withdrew", {"conj>=condemn", "conj>ACCUSE", "obj=troop"}),
    ],
)  # fmt: skip
def test_features(nlp: Language, text: str, word: str, wanted: set[str]) -> None:
    assert wanted - set(trials(nlp, text, frozenset())[word].features) == set()


def test_the_frame_that_fits_is_said(nlp: Language) -> None:
    trial = trials(nlp, "Peru attacked Chile.")["attacked"]
    assert (trial.kept, trial.complete, trial.first) == (True, True, "ASSAULT")
    assert {"fit=ASSAULT", "fit=ASSAULT&V", "fit=ASSAULT&complete", "first=ASSAULT&kept", "can=ASSAULT"} <= set(trial.features)
    assert any(name.startswith("frame=ASSAULT/") for name in trial.features)


def test_what_fits_no_frame_says_so(nlp: Language) -> None:
    trial = trials(nlp, "Norway's aid workers met a deadline.", frozenset())["met"]
    assert trial.candidate is None
    assert {"fit=-", "first=&dropped", "fit=-&open"} <= set(trial.features)
    assert "can=CONSULT" in trial.features


def test_an_act_that_a_threat_governs_is_folded_and_told(nlp: Language) -> None:
    found = trials(nlp, "Peru threatened to attack Chile.")
    assert (found["threatened"].kept, found["attack"].kept) == (True, False)
    assert found["attack"].first == "ASSAULT"
    assert {"first=ASSAULT&dropped", "upt=xcomp:THREATEN"} <= set(found["attack"].features)
    assert "xcomp>ASSAULT" in found["threatened"].features


def test_where_nobody_is_on_stage_nothing_is_tried(nlp: Language) -> None:
    assert trials(nlp, "They attacked the problem and met at five.") == {}


def test_idle_words_are_not_tried(nlp: Language) -> None:
    text = "Peru attacked Chile."
    assert set(trials(nlp, text)) == {"attacked"}
    assert trials(nlp, text, frozenset({"attack/V"})) == {}
    assert set(trials(nlp, text, frozenset({"attack/N"}))) == {"attacked"}


def test_idle_words_have_a_kind_and_tell_no_plain_act() -> None:
    assert len(idle_words()) > 50
    assert all(word[-2:] in {"/N", "/V"} for word in idle_words())
    assert idle_words().isdisjoint({"attack/V", "invade/V", "accuse/V", "visit/V", "sanction/N", "condemn/V", "arrest/V"})


@pytest.mark.parametrize(("tag", "kind"), [("NN", "N"), ("NNPS", "N"), ("VBD", "V"), ("JJ", "V"), ("", "V")])
def test_kinds(tag: str, kind: str) -> None:
    assert kind_of(tag) == kind


def test_classes_of_a_noun() -> None:
    assert "talks" in word_classes()["summit"]


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Peruvian jets bombed Chile.", "bombed", "ASSAULT"),
        ("Peru accused Chile of lying.", "accused", "ACCUSE"),
        ("Norway sent food aid to Peru.", "sent", "AID"),
        ("The presidents of Peru and Chile held talks.", "held", "CONSULT"),
        ("The Norwegian minister met expectations.", "met", "none"),
        ("Norway's aid workers met a deadline.", "met", "none"),
    ],
)
def test_what_was_learned(nlp: Language, text: str, word: str, kind: str) -> None:
    known = models().triggers
    chances = known.chances(trials(nlp, text, frozenset())[word].features)
    assert known.labels[chances.index(max(chances))] == kind
