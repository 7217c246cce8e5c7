"""What the tests of opening sources share: a way from a file to what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.intake.files import find, open_source
from detente.intake.sources import Source
from detente.records import Document, Skip


@dataclass(frozen=True)
class Opened:
    """All that the named sources gave."""

    results: tuple[Document | Skip, ...]

    @property
    def documents(self) -> list[Document]:
        return [result for result in self.results if isinstance(result, Document)]

    @property
    def skips(self) -> list[Skip]:
        return [result for result in self.results if isinstance(result, Skip)]

    @property
    def document(self) -> Document:
        assert self.skips == []
        (only,) = self.documents
        return only

    @property
    def skip(self) -> Skip:
        assert self.documents == []
        (only,) = self.skips
        return only


@pytest.fixture
def read() -> Callable[..., Opened]:
    """Finds and opens: `read("folder", "file.txt")`."""

    def read_all(*names: str | Path) -> Opened:
        results: list[Document | Skip] = []
        for source in find([str(name) for name in names]):
            results.extend(open_source(source) if isinstance(source, Source) else [source])
        return Opened(tuple(results))

    return read_all


@pytest.fixture
def opened(tmp_path: Path, read: Callable[..., Opened]) -> Callable[[str, str | bytes], Opened]:
    """Writes a file and opens it: `opened("a.txt", "text")`."""

    def open_it(name: str, content: str | bytes) -> Opened:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read(path)

    return open_it
