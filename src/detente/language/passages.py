"""Parsed text, block by block, with the way back to the document's characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from detente.records import Block, Document

_SPACE = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document as the pipeline parsed it. `doc` character i is character `block.start + i` of the document."""

    document_id: str
    block: Block
    doc: Doc
    text: str

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of the tokens start to end (end exclusive)."""
        first, last = self.doc[start], self.doc[end - 1]
        return self.block.start + first.idx, self.block.start + last.idx + len(last)

    def place_token(self, token: Token) -> tuple[int, int]:
        return self.place(token.i, token.i + 1)

    def slice(self, start: int, end: int) -> str:
        """The document's own text between two document offsets inside this block."""
        return self.text[start - self.block.start : end - self.block.start]


def level(text: str) -> str:
    """The text with every white-space character as a plain space: same length, so that offsets hold."""
    return _SPACE.sub(" ", text)


def readable_blocks(document: Document) -> Iterator[Block]:
    """The blocks that are read; blank ones are passed over."""
    for block in document.blocks:
        if block.role.is_read and document.text[block.start : block.end].strip():
            yield block


def parse(documents: Iterable[Document], nlp: Language, batch_size: int = 64) -> Iterator[tuple[Document, list[Passage]]]:
    """Each document with its passages, in order. Blocks are parsed in batches across documents."""
    held = list(documents)
    jobs = [(document.text[b.start : b.end], b) for document in held for b in readable_blocks(document)]
    parsed = nlp.pipe((level(text) for text, _ in jobs), batch_size=batch_size)
    docs = zip(jobs, parsed, strict=True)
    for document in held:
        count = sum(1 for _ in readable_blocks(document))
        yield document, [Passage(document.document_id, b, doc, text) for (text, b), doc in (next(docs) for _ in range(count))]
