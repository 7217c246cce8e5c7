"""A source before it is opened: what it is called, what it holds and the fingerprint by which it is known again.

The fingerprint is the SHA-256 of the bytes, so that a second run passes over what has not changed without parsing it.
What a source holds is told by its first bytes, then by its suffix, then by the first characters of its text.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import re
import stat
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from detente.intake import settings
from detente.intake.decoding import decode, wide_encoding
from detente.intake.reasons import Reason
from detente.records import Skip


class Kind(StrEnum):
    """What a source holds."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "jsonl"
    TABLE = "table"
    FEED = "feed"
    WARC = "warc"
    PDF = "pdf"
    BINARY = "binary"


_SUFFIXES: Final = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".markdown": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".json": Kind.JSON,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".xml": Kind.FEED,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".warc": Kind.WARC,
    ".wet": Kind.WARC,
    ".pdf": Kind.PDF,
}
_GZIP: Final = b"\x1f\x8b"
_MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(!doctype html|html|head|body|rss|feed|rdf:rdf)\b", re.I | re.S)
_ANY_TAG = re.compile(r"<(?:html|head|body|div|p|br|a|span|article|section|table|h[1-6]|ul|meta|title)\b[^<>]*>", re.I)
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROLS: Final = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1a\x1b") + b"\x7f"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read. `content` is held only where it can't be had a second time (an URL, standard input).

    `name` is what the ledger calls it, `path` what the system does, where that differs.
    """

    name: str
    kind: Kind
    size: int
    fingerprint: str
    url: str | None = None
    charset: str | None = None
    packed: bool = False
    content: bytes | None = field(default=None, repr=False, compare=False)
    path: str | None = field(default=None, compare=False)


class ImplausibleSizeError(Exception):
    """A compressed stream holds far more than its size lets expect."""


class TooLargeError(Exception):
    """A stream holds more than may be taken in whole; `size` is what is known of it, in bytes."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(size, most)
        self.size = size
        self.most = most


def plain_name(path: str) -> str:
    """A path as a name on one line: what is no text in it, and line breaks, are written with a backslash."""
    name = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), name)


def of_file(path: str) -> Source | Skip:
    """The source at a path. The whole file is read once, in pieces, for its fingerprint.

    A file that grows meanwhile is taken as long as it was when it was found.
    """
    name = plain_name(path)
    digest, size = hashlib.sha256(), 0
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return Skip(name, Reason.NOT_A_FILE)
        length = status.st_size
        with Path(path).open("rb") as stream:
            head = stream.read(min(settings.SNIFFED, length))
            chunk = head
            while chunk:
                digest.update(chunk)
                size += len(chunk)
                chunk = stream.read(min(1 << 20, length - size))
    except (OSError, ValueError) as error:
        return refused(path, error)
    kind, packed = kind_of(name, head)
    return Source(name, kind, size, digest.hexdigest(), packed=packed, path=path)


def of_bytes(name: str, content: bytes, url: str | None = None, charset: str | None = None, kind: Kind | None = None) -> Source:
    """The source of bytes already here. `kind` is what a server says it is."""
    found, packed = kind_of(name, content[: settings.SNIFFED], kind)
    return Source(name, found, len(content), hashlib.sha256(content).hexdigest(), url, charset, packed, content)


def refused(given: str, error: OSError | ValueError) -> Skip:
    """The skip for a path that the system does not let us read."""
    path, name = Path(given), plain_name(given)
    if isinstance(error, PermissionError):
        return Skip(name, Reason.NO_PERMISSION)
    if isinstance(error, FileNotFoundError):
        return Skip(name, Reason.DANGLING_LINK if path.is_symlink() else Reason.MISSING)
    if isinstance(error, OSError):
        reason = Reason.LINK_LOOP if error.errno == errno.ELOOP else Reason.NOT_OPENED
        return Skip(name, reason, error.strerror or "")
    return Skip(name, Reason.NOT_OPENED, str(error))


