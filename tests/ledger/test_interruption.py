"""Real processes: killed in the middle of a run, writing while others read."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger_examples import VERSION, batches, contents
from ledger_run import run

from detente.ledger import Ledger

COUNT, SIZE = 20, 4
HERE = Path(__file__).parent


def start(path: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, str(HERE / "ledger_run.py"), str(path), str(COUNT), str(SIZE)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def kill_at(path: Path, line: int, pause: float) -> None:
    """Starts a run and kills it `pause` seconds after its line number `line`."""
    with start(path) as process:
        assert process.stdout is not None
        for _ in range(line):
            process.stdout.readline()
        time.sleep(pause)
        process.kill()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    path = tmp_path_factory.mktemp("undisturbed") / "ledger.duckdb"
    run(path, COUNT, SIZE)
    return contents(Ledger(path))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_run_run_again_gives_the_same_ledger(
    tmp_path: Path, seed: int, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    path = tmp_path / "ledger.duckdb"
    chance = random.Random(seed)
    kill_at(path, 1, chance.uniform(0.0, 0.1))
    for line in sorted(chance.sample(range(2, COUNT // SIZE + 3), 2)):
        kill_at(path, line, chance.uniform(0.0, 0.25))
    run(path, COUNT, SIZE)
    ledger = Ledger(path)
    assert ledger.verify() == []
    assert contents(ledger) == undisturbed


def test_a_run_killed_before_settling_is_settled_by_the_next(
    tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    ledger = Ledger.open(tmp_path / "ledger.duckdb", create=True)
    for batch in batches(COUNT, SIZE):
        ledger.commit(batch)
    assert not ledger.settled
    assert ledger.verify() == ["the last run did not end: read once more to settle stories and actors"]
    run(ledger.path, COUNT, SIZE)
    assert ledger.settled
    assert contents(ledger) == undisturbed


def test_the_order_of_sources_does_not_matter(tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]) -> None:
    ledger = Ledger.open(tmp_path / "ledger.duckdb", create=True)
    for batch in reversed(list(batches(COUNT, SIZE))):
        ledger.commit(batch)
    ledger.settle()
    assert contents(ledger) == undisturbed


def test_queries_work_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    ledger = Ledger.open(path, create=True)
    whole = {0}
    for batch in batches(COUNT, SIZE):
        whole.add(max(whole) + len(batch.sources))
    seen, slowest = [], 0.0
    with start(path) as process:
        while process.poll() is None:
            began = time.monotonic()
            seen.append(len(ledger.sources()))
            slowest = max(slowest, time.monotonic() - began)
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert set(seen) <= whole
    assert len(set(seen)) > 1
    assert slowest < 10
    assert ledger.current_sources(VERSION)
    assert ledger.verify() == []


def test_a_writer_gets_its_turn_among_busy_readers(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.duckdb", create=True)
    script = (
        "import sys, time\nfrom detente.ledger import Ledger\nledger = Ledger(sys.argv[1])\nprint('reading', flush=True)\n"
        "end = time.monotonic() + 8\nwhile time.monotonic() < end:\n    ledger.events()\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", script, str(ledger.path)]
    readers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        reader.stdout.readline()
    for batch in batches(6, 3):
        ledger.commit(batch)
    still_reading = [reader.poll() is None for reader in readers]
    assert [reader.wait() for reader in readers] == [0, 0]
    assert still_reading == [True, True]
    assert os.listdir(tmp_path) == ["ledger.duckdb"]
