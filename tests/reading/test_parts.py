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
from detente.reading import linear
from detente.reading.participants import Stage
from detente.reading.parts import cast_parts, choose, features, players, slots_rule, way
from detente.records import Block, BlockRole

LOOKS = linear.load("parts.npz"), linear.load("company.npz")
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


def test_the_way_goes_up_and_down(nlp):
    doc, _ = staged(nlp, "The French envoy met the Iranian minister in Oslo.")
    words = [t.text for t in doc]
    met, envoy = doc[words.index("met")], doc[words.index("envoy")]
    assert way(envoy, met) == (["nsubj"], [])
    assert way(doc[words.index("French")], met) == (["amod", "nsubj"], [])
    assert way(met, envoy) == ([], ["nsubj"])


def test_who_is_a_player(nlp):
    doc, stage = staged(nlp, "Turkey and Greek envoys met Ana Lucía Mora in Mali on Monday.")
    here = players(doc[:], stage)
    assert [(p.kind, p.country) for p in here if p.country] == [("state", "TUR"), ("organ", "GRC"), ("state", "MLI")]
    assert [p.place[0] for p in here] == sorted(p.place[0] for p in here)
    mali = here[-1]
    assert "place=True" in mali.plain
    assert "mk=in" in mali.plain


def at(doc, word):
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "player", "wanted"),
    [
        ("Peru attacked Chile.", "attacked", "ASSAULT", "Peru",
         {"dep=nsubj", "p=nsubj|", "side=<", "rk=first", "kind=state", "Vact&side=<", "ASSAULT&side=<", "d=1", "tot=2"}),
        ("Peru attacked Chile.", "attacked", "ASSAULT", "Chile", {"p=obj|", "side=>", "rk=second", "lem=attack&top=obj"}),
        ("Chile was attacked by Peru.", "attacked", "ASSAULT", "Peru", {"mk2=by", "Vpas&side=>", "Vpas&p=obl|"}),
        ("Peru's attack on Chile failed.", "attack", "ASSAULT", "Chile", {"mk2=on", "Nact&p=nmod|", "p=nmod|"}),
        ("If Peru attacked Chile, Norway would leave.", "leave", "RETREAT", "Chile", {"p=obj^advcl|", "top=advcl", "btw=1"}),
    ],
)  # fmt: skip
def test_features(nlp, text, trigger, kind, player, wanted):
    doc, stage = staged(nlp, text)
    here = players(doc[:], stage)
    told = features(at(doc, trigger), kind, here, None, stage)
    place = next(i for i, p in enumerate(here) if p.head.text == player)
    assert wanted - set(told[place]) == set()
    assert "rule=norule" in told[place]


def test_the_frames_own_slots_are_told(nlp):
    doc, stage = staged(nlp, "Peru attacked Chile, Norway said.")
    here = players(doc[:], stage)
    slots = (list(here[0].means), list(here[1].means))
    assert [slots_rule(p, slots) for p in here] == ["A", "R", "no"]
    told = features(at(doc, "attacked"), "ASSAULT", here, slots, stage)
    assert ["rule=A" in told[0], "rule=R" in told[1], "rule=no" in told[2]] == [True] * 3


def countries(side, stage):
    return {stage.country(a) for a in side}


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actors", "recipients"),
    [
        ("Russia accused Turkey of shelling Syria, Norway said.", "accused", "ACCUSE", {"RUS"}, {"TUR"}),
        ("Moscow's seizure of two Japanese trawlers angered Tokyo.", "seizure", "COERCE", {"RUS"}, {"JPN"}),
        ("Turkey was condemned by Greece on Friday.", "condemned", "ACCUSE", {"GRC"}, {"TUR"}),
        ("Chad and Sudan attacked Mali.", "attacked", "ASSAULT", {"TCD", "SDN"}, {"MLI"}),
        ("Norway sent aid to Peru, Sweden said.", "sent", "AID", {"NOR"}, {"PER"}),
        ("Iran wants to attack Israel.", "attack", "ASSAULT", {"IRN"}, {"ISR"}),
        ("Pakistan said that India had attacked China.", "attacked", "ASSAULT", {"IND"}, {"CHN"}),
    ],
)
def test_parts(nlp, text, trigger, kind, actors, recipients):
    """By what was learned alone: no frame is said to fit."""
    doc, stage = staged(nlp, text)
    word = at(doc, trigger)
    cast = cast_parts(word, kind, players(word.sent, stage), None, stage, LOOKS)
    assert (countries(cast.actors, stage), countries(cast.recipients, stage)) == (actors, recipients)
    assert 0.35 < cast.least <= 1


