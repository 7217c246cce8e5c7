from __future__ import annotations

from pathlib import Path

import pytest
from ledger_examples import batches

from detente.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return Ledger.open(tmp_path / "ledger.duckdb", create=True)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A settled ledger of 16 sources, to be read only."""
    ledger = Ledger.open(tmp_path_factory.mktemp("kept") / "ledger.duckdb", create=True)
    for batch in batches(16, 8):
        ledger.commit(batch)
    ledger.settle()
    return ledger
