"""Gold coreference from GUM's CoNLL-U files: documents as words, and which mentions mean the same.

Source: UD 2.16 English GUM; its MISC column holds the entities, their types and their chains.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from detente.language.passages import Passage
from detente.records import Block, BlockRole

_ENTITY = re.compile(r"\(([^()|]+)|(\d+)(?:\[\d+/\d+\])?\)|(\))")
_MISC = 9


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Tokens start to end of a paragraph, the token that heads them, GUM's type of entity and the number of its chain."""

    paragraph: int
    start: int
    end: int
    head: int
    kind: str
    chain: str


@dataclass(slots=True)
class Paragraph:
    """The words of one paragraph with the spaces after them; `heads` are tokens of the paragraph, -1 for roots."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)


@dataclass(slots=True)
class GoldDocument:
    """One document of the treebank."""

    name: str
    written: date | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def genre(self) -> str:
        return self.name.split("_")[1]

    def mentions(self) -> list[GoldMention]:
        """All mentions, in the order in which they end."""
        return [m for number, paragraph in enumerate(self.paragraphs) for m in _mentions(number, paragraph)]

    def passages(self, nlp: Language) -> list[Passage]:
        """The paragraphs, parsed by the pipeline over the treebank's own tokens."""
        found, at = [], 0
        docs = nlp.pipe(Doc(nlp.vocab, words=p.words, spaces=p.spaces) for p in self.paragraphs)
        for doc in docs:
            text = doc.text
            found.append(Passage(self.name, Block(at, at + len(text), BlockRole.BODY), doc, text))
            at += len(text) + 1
        return found


def read_documents(path: Path) -> Iterator[GoldDocument]:
    """The documents of a gzipped CoNLL-U file, in order; blank paragraphs are left out."""
    document: GoldDocument | None = None
    paragraph = Paragraph()
    base = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                if document is not None:
                    yield document
                document, paragraph = GoldDocument(line.split(" = ")[1].strip()), Paragraph()
            if document is not None and line.startswith("# meta::dateCreated = "):
                document.written = _date(line.split(" = ")[1].strip())
            if line.startswith(("# newpar ", "# newpar\n")):
                paragraph = Paragraph()
            elif document is not None and line[:1].isdigit():
                if not paragraph.words:
                    document.paragraphs.append(paragraph)
                base = _add(paragraph, line.rstrip("\n").split("\t"), base)
    if document is not None:
        yield document


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _add(paragraph: Paragraph, cols: list[str], base: int) -> int:
    """Add one line's word; the number of words before its sentence."""
    if not cols[0].isdigit():
        return base
    if cols[0] == "1":
        base = len(paragraph.words)
    paragraph.words.append(cols[1].replace(" ", "\u00a0"))
    paragraph.spaces.append("SpaceAfter=No" not in cols[_MISC].split("|"))
    paragraph.heads.append(base + int(cols[6]) - 1 if cols[6] != "0" else -1)
    paragraph.misc.append(cols[_MISC])
    return base


def _mentions(number: int, paragraph: Paragraph) -> Iterator[GoldMention]:
    opened: list[tuple[str, str, int]] = []
    for i, misc in enumerate(paragraph.misc):
        value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for begun, closed, last in _ENTITY.findall(value):
            if begun:
                parts = begun.split("-")
                opened.append((parts[0].split("[")[0], parts[1] if len(parts) > 1 else "", i))
                continue
            for k in range(len(opened) - 1, -1, -1):
                if last or opened[k][0] == closed:
                    chain, kind, start = opened.pop(k)
                    yield GoldMention(number, start, i + 1, _head(paragraph.heads, start, i + 1), kind, chain)
                    break


def _head(heads: list[int], start: int, end: int) -> int:
    return next((i for i in range(start, end) if not start <= heads[i] < end), end - 1)
