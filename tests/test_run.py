"""Reading runs on real files and a real ledger: the same again changes nothing, a cut run is taken up, bad input is told."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from detente.engines import INTERNAL, Setup
from detente.ledger.export import relations
from detente.ledger.ledger import Ledger
from detente.reading.reader import Reader
from detente.records import Reading
from detente.run import Report, Run

EXAMPLES = Path(__file__).parents[1] / "examples" / "afghanistan"
TIMES = {"read_at", "at"}


def read(ledger: Path, *names: str | Path, workers: int = 1) -> Report:
    return Run(Ledger.open(ledger, create=True), Setup(), workers).read([str(n) for n in names])


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table but for the times at which things were done."""
    found = {}
    with Ledger.open(path).reading() as connection:
        for table in relations(connection):
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            keep = [i for i, column in enumerate(cursor.description or ()) if column[0] not in TIMES]
            found[table] = sorted((tuple(row[i] for i in keep) for row in cursor.fetchall()), key=repr)
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo corpus, read once."""
    path = tmp_path_factory.mktemp("demo") / "ledger.duckdb"
    read(path, EXAMPLES)
    return path


def test_every_table_has_something_true_to_its_text(demo: Path) -> None:
    ledger = Ledger.open(demo)
    assert ledger.verify() == []
    for table in (
        "documents",
        "actors",
        "roles",
        "mentions",
        "statements",
        "events",
        "meetings",
        "conditions",
        "quantities",
        "skips",
    ):
        assert len(ledger.table(table, {})) > 0, table


def test_reading_again_changes_nothing(demo: Path) -> None:
    before = contents(demo)
    report = read(demo, EXAMPLES)
    assert report.documents == 0
    assert report.unchanged_sources == report.sources
    assert contents(demo) == before


def test_two_workers_read_what_one_reads(demo: Path, tmp_path: Path) -> None:
    read(tmp_path / "two.duckdb", EXAMPLES, workers=2)
    assert contents(tmp_path / "two.duckdb") == contents(demo)


def test_another_order_of_names_gives_the_same(tmp_path: Path) -> None:
    names = sorted(str(p) for p in EXAMPLES.iterdir())[-9:]
    read(tmp_path / "one.duckdb", *names)
    read(tmp_path / "other.duckdb", *reversed(names))
    assert contents(tmp_path / "one.duckdb") == contents(tmp_path / "other.duckdb")


def test_a_killed_run_is_taken_up(demo: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "killed.duckdb"
    command = [sys.executable, "-m", "detente", "read", str(EXAMPLES), "--ledger", str(ledger), "--workers", "1"]
    for wait in (2.0, 4.0):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, capture_output=True)
    assert contents(ledger) == contents(demo)


def test_a_changed_file_replaces_its_document(tmp_path: Path) -> None:
    page = tmp_path / "in" / "note.txt"
    page.parent.mkdir()
    page.write_text("Norway's foreign minister met the Swedish envoy in Oslo on Monday. They discussed the fishing agreement.")
    read(tmp_path / "l.duckdb", page.parent)
    page.write_text("Finland withdrew its ambassador from Estonia on Tuesday. The government in Tallinn protested in a note.")
    report = read(tmp_path / "l.duckdb", page.parent)
    ledger = Ledger.open(tmp_path / "l.duckdb")
    assert report.removed == 1
    assert len(ledger.documents()) == 1
    assert {"FIN", "EST"} <= set(ledger.mentions().column("actor_id"))
    assert "NOR" not in ledger.mentions().column("actor_id")
    assert ledger.verify() == []


def test_a_file_that_can_be_read_again_loses_its_skip(tmp_path: Path) -> None:
    page = tmp_path / "late.txt"
    page.write_bytes(b"")
    read(tmp_path / "l.duckdb", page)
    ledger = Ledger.open(tmp_path / "l.duckdb")
    assert [(s["source"], s["reason"]) for s in ledger.skips()] == [(str(page), "empty")]
    page.write_text("Kenya sent twenty police officers to Haiti on Friday, the ministry said in a statement.")
    read(tmp_path / "l.duckdb", page)
    assert len(ledger.skips()) == 0
    assert len(ledger.documents()) == 1


def test_bad_input_is_a_skip_or_a_document_and_never_silence(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    good = "The Italian premier travelled to Tunis on Sunday for talks with the Tunisian president about migration."
    files: dict[str, bytes] = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "cut.json": b'{"text": "Something that never',
        "lines.jsonl": b'{"text": "' + good.encode() + b'"}\n{"text": "cut off',
        "nested.html": b"<html><body>" + b"<div>" * 30_000 + b"<p>Yesterday " + good.encode() + b"</p>",
        "one-word.txt": b"withdrawal " * 300_000,
        "nul.txt": good.encode().replace(b" on", b"\x00on") + b"\x00\x00",
        "quotes.txt": ('"' + good + ' “He said nothing, the \'aide said. " " ” ’').encode(),
        "russian.txt": "Министр иностранных дел прибыл в Ташкент на переговоры о границе и торговле между странами.".encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    report = read(tmp_path / "l.duckdb", folder, tmp_path / "missing")
    ledger = Ledger.open(tmp_path / "l.duckdb")
    assert ledger.verify() == []
    told = {Path(s["source"].split("#")[0].split(" line ")[0]).name for s in ledger.skips()}
    told |= {Path(d["source"].split("#")[0]).name for d in ledger.documents()}
    assert told == {*files, "dangling.txt", "missing"}
    assert {"nul.txt", "quotes.txt", "lines.jsonl"} <= {Path(d["source"].split("#")[0]).name for d in ledger.documents()}
    assert report.documents == len(ledger.documents())


def test_a_document_that_breaks_an_extractor_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(
            f"Peru and Chile signed a treaty about water in {name.upper()} town on Monday afternoon."
        )
    reading = Reader._reading

    def broken(self: Reader, document: Any, *parts: Any) -> Reading:
        if document.source.endswith("b.txt"):
            raise RecursionError("too deep")
        return reading(self, document, *parts)

    monkeypatch.setattr(Reader, "_reading", broken)
    read(tmp_path / "l.duckdb", *(tmp_path / f"{n}.txt" for n in ("a", "b", "c")))
    ledger = Ledger.open(tmp_path / "l.duckdb")
    assert [(Path(s["source"]).name, s["reason"]) for s in ledger.skips()] == [("b.txt", INTERNAL)]
    assert len(ledger.documents()) == 2


def test_queries_work_while_a_run_goes_on(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "in")
    ledger = tmp_path / "l.duckdb"
    command = [sys.executable, "-m", "detente", "read", str(tmp_path / "in"), "--ledger", str(ledger), "--quiet"]
    process = subprocess.Popen(command)
    answers = 0
    while process.poll() is None:
        if ledger.exists():
            Ledger.open(ledger).events(limit=3)
            answers += 1
        time.sleep(0.05)
    assert process.returncode == 0
    assert answers > 3


def test_ctrl_c_keeps_what_was_read_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(
            f"Brazil and Peru signed treaty number {number} about the river on Monday in Lima.\n" * 9
        )
    ledger = tmp_path / "l.duckdb"
    command = [sys.executable, "-m", "detente", "read", str(folder), "--ledger", str(ledger), "--workers", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while not ledger.exists():
        time.sleep(0.1)
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.startswith("Stopped.")
    assert len(said.strip().splitlines()) == 1
    assert Ledger.open(ledger).verify() in ([], ["the last run did not end: read once more to settle stories and actors"])
    subprocess.run(command, check=True, capture_output=True)
    assert len(Ledger.open(ledger).documents()) == 400
    assert Ledger.open(ledger).verify() == []
