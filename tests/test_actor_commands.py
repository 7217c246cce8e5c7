"""`detente actors merge`, `split`, `undo` and `same` as a user types them, on a ledger that was read from texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from detente.cli import app
from detente.errors import DetenteError

TEXTS = {
    "a.txt": (
        "Engineers for the harbour\n\nVELL, March 2, 2016 - Anton Belsky, the Russian envoy, said on Wednesday that Russia had "
        "met the Taliban in Doha. If the Taliban stop fighting, Russia will send 300 engineers, Belsky said."
    ),
    "b.txt": (
        "The colonel denies it\n\nVELL, March 9, 2016 - Anton Belski, a Russian colonel, denied that Russia had sent weapons to "
        "the Taliban. Belski said that Iran had asked for a meeting. He met Norwegian diplomats on Tuesday."
    ),
    "c.txt": (
        "Back in Vell\n\nVELL, April 6, 2016 - Anton Belski, a Russian colonel, said that Norway had agreed to help the Taliban."
    ),
}
OWN = "- {id: NORLAND, name: Norland, kind: state, country: XNL}\n"
TABLES = ("actors", "roles", "mentions", "statements", "events", "meetings", "conditions", "quantities")


def detente(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.exception
    return done.stdout


def refused(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert isinstance(done.exception, DetenteError) or done.exit_code == 2
    return f"{done.exception}{done.stderr}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("actors")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(folder: Path, tmp_path: Path) -> Path:
    read = folder.parent / "read.duckdb"
    if not read.exists():
        detente("read", folder, "--ledger", read, "--workers", "1", "--quiet")
    path = tmp_path / "ledger.duckdb"
    path.write_bytes(read.read_bytes())
    return path


def exported(ledger: Path, folder: Path) -> dict[str, list[dict[str, Any]]]:
    detente("export", folder, "--ledger", ledger)
    return {
        name: sorted((json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()), key=repr)
        for name in TABLES
    }


def speakers(ledger: Path) -> list[str]:
    return [row["source_actor_id"] for row in json.loads(detente("statements", "--ledger", ledger, "--format", "json"))]


def test_merged_in_every_table_brief_and_export_read_again_and_undone(ledger: Path, folder: Path, tmp_path: Path) -> None:
    before = exported(ledger, tmp_path / "before")
    assert {"anton-belsky", "anton-belski"} <= set(speakers(ledger))
    said = detente("actors", "merge", "Anton Belski", "anton-belsky", "--by", "Ada", "--note", "a slip", "--ledger", ledger)
    assert "Anton Belski (anton-belski) is Anton Belsky (anton-belsky) now." in said
    key = said.split()[-1]

    def check(after: dict[str, list[dict[str, Any]]]) -> None:
        for name, rows in after.items():
            read = json.dumps([{**row, "as_read": None} for row in rows])
            assert '"anton-belski"' not in read, name
            assert len(rows) == len(before[name]) - (name == "actors")

    check(exported(ledger, tmp_path / "after"))
    found = json.loads(detente("statements", "--actor", "Anton Belski", "--ledger", ledger, "--format", "json"))
    assert len(found) == sum(row["source_actor_id"] in {"anton-belski", "anton-belsky"} for row in before["statements"])
    detente("brief", "--actor", "Anton Belsky", "--ledger", ledger, "--out", tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "had agreed to help the Taliban" in page

    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    again = detente("read", folder, "--ledger", ledger, "--workers", "1", "--actors", tmp_path / "own.yaml")
    assert "Read 3 documents" in again
    check(exported(ledger, tmp_path / "again"))
    detente("actors", "undo", key, "--ledger", ledger)
    assert exported(ledger, tmp_path / "undone") == before
    rows = json.loads(detente("decisions", "--ledger", ledger, "--format", "json"))
    assert (rows[0]["kind"], rows[0]["target"], rows[0]["by"]) == ("merge", "anton-belski", "Ada")
    assert rows[0]["after"]["note"] == "a slip"
    assert rows[0]["undone_by"] == rows[1]["decision_id"]


def test_split_in_one_document_and_back(ledger: Path, tmp_path: Path) -> None:
    before = exported(ledger, tmp_path / "before")
    rows = json.loads(
        detente("statements", "--actor", "anton-belski", "--since", "2016-04", "--ledger", ledger, "--format", "json")
    )
    words = ("actors", "split", "Anton Belski", "--document", rows[0]["document_id"], "--to", "Pavel Belski", "--kind", "person")
    said = detente(*words, "--country", "rus", "--ledger", ledger)
    assert "Pavel Belski (pavel-belski) has " in said
    assert speakers(ledger).count("pavel-belski") == len(rows)
    assert json.loads(detente("actors", "--actor", "Pavel Belski", "--ledger", ledger, "--format", "json"))[0]["country"] == "RUS"
    detente("actors", "undo", said.split()[-1], "--ledger", ledger)
    assert exported(ledger, tmp_path / "after") == before


def test_split_parts_what_was_merged(ledger: Path, tmp_path: Path) -> None:
    before = exported(ledger, tmp_path / "before")
    detente("actors", "--ledger", ledger, "merge", "anton-belski", "anton-belsky", "--into", "anton-belski")
    assert "anton-belsky" not in speakers(ledger)
    said = detente("actors", "split", "anton-belski", "--to", "anton-belsky", "--ledger", ledger)
    assert "anton-belsky is an actor of its own again" in said
    assert exported(ledger, tmp_path / "after") == before


def test_the_table_of_actors_is_as_ever(ledger: Path) -> None:
    rows = json.loads(detente("actors", "--format", "json", "--type", "person", "--ledger", ledger))
    assert {"anton-belski", "anton-belsky"} <= {row["actor_id"] for row in rows}


VARIANTS = {
    "a.txt": (
        "Talks\n\nVELL, March 2, 2016 - Viktor Orlenko, the Ukrainian deputy foreign minister, said that Ukraine had "
        "met Polish diplomats."
    ),
    "b.txt": (
        "More talks\n\nVELL, March 9, 2016 - Viktor Petrovich Orlenko, the Ukrainian deputy foreign minister, said that Ukraine "
        "would meet Polish diplomats again."
    ),
    "c.txt": "No talks\n\nVELL, April 6, 2016 - Petro Orlenko, the Ukrainian colonel, said that Ukraine had met nobody.",
}


def test_one_person_under_two_names_is_made_one_and_told_until_somebody_parts_them(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "in", tmp_path / "ledger.duckdb"
    folder.mkdir()
    for name, text in VARIANTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert "1 person made one with another" in detente("read", folder, "--ledger", ledger, "--workers", "1")
    assert speakers(ledger).count("viktor-petrovich-orlenko") == 2
    rows = json.loads(detente("actors", "same", "--format", "json", "--ledger", ledger))
    assert {(row["same_as"], row["actor_id"], row["is_one"]) for row in rows} == {
        ("viktor-petrovich-orlenko", "viktor-petrovich-orlenko", True),
        ("viktor-petrovich-orlenko", "viktor-orlenko", True),
    }
    assert "deputy foreign minister" in detente("actors", "--ledger", ledger, "same")
    key = json.loads(detente("decisions", "--ledger", ledger, "--format", "json"))[0]["decision_id"]
    detente("actors", "undo", key, "--ledger", ledger)
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    again = detente("read", folder, "--ledger", ledger, "--workers", "1", "--actors", tmp_path / "own.yaml")
    assert "made one" not in again
    assert {"viktor-orlenko", "viktor-petrovich-orlenko", "petro-orlenko"} <= set(speakers(ledger))
    rows = json.loads(detente("actors", "same", "--format", "json", "--ledger", ledger))
    assert [row["is_one"] for row in rows] == [False, False]


REFUSED = [
    (("merge", "Anton Belsky", "Russia"), "--force"),
    (("merge", "Anton Belskij", "Russia"), "did you mean Anton Bels"),
    (("merge", "Anton Belski", "anton-belski"), "are one actor already"),
    (("split", "Anton Belski", "--to", "Anton Belsky"), "was not merged into"),
    (("split", "Anton Belski", "--to", "Anton Belsky", "--text", "Ivan"), "no mention"),
    (("split", "Anton Belski", "--to", "X", "--text", "Belski", "--country", "RUS"), "say its kind too"),
    (("split", "Anton Belski", "--to", "X", "--kind", "person", "--country", "Russia", "--text", "Belski"), "no code of three"),
    (("split", "Anton Belski", "--to", "Anton Belsky", "--document", "d1", "--span", "12"), "START-END"),
    (("undo", "none"), "no decision 'none'"),
    (("--type", "person", "merge", "a", "b"), "for the table"),
    (("part", "a", "b"), "part"),
]


@pytest.mark.parametrize(("words", "message"), REFUSED)
def test_errors_say_what_to_do(ledger: Path, words: tuple[str, ...], message: str) -> None:
    own = () if words[0] in {"--type", "part"} else ("--ledger", ledger)
    assert message in refused("actors", *words, *own)
