"""What is brought to a ledger in one transaction, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records import Document, Reading, Skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its reading, and the source that gave it: the file, page or feed, as its SourceState names it.

    `Document.source` may say more, such as `corpus.jsonl#17` for a line of `corpus.jsonl`.
    """

    source: str
    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source that was read to its end: its fingerprint, every document it gave (headlines too), and its skips.

    Documents that the ledger holds from this source and that are not named here are removed.
    """

    source: str
    fingerprint: str
    document_ids: tuple[str, ...] = ()
    skips: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents with their readings, the sources that ended with them, and sources that could not be opened at all.

    A source may bring its documents over several batches; its state comes with the last. A skip in `skips` stands for
    its whole source: it replaces that source's earlier skips, leaves its documents, and lets the next run try again.
    """

    reader_version: str
    entries: tuple[Entry, ...] = ()
    sources: tuple[SourceState, ...] = ()
    skips: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True)
class Committed:
    """Counts of documents. `merged` came with a text that another source had brought.

    `stale` names sources that took over a document from a source that changed: reading them again (they are no longer
    current) brings the document's title and date as they give it.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    merged: int = 0
    removed: int = 0
    stale: tuple[str, ...] = ()
