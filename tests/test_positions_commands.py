"""`positions`, `same-page` and `issues` on a ledger read from small texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import detente
from detente.cli import app
from detente.errors import BadInput, UnknownActor

TEXTS = {
    "one.txt": "Moscow wants a truce - Dawn Post\n\nMay 3, 2016\n\nMOSCOW - Russia called for a ceasefire in Syria on Tuesday. "
    "The Russian Foreign Ministry demanded the withdrawal of all foreign troops from Syria.\n",
    "two.txt": "Ankara says no - Evening Mail\n\nMay 9, 2016\n\nANKARA - Turkey rejected a ceasefire in Syria on Monday. "
    "Turkey demanded a larger quota for its herring fishery.\n",
    "three.txt": "Quarrel over fish - Evening Mail\n\nMay 12, 2016\n\nMOSCOW - The quarrel has lasted for years. Russia demanded "
    "the closure of the herring fishery on Thursday.\n",
}
OWN = """issues:
- id: herring
  question: May the herring be fished?
  terms: [herring]
  poles:
  - {name: closed, value: 1, phrases: ["closure of ~ fishery"]}
  - {name: open, value: -1, phrases: ["quota for ~ herring"]}
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("positions")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    detente.read(texts, ledger=folder / "ledger.duckdb")
    return folder / "ledger.duckdb"


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "issues.yaml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def run(ledger: Path, *words: str) -> str:
    return CliRunner().invoke(app, [*words, "--ledger", str(ledger)], catch_exceptions=False, standalone_mode=False).output


def test_positions_with_their_sentences(ledger: Path) -> None:
    found = json.loads(run(ledger, "positions", "--issue", "ceasefire", "--format", "json"))
    assert {(p["actor_id"].partition(".")[0], p["pole"], p["stance"] > 0) for p in found} == {
        ("RUS", "ceasefire", True),
        ("TUR", "ceasefire", False),
    }
    assert all({"document_id", "start", "end", "text"} <= p.keys() for p in found)
    assert "ceasefire" in run(ledger, "positions")


def test_positions_are_narrowed(ledger: Path) -> None:
    def actors(*words: str) -> set[str]:
        return {p["actor_id"].partition(".")[0] for p in json.loads(run(ledger, "positions", *words, "--format", "json"))}

    assert actors("--actor", "Turkey") == {"TUR"}
    assert actors("--since", "2016-05-04", "--until", "2016-05-10") == {"TUR"}
    assert actors("--type", "complete withdrawal") == {"RUS"}
    assert actors("--source", "Evening Mail", "--issue", "ceasefire") == {"TUR"}
    assert len(json.loads(run(ledger, "positions", "--limit", "1", "--format", "json"))) == 1


def test_positions_on_issues_of_ones_own(ledger: Path, own: str) -> None:
    def held(*words: str) -> list[tuple[str, str]]:
        rows = json.loads(run(ledger, "positions", "--issues", own, "--issue", "herring", *words, "--format", "json"))
        return [(p["actor_id"], p["pole"]) for p in rows]

    assert held() == [("TUR", "open"), ("RUS", "closed")]
    assert held("--actor", "Russia", "--since", "2016-05") == [("RUS", "closed")]
    assert held("--until", "2016-05-10", "--source", "mail") == [("TUR", "open")]
    assert held("--limit", "1", "--type", "closed") == [("RUS", "closed")]


def test_the_same_page(ledger: Path) -> None:
    page = run(ledger, "same-page", "Russia", "Turkey")
    assert "DIFFER  " in page
    assert "[ceasefire]" in page
    assert "silent: no position in the ledger" in page
    (one,) = json.loads(run(ledger, "same-page", "Russia", "Turkey", "--issue", "ceasefire", "--format", "json"))
    assert (one["verdict"], [p["stance"] > 0 for p in one["parties"]]) == ("differ", [True, False])
    (early,) = json.loads(
        run(ledger, "same-page", "RUS", "TUR", "--issue", "ceasefire", "--until", "2016-05-05", "--format", "json")
    )
    assert (early["verdict"], early["silent"]) == ("silent", ["TUR"])
    (late,) = json.loads(
        run(ledger, "same-page", "RUS", "TUR", "--issue", "ceasefire", "--since", "2016-05-05", "--format", "json")
    )
    assert late["silent"] == ["RUS"]
    every = json.loads(run(ledger, "same-page", "Russia", "Turkey", "--every", "--format", "json"))
    assert len(every) > 30


def test_issues_and_hints(ledger: Path, own: str, tmp_path: Path) -> None:
    known = json.loads(run(ledger, "issues", "--format", "json"))
    assert {"ceasefire", "sanctions"} <= {i["issue_id"] for i in known}
    assert "herring: May the herring be fished?" in run(ledger, "issues", "--issues", own)
    hints = json.loads(run(ledger, "issues", "--suggest", "--format", "json"))
    assert "herring fishery" in {h["words"] for h in hints}
    assert "herring fishery: 2 stories" in run(ledger, "issues", "--suggest")
    assert run(ledger, "issues", "--suggest", "--issues", own) == run(ledger, "issues", "--suggest", "--least", "9")
    assert run(ledger, "issues", "--out", str(tmp_path / "issues.txt")) == ""
    assert (tmp_path / "issues.txt").read_text(encoding="utf-8").strip()


def test_what_cannot_be_done_is_said(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no issue 'weather'"):
        run(ledger, "positions", "--issue", "weather")
    with pytest.raises(BadInput, match="name another"):
        run(ledger, "same-page", "Russia")
    with pytest.raises(UnknownActor):
        run(ledger, "same-page", "Russia", "Atlantis")
    with pytest.raises(BadInput, match="table or json"):
        run(ledger, "issues", "--format", "csv")
    with pytest.raises(BadInput, match="can't be written"):
        run(ledger, "issues", "--out", str(tmp_path / "no" / "issues.txt"))
