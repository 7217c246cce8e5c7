"""A run as `detente read` makes it, for tests that kill it: LEDGER COUNT SIZE. Says `commit N` before each commit."""

from __future__ import annotations

import sys
from pathlib import Path

from ledger_examples import VERSION, batches

from detente.ledger import Batch, Ledger


def run(path: Path, count: int, size: int) -> None:
    print("start", flush=True)
    ledger = Ledger.open(path, create=True)
    current = ledger.current_sources(VERSION)
    for number, batch in enumerate(batches(count, size)):
        entries = tuple(e for e in batch.entries if e.source not in current)
        states = tuple(s for s in batch.sources if s.source not in current)
        print(f"commit {number}", flush=True)
        ledger.commit(Batch(batch.reader_version, entries, states, batch.skips))
    print("settle", flush=True)
    ledger.settle()
    print("end", flush=True)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
