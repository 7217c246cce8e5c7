from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from detente.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger's file; copying it is quicker than making one."""
    return Ledger.open(tmp_path_factory.mktemp("template") / "ledger.duckdb", create=True).path


@pytest.fixture
def ledger(tmp_path: Path, template: Path) -> Ledger:
    """An empty ledger."""
    return Ledger(shutil.copy(template, tmp_path / "ledger.duckdb"))


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A settled ledger of 16 sources, to be read only."""
    from ledger_examples import batches

    ledger = Ledger.open(tmp_path_factory.mktemp("kept") / "ledger.duckdb", create=True)
    for batch in batches(16, 8):
        ledger.commit(batch)
    ledger.settle()
    return ledger


@pytest.fixture
def read(ledger: Ledger) -> Ledger:
    """A settled ledger whose three persons speak in turn."""
    from decision_examples import entries
    from ledger_examples import bring

    bring(ledger, *entries())
    ledger.settle()
    return ledger
