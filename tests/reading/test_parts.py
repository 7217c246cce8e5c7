"""Which part a mention plays in an event, and the curriculum that teaches it."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import Passage
from detente.reading.participants import Stage
from detente.reading.parts import ACTOR, RECIPIENT, cast_parts, is_in_adverbial_clause, players, way, weights
from detente.records import Block, BlockRole

TRAINING = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture(scope="module")
def curriculum() -> ModuleType:
    spec = importlib.util.spec_from_file_location("curriculum", TRAINING / "curriculum.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["curriculum"] = module
    spec.loader.exec_module(module)
    return module


def staged(nlp, text):
    passage = Passage("d", Block(0, len(text), BlockRole.BODY), nlp(text), text)
    cast = cast_passages([passage], Registry.load(), date(2016, 3, 2))
    return passage.doc, Stage(cast, 0)


def test_chances_are_chances():
    chances = weights().chances(["rule=A", "no such feature"])
    assert sum(chances) == pytest.approx(1)
    assert chances[ACTOR] > weights().chances(["no such feature"])[ACTOR]


def test_the_way_goes_up_and_down(nlp):
    doc, _ = staged(nlp, "The French envoy met the Iranian minister in Oslo.")
    words = [t.text for t in doc]
    met, envoy = doc[words.index("met")], doc[words.index("envoy")]
    assert way(envoy, met) == (["nsubj"], [])
    assert way(doc[words.index("French")], met) == (["amod", "nsubj"], [])
    assert way(met, envoy) == ([], ["nsubj"])


def test_who_stands_in_a_clause_of_his_own(nlp):
    doc, _ = staged(nlp, "If Iran attacked Israel, the United States would impose sanctions.")
    words = [t.text for t in doc]
    impose = doc[words.index("impose")]
    assert is_in_adverbial_clause(doc[words.index("Iran")], impose)
    assert not is_in_adverbial_clause(doc[words.index("States")], impose)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "parts"),
    [
        ("Russia accused Turkey of shelling Syria, Norway said.", "accused", "ACCUSE", {"Russia": ACTOR, "Turkey": RECIPIENT}),
        ("Moscow's seizure of two Japanese trawlers angered Tokyo.", "seizure", "COERCE", {"Moscow": ACTOR}),
        ("Turkey was condemned by Greece on Friday.", "condemned", "ACCUSE", {"Turkey": RECIPIENT, "Greece": ACTOR}),
    ],
)  # fmt: skip
def test_parts(nlp, text, trigger, kind, parts):
    doc, stage = staged(nlp, text)
    at = next(t for t in doc if t.text == trigger)
    here = players(at.sent, stage)
    chances = cast_parts(at, kind, here, ([], []), stage)
    found = {doc[p.means[0].start].text: c.index(max(c)) for p, c in zip(here, chances, strict=True)}
    assert {name: found.get(name) for name in parts} == parts


def test_the_curriculum_is_large_and_readable(curriculum):
    items = list(curriculum.read())
    texts = [item.text for item in items]
    assert len(items) >= 2000
    assert len(set(texts)) == len(texts)
    kinds = {event.event_type for item in items for event in item.events}
    assert len(kinds) == 16
    assert sum(not item.events for item in items) >= 0.08 * len(items)
    for item in items:
        for event in item.events:
            for start, end in (event.trigger, *event.actors, *event.recipients):
                assert 0 <= start < end <= len(item.text)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("CONSULT actual met Oslo > Riga", "no event"),
        ("CONSULT actual [met] Oslo > Paris", "not in the sentence: Paris"),
        ("CONSULT actual [met] Oslo#2 > Riga", "not in the sentence: Oslo#2"),
    ],
)
def test_a_mark_that_cannot_be_read_is_told(curriculum, line, message):
    with pytest.raises(ValueError, match=message):
        curriculum.marked("Oslo met Riga.", line)


def test_marks_are_places(curriculum):
    found = curriculum.marked("Oslo met Riga and Bonn, and Oslo paid.", "AID/x actual [paid] Oslo#2 > Riga + Bonn")
    assert (found.event_type, found.mode, found.reciprocal) == ("AID", "x", False)
    assert found.actors == ((28, 32),)
    assert len(found.recipients) == 2
