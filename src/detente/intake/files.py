"""The way into intake: `find` names the sources, `open_source` reads one.

    for source in find(["articles/", "https://example.org/feed.xml", "-"]):
        if isinstance(source, Source):
            for document in open_source(source):
                ...

Both give a Skip in place of what could not be had; neither raises at what it meets.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from detente.intake import settings
from detente.intake.archives import read_warc
from detente.intake.documents import Given
from detente.intake.feeds import read_feed
from detente.intake.fetch import fetch, is_address
from detente.intake.objects import read_json, read_json_lines
from detente.intake.pages import read_markup, read_plain
from detente.intake.pdf import read_pdf
from detente.intake.reasons import Reason, megabytes
from detente.intake.sources import (
    ImplausibleSizeError,
    Kind,
    Source,
    TooLargeError,
    of_bytes,
    of_file,
    plain_name,
    refused,
    stream,
    whole,
)
from detente.intake.tables import read_table
from detente.records import Document, Skip

STDIN: Final = "-"
_STDIN_NAME: Final = "standard input"
_ARCHIVES: Final = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd")
_MEDIA_TYPES: Final = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/json": Kind.JSON,
    "application/x-ndjson": Kind.JSON_LINES,
    "text/csv": Kind.TABLE,
    "text/tab-separated-values": Kind.TABLE,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/xml": Kind.FEED,
    "text/xml": Kind.FEED,
    "application/pdf": Kind.PDF,
    "text/plain": Kind.TEXT,
}


def find(sources: Sequence[str]) -> Iterator[Source | Skip]:
    """Every source behind the names: files, folders with all that is in them, `-`, web addresses. In a stable order.

    Hidden files and folders are passed over unless they are named themselves.
    """
    for name in sources:
        if name == STDIN:
            yield _standard_input()
        elif is_address(name):
            yield _from_web(name)
        else:
            yield from _from_path(name)


def open_source(source: Source) -> Iterator[Document | Skip]:
    """The documents of a source, and a Skip for whatever in it could not be read."""
    silent = True
    many: Counter[str] = Counter()
    try:
        for result in _READERS[source.kind](source):
            silent = False
            if isinstance(result, Skip):
                many[result.reason] += 1
                if many[result.reason] > settings.SKIPS_TOLD_ONE_BY_ONE:
                    continue
            yield result
        if silent:
            yield Skip(source.name, Reason.EMPTY)
    except TooLargeError as error:
        reason = Reason.TOO_LONG if source.kind in (Kind.TEXT, Kind.HTML) else Reason.TOO_LARGE
        yield Skip(source.name, reason, f"{megabytes(error.size)}; at most {megabytes(error.most)}")
    except ImplausibleSizeError:
        yield Skip(source.name, Reason.IMPLAUSIBLE_SIZE, f"{megabytes(source.size)} packed")
    except (EOFError, zlib.error) as error:
        yield Skip(source.name, Reason.CUT_OFF, str(error))
    except OSError as error:
        yield refused(source.path or source.name, error)
    for common, count in many.items():
        if count > settings.SKIPS_TOLD_ONE_BY_ONE:
            yield Skip(source.name, common, f"and {count - settings.SKIPS_TOLD_ONE_BY_ONE:,} more like these")


def _read_text(source: Source) -> Iterator[Document | Skip]:
    yield from read_plain(whole(source, settings.LARGEST_TEXT_FILE), source.name, Given(url=source.url), source.charset)


def _read_page(source: Source) -> Iterator[Document | Skip]:
    yield from read_markup(whole(source, settings.LARGEST_PAGE), source.name, Given(url=source.url), source.charset)


def _read_nothing(source: Source) -> Iterator[Document | Skip]:
    with stream(source) as opened:
        head = opened.read(8)
    yield Skip(source.name, Reason.NOT_TEXT, _what_it_is(source.name, head))


_READERS: Final[Mapping[Kind, Callable[[Source], Iterator[Document | Skip]]]] = {
    Kind.TEXT: _read_text,
    Kind.HTML: _read_page,
    Kind.JSON: read_json,
    Kind.JSON_LINES: read_json_lines,
    Kind.TABLE: read_table,
    Kind.FEED: read_feed,
    Kind.WARC: read_warc,
    Kind.PDF: read_pdf,
    Kind.BINARY: _read_nothing,
}


def _what_it_is(name: str, head: bytes) -> str:
    """What to do about the commonest files that are no texts."""
    suffix = Path(urlsplit(name).path if is_address(name) else name).suffix.lower()
    if suffix in (".doc", ".docx", ".odt", ".rtf", ".epub", ".pages"):
        return "save it as PDF, HTML or plain text first"
    if suffix in (".zip", ".tar", ".7z", ".rar", ".tgz", ".gz", ".xz", ".bz2", ".zst") or head.startswith(_ARCHIVES):
        return "an archive: unpack it first"
    return suffix.removeprefix(".")


def _from_path(name: str) -> Iterator[Source | Skip]:
    try:
        is_folder = Path(name).is_dir()
    except (OSError, ValueError) as error:
        yield refused(name, error)
        return
    if is_folder:
        yield from _from_folder(name, frozenset())
    else:
        yield of_file(name)


def _from_folder(name: str, above: frozenset[tuple[int, int]]) -> Iterator[Source | Skip]:
    """What is in a folder, sorted by name. `above` are the folders on the way here, to know a link that turns back."""
    try:
        status = os.stat(name)
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            yield Skip(plain_name(name), Reason.LINK_LOOP)
            return
        with os.scandir(name) as listing:
            entries = sorted((entry.name, _is_folder(entry)) for entry in listing)
    except OSError as error:
        yield refused(name, error)
        return
    for entry, is_folder in entries:
        if entry.startswith("."):
            continue
        path = os.path.join(name, entry)
        if is_folder:
            yield from _from_folder(path, above | {identity})
        else:
            yield of_file(path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or leads to one; what can't be told (a link to itself) is left to `of_file` to refuse."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _standard_input() -> Source | Skip:
    content = sys.stdin.buffer.read(settings.LARGEST_STDIN + 1)
    if len(content) > settings.LARGEST_STDIN:
        return Skip(_STDIN_NAME, Reason.TOO_LARGE, f"at most {megabytes(settings.LARGEST_STDIN)}; save it to a file first")
    return of_bytes(_STDIN_NAME, content)


def _from_web(url: str) -> Source | Skip:
    fetched = fetch(url)
    if isinstance(fetched, Skip):
        return fetched
    told = _MEDIA_TYPES.get(fetched.media_type)
    return of_bytes(url, fetched.content, fetched.url, fetched.charset, told)
