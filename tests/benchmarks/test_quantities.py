"""The scorer of quantities: cells of a table, what counts as right, the figures of the tables, and no checkout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.benchmarks import NAMES
from detente.benchmarks.conditions import read_sentences
from detente.benchmarks.options import Options, table_folder
from detente.benchmarks.quantities import Told, is_same_item, judged, read_table, run
from detente.engines import Setup
from detente.errors import BadInput
from detente.records import Actor, ActorKind, Quantity, Reading

SENTENCE = "Chad has 40 tanks."
OURS = Quantity("q1", "s0", 9, 17, "40 tanks", 40.0, "tanks", actor_ids=("TCD",))
TOLD = Told(40.0, None, False, None, "tanks", frozenset({"TCD"}))


def reading(*quantities: Quantity) -> Reading:
    return Reading("s0", actors=(Actor("TCD", "Chad", ActorKind.STATE, "TCD"),), quantities=quantities)


def test_it_is_a_benchmark() -> None:
    assert "quantities" in NAMES


def test_cells_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("# head\nChad has 40 tanks.\t40 | - | tanks | TCD\nIt cost $2 to $3.\t2..3~ | USD | - | -\nNothing.\t-\n")
    assert list(read_table(path)) == [
        (SENTENCE, (TOLD,)),
        ("It cost $2 to $3.", (Told(2.0, 3.0, True, "USD", "", frozenset()),)),
        ("Nothing.", ()),
    ]


def test_a_right_quantity() -> None:
    scores = judged([(SENTENCE, (TOLD,))], [reading(OURS)])
    assert (scores.found.f1, scores.whole, scores.hedged, scores.owned, scores.wrong) == (1.0, 1, 1, 1, [])


@pytest.mark.parametrize(
    ("ours", "figures"),
    [
        ([], (0.0, 0, 0, 0)),
        ([OURS, replace(OURS, value=4.0)], (2 / 3, 1, 1, 1)),
        ([replace(OURS, unit="km")], (1.0, 0, 1, 1)),
        ([replace(OURS, value_high=50.0)], (1.0, 0, 1, 1)),
        ([replace(OURS, item="ships")], (1.0, 0, 1, 1)),
        ([replace(OURS, approximate=True)], (1.0, 1, 0, 1)),
        ([replace(OURS, actor_ids=())], (1.0, 1, 1, 0)),
    ],
)
def test_wrong_quantities_cost(ours: list[Quantity], figures: tuple[float, int, int, int]) -> None:
    scores = judged([(SENTENCE, (TOLD,))], [reading(*ours)])
    assert (scores.found.f1, scores.whole, scores.hedged, scores.owned) == pytest.approx(figures)
    assert scores.wrong


@pytest.mark.parametrize(
    ("ours", "told", "same"),
    [("the tanks", "tanks", True), ("old grey ships", "ships", False), ("", "", True), ("ships", "", False)],
)
def test_items(ours: str, told: str, same: bool) -> None:
    assert is_same_item(ours, told) is same


def test_outside_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="run this in a checkout"):
        next(run(Options()))


@pytest.mark.parametrize("name", ["quantities", "quantities_held", "quantities_fresh"])
def test_the_tables_hold(name: str) -> None:
    rows = list(read_table(table_folder() / f"{name}.tsv"))
    scores = judged(rows, read_sentences(Setup().reader(), [text for text, _ in rows]))
    assert scores.found.f1 >= 0.93, scores.wrong
    assert scores.whole / scores.found.right >= 0.9
    assert scores.owned / scores.found.right >= 0.85