def test_talks_between_two_are_of_these_two(nlp):
    doc, stage = staged(nlp, "Norway praised the talks between Chad and Sudan.")
    word = at(doc, "talks")
    cast = cast_parts(word, "CONSULT", players(doc[:], stage), None, stage, LOOKS)
    assert countries([*cast.actors, *cast.recipients], stage) <= {"TCD", "SDN"}


SURE, FAINT = 0.9, 0.45


@pytest.mark.parametrize(
    ("text", "chances", "actors", "recipients", "rest"),
    [
        ("Peru attacked Chile.", ((0, SURE, 0.1), (0, 0.2, 0.8)), {"PER"}, {"CHL"}, (0.8, 0.0)),
        ("Peru attacked Chile.", ((0, SURE, 0.1), (0.7, 0.0, 0.3)), {"PER"}, set(), (SURE, 0.3)),
        ("Peru met Chile and Norway.", ((1, 0, 0), (0, SURE, 0), (0, FAINT, 0)), {"CHL", "NOR"}, set(), (FAINT, 0.0)),
        ("Peru met Chile in Norway.", ((0, SURE, 0), (1, 0, 0), (0, FAINT, 0)), {"PER"}, set(), (SURE, 0.0)),
        ("Peru met Chile in Norway.", ((0, SURE, 0), (1, 0, 0), (0, 0.65, 0)), {"PER", "NOR"}, set(), (0.65, 0.0)),
        ("Peru met Peru.", ((0, FAINT, 0), (0, 0, SURE)), set(), {"PER"}, (SURE, 0.0)),
        ("Peru attacked Chile.", ((1, 0, 0), (0.65, 0.35, 0)), set(), set(), (0.0, 0.35)),
    ],
)
def test_who_is_chosen(nlp, text, chances, actors, recipients, rest):
    doc, stage = staged(nlp, text)
    here = players(doc[:], stage)
    assert len(here) == len(chances)
    cast = choose(here, chances)
    assert (countries(cast.actors, stage), countries(cast.recipients, stage)) == (actors, recipients)
    assert (cast.least, cast.rival) == rest


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The foreign ministers of Peru, Chile and Norway met on Monday.", {"PER", "CHL", "NOR"}),
        ("Officials from Peru, Chile and Norway met on Monday.", {"PER", "CHL", "NOR"}),
    ],
)
def test_all_whom_one_noun_means_play_one_part(nlp, text, wanted):
    doc, stage = staged(nlp, text)
    here = players(doc[:], stage)
    cast = choose(here, [(0.0, SURE, 0.0), *[(0.9, 0.05, 0.05)] * (len(here) - 1)])
    assert countries(cast.actors, stage) == wanted
    assert not cast.recipients


def test_who_is_faintly_likely_is_kept_in_mind(nlp):
    doc, stage = staged(nlp, "Peru fired shells, an envoy of Chile said.")
    here = players(doc[:], stage)
    none = [(1.0, 0.0, 0.0)] * (len(here) - 2)
    kept = choose(here, [(0.1, 0.9, 0.0), *none, (0.7, 0.0, 0.3)])
    assert kept.maybe in here[-1].means
    assert choose(here, [(0.1, 0.9, 0.0), *none, (0.9, 0.0, 0.1)]).maybe is None


def test_a_state_that_says_whose_another_is_takes_no_part_itself(nlp):
    doc, stage = staged(nlp, "German chancellor Angela Merkel met Peru.")
    german, merkel, peru = here = players(doc[:], stage)
    cast = choose(here, [(0.0, SURE, 0.0), (0.0, 0.7, 0.0), (0.0, 0.0, SURE)])
    assert [a.actor_id for a in cast.actors] == ["angela-merkel"]
    cast = choose([german, peru], [(0.0, SURE, 0.0), (0.0, 0.0, SURE)])
    assert countries(cast.actors, stage) == {"DEU"}
    assert merkel.country == "DEU"


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
