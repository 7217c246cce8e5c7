"""The scorer of conditions: marks in sentences, what counts as right, the figures of the tables, and no checkout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.benchmarks import NAMES
from detente.benchmarks.conditions import Told, judged, read_sentences, read_table, run
from detente.benchmarks.options import Options, table_folder
from detente.engines import Setup
from detente.errors import BadInput
from detente.records import Actor, ActorKind, Condition, ConditionKind, Reading

TABLE = """# sentence, kind, antecedent, consequent, due on
[If] {Chad pays}, <Mali leaves>.\tif\tTCD\tMLI\t-
Chad asked if Mali paid.\t-\t-\t-\t-
Under the pact {Mali will pay} [by May 3].\tterm\tMLI\t-\t2020-05-03
"""
SENTENCE = "If Chad pays, Mali leaves."
OURS = Condition(
    "c1", "s0", 0, 25, SENTENCE[:25], "if", ConditionKind.IF, 3, 12, "Chad pays", 14, 25, "Mali leaves", ("TCD",), ("MLI",)
)  # fmt: skip
ACTORS = tuple(Actor(a, a, ActorKind.STATE, a) for a in ("TCD", "MLI", "NER"))
TOLD = Told("if", (3, 12), (14, 25), frozenset({"TCD"}), frozenset({"MLI"}), None)


def reading(*conditions: Condition) -> Reading:
    return Reading("s0", actors=ACTORS, conditions=conditions)


def test_it_is_a_benchmark() -> None:
    assert "conditions" in NAMES


def test_marks_become_spans(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(TABLE)
    (first, (told,)), (_, trap), (text, (term,)) = read_table(path)
    assert (first, told) == (SENTENCE, TOLD)
    assert trap == ()
    assert text[slice(*term.antecedent)] == "Mali will pay"
    assert (term.consequent, term.due) == (None, date(2020, 5, 3))


def test_a_right_condition() -> None:
    scores = judged([(SENTENCE, (TOLD,))], [reading(OURS)])
    assert (scores.found.f1, scores.actors.f1, scores.overlaps, scores.wrong) == (1.0, 1.0, [1.0, 1.0], [])


@pytest.mark.parametrize(
    ("ours", "f1", "actors"),
    [
        ([], 0.0, 0.0),
        ([replace(OURS, kind=ConditionKind.UNLESS)], 0.0, 0.0),
        ([OURS, replace(OURS, condition_id="c2")], 2 / 3, 1.0),
        ([replace(OURS, antecedent_actor_ids=("NER",))], 1.0, 0.5),
    ],
)
def test_wrong_conditions_cost(ours: list[Condition], f1: float, actors: float) -> None:
    scores = judged([(SENTENCE, (TOLD,))], [reading(*ours)])
    assert scores.found.f1 == pytest.approx(f1)
    assert scores.actors.f1 == pytest.approx(actors)
    assert scores.wrong


def test_spans_are_compared_by_words() -> None:
    scores = judged([(SENTENCE, (TOLD,))], [reading(replace(OURS, consequent_start=19, consequent="leaves"))])
    assert scores.overlaps == [1.0, 0.5]


def test_a_wrong_due_date_is_not_right() -> None:
    told = replace(TOLD, due=date(2020, 5, 3))
    scores = judged([(SENTENCE, (told,))], [reading(replace(OURS, due_on=date(2020, 5, 4)))])
    assert (scores.due.right, scores.due.predicted, scores.due.gold) == (0, 1, 1)


def test_outside_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="run this in a checkout"):
        next(run(Options()))


@pytest.mark.parametrize(
    ("name", "kind", "spans", "actors"),
    [("conditions", 0.95, 0.95, 0.9), ("conditions_held", 0.9, 0.95, 0.9), ("conditions_fresh", 0.9, 0.95, 0.85)],
)
def test_the_tables_hold(name: str, kind: float, spans: float, actors: float) -> None:
    rows = list(read_table(table_folder() / f"{name}.tsv"))
    scores = judged(rows, read_sentences(Setup().reader(), [text for text, _ in rows]))
    assert scores.found.f1 >= kind, scores.wrong
    assert sum(scores.overlaps) / len(scores.overlaps) >= spans
    assert scores.actors.f1 >= actors
    assert scores.due.f1 >= 0.9
