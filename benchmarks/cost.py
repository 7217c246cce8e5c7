"""What reading costs beside the bare pipeline, on one process.

    python benchmarks/cost.py [FOLDER ...]        (without a folder: the demo corpus)

Intake is done first and not counted. "bare" is spaCy's nlp.pipe over the same blocks; "reading" is that and all extractors.
Processor time, the best of three runs each, taken in turns.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from detente.engines import Setup
from detente.intake.files import find, open_source
from detente.intake.sources import Source
from detente.language.passages import level, readable_blocks
from detente.records import Document


def documents(folders: list[str]) -> list[Document]:
    found = [item for source in find(folders) if isinstance(source, Source) for item in open_source(source)]
    return [d for d in found if isinstance(d, Document)]


def main(folders: list[str]) -> None:
    reader = Setup().reader()
    held = documents(folders)
    texts = [level(d.text[b.start : b.end]) for d in held for b in readable_blocks(d)]
    words = sum(len(t.split()) for t in texts)
    bare, reading = [], []
    list(reader.read(held))
    for _ in range(3):
        began = time.process_time()
        for _ in reader.nlp.pipe(texts, batch_size=64):
            pass
        bare.append(time.process_time() - began)
        began = time.process_time()
        records = sum(len(r.events) + len(r.statements) for _, r in reader.read(held))
        reading.append(time.process_time() - began)
    print(f"{len(held)} documents, {words} words, {records} events and statements")
    print(f"bare {min(bare):.2f} s ({words / min(bare):.0f} words a second), reading {min(reading):.2f} s")
    print(f"reading costs {min(reading) / min(bare):.2f} times the bare pipeline")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(Path(__file__).parent.parent / "examples" / "afghanistan")])
