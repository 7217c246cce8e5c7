"""Where reading runs: in this process, or in local worker processes. The results and their order are the same."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from detente.actors.registry import Registry
from detente.errors import DetenteError
from detente.language.pipeline import load_pipeline
from detente.reading.reader import Reader
from detente.records import Document, Reading, Skip

Chunk = Sequence[Document]
Result = tuple[Document, Reading | Skip]

INTERNAL = "an internal error while reading it"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a reader is made of; small, so that it can be sent to a worker."""

    pipeline: str | None = None
    actor_files: tuple[Path, ...] = ()

    def reader(self) -> Reader:
        """Load pipeline and registry. Errors: BadInput, ActorFileError."""
        reader = Reader(load_pipeline(self.pipeline), Registry.load(self.actor_files))
        # What is loaded stays; the collector need not walk over the registry again and again.
        gc.collect()
        gc.freeze()
        atexit.register(gc.unfreeze)
        return reader


class WorkerDied(DetenteError):  # noqa: N818 (named for what happened, as users meet it)
    """A worker process was ended from outside, mostly for want of memory."""

    def __init__(self) -> None:
        super().__init__("a worker process ended unexpectedly, perhaps out of memory; run the same command with --workers 1")


class Engine(Protocol):
    """Reads chunks of documents, results in the order of the chunks."""

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]: ...


def read_chunk(reader: Reader, chunk: Chunk) -> list[Result]:
    """Every document of a chunk. One that breaks an extractor becomes a Skip with the error, the others are read."""
    try:
        return list(reader.read(chunk))
    except Exception as error:
        if len(chunk) == 1:
            return [(chunk[0], Skip(chunk[0].source, INTERNAL, f"{type(error).__name__}: {error}"[:300]))]
        return [result for document in chunk for result in read_chunk(reader, [document])]


class ThisProcess:
    """Reads here, one chunk after the other."""

    def __init__(self, setup: Setup) -> None:
        self.reader = setup.reader()

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        for chunk in chunks:
            yield read_chunk(self.reader, chunk)


class LocalProcesses:
    """Reads in `workers` processes of this machine. Each loads the pipeline once; few chunks are under way at a time."""

    def __init__(self, setup: Setup, workers: int) -> None:
        self.setup = setup
        self.workers = workers

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_start, initargs=(self.setup,))
        waiting: deque[Future[list[Result]]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_read, chunk))
                if len(waiting) > 2 * self.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerDied from error
        finally:
            for future in waiting:
                future.cancel()
            pool.shutdown(wait=True, cancel_futures=True)


_reader: Reader | None = None


def _start(setup: Setup) -> None:
    global _reader  # noqa: PLW0603 (one reader a worker process, set once at its start)
    # Ctrl-C is the parent's to handle: it lets the chunk under way end and stops the pool.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    warnings.filterwarnings("ignore", module="spacy")
    _reader = setup.reader()


def _read(chunk: Chunk) -> list[Result]:
    assert _reader is not None
    return read_chunk(_reader, chunk)


def chunked(documents: Iterable[Document], words: int = 8_000) -> Iterator[list[Document]]:
    """Documents in groups of about so many words, in order."""
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += document.word_count + 10
        if size >= words:
            yield group
            group, size = [], 0
    if group:
        yield group


def choose(setup: Setup, workers: int) -> Engine:
    """This process for one worker, local processes for more."""
    return ThisProcess(setup) if workers <= 1 else LocalProcesses(setup, workers)
