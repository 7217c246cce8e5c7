"""Universal Dependencies treebanks in CoNLL-U. Every syntactic word is a token: "didn't" is two, "Pakistan's" is two."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

KEPT_SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "acl:relcl", "nmod:poss", "compound:prt"})


@dataclass
class Sentence:
    """One treebank sentence; heads are 0-based within the sentence, -1 for the root."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    new_paragraph: bool = False


def fold(relation: str) -> str:
    """Drop a relation's subtype, unless later stages read it."""
    return relation if relation in KEPT_SUBTYPES else relation.split(":", maxsplit=1)[0]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a (gzipped) CoNLL-U file, in order."""
    sentence = Sentence()
    range_end, range_space = 0, True
    for line in read_lines(path):
        if not line:
            if sentence.words:
                yield sentence
            sentence, range_end = Sentence(), 0
        elif line.startswith("#"):
            if line.startswith(("# newdoc", "# newpar")):
                sentence.new_paragraph = True
        else:
            cols = line.split("\t")
            if "." in cols[0]:
                continue
            space = "SpaceAfter=No" not in cols[9].split("|")
            if "-" in cols[0]:
                range_end, range_space = int(cols[0].split("-")[1]), space
                continue
            number = int(cols[0])
            if number < range_end:
                space = False
            elif number == range_end:
                space = range_space
            sentence.words.append(cols[1].replace(" ", "\u00a0"))
            sentence.spaces.append(space)
            sentence.upos.append(cols[3])
            sentence.tags.append(cols[4])
            sentence.heads.append(int(cols[6]) - 1)
            sentence.deps.append(fold(cols[7]))
            sentence.misc.append(cols[9])
    if sentence.words:
        yield sentence


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a (gzipped) text, without their ends."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def paragraphs(sentences: Iterable[Sentence], longest: int = 8) -> Iterator[list[Sentence]]:
    """Groups of up to `longest` sentences that stand in one paragraph."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (sentence.new_paragraph or len(group) >= longest):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group
