"""What a benchmark is asked to measure, and where its data lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from detente.errors import BadInput

DATA = Path("shared") / "data"
"""The data is not part of the project. It is looked for beside the checkout."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `detente benchmark`. `data` is the data folder, None where none was named or found."""

    data: Path | None = None
    part: str = "dev"
    limit: int | None = None
    errors: int = 0

    @property
    def folder(self) -> Path:
        """The data folder. Errors: BadInput when there is none."""
        if self.data is None:
            raise BadInput(f"no folder {DATA} here or above; name the data with --data DIR")
        if not self.data.exists():
            raise BadInput(f"{self.data} is missing; name the data with --data DIR")
        return self.data

    def file(self, name: str) -> Path:
        """A file of the data folder. Errors: BadInput when it is missing."""
        path = self.folder / name
        if not path.is_file():
            raise BadInput(f"{path} is missing; name the data with --data DIR")
        return path

    def first(self, items: Iterable[T]) -> Iterator[T]:
        """Those of the items that the limit lets through."""
        return islice(items, self.limit)


def upwards(name: str | Path) -> Path | None:
    """A file or folder of this name in the current directory, or in the nearest one above that has it."""
    here = Path.cwd()
    return next((found for folder in (here, *here.parents) if (found := folder / name).exists()), None)


def checkout(folder: Path) -> Path:
    """A folder of the project's checkout that is not part of the package. Errors: BadInput outside a checkout."""
    found = upwards(folder)
    if found is None:
        raise BadInput(f"no folder {folder} here or above; run this in a checkout of the project")
    return found


def table_folder() -> Path:
    """The folder of hand-written tables. Errors: BadInput outside a checkout."""
    return checkout(Path("tests") / "reading" / "tables")
