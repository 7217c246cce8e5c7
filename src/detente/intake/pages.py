"""Bytes of a page, or of a plain text, to Documents: decode, make canonical, read, check."""

from __future__ import annotations

from collections.abc import Iterator

from detente.intake.decoding import canonical, decode
from detente.intake.documents import NOTHING_GIVEN, Given, from_page, too_long
from detente.intake.html import read_html
from detente.intake.language import is_noise
from detente.intake.plaintext import read_plaintext
from detente.intake.reasons import Reason, unreadable_as
from detente.intake.settings import LONGEST_TEXT
from detente.records import Document, Skip


def read_markup(data: bytes, source: str, given: Given = NOTHING_GIVEN, charset: str | None = None) -> Iterator[Document | Skip]:
    """The document of an HTML page, its headlines, or a Skip."""
    markup = canonical(decode(data, charset))
    if not markup.strip():
        yield Skip(source, Reason.EMPTY)
        return
    try:
        page = read_html(markup, given.url)
    except Exception as error:
        # HTML libraries raise what they like at damaged pages: recursion, lookups, encodings, their own errors.
        yield Skip(source, unreadable_as("HTML"), f"{type(error).__name__}: {error}"[:200])
        return
    yield from from_page(page, source, given)


def read_plain(data: bytes, source: str, given: Given = NOTHING_GIVEN, charset: str | None = None) -> Iterator[Document | Skip]:
    """The document of a plain text, which may be the dump of a page, its headlines, or a Skip."""
    yield from read_plain_text(canonical(decode(data, charset)), source, given)


def read_plain_text(text: str, source: str, given: Given = NOTHING_GIVEN) -> Iterator[Document | Skip]:
    """The same for canonical text."""
    if not text.strip():
        yield Skip(source, Reason.EMPTY)
    elif len(text) > LONGEST_TEXT:
        yield too_long(source, len(text))
    elif is_noise(text):
        yield Skip(source, Reason.NO_SENTENCES, " ".join(text[:200].split())[:60])
    else:
        yield from from_page(read_plaintext(text, source), source, given)
