"""PolNeAR's articles as Stanford CoreNLP annotated them: JSON lines whose tokens point into the texts of the archive."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from detente.benchmarks.treebank import read_lines
from detente.language.passages import level

Token = list[Any]
"""[word, lemma, tag, name type, start, end, head, relation]; start and end are characters of the article."""
LABELS = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
Name = tuple[int, int, str]


def read_articles(annotations: Path, archive: Path) -> Iterator[tuple[str, list[list[Token]]]]:
    """The text and the sentences of each article."""
    texts: dict[str, str] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member) if "/text/" in member.name and member.isfile() else None
            if stream is not None:
                texts[Path(member.name).stem] = stream.read().decode("utf-8")
    for line in read_lines(annotations):
        article = json.loads(line)
        text = texts.get(article["id"])
        if text is not None:
            yield text, article["sentences"]


def paragraphs(text: str, sentences: Iterable[list[Token]], longest: int = 8) -> Iterator[list[list[Token]]]:
    """Groups of up to `longest` sentences that stand in one paragraph."""
    group: list[list[Token]] = []
    for sentence in sentences:
        gap = text[group[-1][-1][5] : sentence[0][4]] if group else ""
        if group and ("\n" in gap or len(group) >= longest):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def named(text: str, group: list[list[Token]]) -> tuple[str, list[Name]]:
    """A paragraph's text with the names CoreNLP saw in it, as characters of that text."""
    first, last = group[0][0][4], group[-1][-1][5]
    found = []
    for sentence in group:
        for kind, run in groupby(sentence, key=lambda token: token[3]):
            tokens = list(run)
            if kind in LABELS:
                found.append((tokens[0][4] - first, tokens[-1][5] - first, LABELS[kind]))
    return level(text[first:last]), found
