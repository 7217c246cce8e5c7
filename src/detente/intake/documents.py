"""From a page, or a text with what its container says of it, to Documents with ids, or a Skip.

A page whose blocks hold dated headlines gives the page first and then one Document a headline, its child.
Ids are made of the text alone, so that the same text from two places is one document.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from detente.intake import settings
from detente.intake.decoding import canonical
from detente.intake.headlines import Headline, split_headlines
from detente.intake.language import ENGLISH, UNKNOWN, detect_blocks, is_noise, language_name
from detente.intake.outlets import host_of, split_title, title_end
from detente.intake.page import Page
from detente.intake.plaintext import read_plaintext
from detente.intake.reasons import Reason, megabytes, other_language
from detente.intake.title_blocks import cut_titles
from detente.records import Block, BlockRole, DateBasis, Document, DocumentKind, Precision, Skip

_PARAGRAPH: Final = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’')\]]*\s+|\n")
_PAGE_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Given:
    """What a container (a feed, a table, an archive) says of a text; it wins over what is found in the text."""

    external_id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    precision: Precision = Precision.NONE


NOTHING_GIVEN: Final = Given()


def from_page(page: Page, source: str, given: Given = NOTHING_GIVEN) -> Iterator[Document | Skip]:
    """The page's document and its headlines, or the one reason why there is none."""
    if len(page.text) > settings.LONGEST_TEXT:
        yield too_long(source, len(page.text))
        return
    text, blocks = _canonical_page(page)
    headlines = split_headlines(text, blocks)
    refusal = _refusal(source, text, blocks, headlines)
    if refusal is not None:
        yield refusal
        return
    known = given.published is not None
    url, outlet = given.url or page.url, given.outlet or page.outlet
    document = Document(
        document_id=text_id(text),
        source=source,
        text=text,
        sha256=_sha256(text),
        blocks=tuple(short for block in cut_titles(text, blocks, outlet, url) for short in _cut(text, block)),
        external_id=given.external_id,
        url=url,
        title=given.title[: title_end(given.title, outlet, host_of(url))] if given.title else page.title,
        outlet=outlet,
        authors=given.authors or tuple(page.authors),
        published=given.published if known else page.published,
        published_precision=given.precision if known else page.precision,
        published_basis=DateBasis.METADATA if known else page.basis,
    )
    yield document
    for number, headline in enumerate(headlines, start=1):
        yield _child(document, headline, number)


def from_text(text: str, source: str, given: Given = NOTHING_GIVEN) -> Iterator[Document | Skip]:
    """The document of a text out of a container. A text of a few paragraphs is body; a longer one is read as a page."""
    text = canonical(text)
    if not text.strip():
        return iter((Skip(source, Reason.EMPTY),))
    if len(text) > settings.LONGEST_TEXT:
        return iter((too_long(source, len(text)),))
    if is_noise(text):
        return iter((Skip(source, Reason.NO_SENTENCES, text[:60].strip()),))
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    if len(paragraphs) >= _PAGE_LINES:
        return from_page(read_plaintext(text, source), source, given)
    blocks = tuple(Block(start, end, BlockRole.BODY) for start, end in paragraphs)
    return from_page(bare_page(text, blocks), source, given)


def prose(text: str, published: date | None = None) -> Document:
    """A text taken as it is: every line that is not blank is body, nothing is checked."""
    text = canonical(text)
    blocks = tuple(Block(*match.span(), BlockRole.BODY) for match in _PARAGRAPH.finditer(text))
    return Document(
        document_id=text_id(text),
        source="text",
        text=text,
        sha256=_sha256(text),
        blocks=tuple(short for block in blocks for short in _cut(text, block)),
        published=published,
        published_precision=Precision.DAY if published else Precision.NONE,
        published_basis=DateBasis.METADATA if published else DateBasis.NONE,
    )


def from_headline(title: str, source: str, given: Given) -> Iterator[Document | Skip]:
    """The document of an entry that has nothing but a title."""
    title = " ".join(canonical(title).split())
    if len(title.split()) < settings.FEWEST_WORDS or is_noise(title):
        yield Skip(source, Reason.NO_SENTENCES, title[:60])
        return
    language = detect_blocks([title])
    if language not in (ENGLISH, UNKNOWN):
        yield Skip(source, other_language(language_name(language)), title[:60])
        return
    outlet = given.outlet or split_title(title, host_of(given.url))[1]
    yield Document(
        document_id=_headline_id(title, outlet, given.published, ""),
        source=source,
        text=title,
        sha256=_sha256(title),
        blocks=cut_titles(title, (Block(0, len(title), BlockRole.TITLE),), outlet, given.url),
        kind=DocumentKind.HEADLINE,
        external_id=given.external_id,
        url=given.url,
        title=title[: title_end(title, outlet, host_of(given.url))],
        outlet=outlet,
        authors=given.authors,
        published=given.published,
        published_precision=given.precision,
        published_basis=DateBasis.METADATA if given.published else DateBasis.NONE,
    )


