"""PolNeAR's training articles as arrays, as the attributor reads them: python training/attribution_examples.py DATA OUT.

DATA is the shared data folder, OUT a file (pickle) for training/attribution.py. The vocabularies are made here. The examples of
the lexicon of cues and those of attributions.txt, all written for the project, are added, each `OWN_TIMES` times: they
have what political news has seldom (speech within speech, headlines of other papers, idioms, and what only looks like speech).
"""

from __future__ import annotations

import pickle
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.benchmarks.polnear import Gold, document, read_part
from detente.language.passages import Passage, parse
from detente.language.pipeline import load_pipeline
from detente.reading.attribution import stands_of
from detente.reading.drafts import Stretch
from detente.reading.grid import Grid, Ints, Stand, Vocabulary, grid_of
from detente.reading.saying import lexicon
from detente.reading.views import View, view_of
from detente.records import Block, BlockRole

LEAST = {"lemma": 3, "tag": 5, "dep": 5, "ent": 5}
LONGEST = 320
OWN_TIMES = 2
OWN = Path(__file__).with_name("attributions.txt")
_MARKS = re.compile(r"[<>\[\]{}]")
_PARTS = {"<": "source", "[": "cue", "{": "content"}


@dataclass(frozen=True, slots=True)
class Example:
    """A passage as one person annotated it: per token 1, 2 for the beginning and the rest of a cue; per cue, its tags."""

    grid: Grid
    cues: tuple[Stretch, ...]
    outline: Ints
    view: View | None
    tags: Ints


def main(data: Path, out: Path) -> None:
    stands = dict(_stands(data))
    words = {name: Vocabulary(sorted(_words(name, least, stands.values()))) for name, least in LEAST.items()}
    examples = []
    for article in read_part(data, "train"):
        for stand in stands[article.name]:
            if 0 < len(stand.passage.doc) <= LONGEST:
                examples.append(_example(stand, article.golds, words))
    for text, title, golds in own_sentences():
        stand = _own_stand(text, title)
        examples += [_example(stand, golds, words)] * OWN_TIMES
    with out.open("wb") as file:
        pickle.dump(({name: v.words for name, v in words.items()}, examples), file)
    print(len(examples), "passages,", sum(len(e.cues) for e in examples), "attributions,", {n: len(v) for n, v in words.items()})


def _stands(data: Path, batch: int = 32) -> Iterator[tuple[str, list[Stand]]]:
    nlp, registry = load_pipeline(), Registry.load()
    texts = {a.name: a.text for a in read_part(data, "train")}
    names = sorted(texts)
    for k in range(0, len(names), batch):
        chunk = names[k : k + batch]
        parsed = parse([document(n, texts[n]) for n in chunk], nlp)
        for name, (_, passages) in zip(chunk, parsed, strict=True):
            yield name, stands_of(passages, cast_passages(passages, registry, None))


def own_sentences() -> list[tuple[str, bool, list[Gold]]]:
    """Sentences with their attributions, and whether they are headlines."""
    marked = [m for m, _ in lexicon().examples()]
    marked += [line for line in OWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found: dict[tuple[str, bool], list[Gold]] = {}
    for line in marked:
        title = line.startswith("T: ")
        text, gold = unmarked(line.removeprefix("T: "))
        golds = found.setdefault((text, title), [])
        if gold.cue:
            golds.append(gold)
    return [(text, title, golds) for (text, title), golds in found.items()]


def unmarked(line: str) -> tuple[str, Gold]:
    """The words of a marked sentence, and the attribution that its marks show."""
    spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    text, start, last = "", 0, 0
    for mark in _MARKS.finditer(line):
        text += line[last : mark.start()]
        if mark[0] in _PARTS:
            start, part = len(text), _PARTS[mark[0]]
        else:
            spans[part].append((start, len(text)))
        last = mark.end()
    return text + line[last:], Gold(tuple(spans["cue"]), tuple(spans["source"]), tuple(spans["content"]))


def _own_stand(text: str, title: bool) -> Stand:
    block = Block(0, len(text), BlockRole.TITLE if title else BlockRole.BODY)
    passage = Passage("own", block, load_pipeline()(text), text)
    return stands_of([passage], cast_passages([passage], Registry.load(), None))[0]


def _words(name: str, least: int, articles: Iterable[list[Stand]]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for stands in articles:
        for token in (t for s in stands for t in s.passage.doc):
            if name == "lemma":
                if token.tag_ not in ("NNP", "NNPS"):
                    counts[token.lemma_] += 1
            else:
                counts[{"tag": token.tag_, "dep": token.dep_, "ent": token.ent_type_}[name]] += 1
    return (w for w, n in counts.items() if n >= least and w)


def _example(stand: Stand, golds: Iterable[Gold], words: dict[str, Vocabulary]) -> Example:
    passage = stand.passage
    length = len(passage.doc)
    grid = grid_of(stand, words)
    outline = np.zeros(length, np.int32)
    cues, rows = [], []
    for gold in golds:
        if not all(passage.block.start <= a and b <= passage.block.end for a, b in gold.cue):
            continue
        cue, source, content = (_tokens(passage, spans) for spans in (gold.cue, gold.source, gold.content))
        if not cue or not content:
            continue
        first, end = min(cue), max(cue) + 1
        outline[first], outline[first + 1 : end] = 1, 2
        tags = np.zeros(length, np.int32)
        tags[sorted(content)] = 4
        tags[sorted(source)] = 2
        tags[first:end] = 0
        before = np.concatenate([[0], tags[:-1]])
        cues.append((first, end))
        rows.append(np.where((tags > 0) & (before != tags), tags - 1, tags))
    view = view_of(grid, cues, stand.scene) if cues else None
    return Example(grid, tuple(cues), outline, view, np.array(rows, np.int32).reshape(len(rows), length))


def _tokens(passage: Passage, spans: Iterable[tuple[int, int]]) -> set[int]:
    offset = passage.block.start
    return {t.i for t in passage.doc for a, b in spans if t.idx < b - offset and t.idx + len(t) > a - offset}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
