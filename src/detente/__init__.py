"""Détente reads what is written about a diplomatic question and keeps a ledger of it.

>>> import detente
>>> ledger = detente.read("articles/")           # doctest: +SKIP
>>> ledger.events(actor="RUS")                   # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from detente.actors.resolve import Resolution
    from detente.ledger.ledger import Ledger
    from detente.records import Reading

__version__ = "0.1.0"
__all__ = ["__version__", "load_pipeline", "open_ledger", "read", "read_text", "resolve"]

# The heavy libraries are loaded by the function that needs them, so that `import detente` and `detente --help` are quick.


def read(
    *sources: str | Path,
    ledger: str | Path | None = None,
    actors: Sequence[str | Path] = (),
    pipeline: str | None = None,
    workers: int = 1,
) -> Ledger:
    """Read files, folders, web addresses, feeds and archives into a ledger, and return it.

    `ledger` is a path, else $DETENTE_LEDGER, else `ledger.duckdb` here. What could not be read is in `ledger.skips()`.
    With `workers` above 1 the caller's script needs the usual `if __name__ == "__main__":` guard.
    Errors: those of the ledger (`detente.errors`), BadInput.
    """
    from detente.engines import Setup
    from detente.ledger.ledger import Ledger
    from detente.run import Run

    held = Ledger.open(ledger, create=True)
    Run(held, Setup(pipeline, tuple(Path(a) for a in actors)), workers).read([str(s) for s in sources])
    return held


def open_ledger(path: str | Path | None = None) -> Ledger:
    """The ledger at a path, to query. Errors: LedgerMissing, LedgerVersion, LedgerUnreadable, LedgerBusy."""
    from detente.ledger.ledger import Ledger

    return Ledger.open(path)


def read_text(
    text: str,
    published: date | str | None = None,
    actors: Sequence[str | Path] = (),
    pipeline: str | None = None,
) -> Reading:
    """The Reading of one text, without a ledger: every line of it is read as prose, nothing is taken for clutter.

    `published` is a date, '2016', '2016-03' or '2016-03-02'. Offsets count the canonical text (NFC, newlines as \\n), which
    for most texts is the text itself. Errors: BadInput for a date that is none.
    """
    from detente.engines import Setup
    from detente.intake.documents import prose
    from detente.ledger.filters import first_day

    document = prose(text, first_day(published, "published"))
    reader = Setup(pipeline, tuple(Path(a) for a in actors)).reader()
    return next(iter(reader.read([document])))[1]


def load_pipeline(name: str | None = None) -> Language:
    """The spaCy pipeline that reading rests on, or another by name. Errors: BadInput."""
    from detente.language.pipeline import load_pipeline as load

    return load(name)


def resolve(text: str, on: date | str | None = None) -> Resolution:
    """Which actor a phrase means at a date, with country and sectors, the rule that decided and the runners-up."""
    from detente.actors.resolve import resolve as find

    return find(text, on)
