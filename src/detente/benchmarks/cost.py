"""What reading costs beside the bare pipeline, on one process.

Intake is done first and not counted. "bare" is nlp.pipe over the same blocks with the pipeline as spaCy loads it; "reading" is
parsing (with `detente.language.lemmas` in the place of its lemmatizer) and all extractors. Processor time, the best of three
runs each, taken in turns. Corpora: examples/afghanistan of the checkout, and PolNeAR's articles where the data is at hand.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from spacy.language import Language

from detente.benchmarks.options import Options, upwards
from detente.benchmarks.polnear import read_part
from detente.engines import Setup
from detente.errors import BadInput
from detente.intake.files import find, open_source
from detente.intake.sources import Source
from detente.language.passages import level, readable_blocks
from detente.language.pipeline import pipeline_name
from detente.reading.reader import Reader
from detente.records import Document

DEMO = Path("examples") / "afghanistan"
RUNS = 3


def run(options: Options) -> Iterator[str]:
    """The ratio for each corpus, with what it consists of. Errors: BadInput when there is neither."""
    reader, bare = Setup().reader(), spacy.load(pipeline_name())
    bare.max_length = reader.nlp.max_length
    demo = upwards(DEMO)
    if demo is not None:
        yield from measured("demo corpus", reader, bare, list(options.first(documents([str(demo)]))))
    elif options.data is None:
        raise BadInput(f"no folder {DEMO} here or above, and no data; name a folder with --data DIR")
    if options.data is not None:
        yield from measured(f"PolNeAR {options.part}", reader, bare, list(options.first(articles(options))))


def documents(folders: Iterable[str]) -> Iterator[Document]:
    """What intake makes of these folders."""
    found = (item for source in find(list(folders)) if isinstance(source, Source) for item in open_source(source))
    return (d for d in found if isinstance(d, Document))


def articles(options: Options) -> Iterator[Document]:
    """The articles of a part of PolNeAR, taken in as files."""
    with TemporaryDirectory() as folder:
        for name, text in {a.name: a.text for a in read_part(options.folder, options.part)}.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        yield from documents([folder])


def measured(title: str, reader: Reader, nlp: Language, held: Sequence[Document]) -> Iterator[str]:
    """Two lines on a corpus."""
    texts = [level(d.text[b.start : b.end]) for d in held for b in readable_blocks(d)]
    words = sum(len(t.split()) for t in texts)
    records = sum(len(r.events) + len(r.statements) for _, r in reader.read(held))
    bare, reading = [], []
    for _ in range(RUNS):
        bare.append(_seconds(nlp.pipe(texts, batch_size=64)))
        reading.append(_seconds(reader.read(held)))
    yield f"{title}: {len(held)} documents, {words} words, {records} events and statements"
    yield (
        f"  bare {min(bare):.2f} s ({words / min(bare):.0f} words a second), reading {min(reading):.2f} s: "
        f"{min(reading) / min(bare):.2f} times the bare pipeline"
    )


def _seconds(work: Iterable[object]) -> float:
    """Processor time until an iterator is exhausted."""
    began = time.process_time()
    for _ in work:
        pass
    return time.process_time() - began
