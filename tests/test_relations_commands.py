"""`detente relations`, `timeline` and the network export as a user types them, on a ledger that was read from texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx
import pytest
from typer.testing import CliRunner

from detente.cli import app
from detente.errors import DetenteError

TEXTS = {
    "a.txt": (
        "Helicopters for Kabul\n\nMarch 2, 2016 - Russia has delivered four helicopters to the Afghan government. Russian "
        "diplomats met Afghan officials in Moscow on Monday."
    ),
    "b.txt": (
        "Talks with the movement\n\nApril 6, 2016 - Russian envoys met Taliban leaders in Doha on Tuesday. Russia welcomed the "
        "Taliban's offer. Moscow denied that it had sent weapons to the Taliban."
    ),
    "c.txt": "Attack on Ghazni\n\nMay 4, 2016 - Taliban fighters attacked Afghan soldiers in Ghazni on Tuesday.",
}


def detente(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.exception
    return done.stdout


def refused(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert isinstance(done.exception, DetenteError)
    return str(done.exception)


def objects(*words: str | Path) -> Any:
    return json.loads(detente(*words, "--format", "json"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "ledger.duckdb"
    detente("read", folder, "--ledger", path, "--workers", "1", "--quiet")
    return path


def texts(found: Any) -> list[str]:
    return [item["text"] for item in found]


def test_a_pair_on_the_terminal_shows_its_sentences_and_formula(ledger: Path) -> None:
    page = detente("relations", "Russia", "Taliban", "--ledger", ledger, "--period", "quarter")
    assert "2016-Q2" in page
    assert "Russian envoys met Taliban leaders" in page
    assert "Left out: 1 denied" in page
    assert "too little to tell a change" in page
    assert "cooperation = sum of weight x score" in page


def test_a_pair_as_json_opens_each_sentence(ledger: Path) -> None:
    found = objects("relations", "Russia", "Afghanistan", "--ledger", ledger)
    (period,) = found["periods"]
    assert period["label"] in {"2016-02", "2016-03"}
    for deed in period["deeds"]:
        assert TEXTS["a.txt"][deed["start"] : deed["end"]] == deed["text"]
        assert deed["weight"] == pytest.approx(deed["confidence"] * deed["share"], abs=1e-3)


def test_as_of_a_day(ledger: Path) -> None:
    found = objects("relations", "Russia", "Taliban", "--ledger", ledger, "--until", "2016-03")
    assert found["periods"] == []


def test_the_pairs_and_the_pairs_of_one(ledger: Path) -> None:
    every = objects("relations", "--ledger", ledger)
    assert {"AFG", "TALIBAN"} == {every[-1]["one"], every[-1]["other"]}
    assert every[-1]["closeness"] < 0 < every[0]["closeness"]
    own = objects("relations", "Russia", "--ledger", ledger)
    assert own
    assert all("RUS" in {tie["one"], tie["other"]} for tie in own)
    assert "closeness" in detente("relations", "--ledger", ledger)


def test_balancing_between_opponents(ledger: Path) -> None:
    found = objects("relations", "Russia", "--balancing", "--ledger", ledger)
    assert {(b["one"], b["other"]) for b in found} <= {("AFG", "TALIBAN")}
    assert refused("relations", "--balancing", "--ledger", ledger) == "--balancing is for one party; name it alone"


def test_a_series_as_a_table_of_figures(ledger: Path, tmp_path: Path) -> None:
    detente("relations", "Russia", "Taliban", "--ledger", ledger, "--format", "csv", "--out", tmp_path / "r.csv")
    head, *rows = (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith("period,verbal_cooperation,material_cooperation,")
    assert rows


def test_the_timeline(ledger: Path) -> None:
    found = objects("timeline", "Russia", "Taliban", "--ledger", ledger)
    assert {"actual", "denied"} <= {entry["modality"] for entry in found}
    days = [entry["first_on"] for entry in found if entry["first_on"]]
    assert days == sorted(days)
    page = detente("timeline", "--ledger", ledger)
    assert "ASSAULT" in page


def test_the_network(ledger: Path, tmp_path: Path) -> None:
    detente("export", tmp_path / "net", "--ledger", ledger, "--format", "graphml")
    graph = networkx.read_graphml(tmp_path / "net" / "network.graphml")
    assert graph.edges["AFG", "TALIBAN"]["conflict"] > 0
    detente("export", tmp_path / "net", "--ledger", ledger, "--format", "gexf")
    assert set(networkx.read_gexf(tmp_path / "net" / "network.gexf")) == set(graph)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["relations", "Russia", "Atlantis"], "no actor 'Atlantis'"),
        (["relations", "Russia", "Russia"], "name two sides"),
        (["relations", "Russia", "Taliban", "USA"], "two parties, not 3"),
        (["relations", "Russia", "Taliban", "--period", "decade"], "no period 'decade'"),
        (["timeline", "--since", "soon"], "soon"),
        (["export", "out", "--format", "dot"], "graphml or gexf, not dot"),
    ],
)
def test_what_cannot_be_answered_is_one_line(ledger: Path, words: list[str], message: str) -> None:
    assert message in refused(*words, "--ledger", ledger)