def kind_of(name: str, head: bytes, told: Kind | None = None) -> tuple[Kind, bool]:
    """What the bytes are, and whether they are gzip-compressed. `told` stands in for a suffix."""
    packed = head.startswith(_GZIP)
    suffix_of = name.removesuffix(".gz")
    if packed:
        head = _unpacked_head(head)
    if head.lstrip()[:5] == b"%PDF-":
        return Kind.PDF, packed
    if head.startswith(b"WARC/"):
        return Kind.WARC, packed
    suffix = PurePosixPath(suffix_of).suffix.lower()
    named = told or _SUFFIXES.get(suffix)
    if named in (Kind.PDF, Kind.WARC) and not head:
        return named, packed
    if is_binary(head):
        return Kind.BINARY, packed
    return _text_kind(decode(head), named), packed


def _text_kind(head: str, named: Kind | None) -> Kind:
    """The kind of a text by its suffix and its first characters. A suffix that contradicts the text gives way."""
    start = head.lstrip("\ufeff \t\r\n")
    markup = _MARKUP.match(start)
    root = markup[1].lower() if markup else ""
    if named in (Kind.JSON, Kind.JSON_LINES, Kind.TABLE) and not markup:
        return named
    if root in ("rss", "feed", "rdf:rdf"):
        return Kind.FEED
    if root or (named is Kind.HTML and _ANY_TAG.search(head)):
        return Kind.HTML
    if start.startswith("<?xml") or (named is Kind.FEED and start.startswith("<")):
        return Kind.FEED
    if named is None and re.match(r"\{\s*\"|\[\s*\{\s*\"", start):
        first = start.split("\n", 1)[0].rstrip()
        return Kind.JSON_LINES if first.startswith("{") and first.endswith("}") else Kind.JSON
    return Kind.TEXT


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text: more than one in twenty (and more than three) is a control character that texts do not use."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or wide_encoding(head):
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > max(3, len(head) / 20)


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, settings.SNIFFED)
    except zlib.error:
        return b""


class _Gunzip(io.RawIOBase):
    """Unpacks as it is read and stops at an implausible size. Damage ends the stream; `fault` keeps it for later."""

    def __init__(self, packed: BinaryIO, size: int) -> None:
        self._plain = gzip.GzipFile(fileobj=packed)
        self._packed = packed
        self._most = max(settings.UNPACKED_WITHOUT_QUESTION, settings.MOST_PACKED * size)
        self._seen = 0
        self.fault: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.fault is not None:
            return 0
        try:
            data = self._plain.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self.fault = error
            return 0
        self._seen += len(data)
        if self._seen > self._most:
            raise ImplausibleSizeError
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._packed.close()
        super().close()


def stream(source: Source) -> BinaryIO:
    """The bytes of a source, unpacked. Raises OSError, and while it is read ImplausibleSizeError."""
    raw = io.BytesIO(source.content) if source.content is not None else _opened(source)
    if not source.packed:
        return raw
    return io.BufferedReader(_Gunzip(raw, source.size), buffer_size=1 << 16)


def _opened(source: Source) -> BinaryIO:
    """The file, no further than it reached when its fingerprint was taken."""
    return io.BufferedReader(_Bounded(Path(source.path or source.name).open("rb", buffering=0), source.size))


class _Bounded(io.RawIOBase):
    """The first bytes of a file that may be growing."""

    def __init__(self, opened: io.RawIOBase, size: int) -> None:
        self._opened = opened
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        got = self._opened.readinto(memoryview(buffer)[: self._left]) or 0
        self._left -= got
        return got

    def close(self) -> None:
        self._opened.close()
        super().close()


def fault_of(opened: BinaryIO) -> str | None:
    """Why a packed stream ended before its end; None when it is whole."""
    raw = opened.raw if isinstance(opened, io.BufferedReader) else None
    fault = raw.fault if isinstance(raw, _Gunzip) else None
    return None if fault is None else str(fault)


def whole(source: Source, most: int) -> bytes:
    """All bytes of a source, unpacked. Raises TooLargeError, EOFError when they are cut off, and what `stream` does."""
    if not source.packed and source.size > most:
        raise TooLargeError(source.size, most)
    with stream(source) as opened:
        data = opened.read(most + 1)
        fault = fault_of(opened)
    if fault is not None:
        raise EOFError(fault)
    if len(data) > most:
        raise TooLargeError(len(data), most)
    return data
