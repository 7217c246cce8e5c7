"""A reading run: sources in, ledger filled, a report out.

Sources that the ledger knows with the same fingerprint and the same reader are passed over. What is read is committed in
batches; a run that is cut short is taken up by running the same command again.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from detente import __version__
from detente.actors.registry import Registry
from detente.engines import Setup, choose, chunked
from detente.intake.files import find, open_source
from detente.language.pipeline import load_pipeline, pipeline_version
from detente.ledger.batch import Batch, Entry, SourceState
from detente.ledger.ledger import Ledger
from detente.records import Document, Reading, Skip

COMMIT_DOCUMENTS = 200
COMMIT_SECONDS = 5.0
FEW_DOCUMENTS = 12


@dataclass(slots=True)
class Report:
    """What a run did. Counts are of documents, but for `sources`, `unchanged_sources`, `joined_persons` and `skips`."""

    sources: int = 0
    unchanged_sources: int = 0
    documents: int = 0
    words: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    added: int = 0
    replaced: int = 0
    merged: int = 0
    removed: int = 0
    joined_persons: int = 0
    skips: list[Skip] = field(default_factory=list)
    seconds: float = 0.0


Watcher = Callable[[Report, str], None]


@dataclass(slots=True)
class _Opened:
    """A source under way: what it gave so far."""

    name: str
    fingerprint: str
    document_ids: list[str] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)

    def state(self) -> SourceState:
        return SourceState(self.name, self.fingerprint, tuple(dict.fromkeys(self.document_ids)), tuple(self.skips))


def reader_version(setup: Setup) -> str:
    """Everything that decides what is read: Détente's version and knowledge, the pipeline, and the user's actors.

    A source that was read by another version is read again.
    """
    parts = [f"detente-{__version__}.{_knowledge()}", pipeline_version(load_pipeline(setup.pipeline))]
    parts += [f"{path.name}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}" for path in setup.actor_files]
    return "+".join(parts)


@lru_cache(maxsize=1)
def _knowledge() -> str:
    """A short digest of the code and data that read, so that a change of a frame or a name is a change of version."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for floor in ("intake", "language", "actors", "reading"):
        for path in sorted((package / floor).rglob("*")):
            if path.suffix in {".py", ".yaml", ".npz"}:
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


class Run:
    """Reads sources into a ledger. `watch` is called with the report and the name of each source as its turn comes."""

    def __init__(self, ledger: Ledger, setup: Setup, workers: int = 2, watch: Watcher | None = None) -> None:
        self.ledger = ledger
        self.setup = setup
        self.workers = workers
        self.watch = watch or (lambda _report, _source: None)
        Registry.load(setup.actor_files)
        self.version = reader_version(setup)
        self.report = Report()
        self._known_sources: dict[str, str] = {}
        self._known_documents: dict[str, str] = {}
        self._queue: deque[tuple[_Opened, bool] | Skip] = deque()
        self._entries: list[Entry] = []
        self._states: list[SourceState] = []
        self._skips: list[Skip] = []
        self._last_commit = time.monotonic()

    def read(self, names: Sequence[str]) -> Report:
        """Read all that is behind the names. Errors: those of the ledger, BadInput, WorkerDied.

        What was committed before an error or Ctrl-C stays, and the next run goes on from there.
        """
        began = time.monotonic()
        self._known_documents = self.ledger.current_documents(self.version)
        try:
            stale = self._pass(names)
            if stale:
                self._known_documents = {}
                self._pass(stale)
        except KeyboardInterrupt:
            # What has been read by now is kept; the rest is for the next run.
            self._commit()
            raise
        self.ledger.settle()
        self.report.joined_persons = self.ledger.join_same_persons()
        self.report.seconds = time.monotonic() - began
        return self.report

    def _pass(self, names: Sequence[str]) -> list[str]:
        """Read the names once. Gives the sources whose documents have to be read again under their own name."""
        self._known_sources = self.ledger.current_sources(self.version)
        stale: list[str] = []
        documents = self._documents(names)
        first = list(islice(documents, FEW_DOCUMENTS))
        if first:
            engine = choose(self.setup, self.workers if len(first) == FEW_DOCUMENTS else 1)
            for results in engine.read(chunked(chain(first, documents))):
                for document, reading in results:
                    self._receive(document, reading)
                if len(self._entries) >= COMMIT_DOCUMENTS or time.monotonic() - self._last_commit > COMMIT_SECONDS:
                    stale += self._commit()
        self._drain()
        return stale + self._commit()

    def _documents(self, names: Sequence[str]) -> Iterator[Document]:
        """The documents that are to be parsed, in order; the ends of sources are queued between them."""
        for source in find(names):
            self.report.sources += 1
            if isinstance(source, Skip):
                self.watch(self.report, source.source)
                self._queue.append(source)
                continue
            self.watch(self.report, source.name)
            if self._known_sources.get(source.name) == source.fingerprint:
                self.report.unchanged_sources += 1
                continue
            opened = _Opened(source.name, source.fingerprint)
            for item in open_source(source):
                if isinstance(item, Skip):
                    opened.skips.append(item)
                    continue
                opened.document_ids.append(item.document_id)
                # A text that several sources bring belongs to the one that sorts first, and is told as that one tells it.
                holder = self._known_documents.get(item.document_id)
                if holder is None or source.name < holder:
                    self._known_documents[item.document_id] = source.name
                    self._queue.append((opened, False))
                    yield item
            self._queue.append((opened, True))

    def _receive(self, document: Document, reading: Reading | Skip) -> None:
        self._drain()
        head = self._queue.popleft()
        assert isinstance(head, tuple)
        opened = head[0]
        if isinstance(reading, Skip):
            opened.document_ids.remove(document.document_id)
            opened.skips.append(reading)
        else:
            self._entries.append(Entry(opened.name, document, reading))
            self.report.documents += 1
            self.report.words += document.word_count
            self.report.kinds[document.kind] += 1
        self._drain()

    def _drain(self) -> None:
        """Take what stands before the next document: sources that ended, and sources that could not be opened."""
        while self._queue:
            head = self._queue[0]
            if isinstance(head, Skip):
                self._skips.append(head)
                self.report.skips.append(head)
            elif head[1]:
                self._states.append(head[0].state())
                self.report.skips += head[0].skips
            else:
                return
            self._queue.popleft()

    def _commit(self) -> list[str]:
        self._last_commit = time.monotonic()
        if not (self._entries or self._states or self._skips):
            return []
        done = self.ledger.commit(Batch(self.version, tuple(self._entries), tuple(self._states), tuple(self._skips)))
        self._entries, self._states, self._skips = [], [], []
        self.report.added += done.added
        self.report.replaced += done.replaced
        self.report.merged += done.merged
        self.report.removed += done.removed
        return list(done.stale)
