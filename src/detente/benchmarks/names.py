"""Texts with the names in them: Universal NER's development sentences, and PolNeAR as CoreNLP read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from detente.benchmarks import corenlp
from detente.benchmarks.scoring import Score
from detente.benchmarks.treebank import read_lines

Name = tuple[int, int, str]
LABELS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
"""Places are one class. Groups (NORP) are left out, for the references do not mark them."""


def compare(nlp: Language, pairs: Iterable[tuple[str, set[Name]]]) -> Score:
    """Names with spans and labels exact."""
    score = Score()
    held = list(pairs)
    for (_, gold), doc in zip(held, nlp.pipe(t for t, _ in held), strict=True):
        ours = {(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS}
        score.add(len(ours & gold), len(ours), len(gold))
    return score


def read_iob2(path: Path) -> Iterator[tuple[str, set[Name]]]:
    """Text and names of each sentence of a Universal NER file."""
    text, words, tags = "", list[str](), list[str]()
    for line in (*read_lines(path), ""):
        if line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            cols = line.split("\t")
            words.append(cols[1])
            tags.append(cols[2])
        elif not line and words:
            yield text, iob_spans(text, words, tags)
            words, tags = [], []


def iob_spans(text: str, words: list[str], tags: list[str]) -> set[Name]:
    """The names that tags of inside, outside and beginning mark; each word is looked for after the one before."""
    spans: list[tuple[int, int, str]] = []
    at = 0
    for word, tag in zip(words, tags, strict=True):
        start = max(text.find(word, at), at)
        at = start + len(word)
        if tag.startswith("B-"):
            spans.append((start, at, tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], at, spans[-1][2])
    return {span for span in spans if span[2] in LABELS}


def read_corenlp(annotations: Path, archive: Path, nlp: Language) -> Iterator[tuple[str, set[Name]]]:
    """Text and names of each paragraph, the names widened to whole tokens of ours; of two that overlap the first counts."""
    for text, sentences in corenlp.read_articles(annotations, archive):
        for group in corenlp.paragraphs(text, sentences):
            plain, found = corenlp.named(text, group)
            yield plain, {(s.start_char, s.end_char, s.label_) for s in _whole(nlp.make_doc(plain), found)}


def _whole(doc: Doc, names: Iterable[Name]) -> Iterator[Span]:
    end = 0
    for name in names:
        span = doc.char_span(*name, alignment_mode="expand")
        if span is not None and span.start >= end:
            yield span
            end = span.end
