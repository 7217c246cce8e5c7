"""The command line as a user types it: what it prints, what it writes, how it fails."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples" / "afghanistan"


def detente(*words: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "detente", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, check=False)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "ledger.duckdb"
    done = detente("read", EXAMPLES, "--ledger", path)
    assert done.returncode == 0, done.stderr
    assert "Skipped 2:" in done.stdout
    assert "language: Russian" in done.stdout
    return path


@pytest.mark.parametrize(
    "table",
    [
        "documents",
        "actors",
        "roles",
        "mentions",
        "statements",
        "events",
        "meetings",
        "conditions",
        "quantities",
        "blocks",
        "skips",
    ],
)
def test_every_table_in_every_text_format(ledger: Path, table: str) -> None:
    assert detente(table, "--ledger", ledger, "--limit", "3").stdout.strip()
    as_json = json.loads(detente(table, "--ledger", ledger, "--limit", "3", "--format", "json").stdout)
    as_lines = [
        json.loads(x) for x in detente(table, "--ledger", ledger, "--limit", "3", "--format", "jsonl").stdout.splitlines()
    ]
    as_csv = list(csv.DictReader(io.StringIO(detente(table, "--ledger", ledger, "--limit", "3", "--format", "csv").stdout)))
    assert as_json == as_lines
    assert 0 < len(as_csv) == len(as_json) <= 3
    assert list(as_csv[0]) == list(as_json[0])


def test_filters(ledger: Path) -> None:
    found = json.loads(detente("events", "--ledger", ledger, "--actor", "RUS", "--until", "2017", "--format", "json").stdout)
    assert found
    assert all(e["date_start"] is None or e["date_start"] <= "2017-12-31" for e in found)
    assert all(any(a.startswith("RUS") or "-" in a for a in e["actor_ids"] + e["recipient_ids"]) for e in found)


def test_brief_and_export(ledger: Path, tmp_path: Path) -> None:
    done = detente("brief", "--ledger", ledger, "--out", tmp_path / "b.html")
    assert done.returncode == 0, done.stderr
    assert "<mark>" in (tmp_path / "b.html").read_text(encoding="utf-8")
    for form in ("jsonl", "csv", "parquet"):
        done = detente("export", tmp_path / form, "--ledger", ledger, "--format", form)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / form / f"events.{form}").stat().st_size > 100


def test_parquet_of_one_table(ledger: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    done = detente("events", "--ledger", ledger, "--format", "parquet", "--out", tmp_path / "e.parquet")
    assert done.returncode == 0, done.stderr
    assert parquet.read_table(tmp_path / "e.parquet").num_rows > 0


def test_standard_input(tmp_path: Path) -> None:
    text = "The Danish foreign minister met his Dutch counterpart in The Hague on Monday to discuss the treaty."
    done = detente("read", "-", "--ledger", tmp_path / "l.duckdb", stdin=text)
    assert done.returncode == 0, done.stderr
    assert "Read 1 document" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("phrase", "on", "expected"),
    [
        ("German soldiers", None, "DEU.MIL"),
        ("Kabul", "2020-01-01", "AFG"),
        ("Kabul", "2022-01-01", "TALIBAN"),
        ("puppies", None, None),
    ],
)
def test_resolve(phrase: str, on: str | None, expected: str | None) -> None:
    done = detente("resolve", phrase, "--format", "json", *(["--on", on] if on else []))
    assert json.loads(done.stdout)["actor_id"] == expected


FAILURES = [
    (["events", "--ledger", "{tmp}/none.duckdb"], "no ledger at"),
    (["events", "--ledger", "{tmp}/text.txt"], "can't be used as a ledger"),
    (["events", "--ledger", "{ledger}", "--actor", "Atlantis"], "no actor 'Atlantis'"),
    (["events", "--ledger", "{ledger}", "--since", "soon"], "is no date"),
    (["skips", "--ledger", "{ledger}", "--since", "2016"], "can't be filtered by since"),
    (["events", "--ledger", "{ledger}", "--format", "parquet"], "--out"),
    (["events", "--ledger", "{ledger}", "--limit", "-1"], "negative"),
    (["export", "{tmp}", "--ledger", "{ledger}"], "holds other files"),
    (["brief", "--ledger", "{ledger}", "--out", "/proc/none/brief.html"], "can't be written"),
    (["brief", "--ledger", "{ledger}", "--actor", "Atlantis"], "no actor 'Atlantis'"),
    (["read", "{tmp}/text.txt", "--ledger", "{tmp}/l.duckdb", "--pipeline", "en_none"], "could not be loaded"),
    (["read", "{tmp}/text.txt", "--ledger", "{tmp}/l.duckdb", "--actors", "{tmp}/none.yaml"], "none.yaml"),
    (["resolve", "Kabul", "--on", "someday"], "is no date"),
    (["read"], "sources"),
    (["no-such-command"], "no-such-command"),
]


@pytest.mark.parametrize(("words", "message"), FAILURES)
def test_errors_are_one_line_and_exit_code_2(ledger: Path, tmp_path: Path, words: list[str], message: str) -> None:
    (tmp_path / "text.txt").write_text("This is no ledger, but a text about Norway and Sweden and their long border.")
    done = detente(*(w.format(tmp=tmp_path, ledger=ledger) for w in words))
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_nothing_read_is_no_success(tmp_path: Path) -> None:
    done = detente("read", tmp_path / "artcles", "--ledger", tmp_path / "l.duckdb")
    assert done.returncode == 1
    assert "no such file or folder" in done.stdout


def test_a_reader_that_goes_away_is_no_error(ledger: Path) -> None:
    command = f"{sys.executable} -m detente mentions --format jsonl --ledger {ledger} | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)
