"""`detente claims` on the demo's pages about arms: the table, its contradictions, the filters and the objects."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.cli import app

PAGES = Path(__file__).parents[1] / "examples" / "afghanistan"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the pages that speak of arms or of shelter."""
    folder = tmp_path_factory.mktemp("claims")
    for page in sorted(PAGES.rglob("*")):
        if page.is_file() and any(
            w in page.read_text(encoding="utf-8", errors="ignore") for w in ("arms the Taliban", "sheltering")
        ):
            shutil.copy(page, folder / page.name)
    path = folder / "ledger.duckdb"
    assert CliRunner().invoke(app, ["read", str(folder), "--ledger", str(path), "-q", "--workers", "1"]).exit_code == 0
    return path


def run(ledger: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["claims", "--ledger", str(ledger), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_table_shows_the_chain_and_the_contradictions(ledger: Path) -> None:
    page = " ".join(run(ledger).split())
    assert "sheltering: Pakistan → Taliban" in page
    assert "chain" in page
    assert "Pakistan denies what Afghanistan says" in page


def test_objects_with_all_sides(ledger: Path) -> None:
    found = json.loads(run(ledger, "--actor", "Russia", "--format", "json"))
    (arms,) = [c for c in found if c["act"] == "arming"]
    assert {s["stand"] for s in arms["sides"]} == {"alleged", "denied"}
    assert {"document_id", "start", "end", "text", "chain", "contradictions"} <= set(arms)
    assert [json.loads(line) for line in run(ledger, "--actor", "Russia", "--format", "jsonl").splitlines()] == found


def test_as_of_a_day_and_since(ledger: Path) -> None:
    assert json.loads(run(ledger, "--until", "2015", "--format", "json")) == []
    acts = {c["act"] for c in json.loads(run(ledger, "--until", "2016", "--format", "json"))}
    assert "sheltering" in acts
    assert "arming" not in acts
    assert "sheltering" not in {c["act"] for c in json.loads(run(ledger, "--since", "2017", "--format", "json"))}


def test_source_limit_and_csv(ledger: Path) -> None:
    assert run(ledger, "--source", "no such paper", "--format", "csv").splitlines()[1:] == []
    assert len(run(ledger, "--limit", "1", "--format", "csv").splitlines()) == 2
