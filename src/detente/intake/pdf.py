"""PDF by pypdf: the text of all pages, one after the other, as the file has it (hyphens at line ends stay)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from detente.intake import settings
from detente.intake.decoding import canonical
from detente.intake.documents import Given, too_long
from detente.intake.pages import read_plain_text
from detente.intake.reasons import Reason, unreadable_as
from detente.intake.sources import Source, whole
from detente.records import Document, Skip


def read_pdf(source: Source) -> Iterator[Document | Skip]:
    """The document of a PDF, or a Skip. Raises TooLargeError, and what `sources.stream` raises."""
    data = whole(source, settings.LARGEST_PDF)
    try:
        with _quiet():
            text = _text(data)
    except (DependencyError, FileNotDecryptedError):
        yield Skip(source.name, Reason.LOCKED)
        return
    except Exception as error:
        # pypdf raises from deep inside its parsers at damaged files, far beyond its own PdfReadError.
        yield Skip(source.name, unreadable_as("PDF"), f"{type(error).__name__}: {error}"[:200])
        return
    if text is None:
        yield Skip(source.name, Reason.LOCKED)
    elif len(text) > settings.LONGEST_TEXT:
        yield too_long(source.name, len(text))
    elif not text.strip():
        yield Skip(source.name, Reason.SCANNED)
    else:
        yield from read_plain_text(canonical(text), source.name, Given(url=source.url))


def _text(data: bytes) -> str | None:
    """The text of the pages, pages apart by a blank line; None when a password is needed."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return None
    pages: list[str] = []
    length = 0
    for page in reader.pages[: settings.MOST_PDF_PAGES]:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > settings.LONGEST_TEXT:
            break
    return "\n\n".join(pages)


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf's remarks on damaged files kept off the terminal."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
