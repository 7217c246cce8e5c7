"""Web archives (.warc, .warc.gz, .wet) by warcio: the pages in them, one Document a page.

Read are successful responses and conversions that hold HTML or plain text. Requests, pictures, scripts, redirects
and robots.txt are passed over. An archive that is cut off gives what could be read and a Skip.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from detente.intake import settings
from detente.intake.documents import Given, too_long
from detente.intake.pages import read_markup, read_plain
from detente.intake.reasons import Reason
from detente.intake.sources import Source, fault_of, stream
from detente.records import Document, Skip

_READ: Final = frozenset({"response", "resource", "conversion"})
_MARKUP: Final = ("text/html", "application/xhtml+xml")
_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]+)", re.I)


class _QuietIterator(ArchiveIterator):  # type: ignore[misc]
    """Keeps warcio's remarks on damaged records off the terminal; a damaged record shows as a Skip."""

    INC_RECORD = ""

    def _next_record(self, next_line: bytes | None) -> Any:
        """warcio takes an end of file within a record's headers for the end of the archive."""
        try:
            return super()._next_record(next_line)
        except EOFError as error:
            if next_line is not None:
                raise ArchiveLoadFailed("the last record is not whole") from error
            raise


class _Watched:
    """A stream that remembers its last bytes: a whole archive ends with an empty line."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        data = self._opened.read(size)
        self.tail = (self.tail + data)[-4:]
        return data


def read_warc(source: Source) -> Iterator[Document | Skip]:
    """One Document or Skip a page. Streams."""
    number = given = 0
    with stream(source) as opened:
        watched = _Watched(opened)
        try:
            for number, (record, payload) in enumerate(_records(watched), start=1):
                if payload is not None:
                    for result in _read_record(record, payload, f"{source.name}#{number}"):
                        given += 1
                        yield result
            if not watched.tail.replace(b"\r", b"").endswith(b"\n\n"):
                raise EOFError(fault_of(opened) or "the last record is not whole")
        except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError, AttributeError) as error:
            yield Skip(source.name, Reason.CUT_OFF, f"{number} records read; {error}".rstrip("; "))
            return
    if not given:
        yield Skip(source.name, Reason.NO_PAGES, f"{number} records")


def _records(opened: _Watched) -> Iterator[tuple[Any, bytes | None]]:
    """Records with their payload; None for those that are passed over. Raises EOFError at a record that is not whole."""
    for record in _QuietIterator(opened):
        yield record, _payload(record) if _wanted(record) else None
        if _ends_early(record) or not (record.rec_headers.get_header("Content-Length") or "").isdigit():
            raise EOFError("the last record is not whole")


def _payload(record: Any) -> bytes:
    """The content, at most one byte longer than a page may be."""
    content, pieces, size = record.content_stream(), [], 0
    while size <= settings.LARGEST_PAGE and (piece := content.read(1 << 16)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)[: settings.LARGEST_PAGE + 1]


def _ends_early(record: Any) -> bool:
    """Whether the file ends before the length that the record's header promises."""
    while record.raw_stream.read(1 << 16):
        pass
    return getattr(record.raw_stream, "limit", 0) > 0


def _wanted(record: Any) -> bool:
    if record.rec_type not in _READ:
        return False
    if record.rec_type == "response":
        headers = record.http_headers
        if headers is None or not (headers.get_statuscode() or "").startswith("2"):
            return False
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").split("?")[0]
    return _media_type(record) in (*_MARKUP, "text/plain") and not address.endswith(
        ("/robots.txt", "/humans.txt", "/security.txt")
    )


def _content_type(record: Any) -> str:
    holder = record.http_headers if record.rec_type == "response" else record.rec_headers
    return str(holder.get_header("Content-Type") or "")


def _media_type(record: Any) -> str:
    return _content_type(record).split(";")[0].strip().lower()


def _read_record(record: Any, payload: bytes, place: str) -> Iterator[Document | Skip]:
    url = record.rec_headers.get_header("WARC-Target-URI")
    if len(payload) > settings.LARGEST_PAGE:
        yield too_long(place, len(payload))
        return
    declared = _CHARSET.search(_content_type(record))
    read = read_markup if _media_type(record) in _MARKUP else read_plain
    yield from read(payload, place, Given(url=url), declared[1] if declared else None)
