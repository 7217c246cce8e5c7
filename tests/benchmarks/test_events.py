"""The scorer of events: pairs of codes, and gold standard records of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from detente.benchmarks.dyads import Coded, matches, pairs, same
from detente.benchmarks.events import Scores, compare, run, sentences
from detente.benchmarks.options import Options


@pytest.mark.parametrize(
    ("actors", "recipients", "reciprocal", "expected"),
    [
        (["RUS"], ["USA"], False, [("RUS", "USA", False)]),
        (["USA", "RUS", "RUS"], [], False, [("RUS", "USA", True)]),
        (["RUS"], [], True, [("RUS", "", True)]),
        ([], ["IRN"], False, [("", "IRN", False)]),
        (["A", "B"], ["C", "D"], False, [("A", "C", False), ("A", "D", False), ("B", "C", False), ("B", "D", False)]),
        (["C", "A", "B"], [], False, [("A", "B", True), ("A", "C", True), ("B", "C", True)]),
    ],
)
def test_compound_actors_are_taken_apart(actors: list[str], recipients: list[str], reciprocal: bool, expected: list[Any]) -> None:
    assert pairs(actors, recipients, reciprocal) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("A", "B", False), ("A", "B", True), True),
        (("A", "B", False), ("B", "A", False), False),
        (("A", "B", True), ("B", "A", False), True),
        (("A", "", False), ("A", "B", False), False),
    ],
)
def test_reciprocal_pairs_match_either_way(one: Any, other: Any, expected: bool) -> None:
    assert same(one, other) is expected


def test_every_pair_is_matched_once() -> None:
    gold = [(frozenset({"AID"}), ("A", "B", False)), (frozenset({"AID", "YIELD"}), ("A", "B", False))]
    assert matches(gold, [("AID", ("A", "B", False))], True) == 1
    assert matches(gold, [("YIELD", ("A", "B", False)), ("AID", ("A", "B", False))], True) == 2
    assert matches(gold, [("COERCE", ("A", "B", False))], True) == 0
    assert matches(gold, [("COERCE", ("A", "B", False))], False) == 1


def row(*codes: tuple[str, str, str], alternatives: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "text": "Norland and Vell.",
        "gold": [
            {
                "event": event,
                "event_alt": list(alternatives),
                "actor": [{"code": actor}],
                "recipient": [{"code": recipient}],
                "reciprocal": False,
            }
            for event, actor, recipient in codes
        ],
    }


def test_a_record_is_counted_in_every_measure() -> None:
    scores = Scores()
    answer = Coded(frozenset({"AID", "COERCE"}), (("AID", ("NOR", "VEL", False)), ("COERCE", ("NOR", "", False))))
    compare(row(("AID", "NOR", "VEL"), ("REJECT", "VEL", "NOR"), alternatives=("YIELD",)), answer, scores)
    assert {name: (s.right, s.predicted, s.gold) for name, s in scores.measures.items()} == {
        "category": (1, 2, 2),
        "countries": (2, 2, 2),
        "dyad": (1, 2, 2),
        "complete dyad": (1, 1, 2),
        "triple": (1, 2, 2),
    }
    assert {name: (s.right, s.predicted, s.gold) for name, s in scores.types.items()} == {
        "AID": (1, 1, 1),
        "COERCE": (0, 1, 0),
        "REJECT": (0, 0, 1),
    }
    assert len(scores.wrong) == 1


def test_an_alternative_category_is_right() -> None:
    scores = Scores()
    compare(
        row(("AID", "NOR", "VEL"), alternatives=("YIELD",)),
        Coded(frozenset({"YIELD"}), (("YIELD", ("NOR", "VEL", False)),)),
        scores,
    )
    assert scores.measures["category"].f1 == scores.measures["triple"].f1 == 1.0
    assert not scores.wrong


BANK = (
    "# newdoc id = email-0001\n# text = The cake was good.\n1\tThe\n\n"
    "# newdoc id = newsgroup-0001\n# text = Russia attacked Georgia.\n1\tRussia\n\n"
)


def test_sentences_of_the_genres_alone(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu"
    path.write_text(BANK)
    assert list(sentences(path, ("email", "reviews"))) == ["The cake was good."]


def test_the_benchmark_prints_every_line(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "treebank").mkdir()
    record = row(("AID", "DEU", "UKR")) | {"text": "Germany gave Ukraine humanitarian aid.", "date": "20220301"}
    (tmp_path / "events" / "plover-gsr-dev.jsonl").write_text(json.dumps(record) + "\n")
    for bank in ("en_ewt", "en_gum"):
        with gzip.open(tmp_path / "treebank" / f"{bank}-dev.conllu.gz", "wt") as file:
            file.write(BANK)
    lines = list(run(Options(tmp_path, limit=20)))
    assert lines[0].startswith("examples of the frames: 20 for ")
    assert [line.split()[0] for line in lines[1:7]] == ["gold", "category", "countries", "dyad", "complete", "triple"]
    assert lines[-1] == "everyday sentences: 1, with an event 0.00%, with a complete dyad 0.00%"
