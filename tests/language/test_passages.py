"""From blocks to passages and back to the document's characters."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from detente.language.passages import level, parse, readable_blocks
from detente.records import Block, BlockRole, Document

_blank = English()


def document(text: str, blocks: tuple[Block, ...]) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document("d1", "test", text, digest, blocks)


def test_only_readable_blocks_become_passages() -> None:
    text = "Menu\nA title\nThe body.\n  \nNotice"
    blocks = (
        Block(0, 4, BlockRole.NAVIGATION),
        Block(5, 12, BlockRole.TITLE),
        Block(13, 22, BlockRole.BODY),
        Block(23, 25, BlockRole.BODY),
        Block(26, 32, BlockRole.NOTICE),
    )
    ((_, passages),) = parse([document(text, blocks)], _blank)
    assert [p.text for p in passages] == ["A title", "The body."]


def test_passages_of_several_documents_do_not_mix() -> None:
    one = document("First text.", (Block(0, 11, BlockRole.BODY),))
    none = document("Nothing", (Block(0, 7, BlockRole.NOTICE),))
    two = document("Second text. Third.", (Block(0, 12, BlockRole.BODY), Block(13, 19, BlockRole.BODY)))
    read = [[p.text for p in passages] for _, passages in parse([one, none, two], _blank)]
    assert read == [["First text."], [], ["Second text.", "Third."]]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
def test_every_token_is_found_in_the_document(parts: list[str]) -> None:
    text, blocks = "", []
    for part in parts:
        blocks.append(Block(len(text), len(text) + len(part), BlockRole.BODY))
        text += part + "\n"
    held = document(text, tuple(blocks))
    ((_, passages),) = parse([held], _blank)
    assert len(passages) == len(list(readable_blocks(held)))
    for passage in passages:
        for token in passage.doc:
            start, end = passage.place_token(token)
            assert level(text[start:end]) == token.text
            assert passage.slice(start, end) == text[start:end]