def bare_page(text: str, blocks: tuple[Block, ...]) -> Page:
    """A page that knows nothing of itself."""
    return Page(
        text=text,
        blocks=blocks,
        title=None,
        outlet=None,
        authors=(),
        published=None,
        precision=Precision.NONE,
        basis=DateBasis.NONE,
        url=None,
    )


def text_id(text: str) -> str:
    """The id of an article: of its canonical text alone."""
    return "d" + _sha256(text)[:16]


def too_long(source: str, length: int) -> Skip:
    return Skip(source, Reason.TOO_LONG, f"{megabytes(length)} of text; at most {megabytes(settings.LONGEST_TEXT)}")


def _child(parent: Document, headline: Headline, number: int) -> Document:
    text = parent.text[headline.title_start : headline.title_end]
    return replace(
        parent,
        document_id=_headline_id(text, headline.outlet, headline.published, parent.sha256),
        source=f"{parent.source}#headline-{number}",
        text=text,
        sha256=_sha256(text),
        blocks=(Block(0, len(text), BlockRole.TITLE),),
        kind=DocumentKind.HEADLINE,
        external_id=None,
        url=None,
        title=text,
        outlet=headline.outlet,
        authors=(),
        published=headline.published,
        published_precision=headline.precision,
        published_basis=DateBasis.TEXT if headline.published else DateBasis.NONE,
        parent_id=parent.document_id,
    )


def _refusal(source: str, text: str, blocks: tuple[Block, ...], headlines: list[Headline]) -> Skip | None:
    """Why a page is not kept; None when it is. A list of headlines is worth keeping without an article."""
    if not text.strip():
        return Skip(source, Reason.EMPTY)
    read = [text[b.start : b.end] for b in blocks if b.role.is_read]
    read = [stretch for stretch in read if stretch.strip()] or [h.title for h in headlines]
    if not read:
        noise = is_noise(text) or detect_blocks([text]) == UNKNOWN
        return Skip(source, Reason.NO_SENTENCES if noise else Reason.NO_ARTICLE, " ".join(text[:200].split())[:60])
    if is_noise("\n".join(read)):
        return Skip(source, Reason.NO_SENTENCES, " ".join(text[:200].split())[:60])
    language = detect_blocks(read)
    if language == UNKNOWN:
        return Skip(source, Reason.NO_SENTENCES, " ".join(text[:200].split())[:60])
    if language != ENGLISH:
        return Skip(source, other_language(language_name(language)), " ".join(read[0][:200].split())[:60])
    return None


def _canonical_page(page: Page) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a page in canonical form; blocks move with the characters before them."""
    if canonical(page.text) == page.text:
        return page.text, tuple(page.blocks)
    pieces: list[str] = []
    blocks: list[Block] = []
    at = length = 0
    for block in sorted(page.blocks, key=lambda b: b.start):
        for start, end, role in ((at, block.start, None), (block.start, block.end, block.role)):
            piece = canonical(page.text[start:end])
            pieces.append(piece)
            if role is not None:
                blocks.append(Block(length, length + len(piece), role))
            length += len(piece)
        at = block.end
    pieces.append(canonical(page.text[at:]))
    return "".join(pieces), tuple(blocks)


def _cut(text: str, block: Block) -> Iterator[Block]:
    """The block, in parts of at most settings.LONGEST_BLOCK characters, cut after a sentence or at least a word."""
    start = block.start
    while block.end - start > settings.LONGEST_BLOCK:
        furthest = start + settings.LONGEST_BLOCK
        ends = [match.end() for match in _SENTENCE_END.finditer(text, furthest - settings.LONGEST_BLOCK // 4, furthest)]
        end = ends[-1] if ends else text.rfind(" ", start, furthest) + 1 or furthest
        yield replace(block, start=start, end=end)
        start = end
    if start < block.end:
        yield replace(block, start=start)


def _headline_id(title: str, outlet: str | None, published: date | None, parent_sha256: str) -> str:
    return "d" + _sha256("|".join((title, outlet or "", published.isoformat() if published else "", parent_sha256)))[:16]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
