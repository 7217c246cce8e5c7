"""The file: made whole, waited for, and errors that say in one line what to do."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pytest
from ledger_examples import VERSION, article, bring, contents

from detente.errors import (
    DetenteError,
    LedgerBusy,
    LedgerFull,
    LedgerMissing,
    LedgerReadOnly,
    LedgerUnreadable,
    LedgerVersion,
)
from detente.ledger import Batch, Ledger

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == 'read'); print('held', flush=True); input()"


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """The ledger held open by another process, to 'read' or to 'write'."""
    command = [sys.executable, "-c", HOLD, str(path), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate("\n")


def test_the_path_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_LEDGER", raising=False)
    assert Ledger().path == Path("ledger.duckdb")
    monkeypatch.setenv("DETENTE_LEDGER", str(tmp_path / "other.duckdb"))
    assert Ledger().path == tmp_path / "other.duckdb"
    assert Ledger("mine.duckdb").path == Path("mine.duckdb")


def test_a_missing_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing, match=r"no ledger at .*; make one with: detente read"):
        Ledger.open(tmp_path / "none.duckdb")
    with pytest.raises(LedgerMissing):
        Ledger(tmp_path / "none.duckdb").commit(Batch(VERSION))
    assert list(tmp_path.iterdir()) == []


def test_create_keeps_what_is_there(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    again = Ledger.open(ledger.path, create=True)
    assert len(again.documents()) == 1
    assert os.listdir(ledger.path.parent) == [ledger.path.name]


def test_create_makes_folders(tmp_path: Path) -> None:
    assert len(Ledger.open(tmp_path / "new" / "ledger.duckdb", create=True).documents()) == 0


def test_many_create_at_once(tmp_path: Path) -> None:
    """Whoever comes second finds a whole ledger and never replaces it."""
    path = tmp_path / "ledger.duckdb"
    script = "import sys; from detente.ledger import Ledger; print(len(Ledger.open(sys.argv[1], create=True).documents()))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", script, str(path)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(3)]
    assert [process.communicate()[0] for process in processes] == ["0\n"] * 3


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "it is no DuckDB file"), (b"hello", "it is no DuckDB file"), (b"A" * 50_000, "it is no DuckDB file")],
)
def test_a_file_that_is_no_ledger(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerUnreadable, match=why):
        Ledger.open(path)
    with pytest.raises(LedgerUnreadable, match=why):
        Ledger.open(path, create=True).commit(Batch(VERSION))
    assert path.read_bytes() == content


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreadable, match="it is a folder"):
        Ledger.open(tmp_path)


def test_another_duckdb_file(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(LedgerUnreadable, match="it is a DuckDB file, but no ledger"):
        Ledger.open(tmp_path / "other.duckdb")


def test_a_ledger_cut_off(ledger: Ledger) -> None:
    bring(ledger, *(article(n, f"{n}.txt") for n in range(20)))
    with ledger.path.open("r+b") as file:
        file.truncate(20_000)
    with pytest.raises(LedgerUnreadable):
        Ledger.open(ledger.path).documents()


def test_another_format(ledger: Ledger) -> None:
    with duckdb.connect(str(ledger.path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(LedgerVersion, match="has format 99, this version of Détente reads format 4; read into a new ledger"):
        Ledger.open(ledger.path)
    with pytest.raises(LedgerVersion):
        ledger.commit(Batch(VERSION))


@pytest.mark.parametrize("how", ["read", "write"])
def test_a_writer_waits_and_then_says_so(ledger: Ledger, how: str) -> None:
    impatient = Ledger(ledger.path, write_wait=0.3)
    with held(ledger.path, how), pytest.raises(LedgerBusy, match=r"was in use by another process for 0\.3 s; wait until"):
        bring(impatient, article(1, "a.txt"))
    bring(impatient, article(1, "a.txt"))


def test_a_reader_waits_for_a_writer_but_not_for_readers(ledger: Ledger) -> None:
    impatient = Ledger(ledger.path, read_wait=0.3)
    with held(ledger.path, "write"), pytest.raises(LedgerBusy):
        impatient.documents()
    with held(ledger.path, "read"):
        assert len(impatient.documents()) == 0


def test_threads_of_one_process_take_turns(ledger: Ledger) -> None:
    errors: list[Exception] = []

    def read() -> None:
        try:
            for _ in range(10):
                ledger.documents()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(3):
        bring(ledger, article(number, f"{number}.txt"))
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(ledger.documents()) == 3


def test_an_exception_in_a_transaction_leaves_nothing(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    before = contents(ledger)

    def interrupted() -> None:
        with ledger.store.writing() as connection:
            connection.execute("DELETE FROM documents")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert contents(ledger) == before


@contextmanager
def tiny_disk(path: Path) -> Iterator[None]:
    path.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a tiny disk")
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(path)], capture_output=True, check=False
    ).returncode:
        pytest.skip("this machine lets nobody mount a tiny disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


def fill(path: Path) -> None:
    """Writes a file until nothing more fits on its disk."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with tiny_disk(disk):
        ledger = Ledger.open(disk / "ledger.duckdb", create=True)
        bring(ledger, *(article(n, f"{n}.txt") for n in range(10)))
        before = contents(ledger)
        filler = disk / "filler"
        fill(filler)
        more = [article(n, f"{n}.txt") for n in range(10, 200)]
        with pytest.raises(LedgerFull, match="is full; free some space and run the same command again, nothing is lost"):
            bring(ledger, *more)
        assert contents(ledger) == before
        filler.unlink()
        bring(ledger, *more[:20])
        assert len(ledger.documents()) == 30


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ('Could not write file "/x": No space left on device', LedgerFull),
        ('Cannot open file "/x": Permission denied', LedgerReadOnly),
        ('Cannot open file "/x": Read-only file system', LedgerReadOnly),
    ],
)
def test_what_the_system_says_becomes_one_line(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, message: str, expected: type[DetenteError]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise duckdb.IOException(f"IO Error: {message}")

    monkeypatch.setattr("detente.ledger.store.duckdb.connect", refuse)
    with pytest.raises(expected) as raised:
        ledger.commit(Batch(VERSION))
    assert "\n" not in str(raised.value)


READ_ONLY = """
import os, sys
from detente.errors import LedgerReadOnly
from detente.ledger import Batch, Ledger
ledger = Ledger(sys.argv[1])
ledger.documents()
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
ledger = Ledger(sys.argv[1])
print(len(ledger.documents()))
for act in (lambda: ledger.commit(Batch("v")), lambda: Ledger.open(sys.argv[1] + ".new", create=True)):
    try:
        act()
    except LedgerReadOnly as error:
        print(error)
"""


def test_a_folder_that_may_only_be_read(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    folder = Path("/tmp") / f"detente-read-only-{os.getpid()}"
    folder.mkdir()
    try:
        path = folder / "ledger.duckdb"
        shutil.copy(ledger.path, path)
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder.chmod(0o555)
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        command = [sys.executable, "-c", READ_ONLY, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        lines = done.stdout.splitlines()
        assert lines[0] == "1", done.stderr
        assert len(lines) == 3
        assert all("can't be written (permission denied)" in line for line in lines[1:])
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_waiting_is_bounded_by_the_clock(ledger: Ledger) -> None:
    with held(ledger.path, "write"):
        began = time.monotonic()
        with pytest.raises(LedgerBusy):
            Ledger(ledger.path, read_wait=0.5).documents()
        assert 0.3 < time.monotonic() - began < 2.0
