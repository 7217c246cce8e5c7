"""The copies of parsed files: never trusted when damaged, never needed, never half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.actors import cache

PARSED = [[{"id": "A", "name": "Atlantis"}], [{"id": "B", "name": "Borduria"}]]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two YAML files, and an empty folder for their copy."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a.yaml").write_text("- {id: A, name: Atlantis}\n", "utf-8")
    (tmp_path / "b.yaml").write_text("- {id: B, name: Borduria}\n", "utf-8")
    return [tmp_path / "a.yaml", tmp_path / "b.yaml"]


def copies() -> list[Path]:
    return sorted(cache.directory().iterdir())


def test_the_copy_holds_what_the_files_hold(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.load_yaml(files) == PARSED
    assert len(copies()) == 1
    monkeypatch.setattr(cache.yaml, "load", lambda *_args, **_kwargs: pytest.fail("parsed again"))
    assert cache.load_yaml(files) == PARSED


def test_an_edited_file_is_read_anew_even_with_the_same_size_and_time(files: list[Path]) -> None:
    cache.load_yaml(files)
    times = files[0].stat()
    files[0].write_text("- {id: A, name: Atlantic}\n", "utf-8")
    os.utime(files[0], ns=(times.st_atime_ns, times.st_mtime_ns))
    assert cache.load_yaml(files)[0] != PARSED[0]
    assert len(copies()) == 1


@pytest.mark.parametrize(
    "damage",
    [b"", b"\x00\xff\xfe", b"[]", b"{}", b"not json", b"[[1], [2]]", b"0" * 64 + b"\n[[1], [2]]"],
)
def test_a_damaged_copy_is_written_anew(files: list[Path], damage: bytes) -> None:
    cache.load_yaml(files)
    (copy,) = copies()
    whole = copy.read_bytes()
    copy.write_bytes(damage)
    assert cache.load_yaml(files) == PARSED
    assert copy.read_bytes() == whole


def test_a_copy_cut_off_in_the_middle_is_written_anew(files: list[Path]) -> None:
    cache.load_yaml(files)
    (copy,) = copies()
    whole = copy.read_bytes()
    copy.write_bytes(whole[:-5])
    assert cache.load_yaml(files) == PARSED
    assert copy.read_bytes() == whole


def test_a_folder_that_cannot_be_made_does_no_harm(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").write_text("a file, no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "plain"))
    assert cache.load_yaml(files) == PARSED


def test_a_copy_that_cannot_be_written_leaves_nothing(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(cache.os, "replace", full)
    assert cache.load_yaml(files) == PARSED
    assert copies() == []


def test_without_a_home_there_is_no_copy(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(cache.Path, "home", homeless)
    assert cache.load_yaml(files) == PARSED


def test_processes_that_load_at_once_all_get_the_whole(files: list[Path]) -> None:
    code = (
        "import sys; from pathlib import Path; from detente.actors.cache import load_yaml; "
        "print(load_yaml([Path(p) for p in sys.argv[1:]]))"
    )
    command = [sys.executable, "-c", code, *map(str, files)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate(timeout=60)[0].strip() for process in running] == [str(PARSED)] * 3
    assert len(copies()) == 1
