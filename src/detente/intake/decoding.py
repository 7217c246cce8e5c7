"""From bytes to canonical text.

`decode` finds the encoding; `canonical` repairs what an earlier wrong decoding left (mojibake) and brings
the text into the form in which the ledger keeps it:

- NFC, newlines as \\n (also for form feeds, U+0085, U+2028 and U+2029), no BOM
- a control character, NUL included, becomes one space, so that no word is glued to the next; a lone surrogate
  becomes U+FFFD. Databases and parsers stumble over both.
- soft hyphens, zero-width spaces and marks of writing direction, which no reader sees, are left out
- quotation marks, dashes, ligatures and glued words ("gavethe") stay as they are

    >>> canonical("The \\u00e2\\u20ac\\u0153truce\\u00e2\\u20ac\\u009d holds\\r\\nin Doha\\x00today")
    'The \\u201ctruce\\u201d holds\\nin Doha today'
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, Final

import charset_normalizer
import ftfy
from ftfy.badness import is_bad

from detente.intake import settings

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
# What the WHATWG Encoding standard prescribes: pages that say Latin-1 or ASCII mean Windows-1252.
_WINDOWS: Final = frozenset({"iso8859-1", "ascii", "latin-1"})
_ONE_BYTE_FAMILIES: Final = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_2", "iso8859_5"]
_MANY_BYTE_FAMILIES: Final = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252"]

_FIXER = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=True,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_INVISIBLE: Final = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_NEWLINE: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_ROUNDS: Final = 4
_LINE = re.compile(r"[^\n]+")


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of the bytes. `declared` is the charset that a server or a container named; never raises."""
    head = data[: settings.SNIFFED]
    encoding = encoding_of(head, data, declared)
    return data.decode(encoding, errors="replace")


def encoding_of(head: bytes, data: bytes, declared: str | None = None) -> str:
    """The name of the codec that fits best. What is valid UTF-8 is UTF-8, whatever it says of itself."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    wide = wide_encoding(head)
    if wide is not None:
        return wide
    names = [declared] if declared else []
    match = _META.search(head)
    if match:
        names.append((match[1] or match[2]).decode("ascii", "replace"))
    known = [codec for codec in map(_codec, names) if codec]
    if known and known[0].startswith("iso2022"):
        return known[0]
    if _nearly_utf8(data):
        return "utf-8"
    for codec in known:
        if not codec.startswith(("utf", "iso2022")) and _decodes(data, codec):
            return codec
    return _guess(data)


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a byte order mark, known by its regular zero bytes; None for anything else."""
    half = len(head) // 2
    if half < 2:
        return None
    zeros_even, zeros_odd = head[0::2].count(0), head[1::2].count(0)
    if zeros_odd > 0.6 * half and zeros_even < 0.1 * half:
        return "utf-16-le"
    if zeros_even > 0.6 * half and zeros_odd < 0.1 * half:
        return "utf-16-be"
    return None


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return "cp1252" if found.name in _WINDOWS else found.name


def _decodes(data: bytes, codec: str) -> bool:
    text = data.decode(codec, errors="replace")
    return text.count("\ufffd") <= len(text) // 1000


def _nearly_utf8(data: bytes) -> bool:
    """Valid UTF-8, or UTF-8 with a stray byte here and there (a cut-off end, one pasted character)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        wrong = text.count("\ufffd")
        right = sum(1 for c in text if c > "\x7f") - wrong
        return right > 10 * wrong
    return True


def _guess(data: bytes) -> str:
    """A one-byte or East Asian encoding. With few bytes beyond ASCII it is a Western text with its quotes and dashes."""
    sample = data[: 16 * settings.SNIFFED]
    high = sum(1 for b in sample if b > 0x7F)
    letters = sum(1 for b in sample if 0x41 <= b <= 0x7A)
    if high < 0.15 * letters:
        return "cp1252"
    best = charset_normalizer.from_bytes(sample, cp_isolation=_ONE_BYTE_FAMILIES + _MANY_BYTE_FAMILIES).best()
    return best.encoding if best is not None else "cp1252"


def canonical(text: str) -> str:
    """The form that the ledger keeps. `canonical(canonical(x)) == canonical(x)`."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    # What is invisible can be a part of mojibake, and can hide some: mended before it goes, and once more after.
    for _ in range(_ROUNDS):
        before = text
        text = _NEWLINE.sub("\n", _mended(text))
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", _CONTROL.sub(" ", text)))
        if text == before:
            break
    return text


def _mended(text: str) -> str:
    """Mojibake repaired line by line, because one page can hold pieces from several encodings."""
    if text.isascii() or not is_bad(text):
        return text
    return _LINE.sub(lambda line: _mended_line(line[0]), text)


def _mended_line(line: str) -> str:
    if line.isascii() or not is_bad(line):
        return line
    return ftfy.fix_encoding(line, _FIXER)


def lines(stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
    """Numbered lines of a byte stream, decoded one by one; None for a line longer than settings.LONGEST_LINE."""
    head = stream.read(settings.SNIFFED)
    marked = next((name for mark, name in _BOMS if head.startswith(mark)), None)
    encoding = wide_encoding(head) if marked is None else marked
    rows = _byte_lines(head, stream) if encoding in (None, "utf-8-sig") else _wide_lines(head, stream, encoding or "utf-16")
    for number, row in enumerate(rows, start=1):
        if row is None:
            yield number, None
        else:
            text = row if isinstance(row, str) else decode(row)
            yield number, text.removeprefix("\ufeff")


def _byte_lines(head: bytes, stream: BinaryIO) -> Iterator[bytes | None]:
    pending = head
    while True:
        cut = pending.find(b"\n")
        if cut >= 0:
            yield pending[: cut + 1]
            pending = pending[cut + 1 :]
            continue
        rest = stream.readline(settings.LONGEST_LINE)
        if not rest:
            if pending:
                yield pending
            return
        pending += rest
        if len(pending) >= settings.LONGEST_LINE and not pending.endswith(b"\n"):
            pending = b""
            while (rest := stream.readline(settings.LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        elif pending.endswith(b"\n"):
            yield pending
            pending = b""


def _wide_lines(head: bytes, stream: BinaryIO, encoding: str) -> Iterator[str | None]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    pending, chunk = "", head
    dropping = False
    while chunk:
        *whole, pending = (pending + decoder.decode(chunk)).split("\n")
        for line in whole:
            yield None if dropping else line + "\n"
            dropping = False
        if len(pending) > settings.LONGEST_LINE:
            pending, dropping = "", True
        chunk = stream.read(16 * settings.SNIFFED)
    pending += decoder.decode(b"", final=True)
    if pending or dropping:
        yield None if dropping else pending
